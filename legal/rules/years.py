"""Tests over a row of years: consecutive awards, consecutive ratings, years after an award."""

from __future__ import annotations

from legal.rules.case import Case, Outcome, Params
from legal.rules.history import (
    asides,
    award_evidence,
    award_year,
    either,
    every,
    held_year,
    rating_evidence,
    rating_year,
    run_length,
    why_missing,
)
from legal.scenario import RATING_NAMES
from legal.titles import short_name

_NO_AWARDS = "chưa có thông tin về khen thưởng các năm"
_NO_RATINGS = "chưa có thông tin về xếp loại các năm"


def award_chain(case: Case, params: Params) -> Outcome:
    """``count`` consecutive years with ``award``, the last of them the year of the scenario.

    ``cycle``: the award itself looks back over so many years; two of them that far apart are neither clearly
    consecutive nor clearly not.
    """
    codes, count = (params["award"],), params["count"]
    years = list(range(case.year - count + 1, case.year + 1))
    asked = f"cần {count} năm liên tục ({years[0]}–{years[-1]})"
    if case.subject.awards is None:
        return Outcome(None, f"{asked}, {_NO_AWARDS}", needs=_decision(codes, years), over_years=True)
    values = [award_year(case, codes, year) for year in years]
    missing = [year for year, value in zip(years, values, strict=True) if not value]
    text = f"{asked}, đang có {run_length(values)}{why_missing(case, codes, missing)}"
    ok = every(values)
    if ok is False and "cycle" in params and _a_cycle_apart(case, codes, params["cycle"]):
        ok = None
        text += (
            f"; hai lần cách nhau {params['cycle']} năm, mỗi lần xét trên {params['cycle']} năm: "
            "chưa rõ có được coi là liên tục"
        )
    evidence = award_evidence(case, codes)
    needs = _decision(codes, missing) if missing else None
    return Outcome(ok, text, evidence, needs, over_years=True, warnings=asides(case, missing))


def rating_run(case: Case, params: Params) -> Outcome:
    """``years`` consecutive years rated ``at_least`` so, or holding ``or_award``, up to the year of the scenario."""
    count, at_least = params["years"], params["at_least"]
    years = range(case.year - count + 1, case.year + 1)
    codes = (params["or_award"],) if "or_award" in params else ()
    values = [
        either(rating_year(case, at_least, year), award_year(case, codes, year) if codes else False) for year in years
    ]
    asked = f"cần {count} năm liên tục ({years[0]}–{years[-1]})"
    evidence = rating_evidence(case, years) + award_evidence(case, codes)
    missing = [year for year, value in zip(years, values, strict=True) if not value]
    needs = f"Kết quả xếp loại {RATING_NAMES[at_least]} của năm {', '.join(map(str, missing))}" if missing else None
    told = _NO_RATINGS if case.subject.ratings is None and missing else f"đang có {run_length(values)}"
    noted = asides(case, missing)
    return Outcome(every(values), f"{asked}, {told}", evidence, needs, over_years=True, warnings=noted)


def after_award(case: Case, params: Params) -> Outcome:
    """Holds ``award``, and since then at least ``years`` consecutive years rated ``at_least`` so up to now.

    In that time ``cstdcs`` years with CSTĐCS and ``excellent`` years rated HTXSNV.
    """
    award, count = params["award"], params["years"]
    worth = {row.year: held_year(case, (award,), row.year) for row in case.decided(award) if row.year < case.year}
    held = [year for year, counts in worth.items() if counts]
    asked = f"cần {short_name(award)}, sau đó {count} năm liên tục {RATING_NAMES[params['at_least']]}"
    evidence = award_evidence(case, (award, "CSTDCS"))
    if not held:
        ok = None if case.subject.awards is None or None in worth.values() else False
        told = _NO_AWARDS if case.subject.awards is None else f"chưa có {short_name(award)} còn hiệu lực trước năm xét"
        needs = f"Quyết định tặng {short_name(award)} trước năm {case.year - count + 1}"
        return Outcome(ok, f"{asked}; {told}", evidence, needs, over_years=True)
    years = list(range(min(held) + 1, case.year + 1))
    values = [rating_year(case, params["at_least"], year) for year in years]
    sure, at_most = run_length(values), run_length([value is not False for value in values])
    enough = _enough(case, params, years[len(years) - sure :]) if sure >= count else False
    possible = _enough(case, params, years[len(years) - at_most :]) is not False if at_most >= count else False
    ok = True if enough else (None if possible else False)
    seen = years[len(years) - at_most :]
    text = f"{asked}; từ sau năm {min(held)} đang có {sure} năm{_counted(case, params, seen)}"
    evidence += rating_evidence(case, range(years[0], case.year + 1))
    missing = None if ok else f"Đủ {count} năm xếp loại và các danh hiệu trong thời gian đó"
    noted = asides(case, [year for year, value in zip(years, values, strict=True) if not value])
    return Outcome(ok, text, evidence, missing, over_years=True, warnings=noted)


def _enough(case: Case, params: Params, years: list[int]) -> bool | None:
    """Whether these years hold enough CSTĐCS and excellent years."""
    return every(
        [
            _at_least(params["cstdcs"], [award_year(case, ("CSTDCS",), year) for year in years]),
            _at_least(params.get("excellent", 0), [rating_year(case, "HTXSNV", year) for year in years]),
        ]
    )


def _at_least(count: int, values: list[bool | None]) -> bool | None:
    if values.count(True) >= count:
        return True
    return None if values.count(True) + values.count(None) >= count else False


def _counted(case: Case, params: Params, years: list[int]) -> str:
    titles = [award_year(case, ("CSTDCS",), year) for year in years].count(True)
    excellent = [rating_year(case, "HTXSNV", year) for year in years].count(True)
    text = f", trong đó {titles} năm {short_name('CSTDCS')} (cần {params['cstdcs']})"
    if params.get("excellent"):
        text += f", {excellent} năm {RATING_NAMES['HTXSNV']} (cần {params['excellent']})"
    return text


def _a_cycle_apart(case: Case, codes: tuple[str, ...], cycle: int) -> bool:
    ends = [award_year(case, codes, year) for year in (case.year, case.year - cycle)]
    between = [award_year(case, codes, year) for year in range(case.year - cycle + 1, case.year)]
    return all(ends) and not any(between)


def _decision(codes: tuple[str, ...], years: list[int]) -> str:
    return f"Quyết định tặng {short_name(codes[0])} năm {', '.join(map(str, years))}"
