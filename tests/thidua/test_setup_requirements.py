"""The lists of packages: exact, explained, few, and without a trace of the machine that made them."""

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")
BROUGHT = "# brought along by the above"
MOST_DIRECT = 30


def parts(name: str) -> tuple[list[str], list[str]]:
    """The lines that pin a package: the direct ones, and those brought along."""
    direct, brought = (ROOT / name).read_text().split(BROUGHT)
    return pins(direct), pins(brought)


def pins(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-r requirements.txt"))]


def requirement(line: str) -> Requirement:
    return Requirement(line.split("  # ")[0])


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_to_one_version(name):
    for line in sum(parts(name), []):
        assert re.fullmatch(r"==[^*,]+", str(requirement(line).specifier)), line


@pytest.mark.parametrize("name", FILES)
def test_every_direct_package_has_a_reason(name):
    for line in parts(name)[0]:
        assert re.search(r"  # \S.{9,}", line), line


def test_direct_runtime_packages_are_few():
    assert 0 < len(parts("requirements.txt")[0]) <= MOST_DIRECT


@pytest.mark.parametrize("name", FILES)
def test_no_place_to_download_from_is_written(name):
    text = (ROOT / name).read_text()
    assert re.findall(r"https?:|--(?:extra-)?index|--find-links|--trusted-host|--hash|\bfile:", text) == []


def test_development_adds_to_the_runtime_packages_and_repeats_none():
    assert "-r requirements.txt" in (ROOT / "requirements-dev.txt").read_text().splitlines()
    runtime = {requirement(line).name.lower() for line in sum(parts("requirements.txt"), [])}
    development = {requirement(line).name.lower() for line in sum(parts("requirements-dev.txt"), [])}
    assert runtime & development <= {"pillow"}  # a tool of the tests, and brought along by the runtime packages


def test_everything_that_runtime_packages_bring_along_is_pinned():
    """A package without a pin would be the newest one of the day it is installed."""
    pinned = {canonical(requirement(line).name): requirement(line) for line in sum(parts("requirements.txt"), [])}
    missing = {
        f"{name} → {need.name}"
        for name, entry in pinned.items()
        if entry.marker is None or entry.marker.evaluate()
        for need in map(Requirement, requires(name) or [])
        if applies(need.marker, entry.extras) and canonical(need.name) not in pinned
    }
    assert missing == set()


def applies(marker: Marker | None, extras: set[str]) -> bool:
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ({""} | extras))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
