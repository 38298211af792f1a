"""A worker is killed in the midst of writing a batch: nothing of it stands, and another one writes it all, once.

Each defence has a twin in which it is switched off: what was half written stays, or the job is lost.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from organizations.actions.batch import read_batch
from organizations.actions.batch_job import order_step
from organizations.models import ImportBatch, ImportJob, Person
from tests.cast import Cast
from tests.documents.faults.world import LEASE, LOST, SWEEP, World, within
from tests.organizations.imports.books import workbook
from tests.organizations.test_batches import everything, small

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
State = ImportJob.State
NEVER = 3600  # a lease that does not end during a test
# Starting a process on a busy machine, a lease, a sweep.
PATIENCE = 60 + LEASE + SWEEP
# An embedded worker that has written every row of a batch, tells so, and stands still before it commits.
STANDING = """
import os, sys, time
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings"
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from organizations.actions import batch_people
log_things = batch_people._log_things
def stand(*args):
    log_things(*args)
    if sys.argv[2] == "commits":
        connection.connection.commit()
    Path(sys.argv[1]).touch()
    time.sleep(600)
batch_people._log_things = stand
call_command("work")
"""


@pytest.fixture
def job() -> ImportJob:
    """A right batch that waits to be written."""
    cast = Cast()
    batch = read_batch(unit=cast.city, by=cast.clerk, file_name="ds.xlsx", data=workbook(*small()))
    return order_step(batch=batch, kind=ImportJob.Kind.COMMIT, by=cast.clerk)


def kill_in_the_midst(world: World, folder: Path, way: str = "keeps") -> None:
    """Lets a worker write all rows, and kills it before it commits; ``way`` "commits": after it did so too early."""
    written = folder / "written"
    worker = world.start("-c", STANDING, str(written), way)
    assert within(written.exists, PATIENCE)
    world.kill(worker)


def is_done(job: ImportJob) -> bool:
    job.refresh_from_db()
    return job.state == State.DONE


def people() -> int:
    return Person.objects.filter(full_name__startswith="Triệu").count()


def test_nothing_stands_and_another_worker_writes_it_all_once(tmp_path, job):
    before = everything()
    with World(tmp_path) as world:
        kill_in_the_midst(world, tmp_path)
        job.refresh_from_db()
        assert (everything(), job.state) == (before, State.RUNNING)
        world.embedded()
        assert within(lambda: is_done(job), PATIENCE)
    assert (job.attempts, people(), ImportBatch.objects.get().state) == (2, 5, ImportBatch.State.COMMITTED)


def test_without_one_transaction_half_of_it_stands(tmp_path, job):
    before = everything()
    with World(tmp_path) as world:
        kill_in_the_midst(world, tmp_path, "commits")
    assert (everything() == before, people(), ImportBatch.objects.get().state) == (False, 5, ImportBatch.State.READ)


def test_without_the_end_of_the_lease_it_is_never_written(tmp_path, job):
    with World(tmp_path, lease=NEVER) as world:
        kill_in_the_midst(world, tmp_path)
        world.embedded()
        assert not within(lambda: is_done(job), LOST)
    assert (job.state, people()) == (State.RUNNING, 0)
