"""Beginning a paper of any kind: from a blank page, a beginning of the program, or a unit's own template."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from documents.actions.document import Content, create_draft, index, keep_text
from documents.models import Document
from documents.text.issuers import place_of
from documents.workflow import DRAFTERS, SIGNERS
from legal import papers, signing
from organizations.models import Position, RoleAssignment, Unit, User
from organizations.models.period import in_force
from workflow.engine import Refused, record

COLLECTIVE = "Ủy ban nhân dân"
MINUTES, LETTER = "BB", "CV"
# Who stands at the head of a unit of that kind, where nobody's position says it.
_HEADS: dict[str, str] = {
    Unit.Kind.COMMITTEE: "Chủ tịch",
    Unit.Kind.SCHOOL: "Hiệu trưởng",
    Unit.Kind.COMPANY: "Giám đốc",
}
# Heads that are named after their office: "Phòng Tư pháp" → "Trưởng phòng Tư pháp".
_NAMED_HEADS = {
    "Phòng ": "Trưởng phòng ",
    "Ban ": "Trưởng ban ",
    "Văn phòng ": "Chánh Văn phòng ",
    "Sở ": "Giám đốc Sở ",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who may sign a unit's papers: ``position`` as held there; a substitute has a ``mark`` and a ``principal``."""

    user_id: int
    name: str
    position: str
    mark: str = ""
    principal: str = ""


def signers_of(unit: Unit, on: date) -> list[Signer]:
    """Everybody who may sign for the unit on that day, heads before deputies, substitutes last."""
    held = (
        RoleAssignment.objects.as_of(on)
        .filter(unit=unit, role__in=SIGNERS, user__is_active=True)
        .select_related("user__person", "on_behalf_of__person")
        .order_by("pk")
    )
    assignments = list({assignment.user_id: assignment for assignment in held}.values())
    users = [*(row.user for row in assignments), *(row.on_behalf_of for row in assignments if row.on_behalf_of)]
    titles = _titles(unit, on, [user.person_id for user in users if user.person_id])
    found = [
        Signer(
            assignment.user_id,
            str(assignment.user),
            _title(titles, unit, assignment.user),
            assignment.mark,
            _title(titles, unit, assignment.on_behalf_of) if assignment.on_behalf_of else "",
        )
        for assignment in assignments
    ]
    return sorted(found, key=lambda signer: (bool(signer.mark), signer.position.startswith("Phó "), signer.name))


def facts_of(unit: Unit, year: int) -> dict[str, str]:
    """What the beginnings say of the unit (``documents.text.beginnings.FACTS``); "" for what is not known."""
    name = unit.official_name
    parent = unit.parent_on(timezone.localdate())
    head = f"{_HEADS[unit.kind]} {name}" if unit.kind in _HEADS else ""
    for start, title in _NAMED_HEADS.items():
        if name.startswith(start):
            head = f"{title}{name.removeprefix(start)}"
    return {
        "don_vi": name,
        "dia_ban": place_of(name) or unit.place_name,
        "thu_truong": head,
        "cap_tren": parent.official_name if parent else "",
        "nam": str(year),
    }


def signature_of(unit: Unit, kind: str, signer: Signer | None, *, as_head: bool) -> dict[str, str]:
    """The lines of the signature block for that signer; without one those of the head, without a name.

    Minutes are signed by who took the chair and by the secretary, whatever posts they hold.
    """
    name = signer.name if signer else ""
    if kind == MINUTES:
        return {"sign_title": "CHỦ TỌA", "sign_name": name, "second_sign_title": "THƯ KÝ"}
    collective = COLLECTIVE if unit.kind == Unit.Kind.COMMITTEE else ""
    if signer is None:
        block = signing.block(default_position(unit), collective=collective, as_head=as_head)
    elif signer.mark:
        block = signing.substitute_block(
            signer.position, signer.mark, signer.principal, collective=collective, as_head=as_head
        )
    else:
        block = signing.block(signer.position, collective=collective, as_head=as_head)
    return {
        "sign_on_behalf_of": block.on_behalf_of,
        "sign_deputy_for": block.deputy_for,
        "sign_title": block.title,
        "sign_name": name,
    }


def default_position(unit: Unit) -> str:
    """What the head of such a unit is called."""
    if unit.kind in _HEADS:
        return _HEADS[unit.kind]
    return "Trưởng phòng" if unit.official_name.startswith("Phòng ") else "Thủ trưởng đơn vị"


def begin_paper(
    *,
    unit: Unit,
    kind: str,
    texts: dict[str, str],
    signature: dict[str, str],
    by: User,
    creation_key: uuid.UUID,
    drafting_unit: str = "",
) -> Document:
    """A new draft of the unit that begins with these texts.

    Args:
        kind: code ("CV"); ``texts``: first values of fields of ``Content``, signature lines among them win over
        ``signature``; ``drafting_unit``: letters of the drafting unit in the symbol of a công văn.

    Raises:
        Refused: ``by`` may not draft there, or there is no layout for that kind of paper.
    """
    if papers.layout(kind, timezone.localdate()) is None:
        raise Refused("Chưa có bố cục cho loại văn bản này nên chưa soạn được. Hãy chọn loại khác.")
    known = {field.name for field in fields(Content)}
    values = {"summary": ""} | signature | {name: text for name, text in texts.items() if name in known and text}
    return create_draft(
        issuer=unit,
        kind=kind,
        content=Content(**values),
        by=by,
        creation_key=creation_key,
        drafting_unit=drafting_unit,
    )


def set_drafting_unit(*, document: Document, drafting_unit: str, by: User) -> Document:
    """Puts the letters of the drafting unit ("NV"; "": none) into the symbol of a công văn that is still a draft.

    Raises:
        Refused: it is no draft of such a paper, or ``by`` may not write it.
    """
    if not by.holds(DRAFTERS, document.owner_id):
        raise Refused("Bạn không có quyền sửa văn bản này.")
    with transaction.atomic():
        current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if not current.is_editable or current.kind != LETTER or current.issuer is None:
            raise Refused("Chỉ đổi được ký hiệu của công văn đang soạn thảo.")
        old, current.symbol = current.symbol, papers.symbol(LETTER, current.issuer.symbol, drafting_unit)
        if current.symbol != old:
            index(current)
            current.save(update_fields=["symbol", "search_text", "updated_at"])
            keep_text(current)
            record(thing=current, action="symbol", label="Đổi ký hiệu", by=by, data={"old": old, "new": current.symbol})
        return current


def reusable_content(document: Document) -> dict[str, str]:
    """What of a paper may begin another one: all that is written, without the people who sign and the typist's mark."""
    content = Content(**{field.name: getattr(document, field.name) for field in fields(Content)})
    return asdict(replace(content, sign_name="", second_sign_name="", drafter_mark="", urgency=""))


def _titles(unit: Unit, on: date, people: list[int]) -> dict[int, str]:
    held = Position.objects.filter(in_force(on), unit=unit, person__in=people).order_by("valid_from", "pk")
    return dict(held.values_list("person_id", "title"))


def _title(titles: dict[int, str], unit: Unit, user: User) -> str:
    return titles.get(user.person_id or 0) or default_position(unit)
