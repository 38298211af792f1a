"""Accounts closed, opened, given temporary passwords; sessions end at once; nobody manages their own account."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.test import Client

from organizations.actions.account import (
    change_password,
    create_account,
    disable_account,
    enable_account,
    reset_factor,
    reset_password,
)
from organizations.actions.person import add_person
from organizations.adapters import FactorAdapter
from organizations.models import Notice, Role, User
from tests.cast import PASSWORD, SINCE, Cast, make_user
from tests.organizations.codes import app_of, with_password
from workflow.engine import Refused
from workflow.models import LogEntry

COMMON = "Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy đặt mật khẩu khác, ví dụ một câu dễ nhớ."
LOGIN, MINE = "/dang-nhap/", "/tai-khoan/mat-khau/"


@pytest.fixture
def admin(cast: Cast) -> User:
    return make_user("quantri", "Vương Nhật Huy", cast.city, Role.ADMINISTRATOR)


def entered(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    assert client.post(LOGIN, {"username": user.username, "password": password}).status_code == 302
    return client


def refusal(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return str(caught.value)


def test_a_disabled_users_open_session_dies_at_the_next_request(cast: Cast, admin: User) -> None:
    client = entered(with_password(cast.justice_officer))
    assert client.get("/van-ban/").status_code == 200
    disable_account(user=cast.justice_officer, reason="Chuyển công tác", by=admin)
    assert client.get("/van-ban/").url == "/dang-nhap/?next=/van-ban/"
    assert UserSession.objects.filter(user=cast.justice_officer).count() == 0


def test_an_account_opened_again_lets_no_old_session_or_password_in(cast: Cast, admin: User) -> None:
    user = with_password(cast.justice_officer)
    client = entered(user)
    kept = dict(client.session.items())
    disable_account(user=user, reason="Nghỉ", by=admin)
    password = enable_account(user=user, by=admin)
    assert client.get("/").status_code == 302
    assert "_auth_user_hash" in kept
    assert Client().post(LOGIN, {"username": "tuphap", "password": PASSWORD}).status_code == 200
    assert entered(user, password).get("/").url == MINE


def test_disabling_needs_a_reason_and_is_logged(cast: Cast, admin: User) -> None:
    sentence = refusal(lambda: disable_account(user=cast.justice_officer, reason=" ", by=admin))
    assert sentence == "Hãy ghi lý do khóa tài khoản."
    disable_account(user=cast.justice_officer, reason="Chuyển công tác", by=admin)
    entry = LogEntry.objects.about(cast.justice_officer).get(action="disable")
    assert (entry.label, entry.actor_name, entry.reason) == ("Khóa tài khoản", "Vương Nhật Huy", "Chuyển công tác")


def test_a_temporary_password_opens_only_the_page_that_changes_it(cast: Cast, admin: User) -> None:
    password = reset_password(user=cast.clerk, by=admin)
    client = entered(cast.clerk, password)
    assert client.get("/van-ban/").url == MINE
    fields = {"old": password, "new": "cây đa bến nước", "again": "cây đa bến nước"}
    assert client.post(MINE, fields).url == "/tai-khoan/"
    assert client.get("/van-ban/").status_code == 200
    assert entered(cast.clerk, "cây đa bến nước").get("/van-ban/").status_code == 200


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    user = with_password(cast.clerk)
    here, there = entered(user), entered(user)
    fields = {"old": PASSWORD, "new": "cây đa bến nước", "again": "cây đa bến nước"}
    assert here.post(MINE, fields).status_code == 302
    assert here.get("/van-ban/").status_code == 200
    assert there.get("/van-ban/").status_code == 302
    assert UserSession.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("old", "new", "again", "errors"),
    [
        ("sai", "cây đa bến nước", "cây đa bến nước",
         {"old": ["Mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock."]}),
        (PASSWORD, "ngan", "ngan", {"new": ["Mật khẩu này quá ngắn. Hãy đặt ít nhất 10 ký tự, ví dụ một câu dễ nhớ."]}),
        (PASSWORD, "1234567890", "1234567890", {"new": [COMMON]}),
        (PASSWORD, "cây đa bến nước", "cây đa bến tre", {"again": ["Hai lần nhập mật khẩu mới chưa giống nhau."]}),
        (PASSWORD, PASSWORD, PASSWORD, {"__all__": ["Mật khẩu mới phải khác mật khẩu đang dùng."]}),
    ],
)  # fmt: skip
def test_what_a_new_password_must_be_is_said(cast: Cast, old, new, again, errors) -> None:
    client = entered(with_password(cast.clerk))
    response = client.post(MINE, {"old": old, "new": new, "again": again})
    assert (response.status_code, response.context["form"].errors) == (422, errors)


def test_a_password_like_the_user_name_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError) as caught:
        change_password(user=cast.clerk, password="chuyenvien1")
    assert caught.value.messages == ["Mật khẩu này giống tên đăng nhập hoặc thư điện tử. Hãy đặt mật khẩu khác."]


def test_nobody_manages_their_own_account_or_one_with_roles_outside(cast: Cast, admin: User) -> None:
    other = make_user("quantri.khac", "Ngô Thị Khác", cast.other_city, Role.ADMINISTRATOR)
    above = make_user("quantri.tinh", "Lý Văn Tỉnh", cast.province, Role.ADMINISTRATOR)
    both = make_user("hainoi", "Hồ Hai Nơi", cast.city, Role.UNIT_OFFICER)
    both.role_assignments.create(unit=cast.other_city, role=Role.UNIT_OFFICER, valid_from=SINCE)
    out = "giữ vai trò ngoài các đơn vị bạn quản trị. Hãy nhờ quản trị cấp trên."
    own = "Không tự thay đổi tài khoản, vai trò của chính mình. Hãy nhờ quản trị khác."
    sentences = {
        (by.username, user.username): refusal(lambda by=by, user=user: reset_password(user=user, by=by))
        for by, user in ((admin, admin), (admin, other), (admin, above), (admin, both), (other, cast.clerk))
    }
    assert sentences == {
        ("quantri", "quantri"): own,
        ("quantri", "quantri.khac"): f"Ngô Thị Khác {out}",
        ("quantri", "quantri.tinh"): f"Lý Văn Tỉnh {out}",
        ("quantri", "hainoi"): f"Hồ Hai Nơi {out}",
        ("quantri.khac", "chuyenvien"): f"Nguyễn Thị Mai {out}",
    }
    assert reset_password(user=both, by=above)


def test_a_clerk_manages_no_account(cast: Cast) -> None:
    assert refusal(lambda: reset_password(user=cast.leader, by=cast.clerk)).startswith(
        "Trần Văn Hùng giữ vai trò ngoài"
    )


def test_a_lost_factor_is_taken_away_logged_and_told(cast: Cast, admin: User) -> None:
    app_of(cast.leader)
    reset_factor(user=cast.leader, by=admin)
    assert Authenticator.objects.filter(user=cast.leader).count() == 0
    assert LogEntry.objects.about(cast.leader).last().label == "Gỡ mã xác thực bị mất"
    told = Notice.objects.filter(user=cast.leader).first()
    assert told.text == "Vương Nhật Huy đã gỡ mã xác thực của bạn. Nếu không phải bạn nhờ, hãy báo lãnh đạo."
    assert refusal(lambda: reset_factor(user=admin, by=admin)).startswith("Không tự thay đổi")


def test_one_administrator_alone_does_not_become_who_signs(cast: Cast, admin: User) -> None:
    second = make_user("quantri2", "Tạ Thị Hai", cast.city, Role.ADMINISTRATOR)
    app_of(cast.leader)
    reset_password(user=cast.leader, by=admin)
    assert refusal(lambda: reset_factor(user=cast.leader, by=admin)).startswith("Bạn vừa “cấp mật khẩu tạm”")
    reset_factor(user=cast.leader, by=second)
    assert refusal(lambda: reset_password(user=cast.leader, by=second)).startswith("Bạn vừa “gỡ mã xác thực bị mất”")
    change_password(user=cast.leader, password="một câu đủ dài để nhớ")
    app_of(cast.leader)
    reset_factor(user=User.objects.get(pk=cast.leader.pk), by=admin)


def test_an_account_is_made_where_one_administers(cast: Cast, admin: User) -> None:
    person = add_person(full_name="Đặng Thị Mới", unit=cast.justice, title="Chuyên viên", since=SINCE)
    user, password = create_account(person=person, username="Moi.DT", unit=cast.justice, by=admin)
    assert (user.username, user.must_change_password, user.check_password(password)) == ("moi.dt", True, True)
    assert user.roles_held() == []
    outside = refusal(lambda: create_account(person=person, username="x", unit=cast.other_city, by=admin))
    assert outside == "Bạn không quản trị UBND thị xã Hòa Thành nên không cấp được tài khoản tại đây."


def test_one_session_or_all_others_are_ended_by_their_user_alone(cast: Cast) -> None:
    user = with_password(cast.clerk)
    here, there, third = entered(user), entered(user), entered(user)
    pk = UserSession.objects.get(session_key=there.session.session_key).pk
    assert entered(with_password(cast.leader)).post(f"/tai-khoan/phien/{pk}/ket-thuc/").status_code == 404
    assert here.post(f"/tai-khoan/phien/{pk}/ket-thuc/").status_code == 302
    assert (there.get("/").status_code, third.get("/").status_code) == (302, 200)
    here.post("/tai-khoan/phien/ket-thuc-phien-khac/")
    assert (here.get("/").status_code, third.get("/").status_code) == (200, 302)
    shown = here.get("/tai-khoan/").context["sessions"]
    assert [(one.address, one.is_current) for one in shown] == [("127.0.0.1", True)]


def test_secrets_lie_encrypted_under_a_key_that_may_change(settings):
    adapter = FactorAdapter()
    settings.SECRET_KEY = "khóa cũ"
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khóa mới", ["khóa cũ"]
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        adapter.decrypt(stored)
