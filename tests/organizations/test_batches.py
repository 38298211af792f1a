"""A batch is committed whole and once, by who may, and taken back as long as nothing hangs on it."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.actions.batch import choose_columns, decide, discard_batch, fix_cells, read_batch, replace_workbook
from organizations.actions.batch_commit import commit_batch, undo_batch, what_hangs_on
from organizations.actions.person import add_position, correct_name
from organizations.actions.unit import correct_unit, found_unit
from organizations.models import ImportBatch, Person, Position, Role, Unit, UnitParent
from organizations.queries.imports import check_batch, mappings_of, remembered
from tests.cast import SINCE, Cast, make_user
from tests.organizations.imports.books import office, unit_rows, workbook
from tests.threads import together
from workflow.engine import Refused
from workflow.models import LogEntry


def small() -> tuple[list[list[object]], list[list[object]]]:
    """Two communes with schools, five people with names that nobody has."""
    units = unit_rows(12)
    people = [[f"Triệu Thị {name}", units[at][1], "Chuyên viên", "01/02/2022", ""]
              for at, name in enumerate(["Một", "Hai", "Ba", "Bốn", "Năm"])]  # fmt: skip
    return units, people


def batch_of(cast: Cast, units: list[list[object]], people: list[list[object]]) -> ImportBatch:
    return read_batch(unit=cast.city, by=cast.clerk, file_name="ds.xlsx", data=workbook(units, people))


@pytest.fixture
def batch(cast: Cast) -> ImportBatch:
    return batch_of(cast, *small())


def everything() -> list[object]:
    """All rows that an import may touch."""
    return [
        sorted(Unit.objects.values_list()),
        sorted(UnitParent.objects.values_list(), key=str),
        sorted(Person.objects.values_list()),
        sorted(Position.objects.values_list(), key=str),
    ]


def test_a_commit_makes_what_the_single_actions_would_make(cast, batch):
    made = commit_batch(batch=batch, by=cast.clerk).made
    assert {key: len(value) for key, value in made.items() if key != "log"} == {
        "units": 12,
        "people": 5,
        "positions": 5,
    }
    commune = Unit.objects.get(short_name="UBND xã Mới 1")
    school = Unit.objects.get(short_name="Trường Tiểu học Mới 3")
    assert commune.path == f"{cast.city.path}{commune.pk}/"
    assert school.path == f"{commune.path}{school.pk}/"
    assert school.parent_on(date(2022, 1, 1)) == commune
    assert school.parent_on(date(2021, 7, 31)) is None
    single = found_unit(
        official_name=commune.official_name, short_name="UBND xã khác", level=commune.level, kind=commune.kind,
        valid_from=commune.valid_from, parent=cast.justice,
    )  # fmt: skip
    assert commune.search_name == single.search_name.replace("ubnd xa khac", "ubnd xa moi 1")
    person = Person.objects.get(full_name="Triệu Thị Hai")
    assert (person.search_name, person.positions.get().unit.short_name) == ("trieu thi hai", "Trường Tiểu học Mới 1")
    assert [entry.label for entry in LogEntry.objects.about(school)] == ["Lập đơn vị"]
    assert [entry.label for entry in LogEntry.objects.about(person)] == ["Thêm chức vụ"]
    assert [entry.action for entry in LogEntry.objects.about(batch)] == ["read", "commit"]


def test_an_undo_leaves_everything_as_it_was(cast):
    before = everything()
    batch = batch_of(cast, *small())
    commit_batch(batch=batch, by=cast.clerk)
    assert everything() != before
    undone = undo_batch(batch=batch, by=cast.clerk)
    assert everything() == before
    assert (undone.state, LogEntry.objects.about(batch).last().actor_name) == ("da_huy", "Nguyễn Thị Mai")
    with pytest.raises(Refused, match="chưa ghi hoặc đã hoàn tác"):
        undo_batch(batch=batch, by=cast.clerk)
    with pytest.raises(Refused, match="đã hoàn tác nên không sửa được"):
        commit_batch(batch=batch, by=cast.clerk)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("unit", "1 quan hệ trực thuộc gắn với đơn vị của đợt này"),
        ("role", "1 vai trò gắn với đơn vị của đợt này"),
        ("position", "1 chức vụ gắn với người của đợt này; đã sửa Triệu Thị Hai"),
        ("name", "đã sửa Triệu Thị Hai Hai"),
        ("unit name", "đã sửa UBND xã Mới Một"),
        ("gone", "1 chức vụ không còn (đã xóa hoặc gộp)"),
        ("batch", "1 đợt nhập từ Excel gắn với đơn vị của đợt này"),
    ],
)
def test_an_undo_is_refused_when_something_hangs_on_it(cast, batch, what, sentence):
    commit_batch(batch=batch, by=cast.clerk)
    batch.refresh_from_db()
    commune = Unit.objects.get(short_name="UBND xã Mới 1")
    person = Person.objects.get(full_name="Triệu Thị Hai")
    if what == "unit":
        found_unit(
            official_name="Tổ", short_name="Tổ", level="xa", kind="khac", valid_from=date(2023, 1, 1), parent=commune
        )
    elif what == "role":
        make_user("moi", "Lý Thị Mới", cast.city, Role.UNIT_OFFICER).role_assignments.update(unit=commune)
    elif what == "position":
        add_position(person=person, unit=cast.justice, title="Kế toán", since=date(2023, 1, 1), by=cast.clerk)
    elif what == "name":
        correct_name(person=person, full_name="Triệu Thị Hai Hai", by=cast.clerk)
    elif what == "unit name":
        administrator = make_user("quantri", "Lý Văn Quản", cast.city, Role.ADMINISTRATOR)
        correct_unit(unit=commune, short_name="UBND xã Mới Một", by=administrator)
    elif what == "gone":
        person.positions.all().delete()
    else:
        read_batch(unit=commune, by=cast.clerk, text="Họ tên\tĐơn vị\nAn\tB")
    before = everything()
    assert sentence in "; ".join(what_hangs_on(batch))
    with pytest.raises(Refused, match="Chưa hoàn tác được, vì sau khi nhập"):
        undo_batch(batch=batch, by=cast.clerk)
    assert everything() == before


def test_nothing_hangs_on_a_fresh_commit(cast, batch):
    assert what_hangs_on(commit_batch(batch=batch, by=cast.clerk)) == []


def test_with_an_error_nothing_is_written_and_a_corrected_cell_lets_it_in(cast):
    units, people = small()
    units[3][2], people[1][3], people[2][0] = "Cấp thôn", "hôm qua", ""
    batch = batch_of(cast, units, people)
    before = everything()
    with pytest.raises(Refused, match="Còn 3 lỗi nên chưa ghi được"):
        commit_batch(batch=batch, by=cast.clerk)
    assert everything() == before
    changed = fix_cells(
        batch=batch, cells={(0, 5, 2): "Cấp xã", (1, 3, 3): " 01/02/2022 "}, rows={(1, 4)}, by=cast.clerk
    )
    assert changed == 3
    made = commit_batch(batch=batch, by=cast.clerk).made
    assert (len(made["units"]), len(made["people"])) == (12, 4)


def test_who_is_the_same_gets_a_position_and_no_second_record(cast):
    units, people = small()
    people[0][0] = cast.justice_head.person.full_name
    batch = batch_of(cast, units, people)
    with pytest.raises(Refused, match="Còn 1 người trùng tên chưa quyết định"):
        commit_batch(batch=batch, by=cast.clerk)
    [doubt] = check_batch(batch).doubts
    assert decide(batch=batch, choices={doubt.key: "999999"}, by=cast.clerk) == 0
    assert decide(batch=batch, choices={doubt.key: str(cast.justice_head.person_id)}, by=cast.clerk) == 1
    commit_batch(batch=batch, by=cast.clerk)
    assert Person.objects.filter(full_name=cast.justice_head.person.full_name).count() == 1
    assert cast.justice_head.person.positions.count() == 2
    undo_batch(batch=batch, by=cast.clerk)
    assert cast.justice_head.person.positions.count() == 1


def test_people_of_other_places_are_nobody_here(cast):
    units, people = small()
    people[0][0] = cast.outsider.person.full_name
    assert check_batch(batch_of(cast, units, people)).doubts == []


def test_what_changed_meanwhile_is_seen_at_the_commit(cast, batch):
    name = "Ủy ban nhân dân xã Mới 1"
    found_unit(official_name=name, short_name=name, level="xa", kind="ubnd", valid_from=SINCE, parent=cast.city)
    with pytest.raises(Refused, match="Còn 1 lỗi"):
        commit_batch(batch=batch, by=cast.clerk)


def test_a_corrected_workbook_keeps_what_was_decided_and_chosen(cast):
    units, people = small()
    people[0][0] = cast.justice_head.person.full_name
    batch = batch_of(cast, units, people)
    [doubt] = check_batch(batch).doubts
    decide(batch=batch, choices={doubt.key: "moi"}, by=cast.clerk)
    batch = replace_workbook(
        batch=batch, by=cast.clerk, file_name="ds2.xlsx", data=workbook(units, list(reversed(people)))
    )
    assert (batch.file_name, check_batch(batch).is_ready) == ("ds2.xlsx", True)


def test_chosen_columns_are_remembered_for_the_unit_alone(cast):
    text = "Quý danh\tĐơn vị\tViệc\tTừ ngày\nTriệu Thị Một\tPhòng Tư pháp\tKế toán\t01/02/2022"
    batch = read_batch(unit=cast.city, by=cast.clerk, text=text)
    [mapping] = mappings_of(batch)
    assert mapping.columns == {"unit": 1, "since": 3}
    mapping.columns |= {"full_name": 0, "title": 2}
    choose_columns(batch=batch, mappings=[mapping], by=cast.clerk)
    again = read_batch(unit=cast.city, by=cast.clerk, text=text)
    assert mappings_of(again)[0].columns == mapping.columns
    assert check_batch(again).is_ready
    assert remembered(cast.justice) == {}


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_who_does_not_keep_the_units_people_imports_nothing(cast, batch, who):
    by = getattr(cast, who)
    acts = [
        lambda: read_batch(unit=cast.city, by=by, text="a\tb\n1\t2"),
        lambda: replace_workbook(batch=batch, by=by, text="a\tb\n1\t2"),
        lambda: choose_columns(batch=batch, mappings=mappings_of(batch), by=by),
        lambda: fix_cells(batch=batch, cells={}, rows=set(), by=by),
        lambda: decide(batch=batch, choices={}, by=by),
        lambda: commit_batch(batch=batch, by=by),
        lambda: undo_batch(batch=batch, by=by),
        lambda: discard_batch(batch=batch, by=by),
    ]
    for act in acts:
        with pytest.raises(Refused, match="Bạn không có quyền nhập dữ liệu vào UBND thành phố Tây Ninh"):
            act()


def test_a_batch_that_was_not_committed_can_be_thrown_away(cast, batch):
    discard_batch(batch=batch, by=cast.clerk)
    assert not ImportBatch.objects.exists()
    with pytest.raises(Refused, match="không còn nữa"):
        commit_batch(batch=batch, by=cast.clerk)


def test_a_commit_takes_a_few_queries_for_hundreds_of_rows(cast, django_assert_max_num_queries):
    batch = batch_of(cast, *office(40, 400))
    decide(batch=batch, choices={doubt.key: "moi" for doubt in check_batch(batch).doubts}, by=cast.clerk)
    with django_assert_max_num_queries(45):
        commit_batch(batch=batch, by=cast.clerk)
    assert (Unit.objects.count(), Position.objects.count()) == (45, 406)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_commits_at_once_exactly_one_writes():
    cast = Cast()
    batch = batch_of(cast, *small())
    results = together(5, lambda _: commit_batch(batch=batch, by=cast.clerk))
    assert sorted(type(result).__name__ for result in results) == ["ImportBatch", *["Refused"] * 4]
    assert Person.objects.filter(full_name__startswith="Triệu").count() == 5


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_an_undo_and_a_new_position_at_once_never_lose_the_position():
    cast = Cast()
    batch = commit_batch(batch=batch_of(cast, *small()), by=cast.clerk)
    person = Person.objects.get(full_name="Triệu Thị Hai")

    def work(index: int) -> object:
        if index == 0:
            return undo_batch(batch=batch, by=cast.clerk)
        return add_position(person=person, unit=cast.justice, title="Kế toán", since=date(2023, 1, 1), by=cast.clerk)

    results = together(2, work)
    # Whoever comes first has his way; the other one is told.
    assert [type(result).__name__ for result in results] in (["ImportBatch", "Refused"], ["Refused", "Position"])
    assert Person.objects.filter(pk=person.pk).exists() is Position.objects.filter(title="Kế toán").exists()
