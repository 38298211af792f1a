"""A text is saved while somebody judges what was read in it: neither writes over the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from campaigns.actions import answers
from campaigns.actions.answers import answer_item, confirm_answers
from campaigns.actions.judging import reject_reading, save_target
from campaigns.actions.targets import link_share, share_target
from campaigns.models import ItemAnswer, Obligation, PlanItem, Target, TargetShare
from campaigns.models.plan import PlanQuerySet
from tests.campaigns.chain import plan as drafted
from tests.cascade.papers import JUSTICE, answer, city_plan, edited
from tests.cast import CONTENT, Cast
from tests.threads import together
from workflow.engine import Refused

# So long the one who judges is given to get in between, where nothing stops them.
LONG_ENOUGH = 1.5


def at_once(monkeypatch, save: Callable[[], Any], judge: Callable[[], Any]) -> None:
    """Runs ``judge`` after ``save`` has read the stored answers and before it writes them."""
    has_read, has_judged = threading.Event(), threading.Event()
    known = answers.propose_links

    def slow(*asked: Any) -> Any:
        has_read.set()
        has_judged.wait(LONG_ENOUGH)
        return known(*asked)

    monkeypatch.setattr(answers, "propose_links", slow)

    def work(hand: int) -> Any:
        if hand == 0:
            return save()
        assert has_read.wait(30)
        try:
            return judge()
        finally:
            has_judged.set()

    for result in together(2, work):
        assert not isinstance(result, Exception), result


def stays_confirmed(monkeypatch) -> bool:
    """Whether an answer that is confirmed while the draft is being saved is confirmed in the end."""
    cast = Cast()
    draft, by = answer(cast, city_plan(cast)), cast.justice_officer
    first = ItemAnswer.objects.filter(plan=draft).earliest("pk")
    at_once(
        monkeypatch,
        lambda: edited(draft, JUSTICE.replace("20 cây", "30 cây"), by),
        lambda: confirm_answers(plan=draft, parent_items=[first.parent_item_id], by=by),
    )
    first.refresh_from_db()
    return first.decided_by == by


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_confirmed_while_the_text_is_saved_stays_confirmed(monkeypatch):
    assert stays_confirmed(monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_of_the_plan_it_is_lost(monkeypatch):
    if not connection.features.has_select_for_update:
        pytest.skip("this database has one writer at a time: nothing to defend against")
    monkeypatch.setattr(PlanQuerySet, "hold", lambda plans, pk: None)
    assert not stays_confirmed(monkeypatch)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_given_while_it_is_proposed_is_no_fault(monkeypatch):
    cast = Cast()
    parent, by = city_plan(cast), cast.justice_officer
    draft = answer(cast, parent, CONTENT.body)  # answers nothing yet
    assert not ItemAnswer.objects.filter(plan=draft).exists()
    above, below = parent.items.get(address="I.1"), PlanItem.objects.create(
        plan=draft, address="I.9", place="I.9", order=9, text="Nêu gương người tốt, việc tốt."
    )  # fmt: skip
    at_once(
        monkeypatch,
        lambda: edited(draft, f"{JUSTICE}\nI.9 Nêu gương người tốt, việc tốt.", by),
        lambda: _answered(draft, above, below, by),
    )
    assert ItemAnswer.objects.filter(plan=draft, parent_item=above).count() == 1


def _answered(draft, above, below, by) -> None:
    """An answer, or the sentence that the chosen item is gone: the text that was saved does not have it."""
    try:
        answer_item(plan=draft, parent_item=above, child_item=below, by=by)
    except Refused as refusal:
        assert str(refusal).startswith("Mục được chọn không còn trong kế hoạch.")


@pytest.mark.django_db
def test_what_went_with_a_saved_text_is_judged_no_more(cast):
    draft, by = drafted(cast.city, cast.clerk, None, CONTENT), cast.clerk
    item = PlanItem.objects.create(plan=draft, address="I", place="I", order=1, text="Phòng Tư pháp trồng 20 cây.")
    duty = Obligation.objects.create(item=item, read_key="a", unit_printed="Phòng Tư pháp", what="Trồng cây")
    aim = Target.objects.create(item=item, read_key="b", measure="Số cây", value=20)
    Obligation.objects.filter(pk=duty.pk).delete()
    Target.objects.filter(pk=aim.pk).delete()
    with pytest.raises(Refused, match="không còn trong đó"):
        reject_reading(row=duty, by=by)
    with pytest.raises(Refused, match="không còn trong đó"):
        save_target(item=item, by=by, measure="Số cây", value=20, unit="cây", direction="dat", row=aim)
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_a_share_that_was_taken_back_is_not_linked(cast):
    city = city_plan(cast)
    Target.objects.update(judgement="xac_nhan", judged_by=cast.clerk, judged_at=city.document.created_at)
    target = Target.objects.filter(item__plan=city).first()
    [share] = share_target(target=target, sharing="chia", values={cast.justice.pk: 3}, by=cast.clerk)
    share_target(target=target, sharing="chia", values={}, by=cast.clerk)
    with pytest.raises(Refused, match="Cấp trên vừa bỏ phần giao này"):
        link_share(share=share, own=None, by=cast.justice_officer)
    assert not TargetShare.objects.exists()
