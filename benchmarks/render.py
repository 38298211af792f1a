"""How fast papers are printed, beside the other engines that are installed, in one interleaved run.

    .venv/bin/python -m benchmarks.render --engines all --repeat 10 --json

Every round renders every paper with every engine once, so that a busy moment of the machine falls on all
of them; the figures are medians, and the ratios are to ``weasyprint-plain`` in the same run.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf

from benchmarks.engines import Engine, Missing, libraries, own
from benchmarks.engines.process import InProcess
from benchmarks.engines.programs import Chromium, LibreOffice
from documents.rendering.from_reading import paper_from
from documents.rendering.paper import Paper
from documents.text.reader import read_text
from documents.text.tree import Body, Item

SAMPLES = Path(__file__).resolve().parents[1] / "thidua" / "demo" / "documents"
ENGINES: dict[str, Callable[[], Engine]] = {
    "thidua": partial(InProcess, "weasyprint", own.in_process),
    "thidua-worker": own.Worker,
    "weasyprint-plain": partial(InProcess, "weasyprint", libraries.weasyprint_plain),
    "weasyprint-link": partial(InProcess, "weasyprint", libraries.weasyprint_link),
    "chromium": Chromium,
    "libreoffice": LibreOffice,
    "reportlab": partial(InProcess, "reportlab", libraries.reportlab),
    "fpdf2": partial(InProcess, "fpdf", libraries.fpdf2),
    "typst": partial(InProcess, "typst", libraries.typst),
}
BASE = "weasyprint-plain"
ANNEX = "annex-1000"
NOT_MEASURED = {"certificates-1000": "chưa có: giấy khen, bằng khen chưa được làm trong chương trình này"}


def papers() -> dict[str, Paper]:
    """The sample plans, and a list annex of 1,000 rows."""
    found = {path.stem: paper_from(read_text(path.read_text("utf-8"))) for path in sorted(SAMPLES.glob("*.txt"))}
    head = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu")
    rows = tuple((str(n), f"Nguyễn Thị Ánh {n}", "Phòng Nội vụ", "Lao động tiên tiến") for n in range(1, 1001))
    annex = Item("annex", "", "Danh sách đề nghị khen thưởng", children=(Item("table", rows=(head, *rows)),))
    found[ANNEX] = Paper(kind="Quyết định", authority="Ủy ban nhân dân xã An Bình", body=Body((), (annex,)))
    return found


def measure(names: list[str], repeat: int, works: dict[str, Paper]) -> dict[str, Any]:
    """Rounds of everything; the annex, some thirty times as long as a plan, gets a fifth of the rounds."""
    engines, missing = start(names)
    times: dict[tuple[str, str], list[float]] = {}
    files: dict[tuple[str, str], bytes] = {}
    try:
        for turn in range(repeat + 1):
            for work, paper in works.items():
                if work == ANNEX and turn > max(1, repeat // 5):
                    continue
                for name, engine in engines.items():
                    files[work, name], seconds = engine.render(paper)
                    times.setdefault((work, name), []).append(seconds)
    finally:
        for engine in engines.values():
            engine.close()
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
        "repeat": repeat,
        "rows": [row(key, seconds, files[key], times) for key, seconds in times.items()],
        "missing": missing,
        "not_measured": NOT_MEASURED,
    }


def start(names: list[str]) -> tuple[dict[str, Engine], dict[str, str]]:
    """The engines that are there, and why the others are not."""
    engines: dict[str, Engine] = {}
    missing: dict[str, str] = {}
    for name in names:
        try:
            engines[name] = ENGINES[name]()
        except Missing as reason:
            missing[name] = str(reason)
    return engines, missing


def row(
    key: tuple[str, str], seconds: list[float], content: bytes, times: dict[tuple[str, str], list[float]]
) -> dict[str, Any]:
    """One line of the table. The first rendering of an engine's first paper is its cold figure."""
    work, name = key
    first = next(iter(times))[0]
    base = times.get((work, BASE))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages, tagged = len(pdf.pages), "/StructTreeRoot" in pdf.Root
    return {
        "work": work,
        "engine": name,
        "cold_ms": round(seconds[0] * 1000) if work == first else None,
        "median_ms": round(statistics.median(seconds[1:]) * 1000, 1),
        "least_ms": round(min(seconds[1:]) * 1000, 1),
        "ratio": round(statistics.median(seconds[1:]) / statistics.median(base[1:]), 2) if base else None,
        "ratio_of_least": round(min(seconds[1:]) / min(base[1:]), 2) if base else None,
        "pages": pages,
        "tagged": tagged,
        "bytes": len(content),
    }


def print_table(result: dict[str, Any]) -> None:
    """The figures for people."""
    heads = f"{'lần đầu':>9}{'giữa':>10}{'ít nhất':>10}{'tỷ lệ':>7}{'trang':>7}{'thẻ':>5}{'KB':>7}"
    print(f"{'việc':44}{'bộ tạo tệp':18}{heads}")
    for line in result["rows"]:
        cold = f"{line['cold_ms']} ms" if line["cold_ms"] is not None else "–"
        print(
            f"{line['work']:44}{line['engine']:18}{cold:>9}{line['median_ms']:>7} ms{line['least_ms']:>7} ms"
            f"{line['ratio'] or '–':>7}{line['pages']:>7}{'có' if line['tagged'] else '–':>5}{line['bytes'] // 1024:>7}"
        )
    for work, reason in result["not_measured"].items():
        print(f"{work:44}{reason}")
    for name, reason in result["missing"].items():
        print(f"không đo {name}: {reason}")
    print(f"tỷ lệ so với {BASE} trong cùng lần chạy; giữa = trung vị; thẻ = có cấu trúc cho trình đọc màn hình")


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.render", description=__doc__)
    parser.add_argument("--engines", default="all", help=f"all, or some of {','.join(ENGINES)}")
    parser.add_argument("--repeat", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    names = list(ENGINES) if options.engines == "all" else options.engines.split(",")
    if unknown := [name for name in names if name not in ENGINES]:
        print(f"Không có bộ tạo tệp tên {', '.join(unknown)}. Chọn trong: {', '.join(ENGINES)}.", file=sys.stderr)
        sys.exit(2)
    result = measure(names, max(1, options.repeat), papers())
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_table(result)


if __name__ == "__main__":
    main()
