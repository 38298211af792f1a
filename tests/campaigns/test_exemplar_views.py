"""The pages of điển hình tiên tiến: lists, sheet, print, form, consent, and what is public."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from campaigns.actions.exemplar import publish_exemplar, save_exemplar
from campaigns.actions.exemplar_photo import add_photo
from campaigns.models import Exemplar
from documents.models import Document
from organizations.models import User
from tests.cast import Cast
from tests.clients import client_of
from tests.world_exemplars import approved, content, picture, written

FORM = {"kind": "mo_hinh", "name": "Hẹn giờ", "year": "2024", "field": "cai_cach"}


def shown(user: User, query: str = "") -> list[str]:
    return [one.name for one in client_of(user).get(f"/dien-hinh/{query}").context["page"].object_list]


def sheet_names(user: User, query: str = "") -> list[str]:
    book = load_workbook(io.BytesIO(client_of(user).get(f"/dien-hinh/excel/{query}").content))
    return [row[2].value for row in book.active.iter_rows() if isinstance(row[0].value, (int, float))]


def printed_names(user: User, query: str = "") -> list[str]:
    return [one.name for one in client_of(user).get(f"/dien-hinh/in/{query}").context["rows"]]


@pytest.fixture
def three(cast: Cast) -> list[Exemplar]:
    """A person's story, an approved model of another year, a draft."""
    return [
        approved(cast.justice, cast.justice_officer, cast.leader, "Bà Hoà ở Đồng Khởi", kind="ca_nhan"),
        approved(cast.education, cast.education_officer, cast.leader, "Lớp học tối", year=2023, movement="Dạy tốt"),
        written(cast.justice, cast.justice_officer, "Bản nháp", story="Chỗ riêng tư"),
    ]


def test_list_sheet_and_print_are_filtered_alike(cast: Cast, three: list[Exemplar]) -> None:
    person, model, draft = (one.name for one in three)
    expected = {
        "": [draft, person, model],
        "?loai=mo_hinh": [draft, model],
        "?nam=2023": [model],
        "?phong_trao=D%E1%BA%A1y+t%E1%BB%91t": [model],
        f"?don_vi={cast.justice.pk}": [draft, person],
        "?trang_thai=draft": [draft],
        "?tim=ba+hoa+dong+khoi": [person],
        "?tim=hòa": [person],
        "?tim=rieng+tu": [draft],
        "?tim=khong+co": [],
        "?nam=abcd": [],
        "?don_vi=99999999999999999999": [],
        "?loai=x&trang_thai=y": [],
    }
    for read in (shown, sheet_names, printed_names):
        assert {query: sorted(read(cast.clerk, query)) for query in expected} == {
            query: sorted(names) for query, names in expected.items()
        }


def test_each_sees_what_is_theirs_in_every_form(cast: Cast, three: list[Exemplar]) -> None:
    person, model, draft = (one.name for one in three)
    for read in (shown, sheet_names, printed_names):
        assert sorted(read(cast.justice_head)) == sorted([person, model, draft])
        assert sorted(read(cast.education_officer)) == sorted([person, model])
        assert read(cast.outsider) == []
    # Neither do numbers and choices tell of what one does not see.
    page = client_of(cast.education_officer).get("/dien-hinh/").content.decode()
    assert ("2 điển hình" in page, draft in page) == (True, False)
    assert client_of(cast.outsider).get("/dien-hinh/thong-ke/?nam=2024").context["figures"].whole.total == 0
    for address in ("", "sua/", "cong-khai/", "anh/", "ap-dung/"):
        for user in (cast.education_officer, cast.outsider):
            assert client_of(user).get(f"/dien-hinh/{three[2].pk}/{address}").status_code == 404


def test_a_draft_without_story_is_kept_and_finished_later(cast: Cast) -> None:
    client = client_of(cast.justice_officer)
    key = re.search(r'name="creation_key" value="([^"]+)"', client.get("/dien-hinh/them/").content.decode())
    assert key is not None
    for _ in range(2):
        answer = client.post("/dien-hinh/them/", FORM | {"creation_key": key[1]})
    made = Exemplar.objects.get()
    assert (answer.url, made.state, made.unit) == (f"/dien-hinh/{made.pk}/", "draft", cast.justice)
    page = client.get(f"/dien-hinh/{made.pk}/").content.decode()
    assert "Còn thiếu: tóm tắt, bài viết." in page


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    answer = client_of(cast.justice_officer).post(
        "/dien-hinh/them/", FORM | {"name": "", "story": "Bài rất dài", "figures": "không có hai chấm"}
    )
    page = answer.content.decode()
    assert (answer.status_code, Exemplar.objects.count()) == (422, 0)
    assert sorted(answer.context["form"].errors) == ["figures", "name"]
    assert ("Bài rất dài" in page, "không có hai chấm" in page) == (True, True)


def test_two_writers_see_both_texts(cast: Cast) -> None:
    made = written(cast.justice, cast.justice_officer)
    save_exemplar(exemplar=made, version=1, content=content("Của người khác"), by=cast.justice_head)
    client, address = client_of(cast.justice_officer), f"/dien-hinh/{made.pk}/sua/"
    answer = client.post(address, FORM | {"name": "Của tôi", "version": "1"})
    page = answer.content.decode()
    assert (answer.status_code, "Của tôi" in page, "Của người khác" in page) == (409, True, True)
    assert Exemplar.objects.get().name == "Của người khác"
    # Seen and sent again, it is saved.
    assert client.post(address, FORM | {"name": "Của tôi", "version": "2"}).status_code == 302
    assert Exemplar.objects.get().name == "Của tôi"


def test_what_was_typed_is_never_markup(cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    made = approved(cast.justice, cast.justice_officer, cast.leader, evil, story=evil, figures=f"{evil}: {evil}",
                    summary=evil, movement=evil)  # fmt: skip
    publish_exemplar(exemplar=made, version=1, agreed=True, note=evil, by=cast.clerk)
    for user, address in (
        (cast.clerk, f"/dien-hinh/{made.pk}/"),
        (cast.clerk, f"/dien-hinh/?phong_trao={evil}&tim={evil}"),
        (cast.clerk, "/dien-hinh/in/"),
        (cast.clerk, "/dien-hinh/thong-ke/?nam=2024"),
        (None, "/cong-khai/dien-hinh/"),
        (None, f"/cong-khai/dien-hinh/{made.pk}/"),
    ):
        page = client_of(user).get(address).content.decode()
        assert (evil in page, "&lt;script&gt;" in page) == (False, True), address


def test_an_uploaded_picture_is_shown_and_a_bad_one_refused_with_the_words_kept(cast: Cast) -> None:
    made = written(cast.justice, cast.justice_officer)
    client, address = client_of(cast.justice_officer), f"/dien-hinh/{made.pk}/anh/"
    svg = SimpleUploadedFile("anh.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "image/jpeg")
    refused = client.post(address, {"file": svg, "alt": "Bà Hoa ở ruộng"})
    assert (refused.status_code, refused.context["form"].errors) == (
        422, {"file": ["Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chọn ảnh khác."]},
    )  # fmt: skip
    assert 'value="Bà Hoa ở ruộng"' in refused.content.decode()
    # The name plays no part: a picture that is called a program is a picture.
    good = SimpleUploadedFile("anh.exe", picture(), "application/octet-stream")
    assert client.post(address, {"file": good, "alt": "Bà Hoa ở ruộng"}).status_code == 302
    page = client.get(f"/dien-hinh/{made.pk}/").content.decode()
    assert f'src="/dien-hinh/anh/{made.photos.get().pk}/" alt="Bà Hoa ở ruộng"' in page


def test_the_page_of_consent_shows_exactly_what_becomes_public_and_asks_for_the_tick(cast: Cast) -> None:
    made = approved(cast.justice, cast.justice_officer, cast.leader, "Bà Hoa", kind="ca_nhan")
    client, address = client_of(cast.clerk), f"/dien-hinh/{made.pk}/cong-khai/"
    assert "Gọi điện hẹn giờ." in client.get(address).content.decode()
    refused = client.post(address, {"version": "1", "note": "Phiếu 05/6"})
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["agreed"])
    assert client_of(None).get(f"/cong-khai/dien-hinh/{made.pk}/").status_code == 404
    assert client.post(address, {"version": "1", "note": "Phiếu 05/6", "agreed": "on"}).status_code == 302
    assert client_of(None).get(f"/cong-khai/dien-hinh/{made.pk}/").status_code == 200
    client_of(cast.justice_officer).post(f"/dien-hinh/{made.pk}/rut-cong-khai/")
    assert client_of(None).get(f"/cong-khai/dien-hinh/{made.pk}/").status_code == 404


def test_public_pages_show_the_public_only_and_nothing_else_of_a_person(cast: Cast) -> None:
    person = cast.justice_officer.person
    public = approved(cast.justice, cast.justice_officer, cast.leader, "Gương sáng", kind="ca_nhan", person=person)
    approved(cast.justice, cast.justice_officer, cast.leader, "Chỉ nội bộ")
    draft = written(cast.justice, cast.justice_officer, "Nháp đã đồng ý")
    publish_exemplar(exemplar=draft, version=1, agreed=True, note="Phiếu", by=cast.justice_officer)
    publish_exemplar(exemplar=public, version=1, agreed=True, note="Phiếu của bà, số nhà 12", by=cast.clerk)
    anybody = client_of(None)
    for query in ("", "?tim=guong+sang", "?trang_thai=draft", "?don_vi=1", "?loai=ca_nhan&nam=2024"):
        page = anybody.get(f"/cong-khai/dien-hinh/{query}")
        assert [one.name for one in page.context["page"].object_list] == ["Gương sáng"]
    assert anybody.get("/cong-khai/dien-hinh/?tim=noi+bo").context["page"].object_list == []
    page = anybody.get(f"/cong-khai/dien-hinh/{public.pk}/").content.decode()
    hidden = ["Lê Thị Hoa", "số nhà 12", "Nguyễn Thị Mai", "/nguoi/", f"/dien-hinh/{public.pk}/buoc/"]
    assert ("Gương sáng" in page, [word for word in hidden if word in page]) == (True, [])
    inside = client_of(cast.clerk).get(f"/dien-hinh/{public.pk}/").content.decode()
    assert [word in inside for word in ("Lê Thị Hoa", "số nhà 12", "/nguoi/")] == [True] * 3
    assert anybody.get(f"/cong-khai/dien-hinh/{draft.pk}/").status_code == 404


def test_colleagues_of_the_office_see_no_log_consent_or_record(cast: Cast) -> None:
    person = cast.justice_officer.person
    made = approved(cast.justice, cast.justice_officer, cast.leader, "Gương", kind="ca_nhan", person=person)
    publish_exemplar(exemplar=made, version=1, agreed=True, note="Phiếu riêng", by=cast.clerk)
    page = client_of(cast.education_officer).get(f"/dien-hinh/{made.pk}/").content.decode()
    assert [word in page for word in ("Gương", "Phiếu riêng", "Nhật ký", "Lê Thị Hoa")] == [True, False, False, False]


def test_soan_danh_sach_takes_the_filter_along(cast: Cast, three: list[Exemplar]) -> None:
    client, address = client_of(cast.clerk), "/dien-hinh/soan-danh-sach/?nam=2023"
    page = client.get(address)
    assert page.context["count"] == 1
    key = page.context["form"].initial["creation_key"]
    answer = client.post(address, {"creation_key": key, "kind": "TB", "unit": cast.city.pk})
    paper = Document.objects.get(kind="TB")
    assert answer.url == f"/van-ban/{paper.pk}/sua/"
    assert ("Lớp học tối" in paper.body, "Bà Hoà" in paper.body) == (True, False)
    assert client.get(f"/van-ban/{paper.pk}/").status_code == 200
    nothing = client.post("/dien-hinh/soan-danh-sach/?nam=1999", {"creation_key": key, "kind": "TB",
                                                                 "unit": cast.city.pk})  # fmt: skip
    assert nothing.status_code == 409


@pytest.mark.parametrize("year", ["", "0000", "9999", "x", "²²²²", "99999999999"])
def test_a_year_that_is_none_breaks_nothing(cast: Cast, three: list[Exemplar], year: str) -> None:
    for address in ("/dien-hinh/thong-ke/", "/dien-hinh/", "/dien-hinh/ap-dung/", "/cong-khai/dien-hinh/"):
        assert client_of(cast.clerk).get(f"{address}?nam={year}").status_code == 200


def test_an_empty_list_says_what_to_do(cast: Cast) -> None:
    assert "Giới thiệu điển hình đầu tiên" in client_of(cast.clerk).get("/dien-hinh/").content.decode()
    assert "Giới thiệu điển hình đầu tiên" not in client_of(cast.leader).get("/dien-hinh/").content.decode()
    assert "Chưa có điển hình nào được công khai" in client_of(None).get("/cong-khai/dien-hinh/").content.decode()


def test_pictures_stand_on_the_cards(cast: Cast) -> None:
    made = written(cast.justice, cast.justice_officer)
    photo = add_photo(exemplar=made, data=picture(), alt="Bà Hoa", by=cast.justice_officer)
    page = client_of(cast.clerk).get("/dien-hinh/").content.decode()
    assert f'src="/dien-hinh/anh/{photo.pk}/?co=nho" alt="Bà Hoa"' in page
