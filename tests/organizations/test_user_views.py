"""Pages of an administrator: users, roles given and ended with a question before, requests, substitutes."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from organizations.models import Role, RoleAssignment, RoleRequest, User
from tests.cast import Cast, make_user
from tests.clients import client_of

LIST = "/quan-tri/nguoi-dung/"
MOST_QUERIES = 12


@pytest.fixture
def admin(cast: Cast) -> Client:
    return client_of(make_user("quantri", "Vương Nhật Huy", cast.city, Role.ADMINISTRATOR))


def listed(client: Client, query: str = "") -> list[str]:
    return [user.username for user in client.get(f"{LIST}{query}").context["page"].object_list]


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def test_the_list_holds_those_one_administers_by_given_name(cast: Cast, admin: Client) -> None:
    assert listed(admin) == ["truongphong", "tuphap", "lanhdao", "quantri", "giaoduc", "chuyenvien"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?tim=le+hoa", ["tuphap"]),
        ("?tim=LANHDAO", ["lanhdao"]),
        ("?don_vi=phong+tu+phap", ["truongphong", "tuphap"]),
        ("?vai_tro=unit_head", ["truongphong"]),
        ("?trang_thai=khoa", ["giaoduc"]),
        ("?trang_thai=mat_khau_tam", ["chuyenvien"]),
    ],
)
def test_the_list_is_narrowed(cast: Cast, admin: Client, query: str, names: list[str]) -> None:
    User.objects.filter(pk=cast.education_officer.pk).update(is_active=False)
    User.objects.filter(pk=cast.clerk.pk).update(must_change_password=True)
    assert listed(admin, query) == names


def test_the_list_takes_the_same_few_queries_for_any_number_of_users(cast: Cast, admin: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            admin.get(LIST)
        return len(caught)

    queries()  # the first visit of a session saves it anew
    few = queries()
    for name in ("An", "Bình", "Chi"):
        make_user(f"them{len(name)}{name[0]}".lower(), f"Người Thêm {name}", cast.justice, Role.UNIT_OFFICER)
    assert (queries(), few <= MOST_QUERIES) == (few, True)


def test_the_workbook_holds_what_the_list_holds(cast: Cast, admin: Client) -> None:
    data = admin.get(f"{LIST}excel/?tim=hoa").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[1:4] for row in rows if row[0] == 1] == [["Lê Thị Hoa", "tuphap", "Cán bộ đơn vị, Phòng Tư pháp"]]


def test_a_user_of_another_tree_is_absent(cast: Cast, admin: Client) -> None:
    pk = cast.outsider.pk
    pages = [
        f"{LIST}{pk}/",
        f"{LIST}{pk}/giao-vai-tro/",
        f"/quan-tri/vai-tro/{cast.outsider.role_assignments.get().pk}/thoi-giu/",
    ]
    assert [admin.get(page).status_code for page in pages] == [404, 404, 404]
    assert [
        admin.post(f"{LIST}{pk}/{step}/").status_code for step in ("mat-khau", "ma-xac-thuc", "khoa", "mo-lai")
    ] == [404] * 4
    stranger = client_of(cast.outsider)
    assert stranger.get(f"{LIST}{cast.clerk.pk}/").status_code == 404


def test_an_account_for_a_new_person_shows_its_password_once(cast: Cast, admin: Client) -> None:
    fields = {"unit": "Phòng Tư pháp", "full_name": "Đặng Thị Mới", "title": "Chuyên viên", "username": "moi.dt"}
    page = admin.post(f"{LIST}cap-tai-khoan/", fields).content.decode()
    user = User.objects.get(username="moi.dt")
    shown = re.findall(r'<code class="secret-once">([^<]+)</code>', page)
    assert (str(user), shown[0], user.check_password(shown[1])) == ("Đặng Thị Mới", "moi.dt", True)
    assert shown[1] not in admin.get(f"{LIST}{user.pk}/").content.decode()


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, {"unit", "full_name", "title", "username"}),
        ({"unit": "Phòng Tư pháp", "person": "Lê Thị Hoa", "username": "hoa"}, {"person"}),
        ({"unit": "thị xã Hòa Thành", "full_name": "A B", "title": "C", "username": "ab"}, {"unit"}),
        ({"unit": "Phòng Tư pháp", "full_name": "A B", "title": "C", "username": "TUPHAP"}, {"username"}),
        ({"unit": "Phòng Tư pháp", "full_name": "A B", "title": "C", "username": "lê hoa"}, {"username"}),
        ({"unit": "Phòng Tư pháp", "full_name": "A B", "title": "C", "username": "ab", "email": "x"}, {"email"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_new_account_is_said_beside_the_field(cast: Cast, admin: Client, fields, errors) -> None:
    response = admin.post(f"{LIST}cap-tai-khoan/", fields)
    assert (response.status_code, set(response.context["form"].errors)) == (422, errors)


def test_a_role_is_given_after_a_question(cast: Cast, admin: Client) -> None:
    address = f"{LIST}{cast.justice_officer.pk}/giao-vai-tro/"
    fields = {"unit": "Phòng Tư pháp", "role": "inspector", "valid_from": today()}
    asked = admin.post(address, fields)
    assert "Lê Thị Hoa (tuphap) được giao: Kiểm tra, Phòng Tư pháp" in asked.content.decode()
    assert cast.justice_officer.role_assignments.count() == 1
    assert admin.post(address, {**fields, "xac_nhan": "1"}).url == f"{LIST}{cast.justice_officer.pk}/"
    assert cast.justice_officer.role_assignments.filter(role="inspector").count() == 1


def test_nobody_raises_their_own_rights(cast: Cast, admin: Client) -> None:
    own = User.objects.get(username="quantri")
    fields = {"unit": "Phòng Tư pháp", "role": "inspector", "valid_from": today(), "xac_nhan": "1"}
    response = admin.post(f"{LIST}{own.pk}/giao-vai-tro/", fields)
    assert response.context["form"].non_field_errors() == [
        "Không tự thay đổi tài khoản, vai trò của chính mình. Hãy nhờ quản trị khác."
    ]
    assert own.role_assignments.count() == 1


def test_a_request_waits_for_the_head_and_not_for_the_asker(cast: Cast, admin: Client) -> None:
    fields = {"unit": "Phòng Tư pháp", "role": "council_member", "valid_from": today(), "xac_nhan": "1"}
    admin.post(f"{LIST}{cast.justice_officer.pk}/giao-vai-tro/", fields)
    asked = RoleRequest.objects.get()
    head = client_of(cast.justice_head)
    clients = {"head": head, "asker": admin, "gets": client_of(cast.justice_officer)}
    pages = {name: client.get("/quan-tri/de-nghi-vai-tro/") for name, client in clients.items()}
    seen = {name: [one.pk for one in page.context["waiting"]] for name, page in pages.items()}
    assert seen == {"head": [asked.pk], "asker": [], "gets": []}
    assert client_of(cast.outsider).post(f"/quan-tri/de-nghi-vai-tro/{asked.pk}/xac-nhan/").status_code == 404
    admin.post(f"/quan-tri/de-nghi-vai-tro/{asked.pk}/xac-nhan/")
    asked.refresh_from_db()
    assert asked.state == RoleRequest.State.PENDING
    head.post(f"/quan-tri/de-nghi-vai-tro/{asked.pk}/xac-nhan/")
    asked.refresh_from_db()
    assert asked.state == RoleRequest.State.CONFIRMED


def test_a_role_is_ended_after_a_question(cast: Cast, admin: Client) -> None:
    held = cast.justice_officer.role_assignments.get()
    address = f"/quan-tri/vai-tro/{held.pk}/thoi-giu/"
    assert admin.post(address, {"when": "ngay_khac"}).context["form"].errors == {
        "last_day": ["Hãy ghi ngày cuối còn giữ vai trò."]
    }
    asked = admin.post(address, {"when": "ngay"})
    assert "thôi giữ vai trò Cán bộ đơn vị – Phòng Tư pháp ngay bây giờ." in asked.content.decode()
    admin.post(address, {"when": "ngay", "xac_nhan": "1"})
    held.refresh_from_db()
    assert held.valid_to == timezone.localdate() - timedelta(days=1)


def test_a_holder_names_a_substitute_and_ends_it(cast: Cast) -> None:
    clerk = client_of(cast.clerk)
    make_user("nguoithay", "Mai Văn Thay", cast.city, Role.UNIT_OFFICER)
    held = cast.clerk.role_assignments.get()
    until = timezone.localdate() + timedelta(days=3)
    fields = {
        "held": held.pk, "user": "nguoithay", "mark": "TUQ.", "basis": "Giấy ủy quyền số 12/UQ-UBND",
        "valid_from": today(), "valid_to": f"{until:%d/%m/%Y}", "xac_nhan": "1",
    }  # fmt: skip
    assert clerk.post("/cu-nguoi-thay/", fields).url == "/tai-khoan/"
    made = RoleAssignment.objects.get(on_behalf_of=cast.clerk)
    assert (str(made.user), made.mark, made.valid_to) == ("Mai Văn Thay", "TUQ.", until)
    assert client_of(cast.leader).post(f"/cu-nguoi-thay/{made.pk}/thoi/").status_code == 404
    clerk.post(f"/cu-nguoi-thay/{made.pk}/thoi/")
    assert not RoleAssignment.objects.filter(on_behalf_of=cast.clerk).exists()


def test_a_substitution_without_basis_keeps_what_was_typed(cast: Cast) -> None:
    response = client_of(cast.clerk).post("/cu-nguoi-thay/", {"user": "lanhdao", "mark": "KT."})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"held", "basis", "valid_from", "valid_to"}
    assert 'value="lanhdao"' in response.content.decode()


def test_disabling_through_the_page_needs_a_reason(cast: Cast, admin: Client) -> None:
    address = f"{LIST}{cast.clerk.pk}/khoa/"
    page = admin.post(address, {"reason": ""}, follow=True).content.decode()
    assert "Hãy ghi lý do khóa tài khoản." in page
    admin.post(address, {"reason": "Nghỉ hưu"})
    assert not User.objects.get(pk=cast.clerk.pk).is_active


def test_a_page_of_an_administrator_shows_what_he_may_do(cast: Cast, admin: Client) -> None:
    titles = [tile["title"] for tile in admin.get("/quan-tri/").context["tiles"]]
    assert titles[:2] == ["Người dùng", "Đề nghị về vai trò"]
    titles = [tile["title"] for tile in client_of(cast.leader).get("/quan-tri/").context["tiles"]]
    assert titles == ["Đề nghị về vai trò", "Cử người thay"]
