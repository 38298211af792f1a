"""Remarks on a paper: the threads, whether their passage still stands, who may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.models import Comment, Document
from documents.text.inline import plain
from organizations.models import RoleAssignment, User
from organizations.models.unit import ids_on


@dataclass(frozen=True, slots=True)
class Thread:
    """One remark with its answers; ``is_gone``: the passage it is about has been changed since."""

    comment: Comment
    replies: list[Comment]
    is_gone: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be dealt with."""
        return self.comment.resolved_at is None


def visible_comments(user: User) -> QuerySet[Comment]:
    """Remarks on the papers whose drafts the user sees."""
    condition = Q(pk__in=[])
    for path in user.unit_paths():
        condition |= Q(document__owner__path__startswith=path)
    return Comment.objects.filter(condition)


def threads_of(document: Document, body: str | None = None) -> list[Thread]:
    """The remarks, open ones first; ``body``: the text to look for their passages in, if not the saved one."""
    everything = list(document.comments.select_related("by__person", "resolved_by__person").order_by("pk"))
    replies: dict[int, list[Comment]] = {}
    for comment in everything:
        if comment.answers_id:
            replies.setdefault(comment.answers_id, []).append(comment)
    where = _folded(f"{document.bases}\n{document.body if body is None else body}\n{document.summary}")
    threads = [
        Thread(comment, replies.get(comment.pk, []), bool(comment.quote) and _folded(comment.quote) not in where)
        for comment in everything
        if not comment.answers_id
    ]
    return sorted(threads, key=lambda thread: not thread.is_open)


def participants(comment: Comment) -> list[User]:
    """Who is told of it: the drafter, and whoever has a part in the thread, as far as they still see the drafts."""
    owner = comment.document.owner
    top = comment.answers or comment
    seeing = RoleAssignment.objects.as_of(timezone.localdate()).filter(unit__in=ids_on(owner.path))
    return list(
        User.objects.filter(
            Q(pk=comment.document.created_by_id) | Q(pk=top.by_id) | Q(pk__in=top.replies.values("by")),
            pk__in=seeing.values("user"),
        )
        .select_related("person")
        .order_by("pk")
    )


def _folded(text: str) -> str:
    """The text as a quotation of it reads: without marks, breaks as spaces."""
    return " ".join(plain(text).split())
