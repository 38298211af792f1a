"""The lists that an office brings: awards, ratings, initiatives; and, apart, discipline."""

from __future__ import annotations

from organizations.imports.columns import Field, Table

_UNIT_NAMES = ("ten don vi", "don vi cong tac", "noi cong tac", "co quan don vi", "phong ban",
               "don vi tai thoi diem do")  # fmt: skip
_NUMBER = Field("number", "Số quyết định", False, ("so qd", "quyet dinh so", "so ky hieu", "quyet dinh"), 60,
                "Ví dụ: 1234/QĐ-UBND.", 20)  # fmt: skip
_DAY = Field("decided_on", "Ngày quyết định", False,
             ("ngay qd", "ngay thang nam", "ngay ky", "ngay ban hanh", "ngay thang quyet dinh"), 30,
             "dd/mm/yyyy; chỉ biết năm thì ghi năm.", 16)  # fmt: skip
_AUTHORITY = Field("authority", "Người, cơ quan quyết định", False,
                   ("co quan quyet dinh", "nguoi ky", "cap quyet dinh", "tham quyen", "co quan ban hanh"), 200,
                   "Như ghi trên quyết định.", 34)  # fmt: skip
_PERSON = ("ho ten", "ho va ten", "ten can bo", "ten ca nhan tap the", "ca nhan tap the", "ten", "ho ten can bo")


def _unit(hint: str) -> Field:
    return Field("unit", "Đơn vị", False, _UNIT_NAMES, 300, hint, 40)


AWARDS = Table(
    "awards",
    "Khen thưởng",
    (
        Field("name", "Tên cá nhân, tập thể, hộ", True, (*_PERSON, "ten ca nhan tap the ho"), 200,
              "Họ tên, hoặc tên đơn vị, hoặc họ tên chủ hộ.", 32),
        Field("subject", "Đối tượng", False, ("loai doi tuong", "loai"), 30,
              "Trống thì suy theo danh hiệu, rồi theo tên.", 14),
        _unit("Nơi công tác tại thời điểm được khen. Với hộ là đơn vị theo dõi hộ; với tập thể để trống được."),
        Field("address", "Địa chỉ hộ", False, ("dia chi",), 200, "Chỉ dùng cho hộ gia đình.", 24),
        Field("code", "Danh hiệu, hình thức", True,
              ("danh hieu", "hinh thuc khen thuong", "hinh thuc", "danh hieu thi dua",
               "danh hieu hinh thuc khen thuong"),
              120, "Chọn trong danh mục; ghi tắt như CSTĐCS cũng được.", 36),
        Field("year", "Năm thi đua", True, ("nam", "nam khen", "nam dat"), 20, "Bốn chữ số.", 12),
        _NUMBER, _DAY, _AUTHORITY,
        Field("level", "Cấp", False, ("cap khen", "cap khen thuong"), 40, "Chọn trong danh mục.", 18),
        Field("merit", "Loại hình", False, ("loai hinh khen thuong",), 40, "Công trạng, đột xuất, chuyên đề.", 18),
        Field("ordinal", "Số sổ vàng", False, ("so vao so vang", "so thu tu trong quyet dinh"), 10,
              "Số thứ tự trong quyết định.", 12),
        Field("position", "Chức vụ ghi trong quyết định", False, ("chuc vu", "chuc vu noi cong tac"), 200, "", 30),
    ),
    ("khen thuong", "lich su khen thuong", "danh sach khen thuong"),
)  # fmt: skip

RATINGS = Table(
    "ratings",
    "Xếp loại",
    (
        Field("name", "Tên cá nhân, tập thể", True, _PERSON, 200, "Họ tên, hoặc tên đơn vị.", 32),
        Field("subject", "Đối tượng", False, ("loai doi tuong",), 30, "Trống thì suy theo tên.", 14),
        _unit("Nơi công tác trong năm ấy."),
        Field("year", "Năm", True, ("nam xep loai", "nam danh gia"), 20, "Bốn chữ số.", 10),
        Field("rating", "Xếp loại", True,
              ("muc xep loai", "ket qua xep loai", "xep loai chat luong", "danh gia xep loai", "muc do hoan thanh"), 60,
              "HTXSNV, HTTNV, HTNV, KHTNV hoặc viết đủ.", 30),
        _NUMBER, _DAY, _AUTHORITY,
    ),
    ("xep loai", "danh gia", "xep loai nam", "danh gia xep loai"),
)  # fmt: skip

INITIATIVES = Table(
    "initiatives",
    "Sáng kiến",
    (
        Field("title", "Tên sáng kiến, đề tài", True, ("ten sang kien", "sang kien", "ten de tai", "ten giai phap"),
              400, "Mỗi dòng một tác giả; các dòng cùng tên, cùng năm là một sáng kiến.", 50),
        Field("kind", "Loại", False, ("loai sang kien",), 40, "Sáng kiến hoặc đề tài; trống là sáng kiến.", 14),
        Field("scope", "Phạm vi", True, ("pham vi anh huong", "cap cong nhan", "pham vi cong nhan"), 40,
              "Cơ sở, tỉnh, toàn quốc.", 14),
        Field("year", "Năm công nhận", True, ("nam",), 20, "Bốn chữ số.", 12),
        Field("name", "Tác giả", True, ("ho ten tac gia", "ten tac gia", "dong tac gia", *_PERSON), 200,
              "Họ tên, hoặc tên đơn vị.", 30),
        Field("subject", "Đối tượng", False, ("loai doi tuong",), 30, "Trống thì suy theo tên.", 14),
        Field("share", "Tỷ lệ (%)", False, ("ty le", "ty le dong gop", "muc dong gop"), 10, "Ví dụ 60 hoặc 33,3.", 10),
        _unit("Nơi áp dụng."),
        _NUMBER, _DAY, _AUTHORITY,
        Field("used_for", "Đã dùng để xét", False, ("da su dung", "dung de xet"), 120, "Chọn trong danh mục.", 34),
    ),
    ("sang kien", "sang kien de tai", "de tai"),
)  # fmt: skip

DISCIPLINE = Table(
    "discipline",
    "Kỷ luật",
    (
        Field("name", "Họ và tên", True, _PERSON, 200, "", 30),
        _unit("Nơi công tác tại thời điểm bị kỷ luật."),
        Field("kind", "Hình thức kỷ luật", True, ("hinh thuc", "ky luat"), 60, "Chọn trong danh mục.", 22),
        Field("since", "Từ ngày", True, ("ngay hieu luc", "ngay ky luat"), 30, "dd/mm/yyyy", 14),
        Field("until", "Đến ngày", False, ("het thoi han", "ngay het thoi han"), 30, "Chưa biết thì để trống.", 14),
        _NUMBER, _DAY, _AUTHORITY,
    ),
    ("ky luat", "danh sach ky luat"),
)  # fmt: skip

RECORDS = (AWARDS, RATINGS, INITIATIVES)
SUBJECT_WORDS = {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
SUBJECT_ALSO = {"nguoi": "person", "don vi": "collective", "ho": "household", "gia dinh": "household"}
RATING_ALSO = {"hoan thanh xuat sac": "HTXSNV", "xuat sac": "HTXSNV", "htxs": "HTXSNV", "hoan thanh tot": "HTTNV",
               "htt": "HTTNV", "hoan thanh": "HTNV", "ht": "HTNV", "khong hoan thanh": "KHTNV", "kht": "KHTNV",
               "htxsnv": "HTXSNV", "httnv": "HTTNV", "htnv": "HTNV", "khtnv": "KHTNV"}  # fmt: skip
MERIT_ALSO = {"chuyen de": "chuyen_de", "phong trao": "chuyen_de", "theo chuyen de": "chuyen_de"}
LEVEL_ALSO = {"co so": "don_vi", "xa": "xa", "huyen": "huyen", "thanh pho": "huyen", "tinh": "tinh", "bo": "bo",
              "thu tuong": "thu_tuong", "chinh phu": "thu_tuong", "nha nuoc": "chu_tich_nuoc"}  # fmt: skip

FAULTS = {
    "unknown_person": "Không có người",
    "unknown_title": "Danh hiệu không có trong danh mục",
    "not_for": "Không tặng cho đối tượng này",
    "bad_year": "Năm không đọc được",
    "before_year": "Quyết định trước năm thi đua",
    "no_unit": "Không rõ đơn vị",
    "unknown_choice": "Không có trong danh mục",
    "other_there": "Khác với hồ sơ đã có",
    "share_over": "Tỷ lệ quá 100 %",
    "skipped": "Bỏ dòng theo quyết định",
    "guessed_unit": "Đơn vị lấy theo chức vụ",
}
