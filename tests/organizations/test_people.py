"""People and their positions."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from organizations.actions.person import add_person
from organizations.models import Person
from organizations.names import search_key
from tests.cast import SINCE


def names(people) -> list[str]:
    return [person.full_name for person in people]


def test_a_person_is_kept_in_normal_form_with_keys(cast):
    person = add_person(full_name=" Lê  Thị Hoa\u0300 ", unit=cast.justice, title=" Chuyên viên ", since=SINCE)
    assert (str(person), person.search_name) == ("Lê Thị Hoà", "le thi hoa")
    position = person.positions.get()
    assert (str(position), position.unit, position.valid_from) == ("Chuyên viên: Lê Thị Hoà", cast.justice, SINCE)


def test_a_person_may_stand_without_a_position(db):
    assert not add_person(full_name="Lê Hoa").positions.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Trường này không được để trắng."),
        ("x" * 101, "100"),
        ("Lê Văn 8", "Họ tên có ký tự lạ: 8. Hãy gõ lại bằng chữ cái tiếng Việt."),
        ("Lê\u200bHoa", r"Họ tên có ký tự lạ: U\+200B."),
    ],
)
def test_nonsense_is_refused(db, name, sentence):
    with pytest.raises(ValidationError, match=sentence):
        add_person(full_name=name)
    assert not Person.objects.exists()


def test_a_position_without_a_title_is_refused_with_its_person(cast):
    before = Person.objects.count()
    with pytest.raises(ValidationError):
        add_person(full_name="Lê Hoa", unit=cast.justice, title="", since=SINCE)
    assert Person.objects.count() == before


@pytest.mark.both_databases
def test_people_come_by_given_name_on_both_databases(db):
    for name in ("Nguyễn Văn Đạt", "Lê Ân", "Trần Dũng", "Lê An", "Bùi Ánh", "Đỗ An"):
        add_person(full_name=name)
    assert names(Person.objects.all()) == [
        "Đỗ An",
        "Lê An",
        "Bùi Ánh",
        "Lê Ân",
        "Trần Dũng",
        "Nguyễn Văn Đạt",
    ]


@pytest.mark.both_databases
@pytest.mark.parametrize("typed", ["hoà", "HÒA", "hoa", "le thi"])
def test_search_finds_old_and_new_tone_places(db, typed):
    for name in ("Lê Thị Hoà", "Lê Thị Hòa", "Trần Bình"):
        add_person(full_name=name)
    found = Person.objects.filter(search_name__contains=search_key(typed))
    assert names(found) == ["Lê Thị Hoà", "Lê Thị Hòa"]
