"""Search in all texts: SQLite's and PostgreSQL's index, and no index at all, find what a plain comparison finds."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.actions.create import set_drafting_unit
from documents.actions.document import Content, create_draft, save_draft
from documents.actions.step import issue, sign, take_step
from documents.migrations import _full_text
from documents.models import Document, DocumentText, document_text
from documents.models.document_text import answers, columns_of, passages_of
from documents.text.asking import Question, TooMuch, read_question
from documents.text.passages import SECTIONS
from documents.text.terms import folded, symbols, words
from tests.cast import CONTENT, Cast

WORDS = ("thi đua", "hoà", "hòa", "Đổi mới", "53/KH-UBND", "53 / KH - UBND", "08-QĐi/TW", "152/2025/NĐ-CP", "năm 2024")
BITS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["*", '"', "(", ")", "OR", "NEAR(", ":", "-", "AND NOT", "'", "\\", "%", "_", "¶", "{body}", "&|!"]
    ),
    st.text(alphabet="aăâđÐ¶Łß½éộ0 19/-–.\"'*:^\u0301\u0323", max_size=6),
)
TEXTS = st.lists(BITS, max_size=6).map(" ".join)
QUESTIONS = st.lists(st.tuples(st.sampled_from(["", "", "-", '"']), BITS), min_size=1, max_size=4).map(
    lambda rows: " ".join(f'{sign}{bit}"' if sign == '"' else sign + bit for sign, bit in rows)
)


def naive(question: Question, sections: tuple[str, ...]) -> list[int]:
    """Who answers, word by word, passage by passage, in Python alone."""
    found = []
    for paper in Document.objects.all():
        texts = [folded(one.text) for one in passages_of(paper) if one.section in sections]
        runs = [[word.text for word in words(text)] for text in texts]
        numbers = {form for text in texts for symbol in symbols(text) for form in symbol.forms}

        def says(run: tuple[str, ...], runs: list[list[str]] = runs, numbers: set[str] = numbers) -> bool:
            size = len(run)
            stands = any(tuple(one[at : at + size]) == run for one in runs for at in range(len(one)))
            return stands or (size == 1 and run[0] in numbers)

        if all(says(term.words) for term in question.wanted) and not any(says(t.words) for t in question.unwanted):
            found.append(paper.pk)
    return sorted(found)


def found(question: Question, sections: tuple[str, ...] = SECTIONS) -> list[int]:
    return sorted(Document.objects.filter(answers(question, sections)).values_list("pk", flat=True))


def asked(text: str, sections: tuple[str, ...] = SECTIONS) -> list[int]:
    return found(read_question(text), sections)


def write(cast: Cast, texts: list[str]) -> None:
    """Papers that say the texts in their sections; straight to the database, as any text may get there."""
    made = []
    for number in range(0, len(texts), 4):
        summary, bases, body, recipients = (texts[number : number + 4] + [""] * 4)[:4]
        annex = f"{body}\nPhụ lục I\n{bases}"
        made.append(
            Document(
                owner=cast.city, issuer=cast.city, issuer_printed="UBND", kind="KH", summary=summary[:500], bases=bases,
                body=annex, recipients=recipients, created_by=cast.clerk,
            )
        )  # fmt: skip
    DocumentText.objects.bulk_create(
        [DocumentText(document=one, **columns_of(one)) for one in Document.objects.bulk_create(made)]
    )


@pytest.fixture
def one_cast(db) -> Cast:
    return Cast()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("few", "many"), [(300, 10_000), (0, 10_000), (0, 0)], ids=["by keys", "ticked off", "met on the way"]
)
def test_every_way_finds_what_a_plain_comparison_finds(one_cast, monkeypatch, few, many):
    monkeypatch.setattr(document_text, "_FEW", few)
    monkeypatch.setattr(document_text, "_MANY", many)

    @settings(max_examples=40, deadline=None)
    @given(texts=st.lists(TEXTS, min_size=8, max_size=16), typed=st.lists(QUESTIONS, min_size=4, max_size=6))
    def run(texts: list[str], typed: list[str]) -> None:
        with transaction.atomic():
            write(one_cast, texts)
            for text in typed:
                try:
                    question = read_question(text)
                except TooMuch:
                    continue
                for sections in (SECTIONS, ("summary",), ("bases", "annexes")):
                    wanted = naive(question, sections) if question.wanted else []
                    assert found(question, sections) == wanted, (text, sections)
            transaction.set_rollback(True)

    run()


def stale() -> list[int]:
    """Papers whose kept words are not those that they say today."""
    kept = {row["document_id"]: row for row in DocumentText.objects.values("document_id", *SECTIONS)}
    return [
        paper.pk
        for paper in Document.objects.select_related("signed_by__person")
        if kept.get(paper.pk) != {"document_id": paper.pk, **columns_of(paper)}
    ]


@pytest.mark.both_databases
def test_every_action_that_writes_a_paper_keeps_its_words(cast):
    paper = cast.draft()
    assert (stale(), asked("soi noi"), asked("mua kho")) == ([], [paper.pk], [])
    paper = save_draft(
        document=paper, version=paper.version, content=replace(CONTENT, body="Mùa khô./."), by=cast.clerk, autosave=True
    )
    assert (stale(), asked("soi noi"), asked("mua kho")) == ([], [], [paper.pk])
    submitted = take_step(document=paper, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    assert (stale(), asked("01/KH-UBND"), asked("tran van hung")) == ([], [paper.pk], [paper.pk])
    letter = create_draft(
        issuer=cast.city, kind="CV", content=Content(summary="Mời"), by=cast.clerk, creation_key=uuid.uuid4()
    )
    set_drafting_unit(document=letter, drafting_unit="NVX", by=cast.clerk)
    assert (stale(), asked("nvx")) == ([], [letter.pk])
    letter.delete()
    assert (stale(), asked("nvx")) == ([], [])


@pytest.mark.both_databases
def test_papers_that_were_there_before_get_their_words(cast, monkeypatch):
    monkeypatch.setattr(_full_text, "_CHUNK", 2)
    for _ in range(4):
        cast.draft()
    submitted = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    DocumentText.objects.all().delete()
    assert asked("soi noi") == []
    _full_text.write_words(apps, None)
    assert (stale(), len(asked("soi noi"))) == ([], 5)


@pytest.mark.both_databases
def test_a_phrase_stands_in_one_passage(cast):
    paper = cast.draft(
        content=replace(CONTENT, summary="Một hai", body="ba bốn\nnăm sáu\n\n| bảy | tám |\n| chín | mười |")
    )
    questions = ('"mot hai"', '"hai ba"', '"bon nam"', '"bay tam"', '"tam chin"', '"hai can cu"', "hai muoi")
    assert [asked(text) for text in questions] == [[paper.pk], [], [], [paper.pk], [], [], [paper.pk]]


@pytest.mark.both_databases
def test_phrases_far_down_a_long_text_are_found(cast):
    """PostgreSQL's own positions end at 16,383."""
    paper = cast.draft(content=replace(CONTENT, body="chữ " * 30_000 + "rất hiếm thấy"))
    assert [asked(text) for text in ('"hiem thay"', '"thay hiem"', '"chu rat hiem"')] == [[paper.pk], [], [paper.pk]]


@pytest.mark.both_databases
def test_no_text_is_too_much_for_the_index(cast):
    """A tsvector holds 1 MB of different words of 2 KB at most."""
    words_of = "".join(f" {chr(0x4E00 + number // 200)}{chr(0x4E00 + number % 200)}一" * 2 for number in range(40_000))
    paper = cast.draft(content=replace(CONTENT, body="dài" * 5000 + words_of))
    assert asked("phat dong") == [paper.pk]


@pytest.mark.both_databases
def test_the_index_is_there(db):
    """It is lost when a migration makes the table of words anew and does not build it again."""
    if connection.vendor == "sqlite":
        wanted, query = (
            3,
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'documents_fulltext%'",
        )
    else:
        wanted, query = 1, "SELECT count(*) FROM pg_indexes WHERE indexname = 'documents_fulltext'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchone()[0] == wanted


def test_without_an_index_the_answers_are_the_same(cast, monkeypatch):
    paper = cast.draft()
    questions = ("soi noi", '"soi noi"', '"noi soi"', "1/CT-UBND -khac", "soi -noi")
    wanted = [asked(text) for text in questions]
    monkeypatch.setattr(document_text, "_has_index", lambda: False)
    assert [asked(text) for text in questions] == wanted == [[paper.pk], [paper.pk], [], [paper.pk], []]
