"""Fields for one unit, person or user among thousands: a line of text with suggestions, resolved on the server.

A form sets ``form.fields["unit"].queryset`` in its ``__init__`` (``Unit.objects.visible_to(user)``, narrowed as it
likes). The cleaned value is the object, or None. The field brings its own script; without it the full name is typed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, Q, QuerySet
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organizations.models import Person, Unit, User
from organizations.names import search_key
from organizations.normalize import clean_line
from organizations.queries import notes_on_people, notes_on_units, notes_on_users

MAX_SUGGESTIONS = 20
MAX_TEXT = 300
_LISTED = 5
_SUFFIX = re.compile(r"^(?P<name>.*?)\s*\[(?P<id>\d{1,18})\]$")
_USERNAME = re.compile(r"\((?P<username>[^()]+)\)$")


class SearchInput(forms.TextInput):
    """A line of text whose suggestions come from an address while one types (``static/js/search-field.js``)."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The box and, for the whole page once, its script."""
        box = super().render(name, value, attrs, renderer)
        return format_html('{}<script type="module" src="{}"></script>', box, static("js/search-field.js"))


class PickerField(forms.Field):
    """What the three fields share: from text to object and back."""

    address: ClassVar[str]
    thing: ClassVar[str]
    placeholder: ClassVar[str]
    widget = SearchInput

    def __init__(self, *, queryset: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        self.queryset: QuerySet[Any] | None = queryset
        messages = {"required": f"Hãy gõ tên {self.thing}, rồi chọn trong gợi ý."}
        super().__init__(error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Where the suggestions come from."""
        return {
            "data-search": reverse_lazy(self.address),
            "autocomplete": "off",
            "spellcheck": "false",
            "maxlength": MAX_TEXT,
            "placeholder": self.placeholder,
        }

    def prepare_value(self, value: Any) -> Any:
        """An object is shown by the text that leads back to it."""
        return self.text_of(value) if isinstance(value, Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another text stands there than the one of the object shown first."""
        return clean_line(data or "") != (self.prepare_value(initial) or "")

    def to_python(self, value: Any) -> Any:
        """The object that the text names; None for an empty one.

        Raises:
            ValidationError: the text names no object of the queryset, or several; the sentence lists who is meant.
        """
        if isinstance(value, Model):
            return value
        text = clean_line(" ".join(str(value or "").splitlines()))[:MAX_TEXT]
        if not text:
            return None
        found = self._named(text)
        if len(found) == 1:
            return found[0]
        if found:
            listed = self._listed(found, with_id=True)
            raise forms.ValidationError(f"Có {len(found)} {self.thing} tên như vậy. Hãy chép lại một trong: {listed}.")
        raise forms.ValidationError(self._unknown(text))

    def text_of(self, thing: Any) -> str:
        """The text that leads back to the object: its name, with its id where others are called the same."""
        name = self.name_of(thing)
        return _with_id(thing, name) if self._same_names([thing])[name] > 1 else name

    def suggestions(self, words: str) -> list[dict[str, Any]]:
        """What the text begun may mean: id, text to fill in, and a note that tells apart."""
        things = self.matching(words)
        same, notes = self._same_names(things), self.notes(things)
        texts = [(thing, self.name_of(thing)) for thing in things]
        return [
            {"id": thing.pk, "text": _with_id(thing, name) if same[name] > 1 else name, "note": notes.get(thing.pk, "")}
            for thing, name in texts
        ]

    def name_of(self, thing: Any) -> str:
        """The object's name in the box."""
        return str(thing)

    def exactly(self, key: str, text: str) -> Q:
        """Condition that an object may be called so; ``key`` is the folded text."""
        raise NotImplementedError

    def names_of(self, thing: Any) -> list[str]:
        """What the object is called, the name in the box first."""
        return [self.name_of(thing)]

    def matching(self, words: str) -> list[Any]:
        """Objects whose names hold all the words, in their usual order."""
        raise NotImplementedError

    def notes(self, things: list[Any]) -> dict[int, str]:
        """Per id a few words that tell objects of one name apart."""
        raise NotImplementedError

    def _all(self) -> QuerySet[Any]:
        if self.queryset is None:
            raise ValueError(f"{type(self).__name__} has no queryset: set it in the form's __init__.")
        return self.queryset

    def _named(self, text: str) -> list[Any]:
        """Who is called so: by id, else by the very name, else whatever case and tone marks."""
        if suffix := _SUFFIX.match(text):
            thing = self._all().filter(pk=int(suffix["id"])).first()
            keys = {search_key(name) for name in self.names_of(thing)} if thing else set()
            return [thing] if thing and (not suffix["name"] or search_key(suffix["name"]) in keys) else []
        key = search_key(text)
        things = list(self._all().filter(self.exactly(key, text))[: MAX_SUGGESTIONS * 10])
        by_rank: dict[int, list[Any]] = {}
        for thing in things:
            names = self.names_of(thing)
            folded = [search_key(name) for name in names]
            if text == names[0]:
                by_rank.setdefault(0, []).append(thing)
            elif key in folded:
                by_rank.setdefault(1 + folded.index(key), []).append(thing)
        return by_rank[min(by_rank)] if by_rank else []

    def _unknown(self, text: str) -> str:
        near = self.matching(text)[: _LISTED + 1] if search_key(text) else []
        if not near:
            return (
                f"Không tìm thấy {self.thing} “{text}” trong phạm vi bạn được xem. "
                "Hãy kiểm tra lại tên, hoặc gõ vài chữ rồi chọn trong gợi ý."
            )
        return f"Không có {self.thing} nào tên đúng như “{text}”. Hãy chép lại một trong: {self._listed(near)}."

    def _listed(self, things: list[Any], *, with_id: bool = False) -> str:
        same, notes = self._same_names(things[:_LISTED]), self.notes(things[:_LISTED])
        lines = []
        for thing in things[:_LISTED]:
            name = self.name_of(thing)
            text = _with_id(thing, name) if with_id or same[name] > 1 else name
            note = notes.get(thing.pk, "")
            lines.append(f"“{text}”" + (f" ({note})" if note else ""))
        return "; ".join(lines) + (" …" if len(things) > _LISTED else "")

    def _same_names(self, things: list[Any]) -> Counter[str]:
        """How many objects of the whole queryset carry each of these names."""
        raise NotImplementedError


class UnitField(PickerField):
    """One unit, by its short or official name."""

    address, thing, placeholder = "unit_search", "đơn vị", "Gõ tên đơn vị, không cần dấu"

    def exactly(self, key: str, text: str) -> Q:
        """The stored key holds the official name, then the short one."""
        return Q(search_name__startswith=key) | Q(search_name__endswith=key)

    def names_of(self, thing: Unit) -> list[str]:
        """Short, then official: the short one tells more units apart."""
        return [thing.short_name, thing.official_name]

    def matching(self, words: str) -> list[Unit]:
        """Units in protocol order."""
        return list(self._all().matching(words).in_protocol_order()[:MAX_SUGGESTIONS])  # type: ignore[attr-defined]

    def notes(self, things: list[Unit]) -> dict[int, str]:
        """Of which unit each is part, and since when it is no more."""
        return notes_on_units(things)

    def _same_names(self, things: list[Unit]) -> Counter[str]:
        names = {thing.short_name for thing in things}
        return Counter(self._all().filter(short_name__in=names).order_by().values_list("short_name", flat=True))


class PersonField(PickerField):
    """One person, by name."""

    address, thing, placeholder = "person_search", "người", "Gõ họ tên, không cần dấu"

    def exactly(self, key: str, text: str) -> Q:
        """The whole name, folded."""
        return Q(search_name=key)

    def matching(self, words: str) -> list[Person]:
        """People by tên, then họ đệm."""
        return list(self._all().matching(words).order_by("sort_name", "pk")[:MAX_SUGGESTIONS])  # type: ignore[attr-defined]

    def notes(self, things: list[Person]) -> dict[int, str]:
        """Positions held today, else the last one."""
        return notes_on_people(things)

    def _same_names(self, things: list[Person]) -> Counter[str]:
        names = {thing.full_name for thing in things}
        return Counter(self._all().filter(full_name__in=names).order_by().values_list("full_name", flat=True))


class UserField(PickerField):
    """One active user, by log-in or name; shown as "Lê Thị Hoa (tuphap)"."""

    address, thing, placeholder = "user_search", "người dùng", "Gõ họ tên hoặc tên đăng nhập"

    def exactly(self, key: str, text: str) -> Q:
        """The log-in, alone or in brackets behind the name, or the whole name folded."""
        bracketed = _USERNAME.search(text)
        usernames = {User.normalize_username(text), User.normalize_username(bracketed["username"] if bracketed else "")}
        return Q(username__in=usernames - {""}) | Q(person__search_name=key)

    def name_of(self, thing: User) -> str:
        """Name and log-in."""
        return f"{thing.person.full_name} ({thing.username})" if thing.person else thing.username

    def names_of(self, thing: User) -> list[str]:
        """Both, the log-in, the name alone."""
        return [self.name_of(thing), thing.username, str(thing)]

    def matching(self, words: str) -> list[User]:
        """Users by tên, then họ đệm; those without a person last."""
        found = self._all().matching(words)  # type: ignore[attr-defined]
        return list(found.order_by("person__sort_name", "username")[:MAX_SUGGESTIONS])

    def notes(self, things: list[User]) -> dict[int, str]:
        """Where they hold roles today."""
        return notes_on_users(things)

    def _all(self) -> QuerySet[Any]:
        return super()._all().filter(is_active=True).select_related("person")

    def _same_names(self, things: list[User]) -> Counter[str]:
        return Counter(self.name_of(thing) for thing in things)


def _with_id(thing: Model, name: str) -> str:
    return f"{name} [{thing.pk}]"
