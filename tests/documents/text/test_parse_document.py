"""The command parse_document by its contract: JSON, a summary, exit statuses, no traceback, no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.documents.text.samples import FOLDER, HUYEN

CONTRACT = {"header", "bases", "sections", "recipients", "signature", "citations", "targets", "obligations",
            "movements", "completeness", "findings", "quality"}  # fmt: skip


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ending:
        call_command("parse_document", *arguments)
    printed = capsys.readouterr()
    return ending.value.code, printed.out, printed.err.strip()


def test_json_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parse_document", str(FOLDER / HUYEN), "--json")
    data = json.loads(capsys.readouterr().out)
    assert set(data) - CONTRACT == {"opening", "closing", "drafter_mark"}
    assert set(data) >= CONTRACT
    assert data["signature"] == {"on_behalf_of": None, "for": None, "title": "CHỦ TỊCH", "name": "Lê Ngọc Ân"}
    assert data["sections"][0]["children"][0]["title"] == "Mục đích"
    assert set(data["sections"][0]) == {"label", "title", "text", "children"}
    assert data["citations"][3] == {
        "kind": "Chỉ thị",
        "number": "34",
        "symbol": "CT/TW",
        "date": "2014-04-07",
        "issuer": "Bộ Chính trị",
        "issuer_resolved": "Bộ Chính trị",
        "title": "Tiếp tục đổi mới công tác thi đua, khen thưởng",
        "quote": "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về "
        "“Tiếp tục đổi mới công tác thi đua, khen thưởng”",
        "line": 33,
    }
    assert data["quality"] == {"ocr": 1.0}


def test_people_get_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parse_document", str(FOLDER / HUYEN))
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Số, ký hiệu: 06/KH-UBND; ngày: 20/01/2022; cơ quan ban hành: UBND huyện Châu Thành"


def test_bad_input_and_bad_usage_are_sentences(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "khong-co.txt")
    sentence = f"Không đọc được tệp {missing}. Hãy kiểm tra tên tệp và quyền đọc."
    assert refused(capsys, missing) == (1, "", sentence)
    binary = tmp_path / "a.txt"
    binary.write_bytes(b"\x00\x01")
    status, out, err = refused(capsys, str(binary))
    assert (status, out, err.split(".")[0]) == (1, "", "Tệp không phải là văn bản")
    assert refused(capsys, str(FOLDER / HUYEN), "--on", "32/1/2022") == (
        2, "", "Ngày sau --on phải có dạng YYYY-MM-DD, ví dụ 2024-03-22.",
    )  # fmt: skip
    assert refused(capsys)[0] == 2
