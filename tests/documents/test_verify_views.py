"""The public check of issued papers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.actions.step import take_step
from documents.models import RenderJob, StoredFile
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.test_document_views import issued
from tests.documents.test_file_views import finish


def test_anybody_reads_number_date_issuer_and_status(cast: Cast) -> None:
    paper = issued(cast)
    page = client_of(None).get(reverse("verify", args=[paper.verify_code])).content.decode()
    facts = (str(paper), f"{paper.date:%d/%m/%Y}", paper.issuer_printed, paper.summary, "Đã ban hành")
    assert [fact for fact in facts if fact not in page] == []


def test_corrections_and_recall_are_public(cast: Cast) -> None:
    paper = issued(cast)
    take_step(document=paper, action="correct", by=cast.leader, reason="Sửa năm 2023 thành 2024")
    take_step(document=paper, action="recall", by=cast.leader, reason="Lý do nội bộ")
    page = client_of(None).get(reverse("verify", args=[paper.verify_code])).content.decode()
    assert "Sửa năm 2023 thành 2024" in page
    assert "Đã thu hồi" in page
    assert "Lý do nội bộ" not in page


def test_the_very_file_of_a_recalled_paper_is_not_called_good(cast: Cast) -> None:
    paper = issued(cast)
    finish(RenderJob.objects.get(document=paper, kind="pdf"), b"%PDF-1.7 ban hanh")
    take_step(document=paper, action="recall", by=cast.leader, reason="Sai thẩm quyền")
    upload = SimpleUploadedFile("ban.pdf", b"%PDF-1.7 ban hanh")
    page = client_of(None).post(reverse("verify", args=[paper.verify_code]), {"file": upload}).content.decode()
    assert "nhưng văn bản không còn hiệu lực" in page
    assert "Đúng bản đã ban hành." not in page


def test_drafts_and_unknown_codes_answer_alike(cast: Cast) -> None:
    draft = client_of(None).get(reverse("verify", args=[cast.draft().verify_code]))
    unknown = client_of(None).get(reverse("verify", args=["ABCDEFGHJKLMNPQR"]))
    assert (draft.status_code, unknown.status_code) == (404, 404)
    assert draft.content == unknown.content


@pytest.mark.parametrize(("content", "matches"), [(b"%PDF-1.7 thu", True), (b"%PDF-1.7 thU", False)])
def test_only_the_very_file_matches_and_nothing_is_stored(cast: Cast, content: bytes, matches: bool) -> None:
    paper = issued(cast)
    finish(RenderJob.objects.get(document=paper, kind="pdf"))
    file = SimpleUploadedFile("a.pdf", content)
    response = client_of(None).post(reverse("verify", args=[paper.verify_code]), {"file": file})
    assert response.context["is_checked"] is True
    assert response.context["match"] == ("PDF" if matches else None)
    assert ("Đúng bản đã ban hành" in response.content.decode()) is matches
    assert StoredFile.objects.count() == 0


def test_a_file_made_of_the_draft_is_not_the_issued_one(cast: Cast) -> None:
    from documents import queue
    from documents.actions.step import issue, sign

    draft = cast.draft()
    finish(queue.enqueue(draft, "pdf"), b"ban du thao")
    take_step(document=draft, action="submit", by=cast.clerk)
    paper = issue(document=sign(document=draft, by=cast.leader), by=cast.leader)
    file = SimpleUploadedFile("a.pdf", b"ban du thao")
    response = client_of(None).post(reverse("verify", args=[paper.verify_code]), {"file": file})
    assert response.context["match"] is None


def test_missing_empty_and_huge_files_are_refused_with_a_sentence(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr("documents.forms.upload.MAX_VERIFY_BYTES", 1024 * 1024)
    address = reverse("verify", args=[issued(cast).verify_code])
    huge = SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1))

    def sentence(data: dict[str, object]) -> tuple[int, list[str]]:
        response = client_of(None).post(address, data)
        return response.status_code, response.context["form"].errors["file"]

    assert sentence({}) == (422, ["Hãy chọn tệp cần kiểm tra."])
    assert sentence({"file": SimpleUploadedFile("a.pdf", b"")}) == (
        422,
        ["Tệp này rỗng nên không phải bản đã ban hành."],
    )
    assert sentence({"file": huge}) == (422, ["Tệp lớn hơn 1 MB. Hãy chọn tệp nhỏ hơn."])
