"""Sơ đồ: the chain of a year and the papers that it cites, as a drawing and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.models import Plan
from campaigns.queries import Node, chain_of_year, years_with_plans
from campaigns.rendering.frames import MEMBER_WIDTH, Frame, frames_of, with_frames
from campaigns.rendering.graph import BOX_HEIGHT, BOX_WIDTH, PADDING, lay_out, shorten
from documents.models import Mention
from documents.models.document import State
from documents.queries.cited import Row, rows_of
from organizations.models import User
from organizations.views.access import signed_in

ONLY = {
    "": "Mọi văn bản được dẫn",
    "het": "Hết hiệu lực",
    "thieu": "Chưa có trong sổ",
    "mau-thuan": "Có mâu thuẫn",
}
# More boxes than that nobody reads, and the drawing grows long.
MOST = 400
_SIZES = (13, 12)


@dataclass(slots=True)
class Drawn:
    """One box: ``name`` with its kind, ``label`` without; ``title`` in full; ``marks`` what is wrong with it.

    In a frame (``frame`` is its key) the box has no lines of its own: ``cites`` names the boxes that it would lead to.
    """

    key: str
    name: str
    label: str
    more: str
    title: str
    address: str
    css: str
    marks: list[str] = field(default_factory=list)
    x: float = 0
    y: float = 0
    width: float = BOX_WIDTH
    frame: str = ""
    cites: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        """The two lines in the box."""
        more, room = ", ".join(self.marks) or self.more, self.width - 2 * PADDING
        return shorten(self.label, _SIZES[0], room), shorten(more, _SIZES[1], room)


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """The plans that answer one paper, drawn together; ``title`` says how many, and of which paper."""

    key: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Graph:
    """The boxes by key in their columns, and the lines: which plan carries out which, which paper cites which."""

    columns: list[list[str]]
    boxes: dict[str, Drawn]
    carried_out: list[tuple[str, str]]
    cites: list[tuple[str, str]]

    def around(self, key: str) -> Graph:
        """The part of the graph that one box is tied to."""
        lines = [*self.carried_out, *self.cites]
        near = {other for line in lines if key in line for other in line}
        return self.only(near | {key})

    def only(self, keys: set[str]) -> Graph:
        """The part of the graph that has these boxes."""
        columns = [kept for column in self.columns if (kept := [key for key in column if key in keys])]
        return Graph(
            columns,
            {key: box for key, box in self.boxes.items() if key in keys},
            [line for line in self.carried_out if set(line) <= keys],
            [line for line in self.cites if set(line) <= keys],
        )


@require_safe
def cited_graph(request: HttpRequest) -> HttpResponse:
    """The chain of one year (default: the latest that has a plan) and what it cites."""
    user = signed_in(request)
    only = request.GET.get("chi", "")
    only = only if only in ONLY else ""
    around = request.GET.get("quanh", "")
    years = years_with_plans(user)
    year = _year(request, user, years, around)
    graph = graph_of(user, year, timezone.localdate(), only) if year else Graph([], {}, [], [])
    centre = graph.boxes.get(around)
    if centre is not None:
        graph = graph.around(around)
    is_too_large = len(graph.boxes) > MOST
    context: dict[str, Any] = {
        "section": "documents",
        "years": years,
        "year": year,
        "only": only,
        "choices": ONLY.items(),
        "around": around if centre else "",
        "centre": centre,
        "count": len(graph.boxes),
        "is_too_large": is_too_large,
        "rows": _table(graph),
        "box_height": BOX_HEIGHT,
        "most": MOST,
    }
    if graph.boxes and not is_too_large:
        context |= _drawing(graph, around)
    return render(request, "campaigns/cited_graph.html", context)


def graph_of(user: User, year: int, today: date, only: str = "") -> Graph:
    """The graph as far as the user sees it, in a fixed number of questions.

    Args:
        only: a key of ``ONLY``: of the cited papers only these, and the plans that cite them or stand above those.
    """
    plans = list(_walk(chain_of_year(user, year, today), 0))
    document_of = {node.plan.document_id: f"k{node.plan.pk}" for node, _ in plans}
    said = Mention.objects.visible_to(user).filter(document__in=document_of)
    pairs = sorted(set(said.order_by().values_list("document_id", "cited_id")))
    rows = {row.paper.pk: row for row in rows_of(user, sorted({cited for _, cited in pairs}), today)}
    columns: dict[int, list[str]] = defaultdict(list)
    boxes: dict[str, Drawn] = {}
    carried_out: list[tuple[str, str]] = []
    for node, depth in plans:
        key = f"k{node.plan.pk}"
        columns[depth].append(key)
        boxes[key] = _plan_box(key, node.plan)
        carried_out += [(key, f"k{child.plan.pk}") for child in node.children]
    last = max(columns, default=0) + 1
    cites: list[tuple[str, str]] = []
    for document, cited in pairs:
        row = rows[cited]
        here = document_of.get(row.held.document_id) if row.held else None
        key = here or f"d{cited}"
        if key not in boxes:
            columns[last].append(key)
            boxes[key] = _cited_box(key, row)
        elif here and not boxes[key].marks:
            boxes[key].marks = _marks(row)
            boxes[key].css += " graph-wrong" if boxes[key].marks else ""
        if key != document_of[document]:
            cites.append((document_of[document], key))
    graph = Graph([columns[index] for index in sorted(columns)], boxes, carried_out, cites)
    return _only(graph, rows, only) if only else graph


def _only(graph: Graph, rows: dict[int, Row], only: str) -> Graph:
    wanted = {f"d{pk}" for pk, row in rows.items() if _is(row, only)}
    citing = {plan for plan, cited in graph.cites if cited in wanted}
    above = {child: parent for parent, child in graph.carried_out}
    for plan in sorted(citing):
        while plan in above:
            plan = above[plan]
            citing.add(plan)
    return graph.only(wanted & set(graph.boxes) | citing)


def _is(row: Row, only: str) -> bool:
    if only == "het":
        return row.force == "ended"
    return row.held is None if only == "thieu" else row.is_open


def _plan_box(key: str, plan: Plan) -> Drawn:
    document = plan.document
    owner = document.issuer_printed if document.state == State.RECEIVED else document.owner.short_name
    state = document.get_state_display()
    title = f"{document}. {document.issuer_printed}. {document.summary}. {state}."
    label = document.number_and_symbol or str(document)
    return Drawn(key, str(document), label, owner, title, plan.get_absolute_url(), f"graph-{document.state}")


def _cited_box(key: str, row: Row) -> Drawn:
    title = ". ".join(part for part in (str(row.paper), row.issuer, row.title, *_marks(row)) if part)
    css = "graph-cited graph-wrong" if row.is_open or row.force == "ended" else "graph-cited"
    label = row.paper.printed if row.paper.number else str(row.paper)
    return Drawn(key, str(row.paper), label, row.issuer, f"{title}.", row.paper.get_absolute_url(), css, _marks(row))


def _marks(row: Row) -> list[str]:
    marks = ["mâu thuẫn"] if row.is_open else []
    if row.force == "ended":
        marks.append("hết hiệu lực")
    return [*marks, "chưa trong sổ"] if row.held is None else marks


def _walk(nodes: list[Node], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(node.children, depth + 1)


def _year(request: HttpRequest, user: User, years: list[int], around: str) -> int | None:
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and int(asked[:9]) in years:
        return int(asked)
    if around[:1] == "k" and around[1:].isascii() and around[1:].isdecimal() and len(around) < 19:
        plan = Plan.objects.visible_to(user).filter(pk=int(around[1:])).first()
        return plan.year if plan else (years[0] if years else None)
    if around[:1] == "d" and around[1:].isascii() and around[1:].isdecimal() and len(around) < 19:
        said = Mention.objects.visible_to(user).filter(cited=int(around[1:]), document__plan__isnull=False)
        latest = said.order_by("-document__plan__year").values_list("document__plan__year", flat=True).first()
        return latest or (years[0] if years else None)
    return years[0] if years else None


def _drawing(graph: Graph, around: str) -> dict[str, Any]:
    chain = set(graph.carried_out)
    # A plan that cites the one it carries out is tied to it already.
    cites = [(plan, cited) for plan, cited in graph.cites if (cited, plan) not in chain]
    above = {child: parent for parent, child in graph.carried_out}
    frames = frames_of(graph.columns, above, {key for key in graph.boxes if key.startswith("k")}, around)
    columns, edges = with_frames(graph.columns, [*graph.carried_out, *cites], frames)
    drawn = lay_out(columns, edges, {frame.key: frame.size for frame in frames})
    framed = {frame.key: frame for frame in frames}
    shown: list[DrawnFrame] = []
    for box in drawn.boxes:
        if frame := framed.get(box.key):
            shown.append(_frame(graph, frame, box.x, box.y))
        else:
            graph.boxes[box.key].x, graph.boxes[box.key].y = box.x, box.y
    for plan, cited in cites:
        if graph.boxes[plan].frame:
            graph.boxes[plan].cites += f" {cited}"
    chain |= {(frame.above, frame.key) for frame in frames}
    return {
        "width": f"{drawn.width:g}",
        "height": f"{drawn.height:g}",
        "frames": shown,
        "boxes": [graph.boxes[key] for column in graph.columns for key in column],
        "lines": [(line, (line.start, line.end) in chain) for line in drawn.lines],
    }


def _frame(graph: Graph, frame: Frame, x: float, y: float) -> DrawnFrame:
    for place in frame.places(x, y):
        box = graph.boxes[place.key]
        box.x, box.y, box.width, box.frame = place.x, place.y, MEMBER_WIDTH, frame.key
    parent = graph.boxes.get(frame.above)
    title = f"{len(frame.members)} kế hoạch" + (f" triển khai {parent.label}" if parent else "")
    return DrawnFrame(frame.key, title, x, y, frame.size.width, frame.size.height)


def _table(graph: Graph) -> list[dict[str, Any]]:
    """The same as a table: of each paper of the chain what it carries out and what it cites."""
    above = {child: parent for parent, child in graph.carried_out}
    cited: dict[str, list[Drawn]] = defaultdict(list)
    for plan, key in graph.cites:
        cited[plan].append(graph.boxes[key])
    here = f"{reverse('cited_graph')}?quanh="
    return [
        {
            "box": box,
            "above": graph.boxes.get(above.get(key, "")),
            "cites": sorted(cited[key], key=lambda one: one.name),
            "around": f"{here}{key}",
        }
        for key, box in graph.boxes.items()
        if key.startswith("k")
    ]
