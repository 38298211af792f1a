"""A workflow as data: which action leads from where to where, who may take it, and what can refuse it.

The table is the only place that knows. Buttons, the inbox, the diagram in ``docs/workflow.md`` and
``perform()`` all read it (ADR 0003).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import models


class Actor(Protocol):
    """What the engine needs to know of a user; ``organizations.User`` is one."""

    pk: Any

    def holds(self, roles: Collection[str], unit_id: int | None, on: date | None = None) -> bool:
        """Whether one of ``roles`` is held in exactly that unit on the day (default: today)."""

    def roles_held(self, on: date | None = None) -> Iterable[tuple[str, int]]:
        """Pairs of role and unit id held on the day (default: today)."""


# A guard is asked about the thing and the actor: None when it has nothing against the step, else the refusal.
Guard = Callable[[Any, Any], str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must have seen before a step: ``key`` is the same as long as it is the same question."""

    key: str
    sentence: str


# Asked about the thing and the actor like a guard, when the step is taken; none when there is nothing to ask.
Asker = Callable[[Any, Any], Sequence[Question]]


@dataclass(frozen=True, slots=True)
class State:
    """One state: its stored code, its name on screen, and what kind of colour and shape it is drawn with."""

    code: str
    name: str
    tone: str = "secondary"
    final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    ``label`` stands on the button; ``roles`` are held in the thing's unit (``Workflow.unit``);
    ``waits`` marks the steps that somebody is waiting for, which fill "Việc của tôi";
    ``confirm`` is the question asked before a step that cannot be undone; ``asks`` are questions that depend on the
    thing, each to be confirmed; an ``automatic`` step follows from another one and has no button; ``at`` names
    another field of the thing whose unit the roles are held in (an office that accepts what a unit sent).
    """

    action: str
    label: str
    source: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    guards: tuple[Guard, ...] = ()
    asks: tuple[Asker, ...] = ()
    needs_reason: bool = False
    waits: bool = False
    confirm: str = ""
    tone: str = "primary"
    automatic: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """The table of one model.

    ``model`` has a ``state`` field; ``unit`` names its field (a foreign key) whose unit the roles are held in.
    """

    code: str
    name: str
    model: type[models.Model]
    unit: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    role_names: dict[str, str]

    def __post_init__(self) -> None:
        codes = [state.code for state in self.states]
        actions = [row.action for row in self.transitions]
        if len(set(codes)) != len(codes) or len(set(actions)) != len(actions):
            raise ValueError(f"{self.code}: a state or an action stands twice")
        for row in self.transitions:
            unknown = {*row.source, row.target} - set(codes)
            if unknown or not row.source or not row.roles:
                raise ValueError(f"{self.code}.{row.action}: unknown state {unknown} or nobody who may take it")
            if missing := set(row.roles) - set(self.role_names):
                raise ValueError(f"{self.code}.{row.action}: role without a name: {missing}")

    def state(self, code: str) -> State:
        """The state with that code; KeyError when the table has none."""
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(code)

    def transition(self, action: str) -> Transition:
        """The row of that action; KeyError when the table has none."""
        for row in self.transitions:
            if row.action == action:
                return row
        raise KeyError(action)

    def unit_id(self, thing: models.Model, row: Transition | None = None) -> int | None:
        """Primary key of the unit whose roles count for ``thing``, at the step ``row`` if one is given."""
        unit_id: int | None = getattr(thing, f"{self.unit_field(row)}_id")
        return unit_id

    def unit_field(self, row: Transition | None = None) -> str:
        """Name of the field with the unit whose roles count, at the step ``row`` if one is given."""
        return row.at if row and row.at else self.unit

    def choices(self) -> list[tuple[str, str]]:
        """Codes and names for a form field."""
        return [(state.code, state.name) for state in self.states]


_registry: dict[str, Workflow] = {}


def register(workflow: Workflow) -> Workflow:
    """Makes the table known to the inbox and to the documentation; returns it.

    Raises:
        ValueError: another table has the code or the model already.
    """
    if workflow.code in _registry or any(workflow.model is known.model for known in _registry.values()):
        raise ValueError(f"workflow {workflow.code} is registered already")
    _registry[workflow.code] = workflow
    return workflow


def registered() -> Iterator[Workflow]:
    """All tables, by code."""
    yield from (_registry[code] for code in sorted(_registry))


def workflow_of(thing: models.Model | type[models.Model]) -> Workflow:
    """The table of a model or of its instance.

    Raises:
        LookupError: the model has no table.
    """
    model = thing if isinstance(thing, type) else type(thing)
    for workflow in _registry.values():
        if issubclass(model, workflow.model):
            return workflow
    raise LookupError(f"{model.__name__} has no workflow")
