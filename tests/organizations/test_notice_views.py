"""Thông báo: the list, reading, choosing how to be told."""

from __future__ import annotations

import pytest

from organizations.models import Notice, NoticePreference, User
from organizations.notifications import notify, settle
from tests.cast import Cast
from tests.clients import client_of

Channel = NoticePreference.Channel


def tell(*users: User, key: str = "a", text: str = "Có việc", address: str = "/van-ban/") -> None:
    notify(users=users, kind=Notice.Kind.TASK, text=text, address=address, key=key)


def unread(user: User) -> list[str]:
    return [notice.key for notice in Notice.objects.visible_to(user).unread().order_by("pk")]


def test_the_same_thing_is_told_once(cast: Cast) -> None:
    tell(cast.clerk, cast.leader)
    tell(cast.clerk)
    assert list(Notice.objects.order_by("pk").values_list("user", "key")) == [
        (cast.clerk.pk, "a"),
        (cast.leader.pk, "a"),
    ]


def test_who_wants_to_hear_nothing_of_a_kind_is_told_nothing_of_it(cast: Cast) -> None:
    NoticePreference.objects.create(user=cast.clerk, kind=Notice.Kind.TASK, channel=Channel.NONE)
    tell(cast.clerk, cast.leader)
    notify(users=[cast.clerk], kind=Notice.Kind.REMINDER, text="Nhắc", key="b")
    assert (unread(cast.clerk), unread(cast.leader)) == (["b"], ["a"])


def test_what_was_done_is_no_longer_unread(cast: Cast) -> None:
    tell(cast.clerk, key="task:1:sign")
    tell(cast.clerk, key="task:12:sign")
    settle(key_prefix="task:1:")
    assert unread(cast.clerk) == ["task:12:sign"]


def test_unread_stands_first_then_the_newest(cast: Cast) -> None:
    for key in ("một", "hai", "ba"):
        tell(cast.clerk, key=key)
    client = client_of(cast.clerk)
    client.post(f"/thong-bao/{Notice.objects.get(key='ba').pk}/da-doc/")
    page = client.get("/thong-bao/").context["page"]
    assert [notice.key for notice in page.object_list] == ["hai", "một", "ba"]
    page = client.get("/thong-bao/?loc=chua-doc").context["page"]
    assert [notice.key for notice in page.object_list] == ["hai", "một"]


def test_opening_a_notice_reads_it_and_leads_on(cast: Cast) -> None:
    tell(cast.clerk, address="/van-ban/7/")
    response = client_of(cast.clerk).post(f"/thong-bao/{Notice.objects.get().pk}/mo/")
    assert (response.status_code, response.headers["Location"]) == (302, "/van-ban/7/")
    assert unread(cast.clerk) == []


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", ""])
def test_a_notice_never_leads_away_from_the_site(cast: Cast, address: str) -> None:
    tell(cast.clerk, address=address)
    response = client_of(cast.clerk).post(f"/thong-bao/{Notice.objects.get().pk}/mo/")
    assert response.headers["Location"] == "/thong-bao/"


def test_somebody_elses_notice_is_absent(cast: Cast) -> None:
    tell(cast.clerk)
    pk = Notice.objects.get().pk
    client = client_of(cast.leader)
    assert [client.post(f"/thong-bao/{pk}/{step}/").status_code for step in ("mo", "da-doc")] == [404, 404]
    assert client.get("/thong-bao/").context["page"].paginator.count == 0
    assert unread(cast.clerk) == ["a"]


def test_looking_reads_nothing(cast: Cast) -> None:
    tell(cast.clerk)
    client_of(cast.clerk).get("/thong-bao/")
    assert unread(cast.clerk) == ["a"]


def test_all_of_mine_are_read_at_once_and_only_mine(cast: Cast) -> None:
    tell(cast.clerk, cast.leader)
    tell(cast.clerk, key="b")
    page = client_of(cast.clerk).post("/thong-bao/da-doc/", follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Đã đánh dấu 2 thông báo là đã đọc."]
    assert (unread(cast.clerk), unread(cast.leader)) == ([], ["a"])


def test_choices_are_kept_and_shown_again(cast: Cast) -> None:
    client = client_of(cast.clerk)
    chosen = {kind.value: Channel.MAIL.value for kind in Notice.Kind} | {Notice.Kind.COMMENT.value: Channel.NONE.value}
    for _ in range(2):
        assert client.post("/thong-bao/cach-nhan/", chosen).status_code == 302
    assert dict(NoticePreference.objects.filter(user=cast.clerk).values_list("kind", "channel")) == chosen
    form = client.get("/thong-bao/cach-nhan/").context["form"]
    assert {name: field.initial for name, field in form.fields.items()} == chosen


def test_a_channel_that_does_not_exist_is_refused(cast: Cast) -> None:
    chosen = {kind.value: "pigeon" for kind in Notice.Kind}
    response = client_of(cast.clerk).post("/thong-bao/cach-nhan/", chosen)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(chosen)
    assert NoticePreference.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_list_asks_the_same_for_any_number(cast: Cast, number: int, django_assert_max_num_queries) -> None:
    for at in range(number):
        tell(cast.clerk, key=str(at))
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(12):
        client.get("/thong-bao/")
