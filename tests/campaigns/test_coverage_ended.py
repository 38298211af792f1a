"""The coverage board says under which successor stands what an ended unit owed."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.models import Plan
from documents.actions.dispatch import send_paper
from documents.models import Dispatch
from organizations.actions.succession import end_unit
from organizations.models import Role, Unit, UnitSuccession, User
from tests.campaigns.chain import issued_by
from tests.campaigns.chain import plan as drafted
from tests.cascade.papers import city_plan
from tests.cast import Cast, make_user
from tests.clients import client_of
from tests.deadlines import due_so_late

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MERGED = f"đã sáp nhập từ {TODAY:%d/%m/%Y} vào Phòng Giáo dục và Đào tạo"


@pytest.fixture
def parent(cast: Cast) -> Plan:
    """The city's plan, at both offices five working days late; Tư pháp is merged into Giáo dục today."""
    parent = city_plan(cast)
    send_paper(document=parent.document, units=[cast.justice, cast.education], by=cast.clerk, asks_answer=True)
    Dispatch.objects.update(sent_at=timezone.now() - timedelta(days=10), due_on=due_so_late(5, TODAY))
    end_unit(unit=cast.justice, on=TODAY, successors=[(cast.education, UnitSuccession.Kind.MERGE)])
    return parent


def notes(user: User, plan: Plan) -> dict[Unit, str]:
    board = client_of(user).get(f"/ke-hoach/{plan.pk}/do-phu/").context["board"]
    return {column.unit: column.note for column in board.columns}


def test_the_debt_stands_under_the_successor(cast: Cast, parent: Plan) -> None:
    owed = f"{MERGED}; việc còn nợ tính cho Phòng Giáo dục và Đào tạo"
    assert notes(cast.clerk, parent) == {cast.justice: owed, cast.education: ""}
    client, address = client_of(cast.clerk), f"/ke-hoach/{parent.pk}/do-phu/"
    for page in ("", "?xem=don-vi", "in/", "in/?xem=don-vi"):
        assert owed in client.get(address + page).content.decode()
    sheet = load_workbook(io.BytesIO(client.get(f"{address}excel/?xem=don-vi").content)).active
    said = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert f"Chưa có kế hoạch ({owed})" in said
    # What the board of late work says of the same duty.
    late = client.get("/ke-hoach/cham/?viec=chua-ban-hanh").context["page"].object_list
    assert [(row.unit, row.former) for row in late if row.former] == [(cast.education, cast.justice)]


def test_it_says_so_when_the_successor_has_issued_its_plan(cast: Cast, parent: Plan) -> None:
    head = make_user("truonggd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    issued_by(drafted(cast.education, cast.education_officer, parent), cast.education_officer, head)
    assert notes(cast.clerk, parent)[cast.justice] == f"{MERGED}; đơn vị kế tục đã có kế hoạch"


def test_boards_of_standing_units_ask_nothing_more(cast: Cast, parent: Plan, django_assert_max_num_queries) -> None:
    client, address = client_of(cast.clerk), f"/ke-hoach/{parent.pk}/do-phu/"
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
