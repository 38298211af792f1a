"""Parts that only some kinds of papers print: Kính gửi, who decides, the foot of a letter (NĐ 30/2020, Phụ lục III)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.text.lines import CONTACT, Line, Paragraph
from documents.text.markers import find_marker

LETTER = "Công văn"
_DECIDING = ("Quyết định", "Nghị quyết")
_DECREE = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s?:?$")
_ADDRESSED = re.compile(r"K[íìi]nh\s+g[ửừứữựưuùúủở][iíì]\b\s*:?\s*(?P<rest>.*)$")
_SEVERAL = re.compile(r"(?<=;)\s*[-–]\s+|^[-–]\s+")
# What a broken foot of a letter goes on with: an address of the net, or a telephone number.
_REST_OF_CONTACT = re.compile(r"(?:e-?mail|website|điện thoại|fax|\S+@|www\.|https?:|[\d. ]{8,})", re.IGNORECASE)
# A list of addressees is not longer than this.
_MOST = 200


@dataclass(frozen=True, slots=True)
class OfLayout:
    """What was found of these parts."""

    addressees: tuple[str, ...] = ()
    authority_line: str = ""
    contact_line: str = ""


def split_addressees(paragraphs: list[Paragraph]) -> tuple[tuple[str, ...], list[Paragraph]]:
    """Those named after "Kính gửi:" at the head of the body, and the paragraphs after them."""
    found = _ADDRESSED.match(paragraphs[0].shown) if paragraphs else None
    if found is None:
        return (), paragraphs
    names = [part for part in _SEVERAL.split(found["rest"]) if part.strip()]
    end = 1
    if not names and len(paragraphs) > 1 and _is_addressee(paragraphs[1]):
        names, end = [paragraphs[1].shown], 2
    while not _ends(names) and end < min(len(paragraphs), _MOST):
        marker = find_marker(paragraphs[end].shown)
        if marker is None or marker.level != "dash":
            break
        names.append(marker.rest)
        end += 1
    return tuple(name.strip().rstrip(" ;.,") for name in names), paragraphs[end:]


def split_authority(paragraphs: list[Paragraph], kind: str) -> tuple[str, list[Paragraph]]:
    """Who decides, in capitals above the căn cứ of a decision, and the other paragraphs."""
    end = 0
    while end < len(paragraphs) and _is_authority(paragraphs[end]):
        end += 1
    if kind not in _DECIDING or not end:
        return "", paragraphs
    return " ".join(paragraph.shown for paragraph in paragraphs[:end]), paragraphs[end:]


def split_contact(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """Address and e-mail at the foot of a letter's first page, wherever they stand, and the other lines."""
    at = next((at for at, line in enumerate(lines) if CONTACT.match(line.shown)), None)
    if at is None:
        return "", list(lines)
    end = at + 1
    while end < len(lines) and _REST_OF_CONTACT.match(lines[end].shown):
        end += 1
    return " ".join(line.shown for line in lines[at:end]), [*lines[:at], *lines[end:]]


def _ends(names: list[str]) -> bool:
    """Whether the list is closed: by its full stop, or because one name stood on the line of the words."""
    return bool(names) and not names[-1].rstrip().endswith(";")


def _is_addressee(paragraph: Paragraph) -> bool:
    """Whether the paragraph below a lone "Kính gửi:" names who is addressed."""
    text = paragraph.shown
    return find_marker(text) is None and len(text) < 250 and not text.endswith(":") and not text.startswith("Căn cứ ")


def _is_authority(paragraph: Paragraph) -> bool:
    text = paragraph.shown
    return text.isupper() and not _DECREE.match(text) and find_marker(text) is None
