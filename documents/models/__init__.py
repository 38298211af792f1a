"""Official papers and what belongs to them."""

from documents.models.attachment import Attachment
from documents.models.dispatch import Dispatch, Forwarding, Reminder
from documents.models.document import Document
from documents.models.finding import DismissedFinding
from documents.models.number_series import NumberSeries, ReservedNumber, SeriesPolicy
from documents.models.render_job import RenderJob
from documents.models.reuse import Clause, PaperTemplate, RecipientList
from documents.models.stored_file import StoredFile
from documents.models.version import Comment, DocumentVersion

__all__ = [
    "Attachment",
    "Clause",
    "Comment",
    "DismissedFinding",
    "Dispatch",
    "Document",
    "DocumentVersion",
    "Forwarding",
    "NumberSeries",
    "PaperTemplate",
    "RecipientList",
    "Reminder",
    "RenderJob",
    "ReservedNumber",
    "SeriesPolicy",
    "StoredFile",
]
