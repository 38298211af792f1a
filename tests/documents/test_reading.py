"""Files that are read by the workers: what comes of them, mishaps, and files that try to break the reader."""

from __future__ import annotations

import os
import signal
import threading
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from documents import queue, tasks
from documents.actions.reading import GIVEN_UP, Incoming, begin_batch, retry_reading
from documents.actions.upload import KEPT, remove_abandoned
from documents.forms.content import MAX_BODY
from documents.models import ReadingBatch, ReadingItem, StoredFile
from documents.models.reading import LONGEST_IMPORT, MOST_RETRIES
from documents.sandbox.process import Ended, Limits
from documents.sandbox.reading import Reader, ReaderLost, ReadFile
from documents.text.reading import ReadingError
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.reading import read_all
from tests.threads import together
from tests.world_writing import PLAN
from workflow.engine import Refused
from workflow.queue import ATTEMPTS

State = ReadingItem.State


def incoming(name: str = "ke-hoach.txt", text: str = PLAN, refusal: str = "") -> Incoming:
    data = text.encode()
    return Incoming(name, len(data), data, refusal)


def begun(cast, *files: Incoming) -> list[ReadingItem]:
    batch = begin_batch(unit=cast.city, files=files or [incoming()], by=cast.clerk, creation_key=uuid.uuid4())
    return list(batch.items.order_by("position"))


def reread(item: ReadingItem) -> ReadingItem:
    return ReadingItem.objects.get(pk=item.pk)


@pytest.fixture
def reader(monkeypatch):
    """The reader of this test alone: no process left behind."""
    with Reader() as reader:
        monkeypatch.setattr(tasks, "reader", lambda: reader)
        yield reader


def reader_that(monkeypatch, raises: Exception) -> None:
    class Broken:
        def read(self, name, data, *, longest, on_tick):
            raise raises

    monkeypatch.setattr(tasks, "reader", Broken)


class TestBegin:
    def test_files_are_kept_and_their_reading_ordered(self, cast, monkeypatch, django_capture_on_commit_callbacks):
        woken = []
        monkeypatch.setattr(queue.readings, "wake", lambda item_id: woken.append(item_id) or True)
        with django_capture_on_commit_callbacks(execute=True):
            first, bad = begun(cast, incoming(), incoming("b.exe", refusal="Không đọc được."))
        assert (first.state, first.stored.path.read_bytes()) == (State.QUEUED, PLAN.encode())
        assert (bad.state, bad.error, bad.stored) == (State.FAILED, "Không đọc được.", None)
        assert woken == [first.pk]

    def test_what_is_no_text_is_listed_beside_the_others(self, cast):
        _, bad = begun(cast, incoming(), incoming("b.doc", "x"))
        assert (bad.state, bad.stored, bad.error[:26]) == (State.FAILED, None, "Không đọc được loại tệp nà")

    @pytest.mark.parametrize("files", [[], [incoming(refusal="Tệp rỗng.")]])
    def test_without_a_file_to_read_there_is_no_batch(self, cast, files):
        with pytest.raises(Refused, match=r"^Không có tệp nào đọc được\. Hãy chọn tệp khác\.$"):
            begin_batch(unit=cast.city, files=files, by=cast.clerk, creation_key=uuid.uuid4())
        assert ReadingBatch.objects.count() == 0

    def test_a_form_that_is_posted_twice_makes_one_batch(self, cast):
        def post(key, *files, by=cast.clerk, unit=cast.city):
            return begin_batch(unit=unit, files=files, by=by, creation_key=key).pk

        form, other = uuid.uuid4(), uuid.uuid4()
        first = post(form, incoming())
        assert post(form, incoming()) == first
        assert StoredFile.objects.count() == 1
        # Gone back to the form: other files, or the same under another form, are another batch.
        made = {post(form, incoming("b.txt")), post(form, incoming(text="Khác")), post(other, incoming())}
        made |= {post(form, incoming(), by=cast.outsider, unit=cast.other_city), first}
        assert (len(made), ReadingBatch.objects.count()) == (5, 5)

    @pytest.mark.both_databases
    @pytest.mark.django_db(transaction=True)
    def test_ten_posts_of_one_form_at_once_make_one_batch(self):
        cast, key, files = Cast(), uuid.uuid4(), [incoming(), incoming("b.txt")]
        answers = together(10, lambda _: begin_batch(unit=cast.city, files=files, by=cast.clerk, creation_key=key))
        assert {answer.pk for answer in answers} == {ReadingBatch.objects.get().pk}
        assert (ReadingItem.objects.count(), StoredFile.objects.count()) == (2, 2)

    def test_another_fault_of_the_database_is_not_taken_for_a_second_post(self, cast, monkeypatch):
        def fail(**values):
            raise IntegrityError("other")

        monkeypatch.setattr(ReadingBatch.objects, "create", fail)
        with pytest.raises(IntegrityError, match="other"):
            begun(cast)

    def test_only_for_a_unit_of_ones_own(self, cast):
        with pytest.raises(Refused, match="^Bạn không có quyền nhập văn bản của "):
            begin_batch(unit=cast.city, files=[incoming()], by=cast.justice_officer, creation_key=uuid.uuid4())
        assert StoredFile.objects.count() == 0

    def test_what_is_read_fits_into_the_review(self):
        assert LONGEST_IMPORT == MAX_BODY + 50_000


class TestRead:
    def test_a_plan_is_read_in_a_child(self, cast, reader):
        [item] = begun(cast)
        read_all()
        read = reread(item)
        assert (read.state, read.progress, read.error, read.text) == (State.DONE, 100, "", PLAN)
        assert (read.kind, read.number, read.symbol, read.on) == ("Kế hoạch", "91", "KH-UBND", date(2024, 3, 4))
        assert (read.issuer, read.summary) == ("Ủy ban nhân dân huyện Xa", "Phát động phong trào thi đua năm 2024")
        assert (read.doubtful, read.errors, read.is_certain) == ([], 0, True)
        assert reader._child.pid != os.getpid()

    def test_one_bad_file_does_not_spoil_the_others(self, cast, reader):
        begun(cast, incoming(), incoming("hong.pdf", "%PDF-1.7\n%%EOF\n"), incoming("rong.txt", "   "), incoming())
        read_all()
        states = list(ReadingItem.objects.order_by("position").values_list("state", flat=True))
        assert states == [State.DONE, State.FAILED, State.FAILED, State.DONE]
        assert all(item.error.endswith(".") for item in ReadingItem.objects.filter(state=State.FAILED))

    def test_a_second_message_changes_nothing(self, cast, reader):
        [item] = begun(cast)
        read_all()
        finished = reread(item).finished_at
        tasks.read.apply(args=[item.pk], throw=True)
        assert reread(item).finished_at == finished

    def test_what_is_longer_than_its_column_is_cut(self, cast, monkeypatch):
        found = ReadFile("t", ("n",), "K" * 90, "1" * 30, "S" * 80, None, "Ủ" * 300, "T" * 900, 5000, 0, 0, 0.5)

        class Long:
            def read(self, *args, **kwargs):
                return found

        monkeypatch.setattr(tasks, "reader", Long)
        [item] = begun(cast)
        read_all()
        read = reread(item)
        lengths = [len(value) for value in (read.kind, read.number, read.symbol, read.issuer, read.summary)]
        assert (lengths, read.errors, read.notes) == ([60, 20, 60, 200, 500], 999, ["n"])
        assert (read.is_unclear, read.is_certain) == (True, False)

    def test_a_file_that_is_gone_is_told(self, cast, reader):
        first, second = begun(cast, incoming(), incoming())
        first.stored.path.unlink()
        second.stored.delete()
        read_all()
        assert [(reread(item).state, reread(item).error) for item in (first, second)] == [
            (State.FAILED, tasks.GONE),
            (State.FAILED, tasks.GONE),
        ]


class TestMishaps:
    def test_a_child_that_is_killed_is_replaced_and_the_file_read_again(self, cast, reader):
        [item] = begun(cast)
        reader.read("a.txt", PLAN.encode(), longest=1000)
        real = reader.ask

        def killed_at_once(request, on_tick):
            reader.ask = real
            reader._child.send_signal(signal.SIGSTOP)
            threading.Timer(0.3, os.kill, (reader._child.pid, signal.SIGKILL)).start()
            return real(request, on_tick)

        reader.ask = killed_at_once
        tasks.read.apply(args=[item.pk], throw=True)
        assert (reread(item).state, reread(item).attempts) == (State.QUEUED, 1)
        read_all()
        assert (reread(item).state, reread(item).attempts) == (State.DONE, 2)

    def test_killed_three_times_it_fails_with_its_sentence_and_can_be_tried_again(self, cast, monkeypatch):
        reader_that(monkeypatch, ReaderLost("exit -9"))
        [item] = begun(cast)
        read_all()
        failed = reread(item)
        assert (failed.state, failed.attempts, failed.error) == (State.FAILED, ATTEMPTS, queue.readings.gave_up)
        assert failed.can_be_retried
        again = retry_reading(item=failed, by=cast.clerk)
        assert (again.state, again.attempts, again.error, again.retries) == (State.QUEUED, 0, "", 1)

    def test_a_file_that_ends_its_reading_each_time_is_given_up(self, cast, monkeypatch):
        reader_that(monkeypatch, ReaderLost("exit -9"))
        [item] = begun(cast)
        read_all()
        for _ in range(MOST_RETRIES):
            assert reread(item).can_be_retried
            retry_reading(item=reread(item), by=cast.clerk)
            read_all()
        failed = reread(item)
        assert (failed.state, failed.can_be_retried, failed.is_given_up) == (State.FAILED, False, True)
        with pytest.raises(Refused, match="^Đã thử lại 3 lần mà lần nào cũng bị ngắt: lỗi ở chính tệp này"):
            retry_reading(item=failed, by=cast.clerk)
        page = client_of(cast.clerk).get(item.batch.get_absolute_url()).content.decode()
        assert (GIVEN_UP in page, "Thử lại</button>" in page) == (True, False)

    def test_one_that_is_taken_up_meanwhile_is_not_put_back(self, cast, monkeypatch):
        reader_that(monkeypatch, ReaderLost("exit -9"))
        [item] = begun(cast)
        read_all()
        stale = reread(item)
        retry_reading(item=reread(item), by=cast.clerk)
        with pytest.raises(Refused, match="^Tệp này không đọc lại được: "):
            retry_reading(item=stale, by=cast.clerk)
        assert reread(item).retries == 1

    def test_a_file_that_cannot_be_read_is_not_tried_again(self, cast, monkeypatch):
        reader_that(monkeypatch, ReadingError("Tệp hỏng."))
        [item] = begun(cast)
        read_all()
        failed = reread(item)
        assert (failed.state, failed.attempts, failed.error, failed.can_be_retried) == (
            State.FAILED, 1, "Tệp hỏng.", False,
        )  # fmt: skip
        with pytest.raises(Refused, match=r"^Đọc lại cũng không được, vì lỗi ở chính tệp này\. Tệp hỏng\.$"):
            retry_reading(item=failed, by=cast.clerk)
        assert reread(item).state == State.FAILED

    def test_who_may_try_again(self, cast):
        [item] = begun(cast)
        for user in (cast.leader, cast.clerk):  # not one's own; not failed
            with pytest.raises(Refused, match="^Tệp này không đọc lại được: "):
                retry_reading(item=item, by=user)

    def test_a_file_that_asks_for_too_much_time_is_refused_and_the_next_one_read(self):
        with Reader(Limits(wall_seconds=0.5)) as reader:
            with pytest.raises(ReadingError, match="^Tệp quá lớn hoặc quá phức tạp nên máy dừng đọc giữa chừng"):
                reader.read("a.txt", PLAN.encode() * 20_000, longest=10_000_000)
            reader.limits = Limits()
            assert reader.read("a.txt", PLAN.encode(), longest=1000).number == "91"

    @pytest.mark.parametrize(
        ("cause", "error"),
        [("exit -9", ReaderLost), ("start", ReaderLost), ("memory", ReadingError), ("error", ReadingError)],
    )
    def test_how_the_child_ended_tells_whether_to_try_again(self, monkeypatch, cause, error):
        def ends(request, on_tick):
            raise Ended(cause)

        reader = Reader()
        monkeypatch.setattr(reader, "ask", ends)
        with pytest.raises(error):
            reader.read("a.txt", b"x", longest=1000)


def test_what_was_read_goes_with_the_file(cast, reader):
    [item] = begun(cast)
    read_all()
    StoredFile.objects.update(uploaded_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert remove_abandoned() == 1
    left = reread(item)
    assert (left.state, left.stored, left.text, left.can_be_saved) == (State.DONE, None, "", False)
