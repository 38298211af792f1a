"""``perform()``: the only writer of ``state``; and the two readings of the table, ``options`` and ``waiting_for``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from workflow.models import LogEntry
from workflow.table import Actor, Question, Transition, Workflow, registered, workflow_of


class Refused(Exception):
    """The table or a guard refuses the action; ``str()`` is a sentence for the user."""


class Unconfirmed(Refused):
    """The step can be taken, but its ``questions`` have to be confirmed first. Nothing was changed."""

    def __init__(self, label: str, questions: tuple[Question, ...]) -> None:
        super().__init__(f"Trước khi chọn “{label}”, hãy xem và xác nhận {len(questions)} điểm còn nêu.")
        self.questions = questions


@dataclass(frozen=True, slots=True)
class Option:
    """One step that the state allows and the user's roles cover; ``refusal`` is why it cannot be taken now."""

    transition: Transition
    refusal: str | None

    @property
    def allowed(self) -> bool:
        """Whether the step can be taken now."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things of one workflow that wait for a user at one step."""

    workflow: Workflow
    transition: Transition
    things: models.QuerySet[Any]


def perform(
    *,
    thing: models.Model,
    action: str,
    by: Actor,
    reason: str = "",
    data: dict[str, Any] | None = None,
    change: Callable[[Any], None] | None = None,
    confirmed: Collection[str] | None = None,
) -> Any:
    """Takes one step and writes the log, in one transaction, with the thing's row locked.

    Args:
        thing: an instance whose model has a workflow; it is read again under the lock.
        action: code of the step.
        by: who takes it.
        reason: why; required where the table says so.
        data: more facts for the log (JSON).
        change: sets further fields of the locked thing, which are saved with its new state in one statement;
            it runs after every check and may itself raise ``Refused``.
        confirmed: keys of the questions that a person has confirmed, which the log keeps; None when no person is
            there to be asked (an import, the demo year).

    Returns:
        The thing as locked, in its new state.

    Raises:
        Refused: with the sentence to show. Nothing was changed. Unconfirmed: questions of the step are open.
    """
    workflow = workflow_of(thing)
    row = workflow.transition(action)
    with transaction.atomic():
        locked = _lock(workflow, thing)
        if refusal := _refusal(workflow, row, locked, by):
            raise Refused(refusal)
        if row.needs_reason and not reason.strip():
            raise Refused(f"Hãy ghi lý do trước khi chọn “{row.label}”.")
        asked = _asked(row, locked, by) if confirmed is not None else ()
        if not {question.key for question in asked} <= set(confirmed or ()):
            raise Unconfirmed(row.label, asked)
        if asked:
            data = {**(data or {}), "confirmed": [question.sentence for question in asked]}
        source = locked.state
        locked.state = row.target
        if change is not None:
            change(locked)
        locked.save(update_fields=None if change else ["state"])
        record(
            thing=locked,
            action=action,
            label=row.label,
            by=by,
            source=source,
            target=row.target,
            reason=reason,
            data={**(data or {}), **_instead_of(by, row, workflow.unit_id(locked, row))},
        )
        return locked


def record(
    *,
    thing: models.Model,
    action: str,
    label: str,
    by: Actor,
    source: str = "",
    target: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
    unit_id: int | None = None,
) -> LogEntry:
    """Writes one row of the log; also for events that change no state (created, edited).

    Args:
        thing: what it happened to; ``label``: the event's name on screen; ``by``: who did it;
        ``source``, ``target``: state codes, "" when the state stays; ``data``: more facts (JSON);
        ``unit_id``: of things without a workflow (units, people, roles); a workflow names the unit itself.
    """
    if unit_id is None:
        unit_id = workflow_of(thing).unit_id(thing)
    return LogEntry.objects.create(
        target_type=thing._meta.label_lower,
        target_id=str(thing.pk),
        target_name=str(thing)[:300],
        action=action,
        label=label,
        source=source,
        target=target,
        actor_id=str(by.pk),
        actor_name=str(by)[:150],
        unit_id="" if unit_id is None else str(unit_id),
        reason=reason.strip(),
        data=data or {},
    )


def options(thing: models.Model, by: Actor) -> list[Option]:
    """The steps for which the thing's state is right and ``by`` holds a role, in the table's order.

    A step that a guard refuses is listed with the sentence: the button is shown, disabled, with its reason.
    """
    workflow = workflow_of(thing)
    state = thing.state  # type: ignore[attr-defined]
    return [
        Option(row, _first_refusal(row, thing, by))
        for row in workflow.transitions
        if not row.automatic and state in row.source and by.holds(row.roles, workflow.unit_id(thing, row))
    ]


def waiting_for(by: Actor) -> list[Waiting]:
    """What waits for a user: per workflow and step, the things in units where the user holds the step's role.

    Guards are not asked: they need the single thing. The query is lazy; one per step.
    """
    held: dict[str, set[int]] = {}
    for role, unit_id in by.roles_held():
        held.setdefault(role, set()).add(unit_id)
    found = []
    for workflow in registered():
        for row in workflow.transitions:
            units = set().union(*(held.get(role, set()) for role in row.roles))
            if row.waits and units:
                things = workflow.model._default_manager.filter(
                    **{"state__in": row.source, f"{workflow.unit_field(row)}_id__in": sorted(units)}
                ).order_by("-pk")
                found.append(Waiting(workflow, row, things))
    return found


def _lock(workflow: Workflow, thing: models.Model) -> Any:
    locked = workflow.model._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).first()
    if locked is None:
        raise Refused("Mục này không còn nữa. Hãy tải lại danh sách.")
    return locked


def _instead_of(by: Actor, row: Transition, unit_id: int | None) -> dict[str, str]:
    """For whom the step was taken, when the actor only stands in for somebody there (người thay)."""
    stands_in_for = getattr(by, "stands_in_for", None)
    name = stands_in_for(row.roles, unit_id) if stands_in_for else ""
    return {"stands_in_for": name} if name else {}


def _refusal(workflow: Workflow, row: Transition, thing: Any, by: Actor) -> str | None:
    if not by.holds(row.roles, workflow.unit_id(thing, row)):
        names = ", ".join(workflow.role_names[role] for role in row.roles)
        return f"Bạn không có quyền “{row.label}” tại đơn vị này. Việc này thuộc: {names}."
    if thing.state not in row.source:
        now = workflow.state(thing.state).name
        return f"Không thể “{row.label}”: hiện ở trạng thái “{now}”. Có thể người khác vừa xử lý; hãy tải lại trang."
    return _first_refusal(row, thing, by)


def _asked(row: Transition, thing: Any, by: Actor) -> tuple[Question, ...]:
    return tuple(question for ask in row.asks for question in ask(thing, by))


def _first_refusal(row: Transition, thing: Any, by: Actor) -> str | None:
    return next((sentence for guard in row.guards if (sentence := guard(thing, by))), None)
