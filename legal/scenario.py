"""A scenario: who is to get which title, on what day, for which year, and what is known about them.

None stands for "not known"; an empty tuple for "none". ``legal.scenario_reading`` makes one from JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal.layers import NATIONAL
from legal.titles import SubjectType

RatingCode = Literal["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
Scope = Literal["co_so", "tinh", "toan_quoc"]
Merit = Literal["cong_trang", "dot_xuat", "chuyen_de"]

RATINGS: tuple[RatingCode, ...] = ("KHTNV", "HTNV", "HTTNV", "HTXSNV")
RATING_NAMES = {
    "HTXSNV": "hoàn thành xuất sắc nhiệm vụ",
    "HTTNV": "hoàn thành tốt nhiệm vụ",
    "HTNV": "hoàn thành nhiệm vụ",
    "KHTNV": "không hoàn thành nhiệm vụ",
}
SCOPES: tuple[Scope, ...] = ("co_so", "tinh", "toan_quoc")
SCOPE_NAMES = {"co_so": "cơ sở", "tinh": "tỉnh", "toan_quoc": "toàn quốc"}
MERITS: tuple[Merit, ...] = ("cong_trang", "dot_xuat", "chuyen_de")


@dataclass(frozen=True, slots=True)
class Award:
    """An award held: ``year`` is the emulation year it was given for; ``merit`` tells công trạng from đột xuất.

    None: ``merit``, or the day of the decision (``decided_on``), is not known. ``decided`` False: there is none yet.
    """

    code: str
    year: int
    decided_on: date | None = None
    revoked: bool = False
    merit: Merit | None = "cong_trang"
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Rating:
    """The official rating of one year."""

    year: int
    rating: RatingCode


@dataclass(frozen=True, slots=True)
class Initiative:
    """A sáng kiến recognised (``on``) with a range of influence; ``used_for``: the award it already served."""

    scope: Scope
    on: date | None
    used_for: str | None = None


@dataclass(frozen=True, slots=True)
class Research:
    """A đề tài, đề án accepted (``on``) with a range of influence; ``used_for``: the award it already served."""

    scope: Scope
    on: date | None
    used_for: str | None = None


@dataclass(frozen=True, slots=True)
class Discipline:
    """A disciplinary measure and its period, both days included; ``until`` None: it still runs."""

    kind: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known about a person, a collective or a household.

    ``discipline`` of a collective is that of its members. ``outside_public_service``: works or farms outside the
    bodies that rate their staff. ``exceeds_targets``, ``leads_block``, ``leads_themed_movement``: of a collective, for
    cờ thi đua.
    """

    type: SubjectType
    awards: tuple[Award, ...] | None = None
    ratings: tuple[Rating, ...] | None = None
    initiatives: tuple[Initiative, ...] | None = None
    research: tuple[Research, ...] | None = None
    combat_resourcefulness: bool | None = None
    discipline: tuple[Discipline, ...] | None = None
    under_review: bool | None = None
    maternity_years: tuple[int, ...] | None = None
    members: int | None = None
    members_ldtt: int | None = None
    members_completed: int | None = None
    members_cstdcs: int | None = None
    outside_public_service: bool | None = None
    exceeds_targets: bool | None = None
    leads_block: bool | None = None
    leads_themed_movement: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A question to the law.

    Args:
        title: code of the award; ``on``: day of the judgement, whose law applies; ``year``: emulation year.
        dossier_received_on: when the dossier was received for appraisal, where a transition asks for it.
    """

    title: str
    on: date
    year: int
    subject: Subject
    jurisdiction: str = NATIONAL
    dossier_received_on: date | None = None
