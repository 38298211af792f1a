"""A batch of papers: saving what is certain, taking the batch back, and what stands in the way of that."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.actions.import_batch import Blocked, Certain, mark_refused, papers_of, save_certain, undo_import
from campaigns.actions.imports import Printed
from campaigns.actions.plan import place_in_chain
from campaigns.models import Campaign, Plan
from documents import queue, tasks
from documents.actions.attachment import attach_upload
from documents.actions.dispatch import send_paper
from documents.actions.document import Content, content_of, create_draft
from documents.actions.reading import Incoming, begin_batch
from documents.actions.receive import register_received
from documents.actions.upload import attach_source, store_upload
from documents.models import Attachment, Comment, Document, NumberSeries, ReadingBatch, ReadingItem, StoredFile
from documents.models.document import State
from documents.sandbox.reading import ReaderLost
from tests.campaigns.chain import directive
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.documents.reading import read_all
from tests.world_writing import PLAN
from workflow.engine import Refused
from workflow.models import LogEntry


def numbered(number: int) -> str:
    return PLAN.replace("91/KH", f"{number}/KH")


def file(name: str, text: str) -> Incoming:
    return Incoming(name, len(text.encode()), text.encode())


def uploaded(cast: Cast, *files: Incoming) -> ReadingBatch:
    return begin_batch(unit=cast.city, files=files, by=cast.clerk, creation_key=uuid.uuid4())


@pytest.fixture
def batch(cast: Cast) -> ReadingBatch:
    """Three plans that are certain, one without a number, one that cannot be read; all read."""
    files = [file(f"{number}.txt", numbered(number)) for number in (11, 12, 13)]
    files += [file("thieu.txt", PLAN.replace("Số: 91", "Số:   ")), file("hong.pdf", "%PDF-1.7\n%%EOF\n")]
    made = uploaded(cast, *files)
    read_all()
    return made


def post(user, name: str, batch: ReadingBatch):
    """What the page leads to. Papers are written one by one, which zeal takes for a query per row; it sees the page."""
    client = client_of(user)
    unwatched = [middleware for middleware in settings.MIDDLEWARE if "zeal" not in middleware]
    with override_settings(MIDDLEWARE=unwatched):
        client.handler.load_middleware()
        response = client.post(reverse(name, args=[batch.pk]))
    client.handler.load_middleware()
    return client.get(response.url) if response.status_code == 302 else response


def printed_and_content(paper: Document) -> tuple[Printed, Content]:
    printed = {name: getattr(paper, name) for name in ("kind", "number", "symbol", "place", "issuer_printed")}
    return Printed(**printed, on=paper.date), content_of(paper)


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def saved(cast: Cast, batch: ReadingBatch) -> list[Document]:
    """The three certain ones, in the city's register."""
    post(cast.clerk, "import_batch_save", batch)
    return papers_of(batch)


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


class TestUndo:
    def test_papers_leave_the_register_and_the_next_one_gets_their_number(self, cast, batch):
        earlier = directive(cast).document
        post(cast.clerk, "import_batch_save", batch)
        response = post(cast.clerk, "import_batch_undo", batch)
        assert sentences(response) == [
            "Đã hoàn tác: 3 văn bản đến ra khỏi sổ, 0 bản thảo đã hủy. "
            "Tệp còn được giữ đến hết 2 ngày kể từ khi tải lên."
        ]
        assert (list(Document.objects.all()), NumberSeries.objects.get().last_number) == ([earlier], 1)
        later = directive(cast, replace(CONTENT, summary="Khác"), year=2023)
        assert later.document.arrival_number == 2
        assert StoredFile.objects.count() == 5

    def test_the_log_keeps_what_stood_in_the_register(self, cast, batch, saved):
        undo_import(batch=batch, by=cast.clerk)
        gone = LogEntry.objects.filter(action="undo", target_type="documents.document").order_by("pk")
        assert [(entry.target_name, entry.data["arrival_number"], entry.reason) for entry in gone] == [
            (f"Kế hoạch {number}/KH-UBND", place, f"Hoàn tác đợt nhập văn bản {batch.pk}")
            for place, number in enumerate((11, 12, 13), 1)
        ]
        [whole] = LogEntry.objects.about(batch)
        assert (whole.label, whole.data) == ("Hoàn tác đợt nhập văn bản", {"received": 3, "drafts": 0})

    def test_drafts_are_discarded_and_places_in_the_chain_go(self, cast, batch, saved):
        place_in_chain(document=saved[0], year=2024, parent=None, campaign=None, by=cast.clerk)
        draft = create_draft(
            issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4()
        )  # fmt: skip
        Document.objects.filter(pk=draft.pk).update(source_file=batch.items.get(position=4).stored)
        done = undo_import(batch=batch, by=cast.clerk)
        assert (done.received, done.drafts, Plan.objects.count()) == (3, 1, 0)
        assert [paper.state for paper in Document.objects.all()] == [State.DISCARDED]

    def test_a_draft_that_was_thrown_away_counts_as_saved_no_more(self, cast, batch):
        item = batch.items.select_related("stored").get(position=4)
        draft = create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=item.stored_id)
        attach_source(document=draft, file=item.stored, by=cast.clerk)
        client = client_of(cast.clerk)

        def told() -> tuple:
            page, batches = client.get(batch.get_absolute_url()), client.get(reverse("import_batches"))
            [(_, counts)] = batches.context["rows"]
            words = [word for word in ("Đã lưu</span>", "Bản thảo đã hủy</span>") if word in page.content.decode()]
            tabs = {code: number for code, _, number in page.context["filters"]}
            return page.context["saved"], counts.saved, words, tabs["da-luu"], tabs.get("da-huy")

        assert told() == (1, 1, ["Đã lưu</span>"], 1, None)
        undo_import(batch=batch, by=cast.clerk)
        assert told() == (0, 0, ["Bản thảo đã hủy</span>"], 0, 1)
        shown = client.get(f"{batch.get_absolute_url()}?loc=da-huy")
        assert [(one.name, one.paper) for one in shown.context["items"]] == [("thieu.txt", draft)]

    def test_papers_of_the_batch_that_carry_each_other_out_go_together(self, cast, batch, saved):
        top = place_in_chain(document=saved[0], year=2024, parent=None, campaign=None, by=cast.clerk)
        place_in_chain(document=saved[1], year=2024, parent=top, campaign=None, by=cast.clerk)
        assert undo_import(batch=batch, by=cast.clerk).received == 3
        assert Plan.objects.count() == 0

    def test_two_hands_at_once_leave_a_sentence(self, cast, batch, saved, monkeypatch):
        def late(**anything):
            raise Refused("Đợt này đã được hoàn tác trước đó.")

        monkeypatch.setattr("campaigns.views.import_batch.undo_import", late)
        assert sentences(post(cast.clerk, "import_batch_undo", batch)) == ["Đợt này đã được hoàn tác trước đó."]

    def test_twice_and_by_somebody_else_is_refused(self, cast, batch, saved):
        with pytest.raises(Refused):
            undo_import(batch=batch, by=cast.leader)
        assert Document.objects.count() == 3
        undo_import(batch=batch, by=cast.clerk)
        with pytest.raises(Refused, match="^Đợt này đã được hoàn tác trước đó"):
            undo_import(batch=batch, by=cast.clerk)
        response = post(cast.clerk, "import_batch_undo", batch)
        assert sentences(response) == ["Đợt này không có văn bản nào đang lưu để hoàn tác."]


def sent(cast: Cast, paper: Document) -> None:
    send_paper(document=paper, units=[cast.justice], by=cast.clerk)


def attached(cast: Cast, paper: Document) -> None:
    stored = store_upload(name="a.txt", data=b"a", by=cast.clerk)
    Attachment.objects.create(document=paper, file=stored, position=1, title="a", added_by=cast.clerk)


def remarked(cast: Cast, paper: Document) -> None:
    Comment.objects.create(document=paper, text="Xem lại.", by=cast.clerk)


def replaced(cast: Cast, paper: Document) -> None:
    draft = cast.draft()
    Document.objects.filter(pk=draft.pk).update(replaces=paper)


def carried_out(cast: Cast, paper: Document) -> None:
    top = place_in_chain(document=paper, year=2024, parent=None, campaign=None, by=cast.clerk)
    place_in_chain(document=cast.draft(), year=2024, parent=top, campaign=None, by=cast.clerk)


def launched(cast: Cast, paper: Document) -> None:
    Campaign.objects.create(
        host=cast.city, name="Đợt hè", year=2024, starts_on=date(2024, 5, 1), ends_on=date(2024, 8, 1),
        launched_by=paper, created_by=cast.clerk,
    )  # fmt: skip


def noted(cast: Cast, paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(handled_by="Phòng Nội vụ")


def redated(cast: Cast, paper: Document) -> None:
    Document.objects.filter(pk=paper.pk).update(arrived_on=date(2024, 1, 2))


IN_THE_WAY = {
    sent: "đã được gửi đi, đã được ghi thêm trong sổ văn bản đến",
    attached: "có tệp kèm theo",
    remarked: "có góp ý",
    replaced: "đã có văn bản thay thế",
    carried_out: "đã có kế hoạch thực hiện",
    launched: "đã phát động phong trào",
    noted: "đã được ghi thêm trong sổ văn bản đến",
    redated: "đã được ghi thêm trong sổ văn bản đến",
}


class TestObstacles:
    @pytest.mark.parametrize("use", IN_THE_WAY)
    def test_a_paper_in_use_keeps_the_whole_batch(self, cast, batch, saved, use):
        use(cast, saved[1])
        before = Document.objects.filter(pk__in=[paper.pk for paper in saved]).count()
        with pytest.raises(Blocked) as blocked:
            undo_import(batch=batch, by=cast.clerk)
        assert blocked.value.obstacles == [f"Kế hoạch 12/KH-UBND: {IN_THE_WAY[use]}."]
        assert Document.objects.filter(pk__in=[paper.pk for paper in saved]).count() == before == 3
        page = client_of(cast.clerk).get(reverse("import_batch_undo", args=[batch.pk]))
        assert page.context["in_the_way"] == blocked.value.obstacles
        assert b"btn-danger" not in page.content

    def test_a_later_number_keeps_them_all(self, cast, batch, saved):
        directive(cast)
        response = post(cast.clerk, "import_batch_undo", batch)
        assert response.status_code == 422
        assert response.context["in_the_way"] == [
            f"Sổ văn bản đến của {cast.city}: sau số 3 hoặc giữa các số của đợt này đã có văn bản khác, "
            "nên số đến không rút lại được (sổ sẽ thiếu số)."
        ]
        assert (Document.objects.count(), NumberSeries.objects.get().last_number) == (4, 4)

    def test_without_the_counter_it_is_refused_as_well(self, cast, batch, saved):
        """A number that was given and whose paper went another way: nothing is left half done."""
        NumberSeries.objects.update(last_number=9)
        with pytest.raises(Blocked):
            undo_import(batch=batch, by=cast.clerk)
        assert Document.objects.count() == 3

    def test_a_draft_that_went_on_keeps_them_all(self, cast, batch, saved):
        draft = cast.draft()
        Document.objects.filter(pk=draft.pk).update(
            source_file=batch.items.get(position=4).stored, state=State.SUBMITTED
        )
        with pytest.raises(Blocked) as blocked:
            undo_import(batch=batch, by=cast.clerk)
        assert blocked.value.obstacles == [f"{draft}: đang “Đã trình, chờ ký”."]

    def test_who_lost_the_role_takes_nothing_back(self, cast, batch, saved):
        cast.clerk.role_assignments.all().delete()
        clerk = type(cast.clerk).objects.get(pk=cast.clerk.pk)
        with pytest.raises(Blocked) as blocked:
            undo_import(batch=batch, by=clerk)
        assert [sentence.partition(": ")[2] for sentence in blocked.value.obstacles] == [
            f"thuộc {cast.city}, nơi bạn không còn quyền."
        ] * 3


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
