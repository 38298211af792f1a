"""The permission table: one module for each group of pages; who adds a page decides there who may see it."""

from tests.permission_rows import (
    accounts,
    chain,
    cited,
    dispatch,
    editor,
    exemplars,
    imports,
    inspections,
    log_in,
    notices,
    papers,
    progress,
    records,
    registers,
    site,
    units,
    writing,
)
from tests.permission_rows.row import ROLES, Rows

MODULES = (site, log_in, accounts, units, imports, notices, chain, papers, editor, writing, registers, dispatch, cited,
           exemplars, inspections, progress, records)  # fmt: skip
TABLE: Rows = {key: answers for module in MODULES for key, answers in module.ROWS.items()}

__all__ = ["ROLES", "TABLE", "Rows"]
