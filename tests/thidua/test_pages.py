"""What holds for every page: errors in plain words, a strict content policy, one frame around all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import path

from tests.cast import Cast
from tests.clients import client_of
from thidua.urls import urlpatterns as site

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "event attribute": re.compile(r"\son[a-z]+\s*="),
    "htmx code": re.compile(r"\bhx-on\b|\bjs:"),
    "address of another site": re.compile(r"(?:src|href|action)=\"(?:https?:)?//"),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape off"),
}


def broken(request):
    raise RuntimeError("a fault on purpose")


urlpatterns = [*site, path("hong/", broken)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_hold_nothing_that_the_policy_forbids(what: str) -> None:
    found = {str(file): FORBIDDEN[what].findall(file.read_text("utf-8")) for file in TEMPLATES}
    assert {file: matches for file, matches in found.items() if matches} == {}
    assert len(TEMPLATES) > 30


def test_policy_allows_only_this_site(cast: Cast) -> None:
    policy = client_of(cast.clerk).get("/")["Content-Security-Policy"]
    assert sorted(part.strip() for part in policy.split(";")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_signed_in_pages_are_kept_by_no_cache(cast: Cast) -> None:
    assert client_of(cast.clerk).get("/")["Cache-Control"] == "no-store"


def test_every_page_has_one_heading_a_skip_link_and_its_place_in_the_menu(cast: Cast) -> None:
    client = client_of(cast.clerk)
    draft = cast.draft()
    for page in (
        "/",
        "/ke-hoach/",
        "/van-ban/",
        f"/van-ban/{draft.pk}/",
        f"/van-ban/{draft.pk}/sua/",
        "/van-ban/nhap/",
    ):
        html = client.get(page).content.decode()
        assert len(re.findall(r"<h1\b", html)) == 1
        assert html.count('href="#noi-dung"') == html.count('id="noi-dung"') == 1
        menu = html[html.index('aria-label="Chính"') : html.index("</nav>")]
        assert len(re.findall(r'<li><a href="[^"]+" aria-current=', menu)) == 1


def test_unknown_address_says_what_to_do(cast: Cast) -> None:
    for user in (cast.clerk, None):
        response = client_of(user).get("/khong-co/")
        assert response.status_code == 404
        assert "Hãy kiểm tra lại đường dẫn" in response.content.decode()


def test_stale_form_says_what_to_do(cast: Cast) -> None:
    client = client_of(cast.clerk, enforce_csrf_checks=True)
    response = client.post("/van-ban/nhap/", {"text": "x"})
    assert response.status_code == 403
    assert "Trang đã cũ, chưa lưu được" in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_shows_a_plain_page_without_its_cause(cast: Cast) -> None:
    client = client_of(cast.clerk)
    client.raise_request_exception = False
    response = client.get("/hong/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in page
    assert "purpose" not in page


def test_demo_says_so_and_the_real_site_does_not(cast: Cast) -> None:
    assert "Bản dùng thử" in Client().get("/dang-nhap/").content.decode()
    with override_settings(PRODUCTION=True):
        assert "Bản dùng thử" not in Client().get("/dang-nhap/").content.decode()
