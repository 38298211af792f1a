"""``python -m legal check|vote|money|authority|lookup``: the law on the command line, always as JSON.

Bad input ends with status 1, bad usage with status 2, each with a Vietnamese sentence on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from legal.authority import authority
from legal.dated import NotCovered
from legal.evaluate import check
from legal.findings import citation_dict
from legal.layers import NATIONAL
from legal.lookup import as_dict, authority_dict, look_up, money_dict
from legal.money import amount
from legal.scenario_reading import iso_day, read_scenario
from legal.tally import required
from legal.titles import SUBJECT_TYPES

_USAGE = "Cách dùng: python -m legal check TỆP.json | vote | money | authority | lookup (thêm --help để xem tùy chọn)."


# How the library says what is wrong with the options.
_ENGLISH = (
    ("the following arguments are required: ", "Lệnh còn thiếu: "),
    ("unrecognized arguments: ", "Không có tùy chọn: "),
    ("expected one argument", "còn thiếu giá trị"),
    ("invalid choice: ", "không có lệnh "),
    ("argument ", ""),
)


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese what is wrong with the options."""

    def error(self, message: str) -> NoReturn:
        for english, vietnamese in _ENGLISH:
            message = message.replace(english, vietnamese)
        print(f"{message.partition(' (choose from')[0]}.\n{_USAGE}", file=sys.stderr)
        raise SystemExit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status."""
    try:
        arguments = _parser().parse_args(argv)
        found = arguments.run(arguments)
    except (NotCovered, ValueError) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(unicodedata.normalize("NFC", json.dumps(found, ensure_ascii=False, indent=2)))
    return 0


def _check(arguments: argparse.Namespace) -> dict[str, Any]:
    return check(read_scenario(_json(arguments.scenario))).as_dict()


def _vote(arguments: argparse.Namespace) -> dict[str, Any]:
    members, agree = _number(arguments.members, "--members"), arguments.agree
    needed = required(arguments.title, _day(arguments.on), members, arguments.jurisdiction)
    return {
        "required": needed.required,
        "threshold_percent": needed.threshold_percent,
        "passed": None if agree is None else needed.passed(_number(agree, "--agree")),
        "text": needed.text,
        "citation": citation_dict(needed.citation),
    }


def _money(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.subject not in (None, *SUBJECT_TYPES):
        raise ValueError(f"--subject phải là một trong {', '.join(SUBJECT_TYPES)}; đang là “{arguments.subject}”.")
    return money_dict(amount(arguments.title, _day(arguments.on), arguments.subject))


def _authority(arguments: argparse.Namespace) -> dict[str, Any]:
    return authority_dict(authority(arguments.title, _day(arguments.on), arguments.jurisdiction))


def _lookup(arguments: argparse.Namespace) -> dict[str, Any]:
    return as_dict(look_up(arguments.title, _day(arguments.on), arguments.jurisdiction))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m legal", allow_abbrev=False, description="Tra cứu và đối chiếu quy định thi đua, khen thưởng."
    )
    _ignore_json(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, run: Callable[[argparse.Namespace], dict[str, Any]], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        _ignore_json(added)
        added.set_defaults(run=run)
        return added

    command("check", _check, "xét một tình huống").add_argument("scenario", metavar="TỆP.json")
    for name, run, text in (
        ("vote", _vote, "số phiếu cần có"),
        ("money", _money, "mức tiền thưởng"),
        ("authority", _authority, "ai có thẩm quyền quyết định"),
        ("lookup", _lookup, "mọi quy định về một danh hiệu, hình thức"),
    ):
        added = command(name, run, text)
        added.add_argument("--title", required=True, metavar="MÃ", help="mã danh hiệu, hình thức: CSTDCS")
        added.add_argument("--on", required=True, metavar="NGÀY", help="ngày quyết định: 2024-12-10")
        if name == "money":
            added.add_argument("--subject", metavar="|".join(SUBJECT_TYPES), help="cá nhân, tập thể hay hộ gia đình")
        else:
            added.add_argument("--jurisdiction", default=NATIONAL, metavar="MÃ", help="vn, vn-bac-ninh")
        if name == "vote":
            added.add_argument("--members", required=True, metavar="SỐ", help="tổng số thành viên Hội đồng")
            added.add_argument("--agree", metavar="SỐ", help="số phiếu đồng ý")
    return parser


def _ignore_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="luôn in JSON; có hay không cũng vậy")


def _json(name: str) -> Any:
    try:
        return json.loads(Path(name).read_text(encoding="utf-8-sig"), parse_constant=_not_a_number)
    except FileNotFoundError as problem:
        raise ValueError(f"Không đọc được tệp “{name}”: không có tệp này.") from problem
    except OSError as problem:
        raise ValueError(f"Không đọc được tệp “{name}”.") from problem
    except UnicodeDecodeError as problem:
        raise ValueError(f"Tệp “{name}” không phải văn bản UTF-8.") from problem
    except json.JSONDecodeError as problem:
        raise ValueError(
            f"Tệp “{name}” không phải JSON hợp lệ: lỗi ở dòng {problem.lineno}, cột {problem.colno}."
        ) from problem
    except ValueError as problem:
        raise ValueError(f"Tệp “{name}” có số không hợp lệ (quá lớn, NaN hoặc Infinity).") from problem
    except RecursionError as problem:
        raise ValueError(f"Tệp “{name}” lồng quá nhiều cấp.") from problem


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(name)


def _day(text: str) -> date:
    day = iso_day(text)
    if day is None:
        raise ValueError(f"--on phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là “{text}”.")
    return day


def _number(text: str, option: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"{option} phải là một số nguyên không âm; đang là “{text}”.")
    return int(text)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    raise SystemExit(main())
