"""Small pieces of WordprocessingML that python-docx has no words for (ECMA-376, Part 1, §17)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can say


def element(tag: str, **attributes: str) -> Any:
    """An element of the ``w:`` namespace with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def twips(length: Length) -> str:
    """A length in twentieths of a point, as Word writes it."""
    return str(round(length.twips))


def spacer(place: Any, *, before: float = 0) -> None:
    """A paragraph without height: Word joins two tables that touch, and wants a paragraph after the last one.

    ``place`` is a document or a cell; ``before`` is space above it in points.
    """
    paragraph = place.add_paragraph()
    flat(paragraph)
    paragraph.paragraph_format.space_before = Pt(before) if before else None


def flat(paragraph: Any) -> None:
    """Take the height from an empty paragraph."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def page_number_field(run: Any) -> None:
    """Let the run print the number of its page."""
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)


def bordered(paragraph: Any, *sides: str, eighths: int = 6) -> None:
    """Draw the sides ("top", "bottom" …) of a paragraph, in eighths of a point."""
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=str(eighths), space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def fixed_columns(table: Any, widths: Sequence[Length], *, margin_mm: float = 0) -> None:
    """Lay the table out by these widths alone, with a margin in each cell, half of it above and below."""
    table.autofit = False
    properties = table._tbl.tblPr
    total = Length(sum(widths))
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.append(element("tblW", w=twips(total), type="dxa"))
    properties.append(element("tblInd", w="0", type="dxa"))
    margins = element("tblCellMar")
    for side, share in (("top", 0.5), ("left", 1), ("bottom", 0.5), ("right", 1)):
        margins.append(element(side, w=twips(Mm(margin_mm * share)), type="dxa"))
    properties.append(margins)
    _in_order(properties)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def boxed(table: Any, *, height: Length, color: str) -> None:
    """A table of one row as a box in the middle of its place: exactly so high, with a line of 1 pt around it."""
    properties = table._tbl.tblPr
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="8", space="0", color=color))
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    properties.append(element("jc", val="center"))
    properties.append(borders)
    _in_order(properties)
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(element("trHeight", val=twips(height), hRule="exact"))
    table.rows[0].cells[0]._tc.get_or_add_tcPr().append(element("vAlign", val="center"))


def _in_order(properties: Any) -> None:
    """The schema fixes the order of a table's properties, and Word insists on it."""
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    properties[:] = sorted(properties, key=lambda child: order.index(child.tag.rpartition("}")[2]))


def row_of(cells: Sequence[Any], *, header: bool = False) -> Any:
    """A table row that no page break divides; ``header`` repeats it on every page."""
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    row.extend(cells)
    return row


def without_dates(package: bytes) -> bytes:
    """The same package with every entry dated alike, so that equal content gives equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, old.read(entry))
    return target.getvalue()
