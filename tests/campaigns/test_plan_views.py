"""The chain of a year and the page of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Plan
from campaigns.queries import Node, days_open
from documents.actions.step import take_step
from tests.campaigns.chain import directive, issued_plan, plan
from tests.cast import CONTENT, Cast
from tests.clients import client_of

CHAIN = "/ke-hoach/"


def shape(nodes: list[Node]) -> list[object]:
    """The tree as nested lists of plan ids."""
    return [[node.plan.pk, shape(node.children)] for node in nodes]


def test_chain_is_a_tree_from_the_directive_down(cast: Cast) -> None:
    top = directive(cast)
    city = issued_plan(cast, top)
    justice = plan(cast.justice, cast.justice_officer, city)
    education = plan(cast.education, cast.education_officer, city)
    roots = client_of(cast.clerk).get(CHAIN).context["roots"]
    assert shape(roots) == [[top.pk, [[city.pk, [[justice.pk, []], [education.pk, []]]]]]]
    # A department sees the published papers above and its own draft, not its sister's.
    seen = client_of(cast.justice_officer).get(CHAIN).context["roots"]
    assert shape(seen) == [[top.pk, [[city.pk, [[justice.pk, []]]]]]]
    assert client_of(cast.outsider).get(CHAIN).context["roots"] == []


def test_latest_year_is_shown_unless_another_is_asked(cast: Cast) -> None:
    old, new = directive(cast, year=2023), directive(cast, year=2024)
    client = client_of(cast.clerk)
    assert shape(client.get(CHAIN).context["roots"]) == [[new.pk, []]]
    assert shape(client.get(CHAIN, {"nam": "2023"}).context["roots"]) == [[old.pk, []]]
    assert client.get(CHAIN, {"nam": "1999"}).context["year"] == 2024
    assert client.get(CHAIN, {"nam": "²"}).context["year"] == 2024


def test_unissued_plan_counts_days_since_the_paper_above(cast: Cast) -> None:
    city = issued_plan(cast, None)
    plan(cast.justice, cast.justice_officer, city)
    page = client_of(cast.clerk).get(CHAIN)
    assert page.context["roots"][0].children[0].days_open == 0
    assert "chưa ban hành 0 ngày" in page.content.decode()
    top = directive(cast)
    waiting = plan(cast.city, cast.clerk, top)
    roots = client_of(cast.clerk).get(CHAIN).context["roots"]
    node = next(node for root in roots for node in root.children if node.plan == waiting)
    assert timedelta(days=node.days_open) == timezone.localdate() - top.document.date


def test_days_open_are_counted_in_vietnam(cast: Cast) -> None:
    begun = plan(cast.city, cast.clerk, None)
    begun.document.created_at = datetime(2024, 1, 4, 18, tzinfo=UTC)  # 1 o'clock on the 5th
    assert days_open(begun, None, date(2024, 1, 5)) == 0


def test_discarded_plans_leave_the_chain(cast: Cast) -> None:
    gone = plan(cast.city, cast.clerk, None)
    take_step(document=gone.document, action="discard", by=cast.clerk)
    assert client_of(cast.clerk).get(CHAIN).context["roots"] == []


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_chain_takes_at_most_twelve_queries_whatever_its_length(
    cast: Cast, rows: int, django_assert_max_num_queries
) -> None:
    top = directive(cast)
    for _ in range(rows):
        top = plan(cast.city, cast.clerk, top)
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(12):
        assert client.get(CHAIN).context["count"] == rows + 1


def test_plan_page_takes_at_most_fifteen_queries_for_any_number_of_children(
    cast: Cast, django_assert_max_num_queries
) -> None:
    city = issued_plan(cast, directive(cast))
    client, page = client_of(cast.clerk), reverse("plan_detail", args=[city.pk])
    plan(cast.justice, cast.justice_officer, city)
    client.get(page)  # what the first request of a session settles is not the page's
    with django_assert_max_num_queries(15) as one:
        assert client.get(page).status_code == 200
    plan(cast.justice, cast.justice_officer, city)
    plan(cast.education, cast.education_officer, city)
    with django_assert_max_num_queries(15) as three:
        client.get(page)
    assert len(three) == len(one)


def test_plan_page_shows_parent_children_and_next_steps(cast: Cast) -> None:
    top = directive(cast)
    city = issued_plan(cast, top)
    justice = plan(cast.justice, cast.justice_officer, city)
    context = client_of(cast.clerk).get(reverse("plan_detail", args=[city.pk])).context
    assert context["parent"] == top
    assert [node.plan for node in context["children"]] == [justice]
    assert (context["can_draft_child"], context["can_launch"]) == (True, True)
    officer = client_of(cast.justice_officer).get(reverse("plan_detail", args=[city.pk])).context
    assert (officer["can_draft_child"], officer["can_launch"]) == (True, False)


def test_papers_in_the_chain_have_their_page_there(cast: Cast) -> None:
    made = plan(cast.city, cast.clerk, None)
    response = client_of(cast.clerk).get(reverse("document_detail", args=[made.document_id]))
    assert response.url == reverse("plan_detail", args=[made.pk])


@pytest.mark.parametrize("name", ["plan_detail", "plan_edit"])
def test_plans_of_others_are_absent(cast: Cast, name: str) -> None:
    page = reverse(name, args=[plan(cast.justice, cast.justice_officer, None).pk])
    assert client_of(cast.justice_officer).get(page).status_code == 200
    assert [client_of(user).get(page).status_code for user in (cast.education_officer, cast.outsider)] == [404, 404]


def test_plan_is_edited_at_its_own_address(cast: Cast) -> None:
    made = plan(cast.city, cast.clerk, None)
    page = reverse("plan_edit", args=[made.pk])
    response = client_of(cast.clerk).post(page, {"summary": "Sửa trong chuỗi", "version": 1, "body": "Chữ"})
    assert response.url == page
    assert Plan.objects.get(pk=made.pk).document.summary == "Sửa trong chuỗi"


def test_the_pages_about_a_plan_stand_in_the_menu_among_the_plans(cast: Cast) -> None:
    directive(cast)
    bases = CONTENT.bases.replace("03 tháng 01", "04 tháng 01")
    inside = plan(cast.city, cast.clerk, None, replace(CONTENT, bases=bases)).document
    outside = cast.draft(content=replace(CONTENT, bases=bases))
    client = client_of(cast.clerk)
    for document, section in ((inside, "plans"), (outside, "documents")):
        pages = [client.post(reverse("document_step", args=[document.pk, "submit"]))]
        [group] = [one for one in pages[0].context["questions"] if "Chỉ thị" in one["sentence"]]
        pages.append(client.post(reverse("finding_act", args=[document.pk]), {"dismiss": group["key"]}))
        for name in ("version_list", "version_diff", "comment_list", "attachment_add"):
            pages.append(client.get(reverse(name, args=[document.pk])))
        assert [(page.status_code, page.context["section"]) for page in pages] == [
            (status, section) for status in (200, 422, 200, 200, 200, 200)
        ]
