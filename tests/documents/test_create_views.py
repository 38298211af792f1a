"""The pages "Soạn văn bản" and "Mẫu văn bản"."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from documents.actions.template import save_template
from documents.models import Document, PaperTemplate
from organizations.models import Position
from tests.cast import CONTENT, Cast
from tests.clients import client_of

pytestmark = pytest.mark.django_db
CREATE = "/van-ban/soan/"


def answers(**changes: str) -> dict[str, str]:
    return {
        "creation_key": str(uuid.uuid4()), "start": "co-san:cong-van-don-doc", "summary": "", "year": "2025",
        "signer": "",
    } | changes  # fmt: skip


def test_first_the_kind_then_the_beginning(cast: Cast) -> None:
    client = client_of(cast.clerk)
    start = client.get(CREATE)
    assert [found.code for found, _ in start.context["beginnings"]][:3] == [
        "ke-hoach-phat-dong", "chi-thi", "cong-van-don-doc",
    ]  # fmt: skip
    second = client.get(CREATE, {"loai": "CV"})
    assert second.context["unit"] == cast.city
    assert [key for key, _ in second.context["form"].fields["start"].choices] == ["co-san:cong-van-don-doc", "trang"]


@pytest.mark.parametrize("asked", [{"loai": "XX"}, {"loai": "CĐ"}, {"loai": "CV", "don-vi": "999999"}, {"loai": ""}])
def test_what_cannot_be_written_is_asked_again(cast: Cast, asked: dict[str, str]) -> None:
    response = client_of(cast.clerk).get(CREATE, asked)
    assert (response.status_code, response.templates[0].name) == (200, "documents/document_start.html")
    assert response.context["form"].errors != {}


def test_a_letter_begins_with_its_texts_signer_and_symbol(cast: Cast) -> None:
    Position.objects.filter(person=cast.leader.person).update(title="Phó Chủ tịch Ủy ban nhân dân")
    data = answers(summary="Đôn đốc đăng ký", signer=str(cast.leader.pk), drafting_unit="NV")
    response = client_of(cast.clerk).post(f"{CREATE}?loai=CV", data)
    document = Document.objects.get()
    assert response.url == reverse("document_edit", args=[document.pk])
    assert (document.kind, document.symbol, document.summary) == ("CV", "UBND-NV", "Đôn đốc đăng ký")
    assert "Ủy ban nhân dân thành phố Tây Ninh đề nghị các đơn vị" in document.body
    block = (document.sign_on_behalf_of, document.sign_deputy_for, document.sign_title, document.sign_name)
    assert block == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Hùng")


def test_a_decision_is_the_chairmans_own(cast: Cast) -> None:
    client_of(cast.clerk).post(f"{CREATE}?loai=QĐ", answers(start="co-san:quyet-dinh-khen-thuong"))
    document = Document.objects.get()
    assert (document.authority_line, document.sign_on_behalf_of) == (
        "Chủ tịch Ủy ban nhân dân thành phố Tây Ninh", "",
    )  # fmt: skip


def test_posting_twice_makes_one_paper(cast: Cast) -> None:
    client, data = client_of(cast.clerk), answers()
    first = client.post(f"{CREATE}?loai=CV", data)
    assert client.post(f"{CREATE}?loai=CV", data).url == first.url
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": "trang"}, "summary"),
        ({"start": "co-san:giay-moi-hop"}, "start"),
        ({"start": "rieng:1"}, "start"),
        ({"year": "26"}, "year"),
        ({"year": ""}, "year"),
        ({"signer": "987654"}, "signer"),
        ({"drafting_unit": "N/V 1"}, "drafting_unit"),
        ({"creation_key": "x"}, "creation_key"),
    ],
)
def test_wrong_answers_are_told_and_nothing_is_made(cast: Cast, changes: dict[str, str], field: str) -> None:
    response = client_of(cast.clerk).post(f"{CREATE}?loai=CV", answers(**{"summary": "", **changes}))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Document.objects.count() == 0


def test_a_blank_page_with_a_title(cast: Cast) -> None:
    client_of(cast.clerk).post(f"{CREATE}?loai=TB", answers(start="trang", summary="Kết quả"))
    document = Document.objects.get()
    assert (document.kind, document.summary, document.body, document.sign_title) == ("TB", "Kết quả", "", "CHỦ TỊCH")


def test_a_template_of_a_unit_above_begins_a_paper(cast: Cast) -> None:
    template = save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    client = client_of(cast.justice_officer)
    page = client.get(CREATE, {"loai": "KH", "mau": f"rieng:{template.pk}"})
    assert page.context["form"]["start"].value() == f"rieng:{template.pk}"
    client.post(f"{CREATE}?loai=KH", answers(start=f"rieng:{template.pk}"))
    document = Document.objects.exclude(owner=cast.city).get()
    assert (document.owner, document.body, document.sign_title) == (cast.justice, CONTENT.body, "TRƯỞNG PHÒNG")


def test_who_drafts_nowhere_is_refused(cast: Cast) -> None:
    assert client_of(cast.leader).get(CREATE).status_code == 403
    assert client_of(cast.leader).post(f"{CREATE}?loai=CV", answers()).status_code == 403


def test_another_units_name_in_the_address_begins_nothing(cast: Cast) -> None:
    client_of(cast.outsider).post(f"{CREATE}?loai=CV&don-vi={cast.city.pk}", answers())
    assert Document.objects.count() == 0


def test_keeping_renaming_and_deleting_a_template(cast: Cast) -> None:
    client, draft = client_of(cast.clerk), cast.draft()
    page = client.get(reverse("document_detail", args=[draft.pk]))
    assert reverse("template_save", args=[draft.pk]) in page.content.decode()
    response = client.post(reverse("template_save", args=[draft.pk]), {"name": "Mẫu A", "unit": str(cast.city.pk)})
    template = PaperTemplate.objects.get()
    assert response.url == reverse("template_detail", args=[template.pk])
    again = client.post(reverse("template_save", args=[draft.pk]), {"name": "Mẫu A", "unit": str(cast.city.pk)})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["name"])
    client.post(response.url, {"name": "Mẫu B"})
    template.refresh_from_db()
    assert template.name == "Mẫu B"
    assert client.post(reverse("template_delete", args=[template.pk])).url == reverse("template_list")
    assert PaperTemplate.objects.count() == 0


def test_those_below_see_a_template_and_change_nothing(cast: Cast) -> None:
    template = save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    client, address = client_of(cast.justice_officer), reverse("template_detail", args=[template.pk])
    page = client.get(address)
    assert (page.status_code, page.context["can_change"]) == (200, False)
    client.post(address, {"name": "Khác"})
    client.post(reverse("template_delete", args=[template.pk]))
    template.refresh_from_db()
    assert template.name == "Mẫu A"


def test_an_outsider_finds_no_template(cast: Cast) -> None:
    template = save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    client = client_of(cast.outsider)
    assert client.get(reverse("template_detail", args=[template.pk])).status_code == 404
    assert client.post(reverse("template_delete", args=[template.pk])).status_code == 404
    assert list(client.get(reverse("template_list")).context["page"].object_list) == []
    assert client.get(reverse("template_save", args=[cast.draft().pk])).status_code == 404


def test_the_list_is_filtered_by_kind(cast: Cast) -> None:
    save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    client = client_of(cast.clerk)
    for kind, own, built_in in (("", 1, 9), ("KH", 1, 1), ("CV", 0, 1), ("NQ", 0, 0)):
        page = client.get(reverse("template_list"), {"loai": kind})
        assert (len(page.context["page"].object_list), len(page.context["built_in"])) == (own, built_in)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_takes_the_same_queries_for_any_number(cast: Cast, rows: int, django_assert_max_num_queries) -> None:
    draft = cast.draft()
    for number in range(rows):
        save_template(document=draft, unit=cast.city, name=f"Mẫu {number}", by=cast.clerk)
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(12):
        assert len(client.get(reverse("template_list")).context["page"].object_list) == rows


def test_a_built_in_template_is_shown_with_the_users_letterhead(cast: Cast) -> None:
    client = client_of(cast.justice_officer)
    page = client.get(reverse("template_built_in"), {"mau": "giay-moi-hop"})
    assert "PHÒNG TƯ PHÁP" in page.context["fragment"]
    assert "Phòng Tư pháp trân trọng kính mời" in page.context["fragment"]
    assert client.get(reverse("template_built_in"), {"mau": "khong-co"}).status_code == 404
    assert client.get(reverse("template_built_in")).url == reverse("template_list")


def test_findings_are_shown_on_the_page_of_a_draft_to_who_sees_drafts(cast: Cast) -> None:
    client_of(cast.clerk).post(f"{CREATE}?loai=CV", answers())
    address = reverse("document_detail", args=[Document.objects.get().pk])
    assert "Kiểm tra văn bản" in client_of(cast.clerk).get(address).content.decode()
    assert client_of(cast.outsider).get(address).status_code == 404


def test_the_symbol_of_a_letter_is_changed_on_its_page(cast: Cast) -> None:
    client = client_of(cast.clerk)
    client.post(f"{CREATE}?loai=CV", answers())
    letter = Document.objects.get()
    address = reverse("symbol_change", args=[letter.pk])
    assert address in client.get(letter.get_absolute_url()).content.decode()
    assert client.post(address, {"drafting_unit": "NV"}).url == letter.get_absolute_url()
    client.post(address, {"drafting_unit": "N-V"})
    client_of(cast.leader).post(address, {"drafting_unit": "VP"})
    assert client_of(cast.outsider).post(address, {"drafting_unit": "VP"}).status_code == 404
    letter.refresh_from_db()
    assert letter.symbol == "UBND-NV"
