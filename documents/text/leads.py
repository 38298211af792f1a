"""The paragraph that leads to the orders of a letter: "…, UBND huyện yêu cầu các cơ quan, đơn vị:"."""

from __future__ import annotations

import re

from documents.text.unit_names import UNIT_HEAD, bare_name, named

# "…, Chủ tịch UBND tỉnh yêu cầu:", "… kết luận như sau:": what follows is nothing but orders.
_ORDERS_FOLLOW = re.compile(
    r"(?:yêu cầu|đề nghị|chỉ đạo|chỉ thị|giao|kết luận|ý kiến)(?![^\W_])[^.;]{0,200}:$", re.IGNORECASE
)
# Of a letter so much is said by less.
_LEADS = re.compile(
    r"(?:như sau|sau đây|nội dung(?: cụ thể)? sau|nhiệm vụ(?: cụ thể)? sau|công việc sau|việc sau)\s?:$"
)
_ORDER = re.compile(r"(?<![^\W_])(?:yêu cầu|đề nghị|giao)\s(?:cho\s)?")
# So far from its end an order of the paragraph may stand, in characters.
_NEAR = 320


def orders_follow(text: str) -> bool:
    """Whether a paragraph says that orders follow it."""
    return bool(_ORDERS_FOLLOW.search(text.rstrip()[-260:]))


def leads_on(text: str) -> bool:
    """Whether a paragraph of a letter leads to its points, with or without an order."""
    shown = text.rstrip()
    return orders_follow(shown) or bool(_LEADS.search(shown[-60:]))


def unit_of_lead(text: str) -> str:
    """Whom a paragraph addresses that leads to orders: "… đề nghị các cơ quan, đơn vị thực hiện các việc sau:"."""
    shown = text.rstrip()
    if not shown.endswith(":"):
        return ""
    for order in _ORDER.finditer(shown, max(0, len(shown) - _NEAR)):
        rest = shown[order.end() :]
        if UNIT_HEAD.match(rest) and (unit := named(f"Đề nghị {rest}") or bare_name(f"Đề nghị {rest}")):
            return unit
    return ""
