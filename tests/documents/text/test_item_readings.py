"""Items with their places, and what is read in each."""

from __future__ import annotations

import pytest

from documents.text.item_places import paragraphs_of
from documents.text.item_readings import measure_of, read_items, recurrence
from documents.text.light import parse_body
from documents.text.reading import Target

BODY = """I. MỤC TIÊU
1. Phấn đấu tỷ lệ hộ nghèo giảm còn dưới 1,5% vào cuối năm.
2. Các chỉ tiêu
a) Trồng mới 10.000 cây xanh.
- Cây bóng mát trên các tuyến đường chính.
+ Mỗi phường trồng ít nhất 500 cây.
II. TỔ CHỨC THỰC HIỆN
| Nội dung | Đơn vị chủ trì | Thời gian |
| Hội nghị điển hình tiên tiến | Phòng Nội vụ | trước ngày 11/6 |
| Hội thao công chức, viên chức | Phòng Văn hóa và Thông tin | quý III |
1. Đoạn thứ nhất của mục một trong phần hai.
Đoạn thứ hai của mục một trong phần hai.
1. Mục một nữa do đánh số nhầm trong phần hai."""


def test_places_are_named_as_people_quote_them_and_none_twice():
    placed = [one for one in paragraphs_of(parse_body(BODY)) if not one.is_heading]
    assert [one.place for one in placed] == [
        "I.1", "I.2.a", "I.2.a gạch 1", "I.2.a gạch 1 cộng 1", "II dòng 1", "II dòng 2",
        "II.1", "II.1 đoạn 2", "II.1 lần 2",
    ]  # fmt: skip


def test_what_is_read_stands_with_its_item():
    read = {one.item.place: one for one in read_items(parse_body(BODY), 2024)}
    duties = {place: [(duty.unit, duty.due) for duty in one.obligations] for place, one in read.items()}
    assert duties["II dòng 1"][0][0] == "Phòng Nội vụ"
    assert str(duties["II dòng 1"][0][1]) == "2024-06-11"
    assert duties["II dòng 2"] == [("Phòng Văn hóa và Thông tin", None)]
    assert [(aim.value, aim.unit) for aim in read["I.1"].targets] == [("1,5", "%")]
    assert [(aim.value, aim.unit) for aim in read["I.2.a gạch 1 cộng 1"].targets] == [("500", "cây")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("báo cáo hằng tháng về Phòng Nội vụ", "thang"),
        ("định kỳ hàng quý gửi báo cáo", "quy"),
        ("báo cáo kết quả 6 tháng và năm", "nua_nam"),
        ("báo cáo định kỳ 6 tháng, năm", "nua_nam"),
        ("hằng năm tổ chức tổng kết", "nam"),
        ("hoàn thành trong tháng 6", ""),
        ("trong quý II năm 2024", ""),
        ("kéo giảm 5% so với 6 tháng đầu năm 2023", ""),
    ],
)
def test_what_comes_again(words: str, code: str):
    assert recurrence(words) == code


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure"),
    [
        ("Phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%.", "95", "%", "Tỷ lệ hồ sơ giải quyết đúng hạn"),
        ("Tỷ lệ hộ nghèo giảm còn dưới 1,5% vào cuối năm.", "1,5", "%", "Tỷ lệ hộ nghèo"),
        ("Phấn đấu 100% trường học có phong trào.", "100", "%", "Trường học có phong trào"),
        ("Thu ngân sách | 790 | tỷ đồng", "790", "tỷ đồng", "Thu ngân sách"),
    ],
)
def test_what_an_aim_measures(text: str, value: str, unit: str, measure: str):
    assert measure_of(Target(text, value, unit, 1)) == measure
