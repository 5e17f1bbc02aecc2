"""What must be true of the levels of the categories: no circle, as deep as the round says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator.catalogue.categories import SubcategoryRow
from evaluator.catalogue.tables import Tables, has
from evaluator.catalogue.tree import BELOW
from evaluator.findings import Finding
from evaluator.findings.catalogue import (
    EMPTY_SUBCATEGORY,
    LEVEL_BELOW_LOWEST,
    LEVELS_MISSING,
    MEASURE_ABOVE_LOWEST,
    PARENT_ELSEWHERE,
    PARENT_IN_CIRCLE,
)
from evaluator.sheets.read import Located

_Rows = Mapping[str, Located[SubcategoryRow]]


def levels(tables: Tables) -> Iterator[Finding]:
    """Say what is wrong with the tree; with its lowest rows only where the rest of it is right."""
    rows = _rows(tables)
    unknown = any(located.row.parent not in {"", *rows} for located in rows.values())
    wrong = [*_parents(rows)] or [*([] if unknown else _depths(rows, tables.levels))]
    yield from wrong
    if not wrong and not unknown:
        yield from _measures_above(rows, tables)
        yield from _without_measures(rows, tables)


def _parents(rows: _Rows) -> Iterator[Finding]:
    """A row stands below one of its own category, and never below itself."""
    told: set[str] = set()
    for name, located in rows.items():
        above = _above(rows, name)
        parent = rows.get(located.row.parent)
        if name in above and name not in told:
            told.update(above)
            yield PARENT_IN_CIRCLE.at(located.ref("parent"), found=name)
        elif parent and parent.row.category_id != located.row.category_id:
            words = {"found": parent.row.id, "category": parent.row.category_id}
            yield PARENT_ELSEWHERE.at(located.ref("parent"), **words)


def _depths(rows: _Rows, levels: tuple[str, ...]) -> Iterator[Finding]:
    """Every row leads down to the lowest level of the round, and none lies below that."""
    number = len(levels)
    has_below = _with_rows_below(rows)
    for name, located in rows.items():
        depth = 2 + len(_above(rows, name))
        words = {"found": name, "depth": depth, "number": number, "levels": BELOW.join(levels)}
        if depth == number + 1:  # those further down are told with it
            yield LEVEL_BELOW_LOWEST.at(located.ref("id"), **words)
        elif depth < number and name not in has_below:
            yield LEVELS_MISSING.at(located.ref("id"), **words)


def _measures_above(rows: _Rows, tables: Tables) -> Iterator[Finding]:
    """A measure hangs on a row that has no other below it."""
    has_below = _with_rows_below(rows)
    for measure in tables.measures.rows:
        found = measure.row.subcategory_id
        if found in has_below:
            where = measure.ref("subcategory_id")
            yield MEASURE_ABOVE_LOWEST.at(where, found=found, measure=measure.row.id)


def _without_measures(rows: _Rows, tables: Tables) -> Iterator[Finding]:
    """Every row of the lowest level has a measure."""
    if not has(tables.measures, "subcategory_id"):
        return
    used = {measure.row.subcategory_id for measure in tables.measures.rows}
    has_below = _with_rows_below(rows)
    single = len(tables.levels) == 1
    for located in tables.categories.rows if single else rows.values():
        name = located.row.id
        if name and name not in used and name not in has_below:
            found = {"found": located.row.name, "level": tables.levels[-1]}
            yield EMPTY_SUBCATEGORY.at(located.ref("id"), **found)


def _rows(tables: Tables) -> _Rows:
    return {located.row.id: located for located in tables.subcategories.rows if located.row.id}


def _above(rows: _Rows, name: str) -> tuple[str, ...]:
    """Return the rows above one, the nearest first; a circle ends where it begins again."""
    above: list[str] = []
    parent = rows[name].row.parent
    while parent in rows and parent not in above:
        above.append(parent)
        parent = rows[parent].row.parent
    return tuple(above)


def _with_rows_below(rows: _Rows) -> frozenset[str]:
    return frozenset(located.row.parent for located in rows.values() if located.row.parent)
