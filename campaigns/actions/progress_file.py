"""Minh chứng: files that bear a report out, added and taken away while the unit writes it."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.db import transaction

from campaigns.actions.progress import log_file_change
from campaigns.models import ProgressReport, ReportFile, ReportLine
from campaigns.workflow.progress import REPORTERS
from documents import storage
from documents.actions.upload import hold
from documents.models import StoredFile
from documents.text.attachments import media_type_of
from organizations.models import User
from organizations.normalize import clean_line
from workflow.engine import Refused

MOST = 30


def may_change_files(report: ProgressReport, by: User) -> bool:
    """Whether the user may add and remove evidence: who writes the report, while it is written."""
    return report.is_written and report.round.is_open and by.holds(REPORTERS, report.unit_id)


def add_evidence(
    *, report: ProgressReport, name: str, data: bytes, by: User, title: str = "", line: ReportLine | None = None
) -> ReportFile:
    """Keeps a file with the report, or with one of its lines.

    Args:
        name: the file's name as it came; ``title``: what the list calls it ("": the name without its ending).

    Raises:
        BadFile: the file may not be taken. Refused: the report may not be changed, or has too many files.
    """
    _check(report, by)
    if line is not None and line.report_id != report.pk:
        raise Refused("Dòng được chọn không thuộc báo cáo này. Hãy tải lại trang rồi chọn lại.")
    media_type = media_type_of(name, data)
    clean_name = clean_line(PurePath(name).name)[-255:]
    stored = StoredFile(
        original_name=clean_name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
    # The file first, as with every upload: a row without its file would be a broken link.
    storage.place(storage.stage(data), stored.path)
    with transaction.atomic():
        locked = _locked(report, by)
        if locked.files.count() >= MOST:
            raise Refused(f"Mỗi báo cáo có tối đa {MOST} tệp minh chứng. Hãy gộp các tệp nhỏ lại.")
        stored.save()
        hold(stored)
        named = (clean_line(title) or PurePath(clean_name).stem)[:200]
        added = ReportFile.objects.create(report=locked, line=line, file=stored, title=named, added_by=by)
        data_of = {"file": str(stored.pk), "title": named, "sha256": stored.sha256}
        log_file_change(locked, "add_file", "Thêm minh chứng", data_of, by)
        return added


def remove_evidence(*, file: ReportFile, by: User) -> None:
    """Takes a file away from its report; the log says which one it was.

    Raises:
        Refused: the report may not be changed.
    """
    with transaction.atomic():
        locked = _locked(file.report, by)
        data = {"title": file.title, "sha256": file.file.sha256}
        file.delete()
        log_file_change(locked, "remove_file", "Bỏ minh chứng", data, by)


def _locked(report: ProgressReport, by: User) -> ProgressReport:
    rows = ProgressReport.objects.select_for_update(of=("self",)).select_related("round", "unit")
    locked = rows.get(pk=report.pk)
    _check(locked, by)
    return locked


def _check(report: ProgressReport, by: User) -> None:
    if not may_change_files(report, by):
        raise Refused("Chỉ đơn vị báo cáo mới thêm, bớt minh chứng, khi báo cáo chưa gửi hoặc bị trả lại.")
