"""The fixed cast of the tests: a city office, two of its units, another city; who acts, and an outsider."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from documents.actions.document import Content, create_draft
from documents.models import Document
from organizations.actions.person import add_person, grant_role
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User

SINCE = date(2020, 1, 1)
PASSWORD = "mat-khau-thu-nghiem"

CONTENT = Content(
    summary="Phát động phong trào thi đua năm 2024",
    bases="Căn cứ Luật Thi đua, khen thưởng;\nCăn cứ Chỉ thị số 01/CT-UBND ngày 03 tháng 01 năm 2024 của Chủ tịch Ủy ban "
    "nhân dân tỉnh Tây Ninh về phát động phong trào thi đua năm 2024.",
    body="I. MỤC ĐÍCH\n1. Mục đích\nTạo phong trào sôi nổi.\nII. NỘI DUNG\n- Thi đua hoàn thành nhiệm vụ./.",
    recipients="- UBND tỉnh;\n- Lưu: VT.",
    sign_on_behalf_of="TM. ỦY BAN NHÂN DÂN",
    sign_deputy_for="KT. CHỦ TỊCH",
    sign_title="PHÓ CHỦ TỊCH",
)


def make_user(username: str, full_name: str, unit: Unit, role: str, **fields: object) -> User:
    """A user with one role in one unit since ``SINCE``."""
    person = add_person(full_name=full_name, unit=unit, title="Cán bộ", since=SINCE)
    user = User.objects.create_user(username, password=None, person=person, **fields)
    grant_role(user=user, unit=unit, role=role, valid_from=SINCE)
    return user


@dataclass
class Cast:
    """Province over two cities; the first city over Tư pháp and Giáo dục."""

    province: Unit = field(init=False)
    city: Unit = field(init=False)
    justice: Unit = field(init=False)
    education: Unit = field(init=False)
    other_city: Unit = field(init=False)
    clerk: User = field(init=False)
    leader: User = field(init=False)
    justice_officer: User = field(init=False)
    justice_head: User = field(init=False)
    education_officer: User = field(init=False)
    outsider: User = field(init=False)

    def __post_init__(self) -> None:
        kind, level = Unit.Kind, Unit.Level
        self.province = found_unit(
            official_name="Ủy ban nhân dân tỉnh Tây Ninh",
            short_name="UBND tỉnh",
            level=level.PROVINCE,
            kind=kind.COMMITTEE,
            symbol="UBND",
            place_name="Tây Ninh",
            valid_from=SINCE,
        )
        self.city = self._committee("thành phố Tây Ninh", "TP. Tây Ninh")
        self.other_city = self._committee("thị xã Hòa Thành", "Hòa Thành")
        self.justice = self._office("Phòng Tư pháp", "PTP")
        self.education = self._office("Phòng Giáo dục và Đào tạo", "PGDĐT")
        self.clerk = make_user("chuyenvien", "Nguyễn Thị Mai", self.city, Role.STANDING_OFFICER)
        self.leader = make_user("lanhdao", "Trần Văn Hùng", self.city, Role.SIGNING_LEADER)
        self.justice_officer = make_user("tuphap", "Lê Thị Hoa", self.justice, Role.UNIT_OFFICER)
        self.justice_head = make_user("truongphong", "Phạm Văn Bình", self.justice, Role.UNIT_HEAD)
        self.education_officer = make_user("giaoduc", "Võ Thị Lan", self.education, Role.UNIT_OFFICER)
        self.outsider = make_user("nguoingoai", "Đỗ Văn Ngoài", self.other_city, Role.STANDING_OFFICER)

    def _committee(self, area: str, place: str) -> Unit:
        return found_unit(
            official_name=f"Ủy ban nhân dân {area}",
            short_name=f"UBND {area}",
            level=Unit.Level.DISTRICT,
            kind=Unit.Kind.COMMITTEE,
            symbol="UBND",
            place_name=place,
            valid_from=SINCE,
            parent=self.province,
        )

    def _office(self, name: str, symbol: str) -> Unit:
        return found_unit(
            official_name=name,
            short_name=name,
            level=Unit.Level.DISTRICT,
            kind=Unit.Kind.OFFICE,
            symbol=symbol,
            place_name="TP. Tây Ninh",
            valid_from=SINCE,
            parent=self.city,
        )

    def draft(self, by: User | None = None, content: Content = CONTENT) -> Document:
        """A draft plan of the drafter's unit (default: the city's clerk)."""
        by = by or self.clerk
        issuer = by.assignments()[0].unit
        return create_draft(issuer=issuer, kind="KH", content=content, by=by, creation_key=uuid.uuid4())
