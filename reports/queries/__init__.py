"""What waits, and for whom."""

from reports.queries.counts import counts_for, menu_counts
from reports.queries.exemplars import Group, exemplar_groups
from reports.queries.inbox import Step, Task, inbox_documents
from reports.queries.progress import report_tasks
from reports.queries.replaced_above import replaced_above
from reports.queries.sending import Duty, Sent, duties_for, sent_by

__all__ = [
    "Duty",
    "Group",
    "Sent",
    "Step",
    "Task",
    "counts_for",
    "duties_for",
    "exemplar_groups",
    "inbox_documents",
    "menu_counts",
    "replaced_above",
    "report_tasks",
    "sent_by",
]
