"""Which paper a plan carries out, chosen or changed afterwards."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from campaigns.actions.campaign import launch_campaign
from campaigns.actions.plan import choose_parent
from campaigns.models import Campaign, Plan
from documents.actions.step import take_step
from documents.models import Document
from documents.queries.findings import findings_of
from documents.text.findings import fingerprint
from tests.campaigns.chain import YEAR, directive, issued_plan, plan
from tests.cast import Cast
from tests.clients import client_of
from tests.threads import together
from workflow.engine import Refused
from workflow.models import LogEntry

MISSING = "Chưa chọn văn bản cấp trên mà kế hoạch này triển khai: hãy chọn; nếu kế hoạch đứng đầu chuỗi, hãy bỏ qua."


def again(placed: Plan) -> Plan:
    return Plan.objects.get(pk=placed.pk)


def launch(cast: Cast, name: str) -> Campaign:
    return launch_campaign(
        host=cast.city, name=name, year=YEAR, starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 12, 31), by=cast.clerk,
    )  # fmt: skip


def shape() -> dict[int, tuple[str, int]]:
    """Path and depth of every plan, as its parents make them."""
    made: dict[int, tuple[str, int]] = {}
    rows = {row.pk: row for row in Plan.objects.all()}

    def of(row: Plan) -> tuple[str, int]:
        above, depth = of(rows[row.parent_id]) if row.parent_id else ("/", -1)
        return f"{above}{row.pk}/", depth + 1

    for pk, row in rows.items():
        made[pk] = of(row)
    return made


def stored() -> dict[int, tuple[str, int]]:
    return {row.pk: (row.path, row.depth) for row in Plan.objects.all()}


class TestChoose:
    def test_a_draft_is_put_under_a_paper_and_under_another_one(self, cast):
        first, draft = directive(cast), plan(cast.city, cast.clerk, None)
        second = directive(cast, number="02")
        for parent in (first, second, None):
            moved = choose_parent(plan=again(draft), parent=parent, by=cast.clerk)
            assert (moved.parent, again(draft).parent) == (parent, parent)
            assert stored() == shape()
        entries = LogEntry.objects.about(draft.document).filter(action="place")
        assert [(entry.label, entry.reason, entry.data) for entry in entries] == [
            ("Đổi văn bản cấp trên", f"Trước: {old}. Nay: {new}.", {"from": old_id, "to": new_id})
            for old, old_id, new, new_id in (
                ("không có, đứng đầu chuỗi", None, "Chỉ thị 01/CT-UBND", first.pk),
                ("Chỉ thị 01/CT-UBND", first.pk, "Chỉ thị 02/CT-UBND", second.pk),
                ("Chỉ thị 02/CT-UBND", second.pk, "không có, đứng đầu chuỗi", None),
            )
        ]

    def test_all_below_comes_along(self, cast):
        top, kept = directive(cast), directive(cast, number="03")
        city = issued_plan(cast, top)
        below = [plan(cast.justice, cast.justice_officer, city), plan(cast.education, cast.education_officer, city)]
        other = choose_parent(plan=directive(cast, number="02"), parent=kept, by=cast.clerk)
        assert [again(one).depth for one in (top, city, *below)] == [0, 1, 2, 2]
        choose_parent(plan=again(top), parent=other, by=cast.clerk)
        assert stored() == shape()
        assert [again(one).depth for one in (kept, other, top, city, *below)] == [0, 1, 2, 3, 4, 4]
        choose_parent(plan=again(other), parent=None, by=cast.clerk)
        assert stored() == shape()
        assert [again(one).depth for one in (kept, other, top, city, *below)] == [0, 0, 1, 2, 3, 3]

    def test_the_same_again_is_no_change(self, cast):
        top = directive(cast)
        draft = plan(cast.city, cast.clerk, top)
        choose_parent(plan=draft, parent=top, by=cast.clerk)
        assert not LogEntry.objects.filter(action="place").exists()

    def test_the_movement_of_the_paper_above_is_taken_over_and_one_that_was_chosen_is_kept(self, cast):
        movement, chosen = launch(cast, "Một"), launch(cast, "Hai")
        first, second = directive(cast), directive(cast, number="02")
        Plan.objects.filter(pk=second.pk).update(campaign=movement)
        draft = plan(cast.city, cast.clerk, first)
        for parent, own, expected in ((second, None, movement), (first, None, None), (second, chosen, chosen)):
            if own:
                Plan.objects.filter(pk=draft.pk).update(campaign=own)
            choose_parent(plan=again(draft), parent=again(parent), by=cast.clerk)
            assert again(draft).campaign == expected

    @pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
    def test_who_does_not_draft_there_changes_nothing(self, cast, who):
        top, draft = directive(cast), plan(cast.city, cast.clerk, None)
        with pytest.raises(Refused, match="^Chỉ người soạn của đơn vị giữ văn bản mới đổi được"):
            choose_parent(plan=draft, parent=top, by=getattr(cast, who))
        assert again(draft).parent is None

    def test_what_was_handed_in_or_issued_stays_where_it_is(self, cast):
        top, draft = directive(cast), plan(cast.city, cast.clerk, None)
        take_step(document=draft.document, action="submit", by=cast.clerk)
        for placed in (draft, issued_plan(cast, None)):
            with pytest.raises(Refused, match="^Chỉ người soạn"):
                choose_parent(plan=placed, parent=top, by=cast.clerk)
            assert again(placed).parent is None

    def test_the_rules_of_the_beginning_hold(self, cast):
        draft = plan(cast.city, cast.clerk, None)
        below = plan(cast.justice, cast.justice_officer, None)
        old, dead = directive(cast, year=2023), issued_plan(cast, None)
        Document.objects.filter(pk=dead.document_id).update(state="recalled")
        refused = {
            old: "^Chỉ thị 01/CT-UBND là của năm 2023, không phải năm 2024. Hãy chọn văn bản đúng năm.$",
            dead: "^Kế hoạch 01/KH-UBND không còn hiệu lực hoặc không phải của cấp trên. Hãy chọn văn bản khác.$",
            below: "^Kế hoạch …/KH-PTP không còn hiệu lực hoặc không phải của cấp trên. Hãy chọn văn bản khác.$",
        }
        for parent, sentence in refused.items():
            with pytest.raises(Refused, match=sentence):
                choose_parent(plan=draft, parent=parent, by=cast.clerk)
        with pytest.raises(Refused, match=r"^Không tìm thấy văn bản cấp trên\. Hãy chọn lại trong danh sách\.$"):
            choose_parent(plan=below, parent=draft, by=cast.justice_officer)
        assert {again(one).parent for one in (draft, below)} == {None}

    def test_no_paper_carries_itself_out(self, cast):
        top = directive(cast)
        city = issued_plan(cast, top)
        for parent in (top, city):
            with pytest.raises(Refused, match="đang thực hiện chính Chỉ thị 01/CT-UBND. Hãy chọn văn bản khác.$"):
                choose_parent(plan=top, parent=parent, by=cast.clerk)
        assert stored() == shape()

    @pytest.mark.both_databases
    @pytest.mark.django_db(transaction=True)
    def test_two_hands_make_no_circle(self):
        cast = Cast()
        first, second = directive(cast), directive(cast, number="02")
        moves = [(first, second), (second, first)]
        answers = together(
            2, lambda hand: choose_parent(plan=again(moves[hand][0]), parent=again(moves[hand][1]), by=cast.clerk)
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["Plan", "Refused"]
        assert stored() == shape()

    @pytest.mark.django_db(transaction=True)
    def test_without_the_lock_of_the_trees_they_make_one(self, monkeypatch):
        if not connection.features.has_select_for_update:
            pytest.skip("this database has one writer at a time: nothing to defend against")
        both_have_read = threading.Barrier(2)

        def read_only(*plans: Plan) -> dict[int, Plan]:
            found = Plan.objects.in_bulk([one.pk for one in plans])
            both_have_read.wait(timeout=30)
            return found

        monkeypatch.setattr("campaigns.actions.plan._hold", read_only)
        cast = Cast()
        pair = [directive(cast), directive(cast, number="02")]
        together(2, lambda hand: choose_parent(plan=again(pair[hand]), parent=again(pair[1 - hand]), by=cast.clerk))
        assert {again(one).parent for one in pair} == set(pair)

    @pytest.mark.both_databases
    @pytest.mark.django_db(transaction=True)
    def test_what_is_begun_below_while_a_tree_moves_stands_right(self):
        cast = Cast()
        top, new_top = directive(cast), directive(cast, number="02")
        middle = choose_parent(plan=directive(cast, number="03"), parent=top, by=cast.clerk)

        def work(hand: int) -> object:
            if hand == 0:
                return choose_parent(plan=again(top), parent=again(new_top), by=cast.clerk)
            return plan(cast.city, cast.clerk, again(middle))

        answers = together(6, work)
        assert [answer for answer in answers if not isinstance(answer, Plan)] == []
        assert (stored(), Plan.objects.count()) == (shape(), 8)


class TestPage:
    def test_the_page_of_a_draft_leads_to_the_choice(self, cast):
        top, draft = directive(cast), plan(cast.city, cast.clerk, None)
        client, address = client_of(cast.clerk), reverse("plan_parent", args=[draft.pk])
        page = client.get(draft.get_absolute_url()).content.decode()
        assert f'<a class="nowrap" href="{address}">Chọn<span' in page
        form = client.get(address).context["form"]
        assert [str(label) for _, label in form.fields["parent"].choices] == [
            "Không có: văn bản đứng đầu chuỗi",
            "Chỉ thị 01/CT-UBND, 03/01/2024, Ủy ban nhân dân tỉnh Tây Ninh (năm 2024)",
        ]
        answer = client.post(address, {"parent": top.pk}, follow=True)
        assert [str(one) for one in answer.context["messages"]] == [f"{again(draft)} nay thực hiện Chỉ thị 01/CT-UBND."]
        assert f'href="{address}">Đổi<span' in answer.content.decode()
        back = client.post(address, {"parent": ""}, follow=True)
        assert [str(one) for one in back.context["messages"]] == [f"{again(draft)} nay đứng đầu chuỗi."]

    def test_what_does_not_hold_any_more_stays_in_the_list_of_its_plan_alone(self, cast):
        top = issued_plan(cast, None)
        draft, other = plan(cast.city, cast.clerk, top), plan(cast.city, cast.clerk, None)
        Document.objects.filter(pk=top.document_id).update(state="recalled")
        client = client_of(cast.clerk)
        kept, empty = (client.get(reverse("plan_parent", args=[one.pk])) for one in (draft, other))
        assert [choice.pk for choice in kept.context["form"].fields["parent"].queryset] == [top.pk]
        assert "Sổ chưa có văn bản cấp trên nào của năm 2024." in empty.content.decode()
        assert client.post(reverse("plan_parent", args=[draft.pk]), {"parent": top.pk}).status_code == 302

    def test_what_is_not_in_the_list_is_refused_beside_the_field(self, cast):
        draft, old = plan(cast.city, cast.clerk, None), directive(cast, year=2023)
        answer = client_of(cast.clerk).post(reverse("plan_parent", args=[draft.pk]), {"parent": old.pk})
        assert answer.status_code == 422
        assert answer.context["form"].errors == {"parent": ["Hãy chọn văn bản cấp trên trong danh sách."]}

    def test_what_changed_meanwhile_is_told_beside_the_field(self, cast, monkeypatch):
        def late(**values):
            raise Refused("Chỉ thị này vừa bị thu hồi.")

        monkeypatch.setattr("campaigns.views.parent.choose_parent", late)
        top, draft = directive(cast), plan(cast.city, cast.clerk, None)
        answer = client_of(cast.clerk).post(reverse("plan_parent", args=[draft.pk]), {"parent": top.pk})
        assert (answer.status_code, answer.context["form"].errors) == (
            422, {"parent": ["Chỉ thị này vừa bị thu hồi."]},
        )  # fmt: skip

    def test_others_are_led_back_and_strangers_find_nothing(self, cast):
        placed = issued_plan(cast, directive(cast))
        address = reverse("plan_parent", args=[placed.pk])
        for user in (cast.clerk, cast.justice_officer):
            answer = client_of(user).get(address, follow=True)
            assert answer.redirect_chain == [(placed.get_absolute_url(), 302)]
            assert str(next(iter(answer.context["messages"])))[:27] == "Chỉ người soạn của đơn vị g"
            assert "văn bản cấp trên</span></a>" not in answer.content.decode()
        assert client_of(cast.outsider).get(address).status_code == 404
        assert client_of(cast.outsider).post(address, {"parent": ""}).status_code == 404


class TestFinding:
    def told(self, placed: Plan, user) -> list[str]:
        rows = findings_of(again(placed).document, user).open
        return [row.finding.message for row in rows if row.finding.code == "parent-missing"]

    def test_a_plan_at_the_top_is_told_once_there_is_a_paper_above(self, cast):
        draft = plan(cast.city, cast.clerk, None)
        assert self.told(draft, cast.clerk) == []
        top = directive(cast)
        assert self.told(draft, cast.clerk) == [MISSING]
        choose_parent(plan=draft, parent=top, by=cast.clerk)
        assert self.told(draft, cast.clerk) == []

    def test_a_plan_of_its_own_unit_or_of_another_year_is_no_paper_above(self, cast):
        issued_plan(cast, None)
        directive(cast, year=2023)
        assert self.told(plan(cast.city, cast.clerk, None), cast.clerk) == []
        below = plan(cast.justice, cast.justice_officer, None)
        assert self.told(below, cast.justice_officer) == [MISSING]

    def test_a_paper_outside_the_chain_is_asked_for_none(self, cast):
        directive(cast)
        rows = findings_of(cast.draft(), cast.clerk).open
        assert "parent-missing" not in [row.finding.code for row in rows]

    def test_the_pages_lead_to_the_choice(self, cast):
        directive(cast)
        draft, client = plan(cast.city, cast.clerk, None), client_of(cast.clerk)
        link = f'href="{reverse("plan_parent", args=[draft.pk])}">Chọn văn bản cấp trên</a>'
        submit = reverse("document_step", args=[draft.document_id, "submit"])
        pages = (
            client.get(draft.get_absolute_url()),
            client.get(reverse("plan_edit", args=[draft.pk])),
            client.post(submit),
        )
        assert [page.content.decode().count(link) for page in pages] == [1, 1, 1]
        assert link not in client_of(cast.leader).get(draft.get_absolute_url()).content.decode()

    def test_it_is_dismissed_with_a_reason(self, cast):
        directive(cast)
        draft, client = plan(cast.city, cast.clerk, None), client_of(cast.clerk)
        [row] = [row for row in findings_of(draft.document, cast.clerk).open if row.finding.code == "parent-missing"]
        key = fingerprint(row.finding)
        address = reverse("finding_act", args=[draft.document_id])
        client.post(address, {"dismiss": key, f"reason-{key}": "đứng đầu chuỗi"})
        assert self.told(draft, cast.clerk) == []
