"""Log-in, log-out, lock and the session's end."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.clients import client_of

LOGIN = "/dang-nhap/"


@pytest.fixture
def clerk(cast: Cast):
    cast.clerk.set_password(PASSWORD)
    cast.clerk.save()
    return cast.clerk


def test_every_page_sends_strangers_to_the_log_in_and_back(clerk) -> None:
    client = Client()
    response = client.get("/van-ban/?tim=a")
    assert response.url == "/dang-nhap/?next=/van-ban/%3Ftim%3Da"
    entered = client.post(LOGIN, {"username": "CHUYENVIEN", "password": PASSWORD, "next": "/van-ban/?tim=a"})
    assert entered.url == "/van-ban/?tim=a"


def test_wrong_password_and_unknown_user_get_the_same_answer(clerk) -> None:
    def answer(username: str) -> list[str]:
        response = Client().post(LOGIN, {"username": username, "password": "sai"})
        return response.context["form"].non_field_errors()

    assert answer("chuyenvien") == answer("khong-co")


def test_five_failures_lock_the_account_for_that_address_alone(clerk) -> None:
    client = Client()
    statuses = [client.post(LOGIN, {"username": "chuyenvien", "password": "sai"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = client.post(LOGIN, {"username": "chuyenvien", "password": PASSWORD})
    assert locked.status_code == 429
    assert "tạm khóa trong 15 phút" in locked.content.decode()
    elsewhere = Client(REMOTE_ADDR="10.0.0.9").post(LOGIN, {"username": "chuyenvien", "password": PASSWORD})
    assert elsewhere.status_code == 302


def test_behind_a_proxy_the_lock_counts_the_visitor_not_the_proxy(clerk, settings) -> None:
    settings.PROXIES = 1

    def log_in(forwarded: str, password: str) -> int:
        fields = {"username": "chuyenvien", "password": password}
        return Client(REMOTE_ADDR="127.0.0.1").post(LOGIN, fields, headers={"X-Forwarded-For": forwarded}).status_code

    # What the visitor claims stands left of what the proxy saw.
    assert [log_in(f"1.2.3.{number}, 10.0.0.5", "sai") for number in range(5)] == [200, 200, 200, 200, 429]
    assert log_in("10.0.0.6", PASSWORD) == 302


def test_after_the_session_ran_out_the_page_says_why(clerk) -> None:
    client = Client()
    client.post(LOGIN, {"username": "chuyenvien", "password": PASSWORD})
    del client.cookies["sessionid"]
    page = client.get("/van-ban/", follow=True).content.decode()
    assert "Phiên làm việc đã hết hạn" in page
    assert "15 phút không thao tác" in page


def test_who_logs_out_is_not_told_that_the_session_ran_out(clerk) -> None:
    client = Client()
    client.post(LOGIN, {"username": "chuyenvien", "password": PASSWORD})
    page = client.post("/dang-xuat/", follow=True).content.decode()
    assert "Phiên làm việc đã hết hạn" not in page
    assert client.get("/").status_code == 302


def test_logging_out_needs_a_post(cast: Cast) -> None:
    assert client_of(cast.clerk).get("/dang-xuat/").status_code == 405


def test_header_names_the_user_with_unit_and_role(cast: Cast) -> None:
    page = client_of(cast.clerk).get("/").content.decode()
    assert "Nguyễn Thị Mai" in page
    assert "Chuyên viên thường trực, UBND thành phố Tây Ninh" in page
