"""Remarks beside the passages they are about: in the margin where there is room, else in the list below."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.editor_page import EditorPage
from tests.e2e.visitor import DESKTOP, PHONE

WRITER = "ninhthanh"
NARROW = {"width": 1024, "height": 768}
_SELECT = """words => {
  const text = document.querySelector('.editor-text'), walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def remark(editor: EditorPage, words: str, said: str) -> Locator:
    """Selects the words and remarks on them; the remark as it stands on the page."""
    editor.text.focus()
    editor.page.evaluate(_SELECT, words)
    settle(editor.page)
    editor.press("Control+Alt+m")
    dialog = editor.page.get_by_role("dialog", name="Góp ý")
    expect(dialog.locator("blockquote")).to_have_text(words)
    dialog.get_by_label("Góp ý").fill(said)
    dialog.get_by_role("button", name="Gửi góp ý").click()
    card = editor.page.get_by_role("article").filter(has_text=said)
    expect(card).to_be_visible()
    return card


def settle(page: Page) -> None:
    """Waits until the editor has heard where the cursor is, as it does between two keys of a person."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def selected(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def test_a_remark_stands_beside_its_passage_and_one_comes_from_each_to_the_other(visit) -> None:
    visitor = visit()
    visitor.log_in(WRITER)
    editor = EditorPage(visitor.page)
    page, margin = editor.page, editor.page.get_by_role("group", name="Góp ý bên lề")
    editor.empty()
    editor.type("Mở đầu.", *(f"Dòng số {number} của bản thảo." for number in range(1, 9)), "Nêu rõ đơn vị chủ trì.")
    second = remark(editor, "đơn vị chủ trì", "Đơn vị nào?")
    first = remark(editor, "Dòng số 4", "Bỏ dòng này")
    mark = page.locator("[data-remarked]").filter(has_text="Dòng số 4")
    expect(margin.get_by_role("article")).to_have_count(2)
    expect(margin.get_by_role("article").first).to_contain_text("Bỏ dòng này")
    above = first.bounding_box()["y"] - mark.bounding_box()["y"]
    assert abs(above) < 6, f"the remark stands {above} px off its passage"

    second.get_by_role("button", name="Đến đoạn này").click()
    expect(editor.text).to_be_focused()
    assert selected(page) == "đơn vị chủ trì"
    editor.press("ArrowLeft", "ArrowRight")
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )  # the cursor is there
    editor.press("Control+Alt+m")
    expect(second).to_be_focused()
    editor.press("Tab")
    expect(second.get_by_role("button", name="Đến đoạn này")).to_be_focused()
    editor.press("Enter")
    assert selected(page) == "đơn vị chủ trì"

    page.set_viewport_size(NARROW)
    below = page.get_by_role("region", name="Góp ý", exact=True)
    expect(below.get_by_role("article")).to_have_count(2)
    assert below.bounding_box()["y"] > editor.text.bounding_box()["y"] + editor.text.bounding_box()["height"]
    first.get_by_role("button", name="Đến đoạn này").click()
    assert selected(page) == "Dòng số 4"
    page.set_viewport_size(DESKTOP)
    first.get_by_role("button", name="Đã xử lý").click()
    expect(page.get_by_text("Đã đánh dấu góp ý là đã xử lý.")).to_be_visible()
    expect(margin.get_by_role("article")).to_have_count(1)
    expect(mark).to_have_count(0)
    second.get_by_role("button", name="Đã xử lý").click()
    expect(margin).to_be_hidden()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_with_remarks_is_clean_for_axe_and_does_not_scroll_sideways(visit, size) -> None:
    visitor = visit(axe=True)
    visitor.log_in(WRITER)
    editor = EditorPage(visitor.page)
    editor.empty()
    editor.type("Nêu rõ đơn vị chủ trì.", "Dòng sau.")
    card = remark(editor, "đơn vị chủ trì", f"Đơn vị nào chủ trì, đơn vị nào phối hợp? ({size['width']})")
    visitor.page.set_viewport_size(size)
    assert visitor.violations() == []
    assert not visitor.scrolls_sideways()
    card.get_by_role("button", name="Đã xử lý").click()
    expect(visitor.page.locator("[data-remark]")).to_have_count(0)


def test_without_scripts_remarks_are_read_below_the_form(visit) -> None:
    writer, plain = visit(), visit(scripts=False)
    writer.log_in(WRITER)
    editor = EditorPage(writer.page)
    editor.empty()
    editor.type("Nêu rõ đơn vị chủ trì.")
    card = remark(editor, "đơn vị chủ trì", "Ghi tên đơn vị")
    plain.log_in(WRITER)
    plain.page.goto(writer.page.url)
    plain.page.get_by_role("link", name="Góp ý (").click()
    below = plain.page.get_by_role("region", name="Góp ý", exact=True)
    expect(below).to_contain_text("Ghi tên đơn vị")
    expect(below.get_by_role("link", name="Trả lời góp ý").first).to_be_visible()
    card.get_by_role("button", name="Đã xử lý").click()
    expect(writer.page.locator("[data-remark]")).to_have_count(0)
