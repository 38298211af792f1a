"""The issuer of a cited paper that is named before its number: "UBND tỉnh đã ban hành Kế hoạch số …".

Also "… của Giám đốc Sở Nội vụ tại Tờ trình số …", "… do Thủ tướng Chính phủ phát động tại Quyết định số …", "ý kiến của
UBND tỉnh (Công văn số …)" and "Nghị quyết của HĐND huyện số …". What is found must fit the letters of the symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.text.folded import fold
from documents.text.printed_issuers import HEAD_WORD, name_at

_ADVERBS = r"(?:(?:cung|da|deu|vua|kip\sthoi|tiep\stuc|chu\sdong)\s)*"
_BEFORE = re.compile(
    r"(?P<issuer>[^,;:.“”\n]{3,90}?)(?:,\s(?:tai\s)?ky\shop[^,;:.]{2,25}?)?\s"
    rf"{_ADVERBS}(?:ban\shanh|ky\sban\shanh|thong\squa|co|ra|phat\sdi|phat\shanh)\s(?:(?:kem\s)?theo\s|cac\s)?$"
)
_BEFORE_LISTED = re.compile(
    rf"(?P<issuer>[^;:.“”()\n]{{3,110}}?)\s{_ADVERBS}(?:ban\shanh|ky\sban\shanh|thong\squa|co|ra)\s(?:kem\stheo\s|cac\s)?$"
)
# "UBND tỉnh đã ban hành nhiều văn bản chỉ đạo (Kế hoạch số …": what stands in the bracket is of that issuer.
_OPENED = re.compile(
    rf"(?P<issuer>[^,;:.“”()\n]{{3,90}}?)\s{_ADVERBS}(?:ban\shanh|co(?!\sso)|tang|khen\sthuong|phe\sduyet|cong\snhan|thanh\slap"
    rf"|kien\stoan|quyet\sdinh)\s[^;:.()“”]{{0,80}}(?:\(|:\s)(?:cac\s|nhu\s|gom\s|theo\s|tai\s|tu\s)?$"
)
_AT = re.compile(
    r"\scua\s(?P<issuer>[^;,:“”()]{3,80}?)(?:\s\([^()]{3,80}\))?,?\s\(?tai\s(?:(?:cac|(?:diem|khoan|dieu|muc)\s\w{1,4})\s){0,4}(?:(?:van\sban|cong\svan)(?:\s(?:so|sau))?\s?(?::\s|\())?$"
)
# "của Ủy ban Dân số, Gia đình và Trẻ em tại Tờ trình số …": a comma needs the whole name of an authority.
_AT_LISTED = re.compile(r"\scua\s(?P<issuer>[^;:“”()]{3,110}?)\stai\s$")
# "… của Văn phòng tại Tờ trình số … và Sở Nội vụ tại Công văn số …": so, too, without brackets.
_AND_AT = re.compile(r"\sva\s(?:cua\s)?(?P<issuer>[^;:“”()]{3,90}?)\stai\s(?:(?:van\sban|cong\svan)\s)?$")
# "đề nghị của Chủ tịch UBND tỉnh (Tờ trình số …) và Trưởng ban Thi đua (Tờ trình số …)": the second of two.
_AND_OPENING = re.compile(r"\),?\sva\s(?:cua\s)?(?P<issuer>[^;:“”()]{3,90}?)\s\($")
# "do Thủ tướng Chính phủ phát động tại Quyết định số …", "UBND tỉnh đã phê duyệt Đề án tại Quyết định số …".
_DOER = re.compile(r"\s(?:do|duoc|noi\sdung|nhiem\svu)\s|^|[,;.]\s")
_DONE_AT = re.compile(
    rf"(?P<issuer>[^;,:.“”()]{{3,80}}?)\s{_ADVERBS}"
    r"(?:ban\shanh|phat\sdong|phe\sduyet|quy\sdinh|cong\snhan|chi\sdao)\s(?:[^;,:.“”()]{3,90}\s)?"
    r"tai\s(?:cac\s)?$"
)
# "theo ý kiến của UBND tỉnh (Công văn số 12/UBND-NC)"; "Nghị quyết của Hội đồng nhân dân huyện số 45/NQ-HĐND".
_OPENING = re.compile(
    r"\scua\s(?P<issuer>[^;,:.“”()\d]{3,80}?)(?:\s(?:tai|ve|trong)\s[^;:.()“”]{3,90})?(?:\s\(|\s?:\s)$"
)
_WITHIN = re.compile(r"\scua\s(?P<issuer>[^;,:.“”()\d]{3,80}?),?\sso\s?[.:]?\s?$")
_DAY_BEFORE = re.compile(
    r"(?<![^\W_])ngay\s(?P<day>\d{1,2})(?:\s?[/.-]\s?|\sthang\s)(?P<month>\d{1,2})(?:\s?[/.-]\s?|\snam\s)"
    r"(?P<year>\d{4}),?(?:\s(?:(?!\sngay\s)[^;:.“”\n]){3,90}?)?\s(?:da\s)?(?:vua\s)?(?:ban\shanh|ky\sban\shanh|thong\squa|co)\s(?:kem\stheo\s|cac\s)?$"
)
# A body that issues under letters of its own, and the words with which it is named.
_LETTERS = (
    ("TTg", "Thủ tướng"), ("-CP", "Chính phủ"), ("UBND", "UBND|[ỦU][ỷỶy] ban nhân dân|UB"),
    ("HĐND", "HĐND|Hội đồng nhân dân"), ("/TU", "[Tt]ỉnh [ủu]|[Tt]hành [ủu]|Đảng bộ"), ("/HU", "Huyện [ủu]|Đảng bộ"),
)  # fmt: skip
# The words before a number are looked through no further than this.
_WINDOW = 190


# "… về việc phát động đợt thi đua của Trường THCS An Bình": the issuer closes the sentence behind the title.
_UNIT = re.compile(r"[^;,.:“”()]{3,70}")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_ORGAN = 3


def issuer_behind(title: str, symbol: str) -> tuple[str, str] | None:
    """(title, issuer) of a title that closes with the unit whose letters stand in the symbol; None for any other.

    "UBND" and "HĐND" are letters of many, so they tell nothing.
    """
    about, of, issuer = title.rpartition(" của ")
    if not (of and _UNIT.fullmatch(issuer)):
        return None
    words = [word for word in _WORD.findall(issuer) if word.casefold() != "và"]
    letters = fold("".join(word if word.isupper() else word[0] for word in words))
    organs = (fold(re.sub(r"\W", "", part)) for part in re.split(r"[-/]", symbol))
    for organ in organs:
        told = len(organ) >= _SHORTEST_ORGAN and organ not in ("ubnd", "hdnd")
        if told and (letters.startswith(organ) or (words[0] == "Trường" and letters[1:].startswith(organ))):
            return about.rstrip(" ,"), issuer
    return None


def issuer_before(text: str, folded: str, at: int, floor: int, symbol: str) -> str:
    """The issuer named before a mention that begins at ``at``, not before ``floor``; "" without."""
    start = max(floor, at - _WINDOW)
    fitting = (name for name in _candidates(text, folded[start:at], start) if name and _fits(name, symbol))
    return next(fitting, "")


def _candidates(text: str, window: str, start: int) -> Iterator[str]:
    if found := _AT.search(window):
        yield text[start + found.start("issuer") : start + found.end("issuer")]
    elif window.endswith(("tai ", "tai cac ")):
        yield _whole_name(text, _AT_LISTED.search(window), start)
        yield _whole_name(text, _AND_AT.search(window), start)
        for by in _DOER.finditer(window):
            if HEAD_WORD.match(text, start + by.end()):
                yield _whole_name(text, _DONE_AT.match(window, by.end()), start)
    elif window.endswith((" ban hanh ", " kem theo ", " ban hanh cac ", " thong qua ", " co ", " vua ra ", " da ra ",
                           " ban hanh theo ", " phat di ", " phat hanh ")):  # fmt: skip
        yield _from_head(text, _BEFORE.search(window), start)
        for by in _DOER.finditer(window):  # "Sở Văn hóa, Thể thao và Du lịch đã ban hành": a name with a comma
            if HEAD_WORD.match(text, start + by.end()):
                yield _whole_name(text, _BEFORE_LISTED.match(window, by.end()), start)
    elif window[-10:].rstrip(" aceghimnotu").endswith(("(", ":")):
        yield _whole_name(text, _AND_OPENING.search(window), start)
        yield _from_head(text, _OPENED.search(window), start)
        of = window.rfind(" cua ")
        while of >= 0:
            if HEAD_WORD.match(text, start + of + 5):
                yield _whole_name(text, _OPENING.match(window, of), start)
            of = window.rfind(" cua ", 0, of)


def _fits(name: str, symbol: str) -> bool:
    return all(re.search(words, name) for letters, words in _LETTERS if letters in symbol)


def _from_head(text: str, found: re.Match[str] | None, start: int) -> str:
    """What was found, from the word with which the name of an authority begins."""
    if found is None:
        return ""
    begin, end = start + found.start("issuer"), start + found.end("issuer")
    by = text.rfind(" do ", begin, end)  # "Quy chế của Đoàn do Ban Bí thư ban hành"
    if by >= 0 and HEAD_WORD.match(text, by + 4):
        begin = by + 4
    heads = [head.start() for head in HEAD_WORD.finditer(text, begin, end)]
    whole = (at for at in heads if len(name_at(text, at, end)) == end - at)
    # "UBND huyện đã tham mưu Ban Thường vụ Huyện ủy ban hành": the nearest name that reaches to the verb.
    at = next(whole, heads[0] if len(heads) == 1 else end)
    return text[at:end]


def issuer_within(text: str, folded: str, start: int, core: int) -> str:
    """The issuer between a kind that is printed at ``start`` and its number: "Nghị quyết của HĐND huyện số …"."""
    return _whole_name(text, _WITHIN.search(folded, start, core))


def _whole_name(text: str, found: re.Match[str] | None, shift: int = 0) -> str:
    """What was found, when it is the name of an authority from its first word to its last."""
    if found is None:
        return ""
    begin, end = shift + found.start("issuer"), shift + found.end("issuer")
    return text[begin:end] if HEAD_WORD.match(text, begin) and len(name_at(text, begin, end)) == end - begin else ""


def day_before(folded: str, at: int, floor: int) -> re.Match[str] | None:
    """The day named in "ngày 18/5/2022, Thủ tướng Chính phủ ban hành Quyết định số …", before ``at``."""
    start = max(floor, at - 130)
    found = _DAY_BEFORE.search(folded[start:at])
    of_the_one_before = (
        found is not None and 0 < floor == start and not folded[start : start + found.start()].strip(" ,(")
    )
    return None if of_the_one_before else found
