"""The source of a read paper, line by line with its marked words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.text.reading import Finding
from documents.text.source_marks import Mark, Piece, Shown, ShownLine

register = template.Library()


@register.simple_tag
def source_lines(shown: Shown, findings: tuple[Finding, ...]) -> SafeString:
    """The items of the list of lines, "dong-LINE" each; ``findings`` tell how grave what a finding marks is.

    Put together here: a paper may have many thousands of lines.
    """
    return format_html_join("", "{}", ((_item(line, findings),) for line in shown.lines))


def _item(line: ShownLine, findings: tuple[Finding, ...]) -> SafeString:
    text = format_html_join("", "{}", ((_piece(piece, findings),) for piece in line.pieces))
    part = format_html(' data-part="{}"', line.field) if line.field else ""
    return format_html('<li id="dong-{}"{}>{}</li>', line.number, part, text)


def _piece(piece: Piece, findings: tuple[Finding, ...]) -> SafeString:
    if not piece.marks:
        return format_html("{}", piece.text)
    names = {f"mark-{mark.kind}" for mark in piece.marks}
    names |= {f"mark-{findings[int(mark.key)].severity}" for mark in piece.marks if mark.kind == "finding"}
    data = format_html_join("", ' data-{}="{}"', ((mark.kind, mark.key) for mark in _first_of_each(piece)))
    return format_html('<mark class="{}"{}>{}</mark>', " ".join(sorted(names)), data, piece.text)


def _first_of_each(piece: Piece) -> list[Mark]:
    return list({mark.kind: mark for mark in reversed(piece.marks)}.values())
