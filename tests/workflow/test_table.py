"""The table refuses to be wrong, and answers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from documents.models import Document, RenderJob
from documents.workflow import PAPER
from workflow import table
from workflow.table import State, Transition, Workflow, register, registered, workflow_of

STATES = (State("open", "Mở"), State("closed", "Đóng"))
CLOSE = Transition("close", "Đóng lại", ("open",), "closed", ("clerk",))


def make(states=STATES, transitions=(CLOSE,), code="case", model=RenderJob) -> Workflow:
    return Workflow(code, "Vụ việc", model, "unit", states, transitions, {"clerk": "Thư ký"})


@pytest.fixture
def empty_registry(monkeypatch):
    monkeypatch.setattr(table, "_registry", {})


def test_a_right_table_answers():
    workflow = make()
    assert workflow.state("open") == STATES[0]
    assert workflow.transition("close") == CLOSE
    assert workflow.unit_id(SimpleNamespace(unit_id=7)) == 7
    assert workflow.choices() == [("open", "Mở"), ("closed", "Đóng")]


def test_unknown_codes_are_errors():
    with pytest.raises(KeyError, match="lost"):
        make().state("lost")
    with pytest.raises(KeyError, match="lose"):
        make().transition("lose")


@pytest.mark.parametrize(
    ("states", "transitions"),
    [
        ((*STATES, State("open", "Lại mở")), (CLOSE,)),
        (STATES, (CLOSE, CLOSE)),
        (STATES, (Transition("lose", "Mất", ("open",), "lost", ("clerk",)),)),
        (STATES, (Transition("lose", "Mất", ("lost",), "closed", ("clerk",)),)),
        (STATES, (Transition("close", "Đóng lại", (), "closed", ("clerk",)),)),
        (STATES, (Transition("close", "Đóng lại", ("open",), "closed", ()),)),
        (STATES, (Transition("close", "Đóng lại", ("open",), "closed", ("stranger",)),)),
    ],
    ids=["state twice", "action twice", "unknown target", "unknown source", "no source", "nobody", "nameless role"],
)
def test_a_wrong_table_is_refused(states, transitions):
    with pytest.raises(ValueError, match="^case"):
        make(states, transitions)


def test_registered_tables_come_by_code(empty_registry):
    second, first = register(make(code="b")), register(make(code="a", model=Document))
    assert list(registered()) == [first, second]


@pytest.mark.parametrize("again", [{"code": "case", "model": Document}, {"code": "other"}])
def test_a_table_is_registered_once(empty_registry, again):
    register(make())
    with pytest.raises(ValueError, match="is registered already"):
        register(make(**again))


def test_the_table_of_a_model_and_of_its_instance():
    assert workflow_of(Document) is PAPER
    assert workflow_of(Document()) is PAPER


def test_a_model_without_a_table():
    with pytest.raises(LookupError, match="RenderJob has no workflow"):
        workflow_of(RenderJob)
