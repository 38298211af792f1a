"""What the pages of exemplars read: which office approves, cards with their pictures, figures of a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from campaigns.models import Campaign, Exemplar, ExemplarPhoto, ModelAdoption
from campaigns.models.adoption import AdoptionState
from campaigns.models.exemplar import ExemplarState
from organizations.models import Role, RoleAssignment, Unit, User
from organizations.models.unit import ids_on


def office_for(unit: Unit) -> Unit:
    """The office that approves what the unit proposes: the nearest one from the unit upwards that has a standing
    officer (chuyên viên thường trực) today; without any the unit directly above, at the top the unit itself."""
    way_up = ids_on(unit.path)[::-1]
    staffed = set(
        RoleAssignment.objects.as_of(timezone.localdate())
        .filter(unit__in=way_up, role=Role.STANDING_OFFICER, user__is_active=True)
        .values_list("unit", flat=True)
    )
    wanted = next((pk for pk in way_up if pk in staffed), way_up[1] if len(way_up) > 1 else unit.pk)
    return unit if wanted == unit.pk else Unit.objects.get(pk=wanted)


def add_covers(exemplars: Iterable[Exemplar]) -> None:
    """Sets ``cover`` on each: its first picture, or None; one query."""
    exemplars = list(exemplars)
    covers: dict[int, ExemplarPhoto] = {}
    for photo in ExemplarPhoto.objects.filter(exemplar__in=[one.pk for one in exemplars]):
        covers.setdefault(photo.exemplar_id, photo)
    for one in exemplars:
        one.cover = covers.get(one.pk)  # type: ignore[attr-defined]


def add_adopters(exemplars: Iterable[Exemplar], user: User | None) -> None:
    """Sets ``adopters`` on each: how many units adopt it, as far as the user sees; nobody sees the confirmed ones."""
    exemplars = list(exemplars)
    seen = ModelAdoption.objects.visible_to(user) if user else ModelAdoption.objects.filter(state="confirmed")
    rows = seen.exclude(state=AdoptionState.STOPPED).filter(exemplar__in=[one.pk for one in exemplars])
    counted = dict(rows.order_by().values("exemplar").annotate(n=Count("pk")).values_list("exemplar", "n"))
    for one in exemplars:
        one.adopters = counted.get(one.pk, 0)  # type: ignore[attr-defined]


def campaigns_for(user: User, unit: Unit, year: int | None = None) -> QuerySet[Campaign]:
    """Movements that an exemplar of the unit may come from: of its own and of those above it."""
    found = Campaign.objects.visible_to(user).filter(host__in=ids_on(unit.path))
    return found.filter(year=year) if year else found


@dataclass(slots=True)
class Tally:
    """How many of each kind; ``counts`` by code of the kind."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.counts.values())

    def row(self) -> list[int]:
        """The counts in the order of the kinds."""
        return [self.counts.get(kind, 0) for kind in Exemplar.Kind.values]


@dataclass(slots=True)
class YearFigures:
    """The statistic of one year: approved exemplars by movement and by unit, and how models spread."""

    year: int
    whole: Tally
    public: int
    by_movement: list[Tally]
    by_unit: list[Tally]
    models: Sequence[Exemplar]
    adoptions: int
    confirmed: int
    reached: list[tuple[str, int]]


def figures_of_year(user: User, year: int) -> YearFigures:
    """Approved exemplars of the year that the user sees, and the adoptions (as far as seen) of models of any year that
    began in it; a fixed number of queries."""
    approved = Exemplar.objects.visible_to(user).filter(year=year, state=ExemplarState.APPROVED)
    rows = list(
        approved.order_by("unit__protocol_order", "unit__short_name").values_list(
            "kind", "campaign__name", "movement", "unit__short_name", "visibility"
        )
    )
    whole, by_movement, by_unit = Tally("Tất cả"), dict[str, Tally](), dict[str, Tally]()
    for kind, campaign, movement, unit, _ in rows:
        name = campaign or movement or "Không ghi phong trào"
        for tally in (
            whole,
            by_movement.setdefault(name, Tally(name)),
            by_unit.setdefault(unit, Tally(unit)),
        ):
            tally.counts[kind] = tally.counts.get(kind, 0) + 1
    adopted = ModelAdoption.objects.visible_to(user).filter(since__year=year).exclude(state=AdoptionState.STOPPED)
    confirmed = adopted.filter(state=AdoptionState.CONFIRMED)
    models = list(
        Exemplar.objects.visible_to(user)
        .filter(adoptions__in=adopted.values("pk"))
        .for_list()
        .annotate(
            units=Count("adoptions", filter=Q(adoptions__in=adopted.values("pk"))),
            sure=Count("adoptions", filter=Q(adoptions__in=confirmed.values("pk"))),
        )
        .order_by("-units", "name", "pk")[:50]
    )
    sums = confirmed.exclude(quantity=None).order_by().values("quantity_unit").annotate(n=Sum("quantity"))
    return YearFigures(
        year=year,
        whole=whole,
        public=sum(visibility == Exemplar.Visibility.PUBLIC for *_, visibility in rows),
        by_movement=sorted(by_movement.values(), key=lambda tally: (-tally.total, tally.name)),
        by_unit=list(by_unit.values()),
        models=models,
        adoptions=adopted.count(),
        confirmed=confirmed.count(),
        reached=sorted((row["quantity_unit"], row["n"]) for row in sums),
    )
