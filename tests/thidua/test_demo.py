"""The demo office: real texts, numbers, states, and who sees what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from awards.models import Award, Initiative, Rating
from campaigns.models import (
    Campaign,
    Exemplar,
    ItemAnswer,
    ModelAdoption,
    Obligation,
    Plan,
    ReportRound,
    Target,
    TargetActual,
)
from campaigns.queries.coverage import (
    CONCRETE,
    MAY_BE_CONCRETE,
    NAMES,
    NO_PLAN,
    NOT_APPLICABLE,
    UNANSWERED,
    VERBATIM,
    Board,
    quality_of,
    read_board,
)
from campaigns.queries.progress_totals import totals
from documents.models import Dispatch, Document, DocumentText, RenderJob
from documents.models.document import State
from documents.models.document_text import columns_of
from documents.text.amended import what_changes
from documents.text.passages import SECTIONS
from organizations.models import Block, BlockMember, Notice, Role, RoleAssignment, Unit, User
from thidua.demo import build
from thidua.demo.data import FOLDER
from thidua.demo.drawing import SCENES, picture
from thidua.demo.log_ins import PASSWORD, log_ins
from thidua.health import is_late
from workflow.models import LogEntry

# What the clerk of the demo put right in published plans, as the editor offers: the last căn cứ ends with a full stop.
REPAIRED = {
    "ke-hoach-tp-tay-ninh-2023.txt": [("2023.", "2023;")],
    "ke-hoach-phong-tu-phap-tp-tay-ninh-2024.txt": [("2024.", "2024;")],
}
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def _built(django_db_setup, django_db_blocker):
    """One demo for the whole module, rolled back at its end."""
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=FAST), transaction.atomic():
        build.build_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_built, db, settings):
    """The demo office, and hashers that read its passwords."""
    settings.PASSWORD_HASHERS = FAST


def issued(short_name: str, year: int) -> Document:
    """The unit's one issued plan of a year."""
    return Document.objects.get(owner__short_name=short_name, plan__year=year, state=State.ISSUED)


def words(text: str) -> list[str]:
    """Words of a text without the marks of markdown."""
    return re.sub(r"[#*]", "", text).split()


@pytest.mark.parametrize(
    ("unit", "year", "number", "day"),
    [
        ("UBND huyện Châu Thành", 2022, "06/KH-UBND", date(2022, 1, 20)),
        ("UBND thành phố Tây Ninh", 2023, "01/KH-UBND", date(2023, 1, 12)),
        ("UBND thành phố Tây Ninh", 2024, "53/KH-UBND", date(2024, 3, 14)),
        ("Phòng Tư pháp", 2024, "01/KH-PTP", date(2024, 3, 22)),
    ],
)
def test_plans_carry_number_and_day(demo, unit, year, number, day):
    plan = issued(unit, year)
    assert (plan.number_and_symbol, plan.date) == (number, day)


@pytest.mark.parametrize(
    ("unit", "year", "file"),
    [
        ("UBND huyện Châu Thành", 2022, "ke-hoach-huyen-chau-thanh-2022.txt"),
        ("UBND thành phố Tây Ninh", 2023, "ke-hoach-tp-tay-ninh-2023.txt"),
        ("Phòng Tư pháp", 2024, "ke-hoach-phong-tu-phap-tp-tay-ninh-2024.txt"),
    ],
)
def test_real_plans_say_word_for_word_what_was_published(demo, unit, year, file):
    plan = issued(unit, year)
    source = words((FOLDER / "documents" / file).read_text("utf-8"))
    said = words(f"{plan.summary} {plan.bases} {plan.body}")
    start, end = source.index("HOẠCH") + 1, source.index("Nơi")
    changed = [(one, other) for one, other in zip(said, source[start:end], strict=True) if one != other]
    assert changed == REPAIRED.get(file, [])


def test_the_chain_of_2024_is_a_tree_under_the_directive(demo):
    directive = Plan.objects.get(year=2024, depth=0)
    assert directive.document.state == State.RECEIVED
    city = Plan.objects.get(document=issued("UBND thành phố Tây Ninh", 2024))
    assert city.parent == directive
    assert city.children.count() == 22
    school = Plan.objects.get(document=issued("Trường THCS Trần Hưng Đạo", 2024))
    assert (school.depth, school.parent.document.owner.short_name) == (3, "Phòng Giáo dục và Đào tạo")


def test_plans_stand_in_every_state_of_the_way(demo):
    states = {state: Document.objects.filter(plan__year=2024, state=state).count() for state in State.values}
    assert states == {
        "draft": 7,
        "submitted": 3,
        "signed": 1,
        "issued": 14,
        "received": 1,
        "recalled": 0,
        "replaced": 2,
        "discarded": 0,
    }
    silent = Unit.objects.filter(short_name__in=["Thanh tra thành phố", "UBND Phường 3"])
    assert silent.count() == 2
    assert not Document.objects.filter(owner__in=silent).exists()


def test_returned_plans_carry_the_reason(demo):
    returned = LogEntry.objects.filter(target_type="documents.document", action="return")
    reasons = returned.values_list("reason", flat=True)
    assert len(reasons) == 2
    assert all(len(reason) > 60 for reason in reasons)


def test_each_step_is_logged_on_its_day(demo):
    log = LogEntry.objects.about(issued("UBND thành phố Tây Ninh", 2024))
    assert [(entry.action, timezone.localdate(entry.at)) for entry in log] == [
        ("create", date(2024, 2, 27)),
        ("submit", date(2024, 3, 5)),
        ("sign", date(2024, 3, 13)),
        ("issue", date(2024, 3, 14)),
        ("dispatch", date(2024, 3, 15)),
        ("dispatch", date(2024, 3, 15)),
        ("remind", date(2024, 4, 16)),
    ]


def test_the_plan_of_2024_is_on_its_way(demo):
    sent = Dispatch.objects.filter(document=issued("UBND thành phố Tây Ninh", 2024))
    assert sent.count() == 21
    assert set(sent.filter(acknowledged_at=None).values_list("unit__short_name", flat=True)) == {
        "Thanh tra thành phố",
        "UBND Phường 3",
    }
    assert sent.get(unit__short_name="UBND Phường 3").seen_at is not None


def test_each_block_has_one_head(demo):
    heads = BlockMember.objects.filter(duty=BlockMember.Duty.HEAD)
    assert (Block.objects.count(), BlockMember.objects.count()) == (3, 21)
    assert heads.values("block").distinct().count() == heads.count() == 3


@pytest.fixture
def board(demo) -> Board:
    plan = Plan.objects.select_related("document__owner").get(document=issued("UBND thành phố Tây Ninh", 2024))
    return read_board(plan, User.objects.get(username="chuyenvien"), date(2024, 6, 30))


def test_twelve_units_answered_and_three_are_late(board):
    answered = {column.unit.short_name for column in board.columns if column.plans}
    late = {column.unit.short_name: column.days_late for column in board.columns if column.days_late}
    assert (len(board.columns), len(answered)) == (21, 12)
    assert late == {"Phòng Kinh tế": 51, "Thanh tra thành phố": 51, "UBND Phường 3": 51}


def test_answers_of_different_quality_stand_on_the_board(board):
    totals = {code: board.count(code) for code in NAMES}
    assert all(totals[code] for code in (CONCRETE, VERBATIM, NOT_APPLICABLE, MAY_BE_CONCRETE, UNANSWERED, NO_PLAN))


def test_one_plan_is_copied(board):
    quality = quality_of(board.columns)
    copied = {
        column.unit.short_name for column in board.columns if (one := quality.get(column.unit.pk)) and one.copied > 1
    }
    assert copied == {"UBND phường Ninh Sơn"}


def test_a_school_wrote_its_plan_under_one_that_was_changed_since(demo):
    school = Plan.objects.get(document=issued("Trường THCS Trần Hưng Đạo", 2024))
    assert school.parent.document.state == State.REPLACED
    assert issued("Phòng Giáo dục và Đào tạo", 2024).replaces == school.parent.document


def test_the_school_is_told_what_lost_its_basis_and_what_is_new(demo):
    school = issued("Trường THCS Trần Hưng Đạo", 2024)
    newer = issued("Phòng Giáo dục và Đào tạo", 2024)
    found = what_changes(school.plan.parent.document.body, newer.body, school.body)
    assert [one.text for one in found.lost] == [
        "Hoàn thành hồ sơ đề nghị công nhận lại trường đạt chuẩn quốc gia trước ngày 30/9/2024."
    ]
    assert [one.new.place for one in found.to_review] == ["II.2 gạch 1", "II.2 gạch 4"]
    assert [one.new.place for one in found.unanswered] == ["II.2 gạch 3", "II.2 gạch 7"]
    # The clerk had confirmed that the item without a basis answers the one that is gone.
    answers = ItemAnswer.objects.filter(plan=school.plan, decided_at__isnull=False)
    linked = dict(answers.exclude(child_item=None).values_list("parent_item__address", "child_item__address"))
    assert linked["II.2 gạch 3"] == found.lost[0].place
    assert Notice.objects.filter(user__username="tranhungdao", key__contains="replaced-above").count() == 1


def test_the_board_leads_to_plans_under_the_changed_one(board):
    left = {column.unit.short_name: column.left_below for column in board.columns if column.earlier}
    assert left == {"Phòng Giáo dục và Đào tạo": 1, "UBND xã Thạnh Tân": 0}


def test_answers_cite_the_plan_above_in_full(demo):
    plan = issued("UBND Phường 1", 2024)
    assert plan.bases == (
        "Căn cứ Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024 của Ủy ban nhân dân thành phố Tây Ninh về phát động "
        "phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, "
        "đảm bảo quốc phòng - an ninh năm 2024."
    )


def test_half_year_reports_stand_in_every_state_beside_those_of_the_year_before(demo):
    before, now = ReportRound.objects.order_by("period_to")
    assert now.previous == before
    assert (before.is_open, now.is_open) == (False, True)
    assert set(before.reports.values_list("state", flat=True)) == {"accepted"}
    assert Counter(now.reports.values_list("state", flat=True)) == {
        "accepted": 14, "sent": 3, "draft": 3, "returned": 1
    }  # fmt: skip
    initiatives, _, rate = totals(now).targets
    assert (initiatives.total_text, initiatives.share_text, initiatives.change_text) == ("27", "67,5%", "+7")
    assert (rate.reached, len(rate.counted)) == (13, 14)


def test_movements_have_their_peaks(demo):
    assert [(movement.year, movement.peaks.count()) for movement in Campaign.objects.order_by("year")] == [
        (2022, 0),
        (2023, 1),
        (2024, 2),
    ]


def test_every_issued_plan_has_its_files_ordered(demo):
    papers = Document.objects.filter(state__in=[State.ISSUED, State.REPLACED])
    assert RenderJob.objects.count() == 2 * papers.count() == 36


def test_orders_for_files_are_of_now(demo):
    """A watcher takes a job that has waited for years as a sign that no worker runs."""
    assert is_late(timezone.now()) is False


def test_every_listed_log_in_works(demo, rf):
    for username, about in log_ins():
        user = authenticate(rf.post("/"), username=username, password=PASSWORD)
        assert user is not None, username
        assert user.is_demo
        assert about


def test_every_role_has_a_log_in(demo):
    users = User.objects.filter(username__in=[username for username, _ in log_ins()])
    held = set(RoleAssignment.objects.filter(user__in=users).values_list("role", flat=True))
    assert held == set(Role.values)


def test_the_signer_named_in_the_published_plan_cannot_log_in(demo):
    without = [user.username for user in User.objects.all() if not user.has_usable_password()]
    assert without == ["chauthanh.chutich.2022"]
    assert User.objects.get(username="chauthanh.chutich.2022").roles_held() == []


def test_the_standing_officer_acts_in_two_units(demo):
    clerk = User.objects.get(username="chuyenvien")
    held = {(a.role, a.unit.short_name) for a in clerk.assignments()}
    assert held == {(Role.STANDING_OFFICER, "UBND thành phố Tây Ninh"), (Role.UNIT_OFFICER, "Phòng Nội vụ")}


def test_the_outsider_sees_only_the_papers_of_chau_thanh(demo):
    outsider = User.objects.get(username="chauthanh")
    seen = Document.objects.visible_to(outsider)
    assert sorted(str(paper) for paper in seen) == ["Chỉ thị 12/CT-UBND", "Kế hoạch 06/KH-UBND"]
    assert Campaign.objects.visible_to(outsider).count() == 1


def test_a_second_run_changes_nothing(demo):
    before = Document.objects.count()
    with pytest.raises(CommandError, match="đã có đơn vị"):
        call_command("demo")
    out = StringIO()
    call_command("demo", if_empty=True, stdout=out)
    assert PASSWORD in out.getvalue()
    assert Document.objects.count() == before


def test_a_title_that_begins_like_a_basis_is_read_as_title(demo):
    plan = Document.objects.get(plan__year=2024, summary__startswith="Thực hiện phong trào thi đua “Cán bộ")
    assert (plan.state, plan.bases.splitlines()[0][:37]) == (State.SUBMITTED, "Thực hiện Kế hoạch số 53/KH-UBND ngày")


def test_every_paper_is_found_by_all_its_words(demo):
    """The year is made by the actions alone: none of them forgets the words of what it writes."""
    kept = {row["document_id"]: row for row in DocumentText.objects.values("document_id", *SECTIONS)}
    papers = Document.objects.select_related("signed_by__person")
    assert kept == {paper.pk: {"document_id": paper.pk, **columns_of(paper)} for paper in papers}


def test_tasks_and_numbers_of_the_citys_plan_are_confirmed_and_shared(demo):
    plan = Plan.objects.get(document=issued("UBND thành phố Tây Ninh", 2024))
    duties = Obligation.objects.filter(item__plan=plan)
    # Five that were read in its text, and two that the office asked for the reports.
    assert duties.standing().count() == duties.settled().count() == 7
    targets = {target.measure: target for target in Target.objects.filter(item__plan=plan).settled()}
    assert len(targets) == 3
    divided = targets["Số sáng kiến, mô hình mới được áp dụng"]
    assert sum(share.value for share in divided.shares.all()) == divided.value == 40
    reached = TargetActual.objects.filter(target__in=targets.values())
    assert (reached.count(), reached.values("unit").distinct().count()) == (3 * 14, 14)


def test_people_and_units_have_a_history(demo):
    hall = Unit.objects.get(short_name="Phòng Tư pháp")
    assert set(Award.objects.values_list("year", flat=True)) == {2022, 2023}
    assert Award.objects.filter(unit=hall, person__isnull=False).exists()
    assert {code for (code,) in Award.objects.values_list("code").distinct()} == {"LDTT", "CSTDCS", "TTLDTT"}
    assert set(Initiative.objects.values_list("year", flat=True)) == {2023}
    assert Rating.objects.filter(year=2023).count() == Rating.objects.filter(year=2022).count() > 20


def test_exemplars_stand_in_every_state_and_models_spread(demo):
    found = Counter(Exemplar.objects.values_list("state", flat=True))
    assert found == {"approved": 3, "draft": 1, "proposed": 1, "returned": 1, "retired": 1}
    assert Exemplar.objects.public().count() == 2
    assert set(Exemplar.objects.values_list("kind", flat=True)) == set(Exemplar.Kind.values)
    adopted = ModelAdoption.objects.order_by("since").values_list("unit__short_name", "state")
    assert list(adopted) == [
        ("UBND Phường 1", "confirmed"), ("UBND phường Hiệp Ninh", "reported"), ("UBND phường Ninh Sơn", "adopting"),
    ]  # fmt: skip
    assert Exemplar.objects.visible_to(User.objects.get(username="chauthanh")).count() == 0


def test_pictures_of_the_demo_are_drawn_alike_every_time():
    assert {scene: picture(scene) == picture(scene) for scene in SCENES} == dict.fromkeys(SCENES, True)
    assert len({picture(scene) for scene in SCENES}) == 4
