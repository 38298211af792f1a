"""Trả lời văn bản cấp trên: which item of a unit's plan answers which item of the plan above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models.item import PlanItem
from campaigns.models.plan import Plan
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class AnswerState(models.TextChoices):
    """How an item is answered. No row: chưa trả lời."""

    CONCRETE = "cu_the_hoa", "Cụ thể hóa"
    VERBATIM = "nguyen_van", "Nguyên văn"
    NOT_APPLICABLE = "khong_ap_dung", "Không áp dụng"
    #: A proposal that the drafter refused: the machine does not make it again.
    REFUSED = "bac_bo", "Chưa trả lời (đã bác đề xuất)"
    #: What answered it was taken out of the plan after a person had confirmed it.
    OPEN_AGAIN = "mo_lai", "Cần trả lời lại"


#: The states in which an item of the plan above is answered.
ANSWERED = (AnswerState.CONCRETE, AnswerState.VERBATIM, AnswerState.NOT_APPLICABLE)
#: The states in which an item of the plan answers.
BY_AN_ITEM = (AnswerState.CONCRETE, AnswerState.VERBATIM)


class ItemAnswerQuerySet(models.QuerySet["ItemAnswer"]):
    """Reading answers."""

    def visible_to(self, user: User) -> Self:
        """Answers in the plans that the user may see."""
        return self.filter(plan__in=Plan.objects.visible_to(user).values("pk"))

    def answering(self) -> Self:
        """Answers, proposed or confirmed: without what was refused and what is open again."""
        return self.filter(state__in=ANSWERED)

    def confirmed(self) -> Self:
        """What a person stands for."""
        return self.filter(decided_at__isnull=False)


class ItemAnswer(models.Model):
    """The answer of one plan to one item of the plan above; at most one for both.

    A row without ``decided_by`` is proposed by the machine. ``unit`` and ``parent_plan`` are those of the two plans,
    kept here for the board of all units. ``note`` says why a confirmed answer is open again, or
    has to be looked at again because its words were changed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="answers", verbose_name="kế hoạch")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="item_answers", verbose_name="đơn vị", editable=False)
    parent_plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="answered_by", verbose_name="văn bản cấp trên", editable=False
    )
    parent_item = models.ForeignKey(PlanItem, models.CASCADE, related_name="answers", verbose_name="mục cấp trên")
    child_item = models.ForeignKey(
        PlanItem, models.SET_NULL, null=True, blank=True, related_name="answering", verbose_name="mục trả lời"
    )
    state = models.CharField("trả lời", max_length=13, choices=AnswerState.choices)
    similarity = models.FloatField("độ giống", default=0)
    reason = models.CharField("lý do", max_length=500, blank=True)
    note = models.CharField("vì sao phải xem lại", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    decided_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    objects = ItemAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời mục cấp trên"
        verbose_name_plural = "trả lời mục cấp trên"
        constraints = [
            models.UniqueConstraint(fields=["plan", "parent_item"], name="item_answer_once"),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.NOT_APPLICABLE) | (~Q(reason="") & Q(decided_at__isnull=False)),
                name="item_not_applicable_for_a_reason",
                violation_error_message="Hãy ghi lý do vì sao mục này không áp dụng cho đơn vị.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BY_AN_ITEM) | Q(child_item__isnull=False), name="item_answered_by_an_item"
            ),
        ]
        indexes = [
            # The board reads all answers to one paper; both indexes hold every column that it shows.
            models.Index(fields=["parent_plan", "unit", "parent_item", "state"], name="answers_of_board"),
            models.Index(fields=["parent_item", "state"], name="answers_to_item"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_item}: {self.get_state_display()}"

    @property
    def is_answer(self) -> bool:
        """Whether the item above is answered, by proposal or by confirmation."""
        return self.state in ANSWERED

    @property
    def is_proposed(self) -> bool:
        """Whether the machine proposes it and nobody has looked yet."""
        return self.decided_at is None
