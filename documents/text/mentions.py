"""Where a text says the number of a paper, by two grammars, and what stands right before it: "Kế hoạch số".

NĐ 30/2020, Phụ lục I, Mục II.3 ("53/KH-UBND", "152/2025/NĐ-CP", "18/SXD-PTĐT") and the Party's rule ("34-CT/TW",
"45-TB/VPTU"). Numbers are found first, in the text as it stands; the words before them are compared without marks,
so that a scan which lost them ("Kê hoach sô 53/KH-UBND") is still read. Digits are never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.text import kinds
from documents.text.folded import fold

_U = "A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
# Letters of a symbol: capitals, some with the small letter of "TTg", "QĐi", "QyĐ", "CTr", and digits: "QH15".
_WORD = rf"(?:(?:[{_U}][irgyhkn]?\d{{0,3}}){{1,14}}|ubnd|hđnd|ttg)"
_END = r"(?![^\W_])|(?=ngày|của|về)"
_PART = rf"{_WORD}(?:&{_WORD})?(?:{_END})"
# Round the hyphen people leave spaces ("KH - UBND"); a dash with spaces on both sides leads on to other words too.
_SYMBOL = rf"{_PART}(?:(?:\s?[-–‑—]\s?|\s?/\s?(?=[{_U}]{{2}})|\.(?=[{_U}]{{2}}))(?={_WORD}){_PART}){{0,5}}"
# A number behind a speck or another figure may lack its first digits; behind "s" alone only one with a year is whole.
_BEFORE = (
    r"(?:(?<![^\s(\[“\"‘:;,.…–—-])(?<!\d[.,–-])(?<!\W\d\s)(?<!\d\d\s)(?<!ngày\s)(?<!ngay\s)"
    r"|(?<=\b[Ss][ốôoỐÔ])|(?<=\b[Ss])(?=\d{2,3}/(?:19|20)\d\d/))"
)
_CORE = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?P<number>\d{{1,5}}[a-eđ]?)\s?/\s?(?P<symbol>(?:(?:19|20)\d\d\s?/\s?)?{_SYMBOL})"
    rf"|(?P<party>\d{{1,5}}[a-e]?)(?P<dash>\s?[-–‑—]\s?|\s)(?P<organ>[{_U}][A-Za-zĐđ]{{0,4}}\s?/\s?{_PART}"
    rf"(?:[-–.](?={_WORD}){_PART}){{0,3}})"
    r"|(?P<bare>\d{1,5})(?:/(?P<year>20\d\d))?(?![\w/]|[.,-]\d)"
    r")"
)
# Letters of symbols that lost the stroke of Đ, or gained one, in a scan; no symbol is written so. The quote keeps them.
_MARKED = {"QD": "QĐ", "QDi": "QĐi", "ND": "NĐ", "HDND": "HĐND", "UBNĐ": "UBND", "ƯBND": "UBND", "BCD": "BCĐ",
           "TTG": "TTg", "LDLD": "LĐLĐ", "TDKT": "TĐKT", "BTDKT": "BTĐKT", "SGDDT": "SGDĐT",
           "PGDDT": "PGDĐT"}  # fmt: skip
_UNMARKED = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(_MARKED, key=len, reverse=True))})(?![^\W_])")
_SPACED = re.compile(r"\s[-–‑—]\s")
_HYPHENS = re.compile(r"\s?[-–‑—]\s?")
_KIND = "|".join(fold(name).replace(" ", r"\s") for name in (*kinds.NAMES, "Văn bản"))
_QUALIFIED = (
    r"(?:\s(?:lien\stich|phoi\shop|hanh\sdong|lien\snganh|cong\stac|tham\s(?:dinh|tra)|tong\shop|ket\squa|giam\ssat))?"
)
# What leads to a number: a kind and perhaps "số"; or a law with its name.
_LEAD_KIND = re.compile(rf"(?<![^\W_])(?<!phap\s)(?P<kind>{_KIND}){_QUALIFIED}(?:\s(?:moi\s)?so?\s?[.:]?\s?|\s)$")
_KIND_NAMES = {fold(name): name for name in (*kinds.NAMES, "Văn bản")}
_LEAD_LAW = re.compile(
    r"(?<![^\W_])(?P<kind>(?:bo\s)?luat|phap\slenh)\s(?P<name>[^;.:\d“”()]{2,90}?)\s(?P<so>so\s?[.:]?\s?)?$"
)
_SHORT_KIND = re.compile(r"(?<![^\W_])(?P<kind>KH|QĐ|NĐ|NQ|CT|CV|TT|HD|BC|TB|KL|TTr|CTr)\s(?:số\s?:?\s?)?$")
# A page may lose the second letter: "Nghị định s92/2017/NĐ-CP".
_SO = re.compile(r"(?<![^\W_])so?\s?[.:]?\s?$")
_FOLLOWS_BARE = re.compile(r"\s(?:,\s)?(?:ngay\s\d|cua\s|ngay\s?[./…])|,\sngay\s\d")
#: Numbers that share what follows the last of them: "số 18, 19-NQ/TW"; "số 12, 13 và 15/KH-UBND".
_SHARING = re.compile(r"(?<![\w/.,-])(?P<number>\d{1,5})(?:\s?,\s?|\s?và\s)(?:số\s)?$")
# Kinds of law: "Nghị định 152/2025" names one, "báo cáo 12/2025" a month.
_OF_LAW = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Nghị quyết", "Thông tư"})
_WINDOW = 110
# A kind with words of its own behind it, up to "số": "Quyết định giao kế hoạch số 12/QĐ-UBND".
_NAMED_BEFORE = re.compile(r"[a-z](?:[a-z]| (?=[a-z-])|-(?= )|(?<= -) ){3,60}(?: |(?<= ))$")
_FARTHEST = 60
_NEAR = 40
_PARTY_CODE = re.compile(r"(?:[A-ZĐ]{1,3}[A-Za-zđi]{0,2}|CTHĐ)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in the text. ``start``: where its kind or "số" begins, ``core``: the number, ``end``: behind it."""

    kind: str
    printed: str
    law: str
    number: str
    symbol: str
    start: int
    core: int
    end: int


def find_mentions(text: str) -> list[Mention]:
    """Every numbered mention in reading order; a kind not printed comes from the symbol or the mention before."""
    folded = fold(text)
    found: list[Mention] = []
    after = 0
    for core in _CORE.finditer(text):
        if core.start() < after:
            continue
        mention = _mention(text, folded, core, found[-1] if found else None)
        if mention is None:
            continue
        found += _sharing(text, folded, mention, found[-1].end if found else 0)
        found.append(mention)
        after = mention.end
    return found


def _mention(text: str, folded: str, core: re.Match[str], before: Mention | None) -> Mention | None:
    floor = max(core.start() - _WINDOW, before.end if before else 0)
    kind, law, start, so = _lead(text, folded, core.start(), floor)
    number, symbol, end = _parts(text, core)
    if core["bare"] and not (kind and _bare(folded, core, kind, so)):
        return None
    if not core["bare"] and not _sure(core, symbol, bool(kind or so)):
        return None
    by_symbol = kinds.from_symbol(symbol)
    if by_symbol not in ("", kind) and (begin := _farther(folded, start, floor, by_symbol)) is not None:
        kind, law, start = by_symbol, "", begin
    printed = kind
    if kind in ("", "Văn bản"):
        same = before is not None and before.symbol.split("-")[0] == symbol.split("-")[0]
        kind = before.kind if same and before else by_symbol or ("Công văn" if kind else "")
        kind = kind or ("Công văn" if symbol and not core["bare"] else before.kind if before else "")
    return Mention(kind, printed, law, number, symbol, start, core.start(), end)


def _lead(text: str, folded: str, at: int, floor: int) -> tuple[str, str, int, bool]:
    """(kind as printed, name of the law, where the mention starts, whether "số" is said)."""
    window = folded[max(floor, at - _NEAR) : at]
    so = bool(_SO.search(window))
    if led := _LEAD_KIND.search(window):
        return _KIND_NAMES[" ".join(led["kind"].split())], "", at - len(window) + led.start(), so
    if found := _LEAD_LAW.search(folded[floor:at]):
        # The nearest "luật" before the number: a law may be cited inside another's name.
        begin = floor + found.start("kind")
        nearest = max(folded.rfind("luat ", begin, at), folded.rfind("phap lenh ", begin, at))
        while nearest > begin and folded.endswith("phap ", begin, nearest):  # "Luật … quy phạm pháp luật số"
            nearest = folded.rfind("luat ", begin, nearest)
        if nearest > begin + 4:
            begin = nearest
        name = text[begin : floor + found.end("name")]
        kind, _, law = name.partition(" ") if fold(name).startswith("luat") else _two_words(name)
        return kind.capitalize(), law.strip(" ,"), begin, so
    if short := _SHORT_KIND.search(text[max(floor, at - 12) : at]):
        return "", "", max(floor, at - 12) + short.start(), True
    if found := _SO.search(window):
        return "", "", at - len(window) + found.start(), True
    return "", "", at, False


def _farther(folded: str, start: int, floor: int, kind: str) -> int | None:
    """Where the kind that the symbol stands for is printed a few words before "số": "Thông báo kết luận số …-TB/TW"."""
    found = _NAMED_BEFORE.search(folded, max(floor, start - _FARTHEST), start)
    words = found[0] if found else ""
    at = words.rfind(f"{fold(kind)} ")
    if found is None or at < 0 or (at and words[at - 1] != " "):
        return None
    return found.start() + at


def _two_words(name: str) -> tuple[str, str, str]:
    words = name.split(" ", 2)
    return " ".join(words[:2]), " ", words[2] if len(words) > 2 else ""


def _parts(text: str, core: re.Match[str]) -> tuple[str, str, int]:
    """(number, symbol in its usual form, end): words after a spaced dash that are no symbol are given back."""
    if core["bare"]:
        return core["bare"], core["year"] or "", core.end()
    symbol, end = core["symbol"] or core["organ"], core.end()
    for dash in _SPACED.finditer(symbol):
        following = _HYPHENS.split(symbol[dash.end() :])[0]
        is_first = len(_HYPHENS.split(symbol[: dash.start()])) == 1
        if not is_first or following.upper() != following or len(following) < 2:
            end -= len(symbol) - dash.start()
            symbol = symbol[: dash.start()]
            break
    symbol = _HYPHENS.sub("-", symbol).replace(" ", "")
    symbol = right_letters(symbol)
    return core["number"] or core["party"], symbol, end


def _sure(core: re.Match[str], symbol: str, led: bool) -> bool:
    """Whether what looks like number and symbol is one, with or without "Kế hoạch số" before it."""
    if core["party"]:
        code = symbol.partition("/")[0]
        known = code in kinds.BY_CODE or code in ("CV", "QyC", "QC", "BCSĐ", "Đ")
        if not core["dash"].strip():
            return led and known
        return known or (led and bool(_PARTY_CODE.match(code)))
    first = re.sub(r"^\d{4}/", "", symbol)
    if "-" in first or first != symbol:
        return led or sum(1 for letter in first if letter.isupper()) >= 3
    return led and len(first) >= 2


def _bare(folded: str, core: re.Match[str], kind: str, so: bool) -> bool:
    """A number without a symbol counts after "Nghị quyết số" when its day or issuer follows, or with its year."""
    if core["year"]:
        return so or kind in _OF_LAW
    return so and bool(_FOLLOWS_BARE.match(folded, core.end()))


def _sharing(text: str, folded: str, mention: Mention, floor: int) -> list[Mention]:
    """The numbers before ``mention`` that share its symbol: of "số 18, 19-NQ/TW" the first."""
    if mention.printed or mention.start != mention.core or not mention.symbol:
        return []
    shared: list[Mention] = []
    at = mention.core
    while len(shared) < 10:
        found = _SHARING.search(text, max(floor, at - 16), at)
        if found is None:
            break
        number_at = found.start("number")
        kind, law, start, so = _lead(text, folded, number_at, max(floor, number_at - _WINDOW))
        shared.append(
            Mention(kind or mention.kind, kind, law, found["number"], mention.symbol, start, number_at,
                    found.end("number"))
        )  # fmt: skip
        if kind or so:
            return shared[::-1]
        at = number_at
    return []


def right_letters(symbol: str) -> str:
    """``symbol`` with the stroke of Đ where no symbol is written without it: "KH-UBNĐ" is KH-UBND."""
    return _UNMARKED.sub(lambda found: _MARKED[found[0]], symbol)
