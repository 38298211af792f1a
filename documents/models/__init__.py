"""Official papers and what belongs to them."""

from documents.models.attachment import Attachment
from documents.models.cited import CitedPaper, HeldPaper, Mention, SettledConflict
from documents.models.dispatch import Dispatch, Forwarding, Reminder
from documents.models.document import Document
from documents.models.document_text import DocumentText
from documents.models.finding import DismissedFinding
from documents.models.number_series import NumberSeries, ReservedNumber, SeriesPolicy
from documents.models.reading import ReadingBatch, ReadingItem
from documents.models.render_job import RenderJob
from documents.models.reuse import Clause, PaperTemplate, RecipientList
from documents.models.stored_file import StoredFile
from documents.models.version import Comment, DocumentVersion

__all__ = [
    "Attachment",
    "CitedPaper",
    "Clause",
    "Comment",
    "DismissedFinding",
    "Dispatch",
    "Document",
    "DocumentText",
    "DocumentVersion",
    "Forwarding",
    "HeldPaper",
    "Mention",
    "NumberSeries",
    "PaperTemplate",
    "ReadingBatch",
    "ReadingItem",
    "RecipientList",
    "Reminder",
    "RenderJob",
    "ReservedNumber",
    "SeriesPolicy",
    "SettledConflict",
    "StoredFile",
]
