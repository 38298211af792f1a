"""Soạn báo cáo: the figures of a round become a draft of kind Báo cáo, and what each number was made of is kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from campaigns.models import ReportLine, ReportRound, RoundPaper
from campaigns.queries.progress_totals import TargetTotal, TaskTotal, Totals, UnitFigure, totals
from campaigns.text.progress import RoundSaid, Source, TargetSaid, TaskSaid, draft
from campaigns.workflow.progress import KEEPERS
from documents.actions.create import begin_paper, signature_of, signers_of
from documents.models import Document
from documents.queries.bases import full_citation
from organizations.models import Unit, User
from workflow.engine import Refused, record

KIND = "BC"


def draft_round_paper(*, round_: ReportRound, by: User, creation_key: uuid.UUID) -> RoundPaper:
    """A draft báo cáo of the host whose sentences carry the figures of the accepted reports.

    Args:
        creation_key: a second post of the same form makes no second paper.

    Raises:
        Refused: ``by`` does not draft for the host, or no report is accepted yet.
    """
    if not by.holds(KEEPERS, round_.host_id):
        raise Refused(f"Bạn không có quyền soạn báo cáo của {round_.host}.")
    if earlier := RoundPaper.objects.filter(document__creation_key=creation_key, round=round_).first():
        return earlier
    with transaction.atomic():
        found = totals(round_)
        if not found.accepted:
            raise Refused("Chưa nhận báo cáo của đơn vị nào nên chưa có số liệu. Hãy tiếp nhận báo cáo trước.")
        drafted = draft(said_of(found))
        today = timezone.localdate()
        signer = next(iter(signers_of(round_.host, today)), None)
        above = round_.host.parent_on(today)
        recipients = [f"- {above.short_name};"] if above else []
        document = begin_paper(
            unit=round_.host,
            kind=KIND,
            texts={
                "summary": drafted.summary[:500],
                "body": drafted.body,
                "recipients": "\n".join([*recipients, "- Lưu: VT."]),
            },
            signature=signature_of(round_.host, KIND, signer, as_head=False),
            by=by,
            creation_key=creation_key,
        )
        paper, is_new = RoundPaper.objects.get_or_create(
            document=document,
            defaults={
                "round": round_,
                "figures": [figure.row() for figure in drafted.figures],
                "missing": [report.unit.short_name for report in found.missing],
                "made_by": by,
            },
        )
        if not is_new:  # another post of the same form was faster
            return paper
        data = {"document": document.pk, "figures": len(drafted.figures)}
        record(thing=round_, action="draft", label="Soạn báo cáo tổng hợp", by=by, unit_id=round_.host_id, data=data)
        return paper


def said_of(found: Totals) -> RoundSaid:
    """The totals of a round as the text of the paper takes them."""
    round_ = found.round
    words = [[(report.unit.short_name, text) for report, text in rows] for _, rows in found.words]
    return RoundSaid(
        host=round_.host.official_name,
        name=round_.name,
        period_from=round_.period_from,
        period_to=round_.period_to,
        plan=_cited(round_.plan.document) if round_.plan else "",
        today=timezone.localdate(),
        accepted=tuple(Source(0, report.pk, report.unit.short_name, "đã nhận") for report in found.accepted),
        missing=[report.unit.short_name for report in found.missing],
        targets=[_target(one) for one in found.targets],
        tasks=[_task(one) for one in found.tasks],
        highlights=words[0],
        difficulties=words[1],
        proposals=words[2],
    )


def _cited(document: Document) -> str:
    """The plan as a first mention has to read."""
    return full_citation(document).removeprefix("Căn cứ ").removesuffix(";")


def _target(one: TargetTotal) -> TargetSaid:
    values = [row.line.actual or Decimal(0) for row in one.counted]
    return TargetSaid(
        name=one.text,
        measure=one.measure,
        adds_up=one.adds_up,
        total=one.total,
        asked=one.asked,
        share=one.share,
        reached=one.reached,
        counted=len(values),
        lowest=min(values, default=None),
        highest=max(values, default=None),
        change=one.change,
        change_share=one.change_share,
        compared=len(one.compared),
        sources=_sources(one.counted),
        before=(
            *_sources(one.compared),
            *(_source(line, line.report.unit) for row in one.compared if row.before for line in row.before.lines),
        ),
    )


def _task(one: TaskTotal) -> TaskSaid:
    progress = ReportLine.Progress
    return TaskSaid(
        name=one.text,
        done=_sources(one.at(progress.DONE)),
        under_way=_sources(one.at(progress.UNDER_WAY)),
        not_begun=_sources(one.at(progress.NOT_BEGUN)),
    )


def _sources(rows: Iterable[UnitFigure]) -> tuple[Source, ...]:
    return tuple(_source(row.line, row.unit) for row in rows)


def _source(line: ReportLine, unit: Unit) -> Source:
    value = line.actual_text if line.is_target else line.get_progress_display()
    return Source(line.pk, line.report_id, unit.short_name, value)
