"""``perform()`` and the two readings of the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from documents.models import Document
from documents.workflow import PAPER
from organizations.models import User
from workflow.engine import Refused, Unconfirmed, options, perform, record, waiting_for
from workflow.models import LogEntry
from workflow.table import Question, _registry


def last_entry(document: Document) -> LogEntry:
    return LogEntry.objects.about(document).last()


def test_a_step_changes_the_state_and_writes_the_log(cast):
    draft = cast.draft()
    done = perform(thing=draft, action="submit", by=cast.clerk, reason=" để kịp ", data={"n": 1})
    assert (done.state, Document.objects.get().state) == ("submitted", "submitted")
    entry = last_entry(draft)
    assert (entry.target_type, entry.target_id, entry.target_name) == (
        "documents.document",
        str(draft.pk),
        "Kế hoạch …/KH-UBND",
    )
    assert (entry.action, entry.label, entry.source, entry.target) == ("submit", "Trình ký", "draft", "submitted")
    assert (entry.actor_id, entry.actor_name) == (str(cast.clerk.pk), "Nguyễn Thị Mai")
    assert (entry.unit_id, entry.reason, entry.data) == (str(cast.city.pk), "để kịp", {"n": 1})
    assert str(entry) == "Trình ký: Kế hoạch …/KH-UBND"


def test_further_changes_are_saved_with_the_state(cast):
    def change(locked):
        locked.signed_by = cast.leader

    perform(thing=cast.draft(), action="submit", by=cast.clerk, change=change)
    document = Document.objects.get()
    assert (document.state, document.signed_by) == ("submitted", cast.leader)


def test_a_change_that_refuses_leaves_nothing_behind(cast):
    def change(locked):
        raise Refused("Chưa được.")

    with pytest.raises(Refused, match="Chưa được."):
        perform(thing=cast.draft(), action="submit", by=cast.clerk, change=change)
    assert Document.objects.get().state == "draft"
    assert not LogEntry.objects.filter(action="submit").exists()


@pytest.mark.parametrize(
    ("who", "action", "reason", "sentence"),
    [
        (
            "outsider",
            "submit",
            "",
            "Bạn không có quyền “Trình ký” tại đơn vị này. "
            "Việc này thuộc: Chuyên viên thường trực, Cán bộ đơn vị, Thủ trưởng đơn vị.",
        ),
        (
            "leader",
            "sign",
            "",
            "Không thể “Ký”: hiện ở trạng thái “Đang soạn thảo”. Có thể người khác vừa xử lý; hãy tải lại trang.",
        ),
    ],
)
def test_refusals_are_sentences(cast, who, action, reason, sentence):
    with pytest.raises(Refused) as refused:
        perform(thing=cast.draft(), action=action, by=getattr(cast, who), reason=reason)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_that_needs_a_reason_is_refused_without_one(cast, reason):
    submitted = perform(thing=cast.draft(), action="submit", by=cast.clerk)
    with pytest.raises(Refused, match="^Hãy ghi lý do trước khi chọn “Trả lại”.$"):
        perform(thing=submitted, action="return", by=cast.leader, reason=reason)


def test_a_guard_refuses(cast):
    draft = cast.draft()
    Document.objects.update(body=" ")
    with pytest.raises(Refused, match="^Văn bản còn thiếu: nội dung. Hãy bổ sung trước khi trình.$"):
        perform(thing=draft, action="submit", by=cast.clerk)


def test_the_row_is_read_again_before_it_is_judged(cast):
    stale = cast.draft()
    perform(thing=Document.objects.get(), action="submit", by=cast.clerk)
    with pytest.raises(Refused, match="hiện ở trạng thái “Đã trình, chờ ký”"):
        perform(thing=stale, action="submit", by=cast.clerk)


def test_a_thing_that_is_gone_is_refused(cast):
    draft = cast.draft()
    Document.objects.all().delete()
    with pytest.raises(Refused, match="^Mục này không còn nữa."):
        perform(thing=draft, action="submit", by=cast.clerk)


def test_a_step_that_asks_waits_for_every_answer(cast, monkeypatch):
    asked = [Question("a", "Một?"), Question("b", "Hai?")]
    row = replace(PAPER.transition("submit"), asks=(lambda thing, by: asked,))
    table = replace(PAPER, transitions=tuple(row if one.action == "submit" else one for one in PAPER.transitions))
    monkeypatch.setitem(_registry, "document", table)
    draft = cast.draft()
    for confirmed in ((), ("a",), ("b", "c")):
        with pytest.raises(Unconfirmed) as unconfirmed:
            perform(thing=draft, action="submit", by=cast.clerk, confirmed=confirmed)
        assert list(unconfirmed.value.questions) == asked
    assert str(unconfirmed.value) == "Trước khi chọn “Trình ký”, hãy xem và xác nhận 2 điểm còn nêu."
    done = perform(thing=draft, action="submit", by=cast.clerk, confirmed=("a", "b", "c"), data={"n": 1})
    assert (done.state, last_entry(draft).data) == ("submitted", {"n": 1, "confirmed": ["Một?", "Hai?"]})
    # No person is there to be asked.
    perform(thing=cast.draft(), action="submit", by=cast.clerk)
    assert last_entry(Document.objects.latest("pk")).data == {}


def test_options_are_what_state_and_roles_allow_in_the_tables_order(cast):
    draft = cast.draft()
    assert [option.transition.action for option in options(draft, cast.clerk)] == ["submit", "discard"]
    assert options(draft, cast.leader) == []
    assert options(draft, cast.outsider) == []


def test_an_option_that_a_guard_refuses_is_shown_with_its_reason(cast):
    draft = cast.draft()
    draft.body = ""
    submit, discard = options(draft, cast.clerk)
    assert (submit.allowed, submit.refusal) == (
        False,
        "Văn bản còn thiếu: nội dung. Hãy bổ sung trước khi trình.",
    )
    assert (discard.allowed, discard.refusal) == (True, None)


def test_an_automatic_step_is_no_option(cast):
    document = cast.draft()
    document.state = "issued"
    assert [option.transition.action for option in options(document, cast.leader)] == ["correct", "recall"]


def waiting(user) -> dict[str, list[Document]]:
    found = {entry.transition.action: list(entry.things) for entry in waiting_for(user) if entry.workflow is PAPER}
    return {action: things for action, things in found.items() if things}


def test_what_waits_for_whom(cast):
    draft = cast.draft()
    theirs = cast.draft(by=cast.justice_officer)
    submitted = perform(thing=cast.draft(), action="submit", by=cast.clerk)
    assert waiting(cast.clerk) == {"submit": [draft]}
    assert waiting(cast.leader) == {"sign": [submitted]}
    assert waiting(cast.justice_head) == {"submit": [theirs]}
    assert waiting(cast.outsider) == {}


def test_the_newest_waits_first(cast):
    first, second = cast.draft(), cast.draft()
    assert waiting(cast.clerk) == {"submit": [second, first]}


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_as_often_for_many_as_for_one(cast, django_assert_num_queries, count):
    for _ in range(count):
        cast.draft()
    clerk = User.objects.get(pk=cast.clerk.pk)
    with django_assert_num_queries(3):  # the roles; what to submit; what to issue
        assert len(waiting(clerk)["submit"]) == count


def test_the_log_of_one_thing_comes_oldest_first(cast):
    draft, other = cast.draft(), cast.draft()
    record(thing=draft, action="note", label="Ghi chú", by=cast.clerk)
    assert [entry.action for entry in LogEntry.objects.about(draft)] == ["create", "note"]
    assert [entry.action for entry in LogEntry.objects.about(other)] == ["create"]


def test_the_log_outlives_what_it_tells_of(cast):
    draft = cast.draft()
    Document.objects.all().delete()
    assert [entry.target_name for entry in LogEntry.objects.about(Document(pk=draft.pk))] == ["Kế hoạch …/KH-UBND"]


def test_a_thing_of_no_unit_is_logged_without_one(cast):
    draft = cast.draft()
    draft.owner_id = None
    assert record(thing=draft, action="note", label="Ghi chú", by=cast.clerk).unit_id == ""


@pytest.mark.both_databases
@pytest.mark.parametrize("how", ["save", "update"])
def test_the_log_is_written_once(cast, how):
    entry = last_entry(cast.draft())
    with pytest.raises(IntegrityError, match="log entries are written once"), transaction.atomic():
        if how == "save":
            entry.actor_name = "Người khác"
            entry.save()
        else:
            LogEntry.objects.filter(pk=entry.pk).update(actor_name="Người khác")
    entry.refresh_from_db()
    assert entry.actor_name == "Nguyễn Thị Mai"
