"""A batch of papers: saving what is certain, and the page of the batch."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.actions.import_batch import Certain, mark_refused, papers_of, save_certain, undo_import
from campaigns.actions.imports import Printed
from campaigns.models import Plan
from documents import queue, tasks
from documents.actions.attachment import attach_upload
from documents.actions.document import Content, content_of
from documents.actions.receive import register_received
from documents.models import Document, ReadingBatch, ReadingItem
from documents.models.document import State
from documents.sandbox.reading import ReaderLost
from tests.campaigns.batches import file, numbered, post, sentences, uploaded
from tests.cast import CONTENT
from tests.clients import client_of
from tests.documents.reading import read_all
from tests.world_writing import PLAN
from workflow.engine import Refused


def printed_and_content(paper: Document) -> tuple[Printed, Content]:
    printed = {name: getattr(paper, name) for name in ("kind", "number", "symbol", "place", "issuer_printed")}
    return Printed(**printed, on=paper.date), content_of(paper)


class TestSave:
    def test_all_that_is_certain_is_registered_and_the_rest_left(self, cast, batch):
        response = post(cast.clerk, "import_batch_save", batch)
        assert sentences(response) == ["Đã vào sổ văn bản đến 3 văn bản."]
        papers = papers_of(batch)
        assert [(str(paper), paper.state, paper.arrival_number, paper.owner) for paper in papers] == [
            (f"Kế hoạch {number}/KH-UBND", State.RECEIVED, place, cast.city)
            for place, number in enumerate((11, 12, 13), 1)
        ]
        assert [paper.source_file.original_name for paper in papers] == ["11.txt", "12.txt", "13.txt"]
        assert "Tạo phong trào thi đua sôi nổi" in papers[0].body
        assert Plan.objects.count() == 0

    def test_the_question_names_what_will_happen_and_saves_nothing(self, cast, batch):
        page = client_of(cast.clerk).get(reverse("import_batch_save", args=[batch.pk]))
        assert [item.name for item in page.context["sure"]] == ["11.txt", "12.txt", "13.txt"]
        assert [item.name for item in page.context["others"]] == ["thieu.txt"]
        assert Document.objects.count() == 0

    def test_one_that_is_in_the_register_already_is_told_beside_its_file(self, cast, batch, saved):
        again = uploaded(cast, file("a.txt", numbered(11)), file("b.txt", numbered(14)))
        read_all()
        response = post(cast.clerk, "import_batch_save", again)
        assert sentences(response) == [
            "Đã vào sổ văn bản đến 1 văn bản.",
            "1 văn bản chưa lưu được; lý do ghi bên cạnh từng tệp. Hãy xem lại.",
        ]
        [twice] = again.items.exclude(refusal="")
        assert (twice.name, twice.refusal[:39]) == ("a.txt", "Kế hoạch 11/KH-UBND của Ủy ban nhân dân")

    def test_what_the_review_would_refuse_is_told_beside_its_file(self, cast, batch):
        ReadingItem.objects.filter(batch=batch, name="11.txt").update(text=PLAN.replace("Số: 91", "Số:   "))
        ReadingItem.objects.filter(batch=batch, name="12.txt").update(text="")
        post(cast.clerk, "import_batch_save", batch)
        assert [str(paper) for paper in papers_of(batch)] == ["Kế hoạch 13/KH-UBND"]
        refusals = dict(batch.items.exclude(refusal="").values_list("name", "refusal"))
        assert refusals == {
            "11.txt": "Số: chưa đọc được.",
            "12.txt": "Văn bản không có chữ nào. Vui lòng chọn tệp khác hoặc dán nội dung văn bản.",
        }

    def test_twice_is_once(self, cast, batch, saved):
        response = post(cast.clerk, "import_batch_save", batch)
        assert sentences(response) == ["Đợt này không còn văn bản nào chắc chắn mà chưa lưu."]
        assert Document.objects.count() == 3

    def test_a_batch_that_was_taken_back_or_is_not_ones_own_is_refused(self, cast, batch, saved):
        with pytest.raises(Refused):
            save_certain(batch=batch, papers=[], by=cast.leader)
        undo_import(batch=batch, by=cast.clerk)
        batch.refresh_from_db()
        with pytest.raises(Refused, match="^Đợt này đã hoàn tác"):
            save_certain(batch=batch, papers=[], by=cast.clerk)

    def test_a_batch_that_is_taken_back_meanwhile_takes_nothing_more(self, cast, batch, saved):
        stale = ReadingBatch.objects.get(pk=batch.pk)
        certain = [Certain(batch.items.select_related("stored").first(), *printed_and_content(saved[0]))]
        undo_import(batch=batch, by=cast.clerk)
        assert save_certain(batch=stale, papers=certain, by=cast.clerk) == []
        assert Document.objects.count() == 0
        assert batch.items.first().refusal[:22] == "Đợt này đã hoàn tác. H"

    def test_a_scan_that_is_kept_beside_its_paper_becomes_none(self, cast, batch):
        item = batch.items.select_related("stored").first()
        clean = cast.draft()
        attach_upload(document=clean, file=item.stored, title="Bản quét", by=cast.clerk)
        assert [one.name for one in batch.items.for_page() if one.is_certain] == ["12.txt", "13.txt"]
        [kept] = [one for one in batch.items.for_page() if one.name == "11.txt"]
        assert kept.paper == clean
        with pytest.raises(Refused, match="đã được gắn vào"):
            register_received(
                owner=cast.city, kind="KH", number="11", symbol="KH-UBND", on=date(2024, 3, 1),
                issuer_printed="UBND tỉnh", content=CONTENT, by=cast.clerk, creation_key=item.stored_id,
                source_file=item.stored,
            )  # fmt: skip


class TestPage:
    def test_files_with_what_was_read_and_how_sure(self, cast, batch):
        page = client_of(cast.clerk).get(batch.get_absolute_url())
        assert [(code, number) for code, _, number in page.context["filters"]] == [
            ("", 5), ("dang-cho", 0), ("chac-chan", 3), ("can-xem", 1), ("loi", 1), ("da-luu", 0),
        ]  # fmt: skip
        [doubtful] = client_of(cast.clerk).get(f"{batch.get_absolute_url()}?loc=can-xem").context["items"]
        assert (doubtful.name, doubtful.doubtful) == ("thieu.txt", ["số"])
        assert "Chưa đọc được: số." in page.content.decode()

    def test_it_asks_again_only_while_something_moves(self, cast):
        batch = uploaded(cast, file("a.txt", PLAN), file("b.txt", PLAN))
        client = client_of(cast.clerk)
        part = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
        assert (part.status_code, part.context["waiting"], b"every 1500ms" in part.content) == (200, 2, True)
        same = f"{batch.get_absolute_url()}?da={part.context['mark']}"
        assert client.get(same, headers={"HX-Request": "true"}).status_code == 204
        queue.readings.claim(batch.items.first().pk, "a")
        assert client.get(same, headers={"HX-Request": "true"}).status_code == 200
        read_all()
        ReadingItem.objects.update(state="done")
        ended = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
        assert (ended.context["waiting"], b"every 1500ms" in ended.content) == (0, False)

    def test_one_file_goes_on_to_its_review(self, cast):
        batch = uploaded(cast, file("a.txt", PLAN))
        address, client = f"{batch.get_absolute_url()}?xem-lai=1", client_of(cast.clerk)
        assert client.get(address).status_code == 200
        read_all()
        review = reverse("import_review", args=[batch.items.get().stored_id])
        assert client.get(address).url == review
        assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Redirect"] == review
        assert client.get(batch.get_absolute_url()).status_code == 200

    def test_a_reading_that_was_interrupted_can_be_tried_again(self, cast, monkeypatch):
        class Broken:
            def read(self, *args, **kwargs):
                raise ReaderLost("exit -9")

        batch = uploaded(cast, file("a.txt", PLAN))
        with monkeypatch.context() as patch:
            patch.setattr(tasks, "reader", Broken)
            read_all()
        [item] = client_of(cast.clerk).get(batch.get_absolute_url()).context["items"]
        assert (item.state, item.can_be_retried) == ("failed", True)
        client_of(cast.clerk).post(reverse("import_item_retry", args=[item.pk]))
        read_all()
        assert batch.items.get().state == "done"
        again = client_of(cast.clerk).post(reverse("import_item_retry", args=[item.pk]), follow=True)
        assert sentences(again)[0][:29] == "Tệp này không đọc lại được: t"

    def test_earlier_batches_are_ones_own(self, cast, batch, saved):
        [(_, counts)] = client_of(cast.clerk).get(reverse("import_batches")).context["rows"]
        assert (counts.files, counts.saved, counts.failed, counts.waiting) == (5, 3, 1, 0)
        for user in (cast.leader, cast.outsider, cast.justice_officer):
            assert client_of(user).get(reverse("import_batches")).context["rows"] == []
            for name in ("import_batch", "import_batch_save", "import_batch_undo"):
                assert client_of(user).get(reverse(name, args=[batch.pk])).status_code == 404
                assert post(user, name, batch).status_code in (404, 405)
        assert Document.objects.count() == 3

    def test_the_page_asks_the_same_for_one_and_for_many_files(self, cast, batch, saved):
        one = uploaded(cast, file("a.txt", PLAN))
        client = client_of(cast.clerk)
        client.get(one.get_absolute_url())
        taken = []
        for address in (one.get_absolute_url(), batch.get_absolute_url()):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            taken.append(len(asked))
        assert taken[1] - taken[0] in (0, 1)  # the papers, where there are any
        assert max(taken) <= 15


def test_a_reason_of_any_length_is_kept(cast, batch):
    item = batch.items.first()
    mark_refused(item=item, reason="a" * 900)
    item.refresh_from_db()
    assert item.refusal == "a" * 500
