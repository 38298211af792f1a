"""check_citations and compare_documents by contract: JSON, sentences, exit statuses, no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.documents.text.samples import FOLDER, HUYEN, NAMES, PHONG, THANH_PHO


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ending:
        call_command(*arguments)
    printed = capsys.readouterr()
    return ending.value.code, printed.out, printed.err.strip()


def test_check_citations_prints_the_conflicts_of_the_samples(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(FOLDER / name) for name in NAMES]
    call_command("check_citations", *files, "--json")
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"conflicts"}
    assert [conflict["code"] for conflict in data["conflicts"]] == [
        "date-conflict", "scope-conflict", "symbol-near-duplicate",
    ]  # fmt: skip
    first = data["conflicts"][0]
    assert set(first) == {"key", "code", "mentions"}
    assert first["mentions"][0] == {
        "file": str(FOLDER / PHONG),
        "line": 49,
        "quote": "Kế hoạch số 67/KH-UBND ngày 30/3/2021 của UBND thành phố về xây dựng, nhân rộng các mô hình, "
        "điển hình tiên tiến và thi đua cùng các gương điển hình tiên tiến trên địa bàn tỉnh Tây Ninh "
        "giai đoạn 2021 - 2025",
    }


def test_people_read_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_citations", str(FOLDER / HUYEN))
    assert capsys.readouterr().out.strip() == "Không thấy mâu thuẫn giữa các văn bản được dẫn."
    call_command("check_citations", *(str(FOLDER / name) for name in NAMES))
    assert capsys.readouterr().out.splitlines()[0] == (
        "Ủy ban nhân dân thành phố Tây Ninh · Kế hoạch 67/KH-UBND · 2021: ngày ban hành khác nhau"
    )


def test_compare_documents(capsys: pytest.CaptureFixture[str]) -> None:
    files = (str(FOLDER / THANH_PHO), str(FOLDER / PHONG))
    call_command("compare_documents", *files, "--json")
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"items", "copied", "specific"}
    assert set(data["items"][0]) == {"parent", "child", "relation", "similarity"}
    call_command("compare_documents", *files)
    assert capsys.readouterr().out.splitlines()[0] == "Chép nguyên văn: 0"


def test_refusals_are_sentences(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refused(capsys, "check_citations")[0] == 2
    assert refused(capsys, "compare_documents", str(FOLDER / PHONG))[0] == 2
    missing = str(tmp_path / "khong-co.txt")
    sentence = f"Không đọc được tệp {missing}. Hãy kiểm tra tên tệp và quyền đọc."
    assert refused(capsys, "check_citations", missing) == (1, "", sentence)
    assert refused(capsys, "compare_documents", str(FOLDER / PHONG), missing) == (1, "", sentence)
    empty = tmp_path / "trong.txt"
    empty.write_text(" \n")
    status, out, err = refused(capsys, "check_citations", str(empty))
    assert (status, out) == (1, "")
    assert err.startswith(f"{empty}: Văn bản không có chữ nào.")
