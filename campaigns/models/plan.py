"""The chain: which paper carries out which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from campaigns.models.campaign import Campaign
from documents.models import Document
from documents.models.document import ROW_FIELDS, State
from organizations.models.unit import ids_on

if TYPE_CHECKING:
    from organizations.models import User


IN_FORCE = (State.ISSUED, State.RECEIVED)
_SHOWN = (*ROW_FIELDS, "owner__short_name", "owner__protocol_order")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Reading the chain."""

    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans whose paper the user may see."""
        return self.filter(document__in=Document.objects.visible_to(user))

    def for_tree(self) -> PlanQuerySet:
        """What the tree shows, parents before their children."""
        return (
            self.select_related("document__owner")
            .only("year", "path", "depth", "parent", "campaign", *(f"document__{name}" for name in _SHOWN))
            .order_by("depth", "document__owner__protocol_order", "document__created_at", "pk")
        )

    def hold(self, pk: int) -> None:
        """Locks a plan's row until the transaction ends.

        Whoever writes items, readings or answers does this first: a text is saved while others judge what was read in
        it, and neither may write over the other. Rows that refer to the plan may be written by others meanwhile.
        """
        list(self.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))

    def above(self, plan: Plan) -> PlanQuerySet:
        """Papers in force that this one can carry out: of its year, of its unit and those above, none from below it."""
        units = ids_on(plan.document.owner.path)
        found = self.filter(year=plan.year, document__owner__in=units, document__state__in=IN_FORCE)
        return found.exclude(path__startswith=plan.path)


class Plan(models.Model):
    """A paper's place in the chain: the directive (chỉ thị) that launches, or a plan that carries one out.

    The tree has any depth. ``path`` ("/1/4/") is the way from the root; the tree is read in one query.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="plan", verbose_name="văn bản")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="phong trào"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thực hiện văn bản"
    )
    year = models.PositiveSmallIntegerField("năm thi đua", db_index=True)
    path = models.CharField("đường dẫn", max_length=1000, blank=True, editable=False, db_index=True)
    depth = models.PositiveSmallIntegerField("bậc", default=0, editable=False)
    # Of which text the items are kept, and between which texts answers were proposed.
    items_key = models.CharField("dấu của văn bản đã tách mục", max_length=64, blank=True, editable=False)
    answers_key = models.CharField("dấu của lần đề xuất trả lời", max_length=64, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("plan_detail", args=[self.pk])

    @property
    def root_id(self) -> int:
        """Primary key of the plan at the top of its tree."""
        return ids_on(self.path)[0]

    # What the checker of drafts asks for; it knows no more of the chain.

    @property
    def paper_above_id(self) -> int | None:
        """Primary key of the paper that this one carries out."""
        return self.parent.document_id if self.parent else None

    def misses_paper_above(self, user: User) -> bool:
        """Whether it stands at the top although papers from above, which it could carry out, are in the register.

        Another plan of the same unit is no such paper: beside it there may well be a second.
        """
        if self.parent_id:
            return False
        own = {"document__owner": self.document.owner_id, "document__state": State.ISSUED}
        return Plan.objects.visible_to(user).above(self).exclude(**own).exists()

    @property
    def parent_address(self) -> str:
        """Where the paper above is chosen."""
        return reverse("plan_parent", args=[self.pk])
