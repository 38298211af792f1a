"""What the layouts of NĐ 30/2020/NĐ-CP, Phụ lục III print in their own way; all else is the same in each."""

from __future__ import annotations

from dataclasses import dataclass

from documents.rendering.paper import DEFAULT_LAYOUT, Paper


@dataclass(frozen=True, slots=True)
class Layout:
    """``decree`` is the word between căn cứ and articles; a paper that is no ``is_titled`` has "V/v …" instead."""

    is_titled: bool = True
    decree: str = ""
    has_two_signatures: bool = False
    has_contact: bool = False


LAYOUTS = {
    "1.1": Layout(decree="QUYẾT NGHỊ:"),
    "1.2": Layout(decree="QUYẾT ĐỊNH:"),
    DEFAULT_LAYOUT: Layout(),
    "1.5": Layout(is_titled=False, has_contact=True),
    "1.7": Layout(has_contact=True),
    "1.9": Layout(has_two_signatures=True),
}


def layout_of(paper: Paper) -> Layout:
    """How the paper is printed; one of a layout that is not here like any "văn bản có tên loại"."""
    return LAYOUTS.get(paper.layout, LAYOUTS[DEFAULT_LAYOUT])
