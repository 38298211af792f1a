"""A person who has only the keyboard: Tab to what is wanted, and the focus is in sight at every stop."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor
from thidua.demo.log_ins import PASSWORD

MOST_STOPS = 90

# Why the focus cannot be seen, "" if it can. Scrolling may take its time. A box that fits the window stands in it as a
# whole and its middle is not covered; of a taller one some part is to be seen.
_HIDDEN = """async () => {
  const said = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return '';
    const name = focused.outerHTML.slice(0, 120);
    const style = getComputedStyle(focused);
    const marked = (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none') || style.boxShadow !== 'none';
    if (!marked) return `no mark: ${name}`;
    const box = [...focused.getClientRects()].find(one => one.width && one.height);
    if (!box) return `no box: ${name}`;
    const [wide, high] = [document.documentElement.clientWidth, innerHeight];
    const whole = box.top >= -1 && box.bottom <= high + 1 && box.left >= -1 && box.right <= wide + 1;
    if (!whole && box.height < high / 2 && box.width <= wide) return `outside the window: ${name}`;
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, wide)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, high)];
    const spots = [[.5, .5]].concat(whole ? [] : [[.5, .1], [.5, .3], [.5, .7], [.5, .9]]);
    const seen = spots.some(([x, y]) => {
      const top_most = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return top_most && (focused.contains(top_most) || top_most.contains(focused) && top_most.tagName === 'LABEL');
    });
    return seen ? '' : `covered: ${name}`;
  };
  for (let tries = 0; tries < 40; tries += 1) {
    if (!said()) return '';
    await new Promise(done => setTimeout(done, 50));
  }
  return said();
}"""


class Typist:
    """A visitor without a mouse. ``hidden`` grows by each stop whose focus cannot be seen; tests end with it empty."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.hidden: list[str] = []

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Types a text where the focus is."""
        self.page.keyboard.type(text)

    def look(self) -> None:
        """Notes it if the focus cannot be seen."""
        why: str = self.page.evaluate(_HIDDEN)
        if why:
            self.hidden.append(f"{self.page.url}: {why}")

    def reach(self, wanted: Locator, *, key: str = "Tab") -> None:
        """Tabs on until the focus is on it; fails after ``MOST_STOPS``."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_STOPS):
            if is_focused(wanted):
                return
            if self.page.evaluate("document.activeElement.isContentEditable"):
                self.press("Escape")  # in the editor Tab is a key of the text
            self.press(key)
            self.look()
        raise AssertionError(f"not reached by {key}: {wanted}")

    def use(self, wanted: Locator) -> None:
        """Tabs to a link or button and presses Enter."""
        self.reach(wanted)
        self.press("Enter")

    def skip(self) -> None:
        """From the top of a page past its head, by the first link."""
        self.page.wait_for_load_state()
        self.use(self.page.get_by_role("link", name="Đến nội dung chính"))

    def log_in(self, username: str) -> None:
        """Logs in through the form and waits for the inbox."""
        self.page.goto("/dang-nhap/")
        self.reach(self.page.get_by_label("Tên đăng nhập"))
        self.type(username)
        self.reach(self.page.get_by_label("Mật khẩu"))
        self.type(PASSWORD)
        self.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def is_focused(wanted: Locator) -> bool:
    """Whether the focus is on that element."""
    found: Any = wanted.evaluate("element => element === document.activeElement")
    return bool(found)
