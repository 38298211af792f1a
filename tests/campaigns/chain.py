"""A small chain for the tests of pages: directive, city plan, a department's draft."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Plan
from documents.actions.document import Content
from documents.actions.receive import register_received
from documents.actions.step import issue, sign, take_step
from documents.guards import open_warnings
from organizations.models import Unit, User
from tests.cast import CONTENT, Cast

YEAR = 2024


def directive(cast: Cast, content: Content = CONTENT, year: int = YEAR) -> Plan:
    """The province's directive in the city's register."""
    document = register_received(
        owner=cast.city,
        kind="CT",
        number="01",
        symbol="CT-UBND",
        on=date(year, 1, 3),
        issuer_printed="Ủy ban nhân dân tỉnh Tây Ninh",
        issuer=cast.province,
        content=content,
        by=cast.clerk,
        creation_key=uuid.uuid4(),
    )
    return place_in_chain(document=document, year=year, parent=None, campaign=None, by=cast.clerk)


def received_plan(cast: Cast, body: str, parent: Plan | None = None, bases: str = CONTENT.bases) -> Plan:
    """A plan of the city in force, with that text, kept in its register of arrivals."""
    document = register_received(
        owner=cast.city,
        kind="KH",
        number="53",
        symbol="KH-UBND",
        on=date(YEAR, 3, 14),
        issuer_printed=cast.city.official_name,
        issuer=cast.city,
        content=replace(CONTENT, body=body, bases=bases),
        by=cast.clerk,
        creation_key=uuid.uuid4(),
    )
    return place_in_chain(document=document, year=YEAR, parent=parent, campaign=None, by=cast.clerk)


def plan(issuer: Unit, by: User, parent: Plan | None, content: Content = CONTENT, year: int = YEAR) -> Plan:
    """A draft plan under ``parent``."""
    return draft_plan(issuer=issuer, year=year, content=content, by=by, creation_key=uuid.uuid4(), parent=parent)


def issued_by(made: Plan, by: User, head: User) -> Plan:
    """The draft handed in by ``by`` (who has seen its warnings), signed and issued by ``head``, with its notices."""
    seen = [question.key for question in open_warnings(made.document, by)]
    document = take_step(document=made.document, action="submit", by=by, confirmed=seen)
    take_step(document=sign(document=document, by=head), action="issue", by=head)
    return Plan.objects.get(pk=made.pk)


def issued_plan(cast: Cast, parent: Plan | None) -> Plan:
    """The city's issued plan under ``parent``."""
    made = plan(cast.city, cast.clerk, parent)
    document = take_step(document=made.document, action="submit", by=cast.clerk)
    issue(document=sign(document=document, by=cast.leader), by=cast.leader)
    return Plan.objects.get(pk=made.pk)
