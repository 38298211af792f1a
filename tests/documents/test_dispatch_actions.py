"""Sending papers to units, and what the units do with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from campaigns.actions.plan import draft_plan
from campaigns.models import Plan
from documents.actions.dispatch import acknowledge, finish, forward, mark_seen, remind, send_paper
from documents.actions.step import issue, sign, take_step
from documents.models import Dispatch, Document, Forwarding, Reminder
from documents.models.document import State
from organizations.models import Notice, Role, User
from tests.cast import Cast, make_user
from tests.threads import together
from tests.world import World, build
from workflow.engine import Refused
from workflow.models import LogEntry


@pytest.fixture
def world(cast: Cast) -> World:
    built = build(cast.city, cast.clerk, cast.leader)
    Notice.objects.all().delete()
    return built


@pytest.fixture
def sent(cast: Cast, world: World) -> Dispatch:
    """The issued plan at Giáo dục, who must answer."""
    [one] = send_paper(
        document=world.paper, units=[cast.education], by=cast.clerk, asks_answer=True, due_on=timezone.localdate()
    )
    return one


def told(user: User, kind: str) -> int:
    return Notice.objects.visible_to(user).filter(kind=kind).count()


def refusal(work, **arguments: object) -> str:
    with pytest.raises(Refused) as raised:
        work(**arguments)
    return str(raised.value)


def test_sending_twice_adds_nothing(cast: Cast, world: World, sent: Dispatch) -> None:
    assert send_paper(document=world.paper, units=[cast.education], by=cast.clerk) == []
    assert Dispatch.objects.filter(document=world.paper, unit=cast.education).count() == 1
    assert told(cast.education_officer, Notice.Kind.DISPATCH) == 1
    assert LogEntry.objects.about(world.paper).filter(action="dispatch").count() == 2  # the world's and this one


def test_a_unit_that_got_a_paper_is_told_and_reads_it(cast: Cast, world: World) -> None:
    other = make_user("xa", "Cao Thị Xã", cast.justice, Role.UNIT_OFFICER)
    letter = Document.objects.filter(state=State.RECEIVED).get()
    [one] = send_paper(document=letter, units=[cast.justice], by=cast.clerk)
    assert told(other, Notice.Kind.DISPATCH) == told(cast.justice_head, Notice.Kind.DISPATCH) == 1
    assert told(cast.education_officer, Notice.Kind.DISPATCH) == told(cast.clerk, Notice.Kind.DISPATCH) == 0
    assert Notice.objects.visible_to(other).get().address == f"/van-ban/nhan/{one.pk}/"


def test_a_paper_is_sent_upwards_too_and_read_there(cast: Cast, world: World) -> None:
    above = make_user("tinh", "Lê Văn Tỉnh", cast.province, Role.STANDING_OFFICER)
    [one] = send_paper(document=world.paper, units=[cast.province], by=cast.clerk)
    acknowledge(dispatch=one, by=above)
    one.refresh_from_db()
    assert (one.acknowledged_by, one.seen_by) == (above, above)


def test_what_is_not_published_is_not_sent(cast: Cast, world: World) -> None:
    assert refusal(send_paper, document=world.draft, units=[cast.justice], by=cast.clerk) == (
        f"{world.draft} đang “Đang soạn thảo”; chỉ gửi được văn bản đã ban hành hoặc văn bản đến."
    )


def test_only_issuers_of_the_owner_send(cast: Cast, world: World) -> None:
    inspector = make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR)
    for user in (inspector, cast.justice_head, cast.outsider):
        sentence = refusal(send_paper, document=world.paper, units=[cast.education], by=user)
        assert sentence == f"Bạn không có quyền gửi văn bản của {cast.city}."


def test_nothing_is_sent_sideways_nor_when_one_unit_is_foreign(cast: Cast, world: World) -> None:
    before = Dispatch.objects.count()
    units = [cast.education, cast.other_city]
    assert refusal(send_paper, document=world.paper, units=units, by=cast.clerk) == (
        f"Chỉ gửi được tới đơn vị cấp trên hoặc trực thuộc {cast.city}. Hãy chọn lại."
    )
    assert Dispatch.objects.count() == before


def test_an_answer_is_asked_only_of_papers_in_the_chain(cast: Cast) -> None:
    letter = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    letter = issue(document=sign(document=letter, by=cast.leader), by=cast.leader)
    sentence = refusal(send_paper, document=letter, units=[cast.justice], by=cast.clerk, asks_answer=True)
    assert sentence.startswith("Văn bản này không nằm trong chuỗi kế hoạch")
    assert send_paper(document=letter, units=[cast.justice], by=cast.clerk) != []


def test_a_deadline_lies_ahead(cast: Cast, world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    sentence = refusal(send_paper, document=world.paper, units=[cast.education], by=cast.clerk, due_on=yesterday)
    assert sentence == f"Hạn {yesterday:%d/%m/%Y} đã qua. Hãy chọn hạn từ hôm nay trở đi."


def test_the_first_sending_is_the_registers_day_of_sending(cast: Cast, world: World) -> None:
    assert Document.objects.get(pk=world.paper.pk).sent_on == timezone.localdate()


def test_the_first_who_sees_counts(cast: Cast, sent: Dispatch) -> None:
    colleague = make_user("giaoduc2", "Võ Thị Hai", cast.education, Role.UNIT_OFFICER)
    mark_seen(dispatch=sent, by=cast.education_officer)
    mark_seen(dispatch=sent, by=colleague)
    sent.refresh_from_db()
    assert sent.seen_by == cast.education_officer


def test_seeing_from_above_is_not_the_units_seeing(cast: Cast, sent: Dispatch) -> None:
    assert refusal(mark_seen, dispatch=sent, by=cast.clerk) == f"Bạn không thuộc {cast.education}."
    sent.refresh_from_db()
    assert sent.seen_at is None


def test_acknowledging_registers_the_paper_once(cast: Cast, sent: Dispatch) -> None:
    entry = acknowledge(dispatch=sent, by=cast.education_officer, register=True)
    assert entry is not None
    paper = sent.document
    assert (entry.owner, entry.state, entry.number, entry.symbol, entry.date, entry.issuer, entry.summary) == (
        cast.education, State.RECEIVED, paper.number, paper.symbol, paper.date, cast.city, paper.summary,
    )  # fmt: skip
    sent.refresh_from_db()
    assert (sent.acknowledged_by, sent.seen_by) == (cast.education_officer, cast.education_officer)
    sentence = refusal(acknowledge, dispatch=sent, by=cast.education_officer, register=True)
    assert sentence == f"{cast.education} đã tiếp nhận văn bản này. Hãy tải lại trang."
    assert Document.objects.filter(owner=cast.education).count() == 1


def test_a_paper_that_stands_in_the_register_is_acknowledged_without_a_second_entry(cast: Cast, world: World) -> None:
    [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk)
    assert acknowledge(dispatch=one, by=cast.education_officer, register=True) is not None
    Dispatch.objects.filter(pk=one.pk).delete()
    [one] = send_paper(document=world.paper, units=[cast.education], by=cast.clerk)
    assert acknowledge(dispatch=one, by=cast.education_officer, register=True) is None
    one.refresh_from_db()
    assert one.acknowledged_by == cast.education_officer


def test_others_do_not_acknowledge_for_a_unit(cast: Cast, sent: Dispatch) -> None:
    for user in (cast.clerk, cast.justice_officer, cast.outsider):
        assert refusal(acknowledge, dispatch=sent, by=user).startswith("Bạn không có quyền tiếp nhận")


def test_the_sender_is_told_once_a_day_that_units_acknowledge(cast: Cast, world: World, sent: Dispatch) -> None:
    justice = Dispatch.objects.get(unit=cast.justice, document=world.paper)
    acknowledge(dispatch=sent, by=cast.education_officer)
    acknowledge(dispatch=justice, by=cast.justice_officer)
    assert told(cast.clerk, Notice.Kind.ANSWER) == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_hands_one_acknowledges_and_one_entry_is_made(cast: Cast, world: World, sent: Dispatch) -> None:
    done = together(6, lambda _: acknowledge(dispatch=sent, by=cast.education_officer, register=True))
    assert sum(isinstance(one, Document) for one in done) == 1
    assert sum(isinstance(one, Refused) for one in done) == 5
    assert Document.objects.filter(owner=cast.education, state=State.RECEIVED).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_hands_each_unit_gets_a_paper_once(cast: Cast, world: World) -> None:
    units = [cast.education, cast.justice]
    done = together(6, lambda _: send_paper(document=world.paper, units=units, by=cast.clerk))
    assert sorted(len(one) for one in done) == [0, 0, 0, 0, 0, 1]
    assert Dispatch.objects.filter(document=world.paper).count() == 2


def test_passing_on_stays_inside_the_unit(cast: Cast, sent: Dispatch) -> None:
    head = make_user("truonggd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    passed = forward(dispatch=sent, to=cast.education_officer, by=head, note="Soạn ngay")
    assert (passed.to, passed.by, passed.note) == (cast.education_officer, head, "Soạn ngay")
    assert told(cast.education_officer, Notice.Kind.TASK) == 1
    assert refusal(forward, dispatch=sent, to=cast.justice_officer, by=head) == (
        f"Lê Thị Hoa không giữ vai trò nào ở {cast.education}. Hãy chọn người khác."
    )
    assert refusal(forward, dispatch=sent, to=cast.education_officer, by=cast.clerk) == (
        f"Bạn không có quyền chuyển xử lý văn bản của {cast.education}."
    )
    assert refusal(forward, dispatch=sent, to=head, by=head) == "Việc đang ở chỗ bạn. Hãy chọn người khác."


def test_what_is_under_way_is_not_passed_on_again_what_is_done_is(cast: Cast, sent: Dispatch) -> None:
    head = make_user("truonggd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    passed = forward(dispatch=sent, to=cast.education_officer, by=head)
    sentence = refusal(forward, dispatch=sent, to=cast.education_officer, by=head)
    assert sentence == "Văn bản đã chuyển cho Võ Thị Lan và đang được xử lý."
    assert refusal(finish, forwarding=passed, by=head) == "Việc này được chuyển cho người khác."
    finish(forwarding=passed, by=cast.education_officer)
    finish(forwarding=passed, by=cast.education_officer)
    assert told(head, Notice.Kind.ANSWER) == 1
    again = forward(dispatch=sent, to=cast.education_officer, by=head, note="Thêm phụ lục")
    assert (again.pk, again.done_at, again.note) == (passed.pk, None, "Thêm phụ lục")
    assert Forwarding.objects.filter(dispatch=sent).count() == 1


def test_nobody_is_reminded_twice_a_day_unless_the_sender_says_so(cast: Cast, world: World, sent: Dispatch) -> None:
    arguments = {"dispatches": [sent], "text": "Khẩn trương", "by": cast.clerk}
    assert len(remind(**arguments)) == 1
    sentence = "Chưa chọn đơn vị nào để nhắc, hoặc các đơn vị đã được nhắc trong một ngày qua."
    assert refusal(remind, **arguments) == sentence
    assert len(remind(**arguments, again=[sent.pk])) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert len(remind(**arguments)) == 1
    assert Reminder.objects.filter(dispatch=sent).count() == 3
    assert told(cast.education_officer, Notice.Kind.REMINDER) == 3
    assert told(cast.justice_officer, Notice.Kind.REMINDER) == 0


def test_only_the_sending_unit_reminds(cast: Cast, world: World, sent: Dispatch) -> None:
    sentence = refusal(remind, dispatches=[sent], text="Nhắc", by=cast.justice_head)
    assert sentence == f"Bạn không có quyền nhắc về văn bản của {cast.city}."
    assert Reminder.objects.count() == 0


# -- the notices of the workflow's steps


def test_each_step_tells_whoever_has_the_next_one(cast: Cast) -> None:
    document = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    assert texts(cast.leader) == [f"Chờ bạn ký: {document}, {document.summary}"]
    document = take_step(document=document, action="return", by=cast.leader, reason="Bí mật")
    assert (texts(cast.leader), texts(cast.clerk)) == ([], [f"Trần Văn Hùng trả lại: {document}, {document.summary}"])
    document = take_step(document=document, action="submit", by=cast.clerk)
    assert (len(texts(cast.leader)), texts(cast.clerk)) == (1, [])
    document = take_step(document=document, action="sign", by=cast.leader)
    assert texts(cast.clerk) == [f"Đã ký, chờ ban hành: {document}, {document.summary}"]
    document = take_step(document=document, action="issue", by=cast.leader)
    assert texts(cast.clerk) == [f"Đã ban hành: {document}, {document.summary}"]
    assert Notice.objects.filter(user=cast.outsider).count() == 0


def test_an_issued_answer_is_told_to_the_sender(cast: Cast, world: World, sent: Dispatch) -> None:
    head = make_user("truonggd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD)
    plan = answer(cast.education_officer, world.issued)
    for step, by in (("submit", cast.education_officer), ("sign", head), ("issue", head)):
        document = take_step(document=plan.document, action=step, by=by)
    assert texts(cast.clerk) == [f"{cast.education} đã ban hành {document} thực hiện {world.paper}"]


def answer(by: User, parent: Plan) -> Plan:
    from uuid import uuid4

    from tests.cast import CONTENT

    unit = by.assignments()[0].unit
    return draft_plan(issuer=unit, year=parent.year, content=CONTENT, by=by, creation_key=uuid4(), parent=parent)


def texts(user: User) -> list[str]:
    return [notice.text for notice in Notice.objects.visible_to(user).unread().order_by("pk")]
