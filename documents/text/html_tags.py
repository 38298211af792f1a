"""Tags of HTML that the readers of pages and of pasted text treat alike."""

from __future__ import annotations

#: Tags that begin a line of their own, and their headings.
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | frozenset(
    ["p", "div", "ul", "ol", "blockquote", "pre", "dt", "dd", "section", "article", "header", "center"]
)
#: Tags whose content is no text of a paper.
DROPPED = frozenset(
    ["script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe", "textarea", "select"]
)
