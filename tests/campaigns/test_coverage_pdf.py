"""The coverage board as PDF: what is ordered, who may watch and fetch it, how it ends, when it goes."""

from __future__ import annotations

import io
import secrets
from datetime import timedelta

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns import queue, tasks
from campaigns.models import BoardFile, Plan
from documents.actions.dispatch import send_paper
from documents.rendering.board import Board
from documents.rendering.sandbox import RendererLost, RenderFailed
from organizations.models import Role, RoleAssignment, User
from tests.campaigns.test_coverage_board import answered, item
from tests.cascade.papers import JUSTICE, answer, city_plan
from tests.cast import Cast, make_user
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def parent(cast: Cast) -> Plan:
    """The city's plan, at Tư pháp and at Giáo dục."""
    parent = city_plan(cast)
    send_paper(document=parent.document, units=[cast.justice, cast.education], by=cast.clerk, asks_answer=True)
    return parent


def order(user: User, plan: Plan, query: str = "", size: str = ""):
    return client_of(user).post(f"/ke-hoach/{plan.pk}/do-phu/pdf/{query}", {"kho": size})


def ordered(user: User, plan: Plan, query: str = "", size: str = "") -> BoardFile:
    response = order(user, plan, query, size)
    job = BoardFile.objects.latest("pk")
    assert response.url == reverse("board_file", args=[job.pk])
    return job


def printed(job: BoardFile) -> Board:
    return Board.from_json(job.snapshot)


def statuses(user: User, job: BoardFile) -> list[int]:
    client = client_of(user)
    found = [client.get(reverse(name, args=[job.pk])).status_code for name in ("board_file", "board_file_download")]
    return [*found, client.post(reverse("board_file_retry", args=[job.pk])).status_code]


def test_exactly_what_the_address_asks_for_is_ordered(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    board = printed(ordered(cast.clerk, parent))
    assert [head.name for head in board.heads] == ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"]
    assert board.cells == ("77777707", "12466463")
    assert (board.size, len(board.items)) == ("A4", 8)
    narrowed = printed(ordered(cast.clerk, parent, "?tim=tu+phap&trang_thai=chua-tra-loi", "A3"))
    assert ([head.name for head in narrowed.heads], narrowed.size) == (["Phòng Tư pháp"], "A3")
    assert set("".join(narrowed.cells)) == {"6"}
    assert "Chỉ gồm tìm đơn vị: tu phap; có ô: Chưa trả lời." in narrowed.lines[1]
    assert f"{timezone.localdate():%d/%m/%Y}" in narrowed.lines[1]


def test_the_list_of_units_is_printed_with_its_totals(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    board = printed(ordered(cast.clerk, parent, "?xem=don-vi"))
    assert [(row[1], row[3]) for row in board.rows] == [
        ("Phòng Giáo dục và Đào tạo", "–"),
        ("Phòng Tư pháp", "5 trên 8 (62\N{NO-BREAK SPACE}%)"),
    ]
    assert sum(share for _, share in board.columns) == 100
    assert {len(row) for row in board.rows} == {len(board.columns)}


def test_the_same_board_is_made_once_for_each_person(cast: Cast, parent: Plan) -> None:
    assert ordered(cast.clerk, parent) == ordered(cast.clerk, parent)
    assert ordered(cast.leader, parent) != BoardFile.objects.earliest("pk")


def test_a_unit_gets_its_own_column_alone(cast: Cast, parent: Plan) -> None:
    marker = f"Zq{secrets.token_hex(6)}"
    answer(cast, parent, JUSTICE.replace("khuôn viên", marker))
    own = ordered(cast.education_officer, parent, "?xem=don-vi&tim=tu+phap")
    assert [head.name for head in printed(own).heads] == ["Phòng Giáo dục và Đào tạo"]
    assert marker not in own.snapshot
    assert own.own_units == [cast.education.pk]
    assert marker not in ordered(cast.clerk, parent).snapshot


def test_nobody_fetches_what_another_ordered_and_an_outsider_orders_nothing(cast: Cast, parent: Plan) -> None:
    whole = ordered(cast.clerk, parent)
    own = ordered(cast.justice_officer, parent)
    assert statuses(cast.clerk, whole) == [200, 302, 302]
    assert statuses(cast.justice_officer, own) == [200, 302, 302]
    for user in (cast.leader, cast.justice_officer, cast.education_officer, cast.outsider):
        assert statuses(user, whole) == [404, 404, 404]
    for user in (cast.clerk, cast.education_officer, cast.outsider):
        assert statuses(user, own) == [404, 404, 404]
    assert order(cast.outsider, parent).status_code == 404
    assert client_of(cast.clerk).get(f"/ke-hoach/{parent.pk}/do-phu/pdf/").status_code == 405
    assert BoardFile.objects.count() == 2


def test_who_has_left_the_office_does_not_fetch_its_board_any_more(cast: Cast, parent: Plan) -> None:
    mover = make_user("sapdi", "Lê Thị Sắp", cast.city, Role.STANDING_OFFICER)
    job = ordered(mover, parent)
    assert statuses(mover, job)[0] == 200
    RoleAssignment.objects.filter(user=mover).update(unit=cast.justice)
    assert statuses(User.objects.get(pk=mover.pk), job) == [404, 404, 404]


def test_a_worker_makes_it_and_it_is_fetched(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    job = ordered(cast.clerk, parent)
    tasks.make_board.apply(args=[job.pk], throw=True)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    page = client_of(cast.clerk).get(reverse("board_file", args=[job.pk])).content.decode()
    assert "Tải PDF" in page
    assert "hx-get" not in page
    response = client_of(cast.clerk).get(reverse("board_file_download", args=[job.pk]))
    assert response["Content-Disposition"].endswith('.pdf"')
    assert response["Cache-Control"] == "no-store"
    content = b"".join(response.streaming_content)
    with pdfplumber.open(io.BytesIO(content)) as opened:
        (page,) = opened.pages
        text = page.extract_text()
    assert text.count("◊KH") == 8  # the seven items that concern it, and the legend
    assert "Trang 1 trên 1" in text


def test_it_says_how_far_it_is_and_is_still_while_nothing_changes(cast: Cast, parent: Plan) -> None:
    job = ordered(cast.clerk, parent)
    client, address = client_of(cast.clerk), reverse("board_file", args=[job.pk])
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in client.get(address).content.decode()
    asks = {"headers": {"HX-Request": "true"}}
    assert client.get(f"{address}?da=queued-0", **asks).status_code == 204
    assert "Đang chờ tệp PDF" in client.get(f"{address}?da=running-5", **asks).content.decode()
    assert [tasks.progress(seconds, 60_000) for seconds in (0, 11, 500)] == [0, 47, 95]


@pytest.mark.parametrize(
    ("error", "state"), [(RenderFailed("Bảng quá lớn."), "failed"), (RendererLost("Dừng đột ngột."), "queued")]
)
def test_too_much_fails_at_once_and_a_mishap_is_tried_again(cast, parent, monkeypatch, error, state) -> None:
    def broken(*args, **options):
        raise error

    monkeypatch.setattr(tasks.Renderer, "render_board", broken)
    job = ordered(cast.clerk, parent)
    tasks.make_board.apply(args=[job.pk], throw=True)
    job.refresh_from_db()
    assert job.state == state
    if state == "failed":
        page = client_of(cast.clerk).get(reverse("board_file", args=[job.pk])).content.decode()
        assert "Không tạo được tệp PDF: Bảng quá lớn." in page
        client_of(cast.clerk).post(reverse("board_file_retry", args=[job.pk]))
        job.refresh_from_db()
        assert (job.state, job.error) == ("queued", "")


def test_nothing_to_print_and_too_much_to_print_are_said(cast: Cast, parent: Plan, monkeypatch) -> None:
    assert order(cast.clerk, parent, "?tim=khong-co").url.endswith("do-phu/?tim=khong-co")
    monkeypatch.setattr("campaigns.views.coverage_pdf.MOST_IN_PDF", 15)
    response = client_of(cast.clerk).post(f"/ke-hoach/{parent.pk}/do-phu/pdf/", follow=True)
    assert "Tệp PDF chứa tối đa 15 ô." in response.content.decode()
    assert not BoardFile.objects.exists()


def test_old_files_go_and_new_ones_stay(cast: Cast, parent: Plan) -> None:
    old, new = ordered(cast.clerk, parent), ordered(cast.clerk, parent, "", "A3")
    for job in (old, new):
        queue.publish(queue.boards.claim(job.pk, "worker"), "worker", b"%PDF")
    BoardFile.objects.filter(pk=old.pk).update(created_at=timezone.now() - queue.KEPT - timedelta(minutes=1))
    assert queue.remove_old() == 1
    assert list(BoardFile.objects.all()) == [new]
    assert (old.path.exists(), new.path.exists()) == (False, True)
    assert queue.remove_old() == 0


def test_what_is_not_laid_on_a_unit_is_an_empty_cell(cast: Cast, parent: Plan) -> None:
    board = printed(ordered(cast.clerk, parent, "?muc=nhiem-vu"))
    letters = set("".join(board.cells))
    assert letters <= {"0", "7"}
    assert ("Ô trống" in board.note) == ("0" in letters)
    assert item(parent, "III.1").address in [address for address, _ in board.items]
