"""Hướng dẫn: the user guide of ``docs/huong-dan`` inside the program, from the same files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs" / "huong-dan"
PICTURES = FOLDER / "anh"
_LINK = re.compile(r"\]\((?!https?:)([\w-]+)\.md(#[\w-]+)?\)")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")  # pages for developers are not inside the program
_PICTURE = re.compile(r"\]\(anh/([\w-]+)\.png\)")


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """The guide's first page: which page is for whom."""
    return _page(request, "README")


@require_safe
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One page of the guide."""
    if topic not in topics():
        raise Http404
    return _page(request, topic)


@require_safe
def help_picture(request: HttpRequest, name: str) -> FileResponse:
    """A screenshot of the guide."""
    path = PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


@cache
def topics() -> frozenset[str]:
    """Names of the guide's pages."""
    return frozenset(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")


@cache
def title_of(topic: str) -> str:
    """The heading of a page."""
    return _source(topic).partition("\n")[0].removeprefix("# ").strip()


def _page(request: HttpRequest, topic: str) -> HttpResponse:
    context = {"section": "help", "title": title_of(topic), "guide": _html(topic), "is_home": topic == "README"}
    return render(request, "help.html", context)


@cache
def _html(topic: str) -> SafeString:
    """The page as HTML; the files hold no HTML of their own, and none gets through."""
    text = _LINK.sub(lambda found: f"]({_address(found[1])}{found[2] or ''})", _source(topic))
    text = _OUTSIDE.sub(r"\1", text)
    text = _PICTURE.sub(lambda found: f"]({reverse('help_picture', args=[found[1]])})", text)
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    html = html.replace("<table>", '<table class="table">').replace("<img ", '<img class="help-picture" ')
    return mark_safe(html)  # noqa: S308 - markdown-it escapes everything, html is off


def _address(topic: str) -> str:
    return reverse("help_home") if topic == "README" else reverse("help_topic", args=[topic])


def _source(topic: str) -> str:
    return (FOLDER / f"{topic}.md").read_text("utf-8")
