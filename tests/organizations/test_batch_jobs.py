"""Large imports: a worker reads, checks, writes and takes back; the page waits, shows, and checks nothing itself."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.actions.batch import choose_columns, decide, discard_batch, fix_cells, read_batch, replace_workbook
from organizations.actions.batch_commit import commit_batch
from organizations.actions.batch_job import carry_out, order_step, retry_step
from organizations.actions.unit import found_unit
from organizations.models import ImportBatch, ImportJob, Person, Position, Role, Unit
from organizations.queries.imports import check_batch, mappings_of, report_of
from organizations.queue import imports
from tests.cast import SINCE, Cast, make_user
from tests.clients import client_of
from tests.organizations.imports.books import unit_rows, workbook
from tests.organizations.test_batches import everything, small
from workflow.engine import Refused
from workflow.models import LogEntry

Rows = list[list[object]]
State, Kind = ImportJob.State, ImportJob.Kind
BUSY = "Đợt nhập này đang chạy việc “{}”. Hãy chờ xong rồi làm tiếp."


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Whatever is brought is large."""
    monkeypatch.setattr("organizations.models.import_batch.SMALL", 0)
    monkeypatch.setattr("organizations.actions.batch.SMALL_FILE", 0)


def work() -> list[tuple[str, str, str]]:
    """Does what waits; kind, state and reason of all jobs, oldest first."""
    while (job_id := imports.next_id()) is not None:
        carry_out(job_id)
    return list(ImportJob.objects.order_by("pk").values_list("kind", "state", "error"))


def brought(cast: Cast, units: Rows | None = None, people: Rows | None = None) -> ImportBatch:
    """A workbook (default: a right one) that a worker has read."""
    default = small()
    data = workbook(units or default[0], people or default[1])
    batch = read_batch(unit=cast.city, by=cast.clerk, file_name="ds.xlsx", data=data)
    work()
    batch.refresh_from_db()
    return batch


def somebody_founds(cast: Cast, name: str) -> None:
    """A unit that the batch may have, too."""
    by = make_user("quantri", "Lý Văn Quản", cast.city, Role.ADMINISTRATOR)
    found_unit(
        official_name=name, short_name=name, level="xa", kind="ubnd", valid_from=SINCE, parent=cast.city, by=by
    )  # fmt: skip


def page(batch: ImportBatch, name: str = "batch_detail") -> str:
    return reverse(name, args=[batch.pk])


def test_an_upload_waits_for_a_worker_who_reads_and_checks_it(cast):
    client = client_of(cast.clerk)
    file = SimpleUploadedFile("ds.xlsx", workbook(*small()))
    answer = client.post(reverse("batch_create"), {"unit": "UBND thành phố Tây Ninh", "file": file}, follow=True)
    batch = ImportBatch.objects.get()
    assert answer.redirect_chain == [(page(batch), 302)]
    assert (answer.context["is_busy"], answer.context["checked"], answer.context["can_change"]) == (True, None, False)
    assert work() == [(Kind.READ, State.DONE, "")]
    assert bytes(ImportJob.objects.get().content) == b""
    shown = client.get(page(batch)).context
    assert (shown["is_busy"], shown["checked"].is_ready, shown["can_change"]) == (False, True, True)
    assert (shown["checked"].units, shown["checked"].new_people, shown["checked"].rows) == (
        12, 5, {"units": 12, "people": 5},
    )  # fmt: skip
    assert [entry.label for entry in LogEntry.objects.about(batch)] == ["Đọc tệp Excel"]


def test_a_file_that_is_no_workbook_is_refused_at_once_and_a_damaged_one_by_the_worker(cast):
    with pytest.raises(Refused, match=r"Tệp .csv dễ mất dấu"):
        read_batch(unit=cast.city, by=cast.clerk, file_name="ds.csv", data=b"a;b")
    batch = read_batch(unit=cast.city, by=cast.clerk, file_name="ds.xlsx", data=b"PK\x03\x04 hong")
    damaged = "Tệp Excel bị hỏng nên không đọc được. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa."
    assert work() == [(Kind.READ, State.FAILED, damaged)]
    client = client_of(cast.clerk)
    shown = client.get(page(batch))
    assert (shown.context["can_retry"], shown.context["can_change"], shown.context["checked"]) == (True, True, None)
    assert damaged in shown.content.decode()
    replace_workbook(batch=batch, by=cast.clerk, file_name="ds2.xlsx", data=workbook(*small()))
    assert work()[1:] == [(Kind.READ, State.DONE, "")]
    shown = client.get(page(batch)).context
    assert (shown["batch"].file_name, shown["checked"].is_ready, shown["can_retry"]) == ("ds2.xlsx", True, False)


def test_the_stored_report_is_what_a_check_finds(cast):
    units, people = small()
    units[3][2], people[1][3], people[2][0] = "Cấp thôn", "hôm qua", cast.justice_head.person.full_name
    batch = brought(cast, units, people)
    checked, report = check_batch(batch), report_of(batch)
    assert (report.findings, report.doubts) == (checked.findings, checked.doubts)
    assert (report.errors, report.open_doubts) == (checked.errors, checked.open_doubts)
    assert (report.units, report.new_positions, report.new_people) == (
        len(checked.units), len(checked.new_positions), checked.new_people,
    )  # fmt: skip


def test_pages_of_a_large_batch_check_nothing(cast, monkeypatch):
    units, people = small()
    people[1][3], people[2][0] = "hôm qua", cast.justice_head.person.full_name
    batch = brought(cast, units, people)
    client = client_of(cast.clerk)
    monkeypatch.setattr("organizations.queries.imports.check", None)
    for query in ("", "?xem=nguoi", "?xem=luu-y", "?xem=loi&loai=bad_day"):
        assert client.get(page(batch) + query).context["checked"].units == 12
    assert client.get(page(batch, "batch_marked")).status_code == 200
    somebody_founds(cast, "Tổ")
    assert client.get(page(batch)).context["checked"].units == 12


def test_a_commit_and_an_undo_are_a_workers(cast):
    before = everything()
    batch = brought(cast)
    client = client_of(cast.clerk)
    assert client.post(page(batch, "batch_commit")).url == page(batch)
    assert everything() == before
    assert work()[1:] == [(Kind.COMMIT, State.DONE, "")]
    shown = client.get(page(batch))
    assert "Đã ghi 12 đơn vị, 5 người, 5 chức vụ vào chương trình." in shown.content.decode()
    assert (Position.objects.filter(title="Chuyên viên").count(), shown.context["can_undo"]) == (5, True)
    client.post(page(batch, "batch_undo"))
    assert work()[2:] == [(Kind.UNDO, State.DONE, "")]
    assert everything() == before
    assert "Đã hoàn tác: những gì đợt nhập này tạo ra đã được xóa." in client.get(page(batch)).content.decode()


def test_corrections_and_decisions_are_checked_by_a_worker(cast):
    units, people = small()
    people[1][3], people[2][0] = "hôm qua", cast.justice_head.person.full_name
    batch = brought(cast, units, people)
    client = client_of(cast.clerk)
    answer = client.post(page(batch, "batch_fix"), {"o-1-3-3": "01/02/2022"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Đã sửa 1 chỗ. Đang kiểm tra lại."]
    assert answer.context["is_busy"]
    work()
    shown = client.get(page(batch), {"xem": "nguoi"}).context
    assert (shown["checked"].errors, len(shown["checked"].open_doubts)) == ([], 1)
    client.post(page(batch, "batch_decide"), {"tat-ca": "tat-ca-khac"})
    assert [kind for kind, *_ in work()] == [Kind.READ, Kind.CHECK, Kind.CHECK]
    assert client.get(page(batch)).context["checked"].is_ready


def test_what_changed_meanwhile_keeps_a_commit_out_and_is_shown(cast):
    batch = brought(cast)
    client = client_of(cast.clerk)
    assert client.get(page(batch)).context["can_check"] is False
    somebody_founds(cast, "Ủy ban nhân dân xã Mới 1")
    shown = client.get(page(batch)).context
    assert (shown["can_check"], shown["checked"].is_ready) == (True, True)
    before = everything()
    client.post(page(batch, "batch_commit"))
    refused = "Còn 1 lỗi nên chưa ghi được. Hãy sửa hết lỗi trước."
    assert work()[1:] == [(Kind.COMMIT, State.FAILED, refused)]
    assert everything() == before
    shown = client.get(page(batch)).context
    assert (shown["can_check"], [found.cell for found in shown["checked"].errors]) == (False, ["A2"])


def test_a_check_is_asked_for_again_when_units_changed(cast):
    batch = brought(cast)
    client = client_of(cast.clerk)
    somebody_founds(cast, "Ủy ban nhân dân xã Mới 1")
    client.post(page(batch, "batch_check"))
    assert work()[1:] == [(Kind.CHECK, State.DONE, "")]
    shown = client.get(page(batch)).context
    assert (shown["can_check"], len(shown["checked"].errors)) == (False, 1)


def test_while_a_worker_has_the_batch_nobody_else_changes_it(cast):
    batch = brought(cast)
    order_step(batch=batch, kind=Kind.COMMIT, by=cast.clerk)
    acts = [
        lambda: order_step(batch=batch, kind=Kind.COMMIT, by=cast.clerk),
        lambda: replace_workbook(batch=batch, by=cast.clerk, text="a\tb\n1\t2"),
        lambda: choose_columns(batch=batch, mappings=mappings_of(batch), by=cast.clerk),
        lambda: fix_cells(batch=batch, cells={}, rows=set(), by=cast.clerk),
        lambda: decide(batch=batch, choices={}, by=cast.clerk),
        lambda: commit_batch(batch=batch, by=cast.clerk),
        lambda: discard_batch(batch=batch, by=cast.clerk),
    ]
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert str(refusal.value) == BUSY.format("ghi vào chương trình")
    assert work()[1:] == [(Kind.COMMIT, State.DONE, "")]


def test_who_may_no_longer_import_writes_nothing(cast):
    batch = brought(cast)
    order_step(batch=batch, kind=Kind.COMMIT, by=cast.clerk)
    cast.clerk.role_assignments.update(role=Role.INSPECTOR)
    before = everything()
    [(_, _, reason)] = [job for job in work() if job[0] == Kind.COMMIT]
    assert reason.startswith("Bạn không có quyền nhập dữ liệu vào UBND thành phố Tây Ninh.")
    assert everything() == before


@pytest.mark.parametrize("who", ["leader", "outsider"])
def test_who_does_not_keep_the_units_people_orders_nothing(cast, who):
    batch, by = brought(cast), getattr(cast, who)
    for act in (lambda: order_step(batch=batch, kind=Kind.COMMIT, by=by), lambda: retry_step(batch=batch, by=by)):
        with pytest.raises(Refused, match="Bạn không có quyền nhập dữ liệu vào UBND thành phố Tây Ninh"):
            act()
    assert ImportJob.objects.count() == 1


def test_a_failed_step_is_tried_again(cast, monkeypatch):
    batch = brought(cast)
    order_step(batch=batch, kind=Kind.COMMIT, by=cast.clerk)
    with monkeypatch.context() as broken:
        broken.setattr("organizations.actions.batch_job.commit_batch", lambda **_: 1 / 0)
        assert work()[1:] == [(Kind.COMMIT, State.FAILED, imports.unexpected)]
    client = client_of(cast.clerk)
    assert client.get(page(batch)).context["can_retry"]
    client.post(page(batch, "batch_retry"))
    assert work()[1:] == [(Kind.COMMIT, State.DONE, "")]
    again = client.post(page(batch, "batch_retry"), follow=True)
    assert [str(message) for message in again.context["messages"]] == ["Không có việc nào cần thử lại."]


def test_the_page_is_told_of_progress_and_of_the_end(cast):
    batch = brought(cast)
    client, asking = client_of(cast.clerk), {"HX-Request": "true"}
    assert client.get(page(batch, "batch_progress")).url == page(batch)
    job = order_step(batch=batch, kind=Kind.CHECK, by=cast.clerk)
    first = client.get(page(batch, "batch_progress"), headers=asking)
    assert (first.status_code, "Đang chờ đến lượt…" in first.content.decode()) == (200, True)
    assert client.get(page(batch, "batch_progress") + "?da=queued-0", headers=asking).status_code == 204
    imports.claim(job.pk, "ai")
    imports.heartbeat(job, "ai", 40)
    moved = client.get(page(batch, "batch_progress") + "?da=queued-0", headers=asking)
    assert (moved.status_code, "40 %" in moved.content.decode()) == (200, True)
    imports.finish(job, "ai")
    end = client.get(page(batch, "batch_progress") + "?da=running-40", headers=asking)
    assert (end.status_code, end["HX-Refresh"]) == (204, "true")


def test_who_has_lost_the_job_writes_nothing(cast, monkeypatch):
    batch = brought(cast)
    before = everything()
    job = order_step(batch=batch, kind=Kind.COMMIT, by=cast.clerk)
    finish = imports.finish

    def taken_over(given: ImportJob, worker: str, **results: object) -> None:
        ImportJob.objects.filter(pk=job.pk).update(worker="ai khác")
        finish(given, worker, **results)

    monkeypatch.setattr(imports, "finish", taken_over)
    carry_out(job.pk)
    batch.refresh_from_db()
    assert (everything(), batch.state) == (before, ImportBatch.State.READ)
    assert not Person.objects.filter(full_name="Triệu Thị Một").exists()


def test_columns_that_are_not_recognised_are_asked_for_before_a_check(cast):
    text = "Quý danh\tĐơn vị\tViệc\tTừ ngày\nTriệu Thị Một\tPhòng Tư pháp\tKế toán\t01/02/2022"
    client = client_of(cast.clerk)
    answer = client.post(reverse("batch_create"), {"unit": "UBND thành phố Tây Ninh", "text": text})
    batch = ImportBatch.objects.get()
    assert (answer.url, ImportJob.objects.count()) == (page(batch, "batch_columns"), 0)
    shown = client.get(page(batch)).context
    assert (shown["checked"], shown["can_check"]) == (None, True)
    data = {"s0-table": "people", "s0-header": "1", "s0-c0": "people.full_name", "s0-c1": "people.unit",
            "s0-c2": "people.title", "s0-c3": "people.since"}  # fmt: skip
    assert client.post(page(batch, "batch_columns"), data).url == page(batch)
    assert work() == [(Kind.CHECK, State.DONE, "")]
    assert client.get(page(batch)).context["checked"].is_ready


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_any_length(cast, count, django_assert_max_num_queries):
    units = unit_rows(count)
    for row in units:
        row[2] = "Cấp thôn"
    batch = brought(cast, units)
    client = client_of(cast.clerk)
    client.get("/tin-vua-roi/")
    with django_assert_max_num_queries(15):
        assert client.get(page(batch)).status_code == 200
    assert Unit.objects.count() == 5
