"""Who signs, and under which marks (NĐ 30/2020/NĐ-CP, Điều 13 and Phụ lục I, Phần I, Mục II.7).

TM. stands for a collective body, KT. for its head signed for by a deputy, TL. for an order of the head, TUQ. for a
written mandate, Q. for an acting head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ARTICLE = "NĐ 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II.7"
_DEPUTY = "PHÓ "
_FOR_HEAD = ("KT.", "TL.", "TUQ.", "Q.")
# "Phó Chủ tịch Ủy ban nhân dân thành phố": the office that is printed ends before the name of the body.
_BODY = re.compile(
    r"\s(?:Ủy ban|UBND|Hội đồng|HĐND|Liên đoàn|Mặt trận|Hội|Đoàn|Sở|Chi cục|Trường|Trung tâm|Phòng|Ban)\s"
)
# "Trưởng phòng Tư pháp": the office ends with the kind of body.
_HEAD = re.compile(
    r"(?P<office>(?:phó )?(?:trưởng (?:phòng|ban|khoa|trạm)|chi cục trưởng|giám đốc|hiệu trưởng|chủ tịch|chủ nhiệm))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a signature above the name, each "" when it is not printed."""

    on_behalf_of: str = ""
    deputy_for: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with a signature block, as a Vietnamese sentence that says what to do."""

    code: str
    text: str


def office(position: str) -> str:
    """The office as a signature prints it: "Phó Chủ tịch Ủy ban nhân dân" → "PHÓ CHỦ TỊCH"."""
    position = " ".join(position.split())
    if found := _HEAD.match(position):
        return found["office"].upper()
    return _BODY.split(f"{position} ", maxsplit=1)[0].strip().upper()


def block(position: str, *, collective: str = "", as_head: bool = False) -> Block:
    """How the holder of a position signs.

    Args:
        position: "Phó Chủ tịch Ủy ban nhân dân"; ``collective``: name of the collective body that decides
        ("Ủy ban nhân dân"), "" for an office under one head; ``as_head``: the paper is the head's own act, not the
        body's.
    """
    title = office(position)
    deputy_for = f"KT. {title.removeprefix(_DEPUTY)}" if title.startswith(_DEPUTY) else ""
    return Block(f"TM. {collective.upper()}" if collective and not as_head else "", deputy_for, title)


def substitute_block(position: str, mark: str, principal: str, *, collective: str = "", as_head: bool = False) -> Block:
    """How a substitute signs in the place of who holds the position ``principal``, under ``mark`` ("TUQ.")."""
    title, head = office(position), office(principal)
    if mark == "Q.":
        return Block(f"TM. {collective.upper()}" if collective and not as_head else "", "", f"Q. {head}")
    # By order or mandate one signs for the head, not for the body.
    on_behalf_of = f"TM. {collective.upper()}" if collective and not as_head and mark == "KT." else ""
    return Block(on_behalf_of, f"{mark} {head.removeprefix(_DEPUTY)}", title)


def doubts(found: Block, *, one_head: bool = False, as_head: bool = False) -> list[Doubt]:
    """What a careful văn thư would ask about a signature block.

    Args:
        one_head: the issuer works under one head, not as a collective body; ``as_head``: the paper says itself that
        the head decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN …").
    """
    body, mark, title = (text.upper().strip() for text in (found.on_behalf_of, found.deputy_for, found.title))
    return [*_of_body(body, mark, one_head, as_head), *_of_mark(mark, title)]


def _of_body(body: str, mark: str, one_head: bool, as_head: bool) -> list[Doubt]:
    if not body:
        return []
    if not body.startswith("TM."):
        return [Doubt("tm-missing", f"Dòng “{body}” phải bắt đầu bằng “TM.” (thay mặt tập thể), hoặc để trống.")]
    asked = (
        (one_head, "tm-one-head", "Cơ quan làm việc theo chế độ thủ trưởng thì người ký không ghi “TM.”."),
        (as_head, "tm-as-head", "Văn bản do Chủ tịch ban hành thì ký nhân danh Chủ tịch, không ghi “TM.”."),
        (
            mark.startswith(("TL.", "TUQ.")),
            "tm-by-order",
            "Ký thừa lệnh, thừa ủy quyền là ký cho người đứng đầu, không ghi “TM.”.",
        ),
    )
    return [Doubt(code, f"{text} Hãy để trống dòng đó.") for is_so, code, text in asked if is_so]


def _of_mark(mark: str, title: str) -> list[Doubt]:
    if not mark:
        if title.startswith(_DEPUTY):
            head = title.removeprefix(_DEPUTY)
            return [Doubt("kt-missing", f"“{title}” ký thay người đứng đầu thì phải ghi thêm dòng “KT. {head}”.")]
        return []
    if not mark.startswith(_FOR_HEAD):
        return [Doubt("mark-unknown", f"Dòng “{mark}” phải bắt đầu bằng KT., TL., TUQ. hoặc Q.")]
    if not mark.startswith("KT."):
        return []
    head = mark.removeprefix("KT.").strip()
    if not title.startswith(_DEPUTY):
        return [Doubt("kt-not-deputy", f"“KT. {head}” là cấp phó ký thay, nhưng chức vụ ghi “{title or '(trống)'}”.")]
    if title.removeprefix(_DEPUTY) != head:
        return [Doubt("kt-other-head", f"“{title}” không ký thay được “{head}”. Hãy xem lại hai dòng chức vụ.")]
    return []
