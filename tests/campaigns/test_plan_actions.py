"""Putting papers into the chain, and who sees it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from campaigns.actions.campaign import Peak, launch_campaign
from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Campaign, Plan
from documents.actions.receive import register_received
from documents.actions.step import issue, sign, take_step
from documents.models import Document
from organizations.models import User
from tests.cast import CONTENT, Cast
from tests.threads import together
from workflow.engine import Refused


def directive(cast: Cast, year: int = 2024) -> Plan:
    """The province's chỉ thị as the city received it, at the top of the chain."""
    paper = register_received(
        owner=cast.city, kind="CT", number="01", symbol="CT-UBND", on=date(year, 1, 3), issuer_printed="UBND tỉnh",
        content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip
    return place_in_chain(document=paper, year=year, parent=None, campaign=None, by=cast.clerk)


def plan(cast: Cast, parent: Plan | None, by: User | None = None, **fields: object) -> Plan:
    by = by or cast.clerk
    values = {"issuer": by.assignments()[0].unit, "year": 2024, "creation_key": uuid.uuid4()}
    return draft_plan(content=CONTENT, by=by, parent=parent, **(values | fields))


def issued(cast: Cast, drafted: Plan) -> Plan:
    submitted = take_step(document=drafted.document, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    return Plan.objects.get(pk=drafted.pk)


def test_directive_city_plan_and_department_plan_make_a_chain(cast):
    top = directive(cast)
    city = issued(cast, plan(cast, top))
    department = plan(cast, city, by=cast.justice_officer)
    assert [each.depth for each in (top, city, department)] == [0, 1, 2]
    assert department.path == f"/{top.pk}/{city.pk}/{department.pk}/"
    assert (department.parent, department.document.kind, department.document.state) == (city, "KH", "draft")
    assert list(Plan.objects.for_tree()) == [top, city, department]
    assert str(city) == "Kế hoạch 01/KH-UBND"


def test_a_plan_belongs_to_its_parents_movement_unless_another_is_named(cast):
    movement, other = (launch(cast, name=name) for name in ("Phong trào một", "Phong trào hai"))
    top = plan(cast, None, campaign=movement)
    assert plan(cast, top).campaign == movement
    assert plan(cast, top, campaign=other).campaign == other


def test_a_parent_of_another_year_is_refused_and_nothing_is_made(cast):
    top = directive(cast, year=2023)
    with pytest.raises(Refused, match="^Chỉ thị 01/CT-UBND là của năm 2023, không phải năm 2024."):
        plan(cast, top)
    assert Document.objects.count() == 1


def test_a_parent_that_one_may_not_see_is_refused_as_if_absent(cast):
    secret = plan(cast, None)
    with pytest.raises(Refused, match="^Không tìm thấy văn bản cấp trên. Hãy chọn lại trong danh sách.$"):
        plan(cast, secret, by=cast.justice_officer)


def test_a_movement_that_one_may_not_see_is_refused_as_if_absent(cast):
    foreign = launch(cast, host=cast.other_city, by=cast.outsider)
    with pytest.raises(Refused, match="^Không tìm thấy phong trào. Hãy chọn lại trong danh sách.$"):
        plan(cast, None, campaign=foreign)


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_who_is_no_drafter_there_places_nothing(cast, who):
    with pytest.raises(Refused, match="^Bạn không có quyền xếp văn bản của UBND thành phố Tây Ninh"):
        place_in_chain(document=cast.draft(), year=2024, parent=None, campaign=None, by=getattr(cast, who))
    assert not Plan.objects.exists()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_ten_posts_of_one_form_at_once_make_one_plan():
    cast, key = Cast(), uuid.uuid4()
    answers = together(10, lambda _: plan(cast, None, creation_key=key))
    assert {answer.pk for answer in answers} == {Plan.objects.get().pk}
    assert Document.objects.count() == 1


def test_a_place_is_kept_when_it_is_given_again(cast):
    top = directive(cast)
    placed = plan(cast, top)
    again = place_in_chain(document=placed.document, year=2025, parent=None, campaign=None, by=cast.clerk)
    assert (again.pk, again.year, again.parent) == (placed.pk, 2024, top)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", ["top", "city", "justice"]),
        ("justice_officer", ["top", "city", "justice"]),
        ("education_officer", ["top", "city"]),
        ("outsider", []),
    ],
)
def test_who_sees_which_plan(cast, who, expected):
    top = directive(cast)
    city = issued(cast, plan(cast, top))
    plans = {"top": top, "city": city, "justice": plan(cast, city, by=cast.justice_officer)}
    seen = set(Plan.objects.visible_to(getattr(cast, who)))
    assert [name for name, each in plans.items() if each in seen] == expected


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_is_read_in_one_query(cast, django_assert_num_queries, count):
    top = directive(cast)
    for _ in range(count):
        plan(cast, top)
    with django_assert_num_queries(1):
        lines = [(str(each), str(each.document.owner), each.campaign) for each in Plan.objects.for_tree()]
    assert len(lines) == count + 1


# Movements


def launch(cast: Cast, **fields: object) -> Campaign:
    values = {
        "host": cast.city, "name": "Phong trào", "year": 2024, "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31), "by": cast.clerk,
    }  # fmt: skip
    return launch_campaign(**(values | fields))


def test_a_movement_is_launched_by_a_paper(cast):
    top = directive(cast)
    movement = launch(cast, name=" Tây Ninh  chung sức ", theme="Đoàn kết", launched_by=top.document)
    assert (movement.name, movement.theme, movement.launched_by) == ("Tây Ninh chung sức", "Đoàn kết", top.document)
    assert (movement.kind, movement.scope, movement.created_by) == ("thuong_xuyen", "bo_nganh_tinh", cast.clerk)
    peak = movement.peaks.create(name="Đợt 1", starts_on=date(2024, 4, 1), ends_on=date(2024, 4, 30))
    assert (str(movement), str(peak)) == ("Tây Ninh chung sức", "Đợt 1")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_on": date(2023, 12, 31)}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"name": " "}, "Trường này không được để trắng."),
        ({"kind": "khac"}, "khac"),
    ],
)
def test_a_wrong_movement_is_refused(cast, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        launch(cast, **fields)
    assert not Campaign.objects.exists()


def test_a_movement_posted_twice_is_one(cast):
    launch(cast)
    with pytest.raises(ValidationError, match="Đơn vị đã có phong trào mang tên này trong năm."):
        launch(cast)
    assert launch(cast, year=2025, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)).year == 2025
    assert [movement.year for movement in Campaign.objects.all()] == [2025, 2024]


def peak(first: date, last: date, name: str = "Đợt 1") -> Peak:
    return Peak(name=name, starts_on=first, ends_on=last)


def test_a_movement_has_its_peaks_from_the_start(cast):
    whole, day = peak(date(2024, 1, 1), date(2024, 12, 31)), peak(date(2024, 5, 19), date(2024, 5, 19), " Đợt  2 ")
    movement = launch(cast, peaks=[day, whole])
    assert [(row.name, row.starts_on, row.ends_on) for row in movement.peaks.all()] == [
        ("Đợt 1", date(2024, 1, 1), date(2024, 12, 31)),
        ("Đợt 2", date(2024, 5, 19), date(2024, 5, 19)),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentences"),
    [
        (
            peak(date(2023, 12, 31), date(2025, 1, 1)),
            {
                "starts_on": [
                    "Đợt cao điểm phải bắt đầu trong thời gian của phong trào, từ 01/01/2024 đến 31/12/2024."
                ],
                "ends_on": ["Đợt cao điểm phải kết thúc trong thời gian của phong trào, từ 01/01/2024 đến 31/12/2024."],
            },
        ),
        (
            peak(date(2024, 5, 2), date(2024, 5, 1)),
            {"ends_on": ["Ngày kết thúc đợt phải từ ngày bắt đầu đợt trở đi."]},
        ),
        (peak(date(2024, 5, 1), date(2024, 5, 2), name=" "), {"name": ["Trường này không được để trắng."]}),
    ],
)
def test_one_wrong_peak_refuses_the_whole_movement(cast, wrong, sentences):
    with pytest.raises(ValidationError) as refused:
        launch(cast, peaks=[peak(date(2024, 1, 1), date(2024, 1, 2)), wrong])
    assert refused.value.message_dict == sentences
    assert not Campaign.objects.exists()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_launched_by_ten_at_the_same_moment_it_is_one_with_its_peaks_once():
    cast = Cast()
    peaks = [peak(date(2024, 1, 1), date(2024, 1, 2)), peak(date(2024, 2, 1), date(2024, 2, 2))]
    answers = together(10, lambda index: launch(cast, peaks=peaks))
    refused = [answer.messages for answer in answers if not isinstance(answer, Campaign)]
    assert refused == [["Đơn vị đã có phong trào mang tên này trong năm."]] * 9
    assert Campaign.objects.get().peaks.count() == 2


def test_launched_by_another_between_check_and_saving_the_answer_is_the_same(cast, monkeypatch):
    real = Campaign.full_clean

    def overtaken(self: Campaign) -> None:
        real(self)
        monkeypatch.setattr(Campaign, "full_clean", real)
        launch(cast)

    monkeypatch.setattr(Campaign, "full_clean", overtaken)
    with pytest.raises(ValidationError, match="Đơn vị đã có phong trào mang tên này trong năm."):
        launch(cast, peaks=[peak(date(2024, 1, 1), date(2024, 1, 2))])
    assert Campaign.objects.get().peaks.count() == 0


def test_who_holds_no_role_there_launches_nothing(cast):
    with pytest.raises(Refused, match="^Bạn không có quyền phát động phong trào của UBND thành phố Tây Ninh.$"):
        launch(cast, by=cast.justice_head)


def test_a_paper_that_one_may_not_see_launches_nothing(cast):
    with pytest.raises(Refused, match="^Không tìm thấy văn bản phát động."):
        launch(cast, launched_by=cast.draft(by=cast.outsider))


@pytest.mark.parametrize(("who", "sees"), [("clerk", True), ("justice_officer", True), ("outsider", False)])
def test_movements_call_upon_everybody_below(cast, who, sees):
    launch(cast)
    assert Campaign.objects.visible_to(getattr(cast, who)).exists() is sees


def test_an_inactive_user_sees_no_movement(cast):
    launch(cast)
    User.objects.update(is_active=False)
    assert not Campaign.objects.visible_to(User.objects.get(pk=cast.clerk.pk)).exists()
