"""The tests that criteria name: pure functions from a case and the numbers of the law to an outcome."""

from __future__ import annotations

from collections.abc import Callable

from legal.rules import collective, contributions, exclusions, yearly, years
from legal.rules.case import Case, Outcome, Params

TESTS: dict[str, Callable[[Case, Params], Outcome]] = {
    "after_award": years.after_award,
    "award_chain": years.award_chain,
    "combat": yearly.combat,
    "flag": yearly.flag,
    "has_cstdcs": collective.has_cstdcs,
    "initiatives": contributions.initiatives,
    "judged": yearly.judged,
    "meets_ldtt": yearly.meets_ldtt,
    "no_severe_discipline": collective.no_severe_discipline,
    "not_disciplined": exclusions.not_disciplined,
    "not_under_review": exclusions.not_under_review,
    "rating": yearly.rating,
    "rating_run": years.rating_run,
    "research": contributions.research,
    "share": collective.share,
    "to_compare": yearly.to_compare,
    "work_of_ldtt": yearly.work_of_ldtt,
}
