"""Gửi văn bản: choosing the units with and without script, looking over, sending; what the paper's page says."""

from __future__ import annotations

import pytest

from documents.actions.dispatch import acknowledge, send_paper
from documents.models import Dispatch, RecipientList
from organizations.models import Block, BlockMember
from tests.cast import SINCE, Cast
from tests.clients import client_of
from tests.world import World, build


@pytest.fixture
def world(cast: Cast) -> World:
    """Its issued plan stands at Tư pháp already."""
    return build(cast.city, cast.clerk, cast.leader)


def post(cast: Cast, world: World, **data: object):
    return client_of(cast.clerk).post(f"/van-ban/{world.paper.pk}/gui/", data)


def chosen(response) -> set[int]:
    return response.context["form"].chosen


def shown(response) -> list[str]:
    return [str(one.unit) for group in response.context["groups"] for one in group.choices if one.is_shown]


def test_units_stand_under_their_kind_and_those_that_have_it_cannot_be_chosen(cast: Cast, world: World) -> None:
    page = client_of(cast.clerk).get(f"/van-ban/{world.paper.pk}/gui/")
    found = [
        (group.title, [(str(one.unit), bool(one.taken)) for one in group.choices]) for group in page.context["groups"]
    ]
    assert found == [
        ("Cơ quan chuyên môn", [(str(cast.education), False), (str(cast.justice), True)]),
        ("Cấp trên (báo cáo)", [("UBND tỉnh", False)]),
    ]


def test_search_without_script_folds_tone_marks_and_keeps_what_was_chosen(cast: Cast, world: World) -> None:
    page = post(cast, world, buoc="tim", tim="GIAO duc", **{"don-vi": [cast.province.pk]})
    assert (page.status_code, shown(page), chosen(page)) == (200, [str(cast.education)], {cast.province.pk})
    assert f'value="{cast.province.pk}" id="dv-{cast.province.pk}" checked' in page.content.decode()


def test_all_shown_are_chosen_and_given_up_without_script(cast: Cast, world: World) -> None:
    page = post(cast, world, buoc="chon-hien")
    assert chosen(page) == {cast.education.pk, cast.province.pk}
    page = post(cast, world, buoc="bo-hien", tim="giáo dục", **{"don-vi": list(chosen(page))})
    assert chosen(page) == {cast.province.pk}


def test_khoi_and_saved_lists_add_their_units(cast: Cast, world: World) -> None:
    block = Block.objects.create(host=cast.city, name="Khối phòng", valid_from=SINCE)
    for unit in (cast.education, cast.justice, cast.other_city):
        BlockMember.objects.create(block=block, unit=unit, valid_from=SINCE)
    RecipientList.objects.create(
        unit=cast.city, name="Quen", lines="- Ủy ban nhân dân tỉnh Tây Ninh;\n- Các phòng;", created_by=cast.clerk
    )
    page = post(cast, world, buoc="them", bo=f"khoi-{block.pk}")
    assert [(one.name, set(one.unit_ids)) for one in page.context["form"].sets] == [
        ("Khối phòng", {cast.education.pk, cast.justice.pk}),
        ("Danh sách: Quen", {cast.province.pk}),
    ]
    assert chosen(page) == {cast.education.pk}  # Tư pháp has the paper


def test_the_list_is_looked_over_then_sent(cast: Cast, world: World) -> None:
    fields = {"don-vi": [cast.education.pk], "asks_answer": "on", "due_on": "31/12/2099", "note": "Gấp"}
    page = post(cast, world, buoc="xem-lai", **fields)
    assert "Phòng Giáo dục và Đào tạo" in page.content.decode()
    assert Dispatch.objects.filter(unit=cast.education).count() == 0
    for _ in range(2):
        page = post(cast, world, buoc="gui", **fields)
        assert page.headers["Location"] == f"/van-ban/{world.paper.pk}/noi-nhan/"
        fields["don-vi"] = [cast.education.pk, cast.province.pk]
    one = Dispatch.objects.get(unit=cast.education)
    assert (one.asks_answer, one.due_on.year, one.note, one.sent_by) == (True, 2099, "Gấp", cast.clerk)
    assert Dispatch.objects.filter(document=world.paper).count() == 3


@pytest.mark.parametrize("step", ["xem-lai", "gui", "la"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, world: World, step: str) -> None:
    page = post(cast, world, buoc=step, due_on="1/1/2001", note="Lời nhắn của tôi", **{"don-vi": ["x", "999999"]})
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "__all__": ["Hãy chọn ít nhất một đơn vị nhận."],
        "due_on": ["Hạn đã qua. Hãy chọn hạn từ hôm nay trở đi."],
    }
    assert 'value="Lời nhắn của tôi"' in page.content.decode()


def test_a_paper_outside_the_chain_asks_no_answer(cast: Cast, world: World) -> None:
    assert "asks_answer" in client_of(cast.clerk).get(f"/van-ban/{world.paper.pk}/gui/").context["form"].fields
    page = client_of(cast.clerk).get(f"/van-ban/{world.draft.pk}/gui/", follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        f"{world.draft} đang “Đang soạn thảo”; chỉ gửi được văn bản đã ban hành hoặc văn bản đến."
    ]


def test_the_page_of_the_paper_speaks_to_each_side(cast: Cast, world: World) -> None:
    address = world.issued.get_absolute_url()
    page = client_of(cast.clerk).get(address)
    assert page.context["sent_totals"] == {"sent": 1, "seen": 1, "acknowledged": 0}
    assert ("got" in page.context, page.context["can_send"]) == (False, True)
    page = client_of(cast.justice_officer).get(address)
    assert ([one.unit for one in page.context["got"]], page.context["can_send"]) == ([cast.justice], False)
    assert "sent_totals" not in page.context
    page = client_of(cast.education_officer).get(address)
    assert (page.context["got"], page.context["can_send"]) == ([], False)


def test_opening_a_page_marks_nothing_as_seen_the_script_does(cast: Cast, world: World) -> None:
    [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk)
    client = client_of(cast.education_officer)
    for address in (world.issued.get_absolute_url(), f"/van-ban/nhan/{one.pk}/"):
        assert f'action="/van-ban/nhan/{one.pk}/da-xem/" data-seen' in client.get(address).content.decode()
    one.refresh_from_db()
    assert one.seen_at is None
    answer = client.post(f"/van-ban/nhan/{one.pk}/da-xem/", headers={"accept": "application/json"})
    assert answer.json() == {"seen": True}
    one.refresh_from_db()
    assert one.seen_by == cast.education_officer
    assert "data-seen" not in client.get(f"/van-ban/nhan/{one.pk}/").content.decode()


def test_acknowledging_says_what_was_done(cast: Cast, world: World) -> None:
    def said(**data: str) -> list[str]:
        [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk)
        page = client_of(cast.education_officer).post(f"/van-ban/nhan/{one.pk}/tiep-nhan/", data, follow=True)
        one.delete()
        return [str(message) for message in page.context["messages"]]

    start = f"{cast.education} đã tiếp nhận {world.paper}"
    assert said() == [f"{start}."]
    assert said(**{"vao-so": "1"}) == [f"{start} và vào sổ văn bản đến."]
    assert said(**{"vao-so": "1"}) == [f"{start}; văn bản đã có trong sổ văn bản đến nên không vào sổ lần nữa."]


def test_a_second_click_says_that_it_is_done(cast: Cast, world: World) -> None:
    acknowledge(dispatch=world.dispatch, by=cast.justice_officer)
    page = client_of(cast.justice_officer).post(f"/van-ban/nhan/{world.dispatch.pk}/tiep-nhan/", follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        f"{cast.justice} đã tiếp nhận văn bản này. Hãy tải lại trang."
    ]


def test_done_by_whom_it_was_passed_on_to(cast: Cast, world: World) -> None:
    client_of(cast.justice_officer).post(f"/van-ban/nhan/chuyen/{world.forwarding.pk}/xong/")
    world.forwarding.refresh_from_db()
    assert world.forwarding.done_at is not None
