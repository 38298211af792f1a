"""Plans put in the place of earlier ones: on the coverage board, in the chain, and the way to what changes."""

from __future__ import annotations

import dataclasses
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.actions.plan import draft_plan
from campaigns.models import Plan
from documents.actions.dispatch import send_paper
from documents.actions.document import content_of
from documents.actions.step import take_step
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User
from tests.campaigns.chain import plan as draft
from tests.cascade.papers import CITY, JUSTICE, answer, city_plan, issued
from tests.cast import CONTENT, SINCE, Cast, make_user
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(cast: Cast) -> Plan:
    """The city's plan, at Tư pháp and at Giáo dục."""
    parent = city_plan(cast)
    send_paper(document=parent.document, units=[cast.justice, cast.education], by=cast.clerk, asks_answer=True)
    return parent


@pytest.fixture
def first(cast: Cast, parent: Plan) -> Plan:
    """Tư pháp's issued plan."""
    return issued(answer(cast, parent), cast.justice_officer, cast.justice_head)


def replacing(old: Plan, by: User) -> Plan:
    """A draft that is to take the plan's place."""
    old.document.refresh_from_db()
    return draft_plan(
        issuer=old.document.owner, year=2024, content=content_of(old.document), by=by, creation_key=uuid.uuid4(),
        parent=old.parent, replaces=old.document,
    )  # fmt: skip


def below(old: Plan, name: str = "Tổ 1") -> tuple[Plan, User]:
    """The issued plan of a unit under Tư pháp, and who wrote it."""
    unit = found_unit(
        official_name=name, short_name=name, level=Unit.Level.DISTRICT, kind=Unit.Kind.OFFICE,
        symbol=f"T{name[-1]}", place_name="Tây Ninh", valid_from=SINCE, parent=old.document.owner,
    )  # fmt: skip
    head = make_user(f"to{name[-1]}", "Lê Văn Tổ", unit, Role.UNIT_HEAD)
    made = draft(unit, head, old, dataclasses.replace(CONTENT, body=JUSTICE))
    return issued(made, head, head), head


def board(user: User, plan: Plan, query: str = "?xem=don-vi"):
    return client_of(user).get(f"/ke-hoach/{plan.pk}/do-phu/{query}")


def test_a_replaced_plan_leads_to_the_board_of_the_new_one(cast: Cast, parent: Plan) -> None:
    replacing(parent, cast.clerk)  # begun and left lying: nobody below learns of it
    new = issued(replacing(parent, cast.clerk), cast.clerk, cast.leader)
    for user in (cast.clerk, cast.justice_officer):
        page = board(user, parent, "")
        assert page.context["replaced_by"] == new.pk
        assert f'href="/ke-hoach/{new.pk}/do-phu/"' in page.content.decode()
    assert CITY.splitlines()[1][3:] in board(cast.clerk, parent).context["board"].items[0].text
    assert board(cast.clerk, new).context["replaced_by"] is None


def test_the_board_counts_who_still_carries_out_the_earlier_plan(cast: Cast, parent: Plan, first: Plan) -> None:
    left, _ = below(first)
    draft(left.document.owner, User.objects.get(username="to1"), first)  # a draft of theirs is not seen from above
    page = board(cast.clerk, parent)
    assert (page.context["changed"], "Thay bản trước" in page.content.decode()) == (0, False)
    second = issued(replacing(first, cast.justice_officer), cast.justice_officer, cast.justice_head)
    page = board(cast.clerk, parent, "?xem=don-vi&thay=on")
    [column] = page.context["board"].columns
    assert (column.plans, column.earlier, column.left_below) == ([second], first.pk, 1)
    assert (page.context["changed"], page.context["is_filtered"]) == (1, True)
    text = page.content.decode()
    assert f'href="/ke-hoach/{first.pk}/do-phu/?xem=don-vi">1 kế hoạch còn theo bản trước</a>' in text
    assert page.context["form"].conditions() == ["Chỉ gồm đơn vị đã thay kế hoạch."]
    # The earlier plan's own board leads on, unit by unit.
    assert f'href="/ke-hoach/{left.pk}/thay-doi/"' in board(cast.clerk, first).content.decode()
    assert "/thay-doi/" not in text


def test_a_plan_that_left_nobody_behind_says_only_that_it_is_the_second(cast: Cast, parent: Plan, first: Plan) -> None:
    issued(replacing(first, cast.justice_officer), cast.justice_officer, cast.justice_head)
    text = board(cast.clerk, parent).content.decode()
    assert '<span class="mark mark-plain">Thay bản trước</span></td>' in text
    assert "còn theo bản trước" not in text


def test_a_unit_is_asked_for_no_such_filter_and_an_outsider_for_nothing(cast: Cast, parent: Plan, first: Plan) -> None:
    second = issued(replacing(first, cast.justice_officer), cast.justice_officer, cast.justice_head)
    page = board(cast.justice_officer, parent, "?thay=on")
    assert ("thay" in page.context["form"].fields, [one.plans for one in page.context["board"].columns]) == (
        False, [[second]],
    )  # fmt: skip
    assert board(cast.outsider, parent, "?thay=on").status_code == 404
    assert board(cast.outsider, first).status_code == 404


def test_a_replaced_plans_board_takes_no_more_queries_than_another(cast: Cast, parent: Plan, first: Plan) -> None:
    client = client_of(cast.clerk)

    def asked() -> list[int]:
        counts = []
        for plan in (parent, first):
            client.get(f"/ke-hoach/{plan.pk}/do-phu/")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/ke-hoach/{plan.pk}/do-phu/?xem=don-vi")
            counts.append(len(queries))
        return counts

    below(first)
    issued(replacing(first, cast.justice_officer), cast.justice_officer, cast.justice_head)
    few = asked()
    below(first, "Tổ 2")
    below(first, "Tổ 3")
    assert asked() == few
    assert max(few) < 12


def test_the_chain_marks_plans_whose_paper_above_has_gone(cast: Cast, parent: Plan, first: Plan) -> None:
    left, _ = below(first)
    link = f'href="/ke-hoach/{left.pk}/thay-doi/"'
    client = client_of(cast.clerk)
    assert "Văn bản cấp trên hết hiệu lực" not in client.get("/ke-hoach/").content.decode()
    issued(replacing(first, cast.justice_officer), cast.justice_officer, cast.justice_head)
    text = client.get("/ke-hoach/").content.decode()
    assert (text.count("Văn bản cấp trên hết hiệu lực"), link in text) == (1, True)
    left.document.refresh_from_db()
    take_step(document=left.document, action="recall", by=User.objects.get(username="to1"), reason="Lập lại kế hoạch.")
    assert "Văn bản cấp trên hết hiệu lực" not in client.get("/ke-hoach/").content.decode()
