"""Writing an exemplar, the steps of its life, and whether everybody may read it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.exemplar_telling import tell_of_exemplar
from campaigns.models import Campaign, Exemplar
from campaigns.models.exemplar import ExemplarState
from campaigns.queries.exemplars import campaigns_for, office_for
from campaigns.queries.heirs import caretaker
from campaigns.text.exemplar_figures import figure_faults
from campaigns.workflow.exemplar import APPROVERS, EXEMPLAR, WRITERS
from organizations.models import Person, Unit, User
from organizations.names import search_key
from workflow.engine import Refused, perform, record

_STALE = "Người khác vừa lưu bài này. Chữ bạn gõ vẫn còn dưới đây; hãy so với bản đang lưu rồi lưu lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarContent:
    """The written part, as a form gives it."""

    kind: str
    name: str
    year: int
    field: str = Exemplar.Field.OTHER
    person: Person | None = None
    campaign: Campaign | None = None
    movement: str = ""
    summary: str = ""
    story: str = ""
    figures: str = ""


class Stale(Exception):
    """Somebody saved meanwhile; ``current`` is the exemplar as it stands. Nothing was changed."""

    def __init__(self, current: Exemplar) -> None:
        super().__init__(_STALE)
        self.current = current


def create_exemplar(*, unit: Unit, content: ExemplarContent, by: User, creation_key: uuid.UUID) -> Exemplar:
    """A new draft of the unit; an earlier post of the same form made the one that is returned.

    Raises:
        Refused: ``by`` does not write for the unit, or the person or movement is none that may be chosen.
    """
    if not by.holds(WRITERS, unit.pk):
        raise Refused(f"Bạn không có quyền viết bài về điển hình của {unit}.")
    exemplar = Exemplar(unit=unit, desk=unit, created_by=by, creation_key=creation_key)
    _write(exemplar, content, by)
    try:
        with transaction.atomic():
            exemplar.save()
            record(thing=exemplar, action="create", label="Tạo bản nháp", by=by, target=exemplar.state)
    except IntegrityError:
        earlier = Exemplar.objects.filter(creation_key=creation_key).first()
        if earlier is None:
            raise
        if earlier.created_by_id != by.pk:
            raise Refused("Biểu mẫu này đã cũ. Hãy mở lại trang rồi dán nội dung vào.") from None
        return earlier
    return exemplar


def save_exemplar(*, exemplar: Exemplar, version: int, content: ExemplarContent, by: User) -> Exemplar:
    """Saves a draft or returned exemplar if it is still as the writer read it.

    Whoever agreed to what stood there before has not agreed to the new words: a consent ends with the change.

    Raises:
        Stale: somebody saved meanwhile. Refused: ``by`` may not write it now.
    """
    with transaction.atomic():
        locked = locked_for_writing(exemplar, by)
        if locked.version != version:
            raise Stale(locked)
        before = {name: getattr(locked, name) for name in _values(content) if name not in ("person", "campaign")}
        before |= {"person": locked.person_id, "campaign": locked.campaign_id}
        _write(locked, content, by)
        after = {name: getattr(locked, name) for name in before if name not in ("person", "campaign")}
        after |= {"person": locked.person_id, "campaign": locked.campaign_id}
        changed = sorted(name for name in before if before[name] != after[name])
        if not changed:
            return locked
        locked.version += 1
        data: dict[str, Any] = {"fields": changed}
        if locked.consented_at:
            forget_consent(locked)
            data["consent"] = "ended"
        locked.save()
        record(thing=locked, action="edit", label="Sửa nội dung", by=by, data=data)
        return locked


def take_exemplar_step(*, exemplar: Exemplar, action: str, by: User, reason: str = "") -> Exemplar:
    """One step of the workflow table; the exemplar is handed on to whoever has the next one.

    Raises:
        Refused: with the reason, also for a code that is no such step.
    """
    if action not in {row.action for row in EXEMPLAR.transitions if not row.automatic}:
        raise Refused("Không có bước này trong quy trình. Hãy tải lại trang rồi chọn lại.")

    def change(locked: Exemplar) -> None:
        if action == "submit":
            locked.proposed_by, locked.desk = by, office_for(locked.unit)
        elif action == "approve":
            locked.approved_on = timezone.localdate()
        elif action == "return":
            locked.desk, locked.approved_on = caretaker(locked.unit, timezone.localdate()), None
        elif action == "take_back":
            locked.desk, locked.proposed_by = caretaker(locked.unit, timezone.localdate()), None
        elif action in ("retire", "restore", "discard"):
            forget_consent(locked)

    with transaction.atomic():
        _take_over(exemplar, by)
        done: Exemplar = perform(thing=exemplar, action=action, by=by, reason=reason, change=change)
        tell_of_exemplar(exemplar=done, action=action, by=by)
        return done


def may_publish(exemplar: Exemplar, by: User) -> bool:
    """Whether the user may record a consent and make it public: who writes it now, or the office where it lies."""
    if exemplar.state == ExemplarState.APPROVED or exemplar.state == ExemplarState.PROPOSED:
        return by.holds(APPROVERS, _care(exemplar.desk).pk)
    return may_write(exemplar, by)


def may_withdraw(exemplar: Exemplar, by: User) -> bool:
    """Whether the user may end that it is public: the unit or the office, in any state; nobody waits for the other."""
    return by.holds(WRITERS, _care(exemplar.unit).pk) or by.holds(APPROVERS, _care(exemplar.desk).pk)


def publish_exemplar(*, exemplar: Exemplar, version: int, agreed: bool, note: str, by: User) -> Exemplar:
    """Notes who confirmed, when and on what ground, that those who are named and pictured agree; from then on it is
    public, as soon as it is approved.

    Args:
        version: of the text that was shown when it was confirmed; ``note``: how they agreed ("phiếu đồng ý ngày …").

    Raises:
        Refused: not confirmed, no ground given, not the user's to do. Stale: the text is another one by now.
    """
    with transaction.atomic():
        locked = _locked(exemplar)
        if not may_publish(locked, by):
            raise Refused("Bạn không có quyền công khai bài này ở trạng thái hiện nay.")
        if locked.version != version:
            raise Stale(locked)
        if not agreed or not note.strip():
            raise Refused("Hãy đánh dấu vào ô xác nhận và ghi người được nêu tên đã đồng ý bằng cách nào.")
        locked.visibility = Exemplar.Visibility.PUBLIC
        locked.consented_at, locked.consent_by, locked.consent_note = timezone.now(), by, note.strip()[:300]
        locked.save()
        record(thing=locked, action="publish", label="Xác nhận đồng ý, cho công khai", by=by, reason=note)
        return locked


def withdraw_exemplar(*, exemplar: Exemplar, by: User, reason: str = "") -> Exemplar:
    """Rút công khai: from this moment only those inside read it; the consent ends.

    Raises:
        Refused: not the user's to do.
    """
    with transaction.atomic():
        locked = _locked(exemplar)
        if not may_withdraw(locked, by):
            raise Refused("Chỉ đơn vị có điển hình hoặc cơ quan thường trực mới rút công khai được.")
        if not locked.wants_public:
            return locked
        forget_consent(locked)
        locked.save()
        record(thing=locked, action="withdraw", label="Rút công khai", by=by, reason=reason)
        return locked


def forget_consent(exemplar: Exemplar) -> None:
    """Sets the exemplar back to internal, without a consent; saves nothing."""
    exemplar.visibility = Exemplar.Visibility.INTERNAL
    exemplar.consented_at, exemplar.consent_by, exemplar.consent_note = None, None, ""


def may_write(exemplar: Exemplar, by: User) -> bool:
    """Whether the user may write texts and pictures now: of the unit, or of the one that took over from it."""
    return exemplar.is_editable and by.holds(WRITERS, _care(exemplar.unit).pk)


def in_care(exemplar: Exemplar) -> Exemplar:
    """The exemplar as it lies today: at the heir of an office that has ended. Sets ``desk``; saves nothing."""
    exemplar.desk = _care(exemplar.desk)
    return exemplar


def _care(unit: Unit) -> Unit:
    return caretaker(unit, timezone.localdate())


def _take_over(exemplar: Exemplar, by: User) -> None:
    """Moves what lies at an office that has ended to its heir, when somebody of the heir acts on it; says so in the
    log. Call it in a transaction: a step that is refused afterwards takes nothing over."""
    locked = _locked(exemplar)
    former, heir = locked.desk, _care(locked.desk)
    if heir.pk == former.pk or not by.holds((*WRITERS, *APPROVERS), heir.pk):
        return
    locked.desk = heir
    locked.save(update_fields=["desk"])
    data = {"from": former.pk, "to": heir.pk}
    record(thing=locked, action="take_over", label=f"{heir} nhận chăm sóc thay {former}", by=by, data=data)


def _locked(exemplar: Exemplar) -> Exemplar:
    found = Exemplar.objects.select_for_update(of=("self",)).select_related("unit", "desk").filter(pk=exemplar.pk)
    locked = found.first()
    if locked is None:
        raise Refused("Bài này không còn nữa. Hãy tải lại danh sách.")
    return locked


def locked_for_writing(exemplar: Exemplar, by: User) -> Exemplar:
    """The exemplar read anew under a lock, for whoever writes it; call it in a transaction.

    Raises:
        Refused: it is not theirs to write, or not now.
    """
    locked = _locked(exemplar)
    if not by.holds(WRITERS, _care(locked.unit).pk):
        raise Refused("Bạn không có quyền sửa bài này.")
    if not locked.is_editable:
        raise Refused(f"Bài đang ở trạng thái “{locked.get_state_display()}” nên không sửa được. Chữ bạn gõ vẫn còn.")
    return locked


def _write(exemplar: Exemplar, content: ExemplarContent, by: User) -> None:
    """Sets the written part, and what it is found by.

    Raises:
        Refused: a person or movement that the user may not choose, or figures that cannot be read.
    """
    person = content.person if content.kind == Exemplar.Kind.PERSON else None
    if person and person.pk != exemplar.person_id and not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused("Không tìm thấy hồ sơ cá nhân. Hãy chọn lại trong gợi ý.")
    campaign = content.campaign
    is_new = campaign is not None and campaign.pk != exemplar.campaign_id
    if campaign and is_new and not campaigns_for(by, exemplar.unit).filter(pk=campaign.pk).exists():
        raise Refused("Không tìm thấy phong trào. Hãy chọn lại trong danh sách.")
    if faults := figure_faults(content.figures):
        raise Refused(faults[0])
    for name, value in _values(content).items():
        setattr(exemplar, name, value)
    exemplar.person = person
    exemplar.movement = "" if campaign else content.movement
    movement = campaign.name if campaign else content.movement
    texts = (exemplar.name, exemplar.unit.official_name, exemplar.unit.short_name, movement, exemplar.summary)
    exemplar.search_text = search_key(" ".join([*texts, exemplar.story, exemplar.figures]))


def _values(content: ExemplarContent) -> dict[str, Any]:
    """The fields with their values as they are: no copies of people and movements."""
    return {name: getattr(content, name) for name in content.__dataclass_fields__}
