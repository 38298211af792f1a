"""Điển hình tiên tiến: writing, the steps of the workflow, consent, who sees what, the list as a paper."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.campaign import launch_campaign
from campaigns.actions.exemplar import (
    Stale,
    create_exemplar,
    publish_exemplar,
    save_exemplar,
    take_exemplar_step,
    withdraw_exemplar,
)
from campaigns.actions.exemplar_paper import draft_list
from campaigns.models import Exemplar
from campaigns.queries.exemplars import figures_of_year, office_for
from campaigns.text.exemplar_annex import Listed, list_body, years_in_words
from campaigns.text.exemplar_figures import figure_faults, figures_of
from documents.text.inline import plain
from documents.text.light import parse_body
from organizations.models import Notice, Role, User
from reports.queries import counts_for
from reports.queries.exemplars import exemplar_groups
from tests.cast import Cast, make_user
from tests.world_exemplars import approved, content, written
from workflow.engine import Refused, options
from workflow.models import LogEntry


def step(exemplar: Exemplar, action: str, by: User, reason: str = "") -> Exemplar:
    return take_exemplar_step(exemplar=exemplar, action=action, by=by, reason=reason)


def names(user: User) -> list[str]:
    return sorted(Exemplar.objects.visible_to(user).values_list("name", flat=True))


def fresh(user: User) -> User:
    """The user as the next request loads it: nothing noted on it."""
    return User.objects.get(pk=user.pk)


def test_a_form_posted_twice_makes_one(cast: Cast) -> None:
    key = uuid.uuid4()
    made = [
        create_exemplar(unit=cast.justice, content=content(), by=cast.justice_officer, creation_key=key)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Exemplar.objects.count() == 1
    with pytest.raises(Refused, match="Biểu mẫu này đã cũ"):
        create_exemplar(unit=cast.education, content=content(), by=cast.education_officer, creation_key=key)


@pytest.mark.parametrize("who", ["clerk", "leader", "education_officer", "outsider"])
def test_only_the_units_own_people_write_for_it(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="không có quyền viết"):
        create_exemplar(unit=cast.justice, content=content(), by=getattr(cast, who), creation_key=uuid.uuid4())
    mine = written(cast.justice, cast.justice_officer)
    with pytest.raises(Refused, match="không có quyền sửa"):
        save_exemplar(exemplar=mine, version=1, content=content("Khác"), by=getattr(cast, who))
    assert Exemplar.objects.get().name == mine.name


def test_a_movement_of_another_branch_and_figures_without_a_value_are_refused(cast: Cast) -> None:
    foreign = launch_campaign(
        host=cast.other_city, name="Xa", year=2024, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
        by=cast.outsider,
    )  # fmt: skip
    own = launch_campaign(
        host=cast.city, name="Gần", year=2024, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), by=cast.clerk
    )
    with pytest.raises(Refused, match="Không tìm thấy phong trào"):
        written(cast.justice, cast.justice_officer, campaign=foreign)
    with pytest.raises(Refused, match="Dòng 1"):
        written(cast.justice, cast.justice_officer, figures="45 hộ")
    made = written(cast.justice, cast.justice_officer, campaign=own, movement="Bỏ đi")
    assert (made.movement_name, made.movement) == ("Gần", "")


def test_the_loser_of_two_writers_overwrites_nothing(cast: Cast) -> None:
    made = written(cast.justice, cast.justice_officer)
    save_exemplar(exemplar=made, version=1, content=content("Bản một"), by=cast.justice_officer)
    with pytest.raises(Stale) as stale:
        save_exemplar(exemplar=made, version=1, content=content("Bản hai"), by=cast.justice_head)
    assert (stale.value.current.name, Exemplar.objects.get().name) == ("Bản một", "Bản một")


def test_from_draft_to_approval_each_by_their_own(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    assert (draft.state, draft.desk) == ("draft", cast.justice)
    with pytest.raises(Refused, match="không có quyền"):
        step(draft, "submit", cast.clerk)
    proposed = step(draft, "submit", cast.justice_officer)
    assert (proposed.state, proposed.desk, proposed.proposed_by) == ("proposed", cast.city, cast.justice_officer)
    for stranger in (cast.justice_officer, cast.justice_head, cast.education_officer, cast.outsider):
        with pytest.raises(Refused, match="không có quyền"):
            step(proposed, "approve", stranger)
    done = step(proposed, "approve", cast.leader)
    assert (done.state, done.approved_on is None) == ("approved", False)
    log = [(entry.action, entry.actor_name) for entry in LogEntry.objects.about(done)]
    assert log == [("create", "Lê Thị Hoa"), ("submit", "Lê Thị Hoa"), ("approve", "Trần Văn Hùng")]


def test_what_is_not_complete_is_not_proposed(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer, summary="", story=" ")
    [refused] = [one for one in options(draft, cast.justice_officer) if one.transition.action == "submit"]
    assert refused.refusal is not None
    assert refused.refusal.startswith("Còn thiếu: tóm tắt, bài viết.")
    with pytest.raises(Refused, match="Còn thiếu"):
        step(draft, "submit", cast.justice_officer)


def test_whoever_proposed_does_not_approve(cast: Cast) -> None:
    proposed = step(written(cast.city, cast.clerk), "submit", cast.clerk)
    assert proposed.desk == cast.city
    with pytest.raises(Refused, match="không tự duyệt"):
        step(proposed, "approve", cast.clerk)
    assert step(proposed, "approve", cast.leader).state == "approved"


def test_returned_with_a_reason_it_is_written_again(cast: Cast) -> None:
    proposed = step(written(cast.justice, cast.justice_officer), "submit", cast.justice_officer)
    with pytest.raises(Refused, match="ghi lý do"):
        step(proposed, "return", cast.clerk)
    returned = step(proposed, "return", cast.clerk, "Thiếu số liệu")
    assert (returned.state, returned.desk) == ("returned", cast.justice)
    saved = save_exemplar(exemplar=returned, version=1, content=content("Đã sửa"), by=cast.justice_officer)
    assert step(saved, "submit", cast.justice_officer).state == "proposed"
    told = list(Notice.objects.filter(user=cast.justice_officer).values_list("text", flat=True))
    assert told == ["Trả lại để sửa, điển hình: Hẹn giờ chứng thực"]
    # Proposed twice, told twice; what was settled by the return is read.
    asked = Notice.objects.filter(user=cast.clerk, key__startswith="task:exemplar")
    assert [notice.read_at is None for notice in asked] == [True, False]


def test_approved_texts_are_written_no_more(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    with pytest.raises(Refused, match="không sửa được"):
        save_exemplar(exemplar=done, version=1, content=content("Lén"), by=cast.justice_officer)


def test_thoi_dang_and_back_needs_a_new_consent(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu", by=cast.clerk)
    retired = step(done, "retire", cast.clerk, "Không còn đúng")
    assert (retired.state, retired.wants_public, Exemplar.objects.public().count()) == ("retired", False, 0)
    again = step(retired, "restore", cast.clerk)
    assert (again.state, again.visibility, again.consented_at) == ("approved", "noi_bo", None)


def test_a_draft_is_put_away_and_taken_back(cast: Cast) -> None:
    gone = step(written(cast.justice, cast.justice_officer), "discard", cast.justice_officer)
    assert gone.state == "discarded"
    assert step(gone, "recover", cast.justice_officer).state == "draft"


# -- consent


def test_public_only_with_the_tick_and_a_ground_recorded_who_and_when(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader, kind="ca_nhan")
    for agreed, note in ((False, "Phiếu"), (True, "  ")):
        with pytest.raises(Refused, match="đánh dấu vào ô xác nhận"):
            publish_exemplar(exemplar=done, version=1, agreed=agreed, note=note, by=cast.clerk)
    assert Exemplar.objects.public().count() == 0
    public = publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu 05/6", by=cast.clerk)
    assert (public.is_public, public.consent_by, public.consent_note) == (True, cast.clerk, "Phiếu 05/6")
    assert public.consented_at is not None
    assert LogEntry.objects.about(public).filter(action="publish", reason="Phiếu 05/6").count() == 1


def test_the_database_itself_keeps_a_story_without_consent_internal(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemplar.objects.filter(pk=done.pk).update(visibility="cong_khai")


def test_a_consent_given_to_another_text_is_none(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    publish_exemplar(exemplar=draft, version=1, agreed=True, note="Phiếu", by=cast.justice_officer)
    same = save_exemplar(exemplar=draft, version=1, content=content(), by=cast.justice_officer)
    assert same.wants_public
    changed = save_exemplar(exemplar=draft, version=1, content=content("Tên khác"), by=cast.justice_officer)
    assert (changed.wants_public, changed.consent_by, changed.consent_note) == (False, None, "")
    with pytest.raises(Stale):
        publish_exemplar(exemplar=draft, version=1, agreed=True, note="Phiếu", by=cast.justice_officer)


def test_consent_of_the_unit_makes_it_public_at_the_approval_not_before(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    publish_exemplar(exemplar=draft, version=1, agreed=True, note="Phiếu", by=cast.justice_officer)
    proposed = step(draft, "submit", cast.justice_officer)
    assert Exemplar.objects.public().count() == 0
    step(proposed, "approve", cast.clerk)
    assert Exemplar.objects.public().count() == 1


@pytest.mark.parametrize("who", ["justice_officer", "clerk"])
def test_unit_and_office_withdraw_at_once(cast: Cast, who: str) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu", by=cast.clerk)
    withdraw_exemplar(exemplar=done, by=getattr(cast, who))
    assert Exemplar.objects.public().count() == 0


def test_strangers_neither_publish_nor_withdraw(cast: Cast) -> None:
    done = approved(cast.justice, cast.justice_officer, cast.leader)
    for stranger in (cast.education_officer, cast.outsider, cast.justice_officer):
        with pytest.raises(Refused, match="không có quyền"):
            publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu", by=stranger)
    publish_exemplar(exemplar=done, version=1, agreed=True, note="Phiếu", by=cast.clerk)
    for stranger in (cast.education_officer, cast.outsider):
        with pytest.raises(Refused, match="mới rút công khai được"):
            withdraw_exemplar(exemplar=done, by=stranger)
    assert Exemplar.objects.public().count() == 1


# -- who sees what


def test_drafts_are_seen_by_the_unit_and_above_the_approved_by_all_of_the_office(cast: Cast) -> None:
    written(cast.justice, cast.justice_officer, "Nháp")
    step(written(cast.justice, cast.justice_officer, "Chờ"), "submit", cast.justice_officer)
    approved(cast.justice, cast.justice_officer, cast.leader, "Duyệt")
    inspector = make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR)
    seen = {user.username: names(user) for user in (cast.justice_head, cast.clerk, inspector)}
    assert seen == dict.fromkeys(seen, ["Chờ", "Duyệt", "Nháp"])
    assert names(cast.education_officer) == ["Duyệt"]
    assert names(cast.outsider) == []
    cast.clerk.is_active = False
    assert names(cast.clerk) == []


def test_the_office_is_the_nearest_one_with_a_standing_officer(cast: Cast) -> None:
    assert [office_for(unit) for unit in (cast.justice, cast.city)] == [cast.city, cast.city]
    # Nobody at the province: the unit directly above, or itself at the top.
    assert office_for(cast.province) == cast.province


def test_the_inbox_has_what_waits_for_each(cast: Cast) -> None:
    def waits(user: User) -> dict[str, list[str]]:
        return {group.label: [thing.title for thing in group.things] for group in exemplar_groups(fresh(user))}

    draft = written(cast.justice, cast.justice_officer, "Bài")
    assert waits(cast.justice_officer) == {"Điển hình đang viết": ["Bài"]}
    assert (waits(cast.clerk), counts_for(fresh(cast.clerk)).exemplars) == ({}, 0)
    step(draft, "submit", cast.justice_officer)
    assert waits(cast.clerk) == waits(cast.leader) == {"Điển hình chờ duyệt": ["Bài"]}
    assert counts_for(fresh(cast.clerk)).exemplars == 1
    assert [waits(user) for user in (cast.justice_officer, cast.education_officer, cast.outsider)] == [{}, {}, {}]
    own = step(written(cast.city, cast.clerk, "Của tôi"), "submit", cast.clerk)
    assert waits(cast.clerk) == {"Điển hình chờ duyệt": ["Bài"]}  # what one proposed waits for somebody else
    assert waits(cast.leader)["Điển hình chờ duyệt"] == [own.name, "Bài"]


# -- figures and paper


def test_figures_are_lines_of_name_and_value() -> None:
    assert figures_of("Số hộ: 45 hộ\n\n Tỷ lệ : 9:10 ") == [("Số hộ", "45 hộ"), ("Tỷ lệ", "9:10")]
    assert figure_faults("Số hộ: 45\nhai") == ["Dòng 2 chưa có đủ “tên: giá trị”. Ví dụ: Số hộ thoát nghèo: 45 hộ."]
    assert figure_faults("\n".join(f"a{n}: 1" for n in range(31))) == [
        "Có 31 dòng số liệu; hãy giữ tối đa 30 dòng tiêu biểu."
    ]


def test_the_statistic_of_a_year_counts_approved_ones_that_one_sees(cast: Cast) -> None:
    approved(cast.justice, cast.justice_officer, cast.leader, "A", kind="ca_nhan")
    approved(cast.education, cast.education_officer, cast.leader, "B", movement="Dạy tốt")
    approved(cast.education, cast.education_officer, cast.leader, "C", movement="Dạy tốt", year=2023)
    written(cast.justice, cast.justice_officer, "Nháp")
    figures = figures_of_year(cast.clerk, 2024)
    assert (figures.whole.row(), figures.whole.total, figures.public) == ([1, 0, 1], 2, 0)
    assert [(row.name, row.row()) for row in figures.by_movement] == [
        ("Cải cách hành chính", [1, 0, 0]), ("Dạy tốt", [0, 0, 1]),
    ]  # fmt: skip
    assert figures_of_year(cast.outsider, 2024).whole.total == 0


def test_the_annex_shows_every_word_as_it_was_typed() -> None:
    rows = [
        Listed("Cá nhân", "Nguyễn | \\| Văn *A*", "Phòng", "", "a\nb"),
        Listed("Mô hình, cách làm", "# 1. Tên", "Phòng", "Phong trào", "**x**"),
    ]
    body = parse_body(list_body("UBND thành phố Tây Ninh", "năm 2024", rows, report=False))
    [annex] = [item for item in body.sections if item.level == "annex"]
    tables = [table for part in annex.children for table in part.children if table.level == "table"]
    assert [[plain(cell) for cell in table.rows[1]] for table in tables] == [
        ["1", "Nguyễn | \\| Văn *A*", "Phòng", "", "a b"],
        ["1", "# 1. Tên", "Phòng", "Phong trào", "**x**"],
    ]
    assert [part.title for part in annex.children] == ["CÁ NHÂN", "MÔ HÌNH, CÁCH LÀM"]
    assert body.closing[-1].endswith("nhân rộng./.")
    assert [years_in_words(years) for years in ([], [2024, 2024], [2024, 2022])] == [
        "", "năm 2024", "từ năm 2022 đến năm 2024",
    ]  # fmt: skip


def test_soan_danh_sach_makes_a_draft_of_the_approved_ones(cast: Cast) -> None:
    approved(cast.justice, cast.justice_officer, cast.leader, "Mô hình hay")
    written(cast.justice, cast.justice_officer, "Nháp")
    rows = Exemplar.objects.visible_to(cast.clerk).for_list()
    key = uuid.uuid4()
    for kind in ("TB", "BC"):
        paper = draft_list(unit=cast.city, kind=kind, exemplars=rows, by=cast.clerk, creation_key=uuid.uuid4())
        assert (paper.kind, paper.state, paper.owner) == (kind, "draft", cast.city)
        assert paper.summary == "Danh sách điển hình tiên tiến năm 2024"
        assert "| 1 | Mô hình hay | Phòng Tư pháp | Cải cách hành chính | Hẹn giờ trước, chờ ngắn. |" in paper.body
        assert "Nháp" not in paper.body
    again = [
        draft_list(unit=cast.city, kind="TB", exemplars=rows, by=cast.clerk, creation_key=key).pk for _ in range(2)
    ]
    assert again[0] == again[1]
    with pytest.raises(Refused, match="không có quyền soạn"):
        draft_list(unit=cast.city, kind="TB", exemplars=rows, by=cast.justice_officer, creation_key=uuid.uuid4())
    with pytest.raises(Refused, match="chưa có điển hình nào đã duyệt"):
        draft_list(unit=cast.city, kind="TB", exemplars=[], by=cast.clerk, creation_key=uuid.uuid4())
    with pytest.raises(Refused, match="thông báo hoặc báo cáo"):
        draft_list(unit=cast.city, kind="QĐ", exemplars=rows, by=cast.clerk, creation_key=uuid.uuid4())
