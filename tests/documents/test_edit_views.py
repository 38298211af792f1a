"""Writing a draft: preview, saving, two writers at once."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from html import unescape

from django.urls import reverse

from documents.actions.document import save_draft
from documents.actions.reuse import keep_piece
from documents.actions.step import issue, sign, take_step
from documents.models import Clause, Document
from documents.queries.bases import full_citation
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


def collided(cast: Cast, theirs: dict[str, str], mine: dict[str, str]) -> tuple[Document, dict[str, object]]:
    """A draft that somebody saved while a form made before was open; the document and the stale form."""
    document = cast.draft()
    save_draft(document=document, version=1, content=replace(CONTENT, **theirs), by=cast.clerk)
    return document, form_of(document, version=1, **mine)


def hidden_fields(page: str) -> dict[str, str]:
    """What a browser would send back of the merge page without touching anything."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_two_writers_the_second_is_asked_and_loses_nothing(cast: Cast) -> None:
    document, stale = collided(cast, {"body": "Bản của người khác"}, {"body": "Bản tôi gõ"})
    client = client_of(cast.clerk)
    response = client.post(address(document), stale)
    page = response.content.decode()
    document.refresh_from_db()
    assert (response.status_code, document.body, document.version) == (409, "Bản của người khác", 2)
    [question] = response.context["questions"]
    assert (question.label, question.clash.mine, question.clash.theirs) == (
        "Nội dung", "Bản tôi gõ", "Bản của người khác",
    )  # fmt: skip
    sent = hidden_fields(page)
    assert (sent["merge"], sent["base"], sent["version"], sent["body"]) == ("1", "1", "2", "Bản tôi gõ")
    undecided = client.post(address(document), sent)
    assert undecided.status_code == 422
    said = "Hãy chọn giữ đoạn nào, hoặc tự viết."
    assert f'<a href="#id_choice-0_0">Chỗ 1: {said}</a>' in undecided.content.decode()
    assert f'id="id_choice-0-loi">{said}</p>' in undecided.content.decode()
    merged = client.post(address(document), sent | {"choice-0": "both"})
    document.refresh_from_db()
    assert (merged.status_code, merged.url) == (302, address(document))
    assert (document.body, document.version) == ("Bản của người khác\nBản tôi gõ", 3)


def test_changes_that_do_not_touch_are_merged_and_saved_at_once(cast: Cast) -> None:
    document, stale = collided(
        cast,
        {"body": CONTENT.body.replace("sôi nổi", "rộng khắp")},
        {"body": CONTENT.body.replace("nhiệm vụ./.", "nhiệm vụ năm./."), "sign_name": "Trần Văn Hùng"},
    )
    response = client_of(cast.clerk).post(address(document), stale)
    document.refresh_from_db()
    assert (response.status_code, document.version) == (302, 3)
    assert document.body == CONTENT.body.replace("sôi nổi", "rộng khắp").replace("nhiệm vụ./.", "nhiệm vụ năm./.")
    assert document.sign_name == "Trần Văn Hùng"


def test_who_writes_the_passage_anew_has_to_write_it(cast: Cast) -> None:
    document, stale = collided(cast, {"summary": "Của người khác"}, {"summary": "Của tôi"})
    client = client_of(cast.clerk)
    sent = hidden_fields(client.post(address(document), stale).content.decode())
    empty = client.post(address(document), sent | {"choice-0": "own", "own-0": " "})
    assert empty.status_code == 422
    client.post(address(document), sent | {"choice-0": "own", "own-0": "Của cả hai"})
    document.refresh_from_db()
    assert document.summary == "Của cả hai"


def test_somebody_saves_while_one_decides_and_the_page_comes_again(cast: Cast) -> None:
    document, stale = collided(cast, {"body": "Bản hai"}, {"body": "Bản của tôi"})
    client = client_of(cast.clerk)
    sent = hidden_fields(client.post(address(document), stale).content.decode())
    save_draft(document=document, version=2, content=replace(CONTENT, body="Bản ba"), by=cast.clerk)
    again = client.post(address(document), sent | {"choice-0": "mine"})
    [question] = again.context["questions"]
    assert again.status_code == 409
    assert (question.clash.base, question.clash.mine, question.clash.theirs) == ("Bản hai", "Bản của tôi", "Bản ba")
    client.post(address(document), hidden_fields(again.content.decode()) | {"choice-0": "mine"})
    document.refresh_from_db()
    assert (document.body, document.version) == ("Bản của tôi", 4)


def test_a_merged_text_that_is_too_long_is_said_and_kept(cast: Cast) -> None:
    document, stale = collided(cast, {"recipients": "a" * 3000}, {"recipients": "b" * 3000})
    client = client_of(cast.clerk)
    sent = hidden_fields(client.post(address(document), stale).content.decode())
    response = client.post(address(document), sent | {"choice-0": "both"})
    document.refresh_from_db()
    assert (response.status_code, document.version) == (422, 2)
    assert "b" * 3000 in response.content.decode()


def autosave(cast: Cast, document: Document, **changes: object) -> tuple[int, dict[str, object]]:
    response = client_of(cast.clerk).post(address(document), form_of(document, autosave="1", **changes))
    return response.status_code, response.json()


def test_autosave_says_the_new_version_in_few_words(cast: Cast) -> None:
    document = cast.draft()
    status, answer = autosave(cast, document, body="Đang gõ")
    document.refresh_from_db()
    assert (status, answer["saved"], answer["version"], sorted(answer)) == (200, True, 2, ["at", "saved", "version"])
    assert (document.body, document.version) == ("Đang gõ", 2)


def test_autosave_never_merges_and_never_overwrites(cast: Cast) -> None:
    document, stale = collided(cast, {"body": "Bản của người khác"}, {"sign_name": "Trần Văn Hùng", "autosave": "1"})
    response = client_of(cast.clerk).post(address(document), stale)
    document.refresh_from_db()
    assert (response.status_code, response.json()) == (409, {"conflict": True, "url": address(document)})
    assert (document.body, document.sign_name) == ("Bản của người khác", "")


def test_autosave_tells_what_is_wrong_or_refused(cast: Cast) -> None:
    document = cast.draft()
    status, answer = autosave(cast, document, summary="")
    assert (status, answer) == (422, {"errors": {"summary": ["Hãy nhập trích yếu: văn bản về việc gì."]}})
    take_step(document=document, action="submit", by=cast.clerk)
    status, answer = autosave(cast, document, body="Muộn")
    assert (status, list(answer)) == (409, ["refused"])


def test_a_clause_is_put_in_without_scripts_and_nothing_is_saved(cast: Cast) -> None:
    document = cast.draft()
    clause = keep_piece(model=Clause, unit=cast.city, name="Khen", text="- Khen thưởng kịp thời.", by=cast.clerk)
    form = form_of(document, insert="clause", clause_pk=clause.pk, body="Đang gõ")
    response = client_of(cast.clerk).post(address(document), form)
    document.refresh_from_db()
    assert response.status_code == 200
    assert response.context["form"]["body"].value() == "Đang gõ\n- Khen thưởng kịp thời."
    assert (document.body, document.version) == (CONTENT.body, 1)
    foreign = keep_piece(model=Clause, unit=cast.other_city, name="Lạ", text="Chữ lạ", by=cast.outsider)
    kept = client_of(cast.clerk).post(address(document), form | {"clause_pk": foreign.pk})
    assert kept.context["form"]["body"].value() == "Đang gõ"


def base_form(cast: Cast, **changes: object) -> tuple[Document, Document, object]:
    """An issued paper, a draft, and the answer to the draft's form sent by a button without scripts."""
    submitted = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    named = issue(document=sign(document=submitted, by=cast.leader), by=cast.leader)
    document = cast.draft()
    form = form_of(document, bases="Căn cứ cũ;", body="Đang gõ", **changes)
    return named, document, client_of(cast.clerk).post(address(document), form)


def test_bases_are_searched_for_without_scripts_and_the_typed_text_stays(cast: Cast) -> None:
    named, document, response = base_form(cast, insert="bases", base_words="phat dong")
    assert response.status_code == 200
    assert [found.pk for found in response.context["base_found"]] == [named.pk]
    page = response.content.decode()
    assert f'name="insert" value="base-{named.pk}"' in page
    assert 'name="base_words" value="phat dong"' in page
    assert response.context["form"]["body"].value() == "Đang gõ"
    document.refresh_from_db()
    assert (document.body, document.version) == (CONTENT.body, 1)
    _, _, none = base_form(cast, insert="bases", base_words="không có")
    assert "Không có văn bản nào khớp." in none.content.decode()


def test_a_found_base_is_added_at_the_end_and_nothing_is_saved(cast: Cast) -> None:
    named, document, response = base_form(cast, insert="bases", base_words="")
    form = form_of(document, bases="Căn cứ cũ;", base_words="phat dong", base_searched="phat dong")
    added = client_of(cast.clerk).post(address(document), form | {"insert": f"base-{named.pk}"})
    assert added.context["form"]["bases"].value() == f"Căn cứ cũ;\n{full_citation(named)}"
    assert [found.pk for found in added.context["base_found"]] == [named.pk]
    document.refresh_from_db()
    assert (document.bases, document.version) == (CONTENT.bases, 1)


def test_a_base_that_the_writer_does_not_see_or_that_is_a_draft_is_not_added(cast: Cast) -> None:
    document = cast.draft()
    foreign = cast.draft(cast.outsider)
    Document.objects.filter(pk=foreign.pk).update(state="received", date="2024-01-05")
    for key in (foreign.pk, document.pk, "x", "9" * 30):
        form = form_of(document, bases="Căn cứ cũ;", insert=f"base-{key}")
        response = client_of(cast.clerk).post(address(document), form)
        assert response.context["form"]["bases"].value() == "Căn cứ cũ;"


def test_enter_saves_unless_new_words_are_searched_for(cast: Cast) -> None:
    document = cast.draft()
    client = client_of(cast.clerk)
    asked = client.post(address(document), form_of(document, enter="1", base_words="53", body="Mới"))
    assert (asked.status_code, asked.context["is_base_search"]) == (200, True)
    again = form_of(document, enter="1", base_words="53", base_searched="53", body="Mới")
    assert client.post(address(document), again).status_code == 302
    document.refresh_from_db()
    assert document.body == "Mới"


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
