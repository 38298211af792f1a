"""What the review of a read paper shows, and what its buttons do to the fields before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.actions.imports import Corrections
from campaigns.forms.doubtful import doubtful
from campaigns.forms.importing import CONTENT, ReviewForm
from campaigns.views.understood import understood
from documents.actions.attachment import may_change
from documents.models import StoredFile
from documents.queries.twins import text_of_paper, twin_of
from documents.text.corrections import Alignment, Place, field_of, fixed, place_of, repair_places, repaired
from documents.text.finding_list import Listed, grouped
from documents.text.findings import fingerprint
from documents.text.reading import Finding, Reading, Repair
from documents.text.repairs import BROKEN
from documents.text.source_marks import Shown, shown
from organizations.models import User

# A page names so many findings: who has more begins with these.
MOST_FINDINGS = 300


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button of the review did: the values of the form from now on, and a sentence for the user.

    ``on``: in which list the button stands, "findings" or "repairs"; ``done``: whether it changed anything.
    """

    values: dict[str, Any]
    said: str
    on: str
    done: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repair on the page: ``state`` is "open", "done" (its proposal stands there) or "gone" (other words do)."""

    number: int
    repair: Repair
    state: str


def pressed(posted: QueryDict, reading: Reading, source: str) -> Pressed | None:
    """The fields with what a button asked for: "fix" (key of a finding), "repair" ("chon" or "het"). None: neither.

    What was typed stays; nothing is checked or kept yet.
    """
    values: dict[str, Any] = posted.dict()
    fields = {name: "\n".join(values.get(name, "").splitlines()) for name in CONTENT}
    if key := posted.get("fix", ""):
        return _fix(values, fields, reading, source, key)
    if which := posted.get("repair", ""):
        every = range(len(reading.repairs))
        ticked = [int(at) for at in posted.getlist("chon") if at.isdecimal() and len(at) < 10]
        chosen = every if which == "het" else ticked
        return _repair(values, fields, reading, source, [at for at in chosen if at in every])
    return None


def _fix(values: dict[str, Any], fields: Mapping[str, str], reading: Reading, source: str, key: str) -> Pressed:
    said = "Nhận xét này không còn. Hãy xem lại danh sách nhận xét."
    for finding in reading.findings:
        if fingerprint(finding) != key:
            continue
        try:
            changed = fixed(source, fields, finding)
        except ValueError as error:
            said = str(error)
            continue
        values |= changed | {"fixed": _more(values.get("fixed", ""), [key])}
        return Pressed(
            values, f"Đã sửa “{_short(finding.quote)}” thành “{_short(finding.fix or '')}”.", "findings", True
        )
    return Pressed(values, said, "findings", False)


def _repair(
    values: dict[str, Any], fields: Mapping[str, str], reading: Reading, source: str, chosen: list[int]
) -> Pressed:
    if not chosen:
        return Pressed(values, "Chưa chọn chỗ nào. Hãy đánh dấu các chỗ cần sửa, rồi bấm lại.", "repairs", False)
    changed, done = repaired(source, fields, reading.repairs, chosen)
    values |= changed | {"repaired": _more(values.get("repaired", ""), map(str, done))}
    left = len(chosen) - len(done)
    rest = f" {left} chỗ khác đã được sửa hoặc đã thay đổi nên giữ nguyên." if left else ""
    return Pressed(values, f"Đã sửa {len(done)} chỗ chữ quét hỏng vào các ô.{rest}", "repairs", bool(done))


def _more(kept: str, added: Any) -> str:
    return " ".join(dict.fromkeys([*kept.split(), *added]))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def corrections(form: ReviewForm, reading: Reading) -> Corrections:
    """What was corrected with one click, by the fields of the valid form; what the reading does not propose is not."""
    keys = set(form.cleaned_data["fixed"].split())
    places = {int(at) for at in form.cleaned_data["repaired"].split() if at.isdecimal()}
    fixes = {fingerprint(finding): finding for finding in reading.findings if finding.fix is not None}
    return Corrections(
        tuple(repair for at, repair in enumerate(reading.repairs) if at in places),
        tuple(finding for key, finding in fixes.items() if key in keys),
    )


def review_page(form: ReviewForm, stored: StoredFile, reading: Reading, source: str, user: User) -> dict[str, Any]:
    """What the page shows beside its form: the marked source, doubts, findings, repairs, the clean twin."""
    now = form.now()
    aligned = Alignment(source, {name: now[name] for name in CONTENT})
    marked = shown(aligned, reading)
    doubts = doubtful(reading, now, form.day_now(), timezone.localdate())
    _explain(form, doubts, marked)
    paired = twin_of(reading, source, now["kind"], user)
    proposals, rows = _proposals(aligned, reading), _listed(form, aligned, reading.findings[:MOST_FINDINGS])
    return {
        "shown": marked,
        "doubtful": [form[name] for name in doubts],
        "finding_groups": grouped(rows),
        "finding_count": len(rows),
        "findings_left_out": max(0, len(reading.findings) - MOST_FINDINGS),
        "proposals": proposals,
        "open_count": sum(one.state == "open" for one in proposals),
        "is_bad_scan": reading.ocr < BROKEN,
        "percent": round(100 * reading.ocr),
        "paired": paired,
        "twin_text": text_of_paper(paired.document) if paired else "",
        "can_pair": paired is not None and may_change(paired.document, user),
        **understood(aligned, reading),
    }


def _explain(form: ReviewForm, doubts: Mapping[str, str], marked: Shown) -> None:
    for name in form.fields:
        line = marked.line_of.get(name)
        if name not in doubts and not line:
            continue
        link = format_html('<a class="field-line" href="#dong-{}">Bản gốc, dòng {}</a>', line, line) if line else ""
        form.explain(name, format_html("{}{}", _doubt(doubts[name]), link) if name in doubts else SafeString(link))
        if name in doubts:
            attributes = form.fields[name].widget.attrs
            attributes["class"] = f"{attributes.get('class', '')} is-doubtful".strip()


def _doubt(why: str) -> SafeString:
    return format_html('<span class="doubt">{}<strong>Cần xem lại:</strong> {}</span> ', _icon("warning"), why)


def _icon(name: str) -> SafeString:
    return SafeString(render_to_string("components/icon.html", {"name": name}))


def _proposals(aligned: Alignment, reading: Reading) -> list[Proposal]:
    found: list[Proposal] = []
    for number, (repair, places) in enumerate(
        zip(reading.repairs, repair_places(aligned, reading.repairs), strict=True)
    ):
        there = [word.text for word in aligned.in_fields(places)] if places else []
        states = {tuple(repair.word.split()): "open", tuple(repair.proposal.split()): "done"}
        found.append(Proposal(number, repair, states.get(tuple(there), "gone")))
    return found


def _listed(form: ReviewForm, aligned: Alignment, findings: tuple[Finding, ...]) -> list[Listed]:
    """The findings for their list, equal ones once: where the words still stand, with their repair."""
    rows: dict[str, Listed] = {}
    for finding in findings:
        place = place_of(aligned, finding)
        row = _row(form, finding, place, field_of(aligned, finding))
        earlier = rows.get(row.key)
        if earlier is None or (row.can_fix and not earlier.can_fix):
            rows[row.key] = row
    fixed_keys = set(str(form["fixed"].value() or "").split())
    return [row for row in rows.values() if row.can_fix or row.key not in fixed_keys]


def _row(form: ReviewForm, finding: Finding, place: Place | None, name: str) -> Listed:
    return Listed(
        finding,
        place=str(form.fields[name].label) if name else "",
        target=str(form[name].id_for_label) if name else "",
        line=place.line if place else 1,
        source_line=finding.line,
        can_fix=finding.fix is not None and place is not None,
    )
