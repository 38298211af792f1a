"""What a paper tells of its issuer: who it is when the letterhead is missing, and how its name is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.text.folded import fold
from documents.text.inline import plain
from documents.text.issuers import acronym, full_name, place_of, short_name
from documents.text.letterhead import AGENCY, CITIES, letterhead, serving
from documents.text.places import is_province
from documents.text.tree import Body, Header, Signature

_LEVEL = r"(?:tỉnh|thành phố|TP\.?|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu)"
_NAMES = r"(?:\s(?:[A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ][^\W\d_]*|\d{1,2}))"
_COUNCIL = re.compile(rf"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\s{_LEVEL}{_NAMES}{{1,5}}")
_OFFICE = re.compile(
    r"(?:Phòng|Sở|Ban|Văn phòng|Thanh tra|Trung tâm|Trường|Chi cục|Hội đồng Thi đua - Khen thưởng|Hội|Đoàn)"
    rf"\s[^;:.“”()]{{2,90}}?(?:\s{_LEVEL}(?:{_NAMES}{{1,5}})?)?"
    r"(?=\s(?:xây dựng|ban hành|đề nghị|tổ chức|triển khai|phát động|yêu cầu|lập|thực hiện|báo cáo|thông báo"
    r"|hướng dẫn)\b|[,;:.(]|/\./)"
)


# The rank of who decides, before the authority that he heads.
_RANK = re.compile(
    r"(?:BỘ TRƯỞNG(?:, CHỦ NHIỆM)?|CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|HIỆU TRƯỞNG|VIỆN TRƯỞNG|(?:TỔNG |CHI )?CỤC TRƯỞNG"
    r"|TRƯỞNG (?:BAN|PHÒNG)|CHỦ NHIỆM|THỐNG ĐỐC|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN))\s(?=(?P<name>.+))"
)

# "HỘI ĐỒNG NHÂN DÂN TỈNH X KHÓA IX, KỲ HỌP THỨ MƯỜI": the term is no part of the name.
_TERM = re.compile(r",?\s\(?(?:KHÓA|KHOÁ|NHIỆM KỲ|KỲ HỌP)\s.*$")
#: Names that say nothing without that of a place.
PLACELESS = frozenset({"UBND", "HĐND"})
# Names are looked for in so many letters of a text.
_LOOKED_THROUGH = 60_000


def as_written(issuer: str, texts: Iterable[str]) -> str:
    """A name from a letterhead in capitals, its letters small and large as the paper's text writes it most often."""
    where = place_of(issuer)
    name = issuer.removesuffix(where).strip() if where and issuer.endswith(where) else issuer
    if len(name.split()) < 2 or name.startswith(("UBND", "HĐND")):
        return issuer
    text = "\n".join(texts)[:_LOOKED_THROUGH]
    forms = Counter(found[0][0].upper() + found[0][1:] for found in re.finditer(re.escape(name), text, re.IGNORECASE))
    for shouted in [form for form in forms if form.isupper()]:
        del forms[shouted]
    if not forms:
        return issuer
    form, often = max(forms.items(), key=lambda found: (found[1], _capitals(found[0])))
    return form + issuer[len(name) :] if often > 1 or _capitals(form) >= _capitals(name) else issuer


def _capitals(name: str) -> int:
    return sum(map(str.isupper, name))


def of_authority_line(line: str) -> str:
    """The issuer that the line in capitals above the căn cứ names: "BỘ TRƯỞNG BỘ NỘI VỤ" is Bộ Nội vụ; or ""."""
    line = _TERM.sub("", line)
    rank = _RANK.match(line)
    if rank and AGENCY.match(rank["name"]):
        line = rank["name"]
    return letterhead([line])[1].removeprefix("Chủ tịch ")


def with_its_letters(issuer: str, authority_line: str) -> str:
    """The issuer as the line above the căn cứ prints it, where the letterhead lost letters: "UBND TỈNH QUNG NAM"."""
    named = of_authority_line(authority_line) if authority_line else ""
    if len(named.split()) != len(issuer.split()) or fold(named) == fold(issuer):
        return issuer
    letters = iter(fold(named))
    return named if all(letter in letters for letter in fold(issuer)) else issuer


def find_issuer(header: Header, body: Body, signature: Signature) -> str:
    """The issuer in its short written form ("UBND huyện Châu Thành"), or "" when the text does not tell."""
    organ = _organ(header.symbol)
    places = _place_words(header.place)
    texts = [plain(text) for text in (*body.opening, *body.closing)]
    named = [name for text in texts for name in _candidates(text)]
    fitting = [name for name in named if not organ or acronym(_without_place(name)) == organ]
    for name in fitting:
        if places and fold(places) in fold(full_name(name)):  # "Thanh Hoá", "Thanh Hóa"
            return _written(name)
    if fitting:
        return _written(fitting[0])
    return _council_of_place(organ, header.place, texts, signature) or (
        _written(named[0]) if named and not organ else ""
    )


def with_its_place(header: Header, authority_line: str, body: Body, signature: Signature) -> Header:
    """The header of a paper whose letterhead lost the line of the place, with the place that it tells elsewhere.

    That is the line in capitals above the căn cứ, then the text, then the place beside the day if it is a province.
    """
    named = serving("", of_authority_line(authority_line), header.place)[1]
    if named.startswith(header.issuer) and place_of(named):
        return replace(header, issuer=named)
    found = find_issuer(header, body, signature)
    place = _place_words(header.place)
    if not (place and found.startswith(header.issuer) and fold(place) in fold(found)):
        found = f"{header.issuer} {'thành phố' if place in CITIES else 'tỉnh'} {place}" if is_province(place) else ""
    return replace(header, issuer=found, issuer_is_guessed=True) if found else header


def _organ(symbol: str) -> str:
    """The issuer's letters in a symbol: "KH-UBND" → "UBND", "KH-PTP" → "PTP", "CT/TW" → "TW"."""
    parts = re.split(r"[-/]", symbol)
    return parts[1] if len(parts) > 1 and not parts[0].isdigit() else parts[-1]


def _place_words(place: str) -> str:
    return re.sub(rf"^{_LEVEL}\s?", "", place).strip()


def _candidates(text: str) -> Iterator[str]:
    for found in sorted((*_COUNCIL.finditer(text), *_OFFICE.finditer(text)), key=lambda found: found.start()):
        yield found[0].strip()


def _without_place(name: str) -> str:
    where = place_of(name)
    full = full_name(name)
    return full.removesuffix(where).strip() if where else full


def _written(name: str) -> str:
    return short_name(re.sub(r"\bTP\.?\s?", "thành phố ", name))


def _council_of_place(organ: str, place: str, texts: list[str], signature: Signature) -> str:
    """The People's Committee (or Council) of the place, whose level the text names most often."""
    if organ not in ("UBND", "HĐND") and "ỦY BAN NHÂN DÂN" not in signature.on_behalf_of:
        return ""
    names = _place_words(place)
    if not names:
        return ""
    if names != place:
        return _written(f"{organ or 'UBND'} {full_name(place + ' ').strip() if place[:2] in ('TP', 'TX') else place}")
    levels = Counter(found[1] for text in texts for found in re.finditer(rf"\b({_LEVEL})\s{re.escape(names)}", text))
    return f"{organ or 'UBND'} {levels.most_common(1)[0][0]} {names}" if levels else ""
