"""Log-in with a second factor: codes are accepted once, wrong ones lock, who needs a factor is led to set one up."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.test import Client

from organizations.models import Notice
from organizations.queries.factors import codes_left
from tests.cast import PASSWORD, Cast
from tests.clients import client_of
from tests.organizations.codes import app_of, code, with_password, wrong_code

LOGIN, CODE, SET_UP = "/dang-nhap/", "/dang-nhap/ma-xac-thuc/", "/tai-khoan/ma-xac-thuc/"
CODES = "/tai-khoan/ma-du-phong/"


@pytest.fixture
def leader(cast: Cast):
    return with_password(cast.leader)


def half_in(username: str, **options: object) -> Client:
    """A browser after the password."""
    client = Client(**options)
    response = client.post(LOGIN, {"username": username, "password": PASSWORD, "next": "/van-ban/"})
    assert response.url == CODE
    return client


def test_after_the_password_alone_nothing_opens(leader) -> None:
    app_of(leader)
    client = half_in("lanhdao")
    assert client.get("/van-ban/").url == "/dang-nhap/?next=/van-ban/"
    assert client.get("/tai-khoan/").status_code == 302


def test_the_code_of_the_app_lets_in_and_leads_on(leader) -> None:
    secret = app_of(leader)
    assert half_in("lanhdao").post(CODE, {"code": code(secret)}).url == "/van-ban/"


def test_a_wrong_code_is_said_to_be_wrong(leader) -> None:
    secret = app_of(leader)
    response = half_in("lanhdao").post(CODE, {"code": wrong_code(secret)})
    assert response.context["form"].errors["code"] == [
        "Mã không đúng, đã hết hạn hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại."
    ]


def test_a_code_is_accepted_once(leader) -> None:
    secret = app_of(leader)
    seen = code(secret)
    assert half_in("lanhdao").post(CODE, {"code": seen}).status_code == 302
    assert half_in("lanhdao").post(CODE, {"code": seen}).status_code == 200


@pytest.mark.parametrize(("steps", "status"), [(-3, 200), (-1, 302), (0, 302), (1, 302), (3, 200)])
def test_a_clock_may_be_half_a_minute_off(leader, steps: int, status: int) -> None:
    secret = app_of(leader)
    assert half_in("lanhdao").post(CODE, {"code": code(secret, steps)}).status_code == status


def test_an_older_code_is_void_after_a_newer_one(leader) -> None:
    secret = app_of(leader)
    assert half_in("lanhdao").post(CODE, {"code": code(secret, 1)}).status_code == 302
    assert half_in("lanhdao").post(CODE, {"code": code(secret)}).status_code == 200


def test_a_recovery_code_serves_once_and_is_told(leader) -> None:
    app_of(leader)
    spare = codes_left(leader)[3]
    typed = f"{spare[:4]} {spare[4:]}"
    assert half_in("lanhdao").post(CODE, {"code": typed}).status_code == 302
    assert half_in("lanhdao").post(CODE, {"code": typed}).status_code == 200
    assert len(codes_left(leader)) == 9
    assert Notice.objects.filter(user=leader, text__startswith="Một mã dự phòng vừa được dùng").count() == 1


def test_wrong_passwords_and_wrong_codes_lock_together(leader) -> None:
    secret = app_of(leader)
    client = half_in("lanhdao")
    for _ in range(2):
        Client().post(LOGIN, {"username": "lanhdao", "password": "sai"})
    statuses = [client.post(CODE, {"code": wrong_code(secret)}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.post(CODE, {"code": code(secret)}).status_code == 429
    assert half_in("lanhdao", REMOTE_ADDR="10.0.0.9").post(CODE, {"code": code(secret)}).status_code == 302


def test_who_signs_must_set_up_a_factor_before_anything_else(leader, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    client.post(LOGIN, {"username": "lanhdao", "password": PASSWORD})
    assert client.get("/van-ban/").url == SET_UP
    page = client.get(SET_UP).content.decode()
    assert '<strong class="notice-word">phải có mã xác thực</strong>' in page
    secret = client.session[SECRET_SESSION_KEY]
    assert client.post(SET_UP, {"code": wrong_code(secret)}).status_code == 422
    assert client.post(SET_UP, {"code": code(secret)}).url == CODES
    assert client.get("/van-ban/").status_code == 200


def test_who_only_drafts_is_not_asked_for_a_factor(cast: Cast, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert client_of(cast.clerk).get("/van-ban/").status_code == 200


def test_a_session_from_before_the_factor_is_asked_for_a_code(leader, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    client.post(LOGIN, {"username": "lanhdao", "password": PASSWORD})
    secret = app_of(leader)
    asked = client.get("/van-ban/")
    assert asked.url == "/tai-khoan/xac-nhan-ma/?next=%2Fvan-ban%2F"
    assert client.post(asked.url, {"code": code(secret), "next": "/van-ban/"}).url == "/van-ban/"
    assert client.get("/van-ban/").status_code == 200


def test_public_pages_stay_open_meanwhile(leader, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert client_of(leader).get("/healthz").status_code == Client().get("/healthz").status_code


def test_recovery_codes_are_shown_until_they_are_kept(leader) -> None:
    client = Client()
    client.post(LOGIN, {"username": "lanhdao", "password": PASSWORD})
    client.get(SET_UP)
    client.post(SET_UP, {"code": code(client.session[SECRET_SESSION_KEY])})
    shown = re.findall(r"<code>(\d{4} \d{4})</code>", client.get(CODES).content.decode())
    file = client.get(f"{CODES}tai-ve/")
    assert shown == [f"{spare[:4]} {spare[4:]}" for spare in codes_left(leader)]
    assert file.content.decode().split("\r\n")[3:-1] == shown
    client.post(f"{CODES}da-luu/")
    assert re.findall(r"<code>(\d{4} \d{4})</code>", client.get(CODES).content.decode()) == []
    assert client.get(f"{CODES}tai-ve/").status_code == 404


def test_new_recovery_codes_make_the_old_ones_void(leader) -> None:
    secret = app_of(leader)
    old = codes_left(leader)
    client = half_in("lanhdao")
    client.post(CODE, {"code": code(secret)})
    assert client.post(f"{CODES}cap-lai/").url == CODES
    assert half_in("lanhdao").post(CODE, {"code": old[0]}).status_code == 200


def test_another_device_takes_the_place_of_the_old_one(leader) -> None:
    secret = app_of(leader)
    client = half_in("lanhdao")
    client.post(CODE, {"code": code(secret)})
    client.get(SET_UP)
    new = client.session[SECRET_SESSION_KEY]
    assert client.post(SET_UP, {"code": code(new)}).status_code == 302
    assert half_in("lanhdao").post(CODE, {"code": code(secret, 1)}).status_code == 200
    assert half_in("lanhdao").post(CODE, {"code": code(new, 1)}).status_code == 302


def test_a_factor_that_a_role_asks_for_cannot_be_turned_off(cast: Cast, leader) -> None:
    clerk = with_password(cast.clerk)
    for user in (leader, clerk):
        secret = app_of(user)
        client = half_in(user.username)
        client.post(CODE, {"code": code(secret)})
        client.post("/tai-khoan/ma-xac-thuc/tat/")
    left = set(Authenticator.objects.filter(type="totp").values_list("user__username", flat=True))
    assert left == {"lanhdao"}


def test_the_password_is_asked_again_before_the_factor_is_touched(leader) -> None:
    client = client_of(leader)  # logged in long ago, as it were
    asked = client.get(SET_UP)
    assert asked.url == "/tai-khoan/xac-nhan-mat-khau/?next=%2Ftai-khoan%2Fma-xac-thuc%2F"
    assert client.post(asked.url, {"password": "sai", "next": SET_UP}).status_code == 200
    assert client.post(asked.url, {"password": PASSWORD, "next": SET_UP}).url == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_after_the_password_one_may_leave_and_be_somebody_else(leader) -> None:
    app_of(leader)
    client = half_in("lanhdao")
    assert client.get(LOGIN).url == CODE
    client.post("/dang-xuat/")
    assert client.get(LOGIN).status_code == 200


def test_who_was_let_in_by_code_does_not_go_to_another_site(leader) -> None:
    secret = app_of(leader)
    client = Client()
    client.post(LOGIN, {"username": "lanhdao", "password": PASSWORD, "next": "https://example.com/"})
    assert client.post(CODE, {"code": code(secret)}).url == "/"


def test_a_password_alone_puts_no_other_app_in_the_place_of_one(leader) -> None:
    client = Client()
    client.post(LOGIN, {"username": "lanhdao", "password": PASSWORD})  # before there was an app: no code was asked for
    app_of(leader)
    client.post("/tai-khoan/xac-nhan-mat-khau/", {"password": PASSWORD})
    for address in (SET_UP, CODES):
        assert client.get(address).url.startswith("/tai-khoan/xac-nhan-ma/?next=")
    assert client.post(SET_UP, {"code": "000000"}).url.startswith("/tai-khoan/xac-nhan-ma/?next=")
    assert client.post("/tai-khoan/ma-du-phong/cap-lai/").url.startswith("/tai-khoan/xac-nhan-ma/?next=")
    assert client.post("/tai-khoan/ma-xac-thuc/tat/").url.startswith("/tai-khoan/xac-nhan-ma/?next=")
