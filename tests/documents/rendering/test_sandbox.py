"""Rendering has limits and no way out: bombs end as failures, and the next paper is printed."""

from __future__ import annotations

import http.server
import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from documents.rendering.sandbox import Limits, Renderer, RenderFailed
from documents.sandbox.process import PROJECT
from documents.text.tree import Body, Item
from tests.documents.rendering.papers import FULL
from tests.documents.rendering.reading_back import Pages, squeezed

SMALL = replace(FULL, body=Body(), bases=(), verify_url="")


def nested(depth: int) -> Item:
    """A dash under a dash under a dash …"""
    item = Item("dash", "-", "", ("x",))
    for _ in range(depth):
        item = Item("dash", "-", "", ("x",), (item,))
    return item


def table(rows: int, columns: int) -> Item:
    return Item("table", rows=(("ô",) * columns,) * rows)


BOMBS = {
    "2,000 nested items": (Body((), (nested(2_000),)), "Văn bản lồng quá 40 cấp"),
    "a word of two million letters": (Body(("a" * 2_000_000,)), "Văn bản có một từ viết liền hơn 2000 chữ"),
    "a cell of two million letters": (Body((), (Item("table", rows=(("a" * 2_000_000,),)),)), "Văn bản có một từ viết"),
    "a table of 100,000 cells": (Body((), (table(10_000, 10),)), "Văn bản quá dài hoặc quá phức tạp"),
    "a row of 100,000 cells": (Body((), (table(1, 100_000),)), "Bảng có hơn 50 cột"),
    "30 million letters": (Body(("một hai ba " * 3_000_000,)), "Văn bản dài hơn 16 MB"),
}


@pytest.fixture(scope="module")
def short_of_time() -> Iterator[Renderer]:
    """A tenth of the usual time, so that the tests are soon over: the defence is the same."""
    with Renderer(Limits(cpu_seconds=4, wall_seconds=10)) as made:
        yield made


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_fails_within_its_time_and_the_next_job_runs(short_of_time: Renderer, name: str) -> None:
    body, reason = BOMBS[name]
    started = time.monotonic()
    with pytest.raises(RenderFailed) as failure:
        short_of_time.render(replace(SMALL, body=body), "pdf")
    assert failure.value.reason.startswith(reason)
    assert time.monotonic() - started < 30
    assert short_of_time.render(SMALL, "pdf")[:5] == b"%PDF-"


def test_memory_limit() -> None:
    # A small paper needs 280 MB of addresses on one machine and over 310 on another.
    with Renderer(Limits(memory_mb=420)) as renderer:
        with pytest.raises(RenderFailed, match="cần hơn 420 MB bộ nhớ"):
            renderer.render(replace(SMALL, body=Body((), (table(6_000, 5),))), "pdf")
        assert renderer.render(SMALL, "pdf")[:5] == b"%PDF-"


def test_processor_limit() -> None:
    with Renderer(Limits(cpu_seconds=1)) as renderer:
        with pytest.raises(RenderFailed, match="quá dài hoặc quá phức tạp"):
            renderer.render(replace(SMALL, body=Body((), (table(2_000, 5),))), "pdf")
        assert renderer.render(SMALL, "pdf")[:5] == b"%PDF-"


def test_processor_limit_is_for_each_paper_and_not_for_all_together() -> None:
    with Renderer(Limits(cpu_seconds=1)) as renderer:
        renderer.render(SMALL, "pdf")
        first = _pid(renderer)
        before = _cpu_seconds(first)
        while _cpu_seconds(first) < before + 2.5:
            renderer.render(SMALL, "pdf")
            assert _pid(renderer) == first


def test_wall_clock_limit_and_heartbeat() -> None:
    ticks: list[float] = []
    with Renderer(Limits(wall_seconds=2.5)) as renderer:
        renderer.render(SMALL, "pdf")
        with pytest.raises(RenderFailed, match="mất hơn 2.5 giây"):
            renderer.render(replace(SMALL, body=Body((), (table(5_000, 10),))), "pdf", lambda: ticks.append(0))
        assert len(ticks) == 3
        assert renderer.render(SMALL, "pdf")[:5] == b"%PDF-"


def test_size_limit() -> None:
    with Renderer(Limits(output_mb=0)) as renderer, pytest.raises(RenderFailed, match="Tệp tạo ra lớn hơn 0 MB"):
        renderer.render(SMALL, "pdf")


def test_child_stays_warm_and_is_replaced_after_its_share() -> None:
    with Renderer(Limits(jobs_per_child=3)) as renderer:
        pids = []
        for _ in range(7):
            renderer.render(SMALL, "pdf")
            pids.append(_pid(renderer))
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids), "no zombie is left"


def test_a_killed_child_fails_the_job_and_not_the_next_one() -> None:
    with Renderer() as renderer:
        renderer.render(SMALL, "pdf")
        first = _pid(renderer)

        def kill() -> None:
            os.kill(first, signal.SIGKILL)  # while it works: it is asked about once a second

        with pytest.raises(RenderFailed, match="dừng đột ngột"):
            renderer.render(replace(SMALL, body=Body((), (table(5_000, 10),))), "pdf", on_tick=kill)
        assert renderer.render(SMALL, "pdf")[:5] == b"%PDF-"
        # Killed between two jobs: nobody notices.
        os.kill(_pid(renderer), signal.SIGKILL)
        time.sleep(0.2)
        assert renderer.render(SMALL, "pdf")[:5] == b"%PDF-"


def test_an_exception_of_the_heartbeat_ends_the_job_and_the_child() -> None:
    def lost() -> None:
        raise RuntimeError("lease lost")

    with Renderer() as renderer:
        renderer.render(SMALL, "pdf")
        pid = _pid(renderer)
        with pytest.raises(RuntimeError, match="lease lost"):
            renderer.render(replace(SMALL, body=Body((), (table(5_000, 10),))), "pdf", lost)
        assert not Path(f"/proc/{pid}").exists()


def test_child_dies_with_its_parent() -> None:
    program = """
        import sys, time
        from documents.rendering.sandbox import Renderer
        from documents.rendering.paper import Paper
        renderer = Renderer()
        renderer.render(Paper(kind="Kế hoạch", authority="UBND"), "pdf")
        print(renderer._child.pid, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(50):
        if _is_gone(child):
            break
        time.sleep(0.1)
    assert _is_gone(child)


ESCAPES = {
    "socket": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "name": "import socket; socket.getaddrinfo('example.com', 80)",
    "process": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "fork": "import os; os.fork()",
    "read": "open('/etc/passwd').read()",
    "read project": f"open({str(PROJECT / 'manage.py')!r}).read()",
    "write": "open('/tmp/thidua-escape', 'w')",
    "write own": f"open({str(PROJECT / 'static' / 'fonts' / 'x')!r}, 'w')",
    "climb": f"open({str(PROJECT / 'static' / 'fonts' / '..' / '..' / 'manage.py')!r}).read()",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_child_has_no_way_out(name: str) -> None:
    """The twin without the hook succeeds or fails for another reason."""
    program = "import sys\nfrom documents.rendering import child\n{hook}\ntry:\n    {escape}\nexcept BaseException as error:\n    print(type(error).__name__, str(error)[:24])\nelse:\n    print('free')"  # noqa: E501
    with_hook = _run(program.format(hook="sys.addaudithook(child.refuse)", escape=ESCAPES[name]))
    assert with_hook.startswith("PermissionError the child may not ")
    without = _run(program.format(hook="", escape=ESCAPES[name].replace("os.fork()", "os.getpid()")))
    assert not without.startswith("PermissionError the child")


def test_child_installs_the_hook_before_the_first_paper() -> None:
    source = (PROJECT / "documents/sandbox/serving.py").read_text("utf-8")
    assert source.index("sys.addaudithook(refuse)") < source.index('write_frame(answers, b"ready")')


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on loopback and the list of what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_typed_markup_is_text_and_nothing_is_fetched(
    renderer: Renderer, listener: tuple[str, list[str]], format: str
) -> None:
    address, asked = listener
    attacks = (
        f"<script src='{address}/s.js'>alert(1)</script>",
        f"<img src='{address}/i.png'>",
        f"<link rel=attachment href='file:///etc/passwd'><link rel=stylesheet href='{address}/c.css'>",
        f"<style>@import url({address}/d.css); p {{ background: url({address}/b.png) }}</style>",
        f"<svg><image href='{address}/v.svg'/></svg><object data='{address}/o'></object><a href='file:///etc/passwd'>x</a>",
        "{{ paper }} {% include 'x' %} ${jndi}",
    )
    body = Body(
        attacks, (Item("muc", attacks[1], attacks[2], attacks), Item("table", rows=(attacks, attacks))), attacks
    )
    paper = replace(
        SMALL, summary=attacks[1], authority=attacks[0], bases=attacks, recipients=attacks, drafter_mark=attacks[2],
        body=body,
    )  # fmt: skip
    content = renderer.render(paper, format)  # type: ignore[arg-type]
    assert asked == []
    if format == "docx":
        return
    printed = Pages(content).text()
    assert [squeezed(attack) in printed for attack in attacks] == [True] * len(attacks)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert dict(pdf.attachments) == {}
        assert [page for page in pdf.pages if "/Annots" in page] == []
        assert b"root:" not in content


def test_a_rival_without_the_fetcher_does_ask(listener: tuple[str, list[str]]) -> None:
    """The twin: plain WeasyPrint fetches what unescaped markup names, and through our fetcher it does not."""
    address, asked = listener
    for fetcher, expected in (("AssetFetcher({})", []), ("URLFetcher()", ["/i.png"])):
        program = f"""
            import os
            from documents.rendering import pdf
            pdf.engine()
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
            from documents.rendering.fetcher import AssetFetcher
            HTML(string="<img src='{address}/i.png'>", url_fetcher={fetcher}).write_pdf()
        """
        _run(textwrap.dedent(program))
        assert asked == expected


def test_many_papers_in_one_child_do_not_grow_it(renderer: Renderer) -> None:
    with_code = replace(SMALL, verify_url=FULL.verify_url)
    for _ in range(5):
        renderer.render(with_code, "pdf")
    before = _resident_mb(_pid(renderer))
    for _ in range(30):
        renderer.render(with_code, "pdf")
    assert _resident_mb(_pid(renderer)) - before < 15


def test_a_failing_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Renderer() as renderer, pytest.raises(RenderFailed, match="doctor"):
        renderer.render(SMALL, "pdf")


def test_text_of_a_printed_paper_is_that_of_the_paper(renderer: Renderer) -> None:
    page = pypdfium2.PdfDocument(renderer.render(SMALL, "pdf"))[0].get_textpage().get_text_bounded()
    assert "Nguyễn Hoàng Phương" in page


def _pid(renderer: Renderer) -> int:
    assert renderer._child is not None
    return renderer._child.pid


def _is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def _cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _run(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    ).stdout
