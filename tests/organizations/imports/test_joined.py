"""A text that stands in two columns, họ đệm and tên: guessed, chosen, joined, and wrong in its own cell."""

from __future__ import annotations

import pytest
from django.urls import reverse

from organizations.actions.batch import read_batch
from organizations.imports.columns import guess
from organizations.imports.pasted import read_pasted
from organizations.imports.tables import TABLES
from organizations.models import ImportBatch, Person
from organizations.queries.imports import check_batch
from tests.clients import client_of

HEADS = "Họ đệm\tTên\tĐơn vị\tChức vụ\tTừ ngày"
REST = "Phòng Tư pháp\tKế toán\t01/02/2022"


def read(cast, *names: str, heads: str = HEADS) -> ImportBatch:
    text = "\n".join([heads, *(f"{name}\t{REST}" for name in names)])
    return read_batch(unit=cast.city, by=cast.clerk, text=text)


def faults(batch: ImportBatch) -> list[tuple[str, str, str]]:
    return [(found.cell, found.code, found.sentence) for found in check_batch(batch).errors]


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        ("Họ đệm\tTên\tĐơn vị", {"full_name+1": 0, "full_name+2": 1, "unit": 2}),
        ("STT\tHọ và tên đệm\tTên\tĐơn vị", {"full_name+1": 1, "full_name+2": 2, "unit": 3}),
        ("Họ và tên\tTên\tĐơn vị", {"full_name": 0, "unit": 2}),
        ("Tên\tĐơn vị\tChức vụ", {"unit": 1, "title": 2}),
    ],
)
def test_the_two_columns_are_guessed_only_together_and_never_beside_the_whole(heads, names):
    [sheet] = read_pasted(f"{heads}\nx\ty\tz\tt")
    assert guess(sheet, TABLES, {}).columns == names


def test_both_make_one_name_that_is_known_and_written_whole(cast):
    batch = read(cast, "Triệu Thị\tMột", "Phạm Văn\tBình")
    checked = check_batch(batch)
    assert [planned.full_name for planned in checked.positions] == ["Triệu Thị Một", "Phạm Văn Bình"]
    assert [doubt.full_name for doubt in checked.doubts] == ["Phạm Văn Bình"]  # the head of the office is called so
    client = client_of(cast.clerk)
    client.post(reverse("batch_decide", args=[batch.pk]), {"tat-ca": "tat-ca-cung"})
    client.post(reverse("batch_commit", args=[batch.pk]))
    assert list(Person.objects.filter(full_name__startswith="Triệu").values_list("full_name", flat=True)) == [
        "Triệu Thị Một"
    ]


def test_what_is_wrong_is_told_at_the_cell_where_it_stands_and_corrected_there(cast):
    batch = read(cast, "Triệu Thị\t", "Triệu Thị\tHai2", "Tr1ệu Thị\tBa", "\t")
    assert faults(batch) == [
        ("B2", "missing", "“Họ và tên” thiếu phần “Tên”."),
        ("B3", "digit_in_name", "Họ tên có chữ số: 2."),
        ("A4", "digit_in_name", "Họ tên có chữ số: 1."),
        ("A5", "missing", "Thiếu “Họ và tên”."),
    ]
    shown = {found.cell: found.text for found in check_batch(batch).errors}
    assert shown == {"B2": "", "B3": "Hai2", "A4": "Tr1ệu Thị", "A5": ""}
    client = client_of(cast.clerk)
    cells = {"o-0-2-1": "Một", "o-0-3-1": "Hai", "o-0-4-0": "Triệu Thị", "bo": "0-5"}
    client.post(reverse("batch_fix", args=[batch.pk]), cells)
    batch.refresh_from_db()
    names = [planned.full_name for planned in check_batch(batch).positions]
    assert names == ["Triệu Thị Một", "Triệu Thị Hai", "Triệu Thị Ba"]


def test_they_are_chosen_on_the_page_of_columns_and_remembered(cast):
    batch = read(cast, "Triệu Thị\tMột", heads="Phần đầu\tPhần cuối\tĐơn vị\tChức vụ\tTừ ngày")
    client, address = client_of(cast.clerk), reverse("batch_columns", args=[batch.pk])
    chosen = {"s0-table": "people", "s0-header": "1", "s0-c0": "people.full_name+1", "s0-c1": "people.full_name+2",
              "s0-c2": "people.unit", "s0-c3": "people.title", "s0-c4": "people.since"}  # fmt: skip
    half = client.post(address, chosen | {"s0-c1": ""})
    assert half.context["form"].errors == {
        "s0-table": ["“Họ và tên” ghép từ các cột “Họ đệm” và “Tên”. Hãy chọn đủ các cột ấy bên dưới."]
    }
    both = client.post(address, chosen | {"s0-c1": "people.full_name"})
    assert both.context["form"].errors == {
        "s0-table": ["“Họ và tên” đã có một cột riêng. Hãy bỏ chọn “Họ đệm” và “Tên”, hoặc bỏ cột ấy."]
    }
    twice = client.post(address, chosen | {"s0-c1": "people.full_name+1"})
    assert twice.context["form"].errors["s0-c1"] == ["“Họ và tên: Họ đệm” đã chọn cho cột A."]
    assert client.post(address, chosen).url == reverse("batch_detail", args=[batch.pk])
    batch.refresh_from_db()
    assert check_batch(batch).is_ready
    again = read(cast, "Triệu Thị\tHai", heads="Phần đầu\tPhần cuối\tĐơn vị\tChức vụ\tTừ ngày")
    assert [planned.full_name for planned in check_batch(again).positions] == ["Triệu Thị Hai"]
