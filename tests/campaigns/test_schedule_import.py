"""The calendar of inspections from Excel: every error at once with its cell, all or nothing, undone as one."""

from __future__ import annotations

import io
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from time_machine import TimeMachineFixture

from campaigns.actions.inspection import Slot, add_visits, schedule_visits, take_visit_step
from campaigns.actions.schedule_import import commit_schedule, read_schedule, undo_schedule
from organizations.models import ImportBatch, Notice
from tests.campaigns.inspection_world import HELD, InspectionWorld, inspection_world
from tests.cast import Cast
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry

HEAD = ["Đơn vị", "Ngày kiểm tra", "Giờ bắt đầu", "Địa điểm"]
MOVED = [["Phòng Tư pháp", "12/09/2024", "9h30", "Hội trường"], ["Phòng Giáo dục và Đào tạo", "20/09/2024", "", ""]]


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> InspectionWorld:
    return inspection_world(cast, time_machine)


def book(*rows: list[object], head: list[str] | None = None) -> bytes:
    made = Workbook()
    for row in (["LỊCH KIỂM TRA"], [], head or HEAD, *rows):
        made.active.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def brought(world: InspectionWorld, *rows: list[object], head: list[str] | None = None) -> ImportBatch:
    return read_schedule(
        programme=world.programme, by=world.cast.clerk, file_name="lich.xlsx", data=book(*rows, head=head)
    )


def calendar(world: InspectionWorld) -> list[tuple[str, date | None, time | None, str]]:
    visits = world.programme.visits.select_related("unit").order_by("pk")
    return [(str(one.unit), one.planned_on, one.starts_at, one.place) for one in visits]


def errors(world: InspectionWorld, batch: ImportBatch) -> list[tuple[str, str]]:
    page = client_of(world.cast.clerk).get(reverse("schedule_batch", args=[batch.pk]))
    return [(cell, sentence) for _, cell, sentence, _, _ in page.context["errors"]]


BEFORE = [
    ("Phòng Tư pháp", HELD, time(8), "Phòng họp"),
    ("Phòng Giáo dục và Đào tạo", date(2024, 9, 17), time(14), ""),
]
AFTER = [
    ("Phòng Tư pháp", date(2024, 9, 12), time(9, 30), "Hội trường"),
    ("Phòng Giáo dục và Đào tạo", date(2024, 9, 20), None, ""),
]


def test_the_file_is_looked_at_first_and_written_whole(world: InspectionWorld) -> None:
    client = client_of(world.cast.clerk)
    file = SimpleUploadedFile("lich.xlsx", book(*MOVED))
    answer = client.post(reverse("schedule_import", args=[world.programme.pk]), {"file": file}, follow=True)
    assert calendar(world) == BEFORE
    assert [(unit, str(old), str(new)) for unit, old, new, _ in answer.context["moves"]] == [
        ("Phòng Tư pháp", "10/09/2024, 08:00, Phòng họp", "12/09/2024, 09:30, Hội trường"),
        ("Phòng Giáo dục và Đào tạo", "17/09/2024, 14:00", "20/09/2024"),
    ]
    batch = ImportBatch.objects.get()
    client.post(reverse("schedule_batch", args=[batch.pk]), {"viec": "ghi"})
    assert calendar(world) == AFTER
    batch.refresh_from_db()
    assert batch.state == "da_ghi"
    assert [entry.action for entry in LogEntry.objects.about(batch)] == ["read", "commit"]
    # Written once.
    with pytest.raises(Refused, match="đã ghi vào chương trình"):
        commit_schedule(batch=batch, by=world.cast.clerk)


def test_every_error_is_told_at_once_with_its_cell_and_nothing_is_written(world: InspectionWorld) -> None:
    batch = brought(
        world,
        MOVED[0],
        ["Phòng Không Có", "12/09/2024", "", ""],
        ["Phòng Giáo dục và Đào tạo", "31/02/2024", "25h", ""],
        ["phòng tư pháp", "13/09/2024", "", ""],
        ["", "13/09/2024", "", ""],
        ["Phòng Giáo dục và Đào tạo", "01/01/2025", "", ""],
    )
    assert errors(world, batch) == [
        ("A5", "“Phòng Không Có” không có cuộc kiểm tra nào chờ xếp lịch trong chương trình."),
        ("B6", "“Ngày kiểm tra” không phải ngày: 31/02/2024."),
        ("C6", "“Giờ bắt đầu” không phải giờ: 25h."),
        ("A7", "Cuộc kiểm tra Phòng Tư pháp đã có ở dòng 4."),
        ("A8", "Thiếu “Đơn vị”."),
        ("A9", "Cuộc kiểm tra Phòng Giáo dục và Đào tạo đã có ở dòng 6."),
        ("B9", "Ngày 01/01/2025 nằm ngoài thời gian của chương trình."),
    ]
    with pytest.raises(Refused, match="Còn 7 lỗi nên chưa ghi được"):
        commit_schedule(batch=batch, by=world.cast.clerk)
    assert calendar(world) == BEFORE
    marked = client_of(world.cast.clerk).get(reverse("schedule_marked", args=[batch.pk])).content
    assert "B9: Ngày 01/01/2025" in load_workbook(io.BytesIO(marked)).active["E9"].value


def test_a_column_that_is_missing_leaves_what_is_there(world: InspectionWorld) -> None:
    batch = brought(world, ["Phòng Tư pháp", "12/09/2024"], head=["Đơn vị", "Ngày kiểm tra"])
    commit_schedule(batch=batch, by=world.cast.clerk)
    assert calendar(world)[0] == ("Phòng Tư pháp", date(2024, 9, 12), time(8), "Phòng họp")
    batch = brought(world, ["Phòng Tư pháp", "Hội trường"], head=["Đơn vị", "Địa điểm"])
    assert errors(world, batch) == [("dòng 3", "Trang “Sheet” không có cột “Ngày kiểm tra”.")]


def test_the_template_brings_the_same_calendar_back(world: InspectionWorld) -> None:
    client = client_of(world.cast.clerk)
    data = client.get(reverse("schedule_template", args=[world.programme.pk])).content
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.iter_rows(max_row=3)]
    assert rows[0] == ["Mã cuộc", "Đơn vị (*)", "Ngày kiểm tra", "Giờ bắt đầu", "Địa điểm"]
    assert rows[1] == [str(world.justice.pk), "Phòng Tư pháp", "10/09/2024", "08:00", "Phòng họp"]
    batch = read_schedule(programme=world.programme, by=world.cast.clerk, file_name="mau.xlsx", data=data)
    with pytest.raises(Refused, match="giống lịch đang có"):
        commit_schedule(batch=batch, by=world.cast.clerk)


def test_a_unit_with_two_visits_is_told_apart_by_the_number(world: InspectionWorld) -> None:
    cast = world.cast
    [second] = add_visits(programme=world.programme, units=[cast.justice], by=cast.clerk, again={cast.justice.pk})
    batch = brought(world, ["Phòng Tư pháp", "12/09/2024", "", ""])
    assert errors(world, batch) == [("A4", "“Phòng Tư pháp” có 2 cuộc kiểm tra chờ xếp lịch.")]
    head = ["Mã cuộc", *HEAD]
    wrong = brought(world, [second.pk, "Phòng Giáo dục và Đào tạo", "12/09/2024", "", ""], head=head)
    assert errors(world, wrong) == [
        ("B4", f"Mã {second.pk} là của Phòng Tư pháp, không phải “Phòng Giáo dục và Đào tạo”.")
    ]
    commit_schedule(batch=brought(world, [second.pk, "Phòng Tư pháp", "12/09/2024", "", ""], head=head), by=cast.clerk)
    assert world.fresh(second).planned_on == date(2024, 9, 12)
    assert world.fresh(world.justice).planned_on == HELD


def test_the_batch_is_undone_as_one(world: InspectionWorld) -> None:
    batch = brought(world, *MOVED)
    commit_schedule(batch=batch, by=world.cast.clerk)
    client_of(world.cast.clerk).post(reverse("schedule_batch", args=[batch.pk]), {"viec": "hoan-tac"})
    assert calendar(world) == BEFORE
    batch.refresh_from_db()
    assert batch.state == "da_huy"
    with pytest.raises(Refused, match="đã hoàn tác"):
        undo_schedule(batch=batch, by=world.cast.clerk)


def test_what_was_changed_since_keeps_the_whole_batch(world: InspectionWorld) -> None:
    batch = brought(world, *MOVED)
    commit_schedule(batch=batch, by=world.cast.clerk)
    slot = Slot(planned_on=date(2024, 9, 25), starts_at=None, place="")
    schedule_visits(programme=world.programme, slots={world.education.pk: slot}, by=world.cast.clerk)
    with pytest.raises(Refused, match="lịch của Phòng Giáo dục và Đào tạo đã đổi"):
        undo_schedule(batch=batch, by=world.cast.clerk)
    assert [row[1] for row in calendar(world)] == [date(2024, 9, 12), date(2024, 9, 25)]


def test_told_units_hear_of_the_move_and_keep_a_day(world: InspectionWorld) -> None:
    take_visit_step(visit=world.justice, action="notify", by=world.cast.clerk)
    Notice.objects.all().delete()
    blank = brought(world, ["Phòng Tư pháp", "", "", ""])
    assert errors(world, blank) == [("B4", "Phòng Tư pháp đã được thông báo lịch nên không bỏ trống ngày được.")]
    commit_schedule(batch=brought(world, MOVED[0]), by=world.cast.clerk)
    told = Notice.objects.filter(user=world.cast.justice_officer).values_list("text", flat=True)
    assert list(told) == ["UBND thành phố Tây Ninh đổi lịch kiểm tra Phòng Tư pháp: lúc 09:30 ngày 12/09/2024"]


def test_others_neither_bring_nor_see_nor_write_it(world: InspectionWorld) -> None:
    cast, batch = world.cast, brought(world, *MOVED)
    for user in (cast.justice_officer, cast.outsider):
        with pytest.raises(Refused):
            read_schedule(programme=world.programme, by=user, text="Đơn vị\tNgày kiểm tra")
        for act in (commit_schedule, undo_schedule):
            with pytest.raises(Refused):
                act(batch=batch, by=user)
        assert client_of(user).get(reverse("schedule_batch", args=[batch.pk])).status_code == 404
    # It is no list of units and people.
    assert client_of(cast.clerk).get(reverse("batch_detail", args=[batch.pk])).status_code == 404
    assert client_of(cast.clerk).get(reverse("batch_list")).context["page"].object_list.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [("lich.xlsx", b"PK\x03\x04gibberish", ""), ("lich.pdf", b"%PDF-1.7", ""), ("lich.xlsx", b"x" * 1_100_000, "1 MB")],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(
    world: InspectionWorld, name: str, data: bytes, sentence: str
) -> None:
    address = reverse("schedule_import", args=[world.programme.pk])
    answer = client_of(world.cast.clerk).post(address, {"file": SimpleUploadedFile(name, data)})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not ImportBatch.objects.exists()
