"""``docs/workflow.md`` says what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.models import RenderJob
from workflow import table
from workflow.diagram import HEADING, page
from workflow.table import State, Transition, Workflow


def is_ready(thing, by):
    """The thing is ready.

    Further lines are for developers.
    """


def is_bare(thing, by):
    return None


is_bare.__doc__ = None


def what_was_seen(thing, by):
    """What was seen."""
    return []


WORKFLOW = Workflow(
    "case",
    "Vụ việc",
    RenderJob,
    "unit",
    (State("open", "Mở"), State("closed", "Đóng")),
    (
        Transition(
            "close",
            "Đóng lại",
            ("open",),
            "closed",
            ("clerk",),
            (is_ready, is_bare),
            (what_was_seen,),
            needs_reason=True,
        ),
        Transition("reopen", "Mở lại", ("closed",), "open", ("clerk", "head")),
    ),
    {"clerk": "Thư ký", "head": "Trưởng"},
)

SECTION = """## Vụ việc (`case`)

```mermaid
stateDiagram-v2
    state "Mở" as open
    state "Đóng" as closed
    open --> closed: Đóng lại
    closed --> open: Mở lại
```

| step | from | to | who | refused by | asks first |
|---|---|---|---|---|---|
| Đóng lại (`close`) | Mở | Đóng | Thư ký | The thing is ready. is_bare A reason must be given. | What was seen. |
| Mở lại (`reopen`) | Đóng | Mở | Thư ký, Trưởng |  |  |
"""


def test_the_page_holds_diagram_and_steps(monkeypatch):
    monkeypatch.setattr(table, "_registry", {"case": WORKFLOW})
    assert page() == f"{HEADING}\n{SECTION}"


def test_the_page_in_docs_is_up_to_date():
    call_command("workflow_doc", check=True)


@pytest.fixture
def docs(settings, tmp_path) -> Path:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


def test_the_command_writes_the_page(docs):
    call_command("workflow_doc")
    assert (docs / "workflow.md").read_text(encoding="utf-8") == page()
    call_command("workflow_doc", check=True)


@pytest.mark.parametrize("text", [None, "old"])
def test_a_missing_or_old_page_is_an_error(docs, text):
    if text is not None:
        (docs / "workflow.md").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="docs/workflow.md đã cũ"):
        call_command("workflow_doc", check=True)
