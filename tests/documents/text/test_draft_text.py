"""A draft as its reader sees it: what is found in it belongs to a field, and a repair there is one in the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text.draft_text import FIELDS, MOST, Draft, check_draft, draft_of, section_at
from documents.text.findings import apply_fix, fingerprint, place_of
from documents.text.reading import Finding
from documents.text.tree import Header

TEXTS = {
    "summary": "Phát động phong trào thi đua năm 2024",
    "bases": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nCăn cứ tình hình thực tế.",
    "body": "I. MỤC ĐÍCH\n\n1. Mục đích\n\nTạo phong trào sôi nổi.\n\nII. NỘI DUNG\n\n- Thi đua hoàn thành nhiệm vụ./.",
    "recipients": "- UBND tỉnh;\n- Lưu: VT.",
    "sign_on_behalf_of": "TM. ỦY BAN NHÂN DÂN",
    "sign_deputy_for": "KT. CHỦ TỊCH",
    "sign_title": "PHÓ CHỦ TỊCH",
}


def draft(**texts: str) -> Draft:
    header = Header(kind="Kế hoạch", symbol="KH-UBND", place="Tây Ninh", year=2024,
                    issuer="Ủy ban nhân dân thành phố Tây Ninh")  # fmt: skip
    return draft_of(TEXTS | texts, header=header, kind="KH", layout="1.4", written=date(2024, 3, 1))


def told(**texts: str) -> list[tuple[str, str, int, str, str | None]]:
    return [
        (row.finding.code, row.field, row.line, row.finding.quote, row.finding.fix)
        for row in check_draft(draft(**texts)).found
    ]


def test_a_clean_draft_has_no_findings() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("bases", "Căn cứ Luật Thi đua, khen thưởng\nCăn cứ tình hình thực tế;", [
            ("basis-separator", 1, "Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Luật Thi đua, khen thưởng;"),
            ("bases-end", 2, "Căn cứ tình hình thực tế;", "Căn cứ tình hình thực tế."),
        ]),
        ("body", "I. MỤC ĐÍCH\n\nTạo **bức** phá trong thi đua./.", [("set-phrase", 3, "bức phá", "bứt phá")]),
        ("body", "Chủ đề năm 2023 là kỷ cương", [
            ("closing-mark", 1, "Chủ đề năm 2023 là kỷ cương", "Chủ đề năm 2023 là kỷ cương./."),
            ("year-slip", 1, "Chủ đề năm 2023", "Chủ đề năm 2024"),
        ]),
        ("body", "Nội dung./.\n\nPhụ lục\n\nDanh sách kèm theo", []),
        ("body", "# Khôi thi đua\n\nNội dung./.", [("set-phrase", 1, "Khôi thi đua", "Khối thi đua")]),
        ("recipients", "- UBND tỉnh", [("archive-line", 1, "- UBND tỉnh", None)]),
        ("recipients", "- Công Thông tin điện tử;\n\n- Lưu: VT.", [
            ("set-phrase", 1, "Công Thông tin điện tử", "Cổng Thông tin điện tử")
        ]),
        ("summary", "Phát động bức phá", [("set-phrase", 1, "bức phá", "bứt phá")]),
        ("sign_deputy_for", "", [("signature-kt-missing", 1, "PHÓ CHỦ TỊCH", None)]),
    ],
)  # fmt: skip
def test_findings_stand_in_their_field_on_their_line(field: str, text: str, expected: list[tuple]) -> None:
    found = told(**{field: text})
    assert [(code, line, quote, fix) for code, _, line, quote, fix in found] == expected
    assert {name for _, name, *_ in found} <= {field}


def test_number_and_day_of_a_draft_are_not_missed() -> None:
    codes = {row.finding.code for row in check_draft(replace(draft(), header=Header(kind="Kế hoạch"))).found}
    assert codes & {"draft-state", "symbol-missing"} == set()


def test_a_blank_of_the_template_is_an_error_not_a_slip() -> None:
    [row] = check_draft(draft(body="[… nêu kết quả]./.")).found
    assert (row.finding.code, row.finding.severity) == ("template-leftover", "loi")


def test_papers_of_the_party_keep_other_rules_of_form() -> None:
    party = replace(draft(body="Không có dấu kết", bases="Căn cứ một"), header=Header(symbol="KH/TU"))
    assert [row.finding.code for row in check_draft(party).found] == []


def test_completeness_is_asked_of_plans_alone() -> None:
    states = {one.element: one.state for one in check_draft(draft()).completeness}
    assert (states["muc_dich_yeu_cau"], states["can_cu_luat"], states["ky_bao_cao"]) == ("co", "co", "khong")
    assert check_draft(replace(draft(), kind="CV")).completeness == ()
    assert check_draft(draft(body=" ")).completeness == ()


@pytest.mark.parametrize(
    ("line", "section"),
    [(1, ""), (2, "mục I"), (4, "mục I.1"), (6, "mục I.2"), (8, "mục II"), (9, "Điều 3"), (11, "Phụ lục I")],
)
def test_the_section_of_a_line_is_named(line: int, section: str) -> None:
    body = "Mở đầu\n# I. MỤC ĐÍCH\n1. Mục đích\nMột\n2. Yêu cầu\na) Hai\nII. NỘI DUNG\nBa\nĐiều 3. Bốn\nPhụ lục I\nNăm"
    assert section_at(body, line) == section


def test_a_finding_without_words_is_known_by_what_it_says() -> None:
    one = Finding("parent-not-cited", "canh_bao", "Chưa dẫn số 01.", "", 1)
    assert fingerprint(one) != fingerprint(replace(one, message="Chưa dẫn số 02."))
    quoted = replace(one, quote="một")
    assert fingerprint(quoted) == fingerprint(replace(quoted, message="Khác", line=9))
    assert place_of("một", one) is None


def test_of_very_many_findings_the_first_are_told_errors_before_all() -> None:
    checked = check_draft(draft(body="bức phá\n" * 20_000))
    assert (len(checked.found), checked.left_out) == (MOST, 20_001 - MOST)
    assert "closing-mark" in {row.finding.code for row in checked.found}
    assert checked.found[0].finding.line < checked.found[-1].finding.line


_PIECES = st.sampled_from(
    [
        "bức phá", "**bức** phá", "Khôi thi đua", "kỷ niệm kỷ niệm", "kinh tế - xã hội", "kinh tế-xã hội",
        "Căn cứ Kế hoạch số 53/KH-UBND ngày 04 tháng 3 năm 2023 của UBND thành phố về thi đua", "chủ đề năm 2022",
        "Căn cứ Chỉ thị số 34/CT-TW ngày 07/4/2014 của Bộ Chính trị về thi đua", "I. MỤC", "1. Mục", "| a | bức phá |",
        "# Đầu đề", "\\- gạch", "---", "- Lưu: VT", "./.", ";", ".", "năm 2024", "trên địa bàn tỉnh Tây Ninh", "",
    ]
)  # fmt: skip
_LINES = st.lists(st.lists(_PIECES, min_size=1, max_size=4).map(" ".join), max_size=6).map("\n".join)


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(("bases", "body", "recipients", "addressees"), _LINES)), _PIECES)
def test_a_repair_in_the_field_is_the_repair_in_the_text(texts: dict[str, str], summary: str) -> None:
    whole = draft(**texts, summary=summary)
    for row in check_draft(whole).found:
        assert row.field in (*FIELDS, "")
        if row.finding.fix is None:
            continue
        repaired = apply_fix(whole.of(row.field), row.in_field)
        assert whole.with_text(row.field, repaired).text == apply_fix(whole.text, row.finding)


@settings(deadline=None, max_examples=30)
@given(st.fixed_dictionaries(dict.fromkeys(("bases", "body"), _LINES)))
def test_repairs_come_to_an_end(texts: dict[str, str]) -> None:
    whole = draft(**texts)
    for _ in range(60):
        row = next((row for row in check_draft(whole).found if row.finding.fix is not None), None)
        if row is None:
            return
        whole = whole.with_text(row.field, apply_fix(whole.of(row.field), row.in_field))
    codes = {row.finding.code for row in check_draft(whole).found}
    pytest.fail(f"still {codes} in {whole.text!r}")
