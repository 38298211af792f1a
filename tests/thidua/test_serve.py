"""``manage.py serve`` as a real process: it answers, keeps its workers alive, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from thidua.healthcheck import healthy

ROOT = Path(__file__).resolve().parents[2]
READY = "Đã sẵn sàng: "


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The embedded set-up in a folder of its own, whatever services this test run uses."""
    mine = {"DATA_DIR": str(folder), "WORKERS": "1", "WEB_PROCESSES": "1", "PYTHONUNBUFFERED": "1"}
    nothing = dict.fromkeys(("DATABASE_URL", "REDIS_URL", "FILES_DIR", "STATIC_ROOT", "HOST", "PORT"), "")
    return os.environ | nothing | mine | more


def processes() -> dict[int, tuple[int, str]]:
    """Every living process: number → (parent, command line)."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:2]
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it ended meanwhile
            if state != "Z":
                found[int(entry.name)] = (int(parent), command)
    return found


def eventually(true, seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


class Server:
    """One running ``manage.py serve`` and what it has printed."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.port = free_port()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT, env=environment(folder, **more), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")))
        self.reader.start()
        ready = eventually(lambda: self.said(READY) or self.process.poll() is not None, 60)
        assert ready and self.process.poll() is None, "".join(self.lines)

    def said(self, start: str) -> list[str]:
        return [line.strip() for line in self.lines if line.startswith(start)]

    def family(self) -> dict[int, str]:
        """All descendants: number → command line."""
        everybody, mine = processes(), {self.process.pid}
        while more := {pid for pid, (parent, _) in everybody.items() if parent in mine} - mine:
            mine |= more
        return {pid: everybody[pid][1] for pid in mine if pid in everybody and pid != self.process.pid}

    def processor_seconds(self) -> float:
        """Processor time that it and its descendants have used."""
        stats = [Path(f"/proc/{pid}/stat").read_text() for pid in [self.process.pid, *self.family()]]
        ticks = sum(int(field) for stat in stats for field in stat.rsplit(")", 1)[1].split()[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def workers(self) -> list[int]:
        """The embedded workers started by the server itself."""
        everybody = processes()
        return [pid for pid, (parent, line) in everybody.items() if parent == self.process.pid and " work " in line]

    def health(self) -> dict[str, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as response:
            return json.load(response)

    def end(self) -> None:
        family = list(self.family())
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
        for pid in set(family) & set(processes()):
            os.kill(pid, signal.SIGKILL)
        self.reader.join(10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One data folder for the module: the first server fills the database, the later ones find it there."""
    return tmp_path_factory.mktemp("serve")


@pytest.fixture
def serve(folder):
    servers = []

    def start(**more: str) -> Server:
        servers.append(Server(folder, **more))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


def test_it_answers_and_says_where(serve):
    server = serve()
    assert server.said(READY) == [f"{READY}http://127.0.0.1:{server.port}/  (dừng: Ctrl-C)"]
    assert server.health() == {"status": "ok", "database": "ok", "queue": "ok", "storage": "ok"}
    assert len(server.workers()) == 1


def test_a_later_start_has_nothing_to_update_and_is_quick(serve):
    """Processor time, not the clock on the wall: other tests run beside this one."""
    serve().end()
    server = serve()
    assert 0 < server.processor_seconds() < 5
    assert server.said("Đang cập nhật") == []


def test_the_check_of_the_containers_asks_it(serve):
    server = serve(WORKERS="0")
    assert healthy(server.port, "127.0.0.1")
    assert not healthy(server.port, "elsewhere.example")  # refused: not one of ALLOWED_HOSTS
    server.end()
    assert not healthy(server.port, "127.0.0.1")


def test_a_killed_worker_is_replaced(serve):
    server = serve()
    [worker] = server.workers()
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: server.workers() not in ([], [worker]))
    assert len(server.workers()) == 1
    assert server.said("Tiến trình tạo văn bản 1 đã dừng (mã -9)") != []


def test_a_killed_web_server_is_replaced(serve):
    server = serve()
    [web] = [pid for pid, (parent, line) in processes().items() if parent == server.process.pid and "gunicorn" in line]
    os.kill(web, signal.SIGKILL)
    assert eventually(lambda: server.said("Máy chủ web đã dừng"))

    def answers() -> bool:
        try:
            return server.health()["status"] == "ok"
        except OSError:
            return False

    assert eventually(answers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_all_end_with_it(serve, number):
    server = serve()
    assert eventually(lambda: len(server.family()) >= 3)  # gunicorn, its process, the worker
    family = set(server.family())
    server.process.send_signal(number)
    assert server.process.wait(40) == 0
    assert family & set(processes()) == set()
    assert server.said("Đã dừng.") == ["Đã dừng."]


def test_all_end_when_it_is_killed_outright(serve):
    server = serve()
    assert eventually(lambda: len(server.family()) >= 3)
    family = set(server.family())
    server.process.kill()
    assert eventually(lambda: family & set(processes()) == set(), 40)


def test_with_redis_the_workers_are_celery_processes_of_their_own(serve):
    server = serve(REDIS_URL="redis://127.0.0.1:1/0")
    assert server.workers() == []
    assert server.said("Đã đặt REDIS_URL:") != []
    assert server.health()["database"] == "ok"


def test_the_number_of_workers_is_a_setting(serve):
    server = serve(WORKERS="2")
    assert len(server.workers()) == 2


def refused(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "serve", *arguments],
        cwd=ROOT, env=environment(folder, **more), capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_a_taken_port_is_a_sentence(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = refused(folder, "--port", str(port))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.strip().splitlines() == [
        f"CommandError: Không mở được cổng {port} trên 127.0.0.1: có thể một chương trình khác đang dùng. "
        f"Chọn cổng khác, ví dụ: make run PORT={port + 1}"
    ]


def test_a_database_that_is_down_is_a_sentence(folder):
    url = f"postgres://nobody:secret@127.0.0.1:{free_port()}/none"
    result = refused(folder, "--port", str(free_port()), DATABASE_URL=url)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("CommandError: Không kết nối được cơ sở dữ liệu.")
    assert "Traceback" not in result.stderr
    assert "secret" not in result.stderr
