"""Movements: launching one by a paper, and its page."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Campaign, CampaignPeak
from tests.campaigns.chain import directive, issued_plan, plan
from tests.cast import Cast
from tests.clients import client_of
from tests.threads import together

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


PEAK = {"peak2_name": "Đợt 2", "peak2_starts_on": "01/03/2024", "peak2_ends_on": "19/05/2024"}


def test_peaks_are_entered_with_the_movement_and_blank_rows_are_none(cast: Cast) -> None:
    address = reverse("campaign_create", args=[directive(cast).pk])
    client = client_of(cast.clerk)
    last = {"peak4_name": " Đợt  4 ", "peak4_starts_on": "31/12/2024", "peak4_ends_on": "31/12/2024"}
    page = client.get(client.post(address, FORM | PEAK | last | {"peak1_name": " ", "peak3_ends_on": ""}).url)
    assert list(Campaign.objects.get().peaks.values_list("name", "starts_on", "ends_on")) == [
        ("Đợt 2", date(2024, 3, 1), date(2024, 5, 19)),
        ("Đợt 4", date(2024, 12, 31), date(2024, 12, 31)),
    ]
    assert "<li>Đợt 2: từ 01/03/2024 đến 19/05/2024</li>" in page.content.decode()


IN_THE_PERIOD = "trong thời gian của phong trào, từ 01/01/2024 đến 31/12/2024."


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"peak2_starts_on": "31/12/2023"},
            {"peak2_starts_on": [f"Đợt cao điểm phải bắt đầu {IN_THE_PERIOD}"]},
        ),
        ({"peak2_ends_on": "01/01/2025"}, {"peak2_ends_on": [f"Đợt cao điểm phải kết thúc {IN_THE_PERIOD}"]}),
        (
            {"peak2_ends_on": "29/02/2024"},
            {"peak2_ends_on": ["Ngày kết thúc đợt phải từ ngày bắt đầu đợt trở đi."]},
        ),
        ({"peak2_name": "  "}, {"peak2_name": ["Hãy nhập tên đợt."]}),
        (
            {"peak2_starts_on": "", "peak2_ends_on": ""},
            {"peak2_starts_on": ["Hãy nhập ngày bắt đầu đợt."], "peak2_ends_on": ["Hãy nhập ngày kết thúc đợt."]},
        ),
        (
            {"peak2_starts_on": "30/02/2024"},
            {"peak2_starts_on": ["Ngày chưa đúng. Hãy nhập dạng ngày/tháng/năm, ví dụ 05/01/2024."]},
        ),
        ({"ends_on": ""}, {"ends_on": ["Hãy nhập ngày kết thúc."]}),
    ],
)
def test_a_wrong_peak_is_told_beside_its_field_and_nothing_is_launched(cast: Cast, changes, errors) -> None:
    address = reverse("campaign_create", args=[directive(cast).pk])
    response = client_of(cast.clerk).post(address, FORM | PEAK | changes)
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    page = response.content.decode()
    for name, (sentence,) in errors.items():
        # Once in the summary with a link, once beside the field.
        assert (page.count(sentence), page.count(f'<a href="#id_{name}">')) == (2, 1)
    assert Campaign.objects.count() == 0


def test_who_launches_it_again_is_told_that_it_stands(cast: Cast) -> None:
    address = reverse("campaign_create", args=[directive(cast).pk])
    client = client_of(cast.clerk)
    client.get(client.post(address, FORM).url)
    page = client.get(client.post(address, FORM | PEAK).url)
    assert [str(message) for message in page.context["messages"]] == [
        "Phong trào “Tây Ninh thi đua” đã được phát động trước đó; không tạo thêm."
    ]
    assert Campaign.objects.get().peaks.count() == 0


def test_a_name_that_the_unit_has_already_is_told(cast: Cast) -> None:
    client = client_of(cast.clerk)
    client.post(reverse("campaign_create", args=[directive(cast).pk]), FORM)
    response = client.post(reverse("campaign_create", args=[issued_plan(cast, None).pk]), FORM)
    assert response.context["form"].errors == {"__all__": ["Đơn vị đã có phong trào mang tên này trong năm."]}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_ten_posts_at_the_same_moment_launch_one_with_its_peaks_once() -> None:
    cast = Cast()
    address = reverse("campaign_create", args=[directive(cast).pk])
    clients = [client_of(cast.clerk) for _ in range(10)]
    answers = together(10, lambda index: clients[index].post(address, FORM | PEAK).url)
    campaign = Campaign.objects.get()
    assert set(answers) == {reverse("campaign_detail", args=[campaign.pk])}
    assert CampaignPeak.objects.count() == 1


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
