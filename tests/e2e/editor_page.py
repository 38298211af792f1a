"""The editor's page in the browser, and what the tests of the editor ask it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Locator, Page, Route, expect

from documents.text.inline import runs
from documents.text.tree import Body, Item

_PAGES = """async html => {
  for (const sheet of ['css/paper.css', 'css/editor.css']) {
    const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href: '/static/' + sheet});
    await new Promise(done => { link.onload = done; document.head.append(link); });
  }
  const holder = Object.assign(document.createElement('div'), {className: 'paper-view', innerHTML: html});
  document.querySelector('main').replaceChildren(holder);
  await Promise.all([...document.fonts].map(face => face.load()));
  const {paginate} = await import('/static/js/editor/pages.js');
  paginate(holder);
  return [...holder.querySelectorAll('.sheet')].map(sheet => {
    sheet.querySelector('.page-number')?.remove();
    return [sheet.innerText, sheet.scrollHeight > sheet.clientHeight];
  });
}"""
_PASTE = """(view, [html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  data.setData('text/plain', text);
  view.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


SAVED = {"saved": True, "version": 1, "at": "10:21"}


class EditorPage:
    """The editing page of the user's first draft: of a unit whose draft no other journey hands in."""

    def __init__(self, page: Page, *, saves: bool = False) -> None:
        """Opens the page and waits for the editor.

        ``saves`` False: what it saves by itself is answered here, so that the draft stays as it was for other tests.
        """
        self.page = page
        self.answer: tuple[int, dict[str, Any]] = (200, SAVED)
        if not saves:
            page.route("**/sua/", self._answer)
        page.get_by_role("link", name="Kế hoạch …/KH-").first.click()
        page.get_by_role("link", name="Sửa nội dung").click()
        page.wait_for_selector("[data-ready]")
        self.text: Locator = page.get_by_role("textbox", name="Nội dung văn bản")
        self.cdp: CDPSession = page.context.new_cdp_session(page)

    def _answer(self, route: Route) -> None:
        if 'name="autosave"' not in (route.request.post_data or ""):
            route.continue_()
            return
        status, json = self.answer
        route.fulfill(status=status, json=json)

    def empty(self) -> None:
        """Takes all text away."""
        self.text.click()
        self.press("Control+a", "Backspace", "Backspace")

    def type(self, *lines: str) -> None:
        """Types lines, with Enter between them."""
        for at, line in enumerate(lines):
            if at:
                self.press("Enter")
            self.page.keyboard.type(line)

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def compose(self, *steps: str) -> None:
        """What an input method does: the text as it grows, then committed."""
        for step in steps:
            self.cdp.send(
                "Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)}
            )
        self.cdp.send("Input.insertText", {"text": steps[-1]})

    def compose_so_far(self, text: str) -> None:
        """One step of a composition that goes on."""
        at = {"selectionStart": len(text), "selectionEnd": len(text)}
        self.cdp.send("Input.imeSetComposition", {"text": text, **at})

    def paste(self, html: str, text: str = "") -> None:
        """Pastes a clipboard with these two forms."""
        self.text.evaluate(_PASTE, [html, text])

    def expect_light(self, light: str) -> None:
        """Waits until the text area holds that light text."""
        expect(self.page.locator("textarea[name=body]")).to_have_value(light)


def pages_of(page: Page, fragment: str) -> list[tuple[str, bool]]:
    """The sheets that a paper is divided into: the text of each, and whether it overflows."""
    return [(text, bool(over)) for text, over in page.evaluate(_PAGES, fragment)]


def shown(body: Body) -> Any:
    """A body as a reader sees it: marks by what they do, tables squared."""
    return [*map(runs, body.opening)], [*map(_shown_item, body.sections)], [*map(runs, body.closing)]


def _shown_item(item: Item) -> Any:
    width = max((len(row) for row in item.rows), default=0)
    rows = [[*map(runs, row), *[()] * (width - len(row))] for row in item.rows]
    return item.level, item.label, runs(item.title), [*map(runs, item.text)], [*map(_shown_item, item.children)], rows
