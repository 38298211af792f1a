"""What several tests of the chain begin with."""

from __future__ import annotations

import pytest

from campaigns.actions.import_batch import papers_of
from documents.models import Document, ReadingBatch
from tests.campaigns.batches import file, numbered, post, uploaded
from tests.cast import Cast
from tests.documents.reading import read_all
from tests.world_writing import PLAN


@pytest.fixture
def batch(cast: Cast) -> ReadingBatch:
    """Three plans that are certain, one without a number, one that cannot be read; all read."""
    files = [file(f"{number}.txt", numbered(number)) for number in (11, 12, 13)]
    files += [file("thieu.txt", PLAN.replace("Số: 91", "Số:   ")), file("hong.pdf", "%PDF-1.7\n%%EOF\n")]
    made = uploaded(cast, *files)
    read_all()
    return made


@pytest.fixture
def saved(cast: Cast, batch: ReadingBatch) -> list[Document]:
    """The three certain ones, in the city's register."""
    post(cast.clerk, "import_batch_save", batch)
    return papers_of(batch)
