"""Files beside a paper: what is taken and what is not, who changes them and when, who fetches them."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument
from openpyxl import Workbook

from documents.actions import upload
from documents.actions.attachment import MOST, add_attachment, move_attachment, remove_attachment
from documents.actions.step import issue, sign, take_step
from documents.models import Attachment, StoredFile
from documents.text import attachments as check
from documents.text.attachments import BadFile, media_type_of
from tests.cast import Cast
from tests.clients import client_of
from tests.world import PNG
from workflow.engine import Refused
from workflow.models import LogEntry

JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 64 + b"\xff\xd9"


def pdf(change=lambda made: None, **options: object) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        target = io.BytesIO()
        made.save(target, **options)
        return target.getvalue()


def in_root(name: str, value: object):
    def change(made: pikepdf.Pdf) -> None:
        made.Root[name] = value

    return change


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def deep_script(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    page = made.pages[0].obj
    page.Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, AA=pikepdf.Dictionary(E=action))])


def embedded(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = b"MZ"


def launch(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


def office(*names: str, **large: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x")
        for name, size in large.items():
            archive.writestr(name, b"\0" * size)
    return target.getvalue()


def word() -> bytes:
    target = io.BytesIO()
    WordDocument().save(target)
    return target.getvalue()


def excel() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", pdf()), ("A.PDF", pdf()), ("a.docx", word()), ("a.xlsx", excel()), ("a.png", PNG), ("a.jpeg", JPEG)],
)
def test_ordinary_files_are_taken(name, data):
    assert media_type_of(name, data) == check.MEDIA_TYPES[f".{name.rpartition('.')[2].lower()}"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.exe", b"MZ", "Chỉ nhận tệp PDF"),
        ("a", PNG, "Chỉ nhận tệp PDF"),
        ("a.svg", b"<svg/>", "Chỉ nhận tệp PDF"),
        ("a.png", b"", "Tệp này rỗng."),
        ("a.pdf", PNG, "Nội dung tệp không phải là PDF"),
        ("a.png", pdf(), "Nội dung tệp không phải là ảnh PNG"),
        ("a.jpg", PNG, "Nội dung tệp không phải là ảnh JPEG"),
        ("a.png", PNG[:16] + b"\x7f\xff\xff\xff" + PNG[20:], "Ảnh quá lớn"),
        ("a.docx", excel(), "Nội dung tệp không phải là Word"),
        ("a.xlsx", word(), "Nội dung tệp không phải là Excel"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Tệp Word đời cũ hoặc có mật khẩu."),
        ("a.docx", b"PK\x03\x04" + b"x" * 90, "Tệp Word bị hỏng."),
        ("a.docx", b"<html>", "Nội dung tệp không phải là Word"),
        ("a.xlsx", office("xl/workbook.xml", "[Content_Types].xml", "xl/vbaProject.bin"), "Tệp Excel có macro"),
        ("a.docx", office("word/document.xml", "[Content_Types].xml", x=200_000_000), "Tệp Word có cấu trúc bất"),
        ("a.pdf", b"%PDF-1.7 nothing", "Tệp PDF bị hỏng."),
        ("a.pdf", pdf(script), "Tệp PDF có mã JavaScript"),
        ("a.pdf", pdf(script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "Tệp PDF có mã JavaScript"),
        ("a.pdf", pdf(deep_script), "Tệp PDF có mã JavaScript"),
        ("a.pdf", pdf(embedded), "Tệp PDF có tệp khác nhúng bên trong"),
        ("a.pdf", pdf(launch), "Tệp PDF có lệnh tự chạy"),
        ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "Tệp PDF được đặt mật khẩu."),
        ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="")), "Tệp PDF được đặt mật khẩu hoặc khóa"),
        ("a.pdf", pdf(script).replace(b"/JavaScript", b"/J#61vaScript"), "Tệp PDF có mã JavaScript"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_or_acts_by_itself_is_refused(name, data, sentence):
    with pytest.raises(BadFile) as refused:
        media_type_of(name, data)
    assert str(refused.value).startswith(sentence)


def test_sizes_have_an_end(monkeypatch):
    monkeypatch.setattr(check, "LARGEST", len(PNG) - 1)
    with pytest.raises(BadFile, match="^Tệp lớn hơn 20 MB."):
        media_type_of("a.png", PNG)
    monkeypatch.undo()
    monkeypatch.setattr(check, "_OBJECTS", 1)
    with pytest.raises(BadFile, match="^Tệp PDF quá phức tạp"):
        media_type_of("a.pdf", pdf())


def add(cast: Cast, document, title: str = "", by=None) -> Attachment:
    return add_attachment(document=document, name="Phụ lục.png", data=PNG, title=title, by=by or cast.clerk)


def titles(document) -> list[str]:
    return [one.title for one in document.attachments.all()]


def test_files_are_added_ordered_and_removed_in_a_draft_and_logged(cast):
    draft = cast.draft()
    first, second, third = add(cast, draft), add(cast, draft, "Biểu 2"), add(cast, draft, "Biểu 3")
    assert titles(draft) == ["Phụ lục", "Biểu 2", "Biểu 3"]
    assert first.file.path.read_bytes() == PNG
    move_attachment(attachment=third, up=True, by=cast.clerk)
    move_attachment(attachment=first, up=True, by=cast.clerk)  # it is the first: nothing happens
    assert titles(draft) == ["Phụ lục", "Biểu 3", "Biểu 2"]
    move_attachment(attachment=first, up=False, by=cast.clerk)
    assert titles(draft) == ["Biểu 3", "Phụ lục", "Biểu 2"]
    remove_attachment(attachment=second, by=cast.clerk)
    assert titles(draft) == ["Biểu 3", "Phụ lục"]
    actions = LogEntry.objects.about(draft).values_list("action", flat=True)
    assert list(actions)[-6:] == ["add_file", "add_file", "add_file", "order_files", "order_files", "remove_file"]


def test_a_file_that_another_hand_removed_meanwhile_is_not_moved(cast):
    draft = cast.draft()
    first, _ = add(cast, draft, "Một"), add(cast, draft, "Hai")
    stale = Attachment.objects.select_related("document").get(pk=first.pk)
    remove_attachment(attachment=first, by=cast.clerk)
    with pytest.raises(Refused, match="vừa được bỏ đi"):
        move_attachment(attachment=stale, up=False, by=cast.clerk)


def test_nothing_changes_once_the_paper_is_out_of_the_drafters_hands(cast):
    draft = cast.draft()
    kept = add(cast, draft)
    submitted = take_step(document=draft, action="submit", by=cast.clerk)
    issued = issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    for document in (submitted, issued):
        with pytest.raises(Refused):
            add(cast, document)
    kept.refresh_from_db()
    for change in (
        lambda: remove_attachment(attachment=kept, by=cast.clerk),
        lambda: move_attachment(attachment=kept, up=True, by=cast.clerk),
    ):
        with pytest.raises(Refused):
            change()
    assert titles(issued) == ["Phụ lục"]


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_only_the_units_drafters_change_them(cast, who):
    draft = cast.draft()
    kept = add(cast, draft)
    with pytest.raises(Refused):
        add(cast, draft, by=getattr(cast, who))
    with pytest.raises(Refused):
        remove_attachment(attachment=kept, by=getattr(cast, who))
    assert StoredFile.objects.count() == 1


def test_there_is_an_end(cast):
    draft = cast.draft()
    for number in range(MOST):
        add(cast, draft, str(number))
    with pytest.raises(Refused, match=f"tối đa {MOST} tài liệu"):
        add(cast, draft)


def test_files_beside_a_paper_are_no_abandoned_uploads_those_taken_away_are(cast):
    draft = cast.draft()
    kept, gone = add(cast, draft), add(cast, draft)
    remove_attachment(attachment=gone, by=cast.clerk)
    StoredFile.objects.update(uploaded_at=timezone.now() - 2 * upload.KEPT)
    assert upload.remove_abandoned() == 1
    assert list(StoredFile.objects.all()) == [kept.file]


def test_a_file_goes_up_and_comes_down_as_an_attachment(cast):
    draft = cast.draft()
    client, page = client_of(cast.clerk), reverse("attachment_add", args=[draft.pk])
    sent = client.post(page, {"file": SimpleUploadedFile("../../Phụ lục.png", PNG), "title": "Biểu số liệu"})
    assert (sent.status_code, sent["Location"]) == (302, draft.get_absolute_url())
    assert "Biểu số liệu" in client.get(draft.get_absolute_url()).content.decode()
    fetch = reverse("attachment_download", args=[Attachment.objects.get().pk])
    answer = client.get(fetch)
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;") and ".." not in answer["Content-Disposition"]
    assert [client_of(user).get(fetch).status_code for user in (cast.leader, cast.justice_officer, cast.outsider)] == [
        200, 404, 404,
    ]  # fmt: skip


def test_a_file_that_is_refused_says_why_beside_the_field_and_keeps_the_title(cast):
    page = reverse("attachment_add", args=[cast.draft().pk])
    answer = client_of(cast.clerk).post(page, {"file": SimpleUploadedFile("a.pdf", pdf(script)), "title": "Tên đã gõ"})
    assert answer.status_code == 422
    assert answer.content.decode().count("Tệp PDF có mã JavaScript nên không được nhận.") == 2
    assert 'value="Tên đã gõ"' in answer.content.decode()
    assert StoredFile.objects.count() == 0


def test_a_pdf_whose_inside_cannot_be_read_is_damaged() -> None:
    whole = pdf(in_root("/Quite", pikepdf.Dictionary(Name=1)))
    assert b"/Quite" in whole
    with pytest.raises(BadFile, match="bị hỏng"):
        media_type_of("a.pdf", whole.replace(b"/Quite", b"/Q\x80\x80te"))
