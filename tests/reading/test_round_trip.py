"""Read, saved, rendered and read again, a paper keeps its structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.rendering.from_reading import paper_from
from documents.rendering.sandbox import Renderer
from documents.text.inline import plain
from documents.text.light import parse_body, print_body
from documents.text.reader import read_file, read_text
from documents.text.reading import Reading, label_of, walk
from tests.documents.text.samples import NAMES, sample
from tests.reading.cases import load
from tests.reading.layouts import typed

SOURCES = {name: sample(name) for name in NAMES} | {case.name: case.text or typed(case) for case in load()}
# A web page and Markdown are sources of another kind; what was read from them is saved and rendered all the same.
FILES = {case.name: case.file for case in load() if case.text}
# Party papers are printed in the State's layout: the program has no other.
SAME = ("kind", "number", "symbol", "place", "day", "month", "year", "summary")

SENTENCES = (
    "Phát huy vai trò của từng cá nhân trong việc thực hiện nhiệm vụ được giao.",
    "Thực hiện Kế hoạch số 50/KH-UBND ngày 12/3/2021 của UBND thành phố về phong trào thi đua giai đoạn 2021 - 2025.",
    "Tổ chức các hoạt động phát triển kinh tế - xã hội, đảm bảo quốc phòng - an ninh trên địa bàn.",
    "Phấn đấu tăng thu ngân sách trên 10%, giảm 5 hộ nghèo;",
)
HEADINGS = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG THI ĐUA", "TỔ CHỨC THỰC HIỆN", "Mục đích", "Nội dung thực hiện")


def structure(reading: Reading) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Label, title and texts of every part, in order; NĐ 30/2020 prints the titles of mục in capitals."""
    yield ("opening", "", tuple(map(plain, reading.body.opening)))
    for item in walk(reading.body.sections):
        rows = tuple(" | ".join(map(plain, row)) for row in item.rows)
        yield label_of(item), plain(item.title).casefold(), tuple(map(plain, item.text)) + rows
    yield ("closing", "", tuple(map(plain, reading.body.closing)))


def saved(reading: Reading) -> Reading:
    """The reading with its body as it comes back from the field in which it is stored."""
    return replace(reading, body=parse_body(print_body(reading.body)))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("name", SOURCES)
def test_a_paper_comes_back_as_it_was(renderer: Renderer, name: str, kind: str) -> None:
    first = read_file(FILES.get(name, "a.txt"), SOURCES[name].encode())
    data = renderer.render(paper_from(saved(first)), kind)
    again = read_file(f"a.{kind}", data)
    assert list(structure(again)) == list(structure(first))
    assert again.recipients == first.recipients
    assert {field: getattr(again.header, field) for field in SAME} == {
        field: getattr(first.header, field) for field in SAME
    }
    assert again.signature == first.signature


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan with sections, items and points of every level."""
    lines = ["UBND HUYỆN CHÂU THÀNH", "Số: 7/KH-UBND", "Châu Thành, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH"]
    lines += ["Tổ chức phong trào thi đua năm 2024", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."]
    for at in range(draw(st.integers(1, 3))):
        lines.append(f"{('I', 'II', 'III')[at]}. {draw(st.sampled_from(HEADINGS[:3]))}")
        for number in range(draw(st.integers(0, 3))):
            lines.append(f"{number + 1}. {draw(st.sampled_from(HEADINGS[3:] + SENTENCES))}")
            for point in range(draw(st.integers(0, 2))):
                mark = draw(st.sampled_from(("-", f"{'ab'[point]})", f"({point + 1})", "+")))
                lines.append(f"{mark} {draw(st.sampled_from(SENTENCES))}")
            lines += draw(st.lists(st.sampled_from(SENTENCES), max_size=2))
    lines += ["Trên đây là Kế hoạch của Ủy ban nhân dân huyện Châu Thành./.", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]
    return "\n".join([*lines, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=plans(), kind=st.sampled_from(["docx", "pdf"]))
def test_any_plan_comes_back_as_it_was(renderer: Renderer, text: str, kind: str) -> None:
    first = read_text(text)
    again = read_file(f"a.{kind}", renderer.render(paper_from(saved(first)), kind))
    assert list(structure(again)) == list(structure(first))
    assert (again.recipients, again.signature, again.bases) == (first.recipients, first.signature, first.bases)
