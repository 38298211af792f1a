"""The words of every paper, section by section, and the condition that a paper answers a question.

``documents/text/terms.py`` says what a word is; the columns hold words between single spaces, so that "does it stand
there" is one comparison of strings on any database. SQLite's FTS5 table and PostgreSQL's tsvector
(``migrations/_full_text.py``) only find the papers sooner; without them the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from documents.models import fts
from documents.models.document import Document
from documents.text.asking import Question, Term
from documents.text.light import parse_body
from documents.text.passages import SECTIONS, Passage, body_passages, lines_of
from documents.text.terms import stream

TABLE = "documents_fulltext"
# PostgreSQL holds 1 MB of different words in a tsvector.
MOST_BYTES = 800_000
# So few papers are fetched by their keys; up to so many are ticked off a list; more are met soon enough on the way.
_FEW, _MANY = 300, 30_000


class DocumentText(models.Model):
    """The words of one paper. Written by ``keep_text`` with every change of what it says, never read by people."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="words")
    heading = models.TextField("số ký hiệu, cơ quan, chữ ký", blank=True)
    summary = models.TextField("trích yếu", blank=True)
    bases = models.TextField("căn cứ", blank=True)
    body = models.TextField("nội dung", blank=True)
    annexes = models.TextField("phụ lục", blank=True)
    recipients = models.TextField("nơi nhận", blank=True)

    class Meta:
        verbose_name = "chữ của văn bản"
        verbose_name_plural = "chữ của văn bản"

    def __str__(self) -> str:
        return f"Chữ của văn bản {self.pk}"


def passages_of(document: Document) -> Iterator[Passage]:
    """What a paper says, in the order of its parts: what is searched and what snippets are cut from."""
    yield from lines_of("heading", "Đầu văn bản", f"{document.kind_name} số {document.number_and_symbol}")
    issuers = "\n".join((document.parent_printed, document.issuer_printed, document.authority_line))
    yield from lines_of("heading", "Cơ quan ban hành", issuers)
    yield from lines_of("summary", "Trích yếu", document.summary)
    yield from lines_of("recipients", "Kính gửi", document.addressees)
    yield from lines_of("bases", "Căn cứ", document.bases, "can-cu")
    yield from body_passages(parse_body(document.body))
    yield from lines_of("recipients", "Nơi nhận", document.recipients, "noi-nhan")
    signers = (document.sign_on_behalf_of, document.sign_deputy_for, document.sign_title, document.signer_name)
    second = (document.second_sign_title, document.second_sign_name)
    yield from lines_of("heading", "Chữ ký", "\n".join((*signers, *second)), "noi-nhan")


def columns_of(document: Document) -> dict[str, str]:
    """The columns of a paper's row."""
    texts: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for passage in passages_of(document):
        texts[passage.section].append(passage.text)
    columns, left = {}, MOST_BYTES
    for section in SECTIONS:
        columns[section] = stream(texts[section], left)
        left -= len(columns[section].encode())
    return columns


def answers(question: Question, sections: Sequence[str] = SECTIONS) -> Q:
    """Condition on papers that they answer the question in these sections (names out of ``SECTIONS``).

    Every wanted term stands there, in one section or another; no unwanted one does.
    """
    if not question.wanted:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        return _by_vector(question, sections)
    if not _has_index():
        return _plainly(question.wanted, question.unwanted, sections)
    asked = _match(question, sections)
    found = fts.keys(TABLE, asked, _MANY + 1)
    if len(found) <= _FEW:
        return Q(pk__in=found)
    if len(found) <= _MANY:
        return Q(fts.Matches("pk", Value(asked), table=TABLE))
    return _plainly(question.wanted, question.unwanted, sections)


def _plainly(wanted: Iterable[Term], unwanted: Iterable[Term], sections: Sequence[str]) -> Q:
    """By comparing texts: no index needed, exact."""
    columns = [F(f"words__{section}") for section in sections]
    text = columns[0] if len(columns) == 1 else _Joined(*columns)
    yes = [GreaterThan(StrIndex(text, Value(term.run)), 0) for term in wanted]
    no = [~Q(GreaterThan(StrIndex(text, Value(term.run)), 0)) for term in unwanted]
    return Q(*yes, *no, words__isnull=False)


def _match(question: Question, sections: Sequence[str]) -> str:
    """The question in FTS5's language; words hold no quotation marks."""
    scope = "" if len(sections) == len(SECTIONS) else f"{{{' '.join(sections)}}} : "
    wanted = " AND ".join(f'"{" ".join(term.words)}"' for term in question.wanted)
    unwanted = " OR ".join(f'"{" ".join(term.words)}"' for term in question.unwanted)
    asked = f"({scope}({wanted}))"
    return f"{asked} NOT ({scope}({unwanted}))" if unwanted else asked


def _by_vector(question: Question, sections: Sequence[str]) -> Q:
    """PostgreSQL: the index names papers that hold all words; order and section are compared in the text."""
    every = len(sections) == len(SECTIONS)
    words = {word for term in question.wanted for word in term.words}
    out = {term.words[0] for term in question.unwanted if every and not term.is_phrase}
    asked = " & ".join([*map(_lexeme, sorted(words)), *(f"!{_lexeme(word)}" for word in sorted(out))])
    found = Q(_InVector("words__document_id", Value(asked)))
    wanted = [term for term in question.wanted if term.is_phrase or not every]
    unwanted = [term for term in question.unwanted if term.is_phrase or not every]
    return found & _plainly(wanted, unwanted, sections) if wanted or unwanted else found


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


class _Joined(Func):
    """Texts one behind the other; each ends with a break, so no phrase reaches over."""

    template, arg_joiner = "(%(expressions)s)", " || "
    output_field = models.TextField()


class _InVector(Func):
    """Whether the vector in the row of that key answers a tsquery. The column is PostgreSQL's alone: no field."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """SQL of PostgreSQL."""
        key, _, asked, params = fts.two(self, compiler)
        return f"({key.rpartition('.')[0]}.vector @@ {asked}::tsquery)", params


def _has_index() -> bool:
    return fts.exists(TABLE)
