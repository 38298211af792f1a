"""Pages of inspections: for the office, for the unit, for nobody else; papers; files; tables out."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from time_machine import TimeMachineFixture

from campaigns.actions.inspection import Slot, add_visits, schedule_visits, take_visit_step
from campaigns.actions.inspection_answer import answer_finding
from campaigns.actions.inspection_finding import add_finding
from campaigns.models import EvidenceFile, FindingResponse, InspectionFinding, InspectionProgramme, InspectionVisit
from documents.models import Document
from organizations.models import Unit, User
from tests.campaigns.inspection_world import ASKED, DUE, HELD, SECRET, InspectionWorld, inspection_world
from tests.cast import SINCE, Cast
from tests.clients import client_of
from tests.world_inspections import PNG


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> InspectionWorld:
    return inspection_world(cast, time_machine)


def page(user: User, name: str, *args: object, **query: str) -> str:
    """The text of a page."""
    answer = client_of(user).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(user: User, name: str, *args: object, **data: object):
    """A form sent."""
    return client_of(user).post(reverse(name, args=args), data)


def test_a_programme_is_laid_down_its_units_chosen_and_put_into_the_calendar(cast: Cast) -> None:
    client = client_of(cast.clerk)
    form = {"subject": "Kiểm tra cuối năm", "year": "2024", "starts_on": "01/10/2024", "ends_on": "31/10/2024",
            "lead": "Trần Văn Hùng, Phó Chủ tịch"}  # fmt: skip
    answers = [client.post("/kiem-tra/lap/", form) for _ in range(2)]  # sent twice
    made = InspectionProgramme.objects.get()
    assert [answer.url for answer in answers] == [f"/kiem-tra/{made.pk}/don-vi/"] * 2
    chosen = client.post(
        f"/kiem-tra/{made.pk}/don-vi/", {"buoc": "luu", "don-vi": [cast.justice.pk, cast.other_city.pk]}
    )
    assert chosen.url == f"/kiem-tra/{made.pk}/lich/"
    visit = InspectionVisit.objects.get()
    assert (visit.unit, visit.lead) == (cast.justice, "Trần Văn Hùng, Phó Chủ tịch")
    wrong = client.post(
        chosen.url, {f"ngay-{visit.pk}": "40/10/2024", f"gio-{visit.pk}": "25h", f"noi-{visit.pk}": "Hội trường"}
    )
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "Ngày chưa đúng" in text and "Giờ chưa đúng" in text and 'value="Hội trường"' in text
    client.post(
        chosen.url, {f"ngay-{visit.pk}": "10/10/2024", f"gio-{visit.pk}": "8h30", f"noi-{visit.pk}": "Hội trường"}
    )
    visit.refresh_from_db()
    assert (visit.planned_on, f"{visit.starts_at:%H:%M}", visit.place) == (date(2024, 10, 10), "08:30", "Hội trường")


def test_a_second_visit_to_a_unit_is_asked_for_by_itself(world: InspectionWorld) -> None:
    client, unit = client_of(world.cast.clerk), world.cast.justice
    address = reverse("inspection_units", args=[world.programme.pk])
    assert client.post(address, {"buoc": "luu", "don-vi": unit.pk}).status_code == 422
    assert client.post(address, {"buoc": "lai", "lai": unit.pk}).status_code == 302
    assert world.programme.visits.filter(unit=unit).count() == 2
    assert "Phòng Tư pháp còn một cuộc kiểm tra khác trong kỳ" in page(
        world.cast.clerk, "inspection_detail", world.programme.pk
    )


def test_a_unit_reads_its_visit_once_told_and_what_was_found_once_concluded(world: InspectionWorld) -> None:
    cast, visit = world.cast, world.justice
    address = visit.get_absolute_url()
    officer = client_of(cast.justice_officer)
    assert officer.get(address).status_code == 404
    assert "Chưa có cuộc kiểm tra nào tại đơn vị bạn" not in page(cast.justice_officer, "inspection_list")  # may create
    held = world.held(visit)
    officer = client_of(cast.justice_officer)  # moving the clock ended the session
    text = officer.get(address).content.decode()
    assert "Chưa có kết luận" in text
    assert SECRET not in text
    assert ASKED not in text
    assert "Phòng họp" in text
    take_visit_step(visit=held, action="conclude", by=cast.clerk)
    text = officer.get(address).content.decode()
    assert SECRET in text
    assert "Trả lời kiến nghị" in text
    assert "Nhật ký" not in text
    for user in (cast.education_officer, cast.outsider):
        assert client_of(user).get(address).status_code == 404
        assert SECRET not in page(user, "recommendation_list")
        assert "Phòng Tư pháp" not in page(user, "inspection_list")
    assert client_of(cast.justice_officer).get(world.programme.get_absolute_url()).status_code == 404


def test_lines_are_written_by_keyboard_and_what_was_refused_stays(world: InspectionWorld) -> None:
    cast = world.cast
    visit = world.held(world.justice)
    sent = post(cast.clerk, "visit_findings", visit.pk, kind="ton_tai", text="- Ý một;\n\n+ Ý hai")
    assert sent.url == f"/kiem-tra/cuoc/{visit.pk}/?loai=ton_tai"
    texts = InspectionFinding.objects.filter(kind="ton_tai").order_by("position").values_list("text", flat=True)
    assert list(texts) == [SECRET, "Ý một;", "Ý hai"]
    assert "autofocus" in client_of(cast.clerk).get(sent.url).content.decode()
    wrong = post(cast.clerk, "visit_findings", visit.pk, kind="kien_nghi", text="Làm ngay", due_on="01/01/2024")
    assert wrong.status_code == 422
    assert "Hạn phải từ ngày kiểm tra, 10/09/2024, trở đi." in wrong.content.decode()
    assert "Làm ngay</textarea>" in wrong.content.decode()
    finding = InspectionFinding.objects.get(text="Ý hai")
    form = {"kind": "ton_tai", "text": "Ý hai, sửa", "version": "1"}
    assert post(cast.clerk, "visit_finding_edit", finding.pk, **form).status_code == 302
    assert post(cast.clerk, "visit_finding_edit", finding.pk, **form | {"text": "Khác"}).status_code == 422
    assert post(cast.clerk, "visit_finding_remove", finding.pk).status_code == 302
    assert not InspectionFinding.objects.filter(pk=finding.pk).exists()


def test_steps_by_form(world: InspectionWorld) -> None:
    cast, visit = world.cast, world.justice
    post(cast.clerk, "visit_step", visit.pk, "notify")
    world.go_to(date(2024, 9, 12))
    step = reverse("visit_step", args=[visit.pk, "hold"])
    wrong = client_of(cast.clerk).post(step, {"held_on": "31/02/2024"}, follow=True).content.decode()
    visit.refresh_from_db()
    assert (visit.state, "Ngày chưa đúng." in wrong) == ("da_thong_bao", True)
    assert "Xác nhận: hủy cuộc kiểm tra" in wrong
    post(cast.clerk, "visit_step", visit.pk, "hold", held_on="11/09/2024")
    visit.refresh_from_db()
    assert (visit.state, visit.held_on) == ("da_kiem_tra", date(2024, 9, 11))
    assert post(cast.clerk, "visit_step", visit.pk, "bay").status_code == 404


def test_an_answer_with_a_file_and_its_judgement(world: InspectionWorld) -> None:
    cast = world.cast
    finding = world.concluded(world.justice)
    address = reverse("recommendation_answer", args=[finding.pk])
    unit = client_of(cast.justice_officer)
    bad = unit.post(address, {"text": "Đã làm", "evidence": SimpleUploadedFile("a.exe", b"MZ")})
    assert bad.status_code == 422
    assert "Đã làm</textarea>" in bad.content.decode()
    files = [SimpleUploadedFile("Quyết định.png", PNG), SimpleUploadedFile("b.png", PNG)]
    assert unit.post(address, {"text": "Đã làm", "evidence": files}).status_code == 302
    response = FindingResponse.objects.get()
    evidence = EvidenceFile.objects.filter(response=response).first()
    assert evidence is not None
    file = reverse("evidence_download", args=[evidence.pk])
    got = unit.get(file)
    assert b"".join(got.streaming_content) == PNG
    assert got["Content-Disposition"].startswith("attachment")
    assert [client_of(user).get(file).status_code for user in (cast.clerk, cast.education_officer, cast.outsider)] == [
        200, 404, 404,
    ]  # fmt: skip
    judge = {"ket-luan": "refuse", "reason": "Thiếu quyết định"}
    assert client_of(cast.outsider).post(reverse("response_judge", args=[response.pk]), judge).status_code == 404
    assert client_of(cast.justice_officer).post(reverse("response_judge", args=[response.pk]), judge).status_code == 403
    client_of(cast.clerk).post(reverse("response_judge", args=[response.pk]), judge)
    text = unit.get(finding.visit.get_absolute_url()).content.decode()
    assert "Thiếu quyết định" in text
    assert "Trả lời lại" in text


def test_minutes_begin_as_a_draft_that_the_visit_names(world: InspectionWorld) -> None:
    cast = world.cast
    visit = world.held(world.justice)
    first = post(cast.clerk, "visit_minutes", visit.pk)
    paper = Document.objects.get(kind="BB")
    assert first.url == reverse("document_edit", args=[paper.pk])
    assert post(cast.clerk, "visit_minutes", visit.pk).url == paper.get_absolute_url()
    assert Document.objects.filter(kind="BB").count() == 1
    assert (paper.state, paper.owner, paper.sign_title, paper.sign_name, paper.second_sign_name) == (
        "draft", cast.city, "TRƯỞNG ĐOÀN KIỂM TRA", "Trần Văn Hùng", "Nguyễn Thị Mai",
    )  # fmt: skip
    assert paper.summary == "Kiểm tra Phòng Tư pháp về phong trào thi đua"
    lines = paper.body.splitlines()
    assert lines[0] == "Thời gian bắt đầu: 08 giờ 00, ngày 10 tháng 09 năm 2024."
    assert "- Trần Văn Hùng, Phó Chủ tịch: Trưởng đoàn;" in lines
    assert "- Phan Thị Cúc: Thành viên;" in lines
    assert f"- {SECRET}." in lines
    assert f"1. {ASKED}. Thời hạn: đến ngày 30/09/2024." in lines
    assert str(paper) in page(cast.clerk, "visit_detail", visit.pk)
    take_visit_step(visit=visit, action="conclude", by=cast.clerk)
    # A draft of the office is not the unit's to see.
    assert paper.get_absolute_url() not in page(cast.justice_officer, "visit_detail", visit.pk)
    Document.objects.filter(pk=paper.pk).update(state="discarded")
    assert post(cast.clerk, "visit_minutes", visit.pk).status_code == 302
    assert Document.objects.filter(kind="BB").count() == 2


@pytest.mark.parametrize(("kind", "addressees"), [("TB", ""), ("CV", "Phòng Tư pháp\nPhòng Giáo dục và Đào tạo")])
def test_the_timetable_begins_as_a_draft(world: InspectionWorld, kind: str, addressees: str) -> None:
    cast = world.cast
    answer = post(cast.clerk, "inspection_announce", world.programme.pk, loai=kind)
    paper = Document.objects.get(kind=kind)
    assert answer.url == reverse("document_edit", args=[paper.pk])
    assert paper.addressees == addressees
    assert paper.summary == "Lịch kiểm tra phong trào thi đua năm 2024"
    lines = paper.body.splitlines()
    assert lines[0].startswith(f"Thực hiện {world.plan}, ")
    assert "| 1 | Phòng Tư pháp | 08 giờ 00 ngày 10/09/2024 | Phòng họp | Trần Văn Hùng |" in lines
    assert "| 2 | Phòng Giáo dục và Đào tạo | 14 giờ 00 ngày 17/09/2024 | Tại đơn vị | Trần Văn Hùng |" in lines
    assert set(world.programme.visits.values_list("notice", flat=True)) == {paper.pk}
    again = client_of(cast.clerk).post(
        reverse("inspection_announce", args=[world.programme.pk]), {"loai": kind}, follow=True
    )
    assert "chưa có văn bản thông báo" in again.content.decode()
    assert Document.objects.filter(kind=kind).count() == 1


def test_the_sheet_and_the_print_hold_exactly_what_is_filtered(world: InspectionWorld) -> None:
    cast = world.cast
    world.concluded(world.justice)
    world.go_to(date(2024, 10, 10))
    address = reverse("inspection_sheet", args=[world.programme.pk])

    def units(query: str) -> list[tuple[object, ...]]:
        data = client_of(cast.clerk).get(f"{address}?{query}").content
        rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return [row for row in rows if isinstance(row[0], int)]

    assert [row[1] for row in units("")] == ["Phòng Tư pháp", "Phòng Giáo dục và Đào tạo"]
    [row] = units("con=qua-han")
    assert (row[1], row[6], row[7:]) == ("Phòng Tư pháp", "Đã kết luận", (1, 1, 0, 1))
    assert units("trang-thai=da_huy") == []
    text = page(cast.clerk, "inspection_print", world.programme.pk, **{"trang-thai": "da_ket_luan"})
    assert "Trạng thái: Đã kết luận" in text
    assert "Tổng số: 1 cuộc kiểm tra." in text
    sheet = client_of(cast.justice_officer).get(reverse("recommendation_sheet")).content
    rows = [row for row in load_workbook(io.BytesIO(sheet)).active.iter_rows(values_only=True) if row[0] == 1]
    assert [(row[1], row[4], row[6], row[7]) for row in rows] == [("Phòng Tư pháp", ASKED, 8, "Chưa khắc phục")]
    for user in (cast.education_officer, cast.outsider):
        other = client_of(user).get(reverse("recommendation_sheet")).content
        assert ASKED not in str(list(load_workbook(io.BytesIO(other)).active.iter_rows(values_only=True)))


def test_the_board_of_late_work_shows_late_recommendations_in_working_days(world: InspectionWorld) -> None:
    cast = world.cast
    finding = world.concluded(world.justice)
    world.go_to(DUE)
    assert ASKED not in page(cast.clerk, "late_board", viec="kien-nghi")
    world.go_to(date(2024, 10, 10))
    text = page(cast.clerk, "late_board", viec="kien-nghi")
    assert ASKED in text
    assert "Trễ 8 ngày" in text
    assert ASKED in page(cast.justice_officer, "late_board", viec="kien-nghi")
    assert ASKED not in page(cast.education_officer, "late_board", viec="kien-nghi")
    assert ASKED not in page(cast.outsider, "late_board", viec="kien-nghi")
    assert ASKED not in page(cast.clerk, "late_board", viec="kien-nghi", don_vi=str(cast.education.pk))
    board = client_of(cast.clerk).get(reverse("late_board")).context
    assert [(code, number) for code, _, number in board["tabs"] if number] == [("", 1), ("kien-nghi", 1)]
    assert ASKED in page(cast.clerk, "late_board")
    assert ASKED in page(cast.clerk, "late_print")
    assert [total.to_remedy for total in client_of(cast.clerk).get("/ke-hoach/cham/?xem=don-vi").context["page"]] == [1]
    for query, found in (("", 1), ("viec=kien-nghi", 1), ("viec=chua-bao-cao", 0)):
        data = client_of(cast.clerk).get(f"{reverse('late_sheet')}?{query}").content
        rows = [row for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True) if row[0] == 1]
        assert [row[1:5] for row in rows] == [
            ("Phòng Tư pháp", "Kiến nghị kiểm tra", ASKED, "Kiến nghị kiểm tra")
        ] * found
    answer_finding(finding=finding, text="Đã làm", by=cast.justice_officer)
    assert ASKED not in page(cast.clerk, "late_board", viec="kien-nghi")
    assert client_of(cast.clerk).get(reverse("late_board")).context["all"] == 0


def test_the_inbox_and_the_menu_say_the_same(world: InspectionWorld) -> None:
    from reports.queries import menu_counts

    cast = world.cast
    finding = world.concluded(world.justice)

    def fresh(user: User) -> User:
        return User.objects.get(pk=user.pk)

    def numbers(user: User) -> tuple[int, int, bool]:
        answer = client_of(user).get("/")
        return answer.context["count"], menu_counts(fresh(user))["inbox"], ASKED in answer.content.decode()

    assert numbers(cast.justice_officer) == (1, 1, True)
    assert numbers(cast.clerk)[2] is False
    assert numbers(cast.education_officer)[2] is False
    answer_finding(finding=finding, text="Đã làm", by=cast.justice_officer)
    assert numbers(cast.justice_officer) == (0, 0, False)
    found = numbers(cast.clerk)
    assert (found[0], found[2]) == (found[1], True)
    world.go_to(date(2024, 12, 2))
    assert numbers(cast.outsider) == (0, 0, False)


def more(cast: Cast, programme: InspectionProgramme, start: int, count: int) -> None:
    """Further units with a concluded visit and a late kiến nghị each."""
    units = Unit.objects.bulk_create(
        [
            Unit(
                official_name=f"Trường {n}", short_name=f"Trường {n}", search_name=f"truong {n}", valid_from=SINCE,
                level=Unit.Level.COMMUNE, kind=Unit.Kind.SCHOOL, path=f"{cast.city.path}{800_000 + n}/", pk=800_000 + n,
            )
            for n in range(start, start + count)
        ]
    )  # fmt: skip
    for visit in add_visits(programme=programme, units=units, by=cast.clerk):
        schedule_visits(programme=programme, slots={visit.pk: Slot(planned_on=HELD)}, by=cast.clerk)
        for action in ("notify", "hold"):
            visit = take_visit_step(visit=visit, action=action, by=cast.clerk)
        add_finding(visit=visit, kind="kien_nghi", text=ASKED, by=cast.clerk, due_on=HELD)
        take_visit_step(visit=visit, action="conclude", by=cast.clerk)


@pytest.mark.parametrize("name", ["inspection_list", "inspection_detail", "recommendation_list", "late_board", "inbox"])
def test_lists_ask_the_same_for_one_and_many_rows(world: InspectionWorld, name: str) -> None:
    world.go_to(HELD, 17)
    address = reverse(name, args=[world.programme.pk] if name == "inspection_detail" else [])
    address += "?viec=kien-nghi" if name == "late_board" else ""
    taken = []
    for start, count in ((1, 1), (2, 2), (4, 20)):
        more(world.cast, world.programme, start, count)
        world.go_to(date(2024, 10, 10 + start))
        client = client_of(world.cast.clerk)
        client.get(address)  # what the first request of a session settles is not the list's
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        taken.append(len(asked))
        world.go_to(HELD, 18)
    assert taken == [taken[0]] * 3
    assert taken[0] <= 15


def test_all_units_are_told_with_one_click(world: InspectionWorld, settings) -> None:
    # The steps are taken one by one, which zeal takes for a query per row.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "zeal" not in name]
    InspectionVisit.objects.filter(pk=world.education.pk).update(lead="")
    answer = client_of(world.cast.clerk).post(reverse("inspection_notify", args=[world.programme.pk]), follow=True)
    text = answer.content.decode()
    assert "Đã thông báo cho 1 đơn vị." in text
    assert "1 cuộc chưa thông báo được vì thiếu ngày hoặc trưởng đoàn: Phòng Giáo dục và Đào tạo." in text
    assert "Kiểm tra Phòng Tư pháp" in page(world.cast.justice_officer, "visit_detail", world.justice.pk)
