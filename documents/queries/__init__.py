"""What the pages of papers read."""

from documents.queries.paper import (
    corrections_of,
    issued_file_hashes,
    log_for,
    log_of,
    of_year,
    source_for,
    units_where,
)

__all__ = [
    "corrections_of",
    "issued_file_hashes",
    "log_for",
    "log_of",
    "of_year",
    "source_for",
    "units_where",
]
