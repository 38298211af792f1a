"""scripts/prepare on machines that lack something: a bare one, one without root, one where uv fails.

The machine is made of a PATH that holds only what the script may use, with stand-ins for apt-get, id, Python's
``venv`` and the installers; each stand-in writes down how it was called.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "sh", "env", "dirname", "cat", "sha256sum", "cut", "tr", "mktemp", "rm", "timeout")
MIRROR = "http://mirror.example"

PYTHON3 = """#!/bin/bash
if [ "$1 $2" = "-m venv" ]; then
    echo "venv" >> "$CALLS"
    REAL -m venv --without-pip "${@:3}"
    [ -e "$MACHINE/python-venv" ] || { echo "ensurepip is not available"; exit 1; }
    exec /bin/cp "$MACHINE/pip.py" "$MACHINE/modules/pip.py"
fi
exec REAL "$@"
"""
APT_GET = """#!/bin/bash
echo "apt-get $*" >> "$CALLS"
echo "Get:1 MIRROR bookworm"
/bin/touch "$MACHINE/python-venv" "$MACHINE/libraries"
"""
# Loaded instead of the real modules by the script's Python.
CTYPES = """
import os
def CDLL(name):
    if not os.path.exists(os.environ["MACHINE"] + "/libraries"):
        raise OSError(name)
"""
INSTALLER = """
import os, sys
if __name__ == "__main__":
    name = "NAME"
    with open(os.environ["CALLS"], "a") as calls:
        print(name, *sys.argv[1:], file=calls)
    print("Looking in indexes: MIRROR")
    sys.exit(1 if os.path.exists(os.environ["MACHINE"] + "/" + name + "-fails") else 0)
"""


class Machine:
    """A project folder and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "project"
        self.calls_file = folder / "calls"
        for name in ("bin", "modules", "project/scripts"):
            (folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "scripts/prepare", self.project / "scripts/prepare")
        (self.project / "requirements.txt").write_text("one==1\n")
        (self.project / "requirements-dev.txt").write_text("two==2\n")
        for tool in TOOLS:
            (folder / "bin" / tool).symlink_to(shutil.which(tool))
        self.program("python3", PYTHON3.replace("REAL", os.path.realpath(sys.executable)))
        self.program("apt-get", APT_GET.replace("MIRROR", MIRROR))
        self.program("id", "#!/bin/bash\necho 0\n")
        (folder / "modules/ctypes.py").write_text(CTYPES)
        for path in ("modules/uv.py", "pip.py"):
            text = INSTALLER.replace("NAME", Path(path).stem).replace("MIRROR", MIRROR)
            (folder / path).write_text(text)

    def program(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def has(self, *things: str) -> None:
        for thing in things:
            (self.folder / thing).touch()

    def prepare(self, kind: str = "run") -> subprocess.CompletedProcess:
        environment = {
            "PATH": str(self.folder / "bin"),
            "PYTHONPATH": str(self.folder / "modules"),
            "MACHINE": str(self.folder),
            "CALLS": str(self.calls_file),
            "TMPDIR": str(self.folder),
        }
        self.calls_file.unlink(missing_ok=True)
        return subprocess.run(
            [self.project / "scripts/prepare", kind],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines() if self.calls_file.exists() else []

    def installs(self, name: str) -> list[str]:
        return [call for call in self.calls if call.startswith(name) and "install" in call and "-r" in call]


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_bare_machine_gets_what_it_lacks(machine):
    result = machine.prepare()
    assert result.returncode == 0, result.stderr
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert [call for call in machine.calls if call.startswith("apt-get")] == [
        f"apt-get install -qq -y --no-install-recommends {version}",
    ]
    assert machine.installs("uv") == ["uv pip install -q -p .venv/bin/python -r requirements.txt"]


def test_the_libraries_are_installed_when_only_they_are_missing(machine):
    machine.has("python-venv")
    assert machine.prepare().returncode == 0
    wanted = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert [call for call in machine.calls if call.startswith("apt-get")] == [
        f"apt-get install -qq -y --no-install-recommends {wanted}"
    ]


def test_no_address_of_a_mirror_is_shown(machine):
    machine.has("uv-fails")
    result = machine.prepare()
    assert result.returncode == 0
    assert MIRROR not in result.stdout + result.stderr


def test_a_second_time_nothing_is_done(machine):
    machine.prepare()
    result = machine.prepare()
    assert (result.returncode, result.stdout, result.stderr, machine.calls) == (0, "", "", [])


def test_changed_requirements_are_installed(machine):
    machine.prepare()
    (machine.project / "requirements.txt").write_text("one==2\n")
    machine.prepare()
    assert len(machine.installs("uv")) == 1


def test_the_packages_of_the_tests_come_on_top(machine):
    machine.prepare()
    machine.prepare("dev")
    assert machine.installs("uv") == [
        "uv pip install -q -p .venv/bin/python -r requirements.txt -r requirements-dev.txt"
    ]
    machine.prepare("run")
    assert machine.calls == []


def test_pip_takes_over_when_uv_fails(machine):
    machine.has("uv-fails")
    assert machine.prepare().returncode == 0
    assert machine.installs("pip")[-1] == "pip install -q -r requirements.txt"


def test_a_failed_installation_is_not_remembered(machine):
    machine.has("uv-fails", "pip-fails")
    result = machine.prepare()
    assert result.returncode == 1
    assert result.stderr.startswith("Không cài được các gói Python. Kiểm tra mạng rồi chạy lại; chi tiết trong tệp ")
    log = Path(result.stderr.strip().rsplit(" ", 1)[1].rstrip("."))
    assert MIRROR in log.read_text()
    machine.prepare()
    assert machine.installs("uv") != []


def test_without_root_it_says_what_to_install_and_stops_if_nothing_can_run(machine):
    machine.program("id", "#!/bin/bash\necho 1000\n")
    result = machine.prepare()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert result.returncode == 1
    assert result.stderr == (
        f"Không tạo được môi trường Python. Hãy chạy: sudo apt-get install {version}, rồi chạy lại.\n"
    )


def test_an_environment_that_was_left_half_made_is_made_again(machine):
    machine.program("id", "#!/bin/bash\necho 1000\n")
    assert machine.prepare().returncode == 1
    machine.has("python-venv", "libraries")
    assert machine.prepare().returncode == 0
    assert machine.calls[0] == "venv"


def test_without_root_it_goes_on_without_the_libraries(machine):
    machine.program("id", "#!/bin/bash\necho 1000\n")
    machine.has("python-venv")
    result = machine.prepare()
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == (
        "Để tạo được PDF, hãy chạy: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert [call for call in machine.calls if call.startswith("apt-get")] == []


def test_sudo_is_used_where_it_asks_for_nothing(machine):
    machine.program("id", "#!/bin/bash\necho 1000\n")
    machine.program("sudo", '#!/bin/bash\n[ "$1" = -n ] && shift\nexec "$@"\n')
    machine.has("python-venv")
    (machine.folder / "bin/true").symlink_to(shutil.which("true"))
    assert machine.prepare().returncode == 0
    assert len([call for call in machine.calls if call.startswith("apt-get install")]) == 1


def test_an_unknown_word_is_refused(machine):
    result = machine.prepare("tests")
    assert (result.returncode, result.stderr) == (2, "Cách dùng: scripts/prepare run|dev\n")
