"""Who is told what about exemplars and their adoptions. A notice names the thing, no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from campaigns.models import Exemplar, ModelAdoption
from campaigns.workflow.exemplar import APPROVERS
from organizations.models import Notice, User
from organizations.notifications import holders, notify, settle
from workflow.models import LogEntry

# What the unit hears of a step of the office.
_SAID = {
    "approve": "Đã duyệt điển hình: {name}",
    "return": "Trả lại để sửa, điển hình: {name}",
    "retire": "Thôi đăng điển hình: {name}",
    "restore": "Đăng lại điển hình: {name}",
}
_SAID_OF_ADOPTION = {
    "confirm": "Đã xác nhận kết quả áp dụng mô hình: {name}",
    "return": "Trả lại kết quả áp dụng mô hình: {name}",
}


def tell_of_exemplar(*, exemplar: Exemplar, action: str, by: User) -> None:
    """After a step: the office of a proposal, the unit's writers of what the office did."""
    settle(key_prefix=f"task:exemplar:{exemplar.pk}:")
    address, about = exemplar.get_absolute_url(), f"exemplar:{exemplar.pk}:{action}:{_times(exemplar)}"
    if action == "submit":
        people = holders(APPROVERS, [exemplar.desk_id]).get(exemplar.desk_id, [])
        text = f"{exemplar.unit} đề nghị duyệt điển hình: {exemplar.name}"
        _tell(people, by, Notice.Kind.TASK, text, address, f"task:{about}")
    elif action in _SAID:
        people = [user for user in (exemplar.created_by, exemplar.proposed_by) if user]
        _tell(people, by, Notice.Kind.ANSWER, _SAID[action].format(name=exemplar.name), address, about)


def tell_of_adoption(*, adoption: ModelAdoption, action: str, by: User) -> None:
    """After a step: the office of a report, who reported of what the office said."""
    settle(key_prefix=f"task:adoption:{adoption.pk}:")
    address, about = reverse("adoption_detail", args=[adoption.pk]), f"adoption:{adoption.pk}:{action}"
    about = f"{about}:{_times(adoption)}"
    name = adoption.exemplar.name
    if action == "report":
        people = holders(APPROVERS, [adoption.desk_id]).get(adoption.desk_id, [])
        text = f"{adoption.unit} báo kết quả áp dụng mô hình: {name}"
        _tell(people, by, Notice.Kind.TASK, text, address, f"task:{about}")
    elif action in _SAID_OF_ADOPTION and adoption.reported_by:
        text = _SAID_OF_ADOPTION[action].format(name=name)
        _tell([adoption.reported_by], by, Notice.Kind.ANSWER, text, address, about)


def _tell(people: Iterable[User], by: User, kind: str, text: str, address: str, key: str) -> None:
    others = {user.pk: user for user in people if user.pk != by.pk}
    notify(users=others.values(), kind=kind, text=text, address=address, key=key)


def _times(thing: Exemplar | ModelAdoption) -> int:
    """How much has happened to it: a second proposal is told again."""
    return LogEntry.objects.about(thing).count()
