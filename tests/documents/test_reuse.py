"""Clauses, lists of recipients and papers of the register, kept once and found again."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.actions.document import create_draft
from documents.actions.receive import register_received
from documents.actions.reuse import drop_piece, keep_piece
from documents.actions.step import issue, sign, take_step
from documents.models import Clause, Document, RecipientList
from documents.queries.bases import bases_of, full_citation, warnings_about
from organizations.models import User
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry


def results(user: User, name: str, words: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client_of(user).get(reverse(name), {"q": words}).json()["results"]
    return found


def issued(cast: Cast, summary: str, replaces: Document | None = None) -> Document:
    document = create_draft(
        issuer=cast.city, kind="KH", content=replace(CONTENT, summary=summary), by=cast.clerk,
        creation_key=uuid.uuid4(), replaces=replaces,
    )  # fmt: skip
    document = take_step(document=document, action="submit", by=cast.clerk)
    return issue(document=sign(document=document, by=cast.leader), by=cast.leader)


def test_a_clause_is_kept_seen_below_and_changed_by_its_own_writers_alone(cast: Cast) -> None:
    address = reverse("clause_create")
    client = client_of(cast.clerk)
    empty = client.post(address, {"unit": cast.city.pk, "name": "", "text": "Chữ đã gõ"})
    assert empty.status_code == 422
    assert "Chữ đã gõ</textarea>" in empty.content.decode()
    made = client.post(address, {"unit": cast.city.pk, "name": "Khen thưởng", "text": "- Khen kịp thời."})
    clause = Clause.objects.get()
    assert (made.status_code, clause.name, clause.unit) == (302, "Khen thưởng", cast.city)
    edit = reverse("clause_edit", args=[clause.pk])
    assert client_of(cast.justice_officer).get(edit).status_code == 200
    assert client_of(cast.justice_officer).post(edit, {"name": "x", "text": "y"}).status_code == 403
    assert client_of(cast.outsider).get(edit).status_code == 404
    client.post(edit, {"name": "Khen", "text": "- Khen ngay."})
    clause.refresh_from_db()
    assert (clause.name, clause.text) == ("Khen", "- Khen ngay.")
    client_of(cast.justice_officer).post(reverse("clause_delete", args=[clause.pk]))
    assert Clause.objects.count() == 1
    client.post(reverse("clause_delete", args=[clause.pk]))
    assert Clause.objects.count() == 0
    labels = list(
        LogEntry.objects.filter(target_type="documents.clause").order_by("pk").values_list("label", flat=True)
    )
    assert labels == ["Thêm đoạn mẫu", "Sửa đoạn mẫu", "Xóa đoạn mẫu"]


def test_a_unit_has_a_name_once_and_another_unit_may_use_it_too(cast: Cast) -> None:
    keep_piece(model=RecipientList, unit=cast.city, name="Nội bộ", text="- Lưu: VT.", by=cast.clerk)
    with pytest.raises(ValidationError):
        keep_piece(model=RecipientList, unit=cast.city, name="Nội bộ", text="- Khác.", by=cast.clerk)
    form = {"unit": cast.city.pk, "name": "Nội bộ", "text": "- Khác."}
    response = client_of(cast.clerk).post(reverse("recipient_list_create"), form)
    assert response.context["form"].errors == {"name": ["Đơn vị đã có mục mang tên này."]}
    other = keep_piece(model=RecipientList, unit=cast.justice, name="Nội bộ", text="- A.", by=cast.justice_officer)
    with pytest.raises(Refused):
        drop_piece(piece=other, by=cast.clerk)


def test_search_folds_marks_and_shows_what_is_of_the_unit_and_above(cast: Cast) -> None:
    keep_piece(model=Clause, unit=cast.city, name="Khen thưởng đột xuất", text="Khen ngay.", by=cast.clerk)
    keep_piece(
        model=Clause, unit=cast.justice, name="Khen thưởng của phòng", text="Của phòng.", by=cast.justice_officer
    )
    assert [one["title"] for one in results(cast.clerk, "clause_search", "KHEN THUONG")] == ["Khen thưởng đột xuất"]
    assert [one["text"] for one in results(cast.justice_officer, "clause_search", "khen thuong dot")] == ["Khen ngay."]
    assert len(results(cast.justice_officer, "clause_search", "khen")) == 2
    assert results(cast.outsider, "clause_search", "khen") == []
    assert results(cast.clerk, "recipient_list_search", "") == []


def test_a_paper_of_the_register_is_cited_in_full(cast: Cast) -> None:
    register_received(
        owner=cast.city, kind="KH", number="53", symbol="KH-UBND", on=date(2024, 1, 5),
        issuer_printed="Ủy ban nhân dân tỉnh Tây Ninh", content=replace(CONTENT, summary="Về việc phát động thi đua."),
        by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip
    issuer = "Ủy ban nhân dân tỉnh Tây Ninh"
    text = f"Căn cứ Kế hoạch số 53/KH-UBND ngày 05 tháng 01 năm 2024 của {issuer} về phát động thi đua;"
    assert results(cast.clerk, "base_search", "phat dong 53") == [
        {"title": "Kế hoạch 53/KH-UBND", "text": text, "note": ""}
    ]
    assert [one["text"] for one in results(cast.justice_officer, "base_search", "53")] == [text]
    assert results(cast.outsider, "base_search", "53") == []


def test_drafts_are_no_bases(cast: Cast) -> None:
    cast.draft()
    assert results(cast.clerk, "base_search", "") == []


@pytest.mark.parametrize("name", ["Thi đua, khen thưởng", "Luật Thi đua, khen thưởng"])
def test_a_law_is_cited_without_number_and_issuer(name: str) -> None:
    law = Document(
        kind="LUAT", number="06", symbol="2022/QH15", date=date(2022, 6, 15), issuer_printed="Quốc hội", summary=name
    )
    assert full_citation(law) == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"


def test_a_decree_is_cited_with_number_and_issuer() -> None:
    decree = Document(
        kind="NĐ", number="152", symbol="2025/NĐ-CP", date=date(2025, 6, 14), issuer_printed="Chính phủ",
        summary="Quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng",
    )  # fmt: skip
    assert full_citation(decree) == (
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ "
        "quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng;"
    )


def test_a_replaced_base_is_told_with_what_stands_in_its_place(cast: Cast) -> None:
    old = issued(cast, "Phát động thi đua")
    citation = full_citation(old)
    assert warnings_about(bases_of(citation), cast.clerk) == []
    new = issued(cast, "Phát động thi đua mới", replaces=old)
    [warned] = warnings_about(bases_of(citation), cast.clerk)
    assert (warned.document, warned.why, warned.replaced_by) == (old, "đã bị thay thế", new)
    draft = cast.draft(content=replace(CONTENT, bases=citation))
    page = client_of(cast.clerk).get(reverse("document_edit", args=[draft.pk]))
    told = [row.finding for group in page.context["finding_groups"] for row in group.rows]
    assert [finding.message for finding in told if finding.code == "citation-ended"] == [
        f"{old} đã bị thay thế. Văn bản thay thế: {new}. Hãy xem lại căn cứ."
    ]
    assert results(cast.clerk, "base_search", str(old.number))[-1]["note"] == "Đã bị thay thế"
