"""The body tree as flat HTML: one element per paragraph, whatever the depth of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.rendering.columns import column_widths, is_figure
from documents.rendering.metrics import width_mm
from documents.text.inline import runs
from documents.text.markers import head, is_two_line
from documents.text.passages import anchor_of
from documents.text.tree import Item

# "53/KH-UBND", "kinh tế-xã hội", "hiện ./.": a line must not end inside them, so that a symbol stays
# readable and the text reads back with its words whole. Very long words (addresses) may break.
# The space before stands in an element of its own: without it WeasyPrint 70 looks for the break inside the text
# before, and takes the first one in place of the last ("kinh" / "tế," / "các tầng lớp …").
_UNBROKEN = re.compile(r"( ?)(?<!\S)(\S{1,30} \./\.|[^\s\-/–—]\S{0,38}[\-/–—]\S{0,38})(?!\S)")
_TAG = re.compile(r"^<(\w+)")
# What is left of the first line of a paragraph, in mm, and its size in points (static/css/paper.css).
_FIRST_LINE = 165.0 - 12.7
_SIZE = 14.0


def body_html(
    opening: tuple[str, ...], sections: Iterable[Item], closing: tuple[str, ...], *, anchors: bool = False
) -> SafeString:
    """Opening, sections and closing; two lines of it at least stay with the signature.

    ``anchors``: see ``item_html``.
    """
    parts = [*paragraphs_html(opening)]
    for section in sections:
        parts.extend(item_html(section, anchors=anchors))
    parts.extend(paragraphs_html(closing))
    if parts:
        parts[-1] = _kept_with_previous(parts[-1])
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped below


def paragraphs_html(paragraphs: Iterable[str]) -> Iterator[str]:
    """Plain paragraphs of the body."""
    for text in paragraphs:
        yield f"<p>{inline_html(text)}</p>\n"


def item_html(item: Item, *, anchors: bool = False) -> Iterator[str]:
    """One part of the body and all below it, in reading order.

    Args:
        anchors: whether each part's first element has an id, by which a page leads to it; a printed paper has none.

    Raises:
        RecursionError: the tree is deeper than Python can walk.
    """
    own = _own_html(item)
    if anchors and (first := next(own, "")):
        yield _TAG.sub(rf'<\1 id="{anchor_of(item)}"', first, count=1)
    yield from own
    for child in item.children:
        yield from item_html(child, anchors=anchors)


def inline_html(text: str) -> str:
    """Text with its bold and italic, escaped, with symbols and dates kept on one line."""
    parts = []
    for run in runs(text):
        html = _UNBROKEN.sub(_whole, str(escape(run.text)))
        html = f"<i>{html}</i>" if run.italic else html
        parts.append(f"<b>{html}</b>" if run.bold else html)
    return "".join(parts)


def _whole(match: re.Match[str]) -> str:
    space, word = match.groups()
    return f'{"<span> </span>" if space else ""}<span class="whole">{word}</span>'


def _own_html(item: Item) -> Iterator[str]:
    if item.level == "table":
        yield _table_html(item.rows)
    elif item.level == "annex":
        yield from _annex_html(item)
    elif is_two_line(item.level, item.label):
        yield _centred_heading(item)
        yield from paragraphs_html(item.text)
    elif item.title:
        yield _heading(item)
        yield from paragraphs_html(item.text)
    else:
        yield from _labelled(item)


def _heading(item: Item) -> str:
    title = item.title.upper() if item.level == "muc" else item.title
    tag = {"muc": "h2", "dieu": "h3", "khoan": "h3"}.get(item.level, "p")
    label = f"{escape(head(item.level, item.label))} " if item.label else ""
    return f'<{tag} class="{item.level}">{label}{inline_html(title)}</{tag}>\n'


def _centred_heading(item: Item) -> str:
    title = f"<br/>{inline_html(item.title.upper())}" if item.title else ""
    return f'<h2 class="centred">{escape(head(item.level, item.label))}{title}</h2>\n'


def _labelled(item: Item) -> Iterator[str]:
    """A numbered paragraph: its label stands before its first words."""
    first, rest = (item.text[0], item.text[1:]) if item.text else ("", ())
    label = f"{escape(head(item.level, item.label))} " if item.label else ""
    if item.level == "dieu":
        label = f"<b>{label.strip()}</b> "
    if label or first:
        yield f'<p class="{item.level}">{label}{inline_html(first)}</p>\n'
    yield from paragraphs_html(rest)


def _annex_html(item: Item) -> Iterator[str]:
    yield f'<h2 class="centred">{escape(head(item.level, item.label))}</h2>\n'
    if item.title:
        yield f'<p class="annex-title">{inline_html(item.title.upper())}</p>\n'
    for text in item.text:
        kind = ' class="annex-note"' if text.startswith("(Kèm theo") else ""
        yield f"<p{kind}>{inline_html(text)}</p>\n"


def _table_html(rows: tuple[tuple[str, ...], ...]) -> str:
    """The first row is the heading, repeated on every page."""
    if not rows:
        return ""
    count = max(len(row) for row in rows)
    columns = "".join(f'<col class="w{width}"/>' for width in column_widths(rows))
    head = "".join(f'<th scope="col">{inline_html(cell)}</th>' for cell in _padded(rows[0], count))
    body = "\n".join("<tr>" + "".join(map(_cell_html, _padded(row, count))) + "</tr>" for row in rows[1:])
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>\n"


def _cell_html(cell: str) -> str:
    centred = ' class="figure"' if is_figure(cell) else ""
    return f"<td{centred}>{inline_html(cell)}</td>"


def _padded(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    return row + ("",) * (count - len(row))


def _kept_with_previous(part: str) -> str:
    """A last paragraph of a single line takes the one before it along to the page of the signature."""
    text = unescape(re.sub(r"<[^>]*>", "", part))
    if not part.startswith("<p>") or width_mm(text, _SIZE, "Regular") > _FIRST_LINE:
        return part
    return part.replace("<p>", '<p class="kept">', 1)
