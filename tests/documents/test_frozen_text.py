"""The database itself keeps what is no draft as it is, whatever code writes.

A later migration that remakes the table on SQLite loses the trigger: these tests notice.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from documents.actions.step import take_step
from documents.models import Document
from tests.cast import Cast

pytestmark = pytest.mark.both_databases

TEXT = {
    "issuer_printed": "UBND khác",
    "parent_printed": "Cấp trên khác",
    "kind": "QĐ",
    "symbol": "QĐ-UBND",
    "place": "Nơi khác",
    "summary": "Trích yếu khác",
    "bases": "Căn cứ khác.",
    "body": "Nội dung khác./.",
    "recipients": "- Nơi khác.",
    "sign_on_behalf_of": "TM. KHÁC",
    "sign_deputy_for": "KT. KHÁC",
    "sign_title": "CHỨC VỤ KHÁC",
    "sign_name": "Người Khác",
    "issuer": None,
}
ISSUE = {
    "number": "99",
    "date": date(2001, 1, 1),
    "series": "chung",
    "number_year": 2001,
    "signed_by": None,
    "verify_code": "KHÁC",
    "snapshot": "{}",
}
STEPS = [("submit", "clerk"), ("sign", "leader"), ("issue", "clerk"), ("recall", "leader")]
STATES = ["draft", "submitted", "signed", "issued", "recalled"]


def paper(cast: Cast, state: str) -> Document:
    document = cast.draft()
    for action, who in STEPS[: STATES.index(state)]:
        document = take_step(document=document, action=action, by=getattr(cast, who), reason="Sai nội dung.")
    return document


def change(document: Document, **values: object) -> bool:
    """Whether a plain update of the row goes through."""
    try:
        with transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**values)
    except IntegrityError as error:
        assert "the text of a paper that is no draft is frozen" in str(error)
        return False
    return True


def test_a_drafts_text_may_change(cast):
    draft = paper(cast, "draft")
    assert [name for name, value in TEXT.items() if not change(draft, **{name: value})] == []


@pytest.mark.parametrize("state", STATES[1:])
def test_no_part_of_the_text_changes_outside_the_draft(cast, state):
    document = paper(cast, state)
    assert [name for name, value in TEXT.items() if change(document, **{name: value})] == []


@pytest.mark.parametrize("state", ["issued", "recalled"])
def test_what_issuing_added_never_changes(cast, state):
    document = paper(cast, state)
    assert [name for name, value in ISSUE.items() if change(document, **{name: value})] == []


@pytest.mark.parametrize("state", ["issued", "recalled"])
def test_a_published_paper_never_becomes_a_draft_again(cast, state):
    assert not change(paper(cast, state), state="draft")


def test_what_is_no_text_may_change(cast):
    document = paper(cast, "issued")
    assert change(document, search_text="khác", state="recalled", owner=cast.province)
