"""Targets, obligations, movements, completeness, findings: precise on small papers made for each."""

from __future__ import annotations

from datetime import date

import pytest

from documents.text.quality import is_syllable, share_of_vietnamese
from documents.text.reader import read_text
from documents.text.reading import Finding

TOP = (
    "Số: 5/KH-UBND\nChâu Thành, ngày 20 tháng 01 năm 2023\nKẾ HOẠCH\nPhát động thi đua năm 2023\n"
    "Căn cứ Luật Thi đua, khen thưởng.\n"
)
FOOT = "\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn A"


def paper(body: str, top: str = TOP, foot: str = FOOT):
    return read_text(f"{top}{body}{foot}")


def codes(body: str, top: str = TOP, foot: str = FOOT) -> list[str]:
    return [found.code for found in paper(body, top, foot).findings]


def test_a_sound_paper_has_no_finding() -> None:
    assert codes("I. NỘI DUNG\nThực hiện tốt./.") == []


def test_targets_are_numbers_with_a_unit_that_somebody_promises() -> None:
    found = paper(
        "1. Thu ngân sách đạt 1.790,5 tỷ đồng, giảm còn 1,5%.\n"
        + "2. Nhân dịp 75 năm, 3 trụ cột, từ 10 mô hình trở lên./."
    ).targets
    assert [(target.value, target.unit, target.line) for target in found] == [
        ("1.790,5", "tỷ đồng", 6),
        ("1,5", "%", 6),
        ("10", "mô hình", 7),
    ]


def test_obligations_name_the_unit_and_the_day() -> None:
    body = (
        "I. NỘI DUNG\nPhòng Tư pháp tham mưu.\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\n"
        "- Chủ trì tham mưu trước ngày 15/11.\n"
        "2. Giao Công an huyện chủ trì, phối hợp; báo cáo trước ngày 05 tháng 12 năm 2022.\n"
        "3. Các tổ chức chính trị - xã hội huyện tuyên truyền./."
    )
    assert [(found.unit, found.due, found.line) for found in paper(body).obligations] == [
        ("Phòng Nội vụ", date(2023, 11, 15), 10),
        ("Công an huyện", date(2022, 12, 5), 11),
        ("Các tổ chức chính trị - xã hội huyện", None, 12),
    ]


def test_obligations_of_a_table_with_who_and_when() -> None:
    body = (
        "I. NỘI DUNG\n| STT | Nội dung công việc | Cơ quan chủ trì | Phối hợp | Thời hạn |\n|---|---|---|---|---|\n"
        "| 1 | Phát động phong trào | Phòng Nội vụ | Các đơn vị | 28/02/2023 |\n"
        "| 2 | Tổng kết, khen thưởng | Văn phòng | Phòng Nội vụ | Quý IV |\n\nII. KHÁC\nThực hiện tốt./."
    )
    assert [(found.unit, found.text, found.due, found.when) for found in paper(body).obligations] == [
        ("Phòng Nội vụ", "Phát động phong trào", date(2023, 2, 28), ""),
        ("Văn phòng", "Tổng kết, khen thưởng", None, "Quý IV"),
    ]


def test_movements_are_the_quoted_names_of_movements_only() -> None:
    body = (
        "Đẩy mạnh phong trào thi đua “Dân vận khéo”, “Chung sức xây dựng nông thôn mới” và cuộc vận động “Nói không”; "
        "gương “người tốt, việc tốt”. Chủ đề “Sáng tạo”. Các phong trào: “dân vận khéo”./."
    )
    assert paper(body).movements == ("Dân vận khéo", "Chung sức xây dựng nông thôn mới")


def test_completeness_names_the_sentence_that_answers() -> None:
    body = (
        "I. MỤC ĐÍCH, YÊU CẦU\nA.\nII. TỔ CHỨC THỰC HIỆN\n1. Từ ngày 01/02 đến ngày 30/6 phát động.\n"
        "2. Các đơn vị sơ kết phong trào./."
    )
    found = {item.element: (item.state, item.quote) for item in paper(body).completeness}
    assert len(found) == 12
    assert found["muc_dich_yeu_cau"] == ("co", "MỤC ĐÍCH, YÊU CẦU")
    assert found["thoi_gian"] == ("co", "Từ ngày 01/02 đến ngày 30/6 phát động.")
    assert found["so_ket_tong_ket"] == ("so_sai", "Các đơn vị sơ kết phong trào./.")
    assert found["khen_thuong"] == ("khong", "")  # the name of the law is no answer
    assert found["can_cu_luat"] == ("co", "Căn cứ Luật Thi đua, khen thưởng.")
    assert found["kiem_tra_giam_sat"] == ("khong", "")


def test_completeness_by_words_at_the_head_of_a_paragraph_and_by_aims() -> None:
    body = (
        "I. NỘI DUNG\n1. Đối tượng thi đua: cán bộ, công chức.\n2. 100% đơn vị đăng ký; xét khen thưởng kịp thời.\n"
        "3. Sơ kết trước 30/6; báo cáo hằng quý./."
    )
    found = {item.element: (item.state, item.quote) for item in paper(body).completeness}
    assert found["doi_tuong_pham_vi"] == ("co", "Đối tượng thi đua")
    assert found["tieu_chi_chi_tieu"] == ("co", "2. 100% đơn vị đăng ký; xét khen thưởng kịp thời.")
    assert [found[name][0] for name in ("so_ket_tong_ket", "ky_bao_cao", "thoi_gian", "khen_thuong")] == [
        "co", "co", "co", "so_sai",
    ]  # fmt: skip


END = "I. NỘI DUNG\nThực hiện tốt./."
WRONG = [
    ("closing-mark", "I. NỘI DUNG\nThực hiện tốt.", TOP, FOOT),
    ("draft-state", END, TOP.replace("5/", "/"), FOOT),
    ("draft-state", END, TOP.replace("ngày 20", "ngày"), FOOT),
    ("symbol-missing", END, TOP.partition("\n")[2], FOOT),
    ("bases-end", END, TOP.replace("thưởng.", "thưởng;"), FOOT),
    ("basis-separator", END, TOP.replace("Căn cứ", "Căn cứ A.\nCăn cứ"), FOOT),
    ("archive-line", END, TOP, FOOT.replace("Lưu: VT", "UBND tỉnh")),
    ("recipients-missing", END, TOP, "\nCHỦ TỊCH\nLê Văn A"),
    ("doubled-words", "I. NỘI DUNG\nThực hiện kỷ niệm kỷ niệm ngày lễ./.", TOP, FOOT),
    ("doubled-words", "I. NỘI DUNG\nThực hiện của của xã./.", TOP, FOOT),
    ("year-slip", "I. NỘI DUNG\nThực hiện chủ đề năm 2022./.", TOP, FOOT),
    ("citation-incomplete", "I. NỘI DUNG\nThực hiện Kế hoạch số 3/KH-UBND của UBND tỉnh về A./.", TOP, FOOT),
    ("citation-later", "I. A\nTheo Kế hoạch số 3/KH-UBND ngày 21/01/2023 của UBND tỉnh về A./.", TOP, FOOT),
]


@pytest.mark.parametrize(("code", "body", "top", "foot"), WRONG)
def test_each_fault_gives_its_finding_and_no_other(code: str, body: str, top: str, foot: str) -> None:
    assert codes(body, top, foot) == [code]


@pytest.mark.parametrize(
    "body",
    ["Phấn đấu luôn luôn, ngày ngày, năm năm liền, từng bước từng bước./.",
     "Khắc phục tồn tại, hạn chế trong nhiệm vụ năm 2022./.",
     "Luật Thi đua, khen thưởng năm 2022 có hiệu lực./.",
     "Thực hiện phong trào thi đua giai đoạn 2021-2025./."],
)  # fmt: skip
def test_no_false_alarm(body: str) -> None:
    assert codes(f"I. NỘI DUNG\n{body}") == []


def test_a_finding_has_the_exact_words_and_the_line() -> None:
    (found,) = paper("I. NỘI DUNG\nMột.\nThực hiện chủ đề thi đua năm 2022 của huyện./.").findings
    message = "Năm 2022 không khớp với năm 2023 của văn bản: hãy kiểm tra lại."
    assert found == Finding("year-slip", "canh_bao", message, "chủ đề thi đua năm 2022", 8, "chủ đề thi đua năm 2023")


def test_later_mentions_may_be_short_and_party_papers_have_their_own_form() -> None:
    full = "Theo Kế hoạch số 3/KH-UBND ngày 02/01/2023 của UBND tỉnh về A."
    assert codes(f"I. NỘI DUNG\n{full}\nTiếp tục Kế hoạch số 3/KH-UBND./.") == []
    party = TOP.replace("5/KH-UBND", "5-KH/TU").replace("thưởng.", "thưởng;")
    assert codes("I. NỘI DUNG\nThực hiện tốt.", party, "\nNơi nhận:\n- Các huyện ủy.") == []


@pytest.mark.parametrize(
    "word", ["nghiêng", "khuyến", "đảng", "Hòa", "hoà", "quyết", "giữ", "ưu", "y", "Xuân", "luật", "thưởng"]
)
def test_vietnamese_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thírrc", "Khôii", "wan", "fax", "nghiệpp", "ủyb", "zalo"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_the_share_falls_with_damage() -> None:
    assert share_of_vietnamese("Phong trào thi đua UBND 2023") == 1.0
    assert share_of_vietnamese("Phonng trào thii đua") == 0.5
