"""Writing a draft: preview, saving, two writers at once."""

from __future__ import annotations

from dataclasses import asdict

from django.urls import reverse

from documents.actions.document import save_draft, take_step
from documents.models import Document
from tests.cast import CONTENT, Cast
from tests.clients import client_of


def form_of(document: Document, **changes: object) -> dict[str, object]:
    return asdict(CONTENT) | {"version": document.version} | changes


def address(document: Document) -> str:
    return reverse("document_edit", args=[document.pk])


def test_saving_keeps_the_writer_on_the_page(cast: Cast) -> None:
    document = cast.draft()
    response = client_of(cast.clerk).post(address(document), form_of(document, summary="Trích yếu  mới"))
    document.refresh_from_db()
    assert (response.status_code, response.url) == (302, address(document))
    assert (document.summary, document.version) == ("Trích yếu mới", 2)


def test_text_is_brought_to_nfc_without_invisible_characters(cast: Cast) -> None:
    document = cast.draft()
    decomposed = "Thi \u200bđua ho\u0300a bi\u0300nh"
    client_of(cast.clerk).post(address(document), form_of(document, summary=decomposed, body=f"- {decomposed}\r\n"))
    document.refresh_from_db()
    assert (document.summary, document.body) == ("Thi đua hòa bình", "- Thi đua hòa bình")


def test_preview_by_htmx_is_the_paper_alone_and_saves_nothing(cast: Cast) -> None:
    document = cast.draft()
    form = form_of(document, preview="1", summary="Chưa lưu", body="Chữ <b>mới</b>")
    response = client_of(cast.clerk).post(address(document), form, headers={"HX-Request": "true"})
    page = response.content.decode()
    document.refresh_from_db()
    assert page.startswith('<article class="paper"')
    assert "Chưa lưu" in page
    assert "&lt;b&gt;mới&lt;/b&gt;" in page
    assert (document.summary, document.version) == (CONTENT.summary, 1)


def test_preview_by_its_button_keeps_the_form(cast: Cast) -> None:
    document = cast.draft()
    response = client_of(cast.clerk).post(address(document), form_of(document, preview="1", summary="Chưa lưu"))
    document.refresh_from_db()
    assert response.status_code == 200
    assert response.context["form"]["summary"].value() == "Chưa lưu"
    assert response.context["is_preview"] is True
    assert document.summary == CONTENT.summary


def test_missing_title_is_said_at_the_top_and_at_the_field(cast: Cast) -> None:
    document = cast.draft()
    response = client_of(cast.clerk).post(address(document), form_of(document, summary=" ", body="Chữ đã gõ"))
    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_summary">Trích yếu: Hãy nhập trích yếu: văn bản về việc gì.</a>' in page
    assert 'id="id_summary_error"' in page
    assert "Chữ đã gõ</textarea>" in page


def test_two_writers_the_second_sees_both_texts_and_loses_nothing(cast: Cast) -> None:
    document = cast.draft()
    stale = document.version
    other = asdict(CONTENT) | {"body": "Bản của người khác"}
    save_draft(document=document, version=stale, content=type(CONTENT)(**other), by=cast.clerk)
    client = client_of(cast.clerk)
    response = client.post(address(document), form_of(document, version=stale, body="Bản tôi gõ"))
    document.refresh_from_db()
    assert response.status_code == 409
    assert document.body == "Bản của người khác"
    assert response.context["differences"] == [("Nội dung", "Bản của người khác", "Bản tôi gõ")]
    form = response.context["form"]
    assert form["body"].value() == "Bản tôi gõ"
    # Saving again from that page is a decision: what was typed replaces what the other one saved.
    again = client.post(address(document), form_of(document, version=form["version"].value(), body="Bản tôi gõ"))
    document.refresh_from_db()
    assert (again.status_code, document.body) == (302, "Bản tôi gõ")


def test_a_paper_that_was_submitted_meanwhile_keeps_the_typed_text_on_screen(cast: Cast) -> None:
    document = cast.draft()
    take_step(document=document, action="submit", by=cast.clerk)
    response = client_of(cast.clerk).post(address(document), form_of(document, body="Chữ chưa lưu"))
    assert response.status_code == 409
    assert "Chữ chưa lưu</textarea>" in response.content.decode()
    assert client_of(cast.clerk).get(address(document)).status_code == 302


def test_who_may_see_but_not_write_is_sent_back(cast: Cast) -> None:
    document = cast.draft(cast.justice_officer)
    client = client_of(cast.leader)
    assert client.get(address(document)).status_code == 302
    assert client.post(address(document), form_of(document, body="Sửa trộm")).status_code == 409
    document.refresh_from_db()
    assert document.body == CONTENT.body
    assert client_of(cast.outsider).get(address(document)).status_code == 404
