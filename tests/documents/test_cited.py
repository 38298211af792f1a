"""What papers cite is kept: when, under which key, and what happens when the text goes back to its drafter."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from documents.actions.cited import keep_citations
from documents.actions.document import Content
from documents.actions.receive import register_received
from documents.actions.step import issue, sign, take_step
from documents.models import CitedPaper, Document, HeldPaper, Mention
from documents.queries.readings import contradictions_for
from documents.text.light import print_body
from documents.text.reader import read_file
from organizations.models import Unit, User
from tests.cast import CONTENT, Cast

SAMPLES = Path(__file__).resolve().parents[2] / "thidua" / "demo" / "documents"


def citing(text: str, **more: str) -> Content:
    return replace(CONTENT, bases="", body=f"{text}\n- Thi đua./.", **more)


def received(
    cast: Cast, content: Content, number: str = "7", by: User | None = None, owner: Unit | None = None,
    on: date = date(2024, 5, 6),
) -> Document:  # fmt: skip
    return register_received(
        owner=owner or cast.city, kind="KH", number=number, symbol="KH-UBND", on=on,
        issuer_printed="Ủy ban nhân dân tỉnh Tây Ninh", content=content, by=by or cast.clerk,
        creation_key=uuid.uuid4(),
    )  # fmt: skip


def keys() -> list[str]:
    return sorted(Mention.objects.values_list("cited__key", flat=True))


def test_a_paper_cites_from_when_it_is_handed_in_until_it_is_a_draft_again(cast: Cast) -> None:
    draft = cast.draft()
    assert keys() == []
    take_step(document=draft, action="submit", by=cast.clerk)
    handed_in = keys()
    assert handed_in == ["quoc hoi|6|2022/qh15|2022", "uy ban nhan dan tinh tay ninh|1|ct-ubnd|2024"]
    take_step(document=draft, action="return", by=cast.leader, reason="Sai ngày")
    assert keys() == []
    take_step(document=draft, action="submit", by=cast.clerk)
    assert keys() == handed_in
    take_step(document=draft, action="withdraw", by=cast.clerk)
    take_step(document=draft, action="discard", by=cast.clerk)
    assert keys() == []


def test_an_issued_paper_is_known_by_the_key_under_which_others_cite_it(cast: Cast) -> None:
    draft = cast.draft()
    take_step(document=draft, action="submit", by=cast.clerk)
    issued = issue(document=sign(document=draft, by=cast.leader), by=cast.leader)
    assert issued.date is not None
    other = received(
        cast,
        citing(f"Thực hiện Kế hoạch số 1/KH-UBND ngày {issued.date:%d/%m/%Y} của UBND thành phố Tây Ninh về thi đua."),
    )
    [mention] = Mention.objects.filter(document=other)
    assert HeldPaper.objects.get(document=issued).cited == mention.cited
    assert mention.cited.key == f"uy ban nhan dan thanh pho tay ninh|1|kh-ubnd|{issued.date.year}"


def test_place_quote_and_readings_are_kept_as_printed(cast: Cast) -> None:
    text = "Thực hiện Kế hoạch số 67/KH-UBND ngày 30/3/2021 của UBND thành phố Tây Ninh về thi đua\nII. HAI\n- Ba"
    received(cast, replace(citing(text), bases="Căn cứ Luật Thi đua, khen thưởng năm 2022;\nCăn cứ khác."))
    law, plan = Mention.objects.order_by("pk")
    assert (law.field, law.line, law.quote, law.by_name) == ("bases", 1, "Luật Thi đua, khen thưởng năm 2022", True)
    assert (plan.field, plan.line, plan.date, plan.issuer, plan.title, plan.quote) == (
        "body", 1, date(2021, 3, 30), "UBND thành phố Tây Ninh", "thi đua",
        "Kế hoạch số 67/KH-UBND ngày 30/3/2021 của UBND thành phố Tây Ninh về thi đua",
    )  # fmt: skip


def test_a_short_mention_belongs_to_the_full_one_of_its_paper(cast: Cast) -> None:
    text = (
        "Thực hiện Kế hoạch số 67/KH-UBND ngày 30/3/2021 của UBND thành phố Tây Ninh về thi đua.\n"
        "Tiếp tục Kế hoạch số 67/KH-UBND.\nTheo Kế hoạch số 68/KH-UBND."
    )
    paper = received(cast, citing(text))
    assert keys() == [
        f"@{paper.pk}|68|kh-ubnd|",
        "uy ban nhan dan thanh pho tay ninh|67|kh-ubnd|2021",
        "uy ban nhan dan thanh pho tay ninh|67|kh-ubnd|2021",
    ]


def sample(cast: Cast, name: str) -> Document:
    read = read_file(name, (SAMPLES / name).read_bytes())
    header = read.header
    content = Content(summary=header.summary, bases="\n".join(read.bases), body=print_body(read.body))
    return register_received(
        owner=cast.city, kind="KH", number=header.number or "9", symbol=header.symbol, place=header.place,
        on=header.date or date(header.year or 2023, 1, 20), issuer_printed=header.issuer, content=content,
        by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip


@pytest.mark.both_databases
def test_the_three_sample_plans_hold_one_date_one_scope_and_one_near_duplicate(cast: Cast) -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        sample(cast, path.name)
    found = [(one.code, str(CitedPaper.objects.get(pk=one.cited_id))) for one in contradictions_for(cast.clerk)]
    assert found == [
        ("date-conflict", "Kế hoạch 67/KH-UBND"),
        ("scope-conflict", "Kế hoạch 67/KH-UBND"),
        ("symbol-near-duplicate", "Quy định 08-QĐ/TW"),
    ]
    flagged = sorted(str(paper) for paper in CitedPaper.objects.filter(contradicted=True))
    assert flagged == ["Kế hoạch 67/KH-UBND", "Quy định 08-QĐ/TW", "Quy định 08-QĐi/TW"]


def test_papers_that_exist_already_are_read_by_a_command_that_may_run_twice(cast: Cast) -> None:
    draft, paper = cast.draft(), received(cast, CONTENT)
    before = keys()
    Mention.objects.all().delete()
    HeldPaper.objects.all().delete()
    for _ in range(2):
        call_command("index_citations", verbosity=0)
        assert keys() == before
    assert [held.document for held in HeldPaper.objects.all()] == [paper]
    assert not Mention.objects.filter(document=draft).exists()


def test_a_conflict_is_over_when_the_paper_that_made_it_takes_its_words_back(cast: Cast) -> None:
    said = "Thực hiện Kế hoạch số 67/KH-UBND ngày {}/3/2021 của UBND thành phố Tây Ninh về thi đua."
    received(cast, citing(said.format(30)))
    draft = cast.draft(content=citing(said.format(31)))
    take_step(document=draft, action="submit", by=cast.clerk)
    assert [one.code for one in contradictions_for(cast.clerk)] == ["date-conflict"]
    take_step(document=draft, action="withdraw", by=cast.clerk)
    assert [one.code for one in contradictions_for(cast.clerk)] == []
    assert not CitedPaper.objects.filter(contradicted=True).exists()


def test_reading_again_changes_nothing(cast: Cast) -> None:
    paper = received(cast, CONTENT)
    mentions = Mention.objects.order_by("pk").values_list("cited", "quote", "line")
    before = list(mentions)
    keep_citations(paper)
    assert list(mentions.all()) == before
