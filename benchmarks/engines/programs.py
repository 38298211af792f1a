"""The rivals that are programs: Chromium through Playwright, LibreOffice from our Word file."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.engines import Missing
from documents.rendering.markup import paper_html
from documents.rendering.paper import Paper
from documents.rendering.pdf import STYLE_SHEETS
from documents.rendering.word import paper_docx

_SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Chromium:
    """One page kept open: our HTML and CSS, printed by the browser."""

    def __init__(self) -> None:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise Missing("máy chưa có Chromium (apt-get install chromium)")
        if importlib.util.find_spec("playwright") is None:
            raise Missing("thư viện playwright chưa được cài")
        self._program = program
        self._folder = tempfile.TemporaryDirectory(prefix="thidua-benchmark-")
        self._page: object = None

    def render(self, paper: Paper) -> tuple[bytes, float]:
        """The file and the seconds it took; the first time with the start of the browser."""
        source = Path(self._folder.name) / "paper.html"
        links = "".join(f'<link rel="stylesheet" href="{path.as_uri()}">' for path in STYLE_SHEETS)
        source.write_text(paper_html(paper).replace("</head>", f"{links}</head>"), "utf-8")
        started = time.perf_counter()
        page = self._page or self._open()
        page.goto(source.as_uri())  # type: ignore[attr-defined]
        content = page.pdf(prefer_css_page_size=True, tagged=False)  # type: ignore[attr-defined]
        return content, time.perf_counter() - started

    def close(self) -> None:
        """End the browser."""
        if self._page is not None:
            self._browser.close()
            self._playwright.stop()
        self._folder.cleanup()

    def _open(self) -> object:
        from playwright.sync_api import sync_playwright

        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=self._program, args=_SWITCHES)
        self._page = self._browser.new_page()
        return self._page


class LibreOffice:
    """Our Word file, converted by a LibreOffice that starts each time, as a program without a server would do it."""

    def __init__(self) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise Missing("máy chưa có LibreOffice (apt-get install libreoffice-writer-nogui)")
        self._folder = tempfile.TemporaryDirectory(prefix="thidua-benchmark-")
        profile = (Path(self._folder.name) / "profile").as_uri()
        self._command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]

    def render(self, paper: Paper) -> tuple[bytes, float]:
        """The file and the seconds of the conversion, without the making of the Word file."""
        folder = Path(self._folder.name)
        (folder / "paper.docx").write_bytes(paper_docx(paper))
        started = time.perf_counter()
        command = [*self._command, "--outdir", str(folder), str(folder / "paper.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return (folder / "paper.pdf").read_bytes(), time.perf_counter() - started

    def close(self) -> None:
        """Remove its files."""
        self._folder.cleanup()
