"""The law on the command line: JSON out, sentences for what is wrong."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from legal.__main__ import main

SCENARIO = {
    "title": "LDTT",
    "on": "2024-12-10",
    "jurisdiction": "vn",
    "year": 2024,
    "subject": {
        "type": "person",
        "ratings": [{"year": 2024, "rating": "HTNV"}],
        "discipline": [],
        "under_review": False,
    },
}
ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, object, str]:
    """Status, what was printed as JSON, and what was said on standard error."""
    try:
        status = main(argv)
    except SystemExit as end:
        status = int(end.code or 0)
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out else None, said.err


def test_check(capsys, tmp_path):
    path = tmp_path / "tinh-huong.json"
    path.write_text(json.dumps(SCENARIO), encoding="utf-8")
    status, found, error = run(capsys, "check", str(path), "--json")
    assert (status, error, found["verdict"]) == (0, "", "not_eligible")
    failed = [one for one in found["findings"] if one["ok"] is False]
    assert failed == [
        {
            "rule": "hoan_thanh_tot",
            "ok": False,
            "text": "Hoàn thành tốt nhiệm vụ trở lên: năm 2024 hoàn thành nhiệm vụ.",
            "evidence": {"year": 2024, "rating": "HTNV"},
            "needs": "Kết quả xếp loại năm 2024: hoàn thành tốt nhiệm vụ",
            "citation": {"document": "06/2022/QH15", "article": "Điều 24", "verified": True},
        }
    ]


def test_the_option_json_may_stand_anywhere_and_changes_nothing(capsys):
    plain = ("money", "--title", "CSTDCS", "--on", "2026-08-01")
    told = [run(capsys, *argv) for argv in (plain, ("--json", *plain), ("money", "--json", *plain[1:]))]
    assert told == [told[0]] * 3
    assert told[0][0] == 0


def test_vote(capsys):
    argv = ("vote", "--title", "CSTDCS", "--on", "2024-12-10", "--members", "11")
    status, found, _ = run(capsys, *argv, "--agree", "9")
    assert (status, found) == (
        0,
        {
            "required": 9,
            "threshold_percent": 80,
            "passed": True,
            "text": "Cần ít nhất 9 trên tổng số 11 thành viên đồng ý (80%), kể cả người vắng mặt.",
            "citation": {"document": "98/2023/NĐ-CP", "article": "Điều 30 khoản 7", "verified": True},
        },
    )
    assert run(capsys, *argv, "--agree", "8")[1]["passed"] is False
    assert run(capsys, *argv)[1]["passed"] is None


def test_a_title_without_a_threshold_says_so(capsys):
    argv = ("vote", "--title", "LDTT", "--on", "2024-12-10", "--members", "11", "--agree", "9")
    status, found, _ = run(capsys, *argv)
    assert (status, found["required"], found["threshold_percent"], found["passed"]) == (0, None, None, None)
    assert found["text"] == "Không có tỷ lệ phiếu cố định cho Lao động tiên tiến; theo quy chế của Hội đồng."


def test_money(capsys):
    status, found, _ = run(capsys, "money", "--title", "CSTDCS", "--on", "2026-08-01")
    assert (status, found) == (
        0,
        {
            "amount": 2530000,
            "coefficient": "1.0",
            "base": 2530000,
            "citation": {"document": "152/2025/NĐ-CP", "article": "Điều 49–54", "verified": True},
            "base_citation": {"document": "161/2026/NĐ-CP", "article": "Mức lương cơ sở", "verified": True},
            "verified": True,
        },
    )
    _, found, _ = run(capsys, "money", "--title", "GK", "--on", "2026-08-01", "--subject", "household")
    assert (found["amount"], found["coefficient"], found["multiplier"]) == (1140000, "0.3", "1.5")


def test_authority(capsys):
    status, found, _ = run(capsys, "authority", "--title", "CSTDCS", "--on", "2024-06-01")
    assert (status, found["authority"]) == (0, [{"code": "chu_tich_huyen", "name": "Chủ tịch UBND cấp huyện"}])
    assert found["citation"] == {"document": "06/2022/QH15", "article": "Điều 77–80", "verified": True}
    argv = ("authority", "--title", "BKT", "--on", "2026-01-10", "--jurisdiction", "vn-bac-ninh")
    assert run(capsys, *argv)[1]["citation"]["document"] == "86/2025/QĐ-UBND"


def test_lookup(capsys):
    status, found, _ = run(capsys, "lookup", "--title", "CSTDCS", "--on", "2024-06-01")
    assert (status, found["title"]["code"], found["missing"]) == (0, "CSTDCS", {})


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (
            ("money", "--title", "KNC", "--on", "2026-08-01"),
            "Không có danh hiệu, hình thức khen thưởng nào mang mã “KNC”.",
        ),
        (
            ("money", "--title", "CSTDCS", "--on", "2003-08-01"),
            "Dữ liệu pháp luật chưa có mức tiền thưởng của “Chiến sĩ thi đua cơ sở” (CSTDCS) cho ngày 01/08/2003.",
        ),
        (
            ("money", "--title", "CSTDCS", "--on", "01/08/2026"),
            "--on phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là “01/08/2026”.",
        ),
        (
            ("money", "--title", "CSTDCS", "--on", "2026-8-1"),
            "--on phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là “2026-8-1”.",
        ),
        (
            ("money", "--title", "CSTDCS", "--on", "2026-08-32"),
            "--on phải là một ngày dạng năm-tháng-ngày (2024-12-10); đang là “2026-08-32”.",
        ),
        (
            ("money", "--title", "CSTDCS", "--on", "2026-08-01", "--subject", "cat"),
            "--subject phải là một trong person, collective, household; đang là “cat”.",
        ),
        (
            ("vote", "--title", "CSTDCS", "--on", "2024-08-01", "--members", "nine"),
            "--members phải là một số nguyên không âm; đang là “nine”.",
        ),
        (
            ("vote", "--title", "CSTDCS", "--on", "2024-08-01", "--members", "9", "--agree", "10"),
            "Số phiếu đồng ý (10) phải từ 0 đến tổng số thành viên (9).",
        ),
        (
            ("authority", "--title", "CSTDCS", "--on", "2024-08-01", "--jurisdiction", "vn-hue"),
            "Dữ liệu pháp luật chưa có quy định của “vn-hue”.",
        ),
    ],
)
def test_bad_input_is_a_sentence_and_status_one(capsys, argv, sentence):
    status, found, error = run(capsys, *argv)
    assert (status, found, error.startswith(sentence), error.count("\n")) == (1, None, True, 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"title": "LDTT",}', "Tệp “{}” không phải JSON hợp lệ: lỗi ở dòng 1, cột 18.\n"),
        (b"\xff\xfe", "Tệp “{}” không phải văn bản UTF-8.\n"),
        (b'{"year": NaN}', "Tệp “{}” có số không hợp lệ (quá lớn, NaN hoặc Infinity).\n"),
        (b'{"year": ' + b"9" * 5000 + b"}", "Tệp “{}” có số không hợp lệ (quá lớn, NaN hoặc Infinity).\n"),
        (b"[" * 100_000, "Tệp “{}” lồng quá nhiều cấp.\n"),
        (b'{"title": "LDTT"}', "Khóa “on” còn thiếu.\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(capsys, tmp_path, content, sentence):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert run(capsys, "check", str(path)) == (1, None, sentence.format(path))


def test_a_file_that_is_not_there(capsys, tmp_path):
    path = tmp_path / "none.json"
    assert run(capsys, "check", str(path)) == (1, None, f"Không đọc được tệp “{path}”: không có tệp này.\n")
    assert run(capsys, "check", str(tmp_path)) == (1, None, f"Không đọc được tệp “{tmp_path}”.\n")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ((), "Lệnh còn thiếu: LỆNH."),
        (("check",), "Lệnh còn thiếu: TỆP.json."),
        (("vote", "--title", "CSTDCS", "--on", "2024-12-10"), "Lệnh còn thiếu: --members."),
        (("money", "--title"), "--title: còn thiếu giá trị."),
        (("check", "x.json", "--fast"), "Không có tùy chọn: --fast."),
        (("tong",), "LỆNH: không có lệnh 'tong'."),
    ],
)
def test_bad_usage_is_a_sentence_and_status_two(capsys, argv, sentence):
    status, found, error = run(capsys, *argv)
    assert (status, found, error.splitlines()[0]) == (2, None, sentence)


def test_it_runs_without_django():
    code = "import sys, legal.__main__, legal.forecast; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_as_a_module_it_prints_utf8_whatever_the_terminal_says(capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["legal", "authority", "--title", "GDVH", "--on", "2024-06-01"])
    monkeypatch.delitem(sys.modules, "legal.__main__")
    sys.stdout.reconfigure(encoding="latin-1")
    with pytest.raises(SystemExit) as end:
        runpy.run_module("legal", run_name="__main__")
    found = json.loads(capsysbinary.readouterr().out.decode("utf-8"))
    assert (end.value.code, found["authority"]) == (0, [{"code": "chu_tich_xa", "name": "Chủ tịch UBND cấp xã"}])
