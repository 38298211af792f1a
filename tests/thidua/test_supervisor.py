"""Children are kept alive, started again more and more slowly, and ended with their parent."""

import os
import signal
import subprocess
import sys
import textwrap
import time

from thidua import supervisor
from thidua.supervisor import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def gone(pid: int) -> bool:
    """Whether the process has ended (a zombie has)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def eventually(true, seconds=10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_a_killed_child_is_started_again(monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_DELAY", 0.1)
    said = []
    child = Child("Con", SLEEP, delay=0.1)
    keeper = Supervisor([child], said.append)
    keeper.tick()
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    try:
        assert eventually(lambda: keeper.tick() or (child.process is not None and child.process.pid != first))
        assert said == ["Con đã dừng (mã -9); sẽ khởi động lại sau 0.1 giây."]
    finally:
        keeper.end()
    assert gone(child.process.pid)


def test_the_delay_doubles_up_to_a_limit_and_starts_anew_after_a_long_life(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: now[0])
    child = Child("Con", SLEEP)
    delays = []
    for _ in range(8):
        child.started, child.process = now[0], DeadProcess()
        assert child.died() == 1
        delays.append(child.due - now[0])
    assert delays == [0.5, 1, 2, 4, 8, 16, 30, 30]
    child.process = DeadProcess()
    now[0] += supervisor.SETTLED + 1
    child.died()
    assert child.due - now[0] == 0.5


class DeadProcess:
    """A process that ended."""

    def __init__(self, status: int = 1) -> None:
        self.status = status

    def poll(self) -> int:
        return self.status


def test_an_end_of_its_own_choice_is_no_failure():
    """Workers end by themselves when they have grown large."""
    said = []
    child = Child("Con", SLEEP, delay=8.0)
    keeper = Supervisor([child], said.append)
    child.process = DeadProcess(status=0)
    now = time.monotonic()
    keeper.tick()
    assert (said, child.process, child.delay) == ([], None, supervisor.FIRST_DELAY)
    assert child.due - now < supervisor.FIRST_DELAY + 0.5


def test_a_child_that_ignores_the_request_is_killed(monkeypatch):
    monkeypatch.setattr(supervisor, "PATIENCE", 0.5)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); time.sleep(60)"
    child = Child("Con", [sys.executable, "-c", code])
    keeper = Supervisor([child], lambda _: None)
    child.start()
    time.sleep(0.5)
    keeper.end()
    assert child.process.returncode == -signal.SIGKILL


def test_children_end_when_the_parent_is_killed_outright():
    parent = start_parent()
    child = int(parent.stdout.readline())
    try:
        assert not gone(child)
        parent.kill()
        parent.wait()
        assert eventually(lambda: gone(child))
    finally:
        if not gone(child):
            os.kill(child, signal.SIGKILL)


def test_without_the_request_to_the_kernel_they_would_live_on():
    """The twin of the test above: it is the request that ends them."""
    parent = start_parent("supervisor._die_with = lambda parent: None")
    child = int(parent.stdout.readline())
    try:
        parent.kill()
        parent.wait()
        assert not eventually(lambda: gone(child), seconds=1.5)
    finally:
        os.kill(child, signal.SIGKILL)


def start_parent(change: str = "") -> subprocess.Popen:
    """A process that runs one child under a supervisor and prints the child's number."""
    code = f"""
        import time
        from thidua import supervisor
        {change}
        child = supervisor.Child("Con", {SLEEP!r})
        child.start()
        print(child.process.pid, flush=True)
        time.sleep(60)
    """
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE)
