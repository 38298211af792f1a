"""/healthz: 200 when database, queue and storage work, 503 otherwise; open to anybody, and telling nothing."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from documents.models import Document, RenderJob
from organizations.models import Unit, User
from thidua import health
from workflow.queue import registered

pytestmark = pytest.mark.django_db

FINE = {"status": "ok", "database": "ok", "queue": "ok", "storage": "ok"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


@pytest.fixture
def paper():
    clerk = User.objects.create_user(username="vanthu", password=None)
    unit = Unit.objects.create(
        official_name="Phòng Nội vụ", short_name="Phòng Nội vụ", level=Unit.Level.DISTRICT,
        kind=Unit.Kind.OFFICE, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return Document.objects.create(
        owner=unit, issuer_printed="PHÒNG NỘI VỤ", kind="KH", summary="Phát động thi đua", created_by=clerk
    )


def test_all_is_well_without_a_log_in(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, FINE)
    assert "no-store" in response["Cache-Control"]


def test_a_database_that_is_down(client, monkeypatch):
    def refuse(now):
        raise OperationalError("connection to server at 10.0.0.1 as user secret failed")

    monkeypatch.setattr(health, "is_late", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == FINE | {"status": "error", "database": "error", "queue": "error"}


def test_a_files_folder_that_is_gone(client, files):
    files.rmdir()
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, FINE | {"status": "error", "storage": "error"})


@pytest.mark.parametrize(
    ("state", "age", "late"),
    [
        (RenderJob.State.QUEUED, timedelta(minutes=9), False),
        (RenderJob.State.QUEUED, timedelta(minutes=11), True),
        (RenderJob.State.RUNNING, timedelta(minutes=9), False),
        (RenderJob.State.RUNNING, timedelta(minutes=11), True),
        (RenderJob.State.DONE, timedelta(days=1), False),
        (RenderJob.State.FAILED, timedelta(days=1), False),
    ],
)
def test_a_job_that_nobody_takes(client, paper, state, age, late):
    now = timezone.now()
    job = order(paper, "a")
    lease = now - age if state != RenderJob.State.QUEUED else None
    RenderJob.objects.filter(pk=job.pk).update(state=state, created_at=now - age, lease_until=lease)
    response = client.get("/healthz")
    expected = (503, FINE | {"status": "error", "queue": "error"}) if late else (200, FINE)
    assert (response.status_code, response.json()) == expected


@pytest.mark.parametrize("sign", ["finished_at", "lease_until"])
@pytest.mark.parametrize(("age", "status"), [(timedelta(minutes=1), 200), (timedelta(minutes=11), 503)])
def test_a_long_queue_that_moves_is_well(client, paper, sign, age, status):
    now = timezone.now()
    waiting = order(paper, "a")
    RenderJob.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(hours=1))
    other = order(paper, "b")
    state = RenderJob.State.DONE if sign == "finished_at" else RenderJob.State.RUNNING
    RenderJob.objects.filter(pk=other.pk).update(**{"state": state, sign: now - age})
    assert client.get("/healthz").status_code == status


def order(paper: Document, letter: str) -> RenderJob:
    return RenderJob.objects.create(
        kind="pdf", document=paper, content_hash=letter * 64, template_version="1", snapshot="{}"
    )


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405


def test_it_costs_one_query_for_each_kind_of_job(client, django_assert_num_queries):
    with django_assert_num_queries(len(registered())):
        client.get("/healthz")
