"""Log-ins: names in one form, passwords, and demo users that a real installation refuses."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from organizations.models import User
from tests.cast import PASSWORD


def log_in(username: str, password: str = PASSWORD) -> User | None:
    return authenticate(RequestFactory().post("/dang-nhap/"), username=username, password=password)


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("ChuyênViên", PASSWORD)


@pytest.mark.parametrize("typed", ["chuyênviên", "CHUYÊNVIÊN", "ChuyênViên", "chuye\u0302nvie\u0302n"])
def test_the_name_is_one_whatever_case_and_normal_form(user, typed):
    assert user.username == "chuyênviên"
    assert log_in(typed) == user


@pytest.mark.parametrize(("username", "password"), [("chuyênviên", "sai"), ("aikhac", PASSWORD), ("", PASSWORD)])
def test_wrong_names_and_passwords_are_not_let_in(user, username, password):
    assert log_in(username, password) is None


def test_a_second_user_of_the_name_is_refused(user):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("CHUYÊNVIÊN", PASSWORD)


def test_a_user_without_a_password_or_inactive_is_not_let_in(user):
    User.objects.create_user("khongmatkhau", None)
    assert log_in("khongmatkhau", "") is None
    User.objects.update(is_active=False)
    assert log_in("chuyênviên") is None


def test_a_user_is_called_by_the_person_else_by_the_log_in(cast, user):
    assert (str(cast.clerk), str(user)) == ("Nguyễn Thị Mai", "chuyênviên")


def test_passwords_are_kept_as_argon2(user):
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("production", "is_demo", "let_in"), [(True, True, False), (True, False, True), (False, True, True)]
)
def test_demo_users_stay_out_of_a_real_installation(user, settings, production, is_demo, let_in):
    settings.PRODUCTION = production
    User.objects.update(is_demo=is_demo)
    assert (log_in("chuyênviên") == user) is let_in


def test_the_lock_counts_every_way_to_type_the_name(client, user):
    typed = ["chuyênviên", "CHUYÊNVIÊN", "Chuyênviên", "chuyênViên", "CHUYÊNviên"]
    answers = [client.post("/dang-nhap/", {"username": name, "password": "sai"}).status_code for name in typed]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/dang-nhap/", {"username": "chuyênviên", "password": PASSWORD}).status_code == 429


def test_a_demo_users_session_ends_when_the_installation_becomes_real(client, settings, user):
    User.objects.update(is_demo=True)
    client.force_login(user, backend="organizations.backends.OfficeBackend")
    settings.PRODUCTION = True
    client.get("/healthz")
    answer = client.get(reverse("logout"))
    assert answer.wsgi_request.user.is_anonymous
