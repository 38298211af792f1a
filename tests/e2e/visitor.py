"""One person at a browser, and everything that browser complains about."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, expect

from thidua.demo.log_ins import PASSWORD

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
ZOOMED = {"width": 683, "height": 384}  # an office screen at 200 %
SLOWEST_MS = 60_000  # a shared machine may take its time
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Reports of the content security policy are events on the document, before any script of the page.
_WATCH_CSP = """
document.addEventListener('securitypolicyviolation', e =>
  console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber));
"""
# A sticky bar may lie over a button where the page stands now: whether it is large enough is asked in the middle.
_RUN_AXE = """async tags => {
  const found = (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations;
  const size = {runOnly: {type: 'rule', values: ['target-size']}, resultTypes: ['violations']};
  for (const violation of found.filter(one => one.id === 'target-size')) {
    const small = [];
    for (const node of violation.nodes) {
      const target = document.querySelector(node.target[0]);
      target.scrollIntoView({block: 'center', behavior: 'instant'});
      if ((await axe.run(target, size)).violations.length) small.push(node);
    }
    violation.nodes = small;
    scrollTo({top: 0, behavior: 'instant'});
  }
  return found.filter(one => one.nodes.length).map(one =>
    one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '));
}"""
_CLIPPED = """() => [...document.querySelectorAll('main *')].filter(one => {
  const style = getComputedStyle(one);
  if (one.closest('textarea, input, select, .visually-hidden, thead, svg')) return false;
  if (one.clientWidth < 2 || !one.innerText?.trim()) return false;
  return (/hidden|clip/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
    || (/hidden|clip/.test(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""


class Visitor:
    """A page with its complaints: console errors, script errors, CSP reports, answers from 500 up.

    ``complaints`` grows while the page is used; a test ends with it empty.
    """

    def __init__(
        self, browser: Browser, url: str, *, scripts: bool = True, axe: bool = False, zoomed: bool = False
    ) -> None:
        """Opens an empty page.

        Args:
            url: the site's address; ``scripts``: False for a browser without JavaScript;
            ``axe``: the page's policy is not applied, so that axe-core can be put into it;
            ``zoomed``: the office screen at 200 %.
        """
        self.url = url
        self.context = browser.new_context(
            base_url=url,
            viewport=ZOOMED if zoomed else DESKTOP,
            device_scale_factor=2 if zoomed else 1,
            java_script_enabled=scripts,
            bypass_csp=axe,
            locale="vi-VN",
        )
        self.context.set_default_timeout(SLOWEST_MS)
        self.complaints: list[str] = []
        self.meant: set[int] = set()  # statuses that the test provokes: the browser notes them as errors
        self.page: Page = self.context.new_page()
        if scripts:
            self.page.add_init_script(_WATCH_CSP)
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._look)

    def log_in(self, username: str) -> None:
        """Logs in through the form and waits for the inbox."""
        self.page.goto("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")

    def log_out(self) -> None:
        """Logs out by the button in the header."""
        self.page.get_by_role("button", name="Đăng xuất").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")

    def violations(self) -> list[str]:
        """What axe-core finds on the present page; needs ``axe=True``."""
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text("utf-8"))
        found: list[str] = self.page.evaluate(_RUN_AXE, WCAG)
        return found

    def scrolls_sideways(self) -> bool:
        """Whether the page as a whole is wider than the window."""
        wider: bool = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return wider

    def clipped(self) -> list[str]:
        """What of the content is cut off and cannot be scrolled to."""
        found: list[str] = self.page.evaluate(_CLIPPED)
        return found

    def close(self) -> None:
        """Closes the window."""
        self.context.close()

    def _hear(self, kind: str, text: str) -> None:
        status = re.search(r"responded with a status of (\d+)", text)
        if kind == "error" and not (status and int(status[1]) in self.meant):
            self.complaints.append(f"{self.page.url}: {text}")

    def _look(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")
