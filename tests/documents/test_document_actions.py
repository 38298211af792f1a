"""What people do with a paper: drafting, saving, signing, issuing, registering."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from documents.actions.document import Conflict, blank_paper, create_draft, letterhead_of, save_draft
from documents.actions.receive import register_received
from documents.actions.step import issue, send_back, sign, take_step
from documents.models import Document, RenderJob
from documents.papers import build, paper_of
from organizations.actions.person import grant_role
from organizations.models import Role
from tests.cast import CONTENT, SINCE, Cast, make_user
from tests.threads import together
from workflow.engine import Refused, perform
from workflow.models import LogEntry

DIRECTIVE = replace(CONTENT, summary="Phát động phong trào thi đua trong toàn tỉnh", body="")


def submitted(cast: Cast, **changes: str) -> Document:
    draft = cast.draft(content=replace(CONTENT, **changes))
    return take_step(document=draft, action="submit", by=cast.clerk)


def signed(cast: Cast) -> Document:
    return sign(document=submitted(cast), by=cast.leader)


def log_of(document: Document) -> list[str]:
    return [entry.action for entry in LogEntry.objects.about(document)]


# Drafting


def test_a_draft_takes_letterhead_symbol_and_place_from_its_issuer(cast):
    draft = cast.draft(by=cast.justice_officer)
    assert (draft.owner, draft.issuer, draft.state, draft.version) == (cast.justice, cast.justice, "draft", 1)
    assert (draft.parent_printed, draft.issuer_printed) == ("Ủy ban nhân dân thành phố Tây Ninh", "Phòng Tư pháp")
    assert (draft.symbol, draft.number, draft.place, draft.date) == ("KH-PTP", "", "TP. Tây Ninh", None)
    assert (str(draft), draft.kind_name) == ("Kế hoạch …/KH-PTP", "Kế hoạch")
    assert log_of(draft) == ["create"]


def test_a_paper_not_begun_looks_like_the_draft_that_it_becomes(cast):
    blank, draft = blank_paper(cast.justice, "KH"), cast.draft(by=cast.justice_officer)
    shown = ("owner", "issuer", "kind", "symbol", "place", "issuer_printed", "parent_printed", "number", "date")
    assert {name: getattr(blank, name) for name in shown} == {name: getattr(draft, name) for name in shown}
    assert Document.objects.get() == draft


def test_a_peoples_committee_has_no_superior_in_its_letterhead(cast):
    assert letterhead_of(cast.city, SINCE) == ("", "Ủy ban nhân dân thành phố Tây Ninh")


def test_an_office_without_a_superior_stands_alone_in_its_letterhead(cast):
    assert letterhead_of(cast.justice, date(2019, 1, 1)) == ("", "Phòng Tư pháp")


def test_an_issuer_without_a_symbol_is_asked_for_one_before_submitting(cast):
    cast.city.symbol = ""
    draft = create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4())
    assert draft.symbol == ""
    with pytest.raises(Refused, match="^Văn bản còn thiếu: ký hiệu."):
        take_step(document=draft, action="submit", by=cast.clerk)


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_who_is_no_drafter_there_drafts_nothing(cast, who):
    with pytest.raises(Refused, match="^Bạn không có quyền soạn văn bản của UBND thành phố Tây Ninh.$"):
        create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=getattr(cast, who), creation_key=uuid.uuid4())
    assert not Document.objects.exists()


def test_a_form_posted_twice_makes_one_paper(cast):
    key = uuid.uuid4()
    first, second = (
        create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=key) for _ in range(2)
    )
    assert (first.pk, log_of(first)) == (second.pk, ["create"])


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_ten_posts_of_one_form_at_once_make_one_paper():
    cast, key = Cast(), uuid.uuid4()
    answers = together(
        10, lambda _: create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=key)
    )
    assert {answer.pk for answer in answers} == {Document.objects.get().pk}
    assert log_of(Document.objects.get()) == ["create"]


def test_another_users_form_is_not_answered_with_the_first_ones_paper(cast):
    key = uuid.uuid4()
    create_draft(issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=key)
    with pytest.raises(Refused, match=r"^Biểu mẫu này đã cũ\."):
        create_draft(issuer=cast.justice, kind="KH", content=CONTENT, by=cast.justice_officer, creation_key=key)
    assert Document.objects.count() == 1


# Saving


def test_saving_changes_the_text_and_counts_the_version(cast):
    saved = save_draft(
        document=cast.draft(), version=1, content=replace(CONTENT, summary="Thi đua năm 2025"), by=cast.clerk
    )
    document = Document.objects.get()
    assert (saved.version, document.version, document.summary) == (2, 2, "Thi đua năm 2025")
    assert "thi dua nam 2025" in document.search_text
    assert LogEntry.objects.about(document).last().data == {"fields": ["summary"]}


def test_saving_the_same_text_changes_nothing(cast):
    draft = cast.draft()
    assert save_draft(document=draft, version=1, content=CONTENT, by=cast.clerk).version == 1
    assert log_of(draft) == ["create"]


def test_the_later_of_two_writers_gets_the_others_text(cast):
    draft = cast.draft()
    save_draft(document=draft, version=1, content=replace(CONTENT, summary="Bản của Mai"), by=cast.clerk)
    with pytest.raises(Conflict) as conflict:
        save_draft(document=draft, version=1, content=replace(CONTENT, summary="Bản khác"), by=cast.clerk)
    assert str(conflict.value) == "Người khác vừa lưu văn bản này. Hãy so sánh hai bản rồi lưu lại."
    assert (conflict.value.current.summary, Document.objects.get().summary) == ("Bản của Mai", "Bản của Mai")


def test_what_is_no_draft_is_not_saved(cast):
    with pytest.raises(Refused, match="đang “Đã trình, chờ ký” nên không sửa được"):
        save_draft(document=submitted(cast), version=1, content=replace(CONTENT, summary="Khác"), by=cast.clerk)


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_who_is_no_drafter_there_saves_nothing(cast, who):
    with pytest.raises(Refused, match="^Bạn không có quyền sửa văn bản này.$"):
        save_draft(document=cast.draft(), version=1, content=DIRECTIVE, by=getattr(cast, who))


# Signing and returning


def test_the_signer_is_printed_where_the_draft_names_none(cast):
    document = signed(cast)
    assert (document.state, document.signed_by, document.sign_name) == ("signed", cast.leader, "")
    assert document.signer_name == "Trần Văn Hùng"
    assert build(document, draft=True).signature.name == "Trần Văn Hùng"


def test_the_name_in_the_draft_may_differ_in_case_only(cast):
    document = sign(document=submitted(cast, sign_name="TRẦN VĂN HÙNG"), by=cast.leader)
    assert document.signer_name == "TRẦN VĂN HÙNG"


def test_another_name_in_the_signature_block_is_refused(cast):
    document = submitted(cast, sign_name="Lê Văn Khác")
    with pytest.raises(Refused, match="^Khối ký ghi “Lê Văn Khác”, không phải bạn."):
        sign(document=document, by=cast.leader)
    document.refresh_from_db()
    assert (document.state, document.signed_by) == ("submitted", None)


def test_a_returned_paper_loses_its_signature_and_another_leader_may_sign(cast):
    returned = send_back(document=signed(cast), by=cast.leader, reason="Bổ sung chỉ tiêu.")
    assert (returned.state, returned.signed_by, returned.signer_name) == ("draft", None, "")
    assert LogEntry.objects.about(returned).last().reason == "Bổ sung chỉ tiêu."
    deputy = make_user("phochutich", "Ngô Thị Phó", cast.city, Role.SIGNING_LEADER)
    again = take_step(document=returned, action="submit", by=cast.clerk)
    assert sign(document=again, by=deputy).signer_name == "Ngô Thị Phó"


def test_a_return_needs_a_reason(cast):
    with pytest.raises(Refused, match="^Hãy ghi lý do"):
        take_step(document=submitted(cast), action="return", by=cast.leader)


def test_withdrawing_discarding_and_restoring(cast):
    document = submitted(cast)
    states = []
    for action in ("withdraw", "discard", "restore"):
        document = take_step(document=document, action=action, by=cast.clerk)
        states.append(document.state)
    assert states == ["draft", "discarded", "draft"]
    assert log_of(document) == ["create", "submit", "withdraw", "discard", "restore"]


@pytest.mark.parametrize("action", ["replace", "delete", ""])
def test_what_is_no_button_is_refused(cast, action):
    with pytest.raises(Refused, match="^Không có bước này trong quy trình."):
        take_step(document=signed(cast), action=action, by=cast.leader)


@pytest.mark.parametrize(
    ("state", "action", "who"),
    [("submitted", "sign", "leader"), ("signed", "issue", "clerk"), ("submitted", "return", "leader")],
)
def test_steps_with_effects_of_their_own_go_through_their_action(cast, state, action, who):
    before = signed(cast) if state == "signed" else submitted(cast)
    after = take_step(document=before, action=action, by=getattr(cast, who), reason="Sửa lại.")
    expected = {"sign": (cast.leader, ""), "issue": (cast.leader, "01"), "return": (None, "")}[action]
    assert (after.signed_by, after.number) == expected


# Issuing


@time_machine.travel(datetime(2024, 3, 1, 3, tzinfo=UTC))
def test_issuing_numbers_dates_freezes_and_orders_both_files(cast):
    issued = issue(document=signed(cast), by=cast.clerk)
    document = Document.objects.get()
    assert (document.state, document.number, document.date) == ("issued", "01", date(2024, 3, 1))
    assert (document.series, document.number_year, str(document)) == ("KH", 2024, "Kế hoạch 01/KH-UBND")
    printed = json.loads(document.snapshot)
    assert [printed[key] for key in ("number", "day", "month", "year", "draft")] == ["01", 1, 3, 2024, False]
    assert printed["verify_url"].endswith(f"/xac-minh/{document.verify_code}/")
    assert printed["signature"]["name"] == "Trần Văn Hùng"
    assert paper_of(document) == build(document, draft=False)
    jobs = RenderJob.objects.filter(document=issued).values_list("kind", "snapshot").order_by("kind")
    assert list(jobs) == [("docx", document.snapshot), ("pdf", document.snapshot)]
    assert LogEntry.objects.about(issued).last().target_name == "Kế hoạch 01/KH-UBND"
    assert document.is_published
    assert not document.is_editable


def test_the_frozen_paper_stays_when_the_signers_name_changes(cast):
    issued = issue(document=signed(cast), by=cast.clerk)
    cast.leader.person.full_name = "Trần Văn Khác"
    cast.leader.person.save()
    assert paper_of(Document.objects.get(pk=issued.pk)).signature.name == "Trần Văn Hùng"


def test_one_of_many_hands_issues(cast):
    document = signed(cast)
    issue(document=document, by=cast.clerk)
    with pytest.raises(Refused, match="hiện ở trạng thái “Đã ban hành”"):
        issue(document=document, by=cast.leader)
    assert Document.objects.get().number == "01"


def test_only_the_issuer_signs_its_papers(cast):
    document = submitted(cast)
    grant_role(user=cast.leader, unit=cast.justice, role=Role.SIGNING_LEADER, valid_from=SINCE)
    Document.objects.filter(pk=document.pk).update(owner=cast.justice)
    leader = type(cast.leader).objects.get(pk=cast.leader.pk)
    with pytest.raises(Refused, match="^Chỉ cơ quan soạn thảo mới ký và ban hành được văn bản của mình.$"):
        sign(document=document, by=leader)


# Replacing


def replacement(cast: Cast, old: Document) -> Document:
    draft = create_draft(
        issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(), replaces=old
    )
    return sign(document=take_step(document=draft, action="submit", by=cast.clerk), by=cast.leader)


def test_issuing_the_new_paper_ends_the_old_one(cast):
    old = issue(document=signed(cast), by=cast.clerk)
    new = issue(document=replacement(cast, old), by=cast.clerk)
    old.refresh_from_db()
    assert (old.state, old.number, new.number) == ("replaced", "01", "02")
    assert LogEntry.objects.about(old).last().data == {"by": new.pk}


def test_of_two_replacements_the_second_is_refused_and_loses_no_number(cast):
    old = issue(document=signed(cast), by=cast.clerk)
    first, second = replacement(cast, old), replacement(cast, old)
    issue(document=first, by=cast.clerk)
    with pytest.raises(Refused, match="^Kế hoạch 01/KH-UBND không còn hiệu lực nên không thể thay thế lần nữa.$"):
        issue(document=second, by=cast.clerk)
    assert issue(document=signed(cast), by=cast.clerk).number == "03"


def test_only_ones_own_paper_in_force_is_replaced(cast):
    with pytest.raises(Refused, match="^Chỉ thay thế được văn bản đang có hiệu lực của chính UBND thành phố Tây Ninh."):
        replacement(cast, cast.draft())
    with pytest.raises(Refused, match="^Chỉ thay thế được văn bản đang có hiệu lực"):
        replacement(cast, cast.draft(by=cast.justice_officer))


def test_the_table_alone_replaces_nothing_that_is_not_replaced(cast):
    with pytest.raises(Refused, match="^Chưa có văn bản thay thế nào được ban hành.$"):
        perform(thing=issue(document=signed(cast), by=cast.clerk), action="replace", by=cast.clerk)


# Receiving


def receive(cast: Cast, **changes: object) -> Document:
    values = {
        "owner": cast.city,
        "kind": "CT",
        "number": "01",
        "symbol": "CT-UBND",
        "on": date(2024, 1, 3),
        "issuer_printed": "Chủ tịch  UBND tỉnh Tây Ninh",
        "content": DIRECTIVE,
        "by": cast.clerk,
        "creation_key": uuid.uuid4(),
    }
    return register_received(**(values | changes))


def test_a_received_paper_of_an_unknown_issuer_keeps_what_is_printed(cast):
    paper = receive(cast)
    assert (paper.state, paper.owner, paper.issuer) == ("received", cast.city, None)
    assert (paper.issuer_printed, str(paper)) == ("Chủ tịch UBND tỉnh Tây Ninh", "Chỉ thị 01/CT-UBND")
    assert (paper.date, paper.number_year, log_of(paper)) == (date(2024, 1, 3), None, ["register"])


def test_a_received_paper_is_printed_neither_as_a_draft_nor_with_our_code(cast):
    printed = paper_of(receive(cast, issuer=cast.province))
    assert (printed.draft, printed.verify_url, printed.number) == (False, "", "01")


def test_a_paper_is_registered_once_a_year(cast):
    receive(cast)
    with pytest.raises(Refused) as refused:
        receive(cast, issuer_printed="Chủ tịch UBND  tỉnh Tây Ninh", on=date(2024, 2, 1))
    assert str(refused.value) == (
        "Chỉ thị 01/CT-UBND của Chủ tịch UBND tỉnh Tây Ninh đã có trong sổ văn bản đến, ngày 03/01/2024. "
        "Hãy mở văn bản đó thay vì vào sổ lần nữa."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "02"},
        {"symbol": "CT-HĐND"},
        {"on": date(2025, 1, 3)},
        {"issuer_printed": "UBND TP. Hải Phòng"},
    ],
)
def test_another_number_symbol_year_or_issuer_is_another_paper(cast, changes):
    assert receive(cast).pk != receive(cast, **changes).pk


def test_papers_without_a_number_are_not_taken_for_one(cast):
    assert receive(cast, number="").pk != receive(cast, number="").pk


def test_another_unit_registers_the_same_paper_for_itself(cast):
    receive(cast)
    assert receive(cast, owner=cast.justice, by=cast.justice_officer).owner == cast.justice


def test_a_register_form_posted_twice_makes_one_entry(cast):
    key = uuid.uuid4()
    assert receive(cast, creation_key=key).pk == receive(cast, creation_key=key).pk


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_ten_clerks_with_the_same_paper_one_registers_it():
    cast = Cast()
    answers = together(10, lambda _: receive(cast))
    assert [type(answer) for answer in answers if not isinstance(answer, Document)] == [Refused] * 9
    assert Document.objects.count() == 1


@pytest.mark.parametrize("who", ["leader", "justice_officer", "outsider"])
def test_who_is_no_clerk_there_registers_nothing(cast, who):
    with pytest.raises(Refused, match="^Bạn không có quyền vào sổ văn bản đến của UBND thành phố Tây Ninh.$"):
        receive(cast, by=getattr(cast, who))


def test_a_received_paper_has_no_step(cast):
    with pytest.raises(Refused, match="hiện ở trạng thái “Văn bản đến”"):
        take_step(document=receive(cast), action="submit", by=cast.clerk)
