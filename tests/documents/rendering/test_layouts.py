"""Each layout of Phụ lục III in print: the rows of the component table that apply, and what is its own."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from documents.rendering.layouts import LAYOUTS
from documents.rendering.lines import STAMP_HEIGHT, STAMPS, subject_lines
from documents.rendering.paper import DEFAULT_LAYOUT, Paper
from documents.rendering.sandbox import Renderer
from documents.text.tree import Body
from legal import papers
from tests.documents.rendering.component_table import LEFT, MIDDLE, Row
from tests.documents.rendering.layout_papers import BEGINNINGS, DECISION, LETTER, LETTER_TO_ONE, MINUTES, PAPERS
from tests.documents.rendering.layout_table import CASES, IDS
from tests.documents.rendering.papers import FULL
from tests.documents.rendering.reading_back import Pages, squeezed


@pytest.fixture(scope="module")
def printed(renderer: Renderer) -> dict[str, Pages]:
    return {name: Pages(renderer.render(paper, "pdf")) for name, paper in PAPERS.items()}


def test_the_layouts_of_the_law_are_those_that_are_printed() -> None:
    assert {row.code for row in papers.layouts()} == set(LAYOUTS)


@pytest.mark.parametrize(("name", "row"), CASES, ids=IDS)
def test_component(printed: dict[str, Pages], name: str, row: Row) -> None:
    spot = printed[name].find(row.text)
    assert {row.sizes[0] <= size <= row.sizes[1] for size in spot.sizes} == {True}
    assert (spot.bold, spot.italic, spot.upright) == (row.bold, row.italic, not row.italic)
    assert spot.is_one_line
    if row.centre is not None:
        assert spot.centre == pytest.approx(row.centre, abs=0.6)


@pytest.mark.parametrize("name", PAPERS)
def test_rules_and_lines_of_the_letterhead(printed: dict[str, Pages], name: str) -> None:
    pages = printed[name]
    motto, number = pages.find("Độc lập - Tự do - Hạnh phúc"), pages.find("Số: 06/")
    left, right = pages.rule_under(motto)
    assert (left, right) == (pytest.approx(motto.left, abs=0.6), pytest.approx(motto.right, abs=0.6))
    assert number.bottom == pytest.approx(pages.find("Tây Ninh, ngày 05").bottom, abs=0.3)


def test_the_order_of_a_decision(printed: dict[str, Pages]) -> None:
    """Mẫu 1.2: title, who decides, căn cứ, the word, articles."""
    pages = printed["quyet-dinh"]
    parts = ("Về việc tặng", "CHỦ TỊCH ỦY BAN", "Căn cứ Luật Tổ chức", "Theo đề nghị", "QUYẾT ĐỊNH:", "Điều 1.")
    tops = [pages.find(part).top for part in parts]
    assert tops == sorted(tops)
    assert "TM." not in pages.text()


def test_the_word_of_decision_is_printed_once_also_where_it_was_typed(renderer: Renderer) -> None:
    typed = replace(DECISION, body=replace(DECISION.body, opening=("Quyết định:",)))
    assert Pages(renderer.render(typed, "pdf")).text().count("QUYẾTĐỊNH:") == 1
    nothing = replace(DECISION, body=Body())
    assert "QUYẾTĐỊNH:" not in Pages(renderer.render(nothing, "pdf")).text()


def test_a_letter_has_no_title(printed: dict[str, Pages]) -> None:
    """Mẫu 1.5."""
    assert [name in printed["cong-van"].text() for name in ("CÔNGVĂN", "V/vđônđốc")] == [False, True]


def test_subject_stands_six_points_under_the_number(printed: dict[str, Pages]) -> None:
    """Row 9, measured from line to line: 6 pt of space and what the lines are taller than their letters."""
    pages = printed["cong-van"]
    number, subject = pages.find("Số: 06/UBND-NV"), pages.find("V/v đôn đốc")
    assert 6 <= (subject.top - number.bottom) * 72 / 25.4 <= 10
    assert subject.right <= 95
    for line in subject_lines(LETTER):
        spot = pages.find(line)
        assert (spot.is_one_line, spot.centre) == (True, pytest.approx(LEFT, abs=0.5))


def test_dashes_of_several_addressees_stand_under_the_colon(printed: dict[str, Pages]) -> None:
    """Phụ lục I, Phần I, Mục II.9.a."""
    pages = printed["cong-van"]
    words = pages.find("Kính gửi:")
    colon = words.left + (words.width * 17.63 / 19.0)
    for name in ("- Các phòng, ban", "- Ủy ban nhân dân các phường"):
        dash = pages.find(name)
        assert dash.left == pytest.approx(colon, abs=1)
        assert dash.top > words.top
    assert pages.find("đơn vị sự nghiệp trực thuộc;").top > pages.find("- Các phòng, ban").top


def test_the_foot_of_a_letter_is_on_its_first_page_alone(renderer: Renderer) -> None:
    """Row 29: 11–12 pt under a rule as wide as the text, in the bottom margin."""
    body = replace(LETTER.body, opening=("Một đoạn văn dài của công văn. " * 12,) * 8)
    pages = Pages(renderer.render(replace(LETTER, body=body), "pdf"))
    assert len(pages) == 2
    foot = pages.find("Địa chỉ: Số 82", page=0)
    left, right = pages.rule_over(foot)
    assert (left, right) == (pytest.approx(30, abs=0.5), pytest.approx(195, abs=0.5))
    assert 277 < foot.top < 292
    with pytest.raises(AssertionError):
        pages.find("Địa chỉ: Số 82", page=1)


@pytest.mark.parametrize("word", STAMPS)
def test_the_stamp_is_red_and_as_large_as_the_decree_says(renderer: Renderer, word: str) -> None:
    """Row 26: HỎA TỐC 30×8, THƯỢNG KHẨN 40×8, KHẨN 20×8 mm."""
    pages = Pages(renderer.render(replace(LETTER_TO_ONE, urgency=word.capitalize()), "pdf"))
    spot = pages.find(word)
    assert pages.box_around(spot) == (pytest.approx(STAMPS[word], abs=0.5), pytest.approx(STAMP_HEIGHT, abs=0.5))
    [colour] = spot.colours
    assert (colour[0] > 0.7, max(colour[1:]) < 0.2) == (True, True)


def test_minutes_are_signed_side_by_side_above_the_recipients(printed: dict[str, Pages]) -> None:
    """Mẫu 1.9."""
    pages = printed["bien-ban"]
    secretary, chair = pages.find("THƯ KÝ"), pages.find("CHỦ TỌA")
    assert secretary.top == pytest.approx(chair.top, abs=0.2)
    assert pages.find("Lê Thị Hoa").top == pytest.approx(pages.find("Nguyễn Hoàng Phương").top, abs=0.2)
    assert pages.find("Nơi nhận:").top > pages.find("Lê Thị Hoa").bottom


@pytest.mark.parametrize("count", range(14, 22))
def test_both_signatures_and_the_recipients_of_minutes_share_a_page(renderer: Renderer, count: int) -> None:
    body = replace(MINUTES.body, opening=("Một dòng của biên bản.",) * count)
    pages = Pages(renderer.render(replace(MINUTES, body=body), "pdf"))
    texts = ("2024./.", "THƯ KÝ", "CHỦ TỌA", "Lê Thị Hoa", "Nơi nhận:", "- Lưu: VT, NV.")
    assert {pages.find(text).page for text in texts} == {len(pages) - 1}


def test_parts_of_other_layouts_are_not_printed(renderer: Renderer) -> None:
    """A plan that once was a letter, a decision or minutes."""
    other = replace(
        FULL,
        authority_line="CHỦ TỊCH XÃ",
        contact_line="Địa chỉ: số 1; điện thoại: 0123",
        second_signature=replace(FULL.signature, title="THƯ KÝ", name="Lê Thị Hoa"),
    )
    assert Pages(renderer.render(other, "pdf")).text() == Pages(renderer.render(FULL, "pdf")).text()


def test_a_paper_of_an_unknown_layout_is_printed_like_a_plan(renderer: Renderer) -> None:
    assert renderer.render(replace(FULL, layout="1.10"), "pdf") == renderer.render(FULL, "pdf")


def test_snapshots_from_before_there_were_layouts_still_load() -> None:
    import json

    data = json.loads(FULL.to_json())
    for name in ("layout", "addressees", "authority_line", "second_signature", "urgency", "contact_line"):
        del data[name]
    assert Paper.from_json(json.dumps(data)) == FULL
    assert FULL.layout == DEFAULT_LAYOUT


@pytest.mark.parametrize("name", PAPERS)
def test_every_layout_is_tagged_and_its_bytes_repeat(renderer: Renderer, name: str) -> None:
    content = renderer.render(PAPERS[name], "pdf")
    assert renderer.render(PAPERS[name], "pdf") == content
    assert Paper.from_json(PAPERS[name].to_json()) == PAPERS[name]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert b"/H1" in b"".join(_names(pdf))


@pytest.mark.parametrize("code", BEGINNINGS)
def test_beginnings_are_printed_whole(renderer: Renderer, code: str) -> None:
    """Each template of the program: Quốc hiệu on one line, every paragraph of it there, the number still open."""
    paper = BEGINNINGS[code]
    pages = Pages(renderer.render(paper, "pdf"))
    assert pages.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").is_one_line
    texts = [*paper.body.opening, *paper.body.closing, *paper.bases, *(item.title for item in paper.body.sections)]
    shown = pages.text().upper()
    assert [text for text in texts if squeezed(text).upper() not in shown] == []
    assert pages.find("DỰ THẢO").centre < MIDDLE


def _names(pdf: pikepdf.Pdf) -> list[bytes]:
    return [str(obj.S).encode() for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj]
