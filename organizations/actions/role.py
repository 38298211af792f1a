"""Roles given and ended. Who signs, counts votes or administers is named by two people: one asks, another confirms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organizations.guards import may_administer, why_not_manage
from organizations.models import CONFIRMED_ROLES, Notice, Role, RoleAssignment, RoleRequest, Unit, User
from organizations.notifications import notify, settle
from organizations.queries.roles import deciders_of, may_decide
from workflow.engine import Refused, record

State = RoleRequest.State


@dataclass(frozen=True, slots=True)
class Term:
    """What is to be held: role, unit and days; for a substitute also for whom, under which mark, on what basis."""

    role: str
    unit: Unit
    valid_from: date
    valid_to: date | None = None
    on_behalf_of: User | None = None
    mark: str = ""
    basis: str = ""

    def __str__(self) -> str:
        until = f" đến {self.valid_to:%d/%m/%Y}" if self.valid_to else ""
        instead = f", {self.mark} thay {self.on_behalf_of}" if self.on_behalf_of else ""
        return f"{Role(self.role).label}, {self.unit}, từ {self.valid_from:%d/%m/%Y}{until}{instead}"


def needs_second_person(role: str) -> bool:
    """Whether two people must agree on a change of this role."""
    return role in CONFIRMED_ROLES


def give_role(*, user: User, term: Term, by: User) -> RoleAssignment | RoleRequest:
    """Gives a role at once, or asks a second person for it.

    Raises:
        ValidationError: the days do not fit, the role is held already, or the same waits for a decision.
        Refused: ``by`` does not administer the unit and the user's account, or it is ``by``'s own.
    """
    if refusal := why_not_give(by, user, term.unit):
        raise Refused(refusal)
    return _give_or_ask(user, term, by)


def why_not_give(by: User, user: User, unit: Unit) -> str | None:
    """Why ``by`` may not give this user a role in the unit; None when they may."""
    if not may_administer(by, unit):
        return f"Bạn không quản trị {unit} nên không giao được vai trò tại đây."
    return why_not_manage(by, user)


def end_role(*, held: RoleAssignment, last_day: date, by: User) -> RoleAssignment | RoleRequest | None:
    """Ends a role after ``last_day``; a day in the past ends it at once. For some roles a second person is asked.

    Returns:
        The ended holding, the request that now waits, or None when the role had not begun and was taken back.

    Raises:
        ValidationError: the role has ended, or the last day lies after its end.
        Refused: as for giving.
    """
    if refusal := why_not_give(by, held.user, held.unit):
        raise Refused(refusal)
    with transaction.atomic():
        held = _locked_holding(held)
        _check_end(held, last_day)
        if not needs_second_person(held.role) or held.on_behalf_of_id:
            return _end(held, last_day, by)
        if held.end_requests.filter(state=State.PENDING).exists():
            raise ValidationError("Việc thôi giữ vai trò này đang chờ người thứ hai xác nhận.")
        _refuse_last_administrator(held, last_day)
        request = RoleRequest(
            user=held.user, unit=held.unit, role=held.role, valid_from=held.valid_from,
            valid_to=max(last_day, held.valid_from), assignment=held, asked_by=by,
        )  # fmt: skip
        _refuse_without_second_person(request)
        request.save()
        _tell_deciders(request, f"{by} đề nghị cho thôi vai trò {request} của {held.user}")
        _log(
            held.user, by, "ask", "Đề nghị thôi vai trò", held.unit, f"{request}, ngày cuối {request.valid_to:%d/%m/%Y}"
        )
        return request


def name_substitute(*, user: User, term: Term, by: User) -> RoleAssignment | RoleRequest:
    """Names who stands in for ``term.on_behalf_of``; the holder does it, or an administrator of the unit.

    Raises:
        ValidationError: no end, no mark or basis, the holder does not hold the role in their own right on all those
            days, or as for giving.
        Refused: ``by`` is neither the holder nor administrator, or names themselves.
    """
    holder = term.on_behalf_of
    if holder is None or not term.mark or not term.basis.strip() or term.valid_to is None:
        raise ValidationError("Việc thay cần đủ: thay ai, hình thức, căn cứ (số văn bản) và ngày kết thúc.")
    if by.pk != holder.pk and not may_administer(by, term.unit):
        raise Refused("Chỉ người giữ vai trò hoặc quản trị đơn vị mới cử được người thay.")
    if user.pk in (holder.pk, by.pk):
        raise Refused("Người thay phải là người khác.")
    _check_own_right(holder, term)
    return _give_or_ask(user, term, by)


def end_substitution(*, held: RoleAssignment, by: User) -> None:
    """Ends a substitution at once; nobody else is asked, for it only takes rights away.

    Raises:
        ValidationError: it has ended.
        Refused: ``by`` is neither who is substituted, nor the substitute, nor administrator of the unit.
    """
    if by.pk not in (held.on_behalf_of_id, held.user_id) and not may_administer(by, held.unit):
        raise Refused("Chỉ người được thay, người thay hoặc quản trị đơn vị mới kết thúc được việc thay.")
    yesterday = timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        held = _locked_holding(held)
        _check_end(held, yesterday)
        _end(held, yesterday, by)


def confirm_request(*, request: RoleRequest, by: User) -> RoleAssignment | None:
    """The second person agrees: the role is given or ended.

    Raises:
        ValidationError: it cannot be given any more (the days, the unit, held meanwhile).
        Refused: decided already, ``by`` is no second person for it, or who asked could not ask any more.
    """
    with transaction.atomic():
        request = _locked_request(request, by)
        _refuse_if_asker_lost_it(request)
        given = _carry_out(request, by)
        _decide(request, State.CONFIRMED, by)
        _log(request.user, by, "confirm", f"Xác nhận {_what(request)}", request.unit, _facts(request))
        _tell_decided(request, f"{by} đã xác nhận {_what(request)}: {request}")
    return given


def refuse_request(*, request: RoleRequest, reason: str, by: User) -> None:
    """The second person does not agree; nothing changes.

    Raises:
        Refused: no reason, decided already, or ``by`` is no second person for it.
    """
    if not reason.strip():
        raise Refused("Hãy ghi lý do từ chối.")
    with transaction.atomic():
        request = _locked_request(request, by)
        request.reason = reason.strip()[:500]
        _decide(request, State.REFUSED, by)
        _log(request.user, by, "refuse", f"Từ chối {_what(request)}", request.unit, _facts(request), reason=reason)
        _tell_decided(request, f"{by} đã từ chối {_what(request)}: {request}. Lý do: {request.reason}")


def _give_or_ask(user: User, term: Term, by: User) -> RoleAssignment | RoleRequest:
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        _check_term(user, term)
        if not needs_second_person(term.role):
            return _give(user, term, by)
        if user.role_requests.filter(
            unit=term.unit, role=term.role, state=State.PENDING, assignment__isnull=True
        ).exists():
            raise ValidationError("Việc giao vai trò này đang chờ người thứ hai xác nhận.")
        request = RoleRequest(
            user=user, unit=term.unit, role=term.role, valid_from=term.valid_from, valid_to=term.valid_to,
            on_behalf_of=term.on_behalf_of, mark=term.mark, basis=term.basis, asked_by=by,
        )  # fmt: skip
        request.full_clean()
        _refuse_without_second_person(request)
        request.save()
        _tell_deciders(request, f"{by} đề nghị giao {user}: {request}")
        _log(user, by, "ask", f"Đề nghị {_what(request)}", term.unit, str(term))
        return request


def _give(user: User, term: Term, by: User) -> RoleAssignment:
    held = RoleAssignment(
        user=user, unit=term.unit, role=term.role, valid_from=term.valid_from, valid_to=term.valid_to,
        on_behalf_of=term.on_behalf_of, mark=term.mark, basis=term.basis,
    )  # fmt: skip
    held.full_clean()
    held.save()
    label = "Cử người thay" if term.on_behalf_of else "Giao vai trò"
    _log(user, by, "give", label, term.unit, str(term))
    _tell(user, f"Bạn được giao: {term}.", f"given:{held.pk}")
    return held


def _refuse_if_asker_lost_it(request: RoleRequest) -> None:
    """Two people stand behind a role on the day it is given: not one and a memory of another."""
    asker = request.asked_by
    above = [int(part) for part in request.unit.path.split("/") if part]
    held = RoleAssignment.objects.as_of(timezone.localdate()).filter(role=Role.ADMINISTRATOR, unit__in=above)
    may_ask = request.on_behalf_of_id == asker.pk or held.filter(user=asker).exists()
    if not asker.is_active or not may_ask:
        raise Refused(f"{asker} không còn quyền đề nghị việc này. Hãy từ chối, rồi để quản trị hiện nay đề nghị lại.")


def _refuse_last_administrator(held: RoleAssignment, last_day: date) -> None:
    """Somebody administers the unit, or one above it, in their own right after that day."""
    if held.role != Role.ADMINISTRATOR or held.on_behalf_of_id:
        return
    above = [int(part) for part in held.unit.path.split("/") if part]
    others = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), role=Role.ADMINISTRATOR, unit__in=above,
        on_behalf_of__isnull=True, user__is_active=True,
    ).exclude(user=held.user_id)  # fmt: skip
    # Locked, so that two of them who are ended at once do not count on each other.
    if not list(others.select_for_update(of=("self",))):
        raise ValidationError(
            f"{held.user} là quản trị cuối cùng của {held.unit}. Hãy giao vai trò quản trị cho người khác trước."
        )


def _refuse_without_second_person(request: RoleRequest) -> None:
    if not deciders_of(request):
        raise ValidationError(
            "Chưa có ai là người thứ hai: cần một quản trị khác, thủ trưởng hoặc lãnh đạo ký của đơn vị. Hãy nhờ "
            "quản trị cấp trên; khi mới cài đặt, người cài đặt tạo quản trị thứ hai (create_administrator --force)."
        )


def _carry_out(request: RoleRequest, by: User) -> RoleAssignment | None:
    if request.assignment is not None:
        held = _locked_holding(request.assignment)
        _refuse_last_administrator(held, max(request.valid_to or held.valid_from, timezone.localdate()))
        # Not before the day of the decision: until then the role was held and used.
        last_day = max(request.valid_to or held.valid_from, held.valid_from, timezone.localdate())
        if held.valid_to is None or held.valid_to > last_day:
            held.valid_to = last_day
            held.save(update_fields=["valid_to"])
        return held
    term = Term(
        request.role, request.unit, request.valid_from, request.valid_to, request.on_behalf_of, request.mark,
        request.basis,
    )  # fmt: skip
    if request.on_behalf_of is not None:
        _check_own_right(request.on_behalf_of, term)
    _check_term(request.user, term)
    return _give(request.user, term, by)


def _check_term(user: User, term: Term) -> None:
    if not user.is_active:
        raise ValidationError("Tài khoản này đang khóa. Hãy mở lại trước khi giao vai trò.")
    if term.valid_to and term.valid_to < term.valid_from:
        raise ValidationError({"valid_to": "Ngày kết thúc phải từ ngày bắt đầu trở đi."})
    if term.valid_to and term.valid_to < timezone.localdate():
        raise ValidationError({"valid_to": "Ngày kết thúc đã qua. Hãy chọn ngày từ hôm nay trở đi."})
    if not term.unit.holds_on(term.valid_from):
        raise ValidationError(f"{term.unit} không hoạt động vào ngày {term.valid_from:%d/%m/%Y}. Hãy chọn ngày khác.")
    same = user.role_assignments.filter(unit=term.unit, role=term.role)
    same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=term.valid_from))
    if term.valid_to:
        same = same.filter(valid_from__lte=term.valid_to)
    if same.exists():
        raise ValidationError(f"{user} đã giữ vai trò này tại {term.unit} trong thời gian đó.")


def _check_own_right(holder: User, term: Term) -> None:
    held = holder.role_assignments.filter(unit=term.unit, role=term.role, valid_from__lte=term.valid_from)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=term.valid_to))
    if held.filter(on_behalf_of__isnull=True).exists():
        return
    if held.exists():
        raise ValidationError(
            f"{holder} giữ vai trò này do được cử thay, nên không cử người khác thay tiếp được (thừa ủy quyền không "
            "được ủy quyền lại)."
        )
    raise ValidationError(f"{holder} không giữ vai trò này tại {term.unit} trong suốt thời gian đó.")


def _check_end(held: RoleAssignment, last_day: date) -> None:
    today = timezone.localdate()
    if held.valid_to and held.valid_to < today:
        raise ValidationError("Vai trò này đã kết thúc.")
    if held.valid_to and last_day > held.valid_to:
        raise ValidationError({"last_day": f"Vai trò này chỉ đến {held.valid_to:%d/%m/%Y}; hãy chọn ngày sớm hơn."})


def _end(held: RoleAssignment, last_day: date, by: User) -> RoleAssignment | None:
    """Ends it; what never lasted a whole day is taken back and stands in the log alone."""
    today = timezone.localdate()
    last_day = max(last_day, today - timedelta(days=1))
    facts = f"{held}, từ {held.valid_from:%d/%m/%Y}, ngày cuối {last_day:%d/%m/%Y}"
    label = "Thôi cử thay" if held.on_behalf_of_id else "Thôi vai trò"
    _log(held.user, by, "end", label, held.unit, facts)
    _tell(held.user, f"{label}: {held}, ngày cuối {last_day:%d/%m/%Y}.", f"ended:{held.pk}")
    if held.valid_from > last_day:
        held.delete()
        return None
    held.valid_to = last_day
    held.save(update_fields=["valid_to"])
    return held


def _locked_holding(held: RoleAssignment) -> RoleAssignment:
    rows = RoleAssignment.objects.select_for_update(of=("self",)).select_related("unit", "user__person")
    found: RoleAssignment | None = rows.filter(pk=held.pk).first()
    if found is None:
        raise ValidationError("Vai trò này không còn nữa. Hãy tải lại trang.")
    return found


def _locked_request(request: RoleRequest, by: User) -> RoleRequest:
    rows = RoleRequest.objects.select_for_update(of=("self",))
    found = rows.select_related("unit", "user__person", "asked_by__person", "on_behalf_of__person").get(pk=request.pk)
    if found.state != State.PENDING:
        raise Refused(f"Đề nghị này đã được xử lý: {found.get_state_display().lower()}.")
    if not may_decide(by, found):
        raise Refused("Bạn không phải người thứ hai của đề nghị này. Hãy nhờ quản trị khác hoặc thủ trưởng đơn vị.")
    return found


def _decide(request: RoleRequest, state: str, by: User) -> None:
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    settle(key_prefix=f"role-request:{request.pk}:asked")


def _what(request: RoleRequest) -> str:
    if request.assignment_id:
        return "thôi vai trò"
    return "cử người thay" if request.on_behalf_of_id else "giao vai trò"


def _facts(request: RoleRequest) -> str:
    until = f" đến {request.valid_to:%d/%m/%Y}" if request.valid_to else ""
    return f"{request}, từ {request.valid_from:%d/%m/%Y}{until}; {request.asked_by} đề nghị"


def _tell_deciders(request: RoleRequest, text: str) -> None:
    notify(
        users=deciders_of(request), kind=Notice.Kind.TASK, text=f"{text}; chờ bạn xác nhận.",
        address="/quan-tri/de-nghi-vai-tro/", key=f"role-request:{request.pk}:asked",
    )  # fmt: skip


def _tell_decided(request: RoleRequest, text: str) -> None:
    notify(
        users=[request.asked_by, request.user], kind=Notice.Kind.ACCOUNT, text=text, address="/tai-khoan/",
        key=f"role-request:{request.pk}:decided",
    )  # fmt: skip


def _tell(user: User, text: str, key: str) -> None:
    notify(users=[user], kind=Notice.Kind.ACCOUNT, text=text, address="/tai-khoan/", key=f"role:{key}")


def _log(user: User, by: User, action: str, label: str, unit: Unit, line: str, reason: str = "") -> None:
    record(thing=user, action=action, label=label, by=by, unit_id=unit.pk, reason=reason, data={"lines": [line]})
