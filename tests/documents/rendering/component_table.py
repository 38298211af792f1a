"""The component table of NĐ 30/2020/NĐ-CP, Phụ lục I, as rows that a page is held against.

Row numbers are those of the project's reference table of the decree; ``text`` is how the paper ``FULL``
prints the component.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One component: its rule in words, its text, sizes in points, its style and the middle it is centred on (mm)."""

    number: int
    rule: str
    text: str
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    centre: float | None = None


# The columns of the letterhead are 30–95 and 95–195 mm; those of the end 30–108 and 108–195; the text 30–195.
LEFT, RIGHT, MIDDLE, SIGNATURE = 62.5, 145.0, 112.5, 151.5

ROWS = (
    Row(
        1, "Quốc hiệu: CAPS 12–13 upright bold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), bold=True, centre=RIGHT
    ),
    Row(
        2,
        "Tiêu ngữ: lower 13–14 upright bold, under 1",
        "Độc lập - Tự do - Hạnh phúc",
        (13, 14),
        bold=True,
        centre=RIGHT,
    ),
    Row(3, "Cơ quan chủ quản: CAPS 12–13 upright, not bold", "UBND THÀNH PHỐ TÂY NINH", (12, 13), centre=LEFT),
    Row(4, "Cơ quan ban hành: CAPS 12–13 upright bold, under 3", "PHÒNG NỘI VỤ", (12, 13), bold=True, centre=LEFT),
    Row(5, "Số, ký hiệu: 13 upright, numbers < 10 get a 0", "Số: 06/KH-PNV", (13, 13), centre=LEFT),
    Row(6, "Địa danh, ngày: 13–14 italic", "Tây Ninh, ngày 05 tháng 01 năm 2024", (13, 14), italic=True, centre=RIGHT),
    Row(7, "Tên loại: CAPS 13–14 upright bold", "KẾ HOẠCH", (13, 14), bold=True, centre=MIDDLE),
    Row(
        8,
        "Trích yếu: lower 13–14 upright bold",
        "Phát động phong trào thi đua yêu nước năm 2024",
        (13, 14),
        bold=True,
        centre=MIDDLE,
    ),
    Row(10, "Căn cứ: 13–14 italic, each ends ;", "Căn cứ Luật Thi đua, khen thưởng;", (13, 14), italic=True),
    Row(10, "Căn cứ: the last ends .", "phố.", (13, 14), italic=True),
    Row(11, "Body: 13–14 upright", "Phòng Nội vụ xây dựng kế hoạch phát động", (13, 14)),
    Row(11, "Body ends ./.", "thực hiện./.", (13, 14)),
    Row(12, "Phần: lower 13–14 bold, centred", "Phần I", (13, 14), bold=True, centre=MIDDLE),
    Row(12, "title of a Phần: CAPS, next line", "NHỮNG QUY ĐỊNH CỦA PHẦN", (13, 14), bold=True, centre=MIDDLE),
    Row(13, "Mục: lower 13–14 bold, centred, Arabic", "Mục 1", (13, 14), bold=True, centre=MIDDLE),
    Row(13, "title of a Mục: CAPS", "QUY ĐỊNH CỦA MỤC", (13, 14), bold=True, centre=MIDDLE),
    Row(14, "Điều: lower, body size, bold", "Điều 1. Phạm vi điều chỉnh", (13, 14), bold=True),
    Row(15, "mục I.: CAPS 13–14 bold", "I. MỤC ĐÍCH, YÊU CẦU", (13, 14), bold=True),
    Row(15, "khoản with a title: bold on its own line", "1. Mục đích", (13, 14), bold=True),
    Row(15, "khoản without a title: upright", "2. Khoản không có tiêu đề", (13, 14)),
    Row(15, "điểm: a) in the Vietnamese alphabet", "đ) Điểm thường;", (13, 14)),
    Row(16, "Quyền hạn: CAPS 13–14 bold", "TL. CHỦ TỊCH", (13, 14), bold=True, centre=SIGNATURE),
    Row(16, "deputy: CAPS 13–14 bold", "KT. TRƯỞNG PHÒNG", (13, 14), bold=True, centre=SIGNATURE),
    Row(16, "chức vụ: CAPS 13–14 bold", "PHÓ TRƯỞNG PHÒNG", (13, 14), bold=True, centre=SIGNATURE),
    Row(17, "Họ tên: lower 13–14 bold, centred under", "Nguyễn Hoàng Phương", (13, 14), bold=True, centre=SIGNATURE),
    Row(21, "Nơi nhận: lower 12 italic bold", "Nơi nhận:", (12, 12), bold=True, italic=True),
    Row(22, "list: 11 upright, - …;", "- UBND thành phố;", (11, 11)),
    Row(22, "last: Lưu … with .", "- Lưu: VT.", (11, 11)),
    Row(23, "Phụ lục: lower 14 bold, centred, Roman", "Phụ lục I", (14, 14), bold=True, centre=MIDDLE),
    Row(24, "title of a Phụ lục: CAPS 13–14 bold", "DANH SÁCH ĐĂNG KÝ", (13, 14), bold=True, centre=MIDDLE),
    Row(
        25,
        "note of a Phụ lục: 13–14 italic",
        "(Kèm theo Kế hoạch số 06/KH-PNV ngày 05/01/2024)",
        (13, 14),
        italic=True,
        centre=MIDDLE,
    ),
)
