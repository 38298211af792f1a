"""Answers to the plan above: proposed from the texts, decided by the drafter, open again when their item is gone."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.answers import answer_item, answer_not_applicable, confirm_answers, refuse_answer
from campaigns.actions.plan import choose_parent
from campaigns.models import ItemAnswer, Plan, PlanItem
from campaigns.queries.cascade import new_items
from tests.campaigns.chain import plan as drafted
from tests.cascade.papers import JUSTICE, answer, city_plan, edited
from tests.cast import CONTENT
from tests.clients import client_of
from workflow.engine import Refused

pytestmark = pytest.mark.django_db


def rows(plan: Plan) -> list[tuple[str, str | None, str, bool]]:
    """Address above, address below, state, whether the machine alone says so."""
    answers = ItemAnswer.objects.filter(plan=plan).select_related("parent_item", "child_item")
    return [
        (row.parent_item.address, row.child_item and row.child_item.address, row.state, row.is_proposed)
        for row in answers.order_by("parent_item__order")
    ]


def item(plan: Plan, address: str) -> PlanItem:
    return PlanItem.objects.get(plan=plan, address=address)


PROPOSED = [
    ("I.1", "I.1", "cu_the_hoa", True),
    ("II.1 gạch 1", "II gạch 1", "nguyen_van", True),
    ("II.1 gạch 2", "II gạch 2", "cu_the_hoa", True),
    ("II.2 gạch 2", "II gạch 3", "cu_the_hoa", True),
]


def test_answers_are_proposed_with_the_draft(cast):
    draft = answer(cast, city_plan(cast))
    assert rows(draft) == PROPOSED
    row = ItemAnswer.objects.filter(plan=draft).first()
    assert (row.unit, row.parent_plan) == (cast.justice, draft.parent)


def test_the_drafter_confirms_changes_and_says_not_applicable(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    assert confirm_answers(plan=draft, parent_items=[item(parent, "I.1").pk, item(parent, "III.1").pk], by=by) == 1
    answer_item(plan=draft, parent_item=item(parent, "II.1 gạch 3"), child_item=item(draft, "II gạch 4"), by=by)
    answer_not_applicable(plan=draft, parent_item=item(parent, "III.2"), reason=" Đã có kế hoạch. ", by=by)
    refuse_answer(plan=draft, parent_item=item(parent, "II.2 gạch 2"), by=by)
    decided = [row for row in rows(draft) if not row[3]]
    assert decided == [
        ("I.1", "I.1", "cu_the_hoa", False),
        ("II.1 gạch 3", "II gạch 4", "cu_the_hoa", False),
        ("II.2 gạch 2", None, "bac_bo", False),
        ("III.2", None, "khong_ap_dung", False),
    ]
    assert ItemAnswer.objects.filter(plan=draft).answering().count() == 5
    assert ItemAnswer.objects.get(parent_item__address="III.2").reason == "Đã có kế hoạch."


def test_what_was_decided_stays_when_the_text_changes_and_a_refused_proposal_does_not_come_back(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    refuse_answer(plan=draft, parent_item=item(parent, "I.1"), by=by)
    confirm_answers(plan=draft, parent_items=[item(parent, "II.1 gạch 2").pk], by=by)
    draft = edited(draft, JUSTICE.replace("trồng 20 cây", "trồng 30 cây"), by)
    assert rows(draft) == [
        ("I.1", None, "bac_bo", False),
        ("II.1 gạch 1", "II gạch 1", "nguyen_van", True),
        ("II.1 gạch 2", "II gạch 2", "cu_the_hoa", False),
        ("II.2 gạch 2", "II gạch 3", "cu_the_hoa", True),
    ]


def test_a_confirmed_answer_whose_item_is_taken_out_is_open_again_and_says_why(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    confirm_answers(plan=draft, parent_items=[item(parent, "II.1 gạch 2").pk], by=by)
    lines = [line for line in JUSTICE.split("\n") if "Công chức phụ trách" not in line]
    draft = edited(draft, "\n".join(lines), by)
    row = ItemAnswer.objects.get(plan=draft, parent_item__address="II.1 gạch 2")
    assert (row.state, row.child_item, row.decided_by) == ("mo_lai", None, None)
    assert row.note == "Mục II gạch 2 đã được xác nhận là câu trả lời, nay không còn trong kế hoạch."
    draft = edited(draft, "\n".join(lines).replace("trồng 20", "trồng 25"), by)  # what is open stays open
    assert ItemAnswer.objects.get(plan=draft, parent_item__address="II.1 gạch 2").note == row.note
    confirm_answers(plan=draft, parent_items=[row.parent_item_id], by=by)
    row.refresh_from_db()
    assert row.decided_at is None  # there is nothing to confirm


def test_proposals_follow_the_text(cast):
    draft = answer(cast, city_plan(cast))
    body = JUSTICE.replace("Công chức phụ trách kiểm tra, giám sát việc thực hiện chính sách khen thưởng", "Trồng hoa")
    draft = edited(draft, body, cast.justice_officer)
    assert [row[0] for row in rows(draft)] == ["I.1", "II.1 gạch 1", "II.2 gạch 2"]


def test_who_may_not_is_told_so(cast):
    parent = city_plan(cast)
    draft = answer(cast, parent)
    above, below = item(parent, "I.1"), item(draft, "I.1")
    sentence = "Chỉ người soạn của Phòng Tư pháp mới trả lời được văn bản cấp trên cho kế hoạch này."
    for by in (cast.clerk, cast.education_officer, cast.outsider):
        for act in (
            lambda by=by: confirm_answers(plan=draft, parent_items=[above.pk], by=by),
            lambda by=by: answer_item(plan=draft, parent_item=above, child_item=below, by=by),
            lambda by=by: answer_not_applicable(plan=draft, parent_item=above, reason="Không có", by=by),
            lambda by=by: refuse_answer(plan=draft, parent_item=above, by=by),
        ):
            with pytest.raises(Refused) as refusal:
                act()
            assert str(refusal.value) == sentence


def test_items_of_other_papers_and_empty_reasons_are_refused(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    with pytest.raises(Refused, match="không còn trong văn bản cấp trên"):
        answer_item(plan=draft, parent_item=item(draft, "I.1"), child_item=item(draft, "I.1"), by=by)
    with pytest.raises(Refused, match="không còn trong kế hoạch"):
        answer_item(plan=draft, parent_item=item(parent, "I.1"), child_item=item(parent, "I.1"), by=by)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        answer_not_applicable(plan=draft, parent_item=item(parent, "I.1"), reason="  ", by=by)


def test_the_database_itself_refuses_a_missing_reason_and_a_second_answer(cast):
    parent = city_plan(cast)
    draft = answer(cast, parent)
    values = {"plan": draft, "unit": cast.justice, "parent_plan": parent, "parent_item": item(parent, "III.1")}
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemAnswer.objects.create(**values, state="khong_ap_dung")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemAnswer.objects.create(**values, state="cu_the_hoa")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemAnswer.objects.create(**(values | {"parent_item": item(parent, "I.1")}), state="bac_bo")


def test_nobody_beside_sees_the_answers_of_a_draft(cast):
    draft = answer(cast, city_plan(cast))
    seen = {
        user.username: ItemAnswer.objects.visible_to(user).filter(plan=draft).count()
        for user in (cast.justice_officer, cast.clerk, cast.education_officer, cast.outsider)
    }
    assert seen == {"tuphap": 4, "chuyenvien": 4, "giaoduc": 0, "nguoingoai": 0}


def test_a_draft_that_is_put_under_a_paper_gets_proposals_at_once(cast):
    draft = drafted(cast.justice, cast.justice_officer, None, dataclasses.replace(CONTENT, body=JUSTICE))
    choose_parent(plan=draft, parent=city_plan(cast), by=cast.justice_officer)
    assert rows(draft) == PROPOSED


def test_what_was_proposed_for_another_paper_above_goes_and_what_was_decided_counts_only_there(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    confirm_answers(plan=draft, parent_items=[item(parent, "I.1").pk], by=by)
    draft = choose_parent(plan=draft, parent=None, by=by)
    assert rows(draft) == [("I.1", "I.1", "cu_the_hoa", False)]
    other = city_plan(cast, "I. NỘI DUNG\n- Xây dựng nhà văn hóa, sân thể thao ở từng khu phố trong năm nay./.")
    draft = choose_parent(plan=draft, parent=other, by=by)
    assert {one.address for one in new_items(draft)} == {one.address for one in PlanItem.objects.filter(plan=draft)}
    draft = choose_parent(plan=draft, parent=parent, by=by)
    assert rows(draft) == [("I.1", "I.1", "cu_the_hoa", False), *PROPOSED[1:]]


COPIED = "Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên địa bàn thành phố."
OWN = (
    "Phát hiện, bồi dưỡng, nhân rộng ba điển hình tiên tiến của Phòng, đăng bài trên trang tin, gửi Phòng Văn hóa "
    "trước ngày 30/9/2024."
)


def test_what_nobody_confirmed_is_concretised_once_it_is_rewritten(cast):
    draft = answer(cast, city_plan(cast))
    assert ("II.1 gạch 1", "II gạch 1", "nguyen_van", True) in rows(draft)
    draft = edited(draft, JUSTICE.replace(COPIED, OWN), cast.justice_officer)
    assert ("II.1 gạch 1", "II gạch 1", "cu_the_hoa", True) in rows(draft)
    assert ItemAnswer.objects.exclude(note="").count() == 0


def test_what_was_confirmed_as_copied_is_flagged_once_it_is_rewritten(cast):
    parent = city_plan(cast)
    draft, by = answer(cast, parent), cast.justice_officer
    above = item(parent, "II.1 gạch 1")
    confirm_answers(plan=draft, parent_items=[above.pk], by=by)
    draft = edited(draft, JUSTICE.replace(COPIED, OWN), by)
    row = ItemAnswer.objects.get(plan=draft, parent_item=above)
    now = round(row.similarity * 100)
    assert (row.state, row.is_proposed, now < 90) == ("nguyen_van", False, True)
    assert row.note == f"Đã xác nhận là nguyên văn, nhưng chữ đã đổi sau đó: nay giống {now}%. Hãy xem lại."
    page = client_of(by).get(f"/ke-hoach/{draft.pk}/tra-loi/?loc=xem-lai")
    assert [shown.item for shown in page.context["rows"]] == [above]
    assert row.note in page.content.decode()
    # Who looks again and confirms takes the flag off; who writes the old words back needs not to.
    back = edited(draft, JUSTICE, by)
    assert ItemAnswer.objects.get(pk=row.pk).note == ""
    draft = edited(back, JUSTICE.replace(COPIED, OWN), by)
    decided = answer_item(plan=draft, parent_item=above, child_item=item(draft, "II gạch 1"), by=by)
    assert (decided.state, decided.note) == ("cu_the_hoa", "")
