"""Pages of reports: the form keeps what was typed, the board, many at once, totals, the paper, and who sees what."""

from __future__ import annotations

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.actions.progress import accept_report, send_report
from campaigns.actions.progress_file import add_evidence
from campaigns.actions.progress_paper import draft_round_paper
from campaigns.models import Plan, ProgressReport, ReportRound, RoundPaper
from documents.actions.step import take_step
from documents.models import Document
from organizations.models import User
from reports.queries.calendar import deadlines_for
from reports.queries.progress import report_tasks
from tests.campaigns.test_progress_actions import Round, asking_plan
from tests.cast import Cast
from tests.clients import client_of
from tests.world import PNG
from tests.world_progress import fill_in, open_for


@pytest.fixture
def asked(cast: Cast) -> Round:
    plan = asking_plan(cast)
    return Round(cast, plan, open_for(cast.city, [cast.justice, cast.education], cast.clerk, plan, "Báo cáo 6 tháng"))


def typed(report: ProgressReport, figure: str = "60", **more: str) -> dict[str, str]:
    """What a browser sends of the form."""
    data = {"version": str(report.version), "highlights": "Tốt", "difficulties": "", "proposals": "", "buoc": "luu"}
    for line in report.lines.all():
        data |= {f"actual-{line.pk}": figure} if line.is_target else {f"progress-{line.pk}": "hoan_thanh"}
        data |= {f"note-{line.pk}": "", f"result-{line.pk}": ""}
    return data | more


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_saves_a_draft_with_a_decimal_comma(asked: Round) -> None:
    client, report = client_of(asked.cast.justice_officer), asked.justice
    answer = client.post(f"/bao-cao/{report.pk}/sua/", typed(report, "7,5"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/bao-cao/{report.pk}/sua/")
    assert [line.actual_text for line in report.lines.all()] == ["7,5", "7,5", ""]
    assert 'value="7,5"' in text_of(client, f"/bao-cao/{report.pk}/sua/")


def test_a_wrong_figure_keeps_what_was_typed_and_saves_nothing(asked: Round) -> None:
    report = asked.justice
    answer = client_of(asked.cast.justice_officer).post(f"/bao-cao/{report.pk}/sua/", typed(report, "bảy rưỡi"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('value="bảy rưỡi"') == 2
    assert "Hãy nhập số, ví dụ 1.250 hoặc 7,5." in page
    assert ">\nTốt</textarea>" in page
    assert asked.justice.version == 1


def test_a_second_writer_is_told_and_may_save_over(asked: Round) -> None:
    client, old = client_of(asked.cast.justice_officer), asked.justice
    fill_in(old, asked.cast.justice_head, 40)
    answer = client.post(f"/bao-cao/{old.pk}/sua/", typed(old, "41"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "vừa lưu báo cáo này" in page
    assert page.count('value="41"') == 2
    assert 'name="version" value="2"' in page
    assert client.post(f"/bao-cao/{old.pk}/sua/", typed(asked.justice, "41")).status_code == 302
    assert asked.justice.lines.first().actual == 41


def test_the_page_saves_by_itself(asked: Round) -> None:
    client, report = client_of(asked.cast.justice_officer), asked.justice
    answer = client.post(f"/bao-cao/{report.pk}/sua/", typed(report, buoc="tu-luu"))
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    wrong = client.post(f"/bao-cao/{report.pk}/sua/", typed(asked.justice, "x", buoc="tu-luu"))
    assert (wrong.status_code, wrong.json()) == (422, {"error": "Chưa tự lưu được: còn chỗ nhập chưa đúng."})
    assert asked.justice.state == "draft"


def test_sending_is_confirmed_and_refused_while_lines_are_open(asked: Round) -> None:
    client, report = client_of(asked.cast.justice_officer), asked.justice
    assert "Còn 3 dòng chưa báo cáo" in text_of(client, f"/bao-cao/{report.pk}/gui/")
    assert client.post(f"/bao-cao/{report.pk}/gui/").status_code == 409
    answer = client.post(f"/bao-cao/{report.pk}/sua/", typed(report, buoc="gui"))
    assert answer.headers["Location"] == f"/bao-cao/{report.pk}/gui/"
    assert asked.justice.state == "draft"
    assert client.post(f"/bao-cao/{report.pk}/gui/").status_code == 302
    assert asked.justice.state == "sent"


def test_evidence_is_added_to_a_line_fetched_and_taken_away(asked: Round) -> None:
    client, report = client_of(asked.cast.justice_officer), asked.justice
    line = report.lines.first()
    data = {"file": SimpleUploadedFile("anh.png", PNG), "title": "Ảnh trồng cây", "line": str(line.pk)}
    assert client.post(f"/bao-cao/{report.pk}/minh-chung/", data).status_code == 302
    made = report.files.get()
    assert (made.title, made.line) == ("Ảnh trồng cây", line)
    answer = client.get(f"/bao-cao/minh-chung/{made.pk}/")
    assert b"".join(answer.streaming_content) == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    bad = {"file": SimpleUploadedFile("ma.exe", b"MZ"), "title": "", "line": ""}
    assert client.post(f"/bao-cao/{report.pk}/minh-chung/", bad).status_code == 422
    client.post(f"/bao-cao/minh-chung/{made.pk}/bo/")
    assert report.files.count() == 0


def opening(cast: Cast, **more: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "kind": "6_thang", "name": "Đợt mới", "period_from": "01/01/2024", "period_to": "30/06/2024",
        "due_on": f"{today + timedelta(days=5):%d/%m/%Y}", "plan": "", "previous": "", "note": "",
        "units": [cast.justice.pk], "creation_key": str(uuid.uuid4()), "buoc": "xem-lai",
    } | more  # fmt: skip


def test_opening_a_round_lists_the_units_first(asked: Round) -> None:
    cast, client = asked.cast, client_of(asked.cast.clerk)
    data = opening(cast, plan=asked.plan.pk, units=[cast.justice.pk, cast.education.pk])
    answer = client.post("/bao-cao/mo/", data)
    assert [(unit, targets, tasks) for unit, targets, tasks in answer.context["counts"]] == [
        (cast.education, 2, 0), (cast.justice, 2, 1)
    ]  # fmt: skip
    assert ReportRound.objects.count() == 1
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()))
    assert hidden["creation_key"] == data["creation_key"]
    assert client.post("/bao-cao/mo/", data | {"buoc": "mo"}).status_code == 302
    assert ReportRound.objects.get(name="Đợt mới").reports.count() == 2


def test_a_wrong_round_keeps_what_was_typed(asked: Round) -> None:
    cast, client = asked.cast, client_of(asked.cast.clerk)
    for wrong, said in (
        ({"period_to": "31/12/2023"}, "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."),
        ({"units": []}, "Hãy chọn ít nhất một đơn vị."),
        ({"units": [cast.other_city.pk]}, "Có đơn vị không trực thuộc."),
        ({"name": ""}, "Hãy đặt tên đợt báo cáo."),
    ):
        answer = client.post("/bao-cao/mo/", opening(cast, note="Ghi nhớ này", **wrong))
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "Ghi nhớ này" in answer.content.decode()
    name = opening(cast, name="Báo cáo 6 tháng", buoc="mo", period_to=f"30/06/{timezone.localdate().year}")
    client.post("/bao-cao/mo/", name)
    assert client.post("/bao-cao/mo/", name | {"creation_key": str(uuid.uuid4())}).status_code == 409


def test_the_board_shows_who_has_sent_and_takes_many_steps_at_once(asked: Round) -> None:
    cast, client, board = asked.cast, client_of(asked.cast.clerk), f"/bao-cao/dot/{asked.round.pk}/"
    asked.sent()
    context = client.get(board).context
    assert [(code, number) for code, _, number in context["tabs"]] == [
        ("", 2), ("chua-gui", 1), ("cho-nhan", 1), ("tra-lai", 0), ("da-nhan", 0)
    ]  # fmt: skip
    assert [row.unit for row in client.get(f"{board}?tt=cho-nhan").context["rows"]] == [cast.justice]
    assert [row.unit for row in client.get(f"{board}?tim=giao+duc").context["rows"]] == [cast.education]
    both = [asked.justice.pk, asked.education.pk]
    asking = client.post(f"{board}xu-ly/", {"viec": "tra-lai", "chon": both})
    assert asking.context["reports"] == [asked.justice]
    empty = client.post(f"{board}xu-ly/", {"viec": "tra-lai", "chon": both, "buoc": "gui", "reason": " "})
    assert (empty.status_code, asked.justice.state) == (422, "sent")
    client.post(f"{board}xu-ly/", {"viec": "tra-lai", "chon": both, "buoc": "gui", "reason": "Thiếu số"})
    assert (asked.justice.state, asked.justice.return_reason) == ("returned", "Thiếu số")
    asked.sent()
    client.post(f"{board}xu-ly/", {"viec": "nhan", "chon": both})
    assert (asked.justice.state, asked.education.state) == ("accepted", "draft")


def test_the_board_goes_out_as_sheet_and_print(asked: Round) -> None:
    client = client_of(asked.cast.clerk)
    asked.sent()
    answer = client.get(f"/bao-cao/dot/{asked.round.pk}/excel/?tt=cho-nhan")
    cells = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert [row[1:3] for row in cells if row[0] == 1] == [["Phòng Tư pháp", "Đã gửi, chờ nhận"]]
    assert "Tổng số: 2 đơn vị." in text_of(client, f"/bao-cao/dot/{asked.round.pk}/in/")


def test_reminding_from_the_board_is_confirmed(asked: Round) -> None:
    client, board = client_of(asked.cast.clerk), f"/bao-cao/dot/{asked.round.pk}/"
    asked.sent()
    asking = client.post(f"{board}nhac/", {"ai": "tat-ca"})
    assert asking.context["fresh"] == [asked.education]
    client.post(f"{board}nhac/", {"chon": asked.education.pk, "buoc": "gui", "text": "Gửi ngay nhé"})
    assert [row.reminder is not None for row in client.get(board).context["rows"]] == [True, False]


def test_totals_lead_from_each_number_to_its_line(asked: Round) -> None:
    accepted = accept_report(report=asked.sent(60), by=asked.cast.clerk)
    client = client_of(asked.cast.clerk)
    page = text_of(client, f"/bao-cao/dot/{asked.round.pk}/tong-hop/")
    trees = accepted.lines.get(text="Số cây")
    assert f'href="/bao-cao/{accepted.pk}/#dong-{trees.pk}"' in page
    assert f'id="dong-{trees.pk}"' in text_of(client, f"/bao-cao/{accepted.pk}/")
    answer = client.get(f"/bao-cao/dot/{asked.round.pk}/tong-hop/excel/")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert [row[3:8] for row in rows if row[1] == "Số cây"] == [["Tổng cộng", 150, 60, "cây", 40]]
    assert [row[4:6] for row in rows if row[3] == "Phòng Giáo dục và Đào tạo"][0] == [50, "chưa có số liệu"]


def test_the_totals_are_printed_with_all_lines(asked: Round) -> None:
    accept_report(report=asked.sent(60), by=asked.cast.clerk)
    client, address = client_of(asked.cast.clerk), f"/bao-cao/dot/{asked.round.pk}/tong-hop/"
    assert f'href="{address}in/"' in text_of(client, address)
    answer = client.get(f"{address}in/")
    rows = [(is_total, [text for text, _ in cells][:8]) for is_total, cells in answer.context["rows"]]
    place = rows[0][1][2]
    assert rows[:3] == [
        (True, ["1", "Số cây", place, "Tổng cộng", "150", "60", "cây", "40"]),
        (False, ["", "", "", "Phòng Giáo dục và Đào tạo", "50", "chưa có số liệu", "cây", ""]),
        (False, ["", "", "", "Phòng Tư pháp", "100", "60", "cây", "60"]),
    ]
    assert "Chưa có số liệu của: Phòng Giáo dục và Đào tạo" in answer.content.decode()
    for user in (asked.cast.justice_officer, asked.cast.outsider):
        assert client_of(user).get(f"{address}in/").status_code == 404


def test_the_drafted_paper_opens_in_the_editor_and_tells_its_sources(asked: Round) -> None:
    accepted = accept_report(report=asked.sent(60), by=asked.cast.clerk)
    client, key = client_of(asked.cast.clerk), str(uuid.uuid4())
    for _ in range(2):
        answer = client.post(f"/bao-cao/dot/{asked.round.pk}/soan/", {"creation_key": key})
    paper = RoundPaper.objects.get()
    assert answer.headers["Location"] == f"/van-ban/{paper.document_id}/sua/"
    assert f'href="/bao-cao/can-cu/{paper.pk}/"' in text_of(client, f"/van-ban/{paper.document_id}/")
    trace = text_of(client, f"/bao-cao/can-cu/{paper.pk}/")
    assert "Nguồn đã đổi" not in trace
    assert f'href="/bao-cao/{accepted.pk}/#dong-' in trace
    accepted.lines.filter(text="Số cây").update(actual=61)
    assert "nay là 61" in text_of(client, f"/bao-cao/can-cu/{paper.pk}/")


def test_what_waits_stands_in_the_inbox_and_in_the_calendar_of_the_units(asked: Round) -> None:
    cast = asked.cast
    assert [event.summary for event in deadlines_for(cast.justice_officer, timezone.localdate())] == [
        "Hạn: Phòng Tư pháp gửi báo cáo UBND thành phố Tây Ninh"
    ]
    assert deadlines_for(cast.outsider, timezone.localdate()) == []
    to_send, to_accept = report_tasks(cast.justice_officer)
    assert ([task.report for task in to_send], to_accept) == ([asked.justice], [])
    asked.sent()
    assert report_tasks(User.objects.get(pk=cast.justice_officer.pk)) == ([], [])
    to_send, to_accept = report_tasks(cast.clerk)
    assert (to_send, [(task.round, task.count) for task in to_accept]) == ([], [(asked.round, 1)])
    assert f'href="/bao-cao/dot/{asked.round.pk}/?tt=cho-nhan"' in text_of(client_of(cast.clerk), "/")


def test_who_has_not_reported_stands_among_what_is_late(asked: Round) -> None:
    ReportRound.objects.update(due_on=timezone.localdate() - timedelta(days=30))
    asked.sent()
    rows = client_of(asked.cast.clerk).get("/ke-hoach/cham/?viec=chua-bao-cao").context["page"].object_list
    assert [(row.unit, row.days_late > 15) for row in rows] == [(asked.cast.education, True)]
    for user in (asked.cast.justice_officer, asked.cast.outsider):
        page = text_of(client_of(user), "/ke-hoach/cham/?viec=chua-bao-cao")
        assert "Phòng Giáo dục" not in page


def pages_of(asked: Round, paper: RoundPaper) -> list[str]:
    """Every page, export and feed on which something of a report could stand."""
    round_, reports = asked.round.pk, [asked.justice.pk, asked.education.pk]
    own = [
        f"/bao-cao/dot/{round_}/{part}"
        for part in ("", "excel/", "in/", "tong-hop/", "tong-hop/excel/", "tong-hop/in/", "soan/")
    ]
    own += [f"/bao-cao/{pk}/{part}" for pk in reports for part in ("", "sua/", "gui/", "minh-chung/")]
    own += [f"/bao-cao/minh-chung/{file.pk}/" for report in (asked.justice, asked.education)
            for file in report.files.all()]  # fmt: skip
    document = f"/van-ban/{paper.document_id}/"
    own += [f"/bao-cao/can-cu/{paper.pk}/", document, f"{document}sua/", f"{document}lich-su/"]
    return [*own, "/", "/bao-cao/", "/thong-bao/", "/ke-hoach/cham/", "/ke-hoach/cham/excel/", "/ke-hoach/cham/in/",
            f"/ke-hoach/{asked.plan.pk}/chi-tieu/", "/van-ban/", "/van-ban/tim/?tim=maubimat"]  # fmt: skip


def everything(client: Client, page: str) -> str:
    answer = client.get(page, follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("application/vnd.openxml"):
        sheet = load_workbook(io.BytesIO(body)).active
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return f"{answer.headers}{body.decode(errors='replace')}"


@pytest.mark.parametrize("state", ["draft", "sent", "accepted"])
def test_a_unit_beside_and_an_outsider_read_nothing_of_a_report(asked: Round, state: str) -> None:
    """The words and figures of Tư pháp come out on no page of Giáo dục's or of another city's."""
    words, figure = "maubimat", 987_654
    file = f"{words}.png"
    written = fill_in(asked.justice, asked.cast.justice_officer, figure, words)
    add_evidence(report=written, name=file, data=PNG, title=words, by=asked.cast.justice_officer)
    fill_in(asked.education, asked.cast.education_officer, 1)
    accept_report(report=send_report(report=asked.education, by=asked.cast.education_officer), by=asked.cast.clerk)
    if state != "draft":
        send_report(report=asked.justice, by=asked.cast.justice_officer)
    if state == "accepted":
        accept_report(report=asked.justice, by=asked.cast.clerk)
    paper = draft_round_paper(round_=asked.round, by=asked.cast.clerk, creation_key=uuid.uuid4())
    pages = pages_of(asked, paper)

    def holding(user: User) -> list[str]:
        client = client_of(user)
        found = {page: everything(client, page) for page in pages}
        return [page for page, text in found.items() if re.search("maubimat|987654|987.654", text.replace(
            "tim=maubimat", "").replace('value="maubimat"', "").replace("“maubimat”", ""))]  # fmt: skip

    for user in (asked.cast.education_officer, asked.cast.outsider):
        assert holding(user) == []
    # The test can fail: whose words they are reads them; the office reads them once they are sent.
    assert f"/bao-cao/{asked.justice.pk}/" in holding(asked.cast.justice_officer)
    office = holding(asked.cast.clerk)
    assert (f"/bao-cao/{asked.justice.pk}/" in office) == (state != "draft")
    assert (f"/bao-cao/dot/{asked.round.pk}/tong-hop/" in office) == (state == "accepted")


def test_counts_of_a_unit_beside_say_nothing_of_a_report(asked: Round) -> None:
    beside = client_of(asked.cast.education_officer)
    before = [text_of(beside, page) for page in ("/bao-cao/", "/ke-hoach/cham/?viec=chua-bao-cao")]
    accept_report(report=asked.sent(), by=asked.cast.clerk)
    after = [text_of(beside, page) for page in ("/bao-cao/", "/ke-hoach/cham/?viec=chua-bao-cao")]
    strip = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert [strip.sub("", text) for text in after] == [strip.sub("", text) for text in before]


def test_once_issued_the_paper_is_read_below_but_not_its_sources(asked: Round) -> None:
    accept_report(report=asked.sent(60), by=asked.cast.clerk)
    paper = draft_round_paper(round_=asked.round, by=asked.cast.clerk, creation_key=uuid.uuid4())
    below = client_of(asked.cast.education_officer)
    assert below.get(f"/van-ban/{paper.document_id}/").status_code == 404
    # What a person writes into the blanks of the draft; then it goes its way as every paper.
    body = re.sub(r"\[….*\]", "Không.", paper.document.body)
    Document.objects.filter(pk=paper.document_id).update(body=body)
    issued = Document.objects.get(pk=paper.document_id)
    for action, by in (("submit", asked.cast.clerk), ("sign", asked.cast.leader), ("issue", asked.cast.leader)):
        issued = take_step(document=issued, action=action, by=by)
    page = text_of(below, f"/van-ban/{paper.document_id}/")
    assert "60/150</span> cây, bằng 40% phần giao" in page
    assert "can-cu" not in page
    assert below.get(f"/bao-cao/can-cu/{paper.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_pages_ask_the_same_for_any_number_of_units(cast: Cast, number: int, django_assert_max_num_queries) -> None:
    from organizations.models import Unit, UnitParent
    from tests.cast import SINCE

    made = [
        Unit(official_name=f"Trường {n}", short_name=f"Trường {n}", search_name=f"truong {n}", level="xa",
             kind="truong", valid_from=SINCE, path=f"{cast.city.path}{900_000 + n}/", pk=900_000 + n)
        for n in range(number)
    ]  # fmt: skip
    Unit.objects.bulk_create(made)
    UnitParent.objects.bulk_create([UnitParent(child=unit, parent=cast.city, valid_from=SINCE) for unit in made])
    round_ = open_for(cast.city, made, cast.clerk, asking_plan(cast), "Báo cáo")
    round_.reports.update(state="accepted")
    client = client_of(cast.clerk)
    for page, most in (
        ("", 12),
        ("excel/", 12),
        ("in/", 12),
        ("tong-hop/", 12),
        ("tong-hop/excel/", 12),
        ("tong-hop/in/", 12),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(f"/bao-cao/dot/{round_.pk}/{page}").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/bao-cao/").status_code == 200


@pytest.mark.parametrize("years_ago", [0, 2])
def test_the_plan_proposed_for_a_round_is_of_its_year(cast: Cast, asked: Round, years_ago: int) -> None:
    year = timezone.localdate().year
    Plan.objects.filter(pk=asked.plan.pk).update(year=year - years_ago)
    form = client_of(cast.clerk).get("/bao-cao/mo/").context["form"]
    assert form["plan"].initial == (asked.plan.pk if years_ago == 0 else None)
