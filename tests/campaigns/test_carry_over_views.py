"""Last year's plan used again: every place shown, decided ones applied, open ones left as remarks."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from django.urls import reverse

from campaigns.actions.plan import draft_plan, place_in_chain
from campaigns.models import Plan
from documents.actions.receive import register_received
from documents.actions.step import issue, sign, take_step
from documents.models import Document
from tests.cast import CONTENT, Cast
from tests.clients import client_of

OLD = replace(
    CONTENT,
    summary="Phát động phong trào thi đua năm 2024",
    bases="Căn cứ Chỉ thị số 01/CT-UBND ngày 03 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Tây Ninh về phát động phong "
    "trào thi đua năm 2024.",
    body="I. MỤC ĐÍCH\nThi đua năm 2024 kỷ niệm 78 năm Ngày Quốc khánh.\nSơ kết tháng 6/2024./.",
    recipients="- Lưu: VT.",
)


def issued_plan(cast: Cast) -> Plan:
    plan = draft_plan(issuer=cast.city, year=2024, content=OLD, by=cast.clerk, creation_key=uuid.uuid4())
    submitted = take_step(document=plan.document, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.leader)
    return Plan.objects.get(pk=plan.pk)


def address(plan: Plan) -> str:
    return reverse("plan_carry_over", args=[plan.pk]) + "?nam=2025"


def test_each_place_is_listed_with_a_proposal(cast: Cast) -> None:
    response = client_of(cast.clerk).get(address(issued_plan(cast)))
    assert [(place.found.field, place.found.kind, place.proposed) for place in response.context["places"]] == [
        ("summary", "year", "2025"),
        ("bases", "citation", OLD.bases.removeprefix("Căn cứ ").removesuffix(".")),
        ("body", "year", "2025"),
        ("body", "anniversary", "kỷ niệm 79 năm"),
        ("body", "date", "tháng 6/2025"),
    ]


def test_what_is_decided_is_in_the_draft_and_what_is_open_is_a_remark(cast: Cast) -> None:
    plan = issued_plan(cast)
    client = client_of(cast.clerk)
    form = {
        "creation_key": str(uuid.uuid4()), "choice-0": "change", "choice-1": "keep", "choice-2": "change",
        "choice-3": "own", "own-3": "kỷ niệm 80 năm",
    }  # fmt: skip
    response = client.post(address(plan), form)
    made = Plan.objects.get(year=2025)
    assert (response.status_code, response.url) == (302, reverse("plan_edit", args=[made.pk]))
    assert made.document.summary == "Phát động phong trào thi đua năm 2025"
    assert made.document.bases == OLD.bases
    assert made.document.body == (
        "I. MỤC ĐÍCH\nThi đua năm 2025 kỷ niệm 80 năm Ngày Quốc khánh.\nSơ kết tháng 6/2024./."
    )
    [remark] = made.document.comments.all()
    assert (remark.quote, remark.text) == (
        "Sơ kết tháng 6/2024./.",
        "Chưa quyết khi dùng lại: ngày tháng “tháng 6/2024”. Đề xuất: “tháng 6/2025”.",
    )
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Còn 1 góp ý chưa xử lý." in page
    # Posted twice, the form makes one draft.
    client.post(address(plan), form)
    assert Plan.objects.filter(year=2025).count() == 1
    assert made.document.comments.count() == 1


def test_a_newer_paper_of_the_register_is_proposed(cast: Cast) -> None:
    for year, number in ((2024, "01"), (2025, "02")):
        content = replace(CONTENT, summary=f"Phát động phong trào thi đua năm {year}")
        received = register_received(
            owner=cast.city, kind="CT", number=number, symbol="CT-UBND", on=date(year, 1, 3),
            issuer_printed="Ủy ban nhân dân tỉnh Tây Ninh", content=content, by=cast.clerk, creation_key=uuid.uuid4(),
        )  # fmt: skip
        place_in_chain(document=received, year=year, parent=None, campaign=None, by=cast.clerk)
    response = client_of(cast.clerk).get(address(issued_plan(cast)))
    place = response.context["places"][1]
    assert place.proposed == (
        "Chỉ thị số 02/CT-UBND ngày 03 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Tây Ninh về phát động phong trào "
        "thi đua năm 2025"
    )
    assert place.note == "Sổ văn bản có Chỉ thị 02/CT-UBND ngày 03/01/2025."


def test_own_words_have_to_be_written_and_nothing_is_made_before(cast: Cast) -> None:
    plan = issued_plan(cast)
    form = {"creation_key": str(uuid.uuid4()), "choice-0": "own", "own-0": ""}
    response = client_of(cast.clerk).post(address(plan), form)
    assert response.status_code == 422
    assert "Hãy ghi chữ mới, hoặc chọn cách khác." in response.content.decode()
    assert Plan.objects.filter(year=2025).count() == 0


def test_the_same_year_and_nonsense_years_are_told(cast: Cast) -> None:
    plan = issued_plan(cast)
    for year in ("2024", "abc", "1"):
        page = reverse("plan_carry_over", args=[plan.pk])
        assert client_of(cast.clerk).get(page, {"nam": year}).status_code == 422


def test_drafts_and_others_papers_are_not_used_again(cast: Cast) -> None:
    plan = issued_plan(cast)
    draft = draft_plan(issuer=cast.city, year=2024, content=OLD, by=cast.clerk, creation_key=uuid.uuid4())
    before = Document.objects.count()
    form = {"creation_key": str(uuid.uuid4())}
    assert client_of(cast.clerk).post(address(draft), form).status_code == 302
    assert client_of(cast.leader).post(address(plan), form).status_code == 302
    assert client_of(cast.justice_officer).post(address(plan), form).status_code == 302
    assert client_of(cast.outsider).post(address(plan), form).status_code == 404
    assert Document.objects.count() == before


def test_a_paper_with_very_many_places_still_becomes_a_draft(cast: Cast) -> None:
    body = "\n".join(["Năm 2024."] * 1200) + "\nHết./."
    plan = draft_plan(
        issuer=cast.city, year=2024, content=replace(OLD, body=body), by=cast.clerk, creation_key=uuid.uuid4()
    )
    submitted = take_step(document=plan.document, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.leader)
    client = client_of(cast.clerk)
    places = client.get(address(plan)).context["places"]
    form = {"creation_key": str(uuid.uuid4())}
    form |= {place.choice.html_name: "change" for place in places if place.proposed != place.found.text}
    form |= {place.own.html_name: "" for place in places} | {"choice-1": "keep"}
    assert client.post(address(plan), form).status_code == 302
    made = Plan.objects.get(year=2025).document
    assert (made.body.count("2025"), made.body.count("2024")) == (398, 802)
    assert [remark.text[:16] for remark in made.comments.all()] == ["Còn 802 chỗ có n"]
