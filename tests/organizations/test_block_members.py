"""Khối thi đua: laid down, joined, led, left and ended by the day; pages and forms."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from organizations.actions.block import correct_block, end_block, give_duty, join_block, lay_down_block, leave_block
from organizations.models import Block, BlockMember
from tests.cast import SINCE
from tests.clients import client_of
from tests.organizations.office_hands import BEFORE, CHANGED, DAY, administrator, again, logged, refusal, ward

MEMBER, HEAD, DEPUTY = BlockMember.Duty.MEMBER, BlockMember.Duty.HEAD, BlockMember.Duty.DEPUTY


@pytest.fixture
def block(cast) -> Block:
    return lay_down_block(host=cast.city, name="Khối chuyên môn", kind="khoi", valid_from=SINCE, by=cast.clerk)


def places(block) -> list[tuple[str, str, date, date | None]]:
    rows = block.members.select_related("unit").order_by("valid_from", "pk")
    return [(row.unit.symbol, row.duty, row.valid_from, row.valid_to) for row in rows]


def join(cast, block, unit, on=SINCE, duty=MEMBER):
    return join_block(block=block, unit=unit, on=on, duty=duty, by=cast.clerk)


def post(user, name: str, pk: int | None = None, /, **data: str):
    return client_of(user).post(reverse(name, args=[pk] if pk else []), data)


def errors(response) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


# In time


def test_a_new_head_takes_the_old_ones_place_from_that_day(cast, block):
    join(cast, block, cast.justice, duty=HEAD)
    second = join(cast, block, cast.education)
    give_duty(member=second, duty=HEAD, on=CHANGED, by=cast.clerk)
    assert places(block) == [
        ("PTP", HEAD, SINCE, BEFORE),
        ("PGDĐT", MEMBER, SINCE, BEFORE),
        ("PTP", MEMBER, CHANGED, None),
        ("PGDĐT", HEAD, CHANGED, None),
    ]
    for day in (SINCE, BEFORE, CHANGED):
        assert block.members.as_of(day).filter(duty=HEAD).count() == 1


def test_a_duty_given_on_the_first_day_changes_the_row(cast, block):
    member = join(cast, block, cast.justice)
    give_duty(member=member, duty=DEPUTY, on=SINCE, by=cast.clerk)
    assert places(block) == [("PTP", DEPUTY, SINCE, None)]


def test_who_leaves_may_come_back(cast, block):
    member = join(cast, block, cast.justice)
    leave_block(member=member, on=CHANGED, by=cast.clerk)
    join(cast, block, cast.justice, on=date(2026, 1, 1))
    assert places(block) == [("PTP", MEMBER, SINCE, BEFORE), ("PTP", MEMBER, date(2026, 1, 1), None)]


def test_with_the_block_all_places_end(cast, block):
    join(cast, block, cast.justice)
    left = join(cast, block, cast.education)
    leave_block(member=left, on=date(2022, 1, 1), by=cast.clerk)
    end_block(block=block, on=CHANGED, by=cast.clerk)
    assert again(block).valid_to == BEFORE
    assert places(block) == [("PTP", MEMBER, SINCE, BEFORE), ("PGDĐT", MEMBER, SINCE, date(2021, 12, 31))]


def test_everything_is_logged_with_its_day(cast, block):
    member = join(cast, block, cast.justice, duty=HEAD)
    leave_block(member=member, on=CHANGED, by=cast.clerk)
    correct_block(block=block, name="Khối 1", kind="khoi", basis="", protocol_order=1000, by=cast.clerk)
    end_block(block=block, on=CHANGED, by=cast.clerk)
    assert logged(block) == [
        ("Lập khối", ["Từ 01/01/2020, UBND thành phố Tây Ninh tổ chức"]),
        ("Thêm đơn vị", ["Phòng Tư pháp, từ 01/01/2020"]),
        ("Giao nhiệm vụ", ["Phòng Tư pháp: Khối trưởng, từ 01/01/2020"]),
        ("Đơn vị rời khối", ["Phòng Tư pháp, từ 01/07/2025"]),
        ("Sửa thông tin", ["Tên khối: “Khối chuyên môn” sửa thành “Khối 1”"]),
        ("Kết thúc khối", ["Hoạt động đến hết ngày 30/06/2025"]),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda cast, block, by: lay_down_block(host=cast.city, name="Khối chuyên môn", kind="cum", valid_from=CHANGED,
                                                by=by),
         "UBND thành phố Tây Ninh đang có khối tên “Khối chuyên môn”. Hãy đặt tên khác."),
        (lambda cast, block, by: lay_down_block(host=cast.city, name="B", kind="khoi", valid_from=date(2019, 1, 1),
                                                by=by),
         "UBND thành phố Tây Ninh không hoạt động vào ngày 01/01/2019. Hãy chọn ngày khác."),
        (lambda cast, block, by: join_block(block=block, unit=cast.justice, on=CHANGED, by=by),
         "Phòng Tư pháp đã ở trong khối này vào ngày 01/07/2025 hoặc sau đó."),
        (lambda cast, block, by: join_block(block=block, unit=cast.education, on=SINCE - timedelta(days=1), by=by),
         "Khối chuyên môn không hoạt động vào ngày 31/12/2019. Hãy chọn ngày khác."),
        (lambda cast, block, by: leave_block(member=block.members.get(), on=SINCE, by=by),
         "Phòng Tư pháp vào khối (hoặc nhận nhiệm vụ hiện nay) ngày 01/01/2020. Ngày rời phải sau ngày đó."),
        (lambda cast, block, by: give_duty(member=block.members.get(), duty=MEMBER, on=CHANGED, by=by),
         "Phòng Tư pháp đang là thành viên rồi."),
        (lambda cast, block, by: give_duty(member=block.members.get(), duty=HEAD, on=date(2019, 1, 1), by=by),
         "Phòng Tư pháp giữ nhiệm vụ hiện nay từ 01/01/2020. Hãy chọn ngày đó hoặc muộn hơn."),
        (lambda cast, block, by: end_block(block=block, on=SINCE, by=by),
         "Khối được lập ngày 01/01/2020; ngày kết thúc phải sau ngày đó."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(cast, block, change, sentence):
    join(cast, block, cast.justice)
    before = (Block.objects.count(), places(block))
    assert refusal(lambda: change(cast, block, cast.clerk)) == sentence
    assert (Block.objects.count(), places(block)) == before


def test_what_has_ended_does_not_change(cast, block):
    member = join(cast, block, cast.justice)
    end_block(block=block, on=CHANGED, by=cast.clerk)
    gone = "Phòng Tư pháp đã rời khối sau ngày 30/06/2025."
    assert refusal(lambda: leave_block(member=member, on=BEFORE, by=cast.clerk)) == gone
    assert refusal(lambda: give_duty(member=member, duty=HEAD, on=BEFORE, by=cast.clerk)) == gone
    assert refusal(lambda: end_block(block=block, on=BEFORE, by=cast.clerk)) == "Khối đã kết thúc ngày 30/06/2025."


@pytest.mark.parametrize("who", ["leader", "justice_head", "outsider"])
def test_only_keepers_of_the_host_change_blocks(cast, block, who):
    member, by = join(cast, block, cast.justice), getattr(cast, who)
    acts = [
        lambda: lay_down_block(host=cast.city, name="B", kind="khoi", valid_from=CHANGED, by=by),
        lambda: correct_block(block=block, name="B", kind="khoi", basis="", protocol_order=1, by=by),
        lambda: join_block(block=block, unit=cast.education, on=CHANGED, by=by),
        lambda: leave_block(member=member, on=CHANGED, by=by),
        lambda: give_duty(member=member, duty=HEAD, on=CHANGED, by=by),
        lambda: end_block(block=block, on=CHANGED, by=by),
    ]
    sentence = (
        "Bạn không có quyền lập, sửa khối thi đua của UBND thành phố Tây Ninh. Việc này thuộc quản trị hoặc chuyên "
        "viên thường trực của đơn vị hay cấp trên."
    )
    assert [refusal(act) for act in acts] == [sentence] * 6


# Pages


def test_the_list_of_a_day_names_the_head_first(cast, block):
    join(cast, block, cast.education)
    join(cast, block, cast.justice, duty=HEAD)

    def shown(user, **query):
        page = client_of(user).get(reverse("block_list"), query).context["page"]
        return [(str(each), [member.unit.symbol for member in each.present]) for each in page]

    assert shown(cast.clerk) == [("Khối chuyên môn", ["PTP", "PGDĐT"])]
    assert shown(cast.justice_officer) == [("Khối chuyên môn", ["PTP", "PGDĐT"])]
    assert shown(cast.outsider) == []
    assert shown(cast.clerk, ngay="31/12/2019") == []
    assert shown(cast.clerk, tim="GIAO duc") == [("Khối chuyên môn", ["PTP", "PGDĐT"])]
    assert shown(cast.clerk, tim="không có") == []


def test_the_workbook_holds_the_blocks_that_are_filtered_with_their_members_of_the_day(cast, block):
    join(cast, block, cast.education)
    leave_block(member=join(cast, block, cast.justice, duty=HEAD), on=CHANGED, by=cast.clerk)
    lay_down_block(host=cast.city, name="Khối trường", kind="khoi", valid_from=SINCE, by=cast.clerk)

    def rows(user, **query):
        answer = client_of(user).get(reverse("block_sheet"), query)
        return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))

    before = rows(cast.clerk, tim="chuyên môn", ngay=f"{BEFORE:%d/%m/%Y}")
    assert before[0][0] == "DANH SÁCH KHỐI, CỤM THI ĐUA TẠI NGÀY 30/06/2025"
    assert [row[:6] for row in before[3:5]] == [
        (1, "Khối chuyên môn", "Khối thi đua", "UBND thành phố Tây Ninh", "Phòng Tư pháp", "Khối trưởng"),
        (1, "Khối chuyên môn", "Khối thi đua", "UBND thành phố Tây Ninh", "Phòng Giáo dục và Đào tạo", "Thành viên"),
    ]
    assert before[-1][0] == "Tổng số: 1 khối, cụm; 2 lượt đơn vị trong khối"
    after = rows(cast.clerk, ngay=DAY)
    assert [(row[0], row[1], row[4] or "") for row in after[3:5]] == [
        (1, "Khối chuyên môn", "Phòng Giáo dục và Đào tạo"),
        (2, "Khối trường", ""),
    ]
    assert rows(cast.outsider)[-1][0] == "Tổng số: 0 khối, cụm; 0 lượt đơn vị trong khối"


def test_a_day_that_cannot_be_read_gives_no_workbook_of_blocks(cast):
    answer = client_of(cast.clerk).get(reverse("block_sheet"), {"ngay": "32/1/2025"})
    assert answer.url == f"{reverse('block_list')}?ngay=32%2F1%2F2025"


def test_the_list_takes_the_same_queries_for_one_and_three(cast, block, django_assert_max_num_queries):
    client = client_of(cast.clerk)
    join(cast, block, cast.justice)
    client.get(reverse("block_list"))  # the first page of a session writes down where it came from
    with django_assert_max_num_queries(12) as one:
        client.get(reverse("block_list"))
    for number in range(2):
        more = lay_down_block(host=cast.city, name=f"Khối {number}", kind="khoi", valid_from=SINCE, by=cast.clerk)
        for unit in (cast.justice, cast.education, ward(f"Phường {number}", cast.city)):
            join(cast, more, unit)
    with django_assert_max_num_queries(12) as three:
        client.get(reverse("block_list"))
    assert len(three) == len(one)


def test_the_page_shows_members_of_a_day_and_all_places(cast, block, django_assert_max_num_queries):
    leave_block(member=join(cast, block, cast.justice), on=CHANGED, by=cast.clerk)
    join(cast, block, cast.education)
    address = reverse("block_detail", args=[block.pk])
    client = client_of(cast.clerk)

    def present(**query):
        return [row.unit.symbol for row in client.get(address, query).context["page"].present]

    assert (present(), present(ngay=f"{BEFORE:%d/%m/%Y}")) == (["PGDĐT"], ["PGDĐT", "PTP"])
    with django_assert_max_num_queries(15):
        page = client.get(address).context["page"]
    assert [row.unit.symbol for row in page.history] == ["PGDĐT", "PTP"]


def test_those_below_see_the_block_without_log_and_changes(cast, block):
    join(cast, block, cast.education)
    page = client_of(cast.justice_officer).get(reverse("block_detail", args=[block.pk]))
    assert (page.context["can_keep"], page.context["page"].log) == (False, [])
    assert "Nhật ký" not in page.content.decode()
    assert client_of(cast.outsider).get(reverse("block_detail", args=[block.pk])).status_code == 404


def test_a_block_is_laid_down_filled_and_led_by_forms(cast):
    form = {"host": "UBND thành phố Tây Ninh", "name": "Khối 1", "kind": "khoi", "valid_from": "01/01/2024",
            "protocol_order": "10", "basis": "QĐ 5"}  # fmt: skip
    response = post(cast.clerk, "block_create", **form)
    block = Block.objects.get(name="Khối 1")
    assert response.url == reverse("block_detail", args=[block.pk])
    for unit, duty in (("phong tu phap", "khoi_truong"), ("phong giao duc va dao tao", "thanh_vien")):
        data = {"unit": unit, "on": "01/01/2024", "duty": duty}
        assert post(cast.clerk, "block_join", block.pk, **data).status_code == 302
    second = block.members.get(unit=cast.education)
    assert post(cast.clerk, "block_duty", second.pk, duty="khoi_truong", on=DAY).status_code == 302
    assert [row[:2] for row in places(block) if row[3] is None] == [("PTP", MEMBER), ("PGDĐT", HEAD)]
    assert post(cast.clerk, "block_edit", block.pk, **(form | {"name": "Khối A"})).status_code == 302
    assert again(block).name == "Khối A"


def test_leaving_and_ending_are_asked_first(cast, block):
    member = join(cast, block, cast.justice, duty=HEAD)
    asked = post(cast.clerk, "block_leave", member.pk, on=DAY)
    assert asked.context["question"].sentences == [
        "Từ 01/07/2025, Phòng Tư pháp không còn trong Khối chuyên môn.",
        "Khối không còn khối trưởng này; hãy giao cho đơn vị khác.",
        "Thời gian đã ở trong khối vẫn còn trong lịch sử.",
    ]
    assert again(member).valid_to is None
    ending = post(cast.clerk, "block_end", block.pk, on=DAY)
    assert ending.context["question"].sentences[0] == (
        "Từ 01/07/2025, Khối chuyên môn không còn hoạt động; 1 đơn vị rời khối."
    )
    assert post(cast.clerk, "block_leave", member.pk, on=DAY, xac_nhan="1").status_code == 302
    assert post(cast.clerk, "block_end", block.pk, on=DAY, xac_nhan="1").status_code == 302
    assert (again(member).valid_to, again(block).valid_to) == (BEFORE, BEFORE)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("block_join", {"duty": "thanh_vien"}, {"unit": ["Hãy gõ tên đơn vị, rồi chọn trong gợi ý."],
                                                "on": ["Hãy nhập ngày có hiệu lực."]}),
        ("block_join", {"unit": "Phòng Tư pháp", "on": DAY, "duty": "thanh_vien"},
         {"__all__": ["Phòng Tư pháp đã ở trong khối này vào ngày 01/07/2025 hoặc sau đó."]}),
        ("block_end", {"on": "01/01/2020"},
         {"__all__": ["Khối được lập ngày 01/01/2020; ngày kết thúc phải sau ngày đó."]}),
        ("block_edit", {"name": "", "kind": "khoi", "protocol_order": "1"},
         {"name": ["Hãy nhập tên khối như trong quyết định chia khối."]}),
    ],
)  # fmt: skip
def test_forms_say_what_is_wrong(cast, block, name, data, expected):
    join(cast, block, cast.justice)
    response = post(administrator(cast), name, block.pk, **data)
    assert (response.status_code, errors(response)) == (422, expected)
