"""The menu: what is shown to whom, and numbers that are true."""

import re

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions.step import take_step
from organizations.models import Notice, Role
from organizations.notifications import notify
from tests.cast import make_user
from tests.clients import client_of
from thidua.menu import owner_of


def headings(client) -> list[str]:
    """The words of the menu."""
    page = client.get("/tin-vua-roi/").content.decode()
    menu = page[page.index('aria-label="Chính"') : page.index("</nav>")]
    return [re.sub(r"<[^>]+>", "", link).strip() for link in re.findall(r"<a .*?</a>", menu, re.DOTALL)]


def unread(client) -> str:
    """The number beside the bell, "" for none."""
    page = client.get("/tin-vua-roi/").content.decode()
    found = re.search(r'class="count count-new">(\d+)', page)
    return found[1] if found else ""


def tell(user, key: str) -> None:
    notify(users=[user], kind=Notice.Kind.REMINDER, text="Nhắc việc", key=key)


def test_everybody_has_the_common_headings(cast):
    assert headings(client_of(cast.justice_officer)) == [
        "Việc của tôi",
        "Kế hoạch",
        "Văn bản",
        "Khen thưởng",
        "Đơn vị",
        "Hướng dẫn",
    ]


def test_who_keeps_users_or_confirms_roles_sees_the_administration(cast):
    administrator = make_user("quantri", "Vương Nhật Huy", cast.city, Role.ADMINISTRATOR)
    for user in (administrator, cast.clerk, cast.leader, cast.justice_head):
        assert "Quản trị" in headings(client_of(user))


def current(client, address: str) -> list[tuple[str, str]]:
    """What the second line of the menu marks as the present place, and how."""
    page = client.get(address).content.decode()
    menu = page[page.index('class="section-nav"') :]
    return re.findall(r'aria-current="(\w+)">([^<]+)', menu[: menu.index("</nav>")])


def test_a_page_below_an_entry_marks_it_and_only_the_page_itself_is_called_so(cast):
    client = client_of(cast.clerk)
    assert current(client, "/quan-tri/nhap-excel/") == [("page", "Nhập từ Excel")]
    assert current(client, "/quan-tri/nhap-excel/moi/") == [("true", "Nhập từ Excel")]
    assert current(client, f"/van-ban/{cast.draft().pk}/") == [("true", "Tất cả")]
    assert current(client, "/van-ban/di/") == [("page", "Sổ văn bản đi")]


def test_the_nearest_entry_owns_a_page_and_the_inbox_only_itself():
    assert owner_of("/quan-tri/nhap-excel/moi/", ["/quan-tri/", "/quan-tri/nhap-excel/"]) == "/quan-tri/nhap-excel/"
    assert owner_of("/quan-tri/vai-tro/5/", ["/quan-tri/", "/quan-tri/nhap-excel/"]) == "/quan-tri/"
    assert owner_of("/chuc-vu/5/", ["/don-vi/", "/nguoi/"]) == ""
    assert owner_of("/", ["/"]) == "/"
    assert owner_of("/nguoi/", ["/"]) == ""


def test_nobody_has_no_menu(db):
    assert 'aria-label="Chính"' not in client_of(None).get("/dang-nhap/").content.decode()


def test_the_number_is_counted_again_after_a_while(cast):
    client = client_of(cast.clerk)
    with time_machine.travel("2026-03-02 08:00 +07:00", tick=False) as clock:
        tell(cast.clerk, "a")
        assert unread(client) == "1"
        tell(cast.clerk, "b")
        clock.shift(19)
        assert unread(client) == "1"
        clock.shift(2)
        assert unread(client) == "2"


def test_the_number_is_counted_again_after_a_click(cast):
    client = client_of(cast.clerk)
    tell(cast.clerk, "a")
    assert unread(client) == "1"
    client.post("/thong-bao/da-doc/")
    assert unread(client) == ""


def test_another_user_in_the_same_browser_gets_numbers_of_their_own(cast):
    client = client_of(cast.clerk)
    tell(cast.clerk, "a")
    assert unread(client) == "1"
    client.force_login(cast.outsider, backend=client.session["_auth_user_backend"])
    assert unread(client) == ""


def test_reading_the_numbers_writes_nothing(cast):
    client = client_of(cast.clerk)
    tell(cast.clerk, "a")
    client.get("/thong-bao/")
    tell(cast.clerk, "b")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
        assert unread(client) == "2"
    assert [query["sql"] for query in asked if "UPDATE" in query["sql"]] == []


def test_the_page_about_the_numbers_is_never_behind(cast):
    client = client_of(cast.leader)
    client.get("/")
    take_step(document=cast.draft(), action="submit", by=cast.clerk)
    assert re.search(r'Việc của tôi <span class="count">1', client.get("/").content.decode())
