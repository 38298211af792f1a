"""The pages of records: the register with its filter, histories, forms, questions before an act."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.models import Award, Discipline, Household, Initiative, Rating, Statement
from organizations.models import Person, User
from tests.awards.facts import award, discipline, household, initiative, rating, review, statement
from tests.cast import Cast
from tests.clients import client_of


@pytest.fixture
def person(cast: Cast) -> Person:
    return cast.justice_officer.person


def shown(user: User, query: str = "") -> list[str]:
    return [str(row) for row in client_of(user).get(f"/so-vang/{query}").context["rows"]]


def sheet(user: User, query: str = "") -> list[list[object]]:
    book = load_workbook(io.BytesIO(client_of(user).get(f"/so-vang/excel/{query}").content))
    return [[cell.value for cell in row] for row in book.active.iter_rows() if isinstance(row[0].value, int | float)]


@pytest.fixture
def some(cast: Cast, person: Person) -> dict[str, Award]:
    """A person's, a unit's and a household's award, and a revoked one."""
    revoked = {"revoked_on": date(2024, 2, 1), "revoked_number": "8/QĐ", "revoked_reason": "Khai man"}
    return {
        "person": award(person, cast.clerk, "CSTDCS", 2024, number="12/QĐ", search_text="chien si thi dua 12/qd"),
        "unit": award(cast.education, cast.clerk, "TTLDTT", 2023, decided_on=date(2024, 1, 1), precision="year"),
        "household": award(household(cast.city), cast.clerk, "GDVH", 2022),
        "revoked": award(person, cast.clerk, "GK", 2021, decided_on=date(2021, 5, 4), **revoked),
    }


def test_list_sheet_and_print_are_filtered_alike(cast: Cast, some: dict[str, Award]) -> None:
    own, unit, house, revoked = map(str, some.values())
    expected = {
        "": [own, unit, house, revoked],
        "?nam=2023": [unit],
        "?danh_hieu=GK": [revoked],
        "?loai=household": [house],
        "?hieu_luc=huy": [revoked],
        "?hieu_luc=con&loai=person": [own],
        f"?don_vi=Ph%C3%B2ng+Gi%C3%A1o+d%E1%BB%A5c+v%C3%A0+%C4%90%C3%A0o+t%E1%BA%A1o+[{cast.education.pk}]": [unit],
        "?tim=chiến sĩ 12": [own],
        "?tim=HOA": [own, revoked],
        "?tim=giao+duc": [unit],
        "?tim=khong+co": [],
    }
    client = client_of(cast.clerk)
    for query, names in expected.items():
        assert shown(cast.clerk, query) == names, query
        assert len(sheet(cast.clerk, query)) == len(names), query
        assert [str(row) for row in client.get(f"/so-vang/in/{query}").context["rows"]] == names, query


def test_a_filter_that_cannot_be_read_shows_nothing_and_says_so(cast: Cast, some: dict[str, Award]) -> None:
    client = client_of(cast.clerk)
    response = client.get("/so-vang/?nam=24")
    assert (response.status_code, list(response.context["rows"])) == (422, [])
    assert response.context["form"].errors == {"nam": ["Hãy nhập năm bằng bốn chữ số, từ 1945 đến 2100."]}
    for name in ("excel", "in"):
        assert client.get(f"/so-vang/{name}/?nam=24")["Location"] == "/so-vang/?nam=24"


def test_who_is_outside_sees_an_empty_register(cast: Cast, some: dict[str, Award]) -> None:
    assert (shown(cast.outsider), sheet(cast.outsider)) == ([], [])
    assert len(shown(cast.justice_officer)) == 2


def test_the_register_goes_on_page_by_page(cast: Cast, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("awards.views.register.PAGE_SIZE", 2)
    made = [str(award(person, cast.clerk, "GK", year)) for year in (2024, 2024, 2023, 2022, 2021)]
    client, seen, query = client_of(cast.clerk), [], ""
    while True:
        context = client.get("/so-vang/", {"sau": query} if query else {}).context
        seen += [str(row) for row in context["rows"]]
        if not context["page"].has_next:
            break
        query = context["page"].last
    assert seen == made


def test_a_sheet_that_would_be_too_long_is_refused_with_a_sentence(
    cast: Cast, some: dict[str, Award], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awards.views.register.MOST_IN_SHEET", 3)
    response = client_of(cast.clerk).get("/so-vang/excel/?loai=", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Tệp Excel chỉ chứa được 3 dòng. Hãy lọc theo năm hoặc đơn vị rồi làm lại."
    ]


def test_the_sheet_holds_days_as_days_and_typed_formulas_as_text(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, decided_on=date(2024, 12, 1), number='=HYPERLINK("x")', authority="+1", ordinal=7)
    award(cast.justice, cast.clerk, "TTLDTT", 2023, decided_on=date(2024, 1, 1), precision="year")
    response = client_of(cast.clerk).get("/so-vang/excel/")
    rows = [row for row in load_workbook(io.BytesIO(response.content)).active.iter_rows() if row[0].value in (1, 2)]
    assert [cell.value for cell in rows[0]][5:10] == [2024, '=HYPERLINK("x")', rows[0][7].value, "+1", 7]
    assert (rows[0][6].data_type, rows[0][7].value.date(), rows[1][7].value) == ("s", date(2024, 12, 1), "năm 2024")


def test_a_history_shows_every_kind_by_year_and_only_what_the_reader_may_see(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, "CSTDCS", 2023)
    award(person, cast.clerk, "LDTT", 2024, unit=cast.city)
    rating(person, cast.clerk, "HTTNV", 2024)
    initiative(person, cast.clerk, year=2023)
    discipline(person, cast.clerk)
    review(person, cast.clerk)
    statement(person, cast.clerk, "awards")
    address = reverse("person_records", args=[person.pk])

    def years(user: User) -> list[tuple[object, ...]]:
        history = client_of(user).get(address).context["history"]
        kinds = ("awards", "ratings", "initiatives", "discipline", "reviews")
        return [(year.year, *(len(getattr(year, kind)) for kind in kinds)) for year in history.years]

    assert years(cast.clerk) == [(2024, 1, 1, 0, 1, 1), (2023, 1, 0, 1, 0, 0)]
    assert years(cast.leader) == [(2024, 1, 1, 0, 0, 0), (2023, 1, 0, 1, 0, 0)]
    assert "Khiển trách" not in client_of(cast.leader).get(address).content.decode()
    assert client_of(cast.outsider).get(address).status_code == 404


def test_a_history_asks_the_same_for_one_and_many_rows(cast: Cast, person: Person) -> None:
    client, address, taken = client_of(cast.clerk), reverse("person_records", args=[person.pk]), []
    client.get(address)
    for year in (2020, 2021, 2022):
        award(person, cast.clerk, year=year)
        rating(person, cast.clerk, year=year)
        initiative(person, cast.clerk, year=year)
        discipline(person, cast.clerk)
        review(person, cast.clerk)
        statement(person, cast.clerk, "awards", year)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        taken.append(len(asked))
    assert taken[0] == taken[1] == taken[2]
    assert taken[0] <= 20


def post(user: User, name: str, args: list[object], data: dict[str, object], **more: object):
    return client_of(user).post(reverse(name, args=args), {**data, **more})


AWARD = {"code": "LDTT", "year": "2024", "number": "1/QĐ", "decided_on": "12/2024", "unit": "Phòng Tư pháp"}


def test_an_award_is_written_through_its_form(cast: Cast, person: Person) -> None:
    response = post(cast.clerk, "person_record_add", [person.pk, "award"], AWARD)
    made = Award.objects.get()
    assert response["Location"] == reverse("person_records", args=[person.pk])
    assert (made.person, made.decided_text, made.unit) == (person, "tháng 12/2024", cast.justice)


WRONG = {
    "decided_on": (
        "35/12/2024",
        "Ngày chưa đúng. Hãy ghi ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 05/01/2024, 5/2019, 2019.",
    ),
    "year": ("", "Hãy nhập năm bằng bốn chữ số, từ 1945 đến 2100."),
    "code": ("TTLDTT", "Hãy chọn danh hiệu, hình thức trong danh sách."),
}  # fmt: skip


@pytest.mark.parametrize("field", WRONG)
def test_bad_input_is_told_beside_its_field_and_kept(cast: Cast, person: Person, field: str) -> None:
    text, sentence = WRONG[field]
    response = post(cast.clerk, "person_record_add", [person.pk, "award"], AWARD, **{field: text})
    assert (response.status_code, Award.objects.exists()) == (422, False)
    assert response.context["form"].errors == {field: [sentence]}
    assert response.context["form"]["number"].value() == "1/QĐ"


def test_a_day_of_another_century_is_told(cast: Cast, person: Person) -> None:
    response = post(cast.clerk, "person_record_add", [person.pk, "award"], AWARD, decided_on="01/01/1024")
    assert response.context["form"].errors == {"decided_on": ["Năm phải từ 1945 đến 2100. Hãy xem lại ngày vừa nhập."]}


def test_a_kind_that_the_subject_cannot_have_is_no_page(cast: Cast) -> None:
    client = client_of(cast.clerk)
    for what in ("discipline", "award", "x"):
        status = client.get(reverse("unit_record_add", args=[cast.justice.pk, what])).status_code
        assert status == (200 if what == "award" else 404), what


def test_a_collective_and_a_household_get_theirs(cast: Cast) -> None:
    data = {"code": "TTLDTT", "year": "2024"}
    assert post(cast.clerk, "unit_record_add", [cast.justice.pk, "award"], data).status_code == 302
    home = {"head_name": "Lê Văn Hộ", "address": "Tổ 2", "unit": "Phòng Tư pháp"}
    assert post(cast.clerk, "household_create", [], home).status_code == 302
    house = Household.objects.get()
    data = {"code": "GDVH", "year": "2024", "unit": "Phòng Tư pháp"}
    assert post(cast.clerk, "household_record_add", [house.pk, "award"], data).status_code == 302
    assert [str(row) for row in Award.objects.order_by("pk")] == [
        "Tập thể lao động tiên tiến 2024: Phòng Tư pháp", "Gia đình văn hóa 2024: Hộ Lê Văn Hộ",
    ]  # fmt: skip
    page = client_of(cast.clerk).get(reverse("household_records", args=[house.pk]))
    assert page.context["history"].counts["awards"] == 1
    assert post(cast.clerk, "household_edit", [house.pk], home, address="Tổ 3").status_code == 302
    assert Household.objects.get().address == "Tổ 3"
    listed = client_of(cast.clerk).get("/ho-gia-dinh/?tim=to+3").context["page"]
    assert list(listed.object_list) == [house]


def test_two_hands_do_not_overwrite_each_other_in_a_household(cast: Cast) -> None:
    house = household(cast.justice)
    form = client_of(cast.clerk).get(reverse("household_edit", args=[house.pk])).context["form"]
    data = {"head_name": "Nguyễn Văn Hộ", "unit": "Phòng Tư pháp", "seen": form.initial["seen"]}
    assert post(cast.clerk, "household_edit", [house.pk], data, address="Tổ 2").status_code == 302
    late = post(cast.clerk, "household_edit", [house.pk], data, address="Tổ 3")
    assert late.context["form"].non_field_errors() == [
        "Vừa có người khác sửa hồ sơ hộ này. Hãy mở lại trang để xem bản mới, rồi sửa tiếp."
    ]
    assert 'value="Tổ 3"' in late.content.decode()
    assert Household.objects.get().address == "Tổ 2"


def test_a_correction_is_asked_first_then_done(cast: Cast, person: Person) -> None:
    made = award(person, cast.clerk, number="1/QĐ")
    data = {"code": "LDTT", "year": "2024", "number": "2/QĐ", "unit": "Phòng Tư pháp", "version": "1"}
    asked = post(cast.clerk, "award_edit", [made.pk], data)
    assert asked.context["question"].sentences == [
        "Số quyết định: “1/QĐ” sửa thành “2/QĐ”.", "Nội dung cũ được giữ trong nhật ký của dòng này.",
    ]  # fmt: skip
    assert Award.objects.get().number == "1/QĐ"
    assert post(cast.clerk, "award_edit", [made.pk], data, xac_nhan="1").status_code == 302
    assert Award.objects.get().number == "2/QĐ"
    late = post(cast.clerk, "award_edit", [made.pk], data, xac_nhan="1")
    assert late.context["form"].non_field_errors() == [
        "Vừa có người khác sửa dòng này. Hãy mở lại trang để xem bản mới, rồi sửa tiếp."
    ]
    page = client_of(cast.clerk).get(reverse("award_detail", args=[made.pk])).content.decode()
    assert "“1/QĐ” sửa thành “2/QĐ”" in page


def test_a_revocation_is_asked_first_and_leaves_the_record(cast: Cast, person: Person) -> None:
    made = award(person, cast.clerk)
    data = {"number": "9/QĐ", "on": "01/03/2025", "reason": "Khai man"}
    assert post(cast.clerk, "award_revoke", [made.pk], data).context["question"].tone == "danger"
    assert not Award.objects.get().is_revoked
    assert post(cast.clerk, "award_revoke", [made.pk], data, xac_nhan="1").status_code == 302
    page = client_of(cast.clerk).get(reverse("award_detail", args=[made.pk])).content.decode()
    assert "Đã hủy bỏ" in page
    assert "Sửa chỗ ghi sai" not in page


def test_an_initiative_names_its_authors_line_by_line(cast: Cast, person: Person) -> None:
    data = {"kind": "sang_kien", "name": "Hẹn giờ", "scope": "co_so", "year": "2024", "unit": "Phòng Tư pháp",
            "authors": "- Lê Thị Hoa: 60,5 %\nPhòng Giáo dục và Đào tạo; 20\n\nPhạm Văn Bình"}  # fmt: skip
    assert post(cast.clerk, "person_record_add", [person.pk, "initiative"], data).status_code == 302
    made = Initiative.objects.get()
    assert [(str(row), row.share and float(row.share)) for row in made.authors.all()] == [
        ("Lê Thị Hoa", 60.5), ("Phòng Giáo dục và Đào tạo", 20.0), ("Phạm Văn Bình", None),
    ]  # fmt: skip
    page = client_of(cast.clerk).get(reverse("initiative_detail", args=[made.pk])).content.decode()
    assert "Lê Thị Hoa 60,5 %; Phòng Giáo dục và Đào tạo 20 %; Phạm Văn Bình" in page
    edit = client_of(cast.clerk).get(reverse("initiative_edit", args=[made.pk])).context["form"]
    first = {name: field.value() for name, field in ((bound.name, bound) for bound in edit)}
    assert first["authors"].split("\n")[0] == f"Lê Thị Hoa [{person.pk}]: 60,5"
    first = {name: "" if value is None else value for name, value in first.items()}
    first |= {"unit": "Phòng Tư pháp", "authors": f"Lê Thị Hoa [{person.pk}]: 50", "name": "Hẹn giờ qua mạng"}
    assert post(cast.clerk, "initiative_edit", [made.pk], first).context["question"].sentences[:2] == [
        "Tên sáng kiến, đề tài: “Hẹn giờ” sửa thành “Hẹn giờ qua mạng”.", "Tác giả: Lê Thị Hoa 50 %.",
    ]  # fmt: skip
    assert post(cast.clerk, "initiative_edit", [made.pk], first, xac_nhan="1").status_code == 302
    assert [str(row) for row in Initiative.objects.get().authors.all()] == ["Lê Thị Hoa"]


def test_unknown_authors_are_all_told_at_once(cast: Cast, person: Person) -> None:
    data = {"kind": "sang_kien", "name": "Hẹn giờ", "scope": "co_so", "year": "2024", "unit": "Phòng Tư pháp"}
    wrong = post(cast.clerk, "person_record_add", [person.pk, "initiative"], data, authors="Ai Đó\nNgười Nào: 5")
    starts = [sentence[:30] for sentence in wrong.context["form"].errors["authors"]]
    assert starts == ["“Ai Đó”: Không tìm thấy người ", "“Người Nào: 5”: Không tìm thấy"]
    many = post(cast.clerk, "person_record_add", [person.pk, "initiative"], data, authors="Lê Thị Hoa\n" * 21)
    assert many.context["form"].errors["authors"] == ["Có 21 dòng; mỗi sáng kiến ghi nhiều nhất 20 tác giả."]


def test_ratings_and_measures_have_forms_of_their_own(cast: Cast, person: Person) -> None:
    data = {"rating": "HTTNV", "year": "2024", "unit": "Phòng Tư pháp"}
    assert post(cast.clerk, "person_record_add", [person.pk, "rating"], data).status_code == 302
    again = post(cast.clerk, "person_record_add", [person.pk, "rating"], data)
    assert again.context["form"].non_field_errors() == ["Người này đã có xếp loại của năm đó. Hãy sửa dòng đã có."]
    data = {"kind": "canh_cao", "since": "01/02/2024", "until": "01/01/2024", "unit": "Phòng Tư pháp"}
    wrong = post(cast.clerk, "person_record_add", [person.pk, "discipline"], data)
    assert wrong.context["form"].non_field_errors() == ["Ngày hết thời hạn phải từ ngày bắt đầu trở đi."]
    assert post(cast.clerk, "person_record_add", [person.pk, "discipline"], data, until="").status_code == 302
    assert (Rating.objects.count(), Discipline.objects.count()) == (1, 1)


def test_a_statement_is_made_and_taken_back(cast: Cast, person: Person) -> None:
    data = {"topic": "awards", "year": "2024", "value": "co"}
    assert post(cast.clerk, "person_statement", [person.pk], data).status_code == 302
    said = Statement.objects.get()
    page = client_of(cast.clerk).get(reverse("person_records", args=[person.pk])).content.decode()
    assert "Khen thưởng đã ghi đủ, năm 2024" in page
    wrong = post(cast.clerk, "person_statement", [person.pk], data, value="khong")
    assert wrong.context["form"].errors == {"value": ["Danh sách chưa đủ thì không cần xác nhận. Hãy ghi thêm hồ sơ."]}
    assert post(cast.justice_officer, "statement_remove", [said.pk], {}).status_code == 302
    assert Statement.objects.exists()
    assert post(cast.clerk, "statement_remove", [said.pk], {}).status_code == 302
    assert not Statement.objects.exists()


def test_who_left_gets_what_was_earned_here_written_here(cast: Cast, person: Person) -> None:
    person.positions.update(valid_to=date(2024, 12, 31))
    client = client_of(cast.clerk)
    assert client.get(reverse("person_records", args=[person.pk])).context["can_add"] is True
    assert post(cast.clerk, "person_record_add", [person.pk, "award"], AWARD).status_code == 302
    assert client_of(cast.leader).get(reverse("person_records", args=[person.pk])).context["can_add"] is False


def test_the_way_to_the_import_stands_for_who_keeps_records(cast: Cast) -> None:
    address = f"{reverse('batch_create')}?loai=khen_thuong"
    assert address in client_of(cast.clerk).get("/so-vang/").content.decode()
    assert address not in client_of(cast.leader).get("/so-vang/").content.decode()
