"""Soạn kế hoạch: the place, the first text, saving once."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Plan
from documents.models import Document
from documents.queries.bases import full_citation
from tests.campaigns.chain import directive, issued_plan, plan
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.threads import together

CREATE = "/ke-hoach/soan/"


def form(**changes: object) -> dict[str, object]:
    return asdict(CONTENT) | {"creation_key": str(uuid.uuid4())} | changes


def test_first_step_asks_for_the_place(cast: Cast) -> None:
    response = client_of(cast.clerk).get(CREATE)
    assert [template.name for template in response.templates][0] == "campaigns/plan_start.html"
    assert Plan.objects.count() == 0


def test_from_a_plan_above_the_only_unit_needs_no_question(cast: Cast) -> None:
    city = issued_plan(cast, directive(cast))
    response = client_of(cast.justice_officer).get(CREATE, {"cap-tren": city.pk})
    initial = response.context["form"].initial
    assert (response.context["unit"], response.context["parent"], response.context["year"]) == (
        cast.justice,
        city,
        2024,
    )
    assert initial["bases"] == full_citation(city.document)[:-1] + "."
    assert initial["body"].startswith("Phòng Tư pháp xây dựng kế hoạch")
    assert (initial["sign_on_behalf_of"], initial["sign_title"]) == ("", "TRƯỞNG PHÒNG")


def test_a_template_with_open_blanks_cannot_be_submitted(cast: Cast) -> None:
    client = client_of(cast.clerk)
    address = f"{CREATE}?don-vi={cast.city.pk}"
    client.post(address, form(body=client.get(address).context["form"].initial["body"]))
    document = Plan.objects.get().document
    client.post(reverse("document_step", args=[document.pk, "submit"]))
    document.refresh_from_db()
    assert document.state == "draft"
    assert client.get(reverse("plan_detail", args=[document.plan.pk])).context["options"][0].refusal == (
        "Nội dung còn chỗ của mẫu chưa điền, bắt đầu bằng “[…”. Hãy điền hoặc xóa trước khi trình."
    )


def test_blank_start_has_no_body(cast: Cast) -> None:
    response = client_of(cast.clerk).get(CREATE, {"don-vi": cast.city.pk, "mau": "trang"})
    assert response.context["form"].initial["body"] == ""
    assert response.context["form"].initial["sign_on_behalf_of"] == "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("summary", "about"),
    [
        ("Phát động phong trào", "phát động phong trào"),
        ("Về việc phát động", "phát động"),
        ("UBND phát động", "UBND phát động"),
    ],
)
def test_basis_names_kind_number_date_issuer_and_subject(summary: str, about: str) -> None:
    document = Document(
        kind="KH", number="53", symbol="KH-UBND", date=date(2024, 2, 5), issuer_printed="UBND tỉnh", summary=summary
    )
    assert full_citation(document) == (
        f"Căn cứ Kế hoạch số 53/KH-UBND ngày 05 tháng 02 năm 2024 của UBND tỉnh về {about};"
    )


def test_ten_posts_of_one_form_make_one_plan(cast: Cast) -> None:
    top = directive(cast)
    address = f"{CREATE}?don-vi={cast.city.pk}&cap-tren={top.pk}"
    data = form()
    client = client_of(cast.clerk)
    targets = {client.post(address, data).url for _ in range(10)}
    made = Plan.objects.exclude(pk=top.pk).get()
    assert targets == {reverse("plan_edit", args=[made.pk])}
    assert (made.parent, made.year, made.document.state) == (top, 2024, "draft")


@pytest.mark.django_db(transaction=True)
def test_ten_posts_at_the_same_moment_make_one_plan() -> None:
    cast = Cast()
    address = f"{CREATE}?don-vi={cast.city.pk}"
    data = form()
    clients = [client_of(cast.clerk) for _ in range(10)]
    answers = together(10, lambda index: clients[index].post(address, data).url)
    assert set(answers) == {reverse("plan_edit", args=[Plan.objects.get().pk])}
    assert Document.objects.count() == 1


def test_preview_makes_nothing(cast: Cast) -> None:
    address = f"{CREATE}?don-vi={cast.city.pk}"
    client = client_of(cast.clerk)
    fragment = client.post(address, form(preview="1", summary="Xem thử"), headers={"HX-Request": "true"})
    page = client.post(address, form(preview="1", summary=""))
    assert fragment.content.decode().startswith('<article class="paper"')
    assert (page.status_code, page.context["form"]["body"].value()) == (200, CONTENT.body)
    assert Document.objects.count() == 0


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    response = client_of(cast.clerk).post(f"{CREATE}?don-vi={cast.city.pk}", form(summary="", body="Chữ đã gõ"))
    assert response.status_code == 422
    assert "Chữ đã gõ</textarea>" in response.content.decode()
    assert Document.objects.count() == 0


def test_replacing_plan_begins_with_the_old_text_in_the_old_place(cast: Cast) -> None:
    top = directive(cast)
    old = issued_plan(cast, top)
    address = f"{CREATE}?thay-the={old.pk}"
    client = client_of(cast.clerk)
    page = client.get(address)
    assert (page.context["unit"], page.context["parent"], page.context["year"]) == (cast.city, top, 2024)
    assert (page.context["form"].initial["body"], page.context["form"].initial["sign_name"]) == (CONTENT.body, "")
    client.post(address, form())
    new = Plan.objects.exclude(pk__in=[top.pk, old.pk]).get()
    assert (new.document.replaces, new.parent) == (old.document, top)


def test_only_an_issued_plan_of_ones_own_is_replaced(cast: Cast) -> None:
    draft = plan(cast.city, cast.clerk, None)
    issued = issued_plan(cast, None)
    for user, unit, other in ((cast.clerk, cast.city, draft), (cast.justice_officer, cast.justice, issued)):
        assert client_of(user).get(CREATE, {"don-vi": unit.pk, "thay-the": other.pk}).status_code == 404
        assert client_of(user).get(CREATE, {"thay-the": "x"}).status_code == 404


def test_other_units_and_papers_of_others_are_no_choice(cast: Cast) -> None:
    client = client_of(cast.justice_officer)
    assert client.get(CREATE, {"don-vi": cast.city.pk}).context["form"].errors == {
        "don-vi": ["Hãy chọn đơn vị trong danh sách."]
    }
    draft_above = client.get(CREATE, {"don-vi": cast.justice.pk, "cap-tren": 999})
    assert draft_above.context["form"].errors == {"cap-tren": ["Hãy chọn văn bản cấp trên trong danh sách."]}


def test_who_drafts_nowhere_is_told_so(cast: Cast) -> None:
    assert client_of(cast.leader).get(CREATE).status_code == 403
