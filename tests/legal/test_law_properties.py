"""What holds for every scenario: no crash, failures rest on read law, evidence never hurts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from legal.dated import NotCovered
from legal.evaluate import check
from legal.findings import Finding
from legal.measures import measures
from legal.scenario import (
    MERITS,
    RATINGS,
    SCOPES,
    Award,
    Discipline,
    Initiative,
    Rating,
    Research,
    Scenario,
    Subject,
)
from legal.scenario_reading import ScenarioError, read_scenario
from legal.titles import SUBJECT_TYPES, codes, kind, title
from tests.legal.scenarios import every_finding

YEARS = st.integers(2015, 2027)
DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))
LAW_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CODES = st.sampled_from(codes())


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any], most: int = 6) -> st.SearchStrategy[Any]:
    return maybe(st.lists(strategy, max_size=most).map(tuple))


AWARDS = st.builds(Award, CODES, YEARS, maybe(DAYS), st.booleans(), st.sampled_from(MERITS))
CHAINS = st.builds(
    lambda code, last, n: [Award(code, last - back) for back in range(n)], CODES, YEARS, st.integers(1, 7)
)
ALL_AWARDS = maybe(st.tuples(CHAINS, st.lists(AWARDS, max_size=5)).map(lambda both: (*both[0], *both[1])))
RATED = maybe(
    st.dictionaries(YEARS, st.sampled_from(RATINGS), max_size=8).map(
        lambda found: tuple(Rating(year, rating) for year, rating in found.items())
    )
)
INITIATIVES = st.builds(Initiative, st.sampled_from(SCOPES), maybe(DAYS), maybe(CODES))
RESEARCH = st.builds(Research, st.sampled_from(SCOPES), maybe(DAYS), maybe(CODES))
KINDS = st.sampled_from([row.code for row in measures()]) | st.just("la")
DISCIPLINE = st.tuples(KINDS, DAYS, maybe(DAYS)).map(
    lambda row: Discipline(row[0], row[1], row[2] and max(row[1], row[2]))
)
FLAGS = maybe(st.booleans())


@st.composite
def subjects(draw: st.DrawFn, types: tuple[Any, ...] = SUBJECT_TYPES) -> Subject:
    members = draw(maybe(st.integers(1, 40)))
    part = maybe(st.integers(0, members or 40))
    return Subject(
        type=draw(st.sampled_from(types)),
        awards=draw(ALL_AWARDS),
        ratings=draw(RATED),
        initiatives=draw(tuples(INITIATIVES)),
        research=draw(tuples(RESEARCH)),
        combat_resourcefulness=draw(FLAGS),
        discipline=draw(tuples(DISCIPLINE, 2)),
        under_review=draw(FLAGS),
        maternity_years=draw(tuples(YEARS, 3)),
        members=members,
        members_ldtt=draw(part),
        members_completed=draw(part),
        members_cstdcs=draw(part),
        outside_public_service=draw(FLAGS),
        exceeds_targets=draw(FLAGS),
        leads_block=draw(FLAGS),
        leads_themed_movement=draw(FLAGS),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario with law: mostly of the right class of subject."""
    on, code = draw(LAW_DAYS), draw(CODES)
    right = tuple(title(code, on).subjects)
    return Scenario(
        title=code,
        on=on,
        year=draw(st.integers(on.year - 1, on.year)),
        subject=draw(subjects(right) | subjects()),
        jurisdiction=draw(st.sampled_from(["vn", "vn-bac-ninh"])),
        dossier_received_on=draw(maybe(DAYS)),
    )


def failures(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.ok is False]


@settings(max_examples=400, deadline=None)
@given(scenarios())
def test_a_verdict_follows_from_the_findings(scenario):
    found = check(scenario)
    open_ones = [one for one in found.findings if one.ok is None and not one.judged_by]
    failed = failures(found.findings)
    expected = "not_eligible" if failed else "unknown" if open_ones else "eligible"
    assert found.verdict == expected
    assert all(one.citation.verified for one in failed)
    assert all(one.ok is None for one in found.findings if not one.citation.verified)
    assert all(one.ok is None and one.judged_by == "hoi_dong" for one in found.findings if one.warning)
    assert json.loads(json.dumps(found.as_dict())) == found.as_dict()


@settings(max_examples=200, deadline=None)
@given(scenarios())
def test_every_finding_speaks(scenario):
    for one in every_finding(check(scenario).findings):
        assert one.text.endswith(".") and not one.text.endswith("..")
        assert one.citation.document and one.citation.article
        assert one.needs is None or one.ok is not True


def years_of(subject: Subject) -> set[int]:
    return {rating.year for rating in subject.ratings or ()}


@st.composite
def evidence(draw: st.DrawFn, scenario: Scenario) -> Subject:
    """The subject with one thing more that speaks for it; what was not known stays so unless it is this thing."""
    subject, year = scenario.subject, draw(YEARS)
    day = draw(st.dates(date(2015, 1, 1), scenario.on))
    more: list[Subject] = [
        replace(subject, awards=(*(subject.awards or ()), Award(draw(CODES), year, day))),
        replace(subject, initiatives=(*(subject.initiatives or ()), Initiative(draw(st.sampled_from(SCOPES)), day))),
        replace(subject, research=(*(subject.research or ()), Research(draw(st.sampled_from(SCOPES)), day))),
        replace(subject, combat_resourcefulness=True),
        replace(subject, under_review=False),
        replace(subject, maternity_years=(*(subject.maternity_years or ()), year)),
        replace(subject, exceeds_targets=True, leads_block=True),
        replace(subject, leads_themed_movement=True),
    ]
    if year not in years_of(subject):
        more.append(replace(subject, ratings=(*(subject.ratings or ()), Rating(year, "HTXSNV"))))
    if subject.members is not None:
        more.append(replace(subject, members_ldtt=subject.members, members_completed=subject.members))
        more.append(replace(subject, members_cstdcs=subject.members))
    return draw(st.sampled_from(more))


RANK = {"not_eligible": 0, "unknown": 1, "eligible": 2}


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_evidence_in_favour_never_makes_an_eligible_subject_ineligible(data):
    scenario = data.draw(scenarios())
    before = check(scenario).verdict
    richer = replace(scenario, subject=data.draw(evidence(scenario)))
    if before == "eligible":
        assert check(richer).verdict == "eligible"


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_evidence_in_favour_never_lowers_the_verdict_on_a_known_history(data):
    scenario = data.draw(scenarios())
    known = replace(
        scenario.subject,
        awards=scenario.subject.awards or (),
        ratings=scenario.subject.ratings or (),
        initiatives=scenario.subject.initiatives or (),
        research=scenario.subject.research or (),
        members=scenario.subject.members or 40,
    )
    scenario = replace(scenario, subject=known)
    richer = replace(scenario, subject=data.draw(evidence(scenario)))
    assert RANK[check(richer).verdict] >= RANK[check(scenario).verdict]


@settings(max_examples=300, deadline=None)
@given(scenarios(), DISCIPLINE)
def test_discipline_and_review_never_help(scenario, measure):
    worse = [
        replace(scenario.subject, under_review=True),
        replace(scenario.subject, discipline=(*(scenario.subject.discipline or ()), measure)),
    ]
    if scenario.subject.discipline is None or scenario.subject.under_review is None:
        return
    before = RANK[check(scenario).verdict]
    assert all(RANK[check(replace(scenario, subject=one)).verdict] <= before for one in worse)


@settings(max_examples=300, deadline=None)
@given(scenarios())
def test_revoking_an_award_never_helps(scenario):
    held = scenario.subject.awards or ()
    revoked = replace(scenario.subject, awards=tuple(replace(award, revoked=True) for award in held))
    if scenario.subject.awards is not None:
        after = check(replace(scenario, subject=revoked)).verdict
        assert RANK[after] <= RANK[check(scenario).verdict]


@settings(max_examples=300, deadline=None)
@given(scenarios())
def test_what_served_an_award_serves_no_form(scenario):
    spent = replace(
        scenario.subject,
        initiatives=tuple(replace(one, used_for="CSTDCS") for one in scenario.subject.initiatives or ()),
        research=tuple(replace(one, used_for="CSTDCS") for one in scenario.subject.research or ()),
    )
    if kind(scenario.title) == "hinh_thuc":
        found = check(replace(scenario, subject=spent))
        rules = ("hai_sang_kien", "hai_de_tai")
        assert all(one.ok is False for one in every_finding(found.findings) if one.rule in rules)


@settings(max_examples=200, deadline=None)
@given(scenarios())
def test_a_scenario_without_any_knowledge_is_never_decided(scenario):
    nothing = replace(scenario, subject=Subject(type=scenario.subject.type))
    if scenario.subject.type in title(scenario.title, scenario.on).subjects:
        assert check(nothing).verdict == "unknown"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SUBJECT_TYPES), CODES, st.dates(date(1990, 1, 1), date(2023, 12, 31)))
def test_days_before_2024_are_openly_not_covered(type_, code, on):
    try:
        check(Scenario(title=code, on=on, year=on.year, subject=Subject(type=type_)))
    except NotCovered as refused:
        assert str(refused).startswith("Dữ liệu pháp luật chưa có ")
    else:
        raise AssertionError("a verdict without law")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KNOWN_KEYS = st.sampled_from([*Subject.__dataclass_fields__, "code", "year", "rating", "scope", "kind", "from"])


@settings(max_examples=300, deadline=None)
@given(JSON, st.dictionaries(KNOWN_KEYS, JSON, max_size=4))
def test_any_json_is_read_or_refused_with_a_sentence(anything, subject):
    half_right = {"title": "CSTDCS", "on": "2025-12-10", "year": 2025, "subject": {"type": "person"} | subject}
    for data in (anything, half_right):
        try:
            check(read_scenario(data))
        except ScenarioError as refused:
            assert str(refused)[-1] in ".?"
