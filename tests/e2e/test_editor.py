"""The editor in a real browser: the same tree out as in, keys as in Word, input methods, paste, pages as printed."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from playwright.sync_api import expect

from documents.rendering.from_reading import paper_from
from documents.rendering.markup import paper_fragment
from documents.rendering.metrics import FONT_FOLDER
from documents.rendering.sandbox import Limits, Renderer
from documents.text import markers
from documents.text.blocks import blocks
from documents.text.inline import plain
from documents.text.light import parse_body
from documents.text.reader import read_text
from documents.text.tree import Body
from tests.documents.text.samples import NAMES, sample
from tests.documents.text.test_light import BODIES, TEXT
from tests.e2e.conftest import launch
from tests.e2e.editor_page import EditorPage, pages_of, shown
from tests.e2e.visitor import PHONE, Visitor

GENERATED, LINES = 150, 800
ROUND_TRIP = """async rows => {
  const {docOf, blocksOf} = await import('/static/js/editor/schema.js');
  const {printBlocks} = await import('/static/js/editor/light.js');
  return rows.map(row => { const doc = docOf(row); doc.check(); return printBlocks(blocksOf(doc)); });
}"""
READ_LINES = """async lines => {
  const {findMarker, isTitle} = await import('/static/js/editor/markers.js');
  const {plain} = await import('/static/js/editor/inline.js');
  return lines.map(line => [findMarker(line), findMarker(line, true), isTitle(line), plain(line)]);
}"""
PLAN = """UBND xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Phát huy **vai trò** của cá nhân.

2. Yêu cầu các cơ quan, đơn vị;

a) Phòng Nội vụ;

b) Phòng Tư pháp:

- Theo dõi;

- Đôn đốc.

II. TỔ CHỨC THỰC HIỆN

1. Thủ trưởng các cơ quan thực hiện.

Trên đây là Kế hoạch./."""
WORD = """<html><body><!--StartFragment--><p class=MsoNormal><b>I. MỤC ĐÍCH</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Đẩy
mạnh <i>phong trào</i>;</p><p class=MsoNormal>a)&nbsp;Đạt 90%;</p>
<table><tr><td>STT</td><td>Nội dung</td></tr><tr><td>1</td><td>Họp</td></tr></table><img src=x onerror=alert(1)>
<script>alert(1)</script><!--EndFragment--></body></html>"""


def generated(strategy, count: int) -> list:
    """The same examples at every run."""
    found = []

    @seed(3)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example) -> None:
        found.append(example)

    collect()
    return found


def first_words(text: str) -> str:
    return " ".join(text.split())[:60]


@pytest.fixture
def clerk(visit):
    visitor = visit()
    visitor.log_in("tanbinh")
    return visitor


@pytest.fixture
def editor(clerk):
    opened = EditorPage(clerk.page)
    opened.empty()
    return opened


def test_the_editor_gives_back_the_tree_it_was_given(visit):
    page = visit().page
    page.goto("/dang-nhap/")
    bodies: list[Body] = [read_text(sample(name)).body for name in NAMES] + generated(BODIES, GENERATED)
    printed = page.evaluate(ROUND_TRIP, [blocks(body) for body in bodies])
    assert len(printed) >= 100
    assert [shown(parse_body(text)) for text in printed] == [shown(body) for body in bodies]


def test_labels_and_headings_are_recognised_as_by_the_reader(visit):
    page = visit().page
    page.goto("/dang-nhap/")
    lines = generated(TEXT, LINES)

    def read(line: str, forced: bool) -> dict | None:
        found = markers.find_marker(line, forced=forced)
        return found and {"level": found.level, "label": found.label, "rest": found.rest, "bold": found.bold}

    expected = [[read(line, False), read(line, True), markers.is_title(line), plain(line)] for line in lines]
    assert page.evaluate(READ_LINES, lines) == expected


@pytest.fixture
def hinting(browser, site):
    """A page on a machine that fits letters to whole pixels: no setting of fontconfig's says otherwise."""
    other = launch(browser.browser_type, FONTCONFIG_FILE=str(FONT_FOLDER / "fonts.conf"))
    visitor = Visitor(other, site.url)
    yield visitor.page
    visitor.close()
    other.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("machine", ["usual", "hinting"])
def test_the_preview_breaks_its_pages_where_the_pdf_does(visit, request, name, machine):
    page = visit().page if machine == "usual" else request.getfixturevalue("hinting")
    page.goto("/dang-nhap/")
    paper = paper_from(read_text(sample(name)))
    with Renderer(Limits()) as renderer, pdfplumber.open(io.BytesIO(renderer.render(paper, "pdf"))) as pdf:
        texts = [sheet.extract_text() for sheet in pdf.pages]
    printed = [texts[0], *(re.sub(r"^\d+\n", "", text) for text in texts[1:])]
    sheets = pages_of(page, paper_fragment(paper))
    # The first page begins with two columns, which the two tools read in different orders.
    assert [first_words(text) for text, _ in sheets][1:] == [first_words(text) for text in printed][1:]
    assert [over for _, over in sheets] == [False] * len(printed)


def test_a_plan_typed_with_the_keyboard_alone(editor):
    editor.type("UBND xây dựng kế hoạch như sau:", "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "Phát huy ")
    editor.press("Control+b")
    editor.type("vai trò")
    editor.press("Control+b")
    editor.type(" của cá nhân.", "2. Yêu cầu các cơ quan, đơn vị;", "")
    editor.press("Tab")
    editor.type("Phòng Nội vụ;", "Phòng Tư pháp:", "")
    editor.press("Tab")
    editor.type("Theo dõi;", "Đôn đốc.", "")
    editor.press("Enter")
    editor.type("II. TỔ CHỨC THỰC HIỆN", "1. Thủ trưởng các cơ quan thực hiện.", "")
    editor.press("Backspace")
    editor.type("Trên đây là Kế hoạch./.")
    editor.expect_light(PLAN)
    editor.press("Control+z")
    expect(editor.text).not_to_contain_text("Trên đây là")
    editor.press("Control+y")
    editor.expect_light(PLAN)
    editor.press("Escape", "Tab")
    expect(editor.text).not_to_be_focused()


def test_labels_are_counted_anew_only_when_asked(editor):
    editor.type("3. Ba;", "Bốn;")
    editor.expect_light("3. Ba;\n\n4. Bốn;")
    editor.page.get_by_role("button", name="Đánh số lại").click()
    editor.expect_light("1. Ba;\n\n2. Bốn;")


def test_points_follow_the_vietnamese_alphabet(editor):
    editor.type("a) một;", "hai;", "ba;", "bốn;", "năm;", "sáu;", "bảy.")
    editor.expect_light("\n\n".join(["a) một;", "b) hai;", "c) ba;", "d) bốn;", "đ) năm;", "e) sáu;", "g) bảy."]))


def test_an_input_method_is_not_disturbed(editor):
    editor.compose("a")
    editor.type(") ")
    editor.compose("d", "đ", "đa", "đạ", "đạt")
    editor.type(" ")
    editor.compose("c", "ch", "chi", "chỉ")
    editor.type(" tiêu;")
    editor.press("Enter")
    editor.compose("t", "to", "toà", "toàn")
    editor.expect_light("a) đạt chỉ tiêu;\n\nb) toàn")
    # UniKey on Windows takes letters back and types them anew.
    editor.press("Enter")
    editor.type("huwo")
    editor.press("Backspace", "Backspace", "Backspace")
    editor.type("ươ")
    editor.expect_light("a) đạt chỉ tiêu;\n\nb) toàn\n\nc) hươ")


def test_no_label_is_taken_out_of_a_text_that_is_being_composed(editor):
    editor.compose_so_far("1. ")
    expect(editor.text.locator("p")).to_have_text("1. ")
    editor.cdp.send("Input.insertText", {"text": "1. "})
    expect(editor.text.locator(".ln-label")).to_have_text("1.")  # only once it is committed
    editor.type("Họp.")
    editor.expect_light("1. Họp.")


def test_text_from_word_becomes_structure(editor, clerk):
    editor.paste(WORD, "không dùng đến")
    editor.expect_light("I. MỤC ĐÍCH\n\n1. Đẩy mạnh *phong trào*;\n\na) Đạt 90%;\n\n| STT | Nội dung |\n| 1 | Họp |")
    expect(editor.text.locator("img, script")).to_have_count(0)


def test_plain_text_is_recognised_too(editor):
    editor.paste("", "1. Một;\na) Hai;\n– Ba.")
    editor.expect_light("1. Một;\n\na) Hai;\n\n- Ba.")


def test_without_the_server_the_words_are_pasted(editor, clerk):
    editor.page.route("**/van-ban/dan/", lambda route: route.abort())
    editor.paste(WORD, "I. MỤC ĐÍCH\n1. Đẩy mạnh")
    editor.expect_light("\\I. MỤC ĐÍCH\n\n\\1. Đẩy mạnh")
    clerk.complaints[:] = [text for text in clerk.complaints if "ERR_FAILED" not in text]


def test_a_table_is_made_and_filled_with_the_keyboard(editor):
    editor.type("Phân công:")
    editor.page.get_by_role("button", name="Bảng", exact=True).click()
    editor.press("Tab", "Tab", "Tab")
    editor.type("1")
    editor.press("Tab")
    editor.type("Họp")
    editor.press("Tab", "Tab")
    editor.type("2")
    editor.expect_light("Phân công:\n\n| STT | Nội dung | Thời hạn |\n| 1 | Họp |  |\n| 2 |  |  |")


def test_find_and_replace_leaves_the_rest(editor):
    editor.type("1. Năm 2023;", "Tổng kết năm 2023.")
    editor.press("Control+h")
    bar = editor.page.get_by_role("search", name="Tìm trong nội dung")
    bar.get_by_label("Tìm", exact=True).fill("NĂM 2023")
    expect(bar.get_by_role("status")).to_have_text("2 chỗ")
    bar.get_by_label("Thay bằng").fill("năm 2024")
    bar.get_by_role("button", name="Thay tất cả").click()
    editor.expect_light("1. năm 2024;\n\n2. Tổng kết năm 2024.")


def test_the_draft_saves_itself_and_nothing_is_lost_when_the_session_ends(visit):
    visitor = visit()
    visitor.log_in("maugiao")
    editor = EditorPage(visitor.page, saves=True)
    status = visitor.page.locator(".save-status")
    editor.text.locator("p").first.click()
    editor.press("End")
    editor.type(" Chữ tự lưu.")
    expect(status).to_contain_text("Đã lưu lúc")
    visitor.page.reload()
    visitor.page.wait_for_selector("[data-ready]")
    expect(editor.text).to_contain_text("Chữ tự lưu.")
    visitor.context.clear_cookies(name="sessionid")
    visitor.meant.update({302, 403})
    editor.text.locator("p").first.click()
    editor.type("Còn đây. ")
    expect(status).to_contain_text("Phiên đã hết, chữ còn ở đây")
    expect(editor.text).to_contain_text("Còn đây.")


def test_another_writer_s_text_is_never_overwritten_silently(editor, clerk):
    editor.answer = (409, {"conflict": True, "url": "/"})
    clerk.meant.add(409)
    editor.type("Của tôi.")
    expect(editor.page.locator(".save-status")).to_have_text(
        "Người khác vừa lưu văn bản này. Bấm “Lưu bản thảo” để so sánh và gộp hai bản."
    )
    editor.expect_light("Của tôi.")


def test_lines_of_bases_are_moved_by_buttons(editor):
    bases = editor.page.get_by_label("Căn cứ", exact=True)
    bases.fill("một\nhai\nba")
    group = editor.page.get_by_role("group", name="Dòng đang chọn của ô Căn cứ")
    group.get_by_role("button", name="Đưa dòng lên").click()
    expect(bases).to_have_value("một\nba\nhai")
    group.get_by_role("button", name="Đưa dòng xuống").click()
    expect(bases).to_have_value("một\nhai\nba")


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_the_editing_page_is_clean_for_axe_and_does_not_scroll_sideways(visit, size):
    visitor = visit(axe=True)
    visitor.log_in("tanbinh")
    EditorPage(visitor.page)
    if size:
        visitor.page.set_viewport_size(size)
    assert visitor.violations() == []
    assert not visitor.scrolls_sideways()
