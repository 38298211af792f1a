"""The component table of the decree for each layout: the rows that apply, as its paper prints them."""

from __future__ import annotations

from tests.documents.rendering.component_table import LEFT, MIDDLE, RIGHT, SIGNATURE, Row

# The two signatures of minutes share the width of the text.
SECRETARY, CHAIR = 30 + 165 / 4, 30 + 165 * 3 / 4


def _head(symbol: str, *issuer: Row) -> tuple[Row, ...]:
    return (
        Row(1, "Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), bold=True, centre=RIGHT),
        Row(2, "Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", (13, 14), bold=True, centre=RIGHT),
        *(issuer or _CITY),
        Row(5, "Số, ký hiệu: 13 upright", f"Số: 06/{symbol}", (13, 13), centre=LEFT),
        Row(6, "Địa danh, ngày: italic", "Tây Ninh, ngày 05 tháng 01 năm 2024", (13, 14), italic=True, centre=RIGHT),
    )


def _title(kind: str, *summary: str) -> tuple[Row, ...]:
    return (
        Row(7, "Tên loại: CAPS bold centred", kind, (13, 14), bold=True, centre=MIDDLE),
        *(Row(8, "Trích yếu: bold centred", line, (13, 14), bold=True, centre=MIDDLE) for line in summary),
    )


def _stamp(word: str) -> Row:
    return Row(26, "Mức khẩn: CAPS 13–14 bold", word, (13, 14), bold=True, centre=LEFT)


_CITY = (
    Row(4, "Cơ quan ban hành: bold", "ỦY BAN NHÂN DÂN", (12, 13), bold=True, centre=LEFT),
    Row(4, "its second line", "THÀNH PHỐ TÂY NINH", (12, 13), bold=True, centre=LEFT),
)
_RECIPIENTS = (
    Row(21, "Nơi nhận: 12 italic bold", "Nơi nhận:", (12, 12), bold=True, italic=True),
    Row(22, "list: 11 upright", "- UBND tỉnh;", (11, 11)),
    Row(22, "last: Lưu …", "- Lưu: VT, NV.", (11, 11)),
    Row(28, "Người soạn, số bản: CAPS 11", "PL.(30)", (11, 11)),
)
_DEPUTY = (
    Row(16, "TM.: CAPS 13–14 bold", "TM. ỦY BAN NHÂN DÂN", (13, 14), bold=True, centre=SIGNATURE),
    Row(16, "KT.", "KT. CHỦ TỊCH", (13, 14), bold=True, centre=SIGNATURE),
    Row(16, "chức vụ", "PHÓ CHỦ TỊCH", (13, 14), bold=True, centre=SIGNATURE),
    Row(17, "Họ tên: bold", "Nguyễn Hoàng Phương", (13, 14), bold=True, centre=SIGNATURE),
)

ROWS: dict[str, tuple[Row, ...]] = {
    "quyet-dinh": (
        *_head("QĐ-UBND"),
        _stamp("HỎA TỐC"),
        *_title("QUYẾT ĐỊNH", "Về việc tặng danh hiệu Lao động tiên tiến năm 2024"),
        Row(0, "Mẫu 1.2: who decides, CAPS bold centred", "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ TÂY NINH", (13, 14),
            bold=True, centre=MIDDLE),
        Row(10, "Căn cứ: italic, ends ;", "Căn cứ Luật Tổ chức chính quyền địa phương;", (13, 14), italic=True),
        Row(10, "the last ends .", "Theo đề nghị của Trưởng phòng Nội vụ.", (13, 14), italic=True),
        Row(0, "Mẫu 1.2: the word of decision, bold centred", "QUYẾT ĐỊNH:", (13, 14), bold=True, centre=MIDDLE),
        Row(14, "Điều: bold label", "Điều 1.", (13, 14), bold=True),
        Row(11, "its text upright", "Tặng danh hiệu Lao động tiên tiến năm 2024 cho 10 tập", (13, 14)),
        Row(14, "Điều: bold label", "Điều 3.", (13, 14), bold=True),
        Row(17, "Họ tên: bold", "Nguyễn Hoàng Phương", (13, 14), bold=True, centre=SIGNATURE),
        *_RECIPIENTS,
    ),
    "cong-van": (
        *_head("UBND-NV"),
        Row(9, "V/v: 12–13 upright, under the number", "V/v đôn đốc báo cáo", (12, 13)),
        _stamp("KHẨN"),
        Row(20, "Kính gửi: 13–14 upright", "Kính gửi:", (13, 14)),
        Row(20, "several: - …; below", "- Ủy ban nhân dân các phường, xã.", (13, 14)),
        Row(11, "Body: upright", "1. Báo cáo kết quả trước ngày 30 tháng 11 năm 2024.", (13, 14)),
        *_RECIPIENTS,
        *_DEPUTY,
        Row(29, "Địa chỉ, e-mail: 11–12 upright", "Địa chỉ: Số 82 đường Phạm Tung", (11, 12)),
    ),
    "cong-van-mot-noi": (
        *_head("UBND-NV"),
        Row(20, "Kính gửi one: on the line of the words", "Kính gửi: Ủy ban nhân dân tỉnh Tây Ninh", (13, 14),
            centre=MIDDLE),
        *_RECIPIENTS,
        *_DEPUTY,
    ),
    "to-trinh": (
        *_head("TTr-UBND"),
        _stamp("THƯỢNG KHẨN"),
        *_title("TỜ TRÌNH", "Về việc đề nghị tặng thưởng năm 2024"),
        Row(20, "Kính gửi", "Kính gửi: Ủy ban nhân dân tỉnh Tây Ninh", (13, 14), centre=MIDDLE),
        *_RECIPIENTS,
        *_DEPUTY,
    ),
    "giay-moi": (
        *_head("GM-UBND"),
        *_title("GIẤY MỜI", "Họp Hội đồng Thi đua - Khen thưởng"),
        Row(11, "Body: upright", "Địa điểm: Phòng họp số 1./.", (13, 14)),
        *_RECIPIENTS,
        *_DEPUTY,
    ),
    "bien-ban": (
        *_head(
            "BB-HĐTĐKT",
            Row(3, "Cơ quan chủ quản: not bold", "UBND THÀNH PHỐ TÂY NINH", (12, 13), centre=LEFT),
            Row(4, "Cơ quan ban hành: bold", "THI ĐUA - KHEN THƯỞNG", (12, 13), bold=True, centre=LEFT),
        ),
        *_title("BIÊN BẢN", "Họp Hội đồng xét danh hiệu thi đua năm 2024"),
        Row(15, "khoản with a title: bold", "1. Thảo luận", (13, 14), bold=True),
        Row(16, "Mẫu 1.9: the secretary on the left", "THƯ KÝ", (13, 14), bold=True, centre=SECRETARY),
        Row(17, "her name", "Lê Thị Hoa", (13, 14), bold=True, centre=SECRETARY),
        Row(16, "Mẫu 1.9: the chair on the right", "CHỦ TỌA", (13, 14), bold=True, centre=CHAIR),
        Row(17, "his name", "Nguyễn Hoàng Phương", (13, 14), bold=True, centre=CHAIR),
        *_RECIPIENTS,
    ),
}  # fmt: skip
CASES = [(name, row) for name, rows in ROWS.items() for row in rows]
IDS = [f"{name}-{row.number}-{row.rule}" for name, row in CASES]
