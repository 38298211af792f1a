"""The tests notice a page that asks the database once per row."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from zeal import NPlusOneError

from documents.models import Document


def slow_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(paper.owner.short_name for paper in Document.objects.all()))


def quick_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(paper.owner.short_name for paper in Document.objects.for_list()))


urlpatterns = [path("slow/", slow_page), path("quick/", quick_page)]


@pytest.fixture
def client(settings, cast) -> Client:
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(cast.clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for _ in range(3):
        cast.draft()
    return client


def test_a_query_per_row_is_an_error(client):
    with pytest.raises(NPlusOneError, match="Document.owner"):
        client.get("/slow/")


def test_one_query_for_all_rows_is_none(client):
    assert client.get("/quick/").content.decode() == ", ".join(["UBND thành phố Tây Ninh"] * 3)
