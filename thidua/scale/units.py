"""A city with its offices, communes and schools."""

from __future__ import annotations

from datetime import date

from organizations.models import Unit, UnitParent
from organizations.names import search_key
from thidua.scale.names import place_name

SINCE = date(2020, 1, 1)
OFFICES = (
    *("Nội vụ", "Tư pháp", "Tài chính - Kế hoạch", "Giáo dục và Đào tạo", "Y tế", "Quản lý đô thị", "Kinh tế"),
    *("Tài nguyên và Môi trường", "Văn hóa và Thông tin", "Lao động - Thương binh và Xã hội", "Thanh tra"),
)


def build_units(count: int) -> list[Unit]:
    """``count`` units: a city, its offices, communes (a third) and, below these, schools. The city stands first."""
    city = _unit("Ủy ban nhân dân thành phố Quy Mô", "UBND TP. Quy Mô", Unit.Kind.COMMITTEE, "UBND", "Quy Mô", 0)
    below = [_office(number) for number in range(min(count - 1, len(OFFICES)))]
    rest = max(count - 1 - len(below), 0)
    communes = [_commune(number) for number in range(-(-rest // 3))]
    schools = [_school(number) for number in range(rest - len(communes))]
    Unit.objects.bulk_create([city, *below, *communes, *schools], batch_size=1000)
    parents = dict.fromkeys((*below, *communes), city)
    parents |= {unit: communes[number % len(communes)] for number, unit in enumerate(schools)}
    UnitParent.objects.bulk_create(
        [UnitParent(child=child, parent=parent, valid_from=SINCE) for child, parent in parents.items()], batch_size=1000
    )
    for unit in (city, *below, *communes, *schools):
        unit.path = f"{parents[unit].path if unit in parents else '/'}{unit.pk}/"
    Unit.objects.bulk_update([city, *below, *communes, *schools], ["path"], batch_size=500)
    return [city, *below, *communes, *schools]


def _office(number: int) -> Unit:
    name = OFFICES[number]
    symbol = "P" + "".join(word[0] for word in name.replace("-", " ").split()).upper()
    return _unit(f"Phòng {name}", f"Phòng {name}", Unit.Kind.OFFICE, symbol, "Quy Mô", 10 + number)


def _commune(number: int) -> Unit:
    name = f"xã {place_name(number)}"
    return _unit(f"Ủy ban nhân dân {name}", f"UBND {name}", Unit.Kind.COMMITTEE, "UBND", name[3:], 100 + number)


def _school(number: int) -> Unit:
    level = ("Tiểu học", "Trung học cơ sở", "Mầm non")[number % 3]
    name = f"Trường {level} {place_name(number // 3)}"
    return _unit(name, name, Unit.Kind.SCHOOL, "".join(word[0] for word in level.split()).upper(), "Quy Mô", 5000)


def _unit(official: str, short: str, kind: str, symbol: str, place: str, order: int) -> Unit:
    level = Unit.Level.DISTRICT if order < 100 else Unit.Level.COMMUNE
    return Unit(
        official_name=official,
        short_name=short,
        search_name=search_key(f"{official} {short}"),
        level=level,
        kind=kind,
        symbol=symbol,
        place_name=place,
        protocol_order=order,
        valid_from=SINCE,
    )
