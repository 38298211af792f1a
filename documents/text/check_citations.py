"""Checks of cited papers in one paper: what a first mention gives, days that cannot be, symbols that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from documents.text import kinds
from documents.text.conflicts import Mention, find_conflicts
from documents.text.folded import fold
from documents.text.laws import Law
from documents.text.places import PROVINCE
from documents.text.reading import Citation, Finding, Severity
from documents.text.scopes import reaches_above, scope_of
from legal.texts import LegalText, law_named, text_cited

# Laws are cited by kind and name; letters and proposals have no trích yếu that a citation must repeat.
_NAMED_BY_KIND = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Tờ trình", "Công văn", "Báo cáo", "Biên bản", "Giấy mời", "Hợp đồng"}
)
# Papers that one finding names.
_MOST_TOLD = 8
_PARTY_ORGANS = frozenset({"TW", "TU", "HU", "ĐU", "QU", "ThU", "BTCTW", "BTGTW", "UBKTTW"})
_STATE_ORGANS = frozenset({"UBND", "HĐND", "CP", "TTg", "BNV", "PNV", "SNV"})
_WORD = {"date-conflict": "ngày", "title-conflict": "trích yếu", "scope-conflict": "địa bàn trong trích yếu",
         "issuer-conflict": "cơ quan ban hành", "symbol-near-duplicate": "ký hiệu"}  # fmt: skip


def on_citations(citations: Iterable[Citation], written: date | None) -> Iterator[Finding]:
    """All checks of the mentions of one paper written on ``written``."""
    cited = list(citations)
    yield from _first_mentions(cited)
    for citation in cited:
        yield from _later(citation, written)
        yield from _symbol(citation)
        yield from _ended(citation, written)
        yield from _scope(citation)
        if citation.broken:
            message = "Phần dẫn văn bản bị ngắt giữa dòng hoặc giữa trang: hãy nối lại thành một đoạn."
            yield Finding("citation-broken", "goi_y", message, citation.quote, citation.line)
    yield from _conflicts(cited)


def on_laws(laws: Iterable[Law], written: date | None) -> Iterator[Finding]:
    """Laws cited by name and year after they ended."""
    for law in laws:
        if written is None or law.year is None:
            continue
        text = law_named(law.name, law.year, written)
        # A law is named before it begins to hold, in plans to carry it out.
        if text is not None and text.force(written) == "ended":
            yield from _force(text, law.quote, law.line, written)


def _first_mentions(cited: Sequence[Citation]) -> Iterator[Finding]:
    """What first mentions lack, told once for all of a line; those without a trích yếu once for the whole paper."""
    seen: dict[tuple[str, str], Citation] = {}
    lacking: dict[int, list[tuple[Citation, list[str]]]] = {}
    untitled: list[tuple[Citation, list[str]]] = []
    title_before = ""
    for at, citation in enumerate(cited):
        if citation.in_summary:  # a trích yếu names the paper as it likes; the căn cứ gives it in full
            continue
        key = (citation.number.lstrip("0"), fold(citation.symbol))
        first = seen.setdefault(key, citation)
        held = citation.quote in title_before
        title_before = citation.title if not held else title_before
        if first is not citation and _same_paper(first, citation):
            if not held:  # another paper's trích yếu is cited as it stands: "… sửa đổi Nghị định số … ngày …"
                yield from _full_again(first, citation)
            continue
        in_row = at + 1 < len(cited) and cited[at + 1].issuer == citation.issuer and not citation.title
        if held or citation.kind in _NAMED_BY_KIND:
            continue
        told = in_row or citation.named_before
        missing = [name for name in _missing(citation) if not (told and name == "trích yếu")]
        if missing == ["trích yếu"]:
            untitled.append((citation, missing))
        elif missing:
            lacking.setdefault(citation.line, []).append((citation, missing))
    for group in (*lacking.values(), *([untitled] if untitled else [])):
        yield _incomplete(group)


def _incomplete(group: Sequence[tuple[Citation, list[str]]]) -> Finding:
    """One finding for several papers; only a suggestion when nothing but their trích yếu is missing.

    NĐ 30/2020 asks for the trích yếu, yet offices leave it out in rows of papers that everybody knows.
    """
    told = {f"{one.number}{'-' if kinds.is_party(one.symbol) else '/'}{one.symbol}": words for one, words in group}
    first = group[0][0]
    severity: Severity = "goi_y" if group[0][1] == ["trích yếu"] else "canh_bao"
    if len(group) == 1:
        message = f"Lần dẫn đầu tiên còn thiếu {', '.join(group[0][1])} của văn bản được dẫn: hãy bổ sung."
    else:
        each = "; ".join(f"{paper} (thiếu {', '.join(words)})" for paper, words in list(told.items())[:_MOST_TOLD])
        each += "; …" if len(told) > _MOST_TOLD else ""
        message = f"Lần dẫn đầu tiên chưa đủ của {len(group)} văn bản, hãy bổ sung: {each}."
    return Finding("citation-incomplete", severity, message, first.quote, first.line)


def _same_paper(first: Citation, later: Citation) -> bool:
    if later.issuer_resolved and first.issuer_resolved and later.issuer_resolved != first.issuer_resolved:
        return False
    return later.date is None or first.date is None or later.date.year == first.date.year


def _missing(citation: Citation) -> list[str]:
    issuer = citation.issuer or citation.issuer_resolved
    parts = (
        ("ký hiệu", citation.symbol),
        ("ngày", citation.date),
        ("cơ quan ban hành", issuer),
        ("trích yếu", citation.title),
    )
    return [name for name, there in parts if not there]


def _full_again(first: Citation, later: Citation) -> Iterator[Finding]:
    """NĐ 30/2020, Phụ lục I, Mục II.6.b: after the first mention kind, number and symbol are enough."""
    if not (first.date and first.title and later.date and later.issuer and later.title):
        return
    dash = "-" if kinds.is_party(later.symbol) else "/"
    short = f"{later.kind} số {later.number}{dash}{later.symbol}"
    message = f"Văn bản này đã được dẫn đầy đủ ở dòng {first.line}: lần sau chỉ cần ghi “{short}”."
    yield Finding("citation-repeated", "goi_y", message, later.quote, later.line, short)


def _later(citation: Citation, written: date | None) -> Iterator[Finding]:
    if citation.date and written and citation.date > written:
        message = (
            f"Văn bản được dẫn có ngày {citation.date:%d/%m/%Y}, sau ngày {written:%d/%m/%Y} của văn bản này: "
            "hãy kiểm tra lại ngày."
        )
        yield Finding("citation-later", "loi", message, citation.quote, citation.line)


def _symbol(citation: Citation) -> Iterator[Finding]:
    """The letters of the kind, and the grammar of State or Party, fit kind and issuer as printed."""
    code, _, organ = re.sub(r"^\d{4}/", "", citation.symbol).replace("/", "-").partition("-")
    party = kinds.is_party(citation.symbol)
    if organ and not party and organ in _PARTY_ORGANS and code in kinds.BY_CODE:
        right = f"{citation.number}-{code}/{organ}"
        yield _grammar("Văn bản của Đảng", right, citation)
    elif organ and party and organ in _STATE_ORGANS:
        yield _grammar("Văn bản của cơ quan nhà nước", f"{citation.number}/{code}-{organ}", citation)
    by_symbol = kinds.from_symbol(citation.symbol)
    if not by_symbol or by_symbol == citation.kind or {by_symbol, citation.kind} in _ONE_CODE:
        return
    if fold(citation.quote).startswith(fold(citation.kind)):
        message = f"Ký hiệu “{citation.symbol}” là của {by_symbol}, không khớp với “{citation.kind}”: hãy kiểm tra lại."
        yield Finding("symbol-kind", "canh_bao", message, citation.quote, citation.line)


_ONE_CODE = ({"Quyết định", "Quy định"}, {"Luật", "Bộ luật"}, {"Kế hoạch", "Chương trình"}, {"Nghị quyết", "Luật"},
             {"Thông tư", "Thông tư liên tịch"}, {"Quy định", "Quy chế"})  # fmt: skip


def _grammar(whose: str, right: str, citation: Citation) -> Finding:
    message = f"{whose} ghi số, ký hiệu theo mẫu “{right}”: hãy sửa lại."
    printed = next((found[0] for found in _printed(citation)), "")
    fixed = citation.quote.replace(printed, right, 1) if printed else None
    return Finding("symbol-grammar", "canh_bao", message, citation.quote, citation.line, fixed)


def _printed(citation: Citation) -> Iterator[re.Match[str]]:
    letters = r"\s?[-–/]\s?".join(re.escape(part) for part in re.split(r"[-/]", citation.symbol))
    yield from re.finditer(rf"{re.escape(citation.number)}\s?[-–/]\s?{letters}", citation.quote)


def _ended(citation: Citation, written: date | None) -> Iterator[Finding]:
    text = text_cited(citation.number, citation.symbol)
    if text is not None and written is not None:
        yield from _force(text, citation.quote, citation.line, written)


def _force(text: LegalText, quote: str, line: int, written: date) -> Iterator[Finding]:
    force = text.force(written)
    if force == "ended" and text.valid_to is not None:
        instead = f", có thể thay bằng {text.replaced_by}" if text.replaced_by else ""
        message = (
            f"{text.kind} {text.code} hết hiệu lực từ sau ngày {text.valid_to:%d/%m/%Y}, trước ngày văn bản này: "
            f"hãy kiểm tra{instead}."
        )
        yield Finding("citation-ended", "canh_bao", message, quote, line)
    elif force == "not_yet":
        start = f"{text.valid_from:%d/%m/%Y}"
        message = f"{text.kind} {text.code} đến ngày {start} mới có hiệu lực: chỉ dẫn để chuẩn bị thi hành."
        yield Finding("citation-not-yet", "goi_y", message, quote, line)


def _scope(citation: Citation) -> Iterator[Finding]:
    words, territory = scope_of(citation.title)
    if territory and reaches_above(territory, citation.issuer_resolved):
        yield _too_wide("scope-above", words, citation.issuer, citation.line)


def _too_wide(code: str, words: str, issuer: str, line: int) -> Finding:
    wide = "tỉnh" if PROVINCE and "tỉnh" in words else "cấp trên"
    message = f"“{words}” là địa bàn của {wide}, rộng hơn phạm vi của {issuer}: hãy kiểm tra lại trích yếu."
    return Finding(code, "canh_bao", message, words, line)


def _conflicts(cited: Sequence[Citation]) -> Iterator[Finding]:
    """Two mentions in this paper that contradict each other: told at the later one."""
    for conflict in find_conflicts(Mention("", citation) for citation in cited):
        first, *others = [mention.citation for mention in conflict.mentions]
        other = next((one for one in others if one != first and _differs(first, one, conflict.code)), None)
        if other is not None:
            message = (
                f"Cùng một văn bản ({conflict.key}) được dẫn với {_WORD[conflict.code]} khác ở dòng {first.line}: "
                "hãy đối chiếu và thống nhất."
            )
            yield Finding(conflict.code, "canh_bao", message, other.quote, other.line)


def _differs(first: Citation, other: Citation, code: str) -> bool:
    if code == "date-conflict":
        return other.date is not None and other.date != first.date
    if code == "symbol-near-duplicate":
        return other.symbol != first.symbol
    if code == "issuer-conflict":
        return other.issuer != first.issuer
    return other.title != first.title
