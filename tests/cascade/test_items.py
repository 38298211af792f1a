"""The items of a plan follow its text and keep their addresses; what is read in them waits for a person."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from campaigns.models import Obligation, Plan, PlanItem, Target
from campaigns.queries.addressed import units_below, units_of
from tests.cascade.papers import CITY, JUSTICE, answer, city_plan, edited, issued

pytestmark = pytest.mark.django_db


def addresses(plan: Plan) -> list[str]:
    return [item.address for item in plan.items.standing()]


def test_a_plan_has_its_items_from_the_moment_it_is_written(cast):
    assert addresses(city_plan(cast)) == [
        "I.1", "II.1 gạch 1", "II.1 gạch 2", "II.1 gạch 3", "II.2 gạch 1", "II.2 gạch 2", "III.1", "III.2",
    ]  # fmt: skip


def test_what_is_inserted_gets_a_letter_and_what_is_changed_keeps_its_address(cast):
    draft = answer(cast, city_plan(cast))
    before = {item.address: item.pk for item in draft.items.standing()}
    first, second, *rest = JUSTICE.split("II. NỘI DUNG\n")[1].split("\n")
    new = "- Tổ chức hội nghị chuyên đề về công tác hòa giải ở cơ sở cho các hòa giải viên."
    body = (
        JUSTICE.split("II. NỘI DUNG\n")[0]
        + "II. NỘI DUNG\n"
        + "\n".join([first, new, second.replace("quý II", "tháng 6, báo cáo Trưởng phòng"), *rest])
    )
    draft = edited(draft, body, cast.justice_officer)
    assert addresses(draft) == ["I.1", "II gạch 1", "II gạch 1a", "II gạch 2", "II gạch 3", "II gạch 4"]
    after = {item.address: item.pk for item in draft.items.standing()}
    assert {name: after[name] for name in before} == before
    assert [item.place for item in draft.items.standing()][2:4] == ["II gạch 2", "II gạch 3"]


def test_what_is_taken_out_is_retired_and_comes_back_as_itself(cast):
    draft = answer(cast, city_plan(cast))
    last = draft.items.standing().last()
    shorter = JUSTICE.rsplit("\n", 1)[0] + "./."
    draft = edited(draft, shorter, cast.justice_officer)
    gone = PlanItem.objects.get(pk=last.pk)
    assert (gone.retired_at is None, addresses(draft)) == (False, ["I.1", "II gạch 1", "II gạch 2", "II gạch 3"])
    draft = edited(draft, JUSTICE, cast.justice_officer)
    assert draft.items.standing().last() == last


def test_a_published_plan_has_the_addresses_of_its_printed_text(cast):
    draft = answer(cast, city_plan(cast))
    head, rest = JUSTICE.split("II. NỘI DUNG\n")
    body = head + "II. NỘI DUNG\n- Tổ chức hội nghị chuyên đề về hòa giải ở cơ sở cho các hòa giải viên.\n" + rest
    draft = edited(draft, body, cast.justice_officer)
    assert addresses(draft) != [item.place for item in draft.items.standing()]
    keys = [item.pk for item in draft.items.standing()]
    plan = issued(draft, cast.justice_officer, cast.justice_head)
    assert addresses(plan) == ["I.1", "II gạch 1", "II gạch 2", "II gạch 3", "II gạch 4", "II gạch 5"]
    assert [item.pk for item in plan.items.standing()] == keys


def test_obligations_are_read_with_whom_they_mean(cast):
    plan = city_plan(cast)
    one, all_units = Obligation.objects.filter(item__plan=plan)
    assert (one.unit_printed, one.due_on.isoformat(), one.judgement) == ("Phòng Tư pháp", "2024-06-30", "de_xuat")
    assert (all_units.unit_printed, all_units.recurring) == ("Thủ trưởng các cơ quan, đơn vị", "nua_nam")
    whom = units_of([one, all_units], units_below(plan))
    assert whom == {one.pk: {cast.justice.pk}, all_units.pk: {cast.justice.pk, cast.education.pk}}


def test_targets_are_read_as_numbers(cast):
    rows = Target.objects.filter(item__plan=city_plan(cast))
    assert [(row.measure, row.value, row.unit, row.direction) for row in rows] == [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn", 95, "%", "dat"),
        ("Toàn thành phố phát hiện", 120, "điển hình tiên tiến", "it_nhat"),
    ]


def test_plans_of_an_older_database_get_their_items_by_command(cast, capsys):
    plan = city_plan(cast)
    draft = answer(cast, plan)
    PlanItem.objects.all().delete()
    Plan.objects.update(items_key="", answers_key="")
    call_command("index_items")
    assert capsys.readouterr().out == "Đã tách mục 2 trong 2 kế hoạch.\n"
    assert len(addresses(plan)) == 8
    assert draft.answers.count() > 0
    call_command("index_items")
    assert capsys.readouterr().out == "Đã tách mục 0 trong 2 kế hoạch.\n"


def test_a_text_that_did_not_change_is_not_read_again(cast, django_assert_num_queries):
    from campaigns.actions.items import keep_items

    plan = Plan.objects.select_related("document__owner", "parent").get(pk=city_plan(cast).pk)
    with django_assert_num_queries(0):
        assert keep_items(plan=plan) is False
    assert CITY in plan.document.body


def test_a_paper_in_force_is_read_anew_where_the_reader_parts_it_otherwise(cast, monkeypatch):
    """What a machine proposed about an item that is gone goes with it; nothing holds the new reading up."""
    from campaigns.actions import items

    plan = issued(answer(cast, city_plan(cast)), cast.justice_officer, cast.justice_head)
    read = items.read_items
    monkeypatch.setattr(items, "_READER", "new")
    monkeypatch.setattr(items, "read_items", lambda *asked: read(*asked)[1:])
    assert items.keep_items(plan=Plan.objects.get(pk=plan.pk))
    assert addresses(plan) == ["II gạch 1", "II gạch 2", "II gạch 3", "II gạch 4"]
