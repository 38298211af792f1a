"""What waits, and for whom."""

from reports.queries.counts import Counts, counts_for, menu_counts
from reports.queries.inbox import Step, Task, inbox_documents
from reports.queries.sending import Duty, Sent, duties_for, sent_by

__all__ = [
    "Counts",
    "Duty",
    "Sent",
    "Step",
    "Task",
    "counts_for",
    "duties_for",
    "inbox_documents",
    "menu_counts",
    "sent_by",
]
