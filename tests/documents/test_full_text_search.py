"""Search in all texts: SQLite's and PostgreSQL's index, and no index at all, find what a plain comparison finds."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.actions.create import set_drafting_unit
from documents.actions.document import save_draft
from documents.actions.step import issue, sign, take_step
from documents.models import Document, DocumentText, document_text
from documents.models.document_text import answers, columns_of, passages_of
from documents.text.asking import Question, TooMuch, read_question
from documents.text.passages import SECTIONS
from documents.text.terms import folded, symbols, words
from tests.cast import CONTENT, Cast

WORDS = ("thi đua", "hoà", "hòa", "Đổi mới", "53/KH-UBND", "53 / KH - UBND", "08-QĐi/TW", "152/2025/NĐ-CP", "năm 2024")
BITS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["*", '"', "(", ")", "OR", "NEAR(", ":", "-", "AND NOT", "'", "\\", "%", "_", "¶", "{body}", "&|!"]),
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
    return found


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
