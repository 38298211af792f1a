"""A trích yếu to which a conversion glued the first words of the text: "… năm 2024 Căn cứ Luật Thi đua …;".

Below a centred title that fills its line, only the words tell where the text begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.text.folded import fold
from documents.text.kinds import printed_kind, whole_kind
from documents.text.lines import Line

# The kind stands within so many lines; what is glued is a paragraph.
_ZONE, _SHORTEST = 60, 60
_KINDS = r"(?:Bộ luật|Luật|Nghị|Quyết|Kế|Chỉ|Thông|Hướng|Chương|Công|Pháp|Đề án|Báo cáo)"
_BASIS = re.compile(
    rf"(?<=[\w”\")])\s(?:-{{3,}}\s)?(?=(?:Căn cứ|Thực hiện|Theo|Tiếp tục thực hiện) {_KINDS}\b|Căn cứ [A-ZĐ])"
)
_ADDRESSED = re.compile(r"(?<=[\w”\")])\s(?=Kính gửi\s?:)")
# Before these words, with or without their marks, an agency does not begin a sentence.
_OF = re.compile(r"\b(?:c[ui]a|do|voi|va|tich|boi)$")
_IS_BASIS = re.compile(r"(?:can cu|th[uy]c hi.n|theo|xet|tiep tuc)\b")
_SENTENCE = re.compile(r"\w\w[.;]\s")
# A name of an organ and of its body is not longer.
_NAME = 24
# "… khen thưởng Ban Thường vụ Huyện ủy xây dựng Kế hoạch như sau:"; not "của Ban Thường vụ".
_AGENCY = re.compile(
    r"(?<=[\w”\")])\s"
    r"(?=(?:Ban Thường (?:vụ|trực)|Ủy ban|Uỷ ban|UBND|Sở|Phòng|Hội đồng|Ban Chấp hành|Liên đoàn|Trường|Công an)\s)"
)
_LEADS_IN = re.compile(r"(?:như sau|sau đây|sau)\s?:$")
_IN_CAPITALS = re.compile(r"(?<=[a-zà-ỹ\d”])\s(?=(?:HỘI ĐỒNG|ỦY BAN|UỶ BAN|CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG)\s[^a-z]{6,}$)")


def with_titles_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines; of the line below the kind, what is the text's stands on a line of its own."""
    found = list(lines)
    for at, line in enumerate(lines[:_ZONE]):
        kind, rest = printed_kind(line.shown)
        if not ((kind and not rest) or whole_kind(line.shown, capitals=True)):
            continue
        for below in range(at + 1, min(at + 4, len(lines))):
            text = lines[below].text
            cut = _cut(text)
            if cut:
                halves = [replace(lines[below], text=text[:cut].rstrip(" -"))]
                halves.append(replace(lines[below], text=text[cut:].strip(), heading=False, after_blank=True))
                return [*found[:below], *halves, *found[below + 1 :]]
            if text[-1:] in ".;:":
                break
        break
    return found


def _cut(text: str) -> int:
    """Where the text begins in the line of a title; 0 when all of it is title."""
    if capitals := _IN_CAPITALS.search(text):
        return capitals.start()
    addressed = _ADDRESSED.search(text)
    if addressed:
        return addressed.start()
    if len(text) < _SHORTEST or text[-1] not in ";:.,":
        return 0
    basis = _BASIS.search(text)
    if basis and basis.start() > 10 and text.count("“", 0, basis.start()) <= text.count("”", 0, basis.start()):
        return 0 if _SENTENCE.search(text, 0, basis.start()) else basis.start()
    return _before_agency(text) if _LEADS_IN.search(text) and not _IS_BASIS.match(fold(text)) else 0


def _before_agency(text: str) -> int:
    """Where the name of who writes begins, of one sentence; 0 when a sentence ends before it."""
    found = 0
    for agency in _AGENCY.finditer(text):
        if _OF.search(fold(text[: agency.start()])):
            continue
        if found and agency.start() - found < _NAME:  # "Ban Thường trực Ủy ban MTTQ"
            continue
        found = agency.start()
    return 0 if _SENTENCE.search(text, 0, found) else found
