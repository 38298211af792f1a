"""The paper above was replaced, recalled or corrected: the page, the notice, the links, who sees them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from campaigns.actions.plan import draft_plan
from campaigns.models import Plan
from documents.actions.step import take_step
from organizations.models import Notice
from tests.campaigns.chain import YEAR, issued_by, plan
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.documents.text.test_amended import NEW, OLD, OWN

MOST_QUERIES = 15


@pytest.fixture
def chain(cast: Cast) -> tuple[Plan, Plan]:
    """The city's issued plan and the department's draft under it."""
    above = issued_by(plan(cast.city, cast.clerk, None, replace(CONTENT, body=f"{OLD}./.")), cast.clerk, cast.leader)
    return above, plan(cast.justice, cast.justice_officer, above, replace(CONTENT, body=f"{OWN}./."))


def replaced(cast: Cast, above: Plan, body: str = NEW) -> Plan:
    """The plan by which the city replaces that one, issued with the notices that belong to it."""
    newer = draft_plan(
        issuer=cast.city, year=YEAR, content=replace(CONTENT, body=f"{body}./."), by=cast.clerk,
        creation_key=uuid.uuid4(), replaces=above.document,
    )  # fmt: skip
    return issued_by(newer, cast.clerk, cast.leader)


def address(one: Plan) -> str:
    return reverse("plan_changes", args=[one.pk])


def test_the_page_tells_what_a_replacing_plan_changes(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    newer = replaced(cast, above)
    response = client_of(cast.justice_officer).get(address(own))
    found = response.context["found"]
    assert response.context["newer"] == newer.document
    assert [item.label for item in found.lost] == ["I.2"]
    assert [one.old.label for one in found.to_review] == ["I.4"]
    assert [one.new.label for one in found.unanswered] == ["I.4"]
    page = response.content.decode()
    assert "<del>15</del><ins>30</ins>" in page
    assert f'{newer.document.get_absolute_url()}#dong-5"' in page


def test_the_units_are_told_once_and_the_link_leads_to_the_page(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    newer = replaced(cast, above)
    for user in (cast.justice_officer, cast.justice_head):
        [notice] = Notice.objects.filter(user=user, key=f"plan:{own.pk}:replaced-above:{newer.document.pk}")
        assert (notice.address, notice.text) == (
            address(own), f"{newer} thay thế {above}. Xem điều gì thay đổi với {own}",
        )  # fmt: skip
    assert not Notice.objects.filter(user__in=[cast.education_officer, cast.outsider]).exists()


def test_a_discarded_plan_is_told_nothing(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    take_step(document=own.document, action="discard", by=cast.justice_officer)
    replaced(cast, above)
    assert not Notice.objects.filter(user=cast.justice_officer, key__contains="replaced-above").exists()


def test_plan_page_and_inbox_lead_to_it(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    client = client_of(cast.justice_officer)
    assert address(own) not in client.get(own.get_absolute_url()).content.decode()
    assert client.get("/").context["replaced_above"] == []
    replaced(cast, above)
    assert f'href="{address(own)}"' in client.get(own.get_absolute_url()).content.decode()
    assert client.get("/").context["replaced_above"] == [own]
    assert f'href="{address(own)}"' in client.get("/").content.decode()
    assert client_of(cast.education_officer).get("/").context["replaced_above"] == []


def test_the_inbox_is_silent_when_a_new_plan_is_begun_or_much_time_has_gone(
    cast: Cast, chain: tuple[Plan, Plan], time_machine: TimeMachineFixture
) -> None:
    above, own = chain
    issued_by(own, cast.justice_officer, cast.justice_head)
    replaced(cast, above)
    client = client_of(cast.justice_officer)
    assert client.get("/").context["replaced_above"] == [own]
    begun = draft_plan(
        issuer=cast.justice, year=YEAR, content=CONTENT, by=cast.justice_officer, creation_key=uuid.uuid4(),
        replaces=Plan.objects.get(pk=own.pk).document,
    )  # fmt: skip
    assert client.get("/").context["replaced_above"] == []
    take_step(document=begun.document, action="discard", by=cast.justice_officer)
    assert client.get("/").context["replaced_above"] == [own]
    time_machine.move_to(timezone.now() + timedelta(days=91))
    assert client_of(cast.justice_officer).get("/").context["replaced_above"] == []


def test_a_plan_replaced_twice_is_held_against_the_one_in_force(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    second = replaced(cast, above)
    third = replaced(cast, second, f"{NEW}\n6. Các đơn vị tổ chức tết trồng cây trong tháng 02.")
    response = client_of(cast.justice_officer).get(address(own))
    assert response.context["newer"] == third.document
    assert [one.new.label for one in response.context["found"].unanswered] == ["I.4", "I.6"]


def test_a_correction_is_told_in_its_words(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    take_step(document=above.document, action="correct", by=cast.leader, reason="Sửa “bức phá” thành “bứt phá”.")
    client = client_of(cast.justice_officer)
    assert "Sửa “bức phá” thành “bứt phá”." in client.get(address(own)).content.decode()
    assert address(own) in client.get(own.get_absolute_url()).content.decode()


def test_a_recalled_plan_leaves_everything_without_basis(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    take_step(document=above.document, action="recall", by=cast.leader, reason="Sai thẩm quyền.")
    assert "đã bị thu hồi" in client_of(cast.justice_officer).get(address(own)).content.decode()


def test_nothing_changed_says_so(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    _, own = chain
    assert (
        "chưa bị thay thế và chưa có đính chính" in client_of(cast.justice_officer).get(address(own)).content.decode()
    )


def test_an_issued_plan_is_replaced_from_here_under_the_new_paper(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    issued_by(own, cast.justice_officer, cast.justice_head)
    newer = replaced(cast, above)
    client = client_of(cast.justice_officer)
    begun = client.get(address(own)).context["replace_address"]
    response = client.get(begun)
    assert (response.context["parent"], response.context["replaces"]) == (newer, own.document)
    assert client_of(cast.clerk).get(address(own)).context["replace_address"] == ""


def test_who_does_not_see_both_gets_404(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    replaced(cast, above)
    for user in (cast.outsider, cast.education_officer):
        assert client_of(user).get(address(own)).status_code == 404
    assert client_of(cast.clerk).get(address(above)).status_code == 404


def test_the_page_asks_little(cast: Cast, chain: tuple[Plan, Plan]) -> None:
    above, own = chain
    replaced(cast, above)
    client = client_of(cast.justice_officer)
    for page in (address(own), own.get_absolute_url(), "/"):
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        assert len(asked) <= MOST_QUERIES
