"""Findings and verdicts, in three values: holds, fails, not known.

A criterion that only a person can judge is not known either, but says so (``judged_by``) and leaves the verdict open
for the rest. A rule that nobody read in the text never fails anybody: where it would, it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from legal.dated import Citation

Verdict = Literal["eligible", "not_eligible", "unknown"]
COUNCIL = "hoi_dong"
TO_COMPARE = "cần đối chiếu văn bản"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one criterion comes to.

    Args:
        rule: code of the criterion; ``text``: a Vietnamese sentence; ``evidence``: what it rests on, as JSON data.
        needs: what would change or settle it; ``judged_by``: "hoi_dong" when only people can judge it.
        warning: asks people to look, and decides nothing.
        over_years: it looks at a row of years, so waiting may change it (``legal.forecast``).
        any_of, all_of: the findings it was put together from.
    """

    rule: str
    ok: bool | None
    text: str
    citation: Citation
    evidence: Any = None
    needs: str | None = None
    judged_by: str | None = None
    warning: bool = False
    over_years: bool = False
    any_of: tuple[Finding, ...] = ()
    all_of: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The finding as JSON data: the keys of the contract, and others only where they say something."""
        found: dict[str, Any] = {
            "rule": self.rule,
            "ok": self.ok,
            "text": self.text,
            "evidence": self.evidence,
            "needs": self.needs,
            "citation": citation_dict(self.citation),
        }
        if self.judged_by:
            found["judged_by"] = self.judged_by
        if self.warning:
            found["warning"] = True
        for name, parts in (("any_of", self.any_of), ("all_of", self.all_of)):
            if parts:
                found[name] = [part.as_dict() for part in parts]
        return found


@dataclass(frozen=True, slots=True)
class Result:
    """What the law says to a scenario."""

    verdict: Verdict
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """The result as JSON data."""
        return {"verdict": self.verdict, "findings": [finding.as_dict() for finding in self.findings]}


def citation_dict(citation: Citation) -> dict[str, Any]:
    """A citation as JSON data."""
    return {"document": citation.document, "article": citation.article, "verified": citation.verified}


def conjunction(parts: Iterable[Finding]) -> tuple[bool | None, str | None]:
    """Whether all hold, and who judges that: what people judge counts only when there is nothing else."""
    parts = tuple(parts)
    measured = [part.ok for part in parts if not part.judged_by]
    if False in measured:
        return False, None
    if None in measured:
        return None, None
    return (True, None) if measured else (None, COUNCIL)


def disjunction(parts: Iterable[Finding]) -> tuple[bool | None, str | None]:
    """Whether at least one holds, and who judges that: people do when every way is theirs to judge."""
    parts = tuple(parts)
    values = [part.ok for part in parts]
    if True in values:
        return True, None
    if all(part.judged_by for part in parts):
        return None, COUNCIL
    return (None if None in values else False), None


def verdict(findings: Iterable[Finding]) -> Verdict:
    """One known failure outweighs what is unknown; what people judge does not make the verdict unknown."""
    values = [finding.ok for finding in findings if not finding.judged_by]
    if False in values:
        return "not_eligible"
    return "unknown" if None in values else "eligible"
