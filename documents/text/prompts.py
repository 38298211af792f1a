"""A plan made from the plan above: each item that concerns the unit as a prompt, with blanks for who, how much, when.

A prompt is made of blanks of a template (``beginnings``): as long as one is open, the paper is not handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from documents.text.beginnings import OPEN_BLANK
from documents.text.compare import compare_items
from documents.text.compare_items import PlanItem, dates_in, items_of, own_words
from documents.text.folded import fold
from documents.text.inline import escape, plain
from documents.text.light import print_body
from documents.text.lines import Paragraph
from documents.text.lists import word_list
from documents.text.sentences import sentences
from documents.text.targets import find_targets
from documents.text.tree import Body, Item

Why = Literal["unit", "kind", "all", "movement", "target", "content", "aim", "other"]
#: Why an item stands in the list, as screens say it.
WHY_NAMES: dict[Why, str] = {
    "unit": "Giao đích danh đơn vị",
    "kind": "Giao cho các đơn vị cùng loại",
    "all": "Giao cho mọi đơn vị",
    "movement": "Có tên phong trào",
    "target": "Có chỉ tiêu",
    "content": "Nội dung chung",
    "aim": "Mục đích, đối tượng",
    "other": "Giao cho đơn vị khác",
}
_CONCERNS = frozenset({"unit", "kind", "all", "movement", "target", "content"})
_DUTIES = frozenset({"unit", "kind", "all"})
_AIM = re.compile(r"muc dich|yeu cau|muc tieu|doi tuong|pham vi")
_SEVERAL = re.compile(r"(?<!\w)(?:cac|moi|tung|nhung|toan the|tat ca)(?!\w)")
# So many bodies are called that no single one is meant.
_OF_EVERYBODY = ("uy ban nhan dan", "hoi dong nhan dan")
# A quotation longer than this is cut: the page of the plan above has the whole.
_LONGEST = 400
# Likeness from which a paragraph of last year's plan stands beside a prompt.
_BESIDE = 0.28


@dataclass(frozen=True, slots=True)
class Prompt:
    """An item of the plan above and why it concerns the unit; ``key`` is the same as long as the item is."""

    key: str
    item: PlanItem
    why: Why

    @property
    def is_wanted(self) -> bool:
        """Whether the unit is expected to answer it."""
        return self.why in _CONCERNS

    @property
    def is_duty(self) -> bool:
        """Whether somebody is told to do it: it belongs into the part on carrying out."""
        return self.why in _DUTIES or self.why == "other"

    @property
    def why_name(self) -> str:
        """Why it concerns the unit, on screen."""
        return WHY_NAMES[self.why]


def prompts_of(body: Body, *, names: Sequence[str], kind: str) -> tuple[Prompt, ...]:
    """Every item of the plan above in its order, with what it has to do with a unit.

    Args:
        names: how the unit is called; ``kind``: code of its kind (``data/addressed.toml``).
    """
    titles = _titles(body)
    found: dict[str, Prompt] = {}
    for item in items_of(body):
        key = key_of(item)
        found.setdefault(key, Prompt(key, item, _why(item, titles.get(item.line, ""), names, kind)))
    return tuple(found.values())


def key_of(item: PlanItem) -> str:
    """A short name of an item, by its place and words."""
    return sha256(f"{item.label}\n{item.text}".encode()).hexdigest()[:12]


def beside(prompts: Iterable[Prompt], last: Sequence[PlanItem]) -> dict[str, PlanItem]:
    """By key of the prompt the paragraph of the unit's last plan that speaks most of the same."""
    listed = list(prompts)
    keys = {id(prompt.item): prompt.key for prompt in listed}
    found: dict[str, tuple[float, PlanItem]] = {}
    for pair in compare_items([prompt.item for prompt in listed], last).pairs:
        if pair.parent is None or pair.child is None or pair.similarity < _BESIDE:
            continue
        key = keys[id(pair.parent)]
        if key not in found or pair.similarity > found[key][0]:
            found[key] = pair.similarity, pair.child
    return {key: item for key, (_, item) in found.items()}


def prompt_lines(prompt: Prompt, source: str, taken: PlanItem | None = None) -> tuple[str, ...]:
    """The paragraphs of a prompt in light text: the quotation, then blanks to fill or the paragraph that is taken.

    Args:
        source: how the plan above is called ("Kế hoạch 53/KH-UBND").
    """
    place = f"mục {prompt.item.place} của {source}" if prompt.item.place else source
    ask = "Sửa đoạn năm trước dưới đây" if taken else "Viết thành việc của đơn vị"
    quotation = f"{OPEN_BLANK} {place}: “{_quoted(prompt.item.text)}” {ask}, rồi xóa dòng này.]"
    return escape(quotation), used_again(taken) if taken else escape(_to_fill(prompt.item))


def used_again(item: PlanItem) -> str:
    """A paragraph of another paper in light text, without the "./." with which that paper ended."""
    return escape(f"{item.text.removesuffix('./.')}." if item.text.endswith("./.") else item.text)


def answer_part(prompts: Sequence[Prompt], source: str, taken: dict[str, PlanItem], first: int = 1) -> str:
    """Prompts as numbered points in light text, counted from ``first``."""
    points = [
        Item("khoan", str(number), "", prompt_lines(prompt, source, taken.get(prompt.key)))
        for number, prompt in enumerate(prompts, start=first)
    ]
    return print_body(Body(sections=tuple(points))).replace("\n\n", "\n")


def _to_fill(item: PlanItem) -> str:
    """Who, how much, until when; what the plan above says of it stands in the blanks."""
    own = own_words(item.text)
    targets = find_targets(sentences([Paragraph(own, ((0, 1),))]))
    number = f": cấp trên nêu {targets[0].value} {targets[0].unit}".rstrip() if targets else ""
    dates = dates_in(own)
    day = f": cấp trên nêu {item.text[dates[0][0] : dates[0][1]]}" if dates else ""
    return (
        f"{OPEN_BLANK} ai chủ trì] {OPEN_BLANK} làm việc gì], đạt {OPEN_BLANK} bao nhiêu{_inside(number)}], "
        f"xong trước {OPEN_BLANK} ngày nào{_inside(day)}]."
    )


def _quoted(text: str) -> str:
    shown = _inside(text).replace("“", "‘").replace("”", "’")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rsplit(' ', 1)[0]} …"


def _inside(text: str) -> str:
    """A text that may stand in a blank: the bracket that closes one ends it."""
    return text.replace("[", "(").replace("]", ")")


def _titles(body: Body) -> dict[int, str]:
    """By line of a part the nearest heading that it stands under, without marks."""
    found: dict[int, str] = {}
    waiting: list[tuple[Item, str]] = [(item, "") for item in body.sections]
    while waiting:
        item, above = waiting.pop()
        found[item.line] = fold(plain(item.title)) or above
        waiting += [(child, found[item.line]) for child in item.children]
    return found


def _why(item: PlanItem, title: str, names: Sequence[str], kind: str) -> Why:
    if item.owner:
        return _addressed(fold(item.owner), [fold(name) for name in names], kind)
    if item.has_number:
        return "target"
    if _AIM.search(title) and "noi dung" not in title:
        return "aim"
    return "movement" if item.movements else "content"


def _addressed(owner: str, names: Sequence[str], kind: str) -> Why:
    """Whom an obligation is laid on, seen from the unit: by its name, by its kind among several, or with all."""
    spelled = re.sub(r"\bubnd\b", "uy ban nhan dan", owner)
    parts = [part.strip() for part in re.split(r"[,;()]| va ", spelled)]
    for name in (re.sub(r"\bubnd\b", "uy ban nhan dan", name) for name in names):
        # "Phòng Tư pháp thành phố" is "Phòng Tư pháp" of this city, and the other way round.
        if any(_is_name(part, name) for part in (spelled, *parts)):
            return "unit"
    if not _SEVERAL.search(spelled):
        return "other"
    words = word_list("addressed")
    if kind in words["kinds"] and re.search(rf"(?<!\w)(?:{words['kinds'][kind]})(?!\w)", spelled):
        return "kind"
    return "all" if re.search(rf"(?<!\w)(?:{words['all']})(?!\w)", spelled) else "other"


def _is_name(part: str, name: str) -> bool:
    shorter, longer = sorted((part, name), key=len)
    is_one = len(shorter.split()) >= 2 and shorter not in _OF_EVERYBODY
    return is_one and (longer == shorter or longer.startswith(f"{shorter} "))
