"""Nhập văn bản: reading, reviewing, keeping; hostile files."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Plan
from campaigns.views import importing
from documents.actions.upload import KEPT, remove_abandoned
from documents.models import Document, ReadingBatch, StoredFile
from documents.text.sources import Source
from tests.campaigns.chain import directive
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.reading import read_all

START = "/van-ban/nhap/"
SAMPLE = Path(settings.BASE_DIR) / "thidua/demo/documents/ke-hoach-huyen-chau-thanh-2022.txt"


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
    return data.getvalue()


def many_entries() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.xml", b"")
    return data.getvalue()


def acting_pdf() -> bytes:
    """A sound PDF with a script in it."""
    pdf, buffer = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.save(buffer)
    return buffer.getvalue()


HOSTILE = {
    "no Word file": ("a.docx", b"%PDF-1.7"),
    "a program": ("a.exe", b"MZ\x90\0"),
    "a PDF called text": ("a.txt", b"%PDF-1.7"),
    "binary called text": ("a.txt", b"Ch\0\0\x01\x02"),
    "not Unicode": ("a.txt", "Kế hoạch".encode("utf-16-le")[1:]),
    "broken archive": ("a.docx", b"PK\x03\x04" + b"x" * 50),
    "archive without a document": ("a.docx", many_entries()),
    "zip bomb": ("a.docx", bomb()),
    "a web page that says nothing": ("a.html", b"<p><script>x</script></p>"),
    "a PDF that acts by itself": ("a.pdf", acting_pdf()),
    "no name ending": ("a", b"x"),
}


def send(client, **data):
    return client.post(START, {"creation_key": str(uuid.uuid4()), **data})


def upload(cast: Cast, name: str, data: bytes):
    """Where the clerk is led once a worker has read the file: to the review; or the form that refuses it."""
    client = client_of(cast.clerk)
    response = send(client, file=SimpleUploadedFile(name, data))
    if response.status_code != 302:
        return response
    read_all()
    return client.get(response.url)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence_and_go_in_time(cast: Cast, case: str) -> None:
    response = upload(cast, *HOSTILE[case])
    if response.status_code == 422:
        sentences = response.context["form"].errors["file"]
    else:
        [item] = response.context["items"]
        assert (item.state, item.can_be_saved, item.can_be_retried, item.text) == ("failed", False, False, "")
        sentences = [item.error]
    assert [sentence.endswith(".") and len(sentence) > 20 for sentence in sentences] == [True]
    StoredFile.objects.update(uploaded_at=timezone.now() - KEPT - timedelta(minutes=1))
    remove_abandoned()
    assert StoredFile.objects.count() == 0
    assert [path for path in Path(settings.FILES_DIR).rglob("uploads/*/*") if path.is_file()] == []


@pytest.mark.parametrize("case", ["a program", "no name ending"])
def test_what_its_name_tells_apart_is_refused_at_once(cast: Cast, case: str) -> None:
    assert upload(cast, *HOSTILE[case]).status_code == 422
    assert (StoredFile.objects.count(), ReadingBatch.objects.count()) == (0, 0)


def test_too_large_a_file_is_refused_before_it_is_read(cast: Cast, settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    response = upload(cast, "a.txt", b"x" * (1024 * 1024 + 1))
    assert response.context["form"].errors["file"] == ["Tệp lớn hơn 1 MB. Hãy chọn tệp nhỏ hơn."]
    assert StoredFile.objects.count() == 0


def test_a_request_no_form_sends_is_refused_unread(cast: Cast) -> None:
    response = client_of(cast.clerk).post(START, {}, CONTENT_LENGTH=str(25 * 1024 * 1024))
    assert response.status_code == 413


def test_one_of_file_and_text_is_needed(cast: Cast) -> None:
    client = client_of(cast.clerk)
    neither = send(client, text="  ")
    both = send(client, text="Chữ dán", file=SimpleUploadedFile("a.txt", b"x"))
    assert (neither.status_code, both.status_code) == (422, 422)
    assert "Chữ dán</textarea>" in both.content.decode()


def test_the_form_that_is_sent_twice_makes_one_batch(cast: Cast) -> None:
    client = client_of(cast.clerk)
    key = client.get(START).context["form"]["creation_key"].value()
    answers = [send(client, creation_key=key, file=SimpleUploadedFile("a.txt", b"Van ban")) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"{ReadingBatch.objects.get().get_absolute_url()}?xem-lai=1"] * 2


@pytest.mark.parametrize("key", ["", "x"])
def test_a_form_without_its_key_says_what_to_do(cast: Cast, key: str) -> None:
    response = send(client_of(cast.clerk), creation_key=key, file=SimpleUploadedFile("a.txt", b"Van ban"))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "creation_key": ["Biểu mẫu này đã cũ. Hãy mở lại trang nhập văn bản rồi chọn tệp."]
    }
    assert ReadingBatch.objects.count() == 0


def test_reading_fills_the_review_beside_the_source(cast: Cast) -> None:
    response = upload(cast, SAMPLE.name, SAMPLE.read_bytes())
    stored = StoredFile.objects.get()
    assert response.url == reverse("import_review", args=[stored.pk])
    page = client_of(cast.clerk).get(response.url)
    read = page.context["form"].initial
    assert (read["kind"], read["number"], read["symbol"]) == ("KH", "06", "KH-UBND")
    assert f"{read['on']:%d/%m/%Y}" == "20/01/2022"
    assert "Châu Thành chung sức xây dựng nông thôn mới" in page.content.decode()
    assert Document.objects.count() == 0


def test_missing_parts_are_marked(cast: Cast) -> None:
    client = client_of(cast.clerk)
    address = send(client, text="KẾ HOẠCH\nPhát động thi đua\nI. MỤC ĐÍCH\nTạo phong trào.").url
    marked = [field.name for field in client.get(address).context["doubtful"]]
    assert {"number", "symbol", "on", "issuer_printed"} <= set(marked)
    assert "summary" not in marked


def review(cast: Cast, **changes: object) -> tuple[object, StoredFile]:
    client = client_of(cast.clerk)
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url
    stored = StoredFile.objects.get()
    first = client.get(address).context["form"]
    data = {field.name: field.value() or "" for field in first}
    data |= {"unit": cast.city.pk, "on": "20/01/2022", **changes}
    return client.post(address, data), stored


@pytest.mark.parametrize("printed", ["Ủy ban nhân dân tỉnh Tây Ninh", "ỦY BAN NHÂN DÂN TỈNH TÂY NINH"])
def test_issuer_is_linked_however_its_name_is_printed(cast: Cast, printed: str) -> None:
    review(cast, save_as="den", issuer_printed=printed)
    assert Plan.objects.get().document.issuer == cast.province


def test_saved_as_received_paper_with_its_file(cast: Cast) -> None:
    response, stored = review(cast, save_as="den")
    made = Plan.objects.get()
    document = made.document
    assert response.url == reverse("plan_detail", args=[made.pk])
    assert (document.state, str(document), document.owner, document.issuer) == (
        "received",
        "Kế hoạch 06/KH-UBND",
        cast.city,
        None,
    )
    assert (document.source_file, made.year, made.parent) == (stored, 2022, None)


def test_saved_as_own_draft_under_the_directive(cast: Cast) -> None:
    top = directive(cast)
    review(cast, save_as="ban-thao", parent=top.pk, year="")
    made = Plan.objects.exclude(pk=top.pk).get()
    assert (made.document.state, made.document.number, made.document.issuer) == ("draft", "", cast.city)
    assert (made.parent, made.year, made.document.source_file) == (top, 2024, StoredFile.objects.get())


def test_saving_twice_makes_one_paper(cast: Cast) -> None:
    first, stored = review(cast, save_as="den")
    again = client_of(cast.clerk).post(reverse("import_review", args=[stored.pk]), {"save_as": "den"})
    assert again.url == first.url
    assert Document.objects.count() == 1


def test_received_paper_needs_number_date_and_issuer(cast: Cast) -> None:
    response, _ = review(cast, save_as="den", number="", on="", issuer_printed="", body="Chữ đã sửa")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["issuer_printed", "number", "on"]
    assert "Chữ đã sửa</textarea>" in response.content.decode()
    assert Document.objects.count() == 0


def test_same_received_paper_twice_is_refused_and_the_form_kept(cast: Cast) -> None:
    review(cast, save_as="den")
    StoredFile.objects.update(uploaded_by=cast.leader)  # a second upload of the same file by the clerk
    client = client_of(cast.clerk)
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url
    data = {field.name: field.value() or "" for field in client.get(address).context["form"]}
    response = client.post(address, data | {"unit": cast.city.pk, "on": "20/01/2022", "save_as": "den"})
    assert [sentence[:19] for sentence in response.context["form"].non_field_errors()] == ["Kế hoạch 06/KH-UBND"]
    assert Document.objects.count() == 1


def test_an_upload_cleaned_up_while_its_page_is_made_is_not_found(cast: Cast, monkeypatch) -> None:
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url

    def clean_up_first(stored: StoredFile) -> Source:
        StoredFile.objects.all().delete()
        raise FileNotFoundError(stored.path)

    monkeypatch.setattr(importing, "source_for_review", clean_up_first)
    assert client_of(cast.clerk).get(address).status_code == 404


def test_a_file_lost_while_its_row_stands_is_an_error_for_the_operator(cast: Cast) -> None:
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url
    StoredFile.objects.get().path.unlink()
    with pytest.raises(FileNotFoundError):
        client_of(cast.clerk).get(address)


@pytest.mark.parametrize("save_as", ["den", "ban-thao"])
def test_saving_an_upload_cleaned_up_meanwhile_makes_nothing_and_keeps_the_text(
    cast: Cast, monkeypatch, save_as
) -> None:
    client = client_of(cast.clerk)
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url
    data = {field.name: field.value() or "" for field in client.get(address).context["form"]}
    real = importing.source_for_review

    def read_and_clean_up(stored: StoredFile) -> Source:
        source = real(stored)
        StoredFile.objects.all().delete()
        return source

    monkeypatch.setattr(importing, "source_for_review", read_and_clean_up)
    changes = {"unit": cast.city.pk, "kind": "KH", "on": "20/01/2022", "save_as": save_as, "body": "Chữ đã sửa"}
    response = client.post(address, data | changes)
    assert response.context["form"].errors == {
        "__all__": ["Tệp này đã bị xóa vì chờ quá 2 ngày mà chưa được lưu thành văn bản. Hãy tải tệp lên lại."]
    }
    assert "Chữ đã sửa</textarea>" in response.content.decode()
    assert Document.objects.count() == 0


def test_an_upload_is_its_uploaders_alone(cast: Cast) -> None:
    address = upload(cast, SAMPLE.name, SAMPLE.read_bytes()).url
    assert client_of(cast.justice_officer).get(address).status_code == 404
    assert client_of(cast.clerk).get(reverse("import_review", args=[uuid.uuid4()])).status_code == 404


def test_who_registers_nowhere_is_told_so(cast: Cast) -> None:
    assert client_of(cast.leader).get(START).status_code == 403


def test_a_text_that_does_not_fit_into_the_review_is_refused_before_it_is_read(cast: Cast) -> None:
    file = SimpleUploadedFile("ke-hoach.txt", "Số: 1/KH ".encode() * 60_000)
    [item] = upload(cast, file.name, file.read()).context["items"]
    assert (item.state, item.error[:16]) == ("failed", "Văn bản quá dài.")


LAW = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: 06/2022/QH15
LUẬT
THI ĐUA, KHEN THƯỞNG
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Thi đua, khen thưởng.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về đối tượng, phạm vi, nguyên tắc.
Luật này được Quốc hội khóa XV, kỳ họp thứ 3 thông qua ngày 15 tháng 6 năm 2022.
CHỦ TỊCH QUỐC HỘI
Vương Đình Huệ
"""


def law_review(cast: Cast) -> tuple[str, dict[str, object]]:
    """The address of the review of an uploaded law, and its form as it was read."""
    address = upload(cast, "luat.txt", LAW.encode()).url
    form = client_of(cast.clerk).get(address).context["form"]
    data = {field.name: field.value() or "" for field in form}
    return address, data | {"unit": cast.city.pk, "on": f"{data['on']:%d/%m/%Y}"}


def test_a_law_is_registered_outside_the_chain_and_named_as_a_base(cast: Cast) -> None:
    address, data = law_review(cast)
    read = ("kind", "number", "symbol", "on", "issuer_printed", "summary", "save_as")
    assert [data[name] for name in read] == [
        "LUAT", "06", "2022/QH15", "15/06/2022", "Quốc hội", "Thi đua, khen thưởng", "tra-cuu",
    ]  # fmt: skip
    client = client_of(cast.clerk)
    response = client.post(address, data)
    law = Document.objects.get()
    assert response.url == reverse("document_detail", args=[law.pk])
    assert (str(law), law.state, law.arrival_number, law.owner) == ("Luật 06/2022/QH15", "received", 1, cast.city)
    assert Plan.objects.count() == 0
    [found] = client.get(reverse("base_search"), {"q": "luat thi dua"}).json()["results"]
    assert found["text"] == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"
    assert client.get(address).url == response.url
    assert client.get(response.url).status_code == 200
    assert client_of(cast.outsider).get(response.url).status_code == 404


def test_a_law_without_a_number_is_registered_once(cast: Cast) -> None:
    for status, count in ((302, 1), (422, 1)):
        address, data = law_review(cast)
        response = client_of(cast.clerk).post(address, data | {"number": "", "symbol": ""})
        assert (response.status_code, Document.objects.count()) == (status, count)
    assert response.context["form"].non_field_errors() == [
        "Luật Thi đua, khen thưởng của Quốc hội đã có trong sổ văn bản đến, ngày 15/06/2022. "
        "Hãy mở văn bản đó thay vì vào sổ lần nữa."
    ]


def test_a_law_stands_not_in_the_chain_and_is_not_drafted(cast: Cast) -> None:
    address, data = law_review(cast)
    client = client_of(cast.clerk)
    for save_as, field in (("den", "save_as"), ("ban-thao", "kind")):
        response = client.post(address, data | {"save_as": save_as})
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Document.objects.count() == 0


def test_a_letter_is_registered_for_reference_without_a_place_in_the_chain(cast: Cast) -> None:
    response, stored = review(cast, save_as="tra-cuu")
    document = Document.objects.get()
    assert (response.url, document.source_file) == (reverse("document_detail", args=[document.pk]), stored)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(("kind", "number"), [("NĐ", "152"), ("TT", "5"), ("NQ", "101")])
def test_other_kinds_made_above_need_their_number(cast: Cast, kind: str, number: str) -> None:
    without, _ = review(cast, save_as="tra-cuu", kind=kind, number="")
    assert (without.status_code, list(without.context["form"].errors)) == (422, ["number"])
    address = without.wsgi_request.path
    data = without.context["form"].data.dict() | {"number": number, "symbol": f"2025/{kind}-CP"}
    assert client_of(cast.clerk).post(address, data).status_code == 302
    assert str(Document.objects.get()).endswith(f"{number}/2025/{kind}-CP")
