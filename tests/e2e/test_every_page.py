"""Axe and the width of the window on every page of the permission table, as each role, and on every refused form.

``tests/test_permissions.py`` sees to it that every address stands in that table; here every address that shows a page
is opened at both sizes, in whatever state it comes: read, written, refused with its errors. What a role sees is
measured where it differs from what a role before it saw.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Response, expect

from campaigns.actions.adoption import adopt_model
from campaigns.actions.exemplar import publish_exemplar
from campaigns.actions.inspection_answer import judge_response
from documents.actions.step import sign, take_step
from documents.text.beginnings import beginnings
from organizations.actions.succession import rename_unit
from organizations.models import Role, User
from tests.cast import PASSWORD, SINCE, Cast, make_user
from tests.clients import client_of
from tests.e2e.test_crawl import elements_of, measure
from tests.e2e.visitor import Visitor
from tests.organizations.codes import code, with_password
from tests.permission_rows import ROLES, TABLE
from tests.test_permissions import address, url_names
from tests.world import World, build
from tests.world_exemplars import approved

# No page of the site: what each of them answers instead.
NO_PAGES = {
    # files
    *("attachment_download", "batch_marked", "batch_template", "block_sheet", "file_download", "help_picture"),
    *("person_sheet", "recovery_codes_file", "register_in_sheet", "register_out_sheet", "source_download"),
    *("unit_sheet", "user_sheet", "cited_sheet", "late_sheet", "calendar_feed", "plan_compare_sheet", "coverage_sheet"),
    "board_file_download",
    # data for scripts: the page that asks for them stands in the table by itself
    *("base_search", "clause_search", "healthz", "paste_clean", "person_search", "recipient_list_search"),
    "batch_progress",
    *("session_alive", "unit_search", "user_search"),
    # only changes something, then leads on to a page
    *("attachment_move", "attachment_remove", "batch_check", "batch_commit", "batch_decide"),
    *("batch_discard", "batch_fix", "batch_retry", "conflict_reopen"),
    *("batch_undo", "clause_delete", "comment_reopen", "comment_resolve", "dispatch_acknowledge", "dispatch_remind"),
    *("dispatch_seen", "document_step", "file_make", "finding_act", "forwarding_done", "import_item_retry", "logout"),
    *("mfa_deactivate_totp", "mfa_generate_recovery_codes", "notice_open", "notice_read", "notice_read_all"),
    "recipient_list_delete",
    *("coverage_pdf", "board_file_retry"),
    *("plan_items_judge", "plan_reply_save", "share_link"),
    *("recovery_codes_saved", "reserved_cancel", "role_request_confirm", "role_request_refuse", "saved_view_create"),
    *("saved_view_delete", "saved_view_rename", "session_end", "session_end_others", "substitute_end"),
    *("symbol_change", "template_delete", "unit_delete", "unit_switch", "user_disable", "user_enable"),
    *("round_sheet", "totals_sheet", "report_file", "report_file_remove"),
    *("round_decide", "round_remind", "round_change", "report_accept", "report_return", "report_withdraw"),
    *("user_factor_reset", "late_remind", "calendar_renew", "calendar_revoke"),
    # exemplars: files, then what only changes something
    *("exemplar_sheet", "adoption_sheet", "photo_show", "exemplar_public_photo"),
    *("exemplar_step", "exemplar_withdraw", "photo_remove", "photo_first", "adoption_step"),
    # inspections: files, and what only changes something
    *("schedule_template", "schedule_marked"),
    *("inspection_sheet", "recommendation_sheet", "evidence_download"),
    *("inspection_notify", "inspection_announce", "visit_step", "visit_minutes", "visit_finding_remove"),
    "response_judge",
    # records of awards: a file, and what only changes something
    *("award_sheet", "statement_remove", "desk_fix"),
}
FRAME = "<!DOCTYPE html>"
_SUBMIT = """([address, token]) => {
  const form = Object.assign(document.createElement('form'), {method: 'post', action: address});
  form.append(Object.assign(document.createElement('input'), {name: 'csrfmiddlewaretoken', value: token}));
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture(scope="module", autouse=True)
def beside_playwright() -> Iterator[None]:
    """Its loop runs in this thread, where Django then refuses the database: longer than any test's own fixtures."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server):
    """The program in this process, so that one of everything can be put into it."""
    return live_server


class Rounds:
    """One window that is everybody in turn, and what it found."""

    def __init__(self, visitor: Visitor, world: World) -> None:
        self.visitor, self.world = visitor, world
        self.page: Page = visitor.page
        self.opened: set[str] = set()
        self.wrong: list[str] = []
        self._seen: set[tuple[str, str]] = set()
        visitor.meant = {302, 403, 404, 405, 422}

    def become(self, user: User | None) -> None:
        """Whose window it is from now on."""
        self.visitor.context.clear_cookies()
        if user is not None:
            session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
            name = settings.SESSION_COOKIE_NAME
            self.visitor.context.add_cookies([{"name": name, "value": session, "url": self.base}])

    @property
    def base(self) -> str:
        """The address of the site."""
        return str(self.visitor.url)

    def open(self, name: str, kind: str) -> None:
        """One row of the table."""
        self.open_at(name, address(name, kind, self.world))

    def open_at(self, name: str, where: str) -> None:
        """One address, if it shows this user a page."""
        answer = self.visitor.context.request.get(where, max_redirects=0)
        if answer.status == 200 and answer.text().lstrip().startswith(FRAME):
            if self._is_new(name, answer.text()):
                self.page.goto(where)
                self.wrong += measure(self.visitor)
            self.opened.add(name)

    def send_empty(self, name: str, kind: str) -> None:
        """A form sent with nothing in it; what it answers is looked at when it is a page of that address."""
        where = address(name, kind, self.world)
        self.page.goto("/tai-khoan/")
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        with self.page.expect_navigation() as led:
            self.page.evaluate(_SUBMIT, [where, token])
        answer: Response | None = led.value
        is_page = answer is not None and answer.status in (200, 422) and answer.request.method == "POST"
        if is_page and self.page.content().startswith(FRAME) and self.page.locator("main").count():
            if self._is_new(f"{name} refused", self.page.content()):
                self.wrong += measure(self.visitor)
            self.opened.add(name)

    def _is_new(self, name: str, html: str) -> bool:
        elements = {(name, element) for element in elements_of(html)}
        is_new = not elements <= self._seen
        self._seen |= elements
        return is_new


def set_up_a_factor(rounds: Rounds, user: User) -> None:
    """The pages around the second factor, each also refused: there is no other way to them than through them."""
    page = rounds.page
    rounds.become(None)
    log_in(page, user)
    page.goto("/tai-khoan/")
    page.get_by_role("link", name="Cài đặt mã xác thực").click()
    refused(rounds, page, "mfa_activate_totp")
    secret = page.locator(".set-up-secret").text_content().replace(" ", "")
    page.get_by_label("Mã 6 số").fill(code(secret, -1))
    page.get_by_label("Mã 6 số").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    look(rounds, "mfa_view_recovery_codes")
    page.goto("/")
    page.get_by_role("button", name="Đăng xuất").click()
    log_in(page, user)
    refused(rounds, page, "mfa_authenticate")
    page.get_by_label("Mã xác thực").fill(code(secret))
    page.get_by_label("Mã xác thực").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    page.goto(address("mfa_reauthenticate", "", None))
    refused(rounds, page, "mfa_reauthenticate")


def open_public_exemplar(rounds: Rounds, cast: Cast) -> None:
    """What everybody sees of one; none of the table's is public. And the pages that only its writers see."""
    model = approved(cast.justice, cast.justice_officer, cast.leader)
    publish_exemplar(exemplar=model, version=model.version, agreed=True, note="Phiếu đồng ý", by=cast.leader)
    adopted = adopt_model(exemplar=model, unit=cast.education, since=SINCE, how="", by=cast.education_officer)
    rounds.become(None)
    rounds.open_at("exemplar_public_list", reverse("exemplar_public_list"))
    rounds.open_at("exemplar_public", reverse("exemplar_public", args=[model.pk]))
    rounds.become(cast.education_officer)
    rounds.open_at("adoption_report", reverse("adoption_report", args=[adopted.pk]))
    rounds.open_at("model_adopt", reverse("model_adopt", args=[rounds.world.exemplar.pk]))


def open_answer_again(rounds: Rounds, cast: Cast) -> None:
    """The form of an answer to a kiến nghị: the table's waits, so the office says first that it is not done."""
    judge_response(response=rounds.world.response, action="refuse", by=cast.clerk, reason="Chưa có biên bản.")
    rounds.become(cast.justice_officer)
    rounds.open_at("recommendation_answer", address("recommendation_answer", "recommendation", rounds.world))


def log_in(page: Page, user: User) -> None:
    """Name and password."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_load_state()


def look(rounds: Rounds, name: str) -> None:
    """Measures the present page, which must be that one."""
    assert rounds.page.url.split("?")[0].endswith(address(name, "", None)), name
    rounds.wrong += measure(rounds.visitor)
    rounds.opened.add(name)


def refused(rounds: Rounds, page: Page, name: str) -> None:
    """The present page, then the same sent with a code that is none."""
    look(rounds, name)
    field = page.locator("main form input[name=code]").first
    field.fill("000000")
    field.press("Enter")
    page.locator("main [role=alert], main .invalid-feedback").first.wait_for()
    look(rounds, name)


def names_of_pages() -> set[str]:
    """Every address of the site but those that are no page."""
    return set(url_names()) - NO_PAGES


def test_every_page_and_every_refused_form_is_sound(visit, cast: Cast, site):
    world = build(cast.city, cast.clerk, cast.leader, "đợt thi đua hè")
    keeper = with_password(make_user("quantri", "Bùi Thị Quản", cast.city, Role.ADMINISTRATOR))
    people = {
        "clerk": cast.clerk,
        "leader": cast.leader,
        "below": cast.justice_officer,
        "inspector": make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR),
        "outsider": cast.outsider,
        "anonymous": None,
        "keeper": keeper,
    }
    draft = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    signed = sign(document=draft, by=cast.leader)
    rounds = Rounds(visit(axe=True), world)
    open_public_exemplar(rounds, cast)
    renamed = rename_unit(
        unit=cast.education, on=timezone.localdate(), by=keeper, official_name="Phòng Giáo dục", short_name="Phòng GD"
    )
    rounds.become(keeper)
    rounds.open_at("unit_undo", reverse("unit_undo", args=[renamed.pk]))
    rounds.become(cast.leader)
    rounds.open_at("reserved_use", reverse("reserved_use", args=[signed.pk]))
    rounds.open_at("template_built_in", f"{reverse('template_built_in')}?mau={beginnings()[0].code}")
    for user in people.values():
        rounds.become(user)
        for name, method, kind in TABLE:
            if method == "get" and name != "logout":
                rounds.open(name, kind)
    set_up_a_factor(rounds, keeper)
    for role in ("clerk", "below", "keeper"):
        rounds.become(people[role])
        for (name, method, kind), answers in TABLE.items():
            wanted = role == "keeper" or answers[ROLES.index(role)] in (200, 422)
            if method == "post" and name not in ("logout", "session_end_others") and wanted:
                rounds.send_empty(name, kind)
    open_answer_again(rounds, cast)
    # A refused form asks before it is left; without a person's touch Chromium says that it will not show the question.
    rounds.visitor.complaints[:] = [said for said in rounds.visitor.complaints if "'beforeunload'" not in said]
    missed = sorted(names_of_pages() - rounds.opened)
    assert (rounds.wrong, missed, sorted(NO_PAGES & rounds.opened)) == ([], [], [])
