"""Search gives the same papers by every way it may take, on both databases, whatever happens to the papers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import Q

from documents.actions.document import save_draft
from documents.actions.step import issue, sign, take_step
from documents.models import Document, search
from organizations.names import search_key
from tests.cast import CONTENT, Cast

SUMMARIES = (
    "Phát động phong trào thi đua năm 2024",
    "Về việc “hạn hán” 100% & 50_50",
    "Tổng kết công tác khen thưởng",
    "Khen thưởng đột xuất ở Đ' An",
    'Dấu " trong trích yếu (AND OR NOT)',
)
ASKED = (
    "thi đua", "THI ĐUA", "thi", "đ", "an", "khen thưởng tổng", "100%", "50_50", "50-50", "%", "_", "'", '"', "(and",
    "or not", "*", "kh-ubnd", "…/kh", "hạn hán", "khong co", "ủy ban nhân dân thành phố",
)  # fmt: skip


@pytest.fixture
def papers(cast: Cast) -> list[Document]:
    return [cast.draft(content=replace(CONTENT, summary=summary)) for summary in SUMMARIES]


def plainly(words: str) -> list[int]:
    """Who holds the words, compared text by text in Python."""
    keys = search_key(words).split()
    texts = Document.objects.values_list("pk", "search_text")
    return sorted(pk for pk, text in texts if all(word in text for word in keys))


def found(words: str) -> list[int]:
    return sorted(Document.objects.matching(words).values_list("pk", flat=True))


@pytest.mark.both_databases
@pytest.mark.parametrize(("few", "many"), [(300, 10_000), (0, 10_000), (0, 0)], ids=["keys", "ticked off", "met"])
def test_every_way_finds_the_same(papers, monkeypatch, few, many):
    monkeypatch.setattr(search, "_FEW", few)
    monkeypatch.setattr(search, "_MANY", many)
    assert {words: found(words) for words in ASKED} == {words: plainly(words) for words in ASKED}


def test_without_an_index_the_answers_are_the_same(papers, monkeypatch):
    monkeypatch.setattr(search, "_has_index", lambda: False)
    assert {words: found(words) for words in ASKED} == {words: plainly(words) for words in ASKED}


@pytest.mark.both_databases
def test_the_index_is_there(db):
    """It is lost when a migration makes the table of papers anew and does not build it again."""
    if connection.vendor == "sqlite":
        assert search._has_index()
        wanted, query = 3, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'documents_search%'"
    else:
        wanted, query = 1, "SELECT count(*) FROM pg_indexes WHERE indexname = 'documents_search'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchone()[0] == wanted


@pytest.mark.both_databases
def test_changes_are_found_at_once(cast):
    paper = cast.draft()
    save_draft(document=paper, version=paper.version, content=replace(CONTENT, summary="Mùa khô"), by=cast.clerk)
    assert (found("mùa khô"), found("phát động")) == ([paper.pk], [])
    submitted = take_step(document=paper, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    assert found("01/kh-ubnd mua kho") == [paper.pk]
    Document.objects.filter(pk=paper.pk).update(search_text="khac han")
    assert (found("mua kho"), found("khac")) == ([], [paper.pk])


def test_a_deleted_paper_is_found_no_more(cast):
    paper = cast.draft()
    paper.delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM documents_search WHERE documents_search MATCH 'phong'")
            assert cursor.fetchone()[0] == 0


@pytest.mark.both_databases
def test_it_goes_together_with_other_conditions(papers, cast):
    visible = Document.objects.visible_to(cast.clerk).matching("khen thuong")
    assert sorted(visible.values_list("pk", flat=True)) == plainly("khen thuong")
    assert Document.objects.visible_to(cast.outsider).matching("khen thuong").count() == 0
    assert Document.objects.filter(Q(kind="CT")).matching("khen thuong").exists() is False
