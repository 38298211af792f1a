"""Movements: launching one by a paper, and its page."""

from __future__ import annotations

from django.urls import reverse

from campaigns.models import Campaign
from tests.campaigns.chain import directive, plan
from tests.cast import Cast
from tests.clients import client_of

FORM = {
    "name": "Tây Ninh thi đua",
    "theme": "Đoàn kết, sáng tạo",
    "kind": "thuong_xuyen",
    "scope": "bo_nganh_tinh",
    "starts_on": "01/01/2024",
    "ends_on": "31/12/2024",
}


def test_launched_by_a_directive_its_plans_belong_to_it(cast: Cast) -> None:
    top = directive(cast)
    response = client_of(cast.clerk).post(reverse("campaign_create", args=[top.pk]), FORM)
    campaign = Campaign.objects.get()
    assert response.url == reverse("campaign_detail", args=[campaign.pk])
    assert (campaign.host, campaign.launched_by, campaign.year) == (cast.city, top.document, 2024)
    start = client_of(cast.justice_officer).get("/ke-hoach/soan/", {"cap-tren": top.pk})
    assert start.context["campaign"] == campaign


def test_posted_twice_it_is_launched_once(cast: Cast) -> None:
    address = reverse("campaign_create", args=[directive(cast).pk])
    client = client_of(cast.clerk)
    assert {client.post(address, FORM).url for _ in range(3)} == {
        reverse("campaign_detail", args=[Campaign.objects.get().pk])
    }


def test_period_must_run_forward(cast: Cast) -> None:
    address = reverse("campaign_create", args=[directive(cast).pk])
    response = client_of(cast.clerk).post(address, FORM | {"ends_on": "31/12/2023"})
    assert response.status_code == 422
    assert response.context["form"].errors == {"ends_on": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]}
    assert Campaign.objects.count() == 0


def test_only_the_keeper_of_a_paper_in_force_launches(cast: Cast) -> None:
    top, draft = directive(cast), plan(cast.city, cast.clerk, None)
    assert client_of(cast.clerk).get(reverse("campaign_create", args=[draft.pk])).status_code == 403
    assert client_of(cast.justice_officer).get(reverse("campaign_create", args=[top.pk])).status_code == 403
    assert client_of(cast.outsider).get(reverse("campaign_create", args=[top.pk])).status_code == 404


def test_page_shows_peaks_and_plans(cast: Cast) -> None:
    top = directive(cast)
    client_of(cast.clerk).post(reverse("campaign_create", args=[top.pk]), FORM)
    campaign = Campaign.objects.get()
    campaign.peaks.create(name="Đợt 1", starts_on="2024-03-01", ends_on="2024-05-19")
    made = plan(cast.city, cast.clerk, top)
    made.campaign = campaign
    made.save()
    page = reverse("campaign_detail", args=[campaign.pk])
    response = client_of(cast.clerk).get(page)
    assert list(response.context["plans"]) == [made]
    assert "Đợt 1: từ 01/03/2024 đến 19/05/2024" in response.content.decode()
    below = client_of(cast.justice_officer).get(page)
    assert (below.status_code, list(below.context["plans"])) == (200, [])
    assert client_of(cast.outsider).get(page).status_code == 404
