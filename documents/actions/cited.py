"""Keeping what papers cite: read when a paper is handed in, issued or received, gone when it is a draft again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from django.db import connection, transaction
from django.utils import timezone

from documents.models import CitedPaper, Document, HeldPaper, Mention
from documents.models.document import State
from documents.queries.readings import contradictions_in, neighbours, readings_of
from documents.text import kinds
from documents.text.cited import Cited, Key, as_citation, key_of, read_cited
from documents.text.laws import Law
from documents.text.places import resolve, whereabouts
from documents.text.reading import Citation
from documents.text.tree import Header
from legal.papers import is_cited_by_name
from organizations.names import search_key

WITHOUT = (State.DRAFT, State.DISCARDED)
# What the advisory locks of this module are called, and how many there are.
_LOCK, _TURNS = 6_711, 256


def keep_citations(document: Document) -> None:
    """Reads the paper's text and keeps its mentions in place of those kept before, in one transaction.

    Of a draft nothing is kept. Of a published paper it is kept, too, how others cite it.
    """
    if document.state in WITHOUT:
        forget_citations(document)
        return
    with transaction.atomic():
        keep_all([document])


def forget_citations(document: Document) -> None:
    """The paper is a draft again, or thrown away: it cites nothing."""
    with transaction.atomic():
        gone = _delete([document])
        _take_turns(CitedPaper.objects.filter(pk__in=gone).values_list("authority", "number"))
        _mark_contradictions(gone)


def keep_all(documents: Sequence[Document]) -> int:
    """As ``keep_citations`` for several papers that are no drafts; in a transaction. Returns the number of mentions."""
    read = {document.pk: cited_in(document) for document in documents}
    own = {document.pk: own_key(document) for document in documents if document.is_published}
    gone = _delete(documents)
    before = CitedPaper.objects.filter(pk__in=gone).values_list("authority", "number")
    keys = [one.key for found in read.values() for one in found] + [key for key, _ in own.values()]
    _take_turns([*before, *((authority[:300], number[:40]) for authority, number, _, _ in keys)])
    papers = _papers([one for found in read.values() for one in found], own)
    mentions = [
        _mention(one, papers[_joined(one.key)], document) for document in documents for one in read[document.pk]
    ]
    # Whoever settles what is said of one of these papers waits here.
    touched = sorted({mention.cited_id for mention in mentions} | gone)
    list(CitedPaper.objects.select_for_update().filter(pk__in=touched).order_by("pk").values_list("pk"))
    Mention.objects.bulk_create(mentions, batch_size=500)
    held = [HeldPaper(document_id=pk, cited=papers[_joined(key)]) for pk, (key, _) in own.items()]
    HeldPaper.objects.bulk_create(held, batch_size=500)
    _mark_contradictions(touched)
    return len(mentions)


def cited_in(document: Document) -> tuple[Cited, ...]:
    """What the paper's text cites."""
    day = document.date
    written = day or (timezone.localdate(document.created_at) if document.created_at else timezone.localdate())
    return read_cited(
        header_of(document), document.bases, document.body, source=str(document.pk), written=written
    )  # fmt: skip


def header_of(document: Document) -> Header:
    """The paper's head as the reader knows it."""
    day = document.date
    return Header(
        kind=document.kind_name,
        number=document.number,
        symbol=document.symbol,
        place=document.place,
        day=day.day if day else None,
        month=day.month if day else None,
        year=day.year if day else None,
        parent_authority=document.parent_printed,
        issuer=document.issuer_printed,
        summary=document.summary,
    )


def own_key(document: Document) -> tuple[Key, Citation]:
    """The key by which others cite a paper of the register, and the paper as they would."""
    header = header_of(document)
    if not header.number and is_cited_by_name(document.kind):
        name = document.summary.removeprefix(f"{header.kind} ")
        citation = as_citation(Law(header.kind, name, header.date, header.year, "", 0), header.date)
    else:
        issuer = resolve(header.issuer, header.symbol, whereabouts(header, ())) or header.issuer
        citation = Citation(
            header.kind, header.number, header.symbol, header.date, header.issuer, "", "", 0, issuer_resolved=issuer
        )
    return key_of(citation, str(document.pk)), citation


def _delete(documents: Sequence[Document]) -> set[int]:
    """Removes what was kept of the papers; returns the keys of the papers that they cited."""
    before = Mention.objects.filter(document__in=documents)
    gone = set(before.order_by().values_list("cited_id", flat=True))
    if gone:
        before.delete()
    HeldPaper.objects.filter(document__in=documents).delete()
    return gone


def _take_turns(pairs: Iterable[tuple[str, str]]) -> None:
    """Waits, until the transaction ends, for others who change what is said of these authorities and numbers.

    Two symbols that are nearly equal may both be new: no row of either is there to be locked. PostgreSQL locks a
    number in its place, one of a few, for a transaction may hold only some thousands. SQLite has one writer anyway.
    """
    if connection.vendor != "postgresql":
        return
    turns = sorted({crc32(f"{authority}|{number}".encode()) % _TURNS for authority, number in pairs})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, turn) FROM unnest(%s::int[]) AS turn", [_LOCK, turns])


def _papers(read: Iterable[Cited], own: dict[int, tuple[Key, Citation]]) -> dict[str, CitedPaper]:
    """The rows of the cited papers by key; those that are missing are made."""
    wanted: dict[str, CitedPaper] = {}
    for key, citation in [*((one.key, one.citation) for one in read), *own.values()]:
        wanted.setdefault(_joined(key), _paper(key, citation))
    # Sorted, so that two transactions that make the same rows wait for each other and do not block each other.
    missing = set(wanted) - set(CitedPaper.objects.filter(key__in=wanted).values_list("key", flat=True))
    CitedPaper.objects.bulk_create([wanted[key] for key in sorted(missing)], batch_size=500, ignore_conflicts=True)
    return {paper.key: paper for paper in CitedPaper.objects.filter(key__in=wanted)}


def _paper(key: Key, citation: Citation) -> CitedPaper:
    authority, number, symbol, year = key
    dash = "-" if kinds.is_party(citation.symbol) else "/"
    printed = f"{citation.number}{dash}{citation.symbol}" if citation.symbol else citation.number or citation.title
    return CitedPaper(
        key=_joined(key),
        authority=authority[:300],
        number=number[:40],
        symbol=symbol[:300],
        year=year,
        kind=(citation.kind or kinds.from_symbol(citation.symbol))[:40],
        printed=printed[:300],
        sort_key=f"{symbol.removeprefix(f'{year}/')}  {year or 0:04d} {number:>8}"[:360],
    )


def _joined(key: Key) -> str:
    authority, number, symbol, year = key
    return f"{authority[:300]}|{number[:40]}|{symbol[:300]}|{year or ''}"


def _mention(one: Cited, paper: CitedPaper, document: Document) -> Mention:
    said = one.citation
    return Mention(
        cited=paper,
        document=document,
        field=one.field,
        line=one.line,
        kind=said.kind[:40],
        number=said.number[:40],
        symbol=said.symbol[:300],
        date=said.date,
        issuer=said.issuer[:300],
        issuer_resolved=said.issuer_resolved[:300],
        title=said.title,
        quote=said.quote,
        search_text=search_key(f"{paper} {said.issuer} {said.issuer_resolved} {said.title}"),
        by_name=one.by_name,
    )


def _mark_contradictions(keys: Iterable[int]) -> None:
    """Notes on the cited papers, and on those with the same authority and number, whether their mentions fit."""
    around = list(neighbours(CitedPaper.objects.filter(pk__in=list(keys))).values_list("pk", flat=True))
    found = contradictions_in(readings_of(Mention.objects.filter(cited__in=around)))
    marked = {reading.cited_id for one in found for reading in one.readings}
    CitedPaper.objects.filter(pk__in=around, contradicted=False).filter(pk__in=marked).update(contradicted=True)
    CitedPaper.objects.filter(pk__in=around, contradicted=True).exclude(pk__in=marked).update(contradicted=False)
