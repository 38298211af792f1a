"""Whether cited papers hold on a day: by the list of texts (``legal.texts``), and by the register's own papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from documents.models import CitedPaper, Document, HeldPaper
from documents.models.document import DocumentQuerySet, State
from documents.text.folded import fold
from legal.texts import Force, LegalText, texts
from organizations.models import User
from workflow.models import LogEntry

FORCE_NAMES: dict[str, str] = {
    "in_force": "còn hiệu lực",
    "ended": "hết hiệu lực",
    "not_yet": "chưa có hiệu lực",
    "unknown": "chưa rõ hiệu lực",
}
_ENDINGS = {State.RECALLED: "recall", State.REPLACED: "replace"}
_WORDS = {"recall": "đã bị thu hồi", "replace": "đã bị thay thế"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A paper of the register: from which day it holds, the last day it held (None: it holds), and why it ended."""

    cited_id: int
    document_id: int
    since: date | None
    ended: date | None = None
    why: str = ""

    def force(self, on: date) -> Force:
        """Whether it holds on that day."""
        if self.since is None:
            return "unknown"
        if on < self.since:
            return "not_yet"
        return "ended" if self.ended is not None and on > self.ended else "in_force"


@dataclass(frozen=True, slots=True)
class Period:
    """A line of the time line: from when until when, what holds, by which text, and whether that was read there."""

    since: date | None
    until: date | None
    force: str
    name: str
    by: str
    verified: bool


def text_of(paper: CitedPaper) -> LegalText | None:
    """The listed text that the cited paper is."""
    return _listed().get((paper.number, paper.symbol))


@cache
def _listed() -> dict[tuple[str, str], LegalText]:
    """The listed texts by number and symbol as keys have them."""
    found = {}
    for text in texts():
        number, _, symbol = text.code.partition("/")
        found[number.lstrip("0"), fold(symbol)] = text
    return found


def holdings_of(user: User, cited: Iterable[int]) -> dict[int, Holding]:
    """By cited paper the paper of the register that it is, as far as the user sees it: our own before received ones."""
    visible = Document.objects.visible_to(user).values("pk")
    rows = (
        HeldPaper.objects.filter(cited__in=list(cited), document__in=visible)
        .order_by("document_id")
        .values_list("cited_id", "document_id", "document__state", "document__date")
    )
    best: dict[int, tuple[int, str, date | None]] = {}
    for cited_id, document_id, state, day in rows:
        if cited_id not in best or (best[cited_id][1] == State.RECEIVED and state != State.RECEIVED):
            best[cited_id] = (document_id, state, day)
    ends = _ends([pk for pk, state, _ in best.values() if state in _ENDINGS])
    return {cited_id: Holding(cited_id, pk, day, *ends.get(pk, (None, ""))) for cited_id, (pk, _, day) in best.items()}


def force_of(paper: CitedPaper, held: Holding | None, on: date) -> Force:
    """Whether a cited paper holds on a day: the list of texts decides, then the register."""
    if text := text_of(paper):
        return text.force(on)
    return held.force(on) if held else "unknown"


def last_day_of(paper: CitedPaper, held: Holding | None) -> date | None:
    """The last day on which the paper held; None when no end is known for sure."""
    if text := text_of(paper):
        return text.valid_to if text.citation.verified else None
    return held.ended if held else None


def timeline(paper: CitedPaper, held: Holding | None) -> list[Period]:
    """The paper's state in force over time, one line a period."""
    if text := text_of(paper):
        return _of_text(text)
    if held is None or held.since is None:
        return []
    lines = [Period(held.since, held.ended, "in_force", FORCE_NAMES["in_force"], "Sổ văn bản: ngày ban hành", True)]
    if held.ended:
        after = held.ended + timedelta(days=1)
        lines.append(Period(after, None, "ended", FORCE_NAMES["ended"], f"Sổ văn bản: {held.why}", True))
    return lines


def holds(user: User, force: str, on: date) -> Q:
    """Condition on cited papers: that they are in that state on that day, as far as the user can know."""
    listed = {name: Q(pk__in=[]) for name in FORCE_NAMES}
    every = Q(pk__in=[])
    for (number, symbol), text in _listed().items():
        this = Q(number=number, symbol=symbol)
        listed[text.force(on)] |= this
        every |= this
    visible = Document.objects.visible_to(user)
    dated = visible.filter(held__cited=OuterRef("pk"), date__isnull=False)
    known, now = Q(Exists(dated)), Q(Exists(dated.filter(date__lte=on)))
    ended = Q(pk__in=_ended_by(visible, on))
    registered = {"ended": ended, "not_yet": known & ~now, "in_force": now & ~ended, "unknown": ~known}
    return listed[force] | (~every & registered[force])


def _ended_by(visible: DocumentQuerySet, on: date) -> list[int]:
    """Cited papers that are papers of the register and were recalled or replaced before that day."""
    gone = visible.filter(state__in=list(_ENDINGS))
    rows = list(HeldPaper.objects.filter(document__in=gone.values("pk")).values_list("cited_id", "document_id"))
    ends = _ends([document for _, document in rows])
    return sorted({cited for cited, document in rows if document in ends and ends[document][0] < on})


def _ends(documents: list[int]) -> dict[int, tuple[date, str]]:
    """By paper the last day it held, that before the day of its recall or replacement, and how it ended."""
    if not documents:
        return {}
    about = Document.objects.filter(pk__in=documents).annotate(key=Cast("pk", CharField())).values("key")
    entries = LogEntry.objects.filter(
        target_type=Document._meta.label_lower, target_id__in=about, action__in=list(_WORDS)
    )
    return {
        int(key): (timezone.localdate(at) - timedelta(days=1), _WORDS[action])
        for key, action, at in entries.order_by("pk").values_list("target_id", "action", "at")
    }


def _of_text(text: LegalText) -> list[Period]:
    by = f"{text.citation.document}, {text.citation.article}"
    sure = text.citation.verified
    start = text.valid_from if text.start_known else None
    lines = [Period(start, text.valid_to, "in_force", FORCE_NAMES["in_force"], by, sure)]
    if start is not None and text.made_on is not None and text.made_on < start:
        lines.insert(0, Period(text.made_on, start - timedelta(days=1), "not_yet", FORCE_NAMES["not_yet"], by, sure))
    if text.valid_to:
        instead = f"; thay bằng {text.replaced_by}" if text.replaced_by else ""
        after = text.valid_to + timedelta(days=1)
        lines.append(Period(after, None, "ended", FORCE_NAMES["ended"], f"{by}{instead}", sure))
    return lines
