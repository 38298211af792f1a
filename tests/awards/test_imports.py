"""Lists of records from Excel: days as they are written, homonyms, faults with their cells, all or nothing, undo."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from awards.actions.record import correct_record, revoke_record
from awards.models import Award, Discipline, Household, Initiative, Rating
from organizations.actions.batch import decide, read_batch
from organizations.actions.batch_commit import commit_batch, undo_batch, what_hangs_on
from organizations.actions.batch_job import carry_out, order_step
from organizations.actions.person import add_person
from organizations.models import ImportBatch, ImportJob, Person, Role
from organizations.queries.imports import report_of
from organizations.queue import imports
from tests.awards.books import award, idea, measure, rating, workbook
from tests.awards.facts import award as fact
from tests.awards.facts import rating as rated
from tests.cast import SINCE, Cast, make_user
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry


def brought(cast: Cast, kind: str = "khen_thuong", **rows: list[list[object]]) -> ImportBatch:
    """A workbook that the clerk brings into the city."""
    return read_batch(unit=cast.city, by=cast.clerk, kind=kind, file_name="ds.xlsx", data=workbook(**rows))


def found(batch: ImportBatch, severity: str = "loi") -> list[tuple[str, str, str]]:
    report = report_of(batch)
    assert report is not None
    return [(report.sheets[one.sheet], one.cell, one.code) for one in report.findings if one.severity == severity]


GOOD = {
    "awards": [
        award("Lê Thị Hoa", number="12/QĐ-UBND", decided_on=datetime(2024, 12, 20), level="Cấp huyện", ordinal=3),
        award("le thi hoa", "LĐTT", "2023", decided_on="15/12/2023", merit="Công trạng"),
        award("Phạm Văn Bình", "Giấy khen", "năm 2019", decided_on="2019", position="Trưởng phòng"),
        award("Phòng Tư pháp", "Tập thể LĐTT", 2024, None, decided_on="12/2024"),
        award("Nguyễn Văn Hộ", "Gia đình văn hóa", 2024, address="Tổ 1"),
        award("Nguyễn Văn Hộ", "Giấy khen", 2024, subject="Hộ gia đình", address="Tổ 1"),
        award("Trần Văn Hùng", "Bằng khen UBND tỉnh", 2022, None),
    ],
    "ratings": [rating("Lê Thị Hoa", "Hoàn thành xuất sắc nhiệm vụ"), rating("Phòng Tư pháp", "HTTNV", unit=None)],
    "ideas": [
        idea("Hẹn giờ chứng thực", "Lê Thị Hoa", share="60,5", number="5/QĐ", used_for="CSTĐCS"),
        idea("HẸN GIỜ chứng thực", "Phạm Văn Bình", share=30),
        idea("Đề tài một cửa", "Phòng Tư pháp", "Tỉnh", kind="Đề tài"),
    ],
}


def test_every_kind_of_record_is_written_with_days_as_far_as_they_are_known(cast: Cast) -> None:
    batch = brought(cast, **GOOD)
    assert found(batch) == []
    commit_batch(batch=batch, by=cast.clerk)
    rows = [(str(row), row.unit.short_name, row.number, row.decided_text) for row in Award.objects.order_by("pk")]
    assert rows == [
        ("Chiến sĩ thi đua cơ sở 2024: Lê Thị Hoa", "Phòng Tư pháp", "12/QĐ-UBND", "20/12/2024"),
        ("Lao động tiên tiến 2023: Lê Thị Hoa", "Phòng Tư pháp", "", "15/12/2023"),
        ("Giấy khen 2019: Phạm Văn Bình", "Phòng Tư pháp", "", "năm 2019"),
        ("Tập thể lao động tiên tiến 2024: Phòng Tư pháp", "Phòng Tư pháp", "", "tháng 12/2024"),
        ("Gia đình văn hóa 2024: Hộ Nguyễn Văn Hộ", "Phòng Tư pháp", "", ""),
        ("Giấy khen 2024: Hộ Nguyễn Văn Hộ", "Phòng Tư pháp", "", ""),
        ("Bằng khen của bộ, ban, ngành, tỉnh 2022: Trần Văn Hùng", "UBND thành phố Tây Ninh", "", ""),
    ]
    assert (Household.objects.get().search_name, Award.objects.get(code="CSTDCS").level) == (
        "nguyen van ho to 1", "huyen",
    )  # fmt: skip
    assert [(str(row), row.rating) for row in Rating.objects.order_by("pk")] == [
        ("HTXSNV 2024: Lê Thị Hoa", "HTXSNV"), ("HTTNV 2024: Phòng Tư pháp", "HTTNV"),
    ]  # fmt: skip
    ideas = [
        (row.name, row.kind, row.scope, row.used_for, [(str(one), one.share) for one in row.authors.all()])
        for row in Initiative.objects.order_by("pk")
    ]
    assert ideas == [
        ("Hẹn giờ chứng thực", "sang_kien", "co_so", "CSTDCS",
         [("Lê Thị Hoa", Decimal("60.50")), ("Phạm Văn Bình", Decimal("30.00"))]),
        ("Đề tài một cửa", "de_tai", "tinh", "", [("Phòng Tư pháp", None)]),
    ]  # fmt: skip
    batch.refresh_from_db()
    log = LogEntry.objects.about(batch).last()
    assert log.data["lines"] == ["7 khen thưởng, 2 xếp loại, 2 sáng kiến, đề tài, 1 hộ gia đình"]
    assert LogEntry.objects.about(Award.objects.get(code="CSTDCS")).get().data["lines"][-1] == "Nhập từ Excel: ds.xlsx"
    assert Award.objects.matching("hoa 12").count() == 1


def test_the_same_list_again_writes_nothing(cast: Cast) -> None:
    commit_batch(batch=brought(cast, **GOOD), by=cast.clerk)
    again = brought(cast, **GOOD)
    report = report_of(again)
    assert (report.is_ready, report.same, report.counts["awards"], found(again)) == (False, 12, 0, [])
    with pytest.raises(Refused) as refusal:
        commit_batch(batch=again, by=cast.clerk)
    assert str(refusal.value) == "Không có gì mới để ghi. Hãy kiểm tra lại tệp."


PLANTED = {
    "awards": [
        award("Lê Thị Hoa", "Anh hùng"),  # 2
        award("Lê Thị Hoa", "Tập thể LĐTT"),  # 3
        award("Lê Thị Hoa", year="24"),  # 4
        award("Lê Thị Hoa", year=2024, decided_on="31/02/2024"),  # 5
        award("Lê Thị Hoa", year=2023, decided_on="01/02/2022"),  # 6
        award("Ai Đó Lạ"),  # 7
        award("Lê Thị Hoa", unit="Phòng Không Có"),  # 8
        award("Lê Thị Hoa", year=2020),  # 9
        award("Lê Thị Hoa", year=2020),  # 10: twice
        award("Nguyễn Văn Hộ", "Gia đình văn hóa", unit=None),  # 11
        award(None),  # 12
        award("Lê Thị Hoa", year=2021, level="Cấp trời"),  # 13
        award("Lê Thị Hoa", year=2019, ordinal="ba"),  # 14
        award("Lê Thị Hoa", year=2018, decided_on="45000"),  # 15
        award("Lê Thị Hoa", year=2099),  # 16
        award("Lê Thị Hoa", year=2017, subject="Robot"),  # 17
        award("Phạm Văn Bình", year=2016, number="7" * 61),  # 18
        award("Phạm Văn Bình", "GK", 2015, number="2/QĐ"),  # 19: there without a number
    ],
    "ratings": [
        rating("Lê Thị Hoa", "Rất tốt"),
        rating("Nguyễn Văn Hộ", subject="Hộ gia đình"),
        rating("Phạm Văn Bình", "HTNV"),  # there with another
    ],
    "ideas": [
        idea("Hẹn giờ", "Lê Thị Hoa", "Huyện"),
        idea("Một cửa", "Lê Thị Hoa", share=70),
        idea("Một cửa", "Phạm Văn Bình", share=40),
        idea("Một cửa", "Phòng Tư pháp", "Tỉnh"),
        idea("Một cửa", "Lê Thị Hoa", share=-1),
        idea("Hộ làm", "Nguyễn Văn Hộ", subject="Hộ gia đình"),
    ],
}


def test_all_planted_faults_are_told_with_their_cells_and_nothing_changes(cast: Cast) -> None:
    fact(cast.justice_head.person, cast.clerk, "GK", 2015)
    rated(cast.justice_head.person, cast.clerk, "HTTNV")
    batch = brought(cast, **PLANTED)
    assert sorted(found(batch)) == sorted([
        ("Khen thưởng", "E2", "unknown_title"), ("Khen thưởng", "E3", "not_for"), ("Khen thưởng", "F4", "bad_year"),
        ("Khen thưởng", "H5", "bad_day"), ("Khen thưởng", "H6", "before_year"), ("Khen thưởng", "A7", "unknown_person"),
        ("Khen thưởng", "C8", "unknown_unit"), ("Khen thưởng", "A10", "twice_in_file"),
        ("Khen thưởng", "C11", "no_unit"), ("Khen thưởng", "A12", "missing"),
        ("Khen thưởng", "J13", "unknown_choice"), ("Khen thưởng", "L14", "bad_number"),
        ("Khen thưởng", "H15", "serial"), ("Khen thưởng", "F16", "future"), ("Khen thưởng", "B17", "unknown_choice"),
        ("Khen thưởng", "G18", "too_long"), ("Khen thưởng", "G19", "other_there"),
        ("Xếp loại", "E2", "unknown_choice"), ("Xếp loại", "B3", "not_for"), ("Xếp loại", "E4", "other_there"),
        ("Sáng kiến", "C2", "unknown_choice"), ("Sáng kiến", "G4", "share_over"),
        ("Sáng kiến", "C5", "other_there"), ("Sáng kiến", "G5", "share_over"), ("Sáng kiến", "E6", "twice_in_file"),
        ("Sáng kiến", "G6", "bad_number"), ("Sáng kiến", "F7", "not_for"),
    ])  # fmt: skip
    before = (Award.objects.count(), Rating.objects.count(), Initiative.objects.count(), LogEntry.objects.count())
    with pytest.raises(Refused) as refusal:
        commit_batch(batch=batch, by=cast.clerk)
    assert str(refusal.value).startswith("Còn 27 lỗi nên chưa ghi được.")
    assert before == (
        Award.objects.count(), Rating.objects.count(), Initiative.objects.count(), LogEntry.objects.count(),
    )  # fmt: skip
    page = client_of(cast.clerk).get(reverse("batch_detail", args=[batch.pk]))
    assert (page.status_code, len(page.context["checked"].errors)) == (200, 27)
    assert "Danh hiệu không có trong danh mục" in [name for _, name, _ in page.context["faults"]]


@pytest.fixture
def namesakes(cast: Cast) -> list[Person]:
    """Two of one name in a department, one in another."""
    return [
        add_person(full_name="Lê Văn An", unit=unit, title=title, since=SINCE)
        for unit, title in ((cast.justice, "Chuyên viên"), (cast.justice, "Kế toán"), (cast.education, "Giáo viên"))
    ]


def test_namesakes_are_decided_one_by_one(cast: Cast, namesakes: list[Person]) -> None:
    first, second, third = namesakes
    rows = [award("Lê Văn An", unit="Phòng Giáo dục và Đào tạo"), award("Lê Văn An"), award("Lê Văn An", "LĐTT", 2023),
            award("Lê Văn An", "LĐTT", 2022, unit=None)]  # fmt: skip
    batch = brought(cast, awards=rows)
    report = report_of(batch)
    assert [(doubt.row, doubt.position, len(doubt.choices), doubt.decided) for doubt in report.doubts] == [
        (3, "Chiến sĩ thi đua cơ sở, năm 2024 – Phòng Tư pháp", 4, ""),
        (4, "Lao động tiên tiến, năm 2023 – Phòng Tư pháp", 4, ""),
        (5, "Lao động tiên tiến, năm 2022", 4, ""),
    ]
    assert report.doubts[0].choices[0].label == (f"Lê Văn An, hồ sơ số {first.pk} (Chuyên viên, Phòng Tư pháp)")
    with pytest.raises(Refused) as refusal:
        commit_batch(batch=batch, by=cast.clerk)
    assert str(refusal.value).startswith("Còn 3 người trùng tên chưa quyết định.")
    chosen = dict(zip((doubt.key for doubt in report.doubts), (str(second.pk), "bo", str(third.pk)), strict=True))
    assert decide(batch=batch, choices=chosen, by=cast.clerk) == 3
    batch.refresh_from_db()
    commit_batch(batch=batch, by=cast.clerk)
    assert [(row.person, row.code, row.unit.short_name) for row in Award.objects.order_by("pk")] == [
        (third, "CSTDCS", "Phòng Giáo dục và Đào tạo"), (second, "CSTDCS", "Phòng Tư pháp"),
        (third, "LDTT", "Phòng Giáo dục và Đào tạo"),
    ]  # fmt: skip


def test_one_of_that_name_in_another_unit_is_asked_for_too(cast: Cast) -> None:
    batch = brought(cast, awards=[award("Lê Thị Hoa", unit="Phòng Giáo dục và Đào tạo")])
    assert [len(doubt.choices) for doubt in report_of(batch).doubts] == [2]
    client = client_of(cast.clerk)
    client.post(reverse("batch_decide", args=[batch.pk]), {"tat-ca": "tat-ca-cung"})
    client.post(reverse("batch_commit", args=[batch.pk]))
    assert [(row.person, row.unit) for row in Award.objects.all()] == [(cast.justice_officer.person, cast.education)]


def test_undo_takes_back_exactly_the_batch_and_is_refused_after_a_correction(cast: Cast) -> None:
    kept = fact(cast.justice_officer.person, cast.clerk, "GK", 2010)
    batch = commit_batch(batch=brought(cast, **GOOD), by=cast.clerk)
    corrected = Award.objects.get(code="CSTDCS")
    correct_record(thing=corrected, changes={"number": "13/QĐ"}, version=1, by=cast.clerk)
    house = Household.objects.get()
    later = fact(house, cast.clerk, "GDVH", 2020)
    assert what_hangs_on(batch) == [
        "đã sửa hoặc hủy bỏ Chiến sĩ thi đua cơ sở 2024: Lê Thị Hoa",
        "1 khen thưởng khác gắn với hộ gia đình của đợt này",
    ]
    with pytest.raises(Refused):
        undo_batch(batch=batch, by=cast.clerk)
    later.delete()
    Award.objects.filter(pk=corrected.pk).update(version=1)
    undo_batch(batch=batch, by=cast.clerk)
    assert (list(Award.objects.all()), Rating.objects.count(), Initiative.objects.count()) == ([kept], 0, 0)
    assert not Household.objects.exists()


def test_what_was_revoked_or_is_gone_holds_the_undo(cast: Cast) -> None:
    batch = commit_batch(batch=brought(cast, awards=GOOD["awards"][:2]), by=cast.clerk)
    revoke_record(
        thing=Award.objects.get(code="CSTDCS"), on=date(2025, 1, 5), number="1/QĐ", reason="Khai man", by=cast.clerk
    )
    Award.objects.get(code="LDTT").delete()
    assert what_hangs_on(batch) == [
        "1 khen thưởng không còn", "đã sửa hoặc hủy bỏ Chiến sĩ thi đua cơ sở 2024: Lê Thị Hoa",
    ]  # fmt: skip


def test_discipline_is_imported_and_seen_by_the_standing_office_alone(cast: Cast) -> None:
    batch = brought(cast, "ky_luat", measures=[
        measure("Lê Thị Hoa", until="31/01/2025", number="3/QĐ"), measure("Phạm Văn Bình", "canh cao", "2023"),
        measure("Phạm Văn Bình", "Phạt tiền"),
    ])  # fmt: skip
    assert found(batch) == [("Kỷ luật", "C4", "unknown_choice")]
    for user in (cast.leader, make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR)):
        client = client_of(user)
        assert client.get(reverse("batch_detail", args=[batch.pk])).status_code == 404
        assert client.get(reverse("batch_marked", args=[batch.pk])).status_code == 404
        assert batch.file_name not in client.get(reverse("batch_list")).content.decode()
    client = client_of(cast.clerk)
    assert client.get(reverse("batch_detail", args=[batch.pk])).status_code == 200
    client.post(reverse("batch_fix", args=[batch.pk]), {"bo": "0-4"})
    client.post(reverse("batch_commit", args=[batch.pk]))
    assert [(str(row), row.since, row.until) for row in Discipline.objects.order_by("pk")] == [
        ("Khiển trách: Lê Thị Hoa", date(2024, 2, 1), date(2025, 1, 31)),
        ("Cảnh cáo: Phạm Văn Bình", date(2023, 1, 1), None),
    ]
    again = brought(cast, "ky_luat", measures=[measure("Lê Thị Hoa"), measure("Phạm Văn Bình", "Khiển trách"),
                                               measure("Phạm Văn Bình", "Khiển trách")])  # fmt: skip
    assert (report_of(again).same, found(again)) == (1, [("Kỷ luật", "A4", "twice_in_file")])


def test_an_administrator_imports_people_but_no_records(cast: Cast) -> None:
    keeper = make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refusal:
        read_batch(unit=cast.city, by=keeper, kind="khen_thuong", file_name="ds.xlsx", data=workbook(**GOOD))
    assert str(refusal.value) == (
        "Bạn không có quyền nhập dữ liệu vào UBND thành phố Tây Ninh. "
        "Việc này thuộc chuyên viên thường trực của đơn vị hay cấp trên."
    )
    client = client_of(keeper)
    assert [code for code, _ in client.get(reverse("batch_create")).context["form"].fields["kind"].choices] == [
        "don_vi_nguoi"
    ]
    assert client.get(reverse("batch_template"), {"loai": "khen_thuong"}).status_code == 403


def test_a_table_is_pasted_and_its_columns_are_chosen(cast: Cast) -> None:
    client = client_of(cast.clerk)
    text = "Ai\tHọc được gì\tNăm\nLê Thị Hoa\tCSTĐCS\t2024"
    unit = "UBND thành phố Tây Ninh"
    answer = client.post(reverse("batch_create"), {"kind": "khen_thuong", "unit": unit, "text": text})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == reverse("batch_columns", args=[batch.pk])
    page = client.get(answer["Location"])
    assert [code for code, _ in page.context["form"].fields["s0-table"].choices] == [
        "", "awards", "ratings", "initiatives",
    ]  # fmt: skip
    chosen = {"s0-table": "awards", "s0-header": "1", "s0-c0": "awards.name", "s0-c1": "awards.code",
              "s0-c2": "awards.year"}  # fmt: skip
    client.post(answer["Location"], chosen)
    shown = client.get(reverse("batch_detail", args=[batch.pk])).context
    assert (shown["checked"].is_ready, shown["counts"][0]) == (True, ("Khen thưởng", 1))
    # Remembered for the next list of that kind.
    client.post(reverse("batch_create"), {"kind": "khen_thuong", "unit": unit, "text": text})
    assert report_of(ImportBatch.objects.order_by("-created_at").first()).counts["awards"] == 1


@pytest.mark.parametrize(
    ("kind", "sheets"),
    [
        ("khen_thuong", ["Khen thưởng", "Xếp loại", "Sáng kiến", "Danh mục"]),
        ("ky_luat", ["Kỷ luật", "Danh mục"]),
    ],
)
def test_the_template_is_read_back(cast: Cast, kind: str, sheets: list[str]) -> None:
    response = client_of(cast.clerk).get(reverse("batch_template"), {"loai": kind})
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == sheets
    sheet = book[sheets[0]]
    row = award("Lê Thị Hoa") if kind == "khen_thuong" else measure("Lê Thị Hoa")
    for column, value in enumerate(row, start=1):
        sheet.cell(2, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    batch = read_batch(unit=cast.city, by=cast.clerk, kind=kind, file_name="mau.xlsx", data=buffer.getvalue())
    assert (found(batch), sum(report_of(batch).counts.values())) == ([], 1)


def test_a_large_list_is_a_workers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organizations.models.import_batch.SMALL", 0)
    monkeypatch.setattr("organizations.actions.batch.SMALL_FILE", 0)

    def work() -> list[tuple[str, str]]:
        while (job := imports.next_id()) is not None:
            carry_out(job)
        return list(ImportJob.objects.order_by("pk").values_list("kind", "state"))

    client = client_of(cast.clerk)
    file = SimpleUploadedFile("ds.xlsx", workbook(**GOOD))
    client.post(reverse("batch_create"), {"kind": "khen_thuong", "unit": "UBND thành phố Tây Ninh", "file": file})
    batch = ImportBatch.objects.get()
    assert work() == [("doc", "done")]
    client.post(reverse("batch_commit", args=[batch.pk]))
    assert Award.objects.count() == 0
    assert work()[1:] == [("ghi", "done")]
    page = client.get(reverse("batch_detail", args=[batch.pk])).content.decode()
    assert "Đã ghi 7 khen thưởng, 2 xếp loại, 2 sáng kiến, đề tài, 1 hộ gia đình vào chương trình." in page
    batch.refresh_from_db()
    order_step(batch=batch, kind=ImportJob.Kind.UNDO, by=cast.clerk)
    assert work()[2:] == [("hoan_tac", "done")]
    assert Award.objects.count() == 0


def test_typed_formulas_come_out_as_text(cast: Cast) -> None:
    rows = [award("Lê Thị Hoa", number="@SUM(1)", authority="+1+1", position="-2")]
    commit_batch(batch=brought(cast, awards=rows), by=cast.clerk)
    cells = [
        cell
        for row in load_workbook(io.BytesIO(client_of(cast.clerk).get("/so-vang/excel/").content)).active.iter_rows()
        for cell in row
        if str(cell.value)[:1] in "@+-"
    ]
    assert sorted((cell.value, cell.data_type) for cell in cells) == [("+1+1", "s"), ("-2", "s"), ("@SUM(1)", "s")]


def test_somebody_merged_meanwhile_keeps_the_batch_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = brought(cast, awards=[award("Lê Thị Hoa")])
    monkeypatch.setattr("awards.actions.import_records.lock_people", lambda pks: 0)
    with pytest.raises(Refused) as refusal:
        commit_batch(batch=batch, by=cast.clerk)
    assert str(refusal.value) == ("Một người trong danh sách vừa được gộp hoặc xóa. Hãy tải lại trang để kiểm tra lại.")
