"""Who sees which paper: own units and all below; of those above only what is published; sideways nothing."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.actions.receive import register_received
from documents.actions.step import issue, sign, take_step
from documents.models import Document, RenderJob
from organizations.models import User
from tests.cast import CONTENT, Cast

EVERYBODY = ["clerk", "leader", "justice_officer", "justice_head", "education_officer", "outsider"]


def seen_by(cast: Cast, document: Document) -> list[str]:
    """Which of the cast see the paper, everybody read afresh."""
    users = {name: User.objects.get(pk=getattr(cast, name).pk) for name in EVERYBODY}
    return [name for name, user in users.items() if document in Document.objects.visible_to(user)]


def issued(cast: Cast) -> Document:
    submitted = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    return issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)


def received(cast: Cast) -> Document:
    return register_received(
        owner=cast.city, kind="CT", number="01", symbol="CT-UBND", on=date(2024, 1, 3),
        issuer_printed="UBND tỉnh", content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip


CITY = ["clerk", "leader"]
CITY_AND_BELOW = [*CITY, "justice_officer", "justice_head", "education_officer"]


@pytest.mark.parametrize(
    ("make", "who"),
    [
        (lambda cast: cast.draft(), CITY),
        (lambda cast: take_step(document=cast.draft(), action="submit", by=cast.clerk), CITY),
        (lambda cast: take_step(document=cast.draft(), action="discard", by=cast.clerk), CITY),
        (issued, CITY_AND_BELOW),
        (received, CITY_AND_BELOW),
        (
            lambda cast: take_step(document=issued(cast), action="recall", by=cast.leader, reason="Sai."),
            CITY_AND_BELOW,
        ),
        (lambda cast: cast.draft(by=cast.justice_officer), [*CITY, "justice_officer", "justice_head"]),
        (lambda cast: cast.draft(by=cast.outsider), ["outsider"]),
    ],
    ids=["draft", "submitted", "discarded", "issued", "received", "recalled", "office's draft", "other city's draft"],
)
def test_who_sees_what(cast, make, who):
    assert seen_by(cast, make(cast)) == who


def test_an_inactive_user_sees_nothing(cast):
    document = issued(cast)
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert seen_by(cast, document) == [name for name in CITY_AND_BELOW if name != "clerk"]


def test_who_held_a_role_until_yesterday_sees_nothing(cast):
    document = issued(cast)
    cast.clerk.role_assignments.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert seen_by(cast, document) == [name for name in CITY_AND_BELOW if name != "clerk"]


def test_who_holds_a_role_until_today_still_sees(cast):
    cast.clerk.role_assignments.update(valid_to=timezone.localdate())
    assert seen_by(cast, cast.draft()) == CITY


def test_jobs_are_seen_with_their_papers(cast):
    issued(cast)
    assert RenderJob.objects.visible_to(cast.education_officer).count() == 2
    assert RenderJob.objects.visible_to(cast.outsider).count() == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [("phat dong", True), ("NĂM 2024", True), ("01/kh-ubnd", True), ("thành phố", True), ("phat dong 2023", False)],
)
def test_search_ignores_case_and_tone_marks_and_wants_every_word(cast, words, found):
    issued(cast)
    assert Document.objects.matching(words).exists() is found


def test_only_what_was_issued_here_is_confirmed_in_public(cast):
    mine = issued(cast)
    received(cast)
    cast.draft()
    assert list(Document.objects.published()) == [mine]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_once(cast, django_assert_num_queries, count):
    for _ in range(count):
        cast.draft()
    with django_assert_num_queries(1):
        lines = [(str(paper), str(paper.owner), str(paper.issuer)) for paper in Document.objects.for_list()]
    assert len(lines) == count
