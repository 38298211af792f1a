"""The large data set: always the same, whole, and such that the program works on with it."""

import hashlib
import uuid
from random import Random

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Plan
from campaigns.queries.coverage import NAMES, OUTSIDE, VERBATIM, read_board
from documents.actions.step import issue, sign, take_step
from documents.models import CitedPaper, Dispatch, Document, HeldPaper
from documents.queries import units_where
from documents.workflow import DRAFTERS
from organizations.models import Person, Unit, User
from tests.clients import client_of
from thidua.scale.cascade import build_cascade

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    call_command("scale", units=16, people=60, years=2, verbosity=0)
    return Unit.objects.get(symbol="UBND", protocol_order=0)


def test_it_has_what_was_asked_for(city):
    assert (Unit.objects.count(), Person.objects.count()) == (16, 60)
    assert Document.objects.count() == 2 * (1 + 16 + 16 * 8)
    assert Plan.objects.count() == 2 * (1 + 16)
    assert Dispatch.objects.count() == 2 * 15


def test_units_stand_in_one_tree(city):
    assert Unit.objects.below(city).count() == 16
    assert {unit.parent_on(unit.valid_from) is None for unit in Unit.objects.exclude(pk=city.pk)} == {False}


def test_the_same_numbers_give_the_same_data(city):
    rows = Document.objects.order_by("pk").values_list("verify_code", "number", "symbol", "date", "summary", "kind")
    digest = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    assert digest[:16] == "cc846a4f9ad1a0cd"


def test_papers_cite_each_other_and_one_year_of_the_citys_plan_is_mistaken_nowhere(city):
    printed = CitedPaper.objects.order_by("sort_key").filter(mentions__isnull=False).distinct()
    assert [(str(paper), paper.year, paper.mentions.count()) for paper in printed] == [
        ("Kế hoạch 01/KH-UBND", 2024, 15),
        ("Kế hoạch 01/KH-UBND", 2025, 15),
        ("Nghị định 98/2023/NĐ-CP", 2023, 30),
        ("Luật 06/2022/QH15", 2022, 30),
    ]
    assert HeldPaper.objects.count() == Document.objects.count()
    assert HeldPaper.objects.filter(cited__mentions__isnull=False).values("cited").distinct().count() == 2


def test_people_of_it_go_on_working(city):
    officer = User.objects.get(username="dv1")
    (unit_id,) = units_where(officer, DRAFTERS)
    last = Document.objects.filter(issuer_id=unit_id, kind="KH").latest("date")
    draft = Document.objects.get(pk=last.pk)
    draft.pk, draft.state, draft.number, draft.number_value, draft.number_year = None, "draft", "", None, None
    draft.series, draft.date, draft.verify_code, draft.creation_key = "", None, "X" * 16, uuid.uuid4()
    draft.save()
    take_step(document=draft, action="submit", by=officer)
    head = User.objects.get(username="dv1.truong")
    sign(document=draft, by=head)
    assert issue(document=draft, by=head).number == "01"


def test_everybody_sees_pages(city):
    for username in ("dv0", "dv0.truong", "dv0.quantri", "dv0.kiemtra", "dv1", "dv15.truong"):
        client = client_of(User.objects.get(username=username))
        assert {client.get(page).status_code for page in ("/", "/van-ban/", "/ke-hoach/")} == {200}


def test_a_database_with_data_is_left_alone(city):
    with pytest.raises(CommandError, match="đã có đơn vị"):
        call_command("scale", units=16, people=0, years=1)


@pytest.mark.parametrize("sizes", [(3, 0, 1), (16, -1, 1), (16, 0, 0), (16, 0, 31)])
def test_sizes_out_of_range_are_refused(sizes):
    with pytest.raises(CommandError, match="ngoài khoảng"):
        call_command("scale", **dict(zip(("units", "people", "years"), sizes, strict=True)))


def test_answers_of_every_quality_are_made_and_the_board_opens(city):
    build_cascade(items=20, own_items=6, random=Random(1))
    plan = Plan.objects.select_related("document__owner").get(depth=1, year=2025)
    board = read_board(plan, User.objects.get(username="dv0"))
    assert (len(board.items), len(board.columns)) == (20, 15)
    assert sum(not column.plans for column in board.columns) == 2
    assert all(board.count(code) for code in NAMES if code != VERBATIM)
    assert board.count(OUTSIDE) > 0
    assert board.count(*NAMES, OUTSIDE) == 20 * 15
    assert client_of(User.objects.get(username="dv0")).get(f"/ke-hoach/{plan.pk}/do-phu/").status_code == 200
