"""Uploads that nobody made a paper of: cleaned up in time, and never from under somebody who is saving."""

from __future__ import annotations

import threading
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from documents import jobs
from documents.actions import upload
from documents.actions.receive import register_received
from documents.actions.upload import KEPT, attach_source, hold, remove_abandoned, store_upload
from documents.models import Document, StoredFile
from tests.cast import CONTENT, Cast
from workflow.engine import Refused

GONE = "^Tệp này đã bị xóa vì chờ quá 2 ngày mà chưa được lưu thành văn bản. Hãy tải tệp lên lại.$"


def uploaded(cast: Cast, age: timedelta = KEPT + timedelta(minutes=1)) -> StoredFile:
    """An upload of that age."""
    file = store_upload(name="goc.txt", data=b"goc", by=cast.clerk)
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=timezone.now() - age)
    return file


def received(cast: Cast, file: StoredFile) -> Document:
    return register_received(
        owner=cast.city, kind="CT", number="01", symbol="CT-UBND", on=date(2024, 1, 3), issuer_printed="UBND tỉnh",
        content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(), source_file=file,
    )  # fmt: skip


def kept() -> list[str]:
    """Names of the uploads on the disk."""
    return [path.name for path in Path(settings.FILES_DIR).glob("uploads/*/*")]


def test_row_and_file_of_an_abandoned_upload_go_together(cast):
    uploaded(cast), uploaded(cast)
    fresh = uploaded(cast, KEPT - timedelta(minutes=1))
    assert remove_abandoned() == 2
    assert StoredFile.objects.get() == fresh
    assert kept() == [fresh.path.name]


def test_what_papers_were_read_from_stays(cast):
    sources = [uploaded(cast), uploaded(cast)]
    received(cast, sources[0])
    attach_source(document=cast.draft(), file=sources[1], by=cast.clerk)
    assert remove_abandoned() == 0
    assert sorted(kept()) == sorted(file.path.name for file in sources)


def test_with_nothing_to_do_it_only_reads(cast, django_assert_num_queries):
    uploaded(cast, timedelta())
    with django_assert_num_queries(1) as asked:
        remove_abandoned()
    assert asked.captured_queries[0]["sql"].startswith("SELECT")


def test_the_clock_starts_it(cast):
    uploaded(cast)
    jobs.tidy_files.apply(throw=True)
    assert kept() == []


def test_a_file_that_is_gone_already_is_no_error(cast):
    uploaded(cast).path.unlink()
    assert remove_abandoned() == 1
    assert not StoredFile.objects.exists()


def test_a_file_that_cannot_be_deleted_is_noted_and_the_others_go(cast, monkeypatch, caplog):
    stuck, other = uploaded(cast), uploaded(cast)
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == stuck.path:
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    assert remove_abandoned() == 2
    assert [record.getMessage() for record in caplog.records] == [f"the file of a deleted upload stays: {stuck.path}"]
    assert (stuck.path.exists(), other.path.exists()) == (True, False)


@pytest.mark.parametrize("who", ["leader", "outsider"])
def test_who_may_not_write_the_draft_attaches_nothing(cast, who):
    draft = cast.draft()
    with pytest.raises(Refused, match="^Chỉ gắn tệp gốc được vào bản thảo của đơn vị mình.$"):
        attach_source(document=draft, file=uploaded(cast), by=getattr(cast, who))
    assert Document.objects.get().source_file is None


def test_who_saves_too_late_is_asked_to_upload_again(cast):
    file, draft = uploaded(cast), cast.draft()
    remove_abandoned()
    with pytest.raises(Refused, match=GONE):
        received(cast, file)
    with pytest.raises(Refused, match=GONE):
        attach_source(document=draft, file=file, by=cast.clerk)
    assert Document.objects.get() == draft
    draft.refresh_from_db()
    assert draft.source_file is None


def test_a_paper_saved_after_the_list_was_made_keeps_its_file(cast, monkeypatch):
    file = uploaded(cast)
    real = upload._remove

    def overtaken(key: uuid.UUID) -> bool:
        received(cast, file)
        return real(key)

    monkeypatch.setattr(upload, "_remove", overtaken)
    assert remove_abandoned() == 0
    assert kept() == [file.path.name]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_being_saved_is_left_alone():
    cast = Cast()
    file = uploaded(cast)
    removed: list[object] = []
    with transaction.atomic():
        document = received(cast, file)
        sweeper = threading.Thread(target=lambda: removed.append(_from_another_connection()))
        sweeper.start()
        # PostgreSQL passes the locked row by; SQLite, whose writers wait for each other, looks at it afterwards.
        if connection.vendor == "postgresql":
            sweeper.join(30)
            assert removed == [0]
    sweeper.join(30)
    assert removed == [0]
    assert (Document.objects.get(pk=document.pk).source_file, kept()) == (file, [file.path.name])


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_who_saves_while_it_is_being_deleted_waits_and_is_told():
    cast = Cast()
    file = uploaded(cast)
    holding, answers = threading.Event(), []

    def save_late() -> None:
        try:
            holding.wait(30)
            answers.append(received(cast, file))
        except Refused as refusal:
            answers.append(str(refusal))
        finally:
            connections.close_all()

    saver = threading.Thread(target=save_late)
    saver.start()
    with transaction.atomic():
        hold(file)
        holding.set()
        saver.join(0.5)
        assert answers == []
        assert remove_abandoned() == 1
    saver.join(30)
    assert [answer.startswith("Tệp này đã bị xóa") for answer in answers] == [True]
    assert not Document.objects.exists()


def _from_another_connection() -> int:
    try:
        return remove_abandoned()
    finally:
        connections.close_all()
