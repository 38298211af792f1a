"""Names of people and places, put together by rule. Nobody real is meant."""

from __future__ import annotations

from random import Random

FAMILIES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Đinh", "Lâm", "Mai", "Trịnh", "Cao", "Tạ"),
)
MIDDLES = (
    *("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Thị Thu", "Thị Kim", "Công", "Xuân", "Gia"),
    *("Thị Hồng", "Hoàng", "Bảo", "Tuấn", "Thị Mỹ", "Anh", "Phước"),
)
GIVEN = (
    *("An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hiếu", "Hòa", "Hùng", "Hương", "Khánh", "Lan"),
    *("Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn"),
    *("Tâm", "Thảo", "Thắng", "Thủy", "Trang", "Trung", "Tú", "Uyên", "Vân", "Việt", "Yến"),
)
PLACES = (
    *("An Bình", "Bình Minh", "Cẩm Giang", "Đông Hòa", "Hiệp Ninh", "Long Thành", "Mỹ Xuân", "Ninh Sơn", "Phú Thọ"),
    *("Tân Hưng", "Thạnh Đức", "Trường An", "Vĩnh Phúc", "Xuân Lộc", "Yên Khê", "Hòa Lợi", "Quang Trung"),
)
TITLES = (
    *("Chuyên viên", "Công chức Văn phòng - Thống kê", "Giáo viên", "Phó Trưởng phòng", "Kế toán", "Văn thư"),
    *("Công chức Tư pháp - Hộ tịch", "Bác sĩ", "Viên chức", "Nhân viên"),
)


def person_name(random: Random) -> str:
    """A name of three or four words."""
    return f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"


def place_name(number: int) -> str:
    """A place name of its own for each number."""
    first, rest = number % len(PLACES), number // len(PLACES)
    return PLACES[first] if not rest else f"{PLACES[first]} {rest + 1}"
