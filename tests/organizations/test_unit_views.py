"""Pages of units: tree and list of a day, Excel, one unit."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from organizations.actions.succession import end_unit, rename_unit
from organizations.actions.unit import move_unit
from organizations.models import Unit, UnitParent
from organizations.queries import units as queries
from tests.cast import SINCE
from tests.clients import client_of
from tests.organizations.office_hands import BEFORE, CHANGED, DAY, administrator, again, ward

LIST = "unit_list"


def drawn(branches) -> list:
    """The tree as nested names."""
    return [
        [branch.unit.short_name, *drawn(branch.children)] if branch.children else branch.unit.short_name
        for branch in branches
    ]


def tree(user, **query) -> list:
    return drawn(client_of(user).get(reverse(LIST), query).context["tree"].tops)


def listed(user, **query) -> list[str]:
    page = client_of(user).get(reverse(LIST), {"xem": "danh-sach", **query})
    return [unit.short_name for unit, _ in page.context["rows"]]


# The tree


def test_the_tree_shows_the_way_up_and_everything_below(cast):
    offices = ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"]
    assert tree(cast.clerk) == [["UBND tỉnh", ["UBND thành phố Tây Ninh", *offices]]]
    assert tree(cast.justice_officer) == [["UBND tỉnh", ["UBND thành phố Tây Ninh", "Phòng Tư pháp"]]]
    assert tree(cast.outsider) == [["UBND tỉnh", "UBND thị xã Hòa Thành"]]


def test_the_tree_of_a_day_stands_as_it_stood(cast):
    team = ward("Tổ", cast.justice)
    move_unit(unit=team, parent=cast.education, on=CHANGED)
    city = "UBND thành phố Tây Ninh"
    before = ["UBND tỉnh", [city, "Phòng Giáo dục và Đào tạo", ["Phòng Tư pháp", "Tổ"]]]
    after = ["UBND tỉnh", [city, ["Phòng Giáo dục và Đào tạo", "Tổ"], "Phòng Tư pháp"]]
    assert tree(cast.clerk, ngay=f"{BEFORE:%d/%m/%Y}") == [before]
    assert tree(cast.clerk, ngay=DAY) == [after]
    assert tree(cast.clerk, ngay=f"{SINCE - timedelta(days=1):%d/%m/%Y}") == []


def test_ended_units_are_hidden_and_shown_on_request(cast):
    new = rename_unit(
        unit=cast.justice, on=CHANGED, by=administrator(cast), official_name="Phòng TP", short_name="Phòng TP"
    )
    names = ["UBND thành phố Tây Ninh", "UBND tỉnh", "Phòng Giáo dục và Đào tạo"]
    assert set(listed(cast.clerk)) == {*names, new.short_name}
    assert set(listed(cast.clerk, ngay=f"{BEFORE:%d/%m/%Y}")) == {*names, "Phòng Tư pháp"}
    assert set(listed(cast.clerk, het="on")) == {*names, new.short_name, "Phòng Tư pháp"}


def test_a_branch_is_opened_by_its_own_address(cast):
    ward("Tổ", cast.justice)
    assert tree(cast.clerk, goc=cast.justice.pk) == [["Phòng Tư pháp", "Tổ"]]
    for hidden in (cast.other_city.pk, 999_999, "x", "9" * 30):
        assert client_of(cast.clerk).get(reverse(LIST), {"goc": hidden}).status_code == 404


def test_of_a_level_too_wide_the_number_is_told(cast, monkeypatch):
    monkeypatch.setattr(queries, "TREE_UNITS", 3)
    assert tree(cast.clerk) == [["UBND tỉnh", "UBND thành phố Tây Ninh"]]
    [province] = client_of(cast.clerk).get(reverse(LIST)).context["tree"].tops
    assert [(branch.count, branch.hidden) for branch in province.children] == [(2, 2)]
    for number in range(4):
        ward(f"Tổ {number}", cast.justice)
    response = client_of(cast.clerk).get(reverse(LIST), {"goc": cast.justice.pk})
    [office] = response.context["tree"].tops
    assert (office.count, len(office.children)) == (4, 2)
    assert "Xem tất cả 4 đơn vị trực thuộc Phòng Tư pháp" in response.content.decode()


# The list


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"tim": "tu  PHAP"}, ["Phòng Tư pháp"]),
        ({"tim": "giao duc"}, ["Phòng Giáo dục và Đào tạo"]),
        ({"cap": "tinh"}, ["UBND tỉnh"]),
        ({"loai": "chuyen_mon"}, ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"]),
        ({"loai": "chuyen_mon", "tim": "hoa"}, []),
        ({"tim": "hòa thành"}, []),
    ],
)
def test_units_are_found_by_words_level_and_kind(cast, query, names):
    assert listed(cast.clerk, **query) == names


def test_the_list_names_the_unit_above_on_that_day(cast):
    team = ward("Tổ", cast.justice)
    move_unit(unit=team, parent=cast.education, on=CHANGED)

    def above(day):
        page = client_of(cast.clerk).get(reverse(LIST), {"tim": "to", "ngay": f"{day:%d/%m/%Y}"})
        return dict(page.context["rows"])[team]

    assert (above(BEFORE), above(CHANGED)) == (cast.justice, cast.education)


def test_a_day_that_cannot_be_read_is_said_so_and_stays_typed(cast):
    response = client_of(cast.clerk).get(reverse(LIST), {"ngay": "32/13/2025", "tim": "tư"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ngày chưa đúng. Hãy nhập dạng ngày/tháng/năm, ví dụ 05/01/2024." in page
    assert 'value="32/13/2025"' in page


def test_nothing_found_says_what_to_do(cast):
    page = client_of(cast.clerk).get(reverse(LIST), {"tim": "không có"}).content.decode()
    assert "Không có đơn vị nào khớp với điều kiện tìm." in page


def test_the_workbook_holds_what_is_filtered(cast):
    data = client_of(cast.clerk).get(reverse("unit_sheet"), {"loai": "chuyen_mon", "ngay": DAY})
    assert data.headers["Content-Disposition"] == 'attachment; filename="don-vi-2025-07-01.xlsx"'
    rows = list(load_workbook(io.BytesIO(data.content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "DANH SÁCH ĐƠN VỊ TẠI NGÀY 01/07/2025"
    assert [row[:7] for row in rows[3:5]] == [
        (1, "Phòng Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo", "Cấp huyện", "Cơ quan chuyên môn",
         "UBND thành phố Tây Ninh", "PGDĐT"),
        (2, "Phòng Tư pháp", "Phòng Tư pháp", "Cấp huyện", "Cơ quan chuyên môn", "UBND thành phố Tây Ninh", "PTP"),
    ]  # fmt: skip
    assert rows[-1][0] == "Tổng số: 2 đơn vị"
    foreign = client_of(cast.outsider).get(reverse("unit_sheet"), {"loai": "chuyen_mon"})
    assert list(load_workbook(io.BytesIO(foreign.content)).active.iter_rows(values_only=True))[-1][0] == (
        "Tổng số: 0 đơn vị"
    )


# How much it takes


def many_units(cast, count: int) -> None:
    """Units of the city in two levels: offices of a hundred teams."""
    start = Unit.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    units, links = [], []
    for number in range(count):
        pk = start + number
        parent, path = cast.city.pk, cast.city.path
        if number % 101:
            parent = start + number - number % 101
            path = f"{cast.city.path}{parent}/"
        name = f"Đơn vị {number}"
        units.append(
            Unit(pk=pk, official_name=name, short_name=name, search_name=f"don vi {number} don vi {number}", level="xa",
                 kind="khac", valid_from=SINCE, path=f"{path}{pk}/")
        )  # fmt: skip
        links.append(UnitParent(child_id=pk, parent_id=parent, valid_from=SINCE))
    Unit.objects.bulk_create(units, batch_size=2000)
    UnitParent.objects.bulk_create(links, batch_size=2000)


QUERIES = [{}, {"xem": "danh-sach"}, {"tim": "don vi"}, {"ngay": "01/01/2024", "het": "on"}]


@pytest.mark.parametrize("query", QUERIES)
def test_lists_take_few_queries_at_one_three_and_ten_thousand(cast, query, django_assert_max_num_queries):
    client = client_of(cast.clerk)
    counts = []
    many_units(cast, 2)
    client.get(reverse(LIST))  # the first page of a session writes down where it came from
    for more in (1, 2, 9_997):
        many_units(cast, more)
        with django_assert_max_num_queries(12) as taken:
            assert client.get(reverse(LIST), query).status_code == 200
        counts.append(len(taken))
    assert max(counts[:2]) == min(counts[:2])
    assert counts[2] <= counts[1]


@pytest.mark.parametrize("user_name", ["clerk", "justice_officer", "outsider"])
def test_the_tree_asks_nothing_anew_for_every_unit(cast, user_name):
    """Ten thousand units take seven seconds so when the planner knows nothing of them."""
    many_units(cast, 200)
    user = getattr(cast, user_name)
    user.unit_paths()
    with CaptureQueriesContext(connection) as asked:
        queries.tree_of(user, timezone.localdate())
    assert len(asked) >= 3
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"{explain} {query['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
            assert "CORRELATED" not in plan
            assert plan.count("SubPlan") == 2 * plan.count("hashed SubPlan")  # its head and its use


def test_the_page_of_a_unit_takes_at_most_fifteen_queries(cast, django_assert_max_num_queries):
    many_units(cast, 300)
    for user in (cast.clerk, administrator(cast)):
        client = client_of(user)
        client.get("/tin-vua-roi/")  # what the first request of a session settles is not the page's
        with django_assert_max_num_queries(15):
            response = client.get(reverse("unit_detail", args=[cast.city.pk]))
        assert response.status_code == 200


# One unit


def test_the_page_shows_where_it_stood_and_what_came_after(cast):
    end_unit(unit=cast.justice, on=CHANGED, successors=[(cast.education, "sap_nhap")], basis="QĐ 12/QĐ-UBND")
    response = client_of(cast.clerk).get(reverse("unit_detail", args=[cast.justice.pk]))
    page = " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())
    assert "Đơn vị hoạt động đến hết ngày 30/06/2025 ; việc của đơn vị do" not in page
    assert "Đơn vị hoạt động đến hết ngày 30/06/2025; việc của đơn vị do Phòng Giáo dục và Đào tạo kế tục" in page
    assert "UBND thành phố Tây Ninh từ 01/01/2020 đến 30/06/2025" in page
    assert "Sang Phòng Giáo dục và Đào tạo Sáp nhập, ngày 01/07/2025; QĐ 12/QĐ-UBND" in page
    assert response.context["page"].log == []
    heir = client_of(cast.clerk).get(reverse("unit_detail", args=[cast.education.pk]))
    assert [row.predecessor for row in heir.context["page"].before] == [cast.justice]


def test_the_page_of_an_ended_unit_shows_its_superior_and_who_was_there_on_the_last_day(cast):
    by = administrator(cast)
    end_unit(unit=cast.justice, on=CHANGED, successors=[], by=by)
    page = client_of(by).get(reverse("unit_detail", args=[cast.justice.pk]))
    assert page.context["parent"] == cast.city
    assert f"{cast.city} (đến khi kết thúc)" in page.content.decode()
    assert re.findall(r"Chức vụ [^<]*(?= <span class=.count.>)", page.content.decode()) == ["Chức vụ vào ngày cuối"]


def test_of_a_unit_above_only_its_name_and_place_are_seen(cast):
    response = client_of(cast.justice_officer).get(reverse("unit_detail", args=[cast.city.pk]))
    page = response.context["page"]
    assert (page.positions, page.roles, page.log) == ([], [], [])
    assert "Nguyễn Thị Mai" not in response.content.decode()
    assert [unit.short_name for unit in page.below] == ["Phòng Tư pháp"]
    own = client_of(cast.clerk).get(reverse("unit_detail", args=[cast.city.pk])).context["page"]
    assert [str(row.person) for row in own.positions] == ["Trần Văn Hùng", "Nguyễn Thị Mai"]
    assert {str(row.user) for row in own.roles} == {"Trần Văn Hùng", "Nguyễn Thị Mai"}


def test_only_its_administrators_are_shown_the_changes(cast):
    address = reverse("unit_detail", args=[cast.justice.pk])
    shown = {
        name: "Đổi tên từ một ngày" in client_of(user).get(address).content.decode()
        for name, user in {
            "clerk": cast.clerk,
            "own officer": cast.justice_officer,
            "administrator": administrator(cast),
            "administrator elsewhere": administrator(cast, cast.education),
        }.items()
        if name != "administrator elsewhere"
    }
    assert shown == {"clerk": False, "own officer": False, "administrator": True}


def test_a_foreign_unit_is_absent(cast):
    addresses = [reverse("unit_detail", args=[pk]) for pk in (cast.other_city.pk, 999_999)]
    answers = [client_of(cast.clerk).get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_typed_markup_stays_text(cast):
    unit = ward("<b>Tổ</b>", cast.city)
    page = client_of(cast.clerk).get(reverse("unit_detail", args=[unit.pk])).content.decode()
    assert "&lt;b&gt;Tổ&lt;/b&gt;" in page
    assert "<b>Tổ" not in page


def test_a_user_without_roles_is_told_whom_to_ask(cast):
    cast.clerk.role_assignments.all().delete()
    page = client_of(again(cast.clerk)).get(reverse(LIST)).content.decode()
    assert "Bạn chưa được giao vai trò nào; hãy liên hệ quản trị." in page


def test_today_is_a_day_like_another(cast):
    assert tree(cast.clerk, ngay=f"{timezone.localdate():%d/%m/%Y}") == tree(cast.clerk)
    assert date(2024, 1, 1) > SINCE
