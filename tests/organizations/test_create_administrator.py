"""``manage.py create_administrator``: the first one, with the first unit; a second one only by force."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Role, Unit, User
from tests.cast import Cast, make_user

GIVEN = {"unit": "Ủy ban nhân dân phường Ninh Thạnh", "name": "Vương Nhật Huy", "username": "QuanTri", "level": "xa"}


def run(**options: object) -> list[str]:
    out = io.StringIO()
    call_command("create_administrator", stdout=out, **{**GIVEN, **options})
    return out.getvalue().splitlines()


def refusal(**options: object) -> str:
    with pytest.raises(CommandError) as caught:
        run(**options)
    return str(caught.value)


def test_an_empty_installation_gets_its_unit_and_its_administrator(db) -> None:
    said = run()
    user = User.objects.get()
    assert [(unit.official_name, unit.level) for unit in Unit.objects.all()] == [(GIVEN["unit"], "xa")]
    assert user.roles_held() == [(Role.ADMINISTRATOR, Unit.objects.get().pk)]
    assert (user.username, user.must_change_password) == ("quantri", True)
    assert user.check_password(said[-1].rpartition(": ")[2])


def test_a_unit_with_an_administrator_refuses_a_second_one(cast: Cast) -> None:
    make_user("quantri1", "Lưu Thị Một", cast.province, Role.ADMINISTRATOR)
    sentence = refusal(unit="Phòng Tư pháp")
    assert sentence.startswith("Phòng Tư pháp đã có quản trị: Lưu Thị Một (quantri1).")
    assert run(unit="Phòng Tư pháp", force=True)[0] == "Đã tạo quản trị Vương Nhật Huy tại Phòng Tư pháp."


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"unit": "Phòng Không Có"},
         "Không có đơn vị nào đang hoạt động tên “Phòng Không Có”. Hãy ghi đúng tên chính thức."),
        ({"username": "tuphap", "unit": "Phòng Tư pháp"}, "Tên đăng nhập này đã có người dùng."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(cast: Cast, options, sentence: str) -> None:
    count = User.objects.count()
    assert refusal(**options) == sentence
    assert User.objects.count() == count
