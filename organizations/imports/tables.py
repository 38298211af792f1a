"""The two lists that an office brings: its units, and its people with their positions."""

from __future__ import annotations

from organizations.imports.columns import Field, Table

UNITS = Table(
    "units",
    "Đơn vị",
    (
        Field("official_name", "Tên chính thức", True, ("ten don vi", "ten day du", "co quan don vi", "ten co quan"),
              200, "Như ghi trong quyết định thành lập.", 46),
        Field("short_name", "Tên gọi tắt", False, ("ten tat", "ten viet tat", "ten ngan"),
              80, "Tên hiện trong danh sách. Để trống thì lấy tên chính thức.", 30),
        Field("level", "Cấp", True, ("cap hanh chinh", "cap don vi"), 30, "Chọn trong danh mục.", 14),
        Field("kind", "Loại", True, ("loai don vi", "loai hinh", "khoi"), 40, "Chọn trong danh mục.", 24),
        Field("parent", "Trực thuộc", False, ("don vi cap tren", "cap tren", "thuoc", "don vi chu quan"),
              300, "Tên đơn vị cấp trên trực tiếp. Để trống là trực thuộc đơn vị đang nhập.", 36),
        Field("symbol", "Ký hiệu văn bản", False, ("ky hieu", "viet tat", "ma ky hieu"),
              30, "Phần sau dấu gạch: UBND trong 53/KH-UBND.", 14),
        Field("place_name", "Địa danh", False, ("noi dong",), 80, "Ghi trước ngày, tháng trên văn bản.", 18),
        Field("valid_from", "Hoạt động từ ngày", True, ("tu ngay", "ngay thanh lap", "ngay hoat dong"),
              30, "dd/mm/yyyy", 16),
        Field("valid_to", "Đến ngày", False, ("ngay ket thuc", "ngay giai the", "het ngay"),
              30, "Chỉ ghi khi đơn vị đã kết thúc hoạt động.", 14),
        Field("protocol_order", "Thứ tự", False, ("thu tu sap xep",), 10, "Số nhỏ đứng trước; trống là 1000.", 10),
    ),
    ("don vi", "danh sach don vi", "co quan"),
)  # fmt: skip

PEOPLE = Table(
    "people",
    "Con người",
    (
        Field("full_name", "Họ và tên", True,
              ("ho ten", "ho va ten", "ten can bo", "ho va chu dem va ten", "ho ten can bo"), 100,
              "Chữ cái tiếng Việt, không ghi học hàm, học vị.", 30,
              (("Họ đệm", ("ho", "ho lot", "ho va dem", "ho va ten dem", "ho va chu dem", "ho chu dem", "ho ten dem",
                           "ho va ten lot")),
               ("Tên", ("ten goi",)))),
        Field("unit", "Đơn vị", True, ("ten don vi", "don vi cong tac", "noi cong tac", "co quan don vi", "phong ban"),
              300, "Tên chính thức hoặc tên gọi tắt, có trong chương trình hoặc ở trang “Đơn vị”.", 44),
        Field("title", "Chức vụ", True, ("chuc danh", "chuc vu chuc danh", "vi tri", "chuc vu hien nay"),
              120, "Ví dụ: Trưởng phòng, Chuyên viên.", 26),
        Field("since", "Giữ chức vụ từ ngày", True, ("tu ngay", "ngay bo nhiem", "ngay nhan chuc vu", "thoi gian giu"),
              30, "dd/mm/yyyy", 20),
        Field("until", "Đến ngày", False, ("ngay thoi giu", "den het ngay"), 30, "Để trống là còn giữ.", 14),
    ),
    ("con nguoi", "can bo", "danh sach can bo", "nhan su", "nguoi"),
)  # fmt: skip

TABLES = (UNITS, PEOPLE)
# The code of the kind of import (``kinds.py``) that these two are.
KIND = "don_vi_nguoi"

# Other names of levels and kinds, folded.
LEVEL_NAMES = {"tw": "trung_uong", "thanh pho truc thuoc trung uong": "tinh", "thanh pho": "huyen", "thi xa": "huyen",
               "quan": "huyen", "phuong": "xa", "thi tran": "xa", "dac khu": "xa"}  # fmt: skip
KIND_NAMES = {"uy ban": "ubnd", "chuyen mon": "chuyen_mon", "phong chuyen mon": "chuyen_mon", "su nghiep": "su_nghiep",
              "truong": "truong", "dang": "dang", "doan the": "doan_the", "mat tran": "doan_the",
              "luc luong vu trang": "luc_luong", "cong an": "luc_luong", "quan su": "luc_luong"}  # fmt: skip
