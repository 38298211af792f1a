"""Findings of a draft: on its page and in the editor, repaired, dismissed, asked before it is handed in."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.plan import place_in_chain
from campaigns.models import Plan
from documents.actions.document import Conflict, Content, content_of, save_draft
from documents.actions.finding import dismiss_finding, fix_finding, take_up_finding
from documents.actions.step import issue, sign, take_step
from documents.forms.content import content_initial
from documents.guards import open_warnings
from documents.models import DismissedFinding, Document
from documents.queries.findings import errors_in, findings_of
from documents.text.findings import fingerprint
from documents.text.reading import Finding
from organizations.models import User
from tests.cast import CONTENT, Cast
from workflow.engine import Refused, Unconfirmed
from workflow.models import LogEntry

SLIP = CONTENT.body.replace("Tạo phong trào sôi nổi.", "Tạo bức phá.")
OPEN_END = CONTENT.body.removesuffix("./.") + "."
REASON = "tên riêng của phong trào"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def drafted(cast: Cast, **texts: str) -> Document:
    return cast.draft(content=replace(CONTENT, **texts))


def found(document: Document, user: User, code: str) -> Finding:
    [finding] = [row.finding for row in findings_of(document, user).open if row.finding.code == code]
    return finding


def codes(document: Document, user: User) -> list[str]:
    return [row.finding.code for row in findings_of(document, user).open if row.finding.code != "citation-unknown"]


def typed(document: Document, **texts: Any) -> dict[str, Any]:
    return content_initial(document) | texts


def edit_page(document: Document) -> str:
    return reverse("document_edit", args=[document.pk])


# What is found


def test_a_draft_is_checked_against_the_register_and_the_paper_above(cast: Cast) -> None:
    above = issued(cast, drafted(cast, summary="Phát động thi đua năm 2023"))
    root = place_in_chain(document=above, year=2024, parent=None, campaign=None, by=cast.clerk)
    below = cast.draft(cast.justice_officer, replace(CONTENT, sign_on_behalf_of=""))
    place_in_chain(document=below, year=2024, parent=root, campaign=None, by=cast.justice_officer)
    below = Plan.objects.get(document=below).document
    number = above.number_and_symbol
    told = [row.finding.message for row in findings_of(below, cast.justice_officer).open]
    assert told == [
        f"Văn bản chưa dẫn Kế hoạch số {number} mà mình triển khai: hãy thêm vào căn cứ.",
        f"Văn bản cấp trên số {number} là của năm 2023, văn bản này của năm 2024: hãy chọn lại hoặc sửa năm.",
        "Chỉ thị số 01/CT-UBND chưa có trong sổ văn bản: hãy đăng ký hoặc đối chiếu số, ký hiệu.",
    ]
    # Who does not see the paper above is not told of it.
    assert [row.finding.code for row in findings_of(below, cast.outsider).open] == ["citation-unknown"]


def test_findings_take_the_same_queries_for_one_citation_and_for_many(cast: Cast, django_assert_num_queries) -> None:
    line = "Căn cứ Kế hoạch số {}/KH-UBND ngày 04 tháng 3 năm 2023 của UBND tỉnh Tây Ninh về phát động thi đua;"
    for count in (1, 30):
        draft = drafted(cast, bases="\n".join(line.format(number) for number in range(10, 10 + count)))
        user = User.objects.get(pk=cast.clerk.pk)
        assert user.unit_paths()
        with django_assert_num_queries(4):  # its place in the chain, the register, what was settled, what was dismissed
            findings_of(draft, user)


def test_errors_are_found_without_a_query(cast: Cast, django_assert_num_queries) -> None:
    draft = drafted(cast, body=OPEN_END)
    with django_assert_num_queries(0):
        assert [finding.code for finding in errors_in(draft)] == ["closing-mark"]


# Repairs


def test_a_repair_is_a_version_with_a_note_and_a_row_of_the_log(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    saved = fix_finding(document=draft, version=1, content=content_of(draft), key=key, by=cast.clerk)
    assert (saved.version, saved.body) == (2, SLIP.replace("bức phá", "bứt phá"))
    assert [(row.version, row.note) for row in saved.versions.all()] == [
        (2, "Sửa “bức phá” thành “bứt phá”"),
        (1, ""),
    ]
    entry = LogEntry.objects.about(draft).last()
    assert (entry.label, entry.reason) == ("Sửa theo nhận xét", "Sửa “bức phá” thành “bứt phá”")
    page = client_of(cast.clerk).get(reverse("version_list", args=[draft.pk])).content.decode()
    assert "<strong>Sửa “bức phá” thành “bứt phá”</strong>" in page


def test_what_was_typed_is_saved_as_its_own_version_before_the_repair(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    content = replace(content_of(draft), summary="Tên mới năm 2024")
    fix_finding(document=draft, version=1, content=content, key=key, by=cast.clerk)
    texts = {row.version: (row.content["summary"], "bứt phá" in row.content["body"]) for row in draft.versions.all()}
    assert texts == {
        1: (CONTENT.summary, False),
        2: ("Tên mới năm 2024", False),
        3: ("Tên mới năm 2024", True),
    }


def test_a_stale_repair_changes_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    answer = client_of(cast.clerk).post(edit_page(draft), typed(draft, body="Chữ mới gõ./.", fix=key))
    page = answer.content.decode()
    assert (answer.status_code, "Chữ mới gõ./." in page) == (409, True)
    assert "Đoạn chữ cần sửa đã thay đổi nên chưa sửa gì." in page
    draft.refresh_from_db()
    assert (draft.version, draft.body) == (1, SLIP)


def test_a_finding_without_a_repair_says_so(cast: Cast) -> None:
    draft = drafted(cast, recipients="- UBND tỉnh")
    key = fingerprint(found(draft, cast.clerk, "archive-line"))
    with pytest.raises(Refused, match=r"^Nhận xét này không có cách sửa sẵn\."):
        fix_finding(document=draft, version=1, content=content_of(draft), key=key, by=cast.clerk)


def test_the_editor_repairs_and_comes_back(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    answer = client_of(cast.clerk).post(edit_page(draft), typed(draft, fix=key))
    assert (answer.status_code, answer.url) == (302, f"{edit_page(draft)}#kiem-tra")
    draft.refresh_from_db()
    assert draft.body == SLIP.replace("bức phá", "bứt phá")


def test_the_editors_script_gets_the_field_and_the_version(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    client, accept = client_of(cast.clerk), {"headers": {"accept": "application/json"}}
    answer = client.post(edit_page(draft), typed(draft, fix=key), **accept).json()
    assert {name: answer[name] for name in ("version", "field", "value", "said")} == {
        "version": 2,
        "field": "body",
        "value": SLIP.replace("bức phá", "bứt phá"),
        "said": "Sửa “bức phá” thành “bứt phá”. Đã lưu (lần sửa 2).",
    }
    assert answer["blocks"][2]["text"] == "Tạo bứt phá."
    draft.refresh_from_db()
    again = client.post(edit_page(draft), typed(draft, fix=key), **accept)
    assert (again.status_code, list(again.json())) == (409, ["refused"])
    other = client.post(edit_page(draft), typed(draft, version=1, body=SLIP, fix=key), **accept)
    assert (other.status_code, other.json()) == (409, {"conflict": True})
    wrong = client.post(edit_page(draft), typed(draft, summary="", fix=key), **accept)
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["summary"])


def test_a_repair_meets_a_second_writer_as_saving_does(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    form = typed(draft, fix=fingerprint(found(draft, cast.clerk, "set-phrase")))
    save_draft(document=draft, version=1, content=replace(content_of(draft), summary="Tên khác"), by=cast.clerk)
    answer = client_of(cast.clerk).post(edit_page(draft), form)
    assert (answer.status_code, answer.url) == (302, edit_page(draft))
    draft.refresh_from_db()
    assert (draft.summary, draft.body) == ("Tên khác", SLIP.replace("bức phá", "bứt phá"))


def test_the_page_of_the_paper_repairs_the_text_that_was_seen(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    client, address = client_of(cast.clerk), reverse("finding_act", args=[draft.pk])
    answer = client.post(address, {"fix": key, "version": "7"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Người khác vừa lưu văn bản này nên chưa sửa gì. Hãy xem lại rồi sửa lần nữa."
    ]
    client.post(address, {"fix": key, "version": "1"})
    draft.refresh_from_db()
    assert draft.body == SLIP.replace("bức phá", "bứt phá")


# Dismissals


def test_a_dismissed_finding_says_who_and_why_until_its_words_change(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    client = client_of(cast.clerk)
    answer = client.post(edit_page(draft), typed(draft, dismiss=fingerprint(slip), **reason(slip)))
    [row] = answer.context["dismissed_findings"]
    assert (answer.status_code, row.by, row.reason, row.finding) == (200, "Nguyễn Thị Mai", REASON, slip)
    assert codes(draft, cast.clerk) == []
    entry = LogEntry.objects.about(draft).last()
    assert (entry.label, entry.reason) == ("Bỏ qua nhận xét", f"“bức phá”: {REASON}")
    # Moved it is still the same; other words are another finding; the same words back are dismissed again.
    draft = save(draft, cast, body=f"Mở đầu.\n\n{SLIP}")
    assert codes(draft, cast.clerk) == []
    draft = save(draft, cast, body=SLIP.replace("bức phá", "Khôi thi đua"))
    assert codes(draft, cast.clerk) == ["set-phrase"]
    assert findings_of(draft, cast.clerk).dismissed == ()
    draft = save(draft, cast, body=SLIP)
    assert codes(draft, cast.clerk) == []


def test_a_dismissal_is_taken_back(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    dismiss_finding(document=draft, finding=slip, reason=REASON, by=cast.clerk)
    dismiss_finding(document=draft, finding=slip, reason="khác", by=cast.clerk)
    assert DismissedFinding.objects.get().reason == REASON
    client_of(cast.clerk).post(edit_page(draft), typed(draft, undismiss=fingerprint(slip)))
    assert codes(draft, cast.clerk) == ["set-phrase"]
    take_up_finding(document=draft, key=fingerprint(slip), by=cast.clerk)
    labels = [entry.label for entry in LogEntry.objects.about(draft)]
    assert labels == ["Tạo bản thảo", "Bỏ qua nhận xét", "Xem lại nhận xét đã bỏ qua"]


def test_a_dismissal_needs_a_reason_and_keeps_what_was_typed(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    answer = client_of(cast.clerk).post(edit_page(draft), typed(draft, summary="Đang gõ", dismiss=key))
    page = answer.content.decode()
    assert (answer.status_code, "Đang gõ" in page) == (422, True)
    assert f'aria-describedby="ly-do-loi-{key}"' in page
    answer = client_of(cast.clerk).post(reverse("finding_act", args=[draft.pk]), {"dismiss": key})
    assert answer.status_code == 422
    assert answer.context["said"].error == "Hãy ghi vì sao bỏ qua, để người ký hiểu."
    long = {"dismiss": key, f"reason-{key}": "a" * 501}
    answer = client_of(cast.clerk).post(reverse("finding_act", args=[draft.pk]), long)
    assert answer.context["said"].error == "Lý do dài quá 500 chữ cái."
    assert not DismissedFinding.objects.exists()


def test_an_error_cannot_be_dismissed(cast: Cast) -> None:
    draft = drafted(cast, body=OPEN_END)
    error = found(draft, cast.clerk, "closing-mark")
    with pytest.raises(Refused, match="^Lỗi thì phải sửa trong văn bản, không bỏ qua được.$"):
        dismiss_finding(document=draft, finding=error, reason=REASON, by=cast.clerk)
    answer = client_of(cast.clerk).post(edit_page(draft), typed(draft, dismiss=fingerprint(error), **reason(error)))
    assert answer.status_code == 409
    assert not DismissedFinding.objects.exists()


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_only_drafters_act_on_findings(cast: Cast, who: str) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    user = getattr(cast, who)
    with pytest.raises(Refused, match="^Bạn không có quyền sửa văn bản này.$"):
        dismiss_finding(document=draft, finding=slip, reason=REASON, by=user)
    with pytest.raises(Refused, match="^Bạn không có quyền sửa văn bản này.$"):
        take_up_finding(document=draft, key=fingerprint(slip), by=user)
    with pytest.raises(Refused, match="^Bạn không có quyền sửa văn bản này.$"):
        fix_finding(document=draft, version=1, content=content_of(draft), key=fingerprint(slip), by=user)


def test_a_paper_that_was_handed_in_keeps_its_dismissals(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    submitted = take_step(document=draft, action="submit", by=cast.clerk)
    with pytest.raises(Refused, match="nên không sửa được"):
        dismiss_finding(document=submitted, finding=slip, reason=REASON, by=cast.clerk)


def test_an_outsider_finds_no_such_page(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    answer = client_of(cast.outsider).post(reverse("finding_act", args=[draft.pk]), {"fix": key, "version": "1"})
    absent = client_of(cast.outsider).post(reverse("finding_act", args=[draft.pk + 99]), {"fix": key})
    assert (answer.status_code, absent.status_code) == (404, 404)


# The editor


def test_the_list_is_renewed_without_saving_and_without_the_page(cast: Cast) -> None:
    draft = drafted(cast)
    client = client_of(cast.clerk)
    answer = client.post(edit_page(draft), typed(draft, body=SLIP, check="1"), headers={"hx-request": "true"})
    assert [template.name for template in answer.templates][0] == "documents/finding_panel.html"
    assert shown(answer) == ["set-phrase", "citation-unknown"]
    page = client.post(edit_page(draft), typed(draft, body=SLIP, check="1"))
    assert (page.status_code, shown(page), "Tạo bức phá." in page.content.decode()) == (
        200,
        ["set-phrase", "citation-unknown"],
        True,
    )
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_reader_of_the_draft_sees_the_findings_and_no_button(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    answer = client_of(cast.leader).get(reverse("document_detail", args=[draft.pk]))
    assert shown(answer) == ["set-phrase", "citation-unknown"]
    assert 'name="fix"' not in answer.content.decode()
    issued_page = client_of(cast.leader).get(reverse("document_detail", args=[issued(cast, drafted(cast)).pk]))
    assert issued_page.context["shows_findings"] is False


# Trình ký


def test_errors_keep_a_paper_from_being_handed_in_until_they_are_repaired(cast: Cast) -> None:
    draft = drafted(cast, body=OPEN_END)
    sentence = "Văn bản còn 1 lỗi. Nội dung văn bản phải kết thúc bằng dấu “./.”: hãy thêm vào cuối câu cuối cùng."
    with pytest.raises(Refused) as refused:
        take_step(document=draft, action="submit", by=cast.clerk)
    assert str(refused.value) == sentence
    page = client_of(cast.clerk).get(reverse("document_detail", args=[draft.pk])).content.decode()
    assert f'{sentence} <a href="#kiem-tra">Xem các lỗi</a>' in page
    fix_finding(
        document=draft,
        version=1,
        content=content_of(draft),
        key=fingerprint(found(draft, cast.clerk, "closing-mark")),
        by=cast.clerk,
    )
    draft.refresh_from_db()
    assert take_step(document=draft, action="submit", by=cast.clerk).state == "submitted"


def test_warnings_are_asked_and_the_answer_stands_in_the_log(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    address, client = reverse("document_step", args=[draft.pk, "submit"]), client_of(cast.clerk)
    asked = client.post(address, {"version": "1"})
    assert (asked.status_code, [one["sentence"] for one in asked.context["questions"]]) == (200, [slip.message])
    assert [(one["quote"], one["place"]) for one in asked.context["questions"]] == [("bức phá", "Nội dung, mục I.1")]
    untouched = client.post(address, {"version": "1", "question": fingerprint(slip)})
    assert (untouched.status_code, untouched.context["error"]) == (
        422,
        "Hãy đánh dấu vào ô xác nhận, hoặc quay lại sửa.",
    )
    other = client.post(address, {"version": "1", "question": "0" * 32, "agreed": "1"})
    assert (other.status_code, other.context["error"]) == (
        422,
        "Văn bản vừa thay đổi nên có cảnh báo mới. Hãy xem lại rồi xác nhận.",
    )
    draft.refresh_from_db()
    assert draft.state == "draft"
    client.post(address, {"version": "1", "question": fingerprint(slip), "agreed": "1"})
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert LogEntry.objects.about(draft).get(action="submit").data["confirmed"] == [slip.message]


def test_dismissed_warnings_and_suggestions_are_not_asked(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    slip = found(draft, cast.clerk, "set-phrase")
    with pytest.raises(Unconfirmed) as asked:
        take_step(document=draft, action="submit", by=cast.clerk, confirmed=())
    assert [question.key for question in asked.value.questions] == [fingerprint(slip)]
    dismiss_finding(document=draft, finding=slip, reason=REASON, by=cast.clerk)
    assert open_warnings(draft, cast.clerk) == []
    assert take_step(document=draft, action="submit", by=cast.clerk, confirmed=()).state == "submitted"


def reason(finding: Finding) -> dict[str, str]:
    return {f"reason-{fingerprint(finding)}": f" {REASON} "}


def save(draft: Document, cast: Cast, **texts: str) -> Document:
    content = Content(**(asdict(content_of(draft)) | texts))
    return save_draft(document=draft, version=draft.version, content=content, by=cast.clerk)


def shown(answer: Any) -> list[str]:
    return [row.finding.code for group in answer.context["finding_groups"] for row in group.rows]


def issued(cast: Cast, draft: Document) -> Document:
    submitted = take_step(document=draft, action="submit", by=cast.clerk)
    return issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)


def test_conflict_of_a_repair_is_told_to_the_caller(cast: Cast) -> None:
    draft = drafted(cast, body=SLIP)
    key = fingerprint(found(draft, cast.clerk, "set-phrase"))
    with pytest.raises(Conflict):
        fix_finding(document=draft, version=9, content=content_of(draft), key=key, by=cast.clerk)
