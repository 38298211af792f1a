"""Forms found by following links as each role, filled with what no form expects.

No answer is a server error, and nothing changes that the role may not change. ``FUZZ=10000`` sends that many requests
over all roles; the default is a sample.
"""

from __future__ import annotations

import os
import traceback
from collections import Counter, deque
from random import Random
from urllib.parse import urlsplit

import pytest
from django.core.signals import got_request_exception
from django.test import Client

from documents.models import RenderJob
from organizations.models import Role, User
from tests.clients import client_of
from tests.fuzz.forms import Form, read
from tests.fuzz.rows import OTHERS, PERSON_OF, UNIT_OF, Row, changed, our_models, snapshot, unit_of
from tests.fuzz.values import HOSTILE, filled, is_hostile
from thidua.demo.build import build_demo
from workflow.models import LogEntry

ROLES = ("chuyenvien", "lanhdao", "tuphap", "tuphap.truong", "quantri", "kiemtra", "chauthanh", "")
REQUESTS = int(os.environ.get("FUZZ") or 480)
WHOLE = 10_000  # from here on no field of any form may have been left out
KEEPERS = (Role.ADMINISTRATOR, Role.STANDING_OFFICER)
# Kept by administrators and clerks for the units below theirs; everything else only inside one's own units.
KEPT_FROM_ABOVE = {
    *("organizations.unit", "organizations.unitparent", "organizations.unitsuccession", "organizations.unitchange"),
    *("organizations.position", "organizations.block", "organizations.blockmember", "organizations.importbatch"),
    *("organizations.roleassignment", "organizations.rolerequest", "organizations.user"),
    *("awards.household", "awards.award", "awards.rating", "awards.initiative", "awards.initiativeauthor"),
    *("awards.discipline", "awards.review", "awards.statement"),
}
# What units brought forward is decided by the office above them: its clerk and its leader.
DECIDED_ABOVE = {
    *("campaigns.exemplar", "campaigns.modeladoption", "campaigns.findingresponse"),
    # Accepting a report writes its figures; returning it takes them back.
    *("campaigns.progressreport", "campaigns.targetactual"),
}
DECIDERS = (Role.STANDING_OFFICER, Role.SIGNING_LEADER)
# What the receiving side of a paper does to rows of the sending side: it sees and acknowledges; it comments; it says
# which of its targets answers its share.
TOUCHED_FROM_BELOW = {"documents.dispatch", "documents.comment", "campaigns.targetshare"}
PAGES_OF_A_KIND = 6
LEAVE_ALONE = ("/dang-xuat/",)


class Explorer:
    """Walks the site as one user and keeps the forms that it meets."""

    def __init__(self, client: Client, chance: Random) -> None:
        self.client = client
        self.chance = chance
        self.seen: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.waiting: deque[str] = deque(["/", "/dang-nhap/", "/xac-minh/2222222222222222/"])
        self.forms: dict[tuple[object, ...], list[Form]] = {}
        self.spoilt: dict[tuple[object, ...], set[str]] = {}  # per form that was sent: fields with what none expects
        self.broken: list[str] = []
        self.sent = 0

    def explore(self, pages: int) -> None:
        """Opens up to that many new pages."""
        while self.waiting and pages:
            address = self.waiting.popleft()
            kind = "/".join("*" if part.isdigit() else part for part in urlsplit(address).path.split("/"))
            if address in self.seen or self.kinds[kind] >= PAGES_OF_A_KIND:
                continue
            self.seen.add(address)
            self.kinds[kind] += 1
            pages -= 1
            self.open(address)

    def open(self, address: str) -> None:
        """One page: its links are kept for later, its forms for filling."""
        answer = self.client.get(address)
        self.look("get", address, answer.status_code, {})
        if answer.status_code == 200 and not answer.streaming and answer["Content-Type"].startswith("text/html"):
            links, forms = read(address, answer.content)
            self.waiting.extend(link for link in links if link not in self.seen)
            for form in forms:
                if not form.action.startswith(LEAVE_ALONE):
                    self.forms.setdefault(form.key, []).append(form)

    def send(self) -> None:
        """Fills one form and sends it; now and then another's number stands in its address."""
        key = self.chance.choice(sorted(self.forms, key=repr))
        form = self.chance.choice(self.forms[key][-20:])
        self.send_filled(key, form, filled(form.fields, self.chance))

    def send_rest(self) -> None:
        """Sends each field that chance left alone, spoilt."""
        for key, forms in sorted(self.forms.items(), key=repr):
            for field in self.left_out(key):
                data = filled(forms[0].fields, self.chance)
                self.send_filled(key, forms[0], data | {field: self.chance.choice(HOSTILE)})

    def left_out(self, key: tuple[object, ...]) -> list[str]:
        """Fields of that form that were never sent spoilt; buttons have no text of their own."""
        fields = [field.name for field in self.forms[key][0].fields if field.kind != "submit"]
        return sorted(set(fields) - self.spoilt.get(key, set()))

    def send_filled(self, key: tuple[object, ...], form: Form, data: dict[str, object]) -> None:
        """Sends the form with that in it."""
        self.spoilt.setdefault(key, set()).update(name for name, value in data.items() if is_hostile(value))
        action = form.action
        if self.chance.random() < 0.15:
            parts = [str(self.chance.randrange(1, 80)) if part.isdigit() else part for part in action.split("/")]
            action = "/".join(parts)
        method = form.method if self.chance.random() < 0.97 else "post"
        answer = getattr(self.client, method)(action, data)
        self.look(method, action, answer.status_code, data)
        if answer.status_code in (301, 302) and answer.url.startswith("/"):
            self.waiting.appendleft(answer.url.partition("#")[0])

    def look(self, method: str, address: str, status: int, data: dict[str, object]) -> None:
        """Counts a request, and keeps what broke."""
        self.sent += 1
        if status >= 500:
            self.broken.append(f"{method} {address} {data} → {status}")


def may_change(row: Row, user: User | None, before: dict[Row, tuple[object, ...]]) -> bool:
    """Whether that user may have made, altered or deleted the row."""
    label, key = row
    if user is None:
        return False
    if label == "workflow.logentry":
        return row not in before and LogEntry.objects.get(pk=key).actor_id == str(user.pk)
    if label == "organizations.notice":
        return True  # told to others by what one did
    keeps = any(role in KEEPERS for role, _ in user.roles_held())
    if label in PERSON_OF and label != "organizations.user":
        return str(user.pk) in {str(value) for value in _values(row, before)}
    if label == "documents.renderjob":  # a file may be ordered by whoever sees the paper
        return RenderJob.objects.visible_to(user).filter(pk=key).exists()
    if label == "organizations.person":
        return keeps
    if label == "organizations.user":
        return key == user.pk or any(role == Role.ADMINISTRATOR for role, _ in user.roles_held())
    unit = unit_of(row)
    if unit is None:
        return row in before and bool(user.roles_held())
    own = {unit_id for role, unit_id in user.roles_held() if role != Role.INSPECTOR}
    if unit.pk in own or label in TOUCHED_FROM_BELOW:
        return bool(own)
    if label in DECIDED_ABOVE:
        return any(unit.path.startswith(held.unit.path) for held in user.assignments() if held.role in DECIDERS)
    below = any(unit.path.startswith(held.unit.path) for held in user.assignments() if held.role in KEEPERS)
    heads = any(role in (Role.UNIT_HEAD, Role.SIGNING_LEADER) for role, _ in user.roles_held())
    return label in KEPT_FROM_ABOVE and (below or (heads and label == "organizations.rolerequest"))


def _values(row: Row, before: dict[Row, tuple[object, ...]]) -> tuple[object, ...]:
    return before.get(row) or snapshot().get(row, ())


def test_every_model_is_known_to_belong_to_somebody():
    assert {model._meta.label_lower for model in our_models()} == {*UNIT_OF, *PERSON_OF, *OTHERS}


@pytest.mark.django_db
@pytest.mark.parametrize("username", ROLES, ids=lambda name: name or "anonymous")
def test_no_form_breaks_and_nothing_changes_without_the_right(username):
    build_demo()
    user = User.objects.get(username=username) if username else None
    errors: list[str] = []

    def note(sender: object, **about: object) -> None:
        errors.append(traceback.format_exc(limit=-3))

    got_request_exception.connect(note)
    client = client_of(user, raise_request_exception=False)
    explorer = Explorer(client, Random(username))
    before = snapshot()
    try:
        share = REQUESTS // len(ROLES)
        explorer.explore(max(20, share // 4))
        while explorer.sent < share:
            explorer.send()
            if explorer.chance.random() < 0.1:
                explorer.explore(2)
        if REQUESTS >= WHOLE:
            explorer.send_rest()
    finally:
        got_request_exception.disconnect(note)
    assert (explorer.broken, errors) == ([], [])
    fresh = User.objects.get(pk=user.pk) if user else None
    wrong = [row for row in changed(before, snapshot()) if not may_change(row, fresh, before)]
    assert wrong == []
    fields = sum(len(form.fields) for [form, *_] in explorer.forms.values())
    print(f"{username or 'anonymous'}: {explorer.sent} requests, {len(explorer.forms)} forms, {fields} fields")
    if REQUESTS >= WHOLE:
        assert {key: left for key in explorer.forms if (left := explorer.left_out(key))} == {}
