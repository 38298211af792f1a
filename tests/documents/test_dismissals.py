"""Dismissed findings that are known again, or not, and those that go while they are asked about."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from django.urls import reverse

from documents.actions.document import Content, content_of, save_draft
from documents.actions.finding import dismiss_finding, take_up_finding
from documents.models import Document
from documents.models.document import State
from documents.queries.findings import findings_of
from documents.text.findings import fingerprint
from documents.text.reading import Finding
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from workflow.engine import Refused

SLIP = CONTENT.body.replace("Tạo phong trào sôi nổi.", "Tạo bức phá.")


def drafted(cast: Cast, body: str) -> Document:
    return cast.draft(content=replace(CONTENT, body=body))


def saved(draft: Document, cast: Cast, body: str) -> Document:
    draft = Document.objects.get(pk=draft.pk)
    content = Content(**(asdict(content_of(draft)) | {"body": body}))
    return save_draft(document=draft, version=draft.version, content=content, by=cast.clerk)


def told(draft: Document, cast: Cast, code: str) -> list[Finding]:
    return [row.finding for row in findings_of(draft, cast.clerk).open if row.finding.code == code]


def test_a_line_that_was_dismissed_for_some_papers_is_told_again_for_others(cast: Cast) -> None:
    said = "Thực hiện Kế hoạch số 3/KH-UBND của UBND tỉnh về A và Kế hoạch số 4/KH-UBND của UBND tỉnh về B./."
    body = f"I. NỘI DUNG\n{said}"
    draft = drafted(cast, body)
    [incomplete] = told(draft, cast, "citation-incomplete")
    dismiss_finding(document=draft, finding=incomplete, reason="ai cũng biết", by=cast.clerk)
    assert told(draft, cast, "citation-incomplete") == []
    draft = saved(draft, cast, f"Mở đầu.\n{body}")
    assert told(draft, cast, "citation-incomplete") == []
    draft = saved(draft, cast, body.replace("4/KH", "5/KH"))
    [again] = told(draft, cast, "citation-incomplete")
    assert (again.quote, "5/KH-UBND" in again.message) == (incomplete.quote, True)


def test_who_gives_no_reason_is_asked_with_the_finding(cast: Cast) -> None:
    draft = drafted(cast, SLIP)
    [slip] = told(draft, cast, "set-phrase")
    address = reverse("finding_act", args=[draft.pk])
    asked = client_of(cast.clerk).post(address, {"dismiss": fingerprint(slip)})
    assert (asked.status_code, asked.context["row"].finding) == (422, slip)


def test_a_finding_that_is_gone_is_answered_with_a_sentence(cast: Cast) -> None:
    draft = drafted(cast, SLIP)
    [slip] = told(draft, cast, "set-phrase")
    saved(draft, cast, CONTENT.body)
    client, address = client_of(cast.clerk), reverse("finding_act", args=[draft.pk])
    for key in (fingerprint(slip), "x", ""):
        answer = client.post(address, {"dismiss": key}, follow=True)
        assert [str(message) for message in answer.context["messages"]] == [
            "Nhận xét này không còn nữa: đoạn chữ đã thay đổi hoặc đã có người bỏ qua."
        ]


def test_a_finding_that_goes_while_its_dismissal_is_answered_is_no_fault(cast: Cast, monkeypatch) -> None:
    draft = drafted(cast, SLIP)
    [slip] = told(draft, cast, "set-phrase")

    def then_repaired(*asked: Any) -> Any:
        found = findings_of(*asked)
        saved(draft, cast, CONTENT.body)
        return found

    monkeypatch.setattr("documents.views.findings.findings_of", then_repaired)
    answer = client_of(cast.clerk).post(reverse("finding_act", args=[draft.pk]), {"dismiss": fingerprint(slip)})
    assert (answer.status_code, "Hãy ghi vì sao bỏ qua" in answer.content.decode()) == (422, True)


def test_a_paper_that_was_handed_in_meanwhile_takes_no_dismissal(cast: Cast) -> None:
    stale = drafted(cast, SLIP)
    [slip] = told(stale, cast, "set-phrase")
    dismissed = dismiss_finding(document=stale, finding=slip, reason="tên riêng", by=cast.clerk)
    Document.objects.filter(pk=stale.pk).update(state=State.SUBMITTED)
    other = replace(slip, quote="khác")
    for act in (
        lambda: dismiss_finding(document=stale, finding=other, reason="vì", by=cast.clerk),
        lambda: take_up_finding(document=stale, key=dismissed.fingerprint, by=cast.clerk),
    ):
        with pytest.raises(Refused, match="nên không sửa được"):
            act()
    assert list(stale.dismissed_findings.all()) == [dismissed]
