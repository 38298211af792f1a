"""The one evaluator: what the law says to a scenario, criterion by criterion."""

from __future__ import annotations

from dataclasses import replace

from legal.criteria import Criterion, Node, criteria_of, first_year
from legal.dated import Citation, NotCovered
from legal.doubts import citation_on, warnings
from legal.findings import COUNCIL, TO_COMPARE, Finding, Result, conjunction, disjunction, verdict
from legal.layers import jurisdiction
from legal.principles import principle
from legal.rules import TESTS
from legal.rules.case import Case, Outcome, never_fails
from legal.scenario import Scenario
from legal.titles import SUBJECT_NAMES, Title, title


def check(scenario: Scenario) -> Result:
    """The verdict and a finding for every criterion, by the law of the day ``scenario.on``.

    Raises:
        NotCovered: the data do not hold the title, the year, the day or the jurisdiction; ``str()`` is for the user.
    """
    jurisdiction(scenario.jurisdiction)
    asked = title(scenario.title, scenario.on)
    fits = scenario.subject.type in asked.subjects
    whose = scenario.subject.type if fits else asked.subjects[0]
    rows = criteria_of(scenario.title, whose, scenario.on, scenario.jurisdiction)
    if scenario.year < (first := first_year()):
        raise NotCovered(f"Dữ liệu pháp luật chưa có năm {scenario.year}; chỉ xét được từ năm {first}.")
    given_to = _given_to(asked, scenario)
    if not fits:
        return Result(verdict([given_to]), (given_to,))
    case = Case(scenario)
    asides: list[Finding] = []
    findings = [_criterion_finding(case, row, asides) for row in rows]
    findings = [given_to, *findings, *dict.fromkeys(asides), *_doubts(scenario, rows)]
    return Result(verdict(findings), tuple(findings))


def _given_to(asked: Title, scenario: Scenario) -> Finding:
    """Danh hiệu are given to one class of subject each; for forms the classes were not all read."""
    subject = SUBJECT_NAMES[scenario.subject.type]
    names = ", ".join(SUBJECT_NAMES[one] for one in asked.subjects)
    ok = scenario.subject.type in asked.subjects
    citation = principle("doi_tuong", scenario.on).citation
    if asked.kind == "hinh_thuc":
        citation = Citation(citation.document, asked.citation.article, citation.verified and ok)
    return Finding(
        rule="doi_tuong",
        ok=never_fails(ok, verified=citation.verified),
        text=f"Đối tượng: {asked.name} tặng cho {names}; đang xét {subject}.",
        citation=citation,
        evidence=scenario.subject.type,
        needs=None if ok else f"Danh hiệu, hình thức khen thưởng dành cho {subject}",
    )


def _criterion_finding(case: Case, row: Criterion, asides: list[Finding]) -> Finding:
    """A rule that nobody read only warns where it would hold; where it would fail, the verdict stays open."""
    found = _finding(case, row.node, asides)
    if found.citation.verified:
        return found
    unread = _unread(found)
    return replace(unread, judged_by=COUNCIL, warning=True) if found.ok else unread


def _finding(case: Case, node: Node, asides: list[Finding]) -> Finding:
    citation = citation_on(node.citation, case.on)
    if not node.parts:
        outcome = TESTS[node.test](case, node.params)
        asides.extend(outcome.warnings)
        return _single(node, citation, outcome)
    parts = tuple(_finding(case, part, asides) for part in node.parts)
    if node.test == "all_of":
        ok, judged_by = conjunction(parts)
        return _group(node, citation, ok, judged_by, all_of=parts)
    parts = tuple(part if part.citation.verified else _unread(part) for part in parts)
    ok, judged_by = disjunction(parts)
    return _group(node, citation, ok, judged_by, any_of=parts)


def _single(node: Node, citation: Citation, outcome: Outcome) -> Finding:
    return Finding(
        rule=node.rule,
        ok=outcome.ok,
        text=f"{node.text}: {outcome.text}.",
        citation=citation,
        evidence=outcome.evidence,
        needs=outcome.needs,
        judged_by=COUNCIL if outcome.judged else None,
        over_years=outcome.over_years,
    )


def _group(
    node: Node,
    citation: Citation,
    ok: bool | None,
    judged_by: str | None,
    any_of: tuple[Finding, ...] = (),
    all_of: tuple[Finding, ...] = (),
) -> Finding:
    parts = any_of + all_of
    wanted = [part.needs for part in parts if part.ok is not True and part.needs]
    return Finding(
        rule=node.rule,
        ok=ok,
        text=f"{node.text}: {_told(ok, judged_by)}{_met(node, parts) if any_of else ''}.",
        citation=citation,
        evidence=[{"rule": part.rule, "evidence": part.evidence} for part in parts if part.ok],
        needs=None if ok or not wanted else (" hoặc " if any_of else "; ").join(wanted),
        judged_by=judged_by,
        over_years=any(part.over_years for part in parts),
        any_of=any_of,
        all_of=all_of,
    )


def _met(node: Node, parts: tuple[Finding, ...]) -> str:
    """Which of several ways are met, in brackets."""
    met = [way.text for way, part in zip(node.parts, parts, strict=True) if part.ok]
    return f" ({'; '.join(met)})" if met else ""


def _told(ok: bool | None, judged_by: str | None) -> str:
    if judged_by:
        return "do Hội đồng xem xét, đánh giá"
    return {True: "đạt", False: "không đạt", None: "chưa rõ"}[ok]


def _unread(found: Finding) -> Finding:
    """The finding of a rule that nobody read in the text: it settles nothing."""
    text = found.text if TO_COMPARE in found.text else f"{found.text.removesuffix('.')} ({TO_COMPARE})."
    return replace(found, ok=None, text=text)


def _doubts(scenario: Scenario, rows: list[Criterion]) -> list[Finding]:
    documents = {row.node.citation.document for row in rows}
    return [
        Finding(
            rule=doubt.code.replace("-", "_"),
            ok=None,
            text=f"{doubt.text}.",
            citation=doubt.citation,
            judged_by=COUNCIL,
            warning=True,
        )
        for doubt in warnings(documents, scenario.on, scenario.dossier_received_on)
    ]
