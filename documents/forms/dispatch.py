"""To whom a paper is sent, and what a unit does with what it got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from documents.actions.dispatch import possible_receivers
from documents.models import Document, RecipientList
from organizations.forms.fields import DayField, LineField
from organizations.models import Block, RoleAssignment, Unit, User
from organizations.models.period import in_force
from organizations.names import search_key

MAX_LINE = 500
_KINDS = {
    Unit.Kind.OFFICE: "Cơ quan chuyên môn",
    Unit.Kind.SERVICE: "Đơn vị sự nghiệp",
    Unit.Kind.SCHOOL: "Trường học",
    Unit.Kind.PARTY: "Cơ quan Đảng",
    Unit.Kind.UNION: "Mặt trận, đoàn thể",
    Unit.Kind.FORCE: "Lực lượng vũ trang",
    Unit.Kind.COMPANY: "Doanh nghiệp",
    Unit.Kind.OTHER: "Đơn vị khác",
}


@dataclass(slots=True)
class Choice:
    """One unit that can be chosen; ``taken`` says why it cannot be, for it was chosen before."""

    unit: Unit
    is_checked: bool = False
    is_shown: bool = True
    taken: str = ""


@dataclass(slots=True)
class Group:
    """Units under one heading of the choice."""

    title: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it stands open: it is short, or something in it is chosen or was looked for."""
        return any(choice.is_checked for choice in self.choices) or len(self.choices) <= 40

    @property
    def shown(self) -> int:
        """How many of its units match the search."""
        return sum(choice.is_shown for choice in self.choices)


@dataclass(frozen=True, slots=True)
class QuickSet:
    """Units that can be added at once: a khối, a saved list of recipients, the paper's own nơi nhận."""

    code: str
    name: str
    unit_ids: tuple[int, ...]


class SendForm(forms.Form):
    """Units, the duty to answer, a line for them. Its steps (search, add, look over, send) are told by the view."""

    asks_answer = forms.BooleanField(
        label="Phải có văn bản thực hiện",
        required=False,
        help_text="Đơn vị nhận phải ban hành kế hoạch thực hiện văn bản này.",
    )
    due_on = DayField(label="Hạn", required=False, help_text="Hạn ban hành văn bản thực hiện; để trống nếu không có.")
    note = LineField(label="Lời nhắn", required=False, max_length=MAX_LINE)

    def __init__(self, *args: Any, document: Document, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.units = list(possible_receivers(document))
        self.sent = {one.unit_id: one for one in document.dispatches.order_by("pk")}
        self.chosen = self._posted_units()
        self.words = search_key(self.data.get("tim", "")) if self.is_bound else ""
        self.set_code = self.data.get("bo", "") if self.is_bound else ""
        self.sets = quick_sets(document, user, self.units)
        if getattr(document, "plan", None) is None:
            del self.fields["asks_answer"]

    def _posted_units(self) -> set[int]:
        posted = self.data.getlist("don-vi") if self.is_bound else []  # type: ignore[attr-defined]
        known = {str(unit.pk) for unit in self.units} - {str(pk) for pk in self.sent}
        return {int(value) for value in posted if value in known}

    def is_shown(self, unit: Unit) -> bool:
        """Whether the unit matches the words that are looked for."""
        return all(word in unit.search_name for word in self.words.split())

    def apply(self, step: str) -> None:
        """What a browser without script asks the server to do: (un)check what is shown, add a set."""
        new = {unit.pk for unit in self.units if unit.pk not in self.sent}
        if step == "chon-hien":
            self.chosen |= {unit.pk for unit in self.units if unit.pk in new and self.is_shown(unit)}
        elif step == "bo-hien":
            self.chosen -= {unit.pk for unit in self.units if self.is_shown(unit)}
        elif step == "them":
            self.chosen |= {pk for found in self.sets if found.code == self.set_code for pk in found.unit_ids} & new

    def clean(self) -> dict[str, Any]:
        """At least one unit; a duty's deadline lies ahead."""
        cleaned = super().clean() or {}
        if not self.chosen:
            self.add_error(None, "Hãy chọn ít nhất một đơn vị nhận.")
        due_on = cleaned.get("due_on")
        if due_on and due_on < timezone.localdate():
            self.add_error("due_on", "Hạn đã qua. Hãy chọn hạn từ hôm nay trở đi.")
        return cleaned

    def chosen_units(self) -> list[Unit]:
        """The chosen units in protocol order."""
        return [unit for unit in self.units if unit.pk in self.chosen]

    def groups(self) -> list[Group]:
        """All units under their headings: right below by kind, others by the unit between, above last."""
        owner = self.document.owner
        names = {unit.pk: unit.short_name for unit in self.units}
        groups: dict[str, Group] = {}
        for unit in self.units:
            title = unit_heading(unit, owner, names)
            group = groups.setdefault(title, Group(title))
            sent = self.sent.get(unit.pk)
            taken = f"đã gửi {timezone.localtime(sent.sent_at):%d/%m/%Y}" if sent else ""
            group.choices.append(Choice(unit, unit.pk in self.chosen, self.is_shown(unit), taken))
        last = [groups.pop(_ABOVE)] if _ABOVE in groups else []
        return [*groups.values(), *last]


_ABOVE = "Cấp trên (báo cáo)"


def unit_heading(unit: Unit, owner: Unit, names: dict[int, str]) -> str:
    """Under which heading a unit stands where ``owner`` chooses units; ``names``: short names of all, by key."""
    if not unit.path.startswith(owner.path):
        return _ABOVE
    between = [pk for pk in unit.ancestor_ids if pk in names and pk not in owner.ancestor_ids and pk != owner.pk]
    if between:
        return f"Thuộc {names[between[0]]}"
    if unit.kind == Unit.Kind.COMMITTEE:
        return "Xã, phường, thị trấn" if unit.level == Unit.Level.COMMUNE else "Ủy ban nhân dân cấp dưới"
    return _KINDS[Unit.Kind(unit.kind)]


def quick_sets(document: Document, user: User, units: list[Unit]) -> list[QuickSet]:
    """Khối, saved lists and the paper's nơi nhận, as far as they name units that can be chosen."""
    known = {unit.pk for unit in units}
    by_name = {search_key(name): unit.pk for unit in units for name in (unit.short_name, unit.official_name)}
    found = [QuickSet("noi-nhan", "Nơi nhận ghi trong văn bản", _named(document.recipients, by_name))]
    found += block_sets(user, known)
    for saved in cast("QuerySet[RecipientList]", RecipientList.objects.visible_to(user)):
        found.append(QuickSet(f"ds-{saved.pk}", f"Danh sách: {saved}", _named(saved.lines, by_name)))
    return [one for one in found if one.unit_ids]


def block_sets(user: User, known: set[int]) -> list[QuickSet]:
    """The khối of today that the user sees, as far as they have units that can be chosen (``known``)."""
    today, found = timezone.localdate(), []
    for block in Block.objects.visible_to(user).as_of(today).prefetch_related("members").order_by("protocol_order"):
        members = [row.unit_id for row in block.members.all() if row.holds_on(today) and row.unit_id in known]
        if members:
            found.append(QuickSet(f"khoi-{block.pk}", str(block), tuple(members)))
    return found


def _named(lines: str, by_name: dict[str, int]) -> tuple[int, ...]:
    keys = (search_key(line.strip(" -+;.,")) for line in lines.splitlines())
    return tuple(dict.fromkeys(by_name[key] for key in keys if key in by_name))


class PersonChoiceField(forms.ModelChoiceField):
    """A user, with what he is in the unit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles: dict[int, str] = {}

    def label_from_instance(self, obj: User) -> str:
        """ "Lê Thị Hoa (Cán bộ đơn vị)"."""
        role = self.roles.get(obj.pk)
        return f"{obj} ({role})" if role else str(obj)


class ForwardForm(forms.Form):
    """Chuyển xử lý: to whom of the unit, with which words, until when."""

    to = PersonChoiceField(
        User.objects.none(),
        label="Người xử lý",
        empty_label="Hãy chọn người",
        error_messages={"required": "Hãy chọn người xử lý.", "invalid_choice": "Hãy chọn người trong danh sách."},
    )
    note = LineField(label="Ý kiến", required=False, max_length=MAX_LINE)
    due_on = DayField(label="Hạn xử lý", required=False)

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        held = RoleAssignment.objects.as_of(today).filter(in_force(today, "unit__"), unit=unit, user__is_active=True)
        roles: dict[int, list[str]] = {}
        for assignment in held.exclude(user=user):
            roles.setdefault(assignment.user_id, []).append(assignment.get_role_display())
        to: PersonChoiceField = self.fields["to"]  # type: ignore[assignment]
        to.queryset = User.objects.filter(pk__in=roles).select_related("person").order_by("person__sort_name", "pk")
        to.roles = {pk: ", ".join(names) for pk, names in roles.items()}


class RemindForm(forms.Form):
    """What the reminded units read."""

    text = LineField(
        label="Lời nhắc",
        max_length=MAX_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lời nhắc."},
    )


def ids_of(values: Iterable[str]) -> set[int]:
    """Ids among posted values; nonsense is left out."""
    return {int(value) for value in values if value.isdecimal() and len(value) < 19}
