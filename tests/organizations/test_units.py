"""Units in time: founded, moved, ended; the tree of today and of any other day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations.actions.succession import end_unit
from organizations.actions.unit import found_unit, move_unit
from organizations.models import Unit, UnitParent, UnitSuccession
from organizations.models.unit import ids_on
from tests.cast import SINCE, Cast
from tests.threads import together

MOVED = date(2023, 7, 1)
ENDED = date(2025, 7, 1)


def found(name: str, parent: Unit | None = None, since: date = SINCE, **fields: object) -> Unit:
    values = {"level": Unit.Level.COMMUNE, "kind": Unit.Kind.COMMITTEE, "short_name": name, "official_name": name}
    return found_unit(valid_from=since, parent=parent, **(values | fields))


# Founding


def test_a_unit_stands_under_its_parent(cast):
    ward = found("Phường  1", cast.city, symbol=" UBND ")
    assert (ward.official_name, ward.symbol, ward.search_name) == ("Phường 1", "UBND", "phuong 1 phuong 1")
    assert ward.path == f"/{cast.province.pk}/{cast.city.pk}/{ward.pk}/"
    assert (ward.depth, ward.ancestor_ids) == (2, [cast.province.pk, cast.city.pk])
    assert ward.parent_on(SINCE) == cast.city
    assert ward.parent_on(SINCE - timedelta(days=1)) is None


def test_a_unit_at_the_top_has_no_parent(cast):
    assert (cast.province.path, cast.province.depth) == (f"/{cast.province.pk}/", 0)
    assert cast.province.parent_on(SINCE) is None


@pytest.mark.parametrize("fields", [{"official_name": " "}, {"level": "phuong"}, {"short_name": "x" * 81}])
def test_nonsense_is_refused_and_nothing_is_founded(db, fields):
    with pytest.raises(ValidationError):
        found("Phường 1", **fields)
    assert not Unit.objects.exists()


def test_a_unit_is_not_founded_under_one_that_does_not_stand(cast):
    with pytest.raises(ValidationError, match="UBND thành phố Tây Ninh không hoạt động vào ngày 31/12/2019"):
        found("Phường 1", cast.city, since=SINCE - timedelta(days=1))
    assert not Unit.objects.filter(short_name="Phường 1").exists()


# Units of a day


@pytest.mark.parametrize(
    ("on", "stands"),
    [(SINCE - timedelta(days=1), False), (SINCE, True), (ENDED - timedelta(days=1), True), (ENDED, False)],
)
def test_units_of_a_day(cast, on, stands):
    ward = found("Phường 1", cast.city)
    end_unit(unit=ward, on=ENDED, successors=[])
    ward.refresh_from_db()
    assert Unit.objects.as_of(on).filter(pk=ward.pk).exists() is stands
    assert ward.holds_on(on) is stands
    assert ward.parent_on(on) == (cast.city if stands else None)


def test_protocol_order_comes_first_then_the_name(cast):
    third = found("Phường 3", cast.city)
    first = found("Phường 9", cast.city, protocol_order=1)
    second = found("Phường 2", cast.city)
    wards = Unit.objects.filter(level=Unit.Level.COMMUNE)
    assert list(wards.in_protocol_order()) == [first, second, third]


# Moving


def test_a_move_ends_the_old_link_and_rewrites_the_tree_below(cast):
    ward = found("Phường 1", cast.justice)
    moved = move_unit(unit=cast.justice, parent=cast.other_city, on=MOVED)
    ward.refresh_from_db()
    assert moved.path == f"{cast.other_city.path}{moved.pk}/"
    assert ward.path == f"{moved.path}{ward.pk}/"
    assert moved.parent_on(MOVED - timedelta(days=1)) == cast.city
    assert moved.parent_on(MOVED) == cast.other_city
    assert set(Unit.objects.below(cast.other_city)) == {cast.other_city, moved, ward}
    assert set(Unit.objects.below(cast.city)) == {cast.city, cast.education}


def test_a_unit_at_the_top_may_be_put_below_another(cast):
    alone = found("Phường lẻ")
    assert move_unit(unit=alone, parent=cast.city, on=MOVED).parent_on(MOVED) == cast.city


@pytest.mark.parametrize("below", [False, True])
def test_a_unit_is_not_put_under_itself_or_what_is_below(cast, below):
    with pytest.raises(ValidationError, match="Không thể đặt UBND thành phố Tây Ninh dưới"):
        move_unit(unit=cast.city, parent=cast.justice if below else cast.city, on=MOVED)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (SINCE, "Ngày chuyển phải sau ngày 01/01/2020."),
        (SINCE - timedelta(days=1), "không hoạt động vào ngày 31/12/2019"),
        (date(9999, 1, 1), "Ngày chuyển chưa tới."),
    ],
)
def test_a_wrong_day_is_refused(cast, on, sentence):
    with pytest.raises(ValidationError, match=sentence):
        move_unit(unit=cast.justice, parent=cast.other_city, on=on)
    assert cast.justice.parent_on(timezone.localdate()) == cast.city


def test_a_unit_is_not_put_under_one_that_has_ended(cast):
    end_unit(unit=cast.other_city, on=MOVED, successors=[])
    with pytest.raises(ValidationError, match="UBND thị xã Hòa Thành không hoạt động"):
        move_unit(unit=cast.justice, parent=cast.other_city, on=MOVED)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle():
    cast = Cast()
    pairs = [(cast.city, cast.other_city), (cast.other_city, cast.city)]
    answers = together(2, lambda hand: move_unit(unit=pairs[hand][0], parent=pairs[hand][1], on=MOVED))
    assert sorted(type(answer).__name__ for answer in answers) == ["Unit", "ValidationError"]
    for unit in Unit.objects.all():
        parent = unit.parent_on(MOVED)
        assert unit.path == f"{parent.path if parent else '/'}{unit.pk}/"


# Ending and succession


def test_two_cities_become_one_and_one_office_two(cast):
    new = found("UBND phường Tân Ninh", cast.province, since=ENDED)
    merged = end_unit(
        unit=cast.other_city, on=ENDED, successors=[(new, UnitSuccession.Kind.MERGE)], basis="NQ 1682/NQ-UBTVQH15"
    )
    parts = [found(name, cast.province, since=ENDED) for name in ("Ban A", "Ban B")]
    end_unit(unit=cast.justice, on=ENDED, successors=[(part, UnitSuccession.Kind.SPLIT) for part in parts])
    assert [str(row) for row in merged] == ["UBND thị xã Hòa Thành → UBND phường Tân Ninh"]
    assert [row.predecessor for row in new.origins.all()] == [cast.other_city]
    assert {row.successor for row in cast.justice.successions.all()} == set(parts)
    cast.other_city.refresh_from_db()
    assert cast.other_city.valid_to == date(2025, 6, 30)


def test_a_unit_with_units_below_is_not_ended(cast):
    with pytest.raises(ValidationError, match="còn trực thuộc UBND thành phố Tây Ninh. Hãy chuyển hoặc kết thúc"):
        end_unit(unit=cast.city, on=ENDED, successors=[])
    for unit in (cast.justice, cast.education):
        end_unit(unit=unit, on=ENDED, successors=[])
    end_unit(unit=cast.city, on=ENDED, successors=[])
    assert list(Unit.objects.as_of(ENDED).filter(path__startswith=cast.city.path)) == []


def test_a_unit_does_not_end_before_it_begins(cast):
    with pytest.raises(ValidationError, match="thành lập ngày 01/01/2020, không thể kết thúc trước đó"):
        end_unit(unit=cast.justice, on=SINCE, successors=[])


def test_a_unit_does_not_succeed_itself(cast):
    with pytest.raises(ValidationError, match="Đơn vị mới phải khác đơn vị cũ."):
        end_unit(unit=cast.justice, on=ENDED, successors=[(cast.justice, UnitSuccession.Kind.RENAME)])
    cast.justice.refresh_from_db()
    assert cast.justice.valid_to is None


# What the database keeps


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "make",
    [
        lambda cast: Unit.objects.filter(pk=cast.city.pk).update(valid_to=SINCE - timedelta(days=1)),
        lambda cast: UnitParent.objects.create(child=cast.justice, parent=cast.province, valid_from=MOVED),
        lambda cast: UnitParent.objects.create(
            child=cast.justice, parent=cast.justice, valid_from=MOVED, valid_to=MOVED
        ),
        lambda cast: UnitSuccession.objects.create(
            predecessor=cast.justice, successor=cast.justice, kind="doi_ten", on=ENDED
        ),
        lambda cast: [
            UnitSuccession.objects.create(predecessor=cast.justice, successor=cast.city, kind="sap_nhap", on=ENDED)
            for _ in range(2)
        ],
    ],
    ids=["period backwards", "two open parents", "own parent", "own successor", "succession twice"],
)
def test_the_database_refuses(cast, make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(cast)


def test_ids_on_a_path():
    assert (ids_on("/1/5/12/"), ids_on("/")) == ([1, 5, 12], [])


def test_links_name_themselves(cast):
    assert str(cast.justice.parent_links.get()) == "Phòng Tư pháp thuộc UBND thành phố Tây Ninh"
