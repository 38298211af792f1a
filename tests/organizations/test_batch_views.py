"""Pages of imports: what is typed stays, what cannot be done says why, and lists cost the same for any length."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.actions.batch import read_batch
from organizations.models import ImportBatch, Person
from tests.clients import client_of
from tests.organizations.imports.books import workbook

PEOPLE = (
    "Họ tên\tĐơn vị\tChức vụ\tTừ ngày\n"
    "Triệu Thị Một\tPhòng Tư pháp\tKế toán\thôm qua\n"
    "Triệu Thị Hai\tPhòng Lạ\tKế toán\t2022"
)


@pytest.fixture
def batch(cast) -> ImportBatch:
    return read_batch(unit=cast.city, by=cast.clerk, text=PEOPLE)


def page(batch: ImportBatch, name: str = "batch_detail") -> str:
    return reverse(name, args=[batch.pk])


def test_a_workbook_is_uploaded_and_checked(cast):
    client = client_of(cast.clerk)
    rows = [["Triệu Thị Một", "Phòng Tư pháp", "Kế toán", "01/02/2022", ""]]
    file = SimpleUploadedFile("ds.xlsx", workbook([], rows))
    answer = client.post(reverse("batch_create"), {"unit": "UBND thành phố Tây Ninh", "file": file}, follow=True)
    assert answer.redirect_chain == [(page(ImportBatch.objects.get()), 302)]
    assert answer.context["checked"].is_ready
    assert not Person.objects.filter(full_name="Triệu Thị Một").exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"unit": "UBND thành phố Tây Ninh"}, "Hãy chọn một tệp Excel, hoặc dán bảng vào ô."),
        ({"unit": "UBND thành phố Tây Ninh", "text": "một dòng"}, "Nội dung dán không phải bảng nhiều cột."),
        ({"unit": "UBND thị xã Hòa Thành", "text": PEOPLE}, "Không tìm thấy đơn vị"),
        ({"unit": "", "text": PEOPLE}, "Hãy gõ tên đơn vị, rồi chọn trong gợi ý."),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(cast, data, sentence):
    answer = client_of(cast.clerk).post(reverse("batch_create"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"].non_field_errors() == []
    assert answer.context["form"]["text"].value() == data.get("text")
    assert not ImportBatch.objects.exists()


def test_a_file_of_another_kind_is_told_how_to_become_one(cast):
    file = SimpleUploadedFile("ds.csv", b"a;b")
    answer = client_of(cast.clerk).post(reverse("batch_create"), {"unit": "UBND thành phố Tây Ninh", "file": file})
    assert (answer.status_code, list(answer.context["form"].errors["file"])) == (
        422,
        ["Tệp .csv dễ mất dấu tiếng Việt và số 0 ở đầu nên không được nhận. Hãy mở bằng Excel, chọn “Lưu thành” "
         "(Save As), loại “Excel Workbook (*.xlsx)”, rồi tải tệp mới lên."],
    )  # fmt: skip


def test_unknown_columns_are_asked_for_and_a_field_is_chosen_once(cast):
    client = client_of(cast.clerk)
    text = "Quý danh\tĐơn vị\tViệc\tTừ ngày\nTriệu Thị Một\tPhòng Tư pháp\tKế toán\t01/02/2022"
    answer = client.post(reverse("batch_create"), {"unit": "UBND thành phố Tây Ninh", "text": text})
    batch = ImportBatch.objects.get()
    assert answer.url == page(batch, "batch_columns")
    data = {"s0-table": "people", "s0-header": "1", "s0-c0": "people.full_name", "s0-c1": "people.unit",
            "s0-c2": "people.full_name", "s0-c3": "people.since"}  # fmt: skip
    wrong = client.post(answer.url, data)
    assert (wrong.status_code, wrong.context["form"].errors) == (
        422,
        {
            "s0-c2": ["“Họ và tên” đã chọn cho cột A."],
            "s0-table": [
                "Chưa có cột nào là “Chức vụ”. Hãy chọn cột ấy bên dưới; "
                "nếu tệp không có, hãy thêm cột vào tệp rồi nhập lại."
            ],
        },
    )
    assert client.post(answer.url, data | {"s0-c2": "people.title"}).url == page(batch)
    assert client.get(page(batch)).context["checked"].is_ready


def test_another_row_of_headings_is_read_again(cast, batch):
    client = client_of(cast.clerk)
    answer = client.post(page(batch, "batch_columns"), {"s0-table": "people", "s0-header": "2"})
    assert answer.url == page(batch, "batch_columns")
    batch.refresh_from_db()
    assert batch.mapping["sheets"] == [{"table": "people", "header": 2, "columns": {}}]


def test_cells_are_corrected_on_the_page_and_rows_left_out(cast, batch):
    client = client_of(cast.clerk)
    shown = client.get(page(batch))
    assert [(found.cell, box) for found, box, *_ in shown.context["page"].object_list] == [
        ("D2", "o-0-2-3"),
        ("B3", "o-0-3-1"),
    ]
    answer = client.post(page(batch, "batch_fix"), {"o-0-2-3": "01/02/2022", "bo": "0-3"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã sửa 2 chỗ và kiểm tra lại. Không còn lỗi nào."
    ]
    assert answer.context["checked"].is_ready
    client.post(page(batch, "batch_commit"))
    assert Person.objects.filter(full_name__startswith="Triệu").count() == 1


def test_findings_are_filtered_by_kind(cast, batch):
    shown = client_of(cast.clerk).get(page(batch), {"xem": "loi", "loai": "unknown_unit"})
    assert [found.cell for found, *_ in shown.context["page"].object_list] == ["B3"]


@pytest.mark.parametrize("data", [{"o-9-1-1": "x"}, {"o-0-999-1": "x"}, {"o-0-2-99": "x"}, {"bo": "9-9"}, {"bo": "x"}])
def test_cells_that_are_not_there_are_passed_over(cast, batch, data):
    before = ImportBatch.objects.get().sheets
    assert client_of(cast.clerk).post(page(batch, "batch_fix"), data).status_code == 302
    batch.refresh_from_db()
    assert batch.sheets == before


def test_all_of_one_name_are_decided_alike(cast):
    name = cast.justice_head.person.full_name
    text = f"Họ tên\tĐơn vị\tChức vụ\tTừ ngày\n{name}\tPhòng Tư pháp\tKế toán\t01/02/2022"
    batch = read_batch(unit=cast.city, by=cast.clerk, text=text)
    client = client_of(cast.clerk)
    client.post(page(batch, "batch_decide"), {"tat-ca": "tat-ca-cung"})
    batch.refresh_from_db()
    assert list(batch.decisions.values()) == [str(cast.justice_head.person_id)]
    [doubt] = client.get(page(batch), {"xem": "nguoi"}).context["page"].object_list
    client.post(page(batch, "batch_decide"), {f"n-{doubt.sheet}-{doubt.row}": "moi"})
    batch.refresh_from_db()
    assert list(batch.decisions.values()) == ["moi"]


@pytest.mark.parametrize("name", ["batch_detail", "batch_columns", "batch_marked"])
def test_an_outsider_sees_nothing_of_it(cast, batch, name):
    assert client_of(cast.outsider).get(page(batch, name)).status_code == 404
    assert client_of(cast.outsider).get(reverse("batch_list")).context["page"].paginator.count == 0


def test_who_may_only_look_gets_no_boxes(cast, batch):
    answer = client_of(cast.leader).get(page(batch))
    assert (answer.status_code, answer.context["can_change"]) == (200, False)
    assert b"o-0-2-3" not in answer.content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_length(cast, count, django_assert_max_num_queries):
    for _ in range(count):
        read_batch(unit=cast.city, by=cast.clerk, text=PEOPLE)
    client = client_of(cast.clerk)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("batch_list")).context["page"].paginator.count == count
