"""Sơ đồ: the layout holds apart what it draws; the page shows the chain and what it cites, as far as one may see."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Plan
from campaigns.rendering.frames import LEAST, MEMBER_WIDTH, Frame, frames_of, with_frames
from campaigns.rendering.graph import BOX_HEIGHT, BOX_WIDTH, Box, Drawing, lay_out, shorten
from documents.actions.step import issue, sign, take_step
from documents.models import CitedPaper
from tests.campaigns.chain import directive, issued_plan, plan
from tests.cast import CONTENT, Cast
from tests.clients import client_of

PAGE = reverse("cited_graph")
DECREE = "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết"


def overlaps(boxes: tuple[Box, ...]) -> list[tuple[str, str]]:
    return [
        (one.key, other.key)
        for one, other in combinations(boxes, 2)
        if abs(one.x - other.x) < BOX_WIDTH and abs(one.y - other.y) < BOX_HEIGHT
    ]


def points(path: str) -> list[tuple[float, float]]:
    """Where a line passes: the ends of its pieces."""
    found, x, y = [], 0.0, 0.0
    for command, rest in re.findall(r"([MCH])([^MCH]*)", path):
        values = [float(value) for value in rest.split()]
        x, y = (values[-1], y) if command == "H" else (values[-2], values[-1])
        found.append((x, y))
    return found


def crossed(drawing: Drawing) -> list[tuple[str, str]]:
    """Lines that run through a box which is not theirs: the level pieces are those in the columns."""
    wrong = []
    for line in drawing.lines:
        for (left, y), (right, _) in pairwise(points(line.path)):
            if right - left != BOX_WIDTH:
                continue
            wrong += [(line.path, box.key) for box in drawing.boxes if box.x == left and box.y < y < box.y + BOX_HEIGHT]
    return wrong


def hundred(seed: int) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """A directive, three plans, sixty answers, fifteen below those, and thirty cited papers."""
    chance = random.Random(seed)
    columns = [["c"], ["p0", "p1", "p2"], [f"a{n}" for n in range(60)], [f"b{n}" for n in range(15)],
               [f"d{n}" for n in range(30)]]  # fmt: skip
    edges = [("c", key) for key in columns[1]]
    edges += [(chance.choice(columns[1]), key) for key in columns[2]]
    edges += [(chance.choice(columns[2]), key) for key in columns[3]]
    plans = [key for column in columns[:4] for key in column]
    edges += [(key, cited) for key in plans for cited in chance.sample(columns[4], 4)]
    return columns, edges


@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_papers_stand_apart_and_no_line_runs_through_a_box(seed: int) -> None:
    columns, edges = hundred(seed)
    drawing = lay_out(columns, edges)
    assert len(drawing.boxes) == 109
    assert overlaps(drawing.boxes) == []
    assert crossed(drawing) == []
    assert {(line.start, line.end) for line in drawing.lines} == set(edges)
    outside = [box for box in drawing.boxes if box.x < 0 or box.y < 0 or box.x + BOX_WIDTH > drawing.width
               or box.y + BOX_HEIGHT > drawing.height]  # fmt: skip
    assert outside == []
    # The fullest column is packed: the sheet is not much longer than it must be.
    assert drawing.height < 60 * (BOX_HEIGHT + 10) * 1.35


def test_the_order_undoes_crossings() -> None:
    drawing = lay_out([["a", "b"], ["x", "y"]], [("a", "y"), ("b", "x")])
    at = {box.key: box.y for box in drawing.boxes}
    assert (at["a"] < at["b"]) == (at["y"] < at["x"])


def test_a_line_in_one_column_and_nothing_at_all() -> None:
    assert lay_out([], []) == Drawing((), (), 16, 8)
    [line] = lay_out([["a", "b"]], [("a", "b"), ("a", "b"), ("a", "?")]).lines
    assert (line.start, line.end) == ("a", "b")


def framed(seed: int) -> tuple[Drawing, list[Frame], list[Box]]:
    columns, edges = hundred(seed)
    above = {child: parent for parent, child in edges if not child.startswith("d")}
    plans = {key for column in columns[:4] for key in column}
    frames = frames_of(columns, above, plans)
    drawing = lay_out(*with_frames(columns, edges, frames), {frame.key: frame.size for frame in frames})
    at = {box.key: box for box in drawing.boxes}
    return drawing, frames, [box for frame in frames for box in frame.places(at[frame.key].x, at[frame.key].y)]


@pytest.mark.parametrize("seed", range(5))
def test_many_answers_to_one_paper_stand_in_a_frame_and_the_sheet_stays_short(seed: int) -> None:
    drawing, frames, members = framed(seed)
    columns, edges = hundred(seed)
    assert len(frames) == 3
    drawn = [box.key for box in drawing.boxes if not box.key.startswith("f")] + [box.key for box in members]
    assert sorted(drawn) == sorted(key for column in columns for key in column)
    # What has answers below itself keeps its own box and lines.
    assert {member for frame in frames for member in frame.members}.isdisjoint(start for start, end in edges
                                                                              if end.startswith("b"))  # fmt: skip
    sizes = {frame.key: frame.size for frame in frames}
    areas = [(box.x, box.y, *((sizes[box.key].width, sizes[box.key].height) if box.key in sizes
                              else (BOX_WIDTH, BOX_HEIGHT))) for box in drawing.boxes]  # fmt: skip
    assert [pair for pair in combinations(areas, 2) if meet(*pair)] == []
    small = [(box.x, box.y, MEMBER_WIDTH, BOX_HEIGHT) for box in members]
    assert [pair for pair in combinations(small, 2) if meet(*pair)] == []
    assert all(any(within(one, area) for area in areas) for one in small)
    assert drawing.height < 30 * (BOX_HEIGHT + 10) * 1.5


Area = tuple[float, float, float, float]


def meet(one: Area, other: Area) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def within(one: Area, around: Area) -> bool:
    return (
        around[0] <= one[0]
        and one[0] + one[2] <= around[0] + around[2]
        and around[1] <= one[1]
        and one[1] + one[3] <= around[1] + around[3]
    )


def test_few_answers_stand_alone_and_so_does_the_one_asked_for() -> None:
    keys = [f"k{n}" for n in range(LEAST)]
    above = dict.fromkeys(keys, "c")
    [frame] = frames_of([["c"], keys], above, {"c", *keys})
    assert (frame.above, frame.members) == ("c", tuple(keys))
    assert frames_of([["c"], keys], above, {"c", *keys}, alone="k3") == []
    assert frames_of([["c"], keys[1:]], above, {"c", *keys}) == []
    columns, edges = with_frames([["c"], keys], [*above.items(), ("k1", "k2")], [frame])
    assert columns == [["c"], [frame.key]]
    assert edges == [(frame.key, "c")]


def test_labels_are_cut_to_what_fits() -> None:
    assert shorten("Kế hoạch 53/KH-UBND", 13) == "Kế hoạch 53/KH-UBND"
    assert shorten("Ủy ban nhân dân thành phố Tây Ninh", 12) == "Ủy ban nhân dân thành…"
    assert shorten("WWWWWWWWWWWWWWWWWWWWWWWWWWWW", 13).endswith("…")


def chain(cast: Cast) -> tuple[Plan, Plan]:
    """The province's directive, and the city's issued plan that cites it, a decree that has ended and a law."""
    top = directive(cast)
    bases = (
        "Căn cứ Chỉ thị số 01/CT-UBND ngày 3/1/2024 của UBND tỉnh Tây Ninh về phát động phong trào thi đua năm 2024;\n"
        f"Căn cứ {DECREE}."
    )
    made = plan(cast.city, cast.clerk, top, replace(CONTENT, bases=bases))
    document = take_step(document=made.document, action="submit", by=cast.clerk)
    issue(document=sign(document=document, by=cast.leader), by=cast.leader)
    return top, Plan.objects.get(pk=made.pk)


def drawn(client: Client, **query: object) -> list[str]:
    return sorted(box.name for box in client.get(PAGE, query).context.get("boxes", []))


def test_the_page_draws_the_chain_and_what_it_cites(cast: Cast) -> None:
    top, below = chain(cast)
    answer = client_of(cast.clerk).get(PAGE)
    names = sorted(box.name for box in answer.context["boxes"])
    decree = CitedPaper.objects.get(printed="91/2017/NĐ-CP")
    law = CitedPaper.objects.get(printed="06/2022/QH15")
    assert names == sorted([str(top.document), str(below.document), str(decree), str(law)])
    [row] = [row for row in answer.context["rows"] if row["box"].key == f"k{below.pk}"]
    # The directive is cited and carried out: it is one box.
    assert [one.key for one in row["cites"]] == [f"k{top.pk}", f"d{decree.pk}"]
    assert row["above"].key == f"k{top.pk}"
    html = answer.content.decode()
    assert html.count('class="graph-box') == 4
    assert " style=" not in html
    box = next(one for one in answer.context["boxes"] if one.key == f"d{decree.pk}")
    assert box.marks == ["hết hiệu lực", "chưa trong sổ"]


def test_the_page_shows_only_what_is_wrong_or_what_stands_around_one_paper(cast: Cast) -> None:
    top, below = chain(cast)
    client = client_of(cast.clerk)
    decree = CitedPaper.objects.get(printed="91/2017/NĐ-CP")
    assert drawn(client, chi="het") == sorted([str(decree), str(below.document), str(top.document)])
    assert drawn(client, chi="mau-thuan") == []
    assert drawn(client, quanh=f"d{decree.pk}") == sorted([str(decree), str(below.document)])
    assert drawn(client, quanh="d999999999") == drawn(client, quanh="x\0") == drawn(client)
    assert drawn(client, nam="1999") == drawn(client)


def test_an_outsider_sees_no_box_and_who_is_below_what_is_published(cast: Cast) -> None:
    top, below = chain(cast)
    assert drawn(client_of(cast.outsider)) == []
    decree = CitedPaper.objects.get(printed="91/2017/NĐ-CP")
    assert drawn(client_of(cast.outsider), quanh=f"d{decree.pk}") == []
    hidden = plan(cast.education, cast.education_officer, below)
    seen = drawn(client_of(cast.justice_officer))
    assert str(below.document) in seen
    assert str(hidden.document) not in seen


def test_the_page_asks_the_same_for_one_plan_and_for_many(cast: Cast) -> None:
    top, _ = chain(cast)
    client = client_of(cast.clerk)
    client.get(PAGE)
    taken = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        taken.append(len(asked))
        for _ in range(3):
            issued_plan(cast, top)
    assert taken[0] == taken[1] <= 15


def test_a_frame_says_how_many_answer_which_paper(cast: Cast) -> None:
    top, below = chain(cast)
    for _ in range(LEAST):
        issued_plan(cast, top)
    answer = client_of(cast.clerk).get(PAGE)
    [frame] = answer.context["frames"]
    members = [box for box in answer.context["boxes"] if box.frame]
    assert frame.title == f"{len(members)} kế hoạch triển khai {top.document.number_and_symbol}"
    assert all(box.width == MEMBER_WIDTH for box in members)
    decree = CitedPaper.objects.get(printed="91/2017/NĐ-CP")
    assert f"d{decree.pk}" in next(box.cites for box in members if box.key == f"k{below.pk}").split()
    assert [is_chain for line, is_chain in answer.context["lines"] if line.end == frame.key] == [True]
    assert f'data-frame="{frame.key}"' in answer.content.decode()


def test_what_stands_around_a_plan_of_another_year_is_shown_in_that_year(cast: Cast) -> None:
    directive(cast, year=2023, number="07")
    directive(cast)
    client = client_of(cast.clerk)
    [row] = client.get(PAGE, {"nam": "2023"}).context["rows"]
    around = client.get(row["around"])
    assert (around.context["year"], around.context["centre"].key) == (2023, row["box"].key)
    foreign = client_of(cast.outsider).get(row["around"])
    assert (foreign.context["year"], foreign.context["centre"]) == (None, None)
