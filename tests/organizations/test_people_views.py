"""Pages of people: the list of a day, one person, adding, correcting, positions, merging two records of one."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from organizations.actions.person import add_person, correct_name, merge_people
from organizations.models import Person, Position, User
from tests.cast import SINCE
from tests.clients import client_of
from tests.organizations.office_hands import BEFORE, CHANGED, DAY, administrator, again, logged, refusal, ward
from workflow.models import LogEntry

LEFT = date(2022, 12, 31)


def listed(user, **query) -> list[str]:
    page = client_of(user).get(reverse("person_list"), query).context["page"]
    return [str(person) for person in page]


def post(user, name: str, pk: int | None = None, /, **data: str):
    return client_of(user).post(reverse(name, args=[pk] if pk else []), data)


def errors(response) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def person_in(unit, name: str = "Lê Văn Đạt", title: str = "Chuyên viên", since: date = SINCE) -> Person:
    return add_person(full_name=name, unit=unit, title=title, since=since)


# The list


def test_people_come_by_given_name_as_far_as_they_are_seen(cast):
    ours = ["Phạm Văn Bình", "Lê Thị Hoa", "Trần Văn Hùng", "Võ Thị Lan", "Nguyễn Thị Mai"]
    assert listed(cast.clerk) == ours
    assert listed(cast.justice_officer) == ["Phạm Văn Bình", "Lê Thị Hoa"]
    assert listed(cast.outsider) == ["Đỗ Văn Ngoài"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"tim": "VAN dat"}, ["Lê Văn Đạt"]),
        ({"tim": "van"}, ["Phạm Văn Bình", "Lê Văn Đạt", "Trần Văn Hùng"]),
        ({"chuc_vu": "pho TRUONG"}, ["Lê Văn Đạt"]),
        ({"don_vi": "phong tu phap"}, ["Phạm Văn Bình", "Lê Văn Đạt", "Lê Thị Hoa"]),
        ({"don_vi": "phong tu phap", "chuc_vu": "cán bộ", "tim": "hoa"}, ["Lê Thị Hoa"]),
        ({"tim": "ngoài"}, []),
    ],
)
def test_people_are_found_by_name_unit_and_title(cast, query, names):
    person_in(ward("Tổ", cast.justice), title="Phó Trưởng phòng")
    assert listed(cast.clerk, **query) == names


def test_people_of_a_day_and_those_who_left(cast):
    person = person_in(cast.justice)
    person.positions.update(valid_to=LEFT)

    def there(**query):
        return "Lê Văn Đạt" in listed(cast.clerk, **query)

    assert (there(), there(ngay="31/12/2022"), there(ngay="01/01/2023"), there(cu="on")) == (False, True, False, True)


def test_of_somebody_with_positions_elsewhere_the_list_shows_ours(cast):
    person = person_in(cast.justice)
    Position.objects.create(person=person, unit=cast.other_city, title="Bí mật", valid_from=SINCE)
    page = client_of(cast.clerk).get(reverse("person_list")).content.decode()
    assert "Lê Văn Đạt" in page
    assert "Bí mật" not in page


def test_a_foreign_unit_in_the_filter_is_unknown(cast):
    response = client_of(cast.clerk).get(reverse("person_list"), {"don_vi": "UBND thị xã Hòa Thành"})
    assert response.status_code == 422
    assert errors(response)["don_vi"][0].startswith("Không tìm thấy đơn vị")


def test_the_workbook_holds_what_is_filtered(cast):
    answer = client_of(cast.clerk).get(reverse("person_sheet"), {"don_vi": "Phòng Tư pháp", "ngay": DAY})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[:4] for row in rows[3:5]] == [
        (1, "Phạm Văn Bình", "Cán bộ", "Phòng Tư pháp"),
        (2, "Lê Thị Hoa", "Cán bộ", "Phòng Tư pháp"),
    ]
    assert rows[-1][0] == "Tổng số: 2 người, 2 chức vụ"


@pytest.mark.parametrize(
    ("sheet", "query"), [("person", "don_vi=zzz"), ("person", "ngay=32%2F1%2F2025"), ("unit", "ngay=x&tim=a")]
)
def test_a_filter_that_cannot_be_read_gives_no_workbook_but_the_list_that_says_why(cast, sheet, query):
    client = client_of(cast.clerk)
    answer = client.get(f"{reverse(f'{sheet}_sheet')}?{query}")
    assert answer.url == f"{reverse(f'{sheet}_list')}?{query}"
    assert client.get(answer.url).status_code == 422


@pytest.mark.parametrize("query", [{}, {"tim": "le", "chuc_vu": "chuyen", "don_vi": "Phòng Tư pháp"}])
def test_the_list_takes_the_same_queries_for_one_three_and_many(cast, query, django_assert_max_num_queries):
    client = client_of(cast.clerk)
    client.get(reverse("person_list"))  # the first page of a session writes down where it came from
    counts = []
    for more in (1, 2, 2_000):
        people = [
            Person(full_name=f"Lê Văn {number}", search_name=f"le van {number}", sort_name="1")
            for number in range(more)
        ]
        people = Person.objects.bulk_create(people)
        Position.objects.bulk_create(
            Position(person=person, unit=cast.justice, title="Chuyên viên", valid_from=SINCE) for person in people
        )
        with django_assert_max_num_queries(12) as taken:
            assert client.get(reverse("person_list"), query).status_code == 200
        counts.append(len(taken))
    assert counts == [counts[0]] * 3


# One person


def test_the_page_shows_positions_over_time_and_only_keepers_the_changes(cast):
    person = person_in(cast.justice)
    address = reverse("person_detail", args=[person.pk])
    shown = {name: "Thêm chức vụ" in client_of(user).get(address).content.decode()
             for name, user in {"clerk": cast.clerk, "leader": cast.leader, "head": cast.justice_head,
                                "administrator": administrator(cast)}.items()}  # fmt: skip
    assert shown == {"clerk": True, "leader": False, "head": False, "administrator": True}
    assert client_of(cast.education_officer).get(address).status_code == 404
    assert client_of(cast.outsider).get(address).status_code == 404


def test_the_page_takes_at_most_fifteen_queries(cast, django_assert_max_num_queries):
    person = person_in(cast.justice)
    for number in range(20):
        Position.objects.create(person=person, unit=cast.city, title=f"Việc {number}", valid_from=SINCE)
    person_in(cast.education)
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("person_detail", args=[person.pk])).status_code == 200


# Adding and correcting


ADDED = {"full_name": "Ngô Thị Út", "unit": "phòng tư pháp", "title": "Chuyên viên", "since": DAY}


def test_a_person_is_added_with_the_first_position(cast):
    response = post(cast.clerk, "person_create", **ADDED)
    person = Person.objects.get(full_name="Ngô Thị Út")
    assert response.url == reverse("person_detail", args=[person.pk])
    position = person.positions.get()
    assert (position.unit, position.title, position.valid_from) == (cast.justice, "Chuyên viên", CHANGED)
    assert logged(person) == [("Thêm người", ["Chuyên viên, Phòng Tư pháp"])]


def test_a_namesake_is_shown_before_adding(cast):
    form = ADDED | {"full_name": "LE THI HOA"}
    asked = post(cast.clerk, "person_create", **form)
    assert asked.status_code == 200
    assert asked.context["same"] == [(cast.justice_officer.person, "Cán bộ, Phòng Tư pháp")]
    assert Person.objects.filter(search_name="le thi hoa").count() == 1
    post(cast.clerk, "person_create", **form, van_them="1")
    assert Person.objects.filter(search_name="le thi hoa").count() == 2


def test_namesakes_elsewhere_are_not_told(cast):
    assert post(cast.clerk, "person_create", **(ADDED | {"full_name": "Đỗ Văn Ngoài"})).status_code == 302


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"full_name": "Lê 8"}, {"full_name": ["Họ tên có ký tự lạ: 8. Hãy gõ lại bằng chữ cái tiếng Việt."]}),
        ({"full_name": ""}, {"full_name": ["Hãy nhập đủ họ, tên đệm và tên."]}),
        ({"title": ""}, {"title": ["Hãy nhập chức vụ, ví dụ: Phó Trưởng phòng."]}),
        ({"unit": ""}, {"unit": ["Hãy gõ tên đơn vị, rồi chọn trong gợi ý."]}),
        (
            {"since": "31/12/2019"},
            {"__all__": ["Phòng Tư pháp không hoạt động vào ngày 31/12/2019. Hãy chọn ngày hoặc đơn vị khác."]},
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(cast, fields, expected):
    response = post(cast.clerk, "person_create", **(ADDED | fields))
    assert (response.status_code, errors(response)) == (422, expected)
    assert not Person.objects.filter(full_name="Ngô Thị Út").exists()


def test_a_name_is_corrected_with_its_keys(cast):
    person = person_in(cast.justice, "Lê Văn Đat")
    post(cast.clerk, "person_edit", person.pk, full_name="Lê Văn Đạt")
    assert (again(person).full_name, again(person).search_name) == ("Lê Văn Đạt", "le van dat")
    assert again(person).sort_name == person_in(cast.justice, "Lê Văn Đạt").sort_name
    assert logged(person) == [("Sửa họ tên", ["“Lê Văn Đat” sửa thành “Lê Văn Đạt”"])]


def test_a_superiors_person_is_not_ours_to_correct(cast):
    by = administrator(cast, cast.justice)
    assert refusal(lambda: correct_name(person=cast.clerk.person, full_name="Ai Đó", by=by)) == (
        "Bạn không có quyền sửa hồ sơ của Nguyễn Thị Mai. Việc này thuộc quản trị hoặc chuyên viên thường trực nơi "
        "người đó giữ chức vụ."
    )


# Positions


def test_a_position_is_added_and_ended(cast):
    person = person_in(cast.justice)
    form = {"unit": "Phòng Giáo dục và Đào tạo", "title": "Phó phòng", "since": DAY, "until": ""}
    assert post(cast.clerk, "position_create", person.pk, **form).status_code == 302
    position = person.positions.get(title="Phó phòng")
    ended = {"title": "Phó phòng", "since": DAY, "until": "31/12/2025"}
    assert post(cast.clerk, "position_edit", position.pk, **ended).status_code == 302
    assert again(position).valid_to == date(2025, 12, 31)
    assert logged(person) == [
        ("Thêm chức vụ", ["Phó phòng, Phòng Giáo dục và Đào tạo, từ 01/07/2025 đến nay"]),
        (
            "Thôi giữ chức vụ",
            [
                "Phòng Giáo dục và Đào tạo: “Phó phòng, từ 01/07/2025 đến nay” thành "
                "“Phó phòng, từ 01/07/2025 đến 31/12/2025”"
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"until": "30/06/2025"}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"title": "Chuyên viên"}, "Người này đã giữ chức vụ ấy tại đơn vị trong thời gian đó. Hãy xem lại các ngày."),
    ],
)
def test_a_wrong_position_is_refused(cast, fields, expected):
    person = person_in(cast.justice)
    form = {"unit": "Phòng Tư pháp", "title": "Phó phòng", "since": DAY, "until": ""}
    response = post(cast.clerk, "position_create", person.pk, **(form | fields))
    assert (response.status_code, errors(response)) == (422, {"__all__": [expected]})
    assert person.positions.count() == 1


def test_no_position_in_a_unit_that_is_not_kept(cast):
    person = person_in(cast.justice)
    by = administrator(cast, cast.justice)
    form = {"unit": "UBND thành phố Tây Ninh", "title": "Phó phòng", "since": DAY}
    assert list(errors(post(by, "position_create", person.pk, **form))) == ["unit"]


def test_a_position_elsewhere_is_absent(cast):
    position = cast.outsider.person.positions.get()
    assert post(cast.clerk, "position_edit", position.pk, title="x", since=DAY).status_code == 404
    own = cast.clerk.person.positions.get()
    assert post(cast.leader, "position_edit", own.pk, title="x", since=DAY).status_code == 403


# Merging


def test_merging_is_asked_with_what_moves_then_done_and_the_log_keeps_both(cast):
    keep = person_in(cast.justice)
    other = person_in(cast.education, "Lê Văn Đat", title="Phó phòng", since=CHANGED)
    correct_name(person=other, full_name="Lê Văn Đạc", by=cast.clerk)
    User.objects.create_user("dat", person=other)
    form = {"other": f"Lê Văn Đạc [{other.pk}]"}
    asked = post(cast.clerk, "person_merge", keep.pk, **form)
    assert asked.context["question"].sentences == [
        f"Hồ sơ số {other.pk} (Lê Văn Đạc) nhập vào hồ sơ số {keep.pk} (Lê Văn Đạt).",
        "Chuyển chức vụ: Phó phòng, Phòng Giáo dục và Đào tạo.",
        "Tài khoản dat chuyển sang hồ sơ còn lại.",
        "Họ tên giữ lại: Lê Văn Đạt.",
        "Nhật ký giữ cả hai hồ sơ. Gộp rồi không tách lại được.",
    ]
    assert Person.objects.filter(pk=other.pk).exists()
    post(cast.clerk, "person_merge", keep.pk, **form, xac_nhan="1")
    assert not Person.objects.filter(pk=other.pk).exists()
    assert {row.title for row in keep.positions.all()} == {"Chuyên viên", "Phó phòng"}
    assert User.objects.get(username="dat").person == keep
    page = client_of(cast.clerk).get(reverse("person_detail", args=[keep.pk])).context["page"]
    assert [entry.label for entry in page.log] == ["Gộp hồ sơ", "Gộp vào hồ sơ khác", "Sửa họ tên"]


def test_a_record_merged_twice_over_still_brings_its_log(cast):
    first, second, third = (person_in(cast.justice, "Lê Hoa", title=title) for title in "ABC")
    merge_people(keep=second, other=third, by=cast.clerk)
    merge_people(keep=first, other=second, by=cast.clerk)
    page = client_of(cast.clerk).get(reverse("person_detail", args=[first.pk])).context["page"]
    assert [entry.label for entry in page.log] == [
        "Gộp hồ sơ", "Gộp vào hồ sơ khác", "Gộp hồ sơ", "Gộp vào hồ sơ khác",
    ]  # fmt: skip
    assert first.positions.count() == 3


def test_a_position_that_both_records_hold_stands_once(cast):
    keep, other = person_in(cast.justice), person_in(cast.justice)
    merge_people(keep=keep, other=other, by=cast.clerk)
    assert keep.positions.count() == 1


@pytest.mark.parametrize("how", ["two log-ins", "itself", "foreign"])
def test_what_cannot_be_merged_is_refused(cast, how):
    keep = cast.justice_officer.person
    other = {"two log-ins": cast.justice_head.person, "itself": keep, "foreign": cast.outsider.person}[how]
    sentence = {
        "two log-ins": "Cả hai hồ sơ đều có tài khoản đăng nhập. Hãy khóa và gỡ một tài khoản trước.",
        "itself": "Hãy chọn một hồ sơ khác: hai hồ sơ phải khác nhau.",
        "foreign": "Bạn không có quyền sửa hồ sơ của Đỗ Văn Ngoài. Việc này thuộc quản trị hoặc chuyên viên thường "
        "trực nơi người đó giữ chức vụ.",
    }[how]
    assert refusal(lambda: merge_people(keep=keep, other=other, by=cast.clerk)) == sentence
    assert Person.objects.filter(pk=other.pk).exists()


def test_who_has_moved_on_belongs_to_those_where_they_are_now(cast):
    moved = cast.outsider.person
    Position.objects.create(
        person=moved, unit=cast.justice, title="Chuyên viên", valid_from=SINCE, valid_to=date(2021, 1, 1)
    )
    sentence = (
        "Bạn không có quyền sửa hồ sơ của Đỗ Văn Ngoài. Việc này thuộc quản trị hoặc chuyên viên thường "
        "trực nơi người đó giữ chức vụ."
    )
    mine = person_in(cast.justice)
    assert refusal(lambda: correct_name(person=moved, full_name="Lê Văn Khác", by=cast.clerk)) == sentence
    assert refusal(lambda: merge_people(keep=mine, other=moved, by=cast.clerk)) == sentence
    assert post(cast.clerk, "person_edit", moved.pk, full_name="Lê Văn Khác").status_code == 403
    moved.positions.filter(unit=cast.other_city).update(valid_to=date(2021, 1, 1))
    assert refusal(lambda: merge_people(keep=mine, other=moved, by=cast.clerk)) == (
        "Tài khoản của người này giữ vai trò ngoài phạm vi của bạn. Hãy nhờ quản trị cấp trên gộp."
    )
    assert correct_name(person=moved, full_name="Đỗ Văn Ngoại", by=cast.clerk).full_name == "Đỗ Văn Ngoại"


def test_a_foreign_record_cannot_be_named_in_the_address(cast):
    keep = cast.justice_officer.person
    client = client_of(cast.clerk)
    for hidden in (cast.outsider.person.pk, "x", "9" * 40):
        page = client.get(reverse("person_merge", args=[keep.pk]), {"voi": hidden})
        assert page.context["form"]["other"].value() is None


def test_namesakes_are_offered_for_merging(cast):
    keep, other = person_in(cast.justice), person_in(cast.education, "Lê Văn Đat")
    page = client_of(cast.clerk).get(reverse("person_detail", args=[keep.pk]))
    assert page.context["namesakes"] == [(other, "Chuyên viên, Phòng Giáo dục và Đào tạo")]
    assert f'href="{reverse("person_merge", args=[keep.pk])}?voi={other.pk}"' in page.content.decode()
    assert client_of(cast.leader).get(reverse("person_detail", args=[keep.pk])).context["namesakes"] == []


def test_every_step_names_its_unit_in_the_log(cast):
    person = person_in(cast.justice)
    correct_name(person=person, full_name="Lê Văn Đạc", by=cast.clerk)
    assert LogEntry.objects.about(person).get().unit_id == str(cast.justice.pk)
    assert CHANGED - timedelta(days=1) == BEFORE
