"""Hoàn tác cả đợt: what a batch brought is taken back, or what stands in the way is told."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from campaigns.actions.import_batch import Blocked, undo_import
from campaigns.actions.judging import save_obligation
from campaigns.actions.plan import place_in_chain
from campaigns.models import Campaign, Plan, PlanItem
from documents.actions.dispatch import send_paper
from documents.actions.document import create_draft
from documents.actions.upload import attach_source, store_upload
from documents.models import Attachment, Comment, Document, NumberSeries, StoredFile
from documents.models.document import State
from tests.campaigns.batches import post, sentences
from tests.campaigns.chain import directive
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry


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


def judged(cast: Cast, paper: Document) -> None:
    place = place_in_chain(document=paper, year=2024, parent=None, campaign=None, by=cast.clerk)
    item = PlanItem.objects.create(plan=place, address="I", place="I", order=1, text="Phòng Tư pháp báo cáo.")
    save_obligation(item=item, by=cast.clerk, unit_printed="Phòng Tư pháp", units=[], groups=[], what="Báo cáo.")


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
    judged: "đã có nhiệm vụ, chỉ tiêu hoặc câu trả lời được xác nhận",
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
