"""Is a table fit to be computed with? The rules are 総務省's for statistical tables.

「統計表における機械判読可能なデータの表記方法の統一ルール」: one rule, one function, one code.
The rule on codes of areas is left out, for no table here is by area.
"""

from __future__ import annotations

from evaluator.findings import Finding
from evaluator.lint.grid import grids_of
from evaluator.lint.rules import RULES
from evaluator.lint.table import table_of


def lint_data(name: str, content: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a CSV or an .xlsx, by the end of its name, as open data."""
    grids, unreadable = grids_of(name, content)
    found = list(unreadable)
    for grid in grids:
        table = table_of(grid)
        found += [finding for rule in RULES for finding in rule(table)]
    return tuple(found)
