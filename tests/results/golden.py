"""All that the invented round comes to, as text to be read: golden.txt holds it.

Where a change of it is meant: `python -m tests.results.golden`, and read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from evaluator import __version__
from evaluator.findings import CellRef, Finding
from evaluator.model import Category, DomainRow, Kpi, MarkSource, Measure
from evaluator.results.annex import every_bullet
from evaluator.results.gaps import gaps_in_a_line
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.results.tables.domains import domain_table
from evaluator.results.tables.lists import activity_list, measure_list, outcome_list
from evaluator.results.tables.ministries import ministry_table
from evaluator.results.tables.printed import CountCell, PrintedTable
from evaluator.results.tables.subcategories import subcategory_table, summed_table
from evaluator.results.tables.year_on_year import change_list, change_table
from evaluator.sheets.table import Located
from tests.results.invented import CATALOGUE, SUBMISSIONS, results

GOLDEN: Final = Path(__file__).with_name("golden.txt")
_TABLES: Final = (
    *(subcategory_table, summed_table, domain_table, ministry_table, outcome_list, activity_list),
    *(measure_list, gap_list, method_list, source_list, change_table, change_list),
)


def golden() -> str:
    """Return the whole text."""
    every = {source: results(source) for source in MarkSource}
    told: list[str] = []
    for source, one in every.items():
        told += [f"\n# 評価：{source}", *_marks(one)]
    own = every[MarkSource.SELF]
    told += ["\n# 試算", *(_line(each.difference, each.proposal.mark) for each in own.rated)]
    told += ["\n# 府省庁", *map(_line, own.ministries)]
    told += ["\n# KPIの道のり"]
    told += [_line(p, p.lead, p.covered_percent, p.pace_percent) for p in own.progress]
    told += ["\n# 件数", *_counts(own)]
    told += ["\n# 前年からの変化", *_changes(own)]
    told += ["\n# 別紙", *_annex(own)]
    tables = [described(own) for described in _TABLES]
    told += [line for table in tables if table for line in _table(table)]
    text = "\n".join(told).lstrip() + "\n"
    return text.replace(f"evaluator {__version__}", "evaluator 〔版〕")


def _marks(one: Results) -> Iterator[str]:
    yield from (_line(mark, mark.progress) for mark in one.marks)
    yield from (f"残り：{gap}" for gap in one.gaps)
    yield gaps_in_a_line(one.gaps)
    yield from map(str, one.findings)


def _counts(one: Results) -> Iterator[str]:
    tables = one.tables
    for name, rows in tables.by_subcategory:
        yield name
        yield from (_line(row, row.total) for row in rows)
    yield from map(_line, (*tables.by_category, *tables.by_domain, *tables.by_group))
    yield from map(_line, (tables.any_domain, tables.everything, *tables.by_ministry))
    yield _line(tables.unrated, tables.basis)


def _changes(one: Results) -> Iterator[str]:
    changes = one.changes
    assert changes is not None
    yield from (_line(each, each.movement, each.is_plain) for each in changes.transitions)
    yield _line(changes.balance, changes.rows, changes.columns, changes.compared)
    yield "、".join(str(each.measure and each.measure.id) for each in changes.notable)
    yield from map(_line, changes.by_movement.items())


def _annex(one: Results) -> Iterator[str]:
    annex = one.annex
    yield _line(annex.title, annex.part_1, annex.table_1, annex.table_2, annex.part_2)
    for section in annex.categories:
        yield _line(section)
    for group, sections in annex.by_group():
        yield str(group)
        yield from (_line(section, section.heading) for section in sections)
    yield from map(_line, every_bullet(CATALOGUE, SUBMISSIONS))


def _table(table: PrintedTable) -> Iterator[str]:
    yield f"\n# {table.caption}"
    yield _line(table.name, table.source, table.notes, table.line_points)
    yield from (_line(column) for column in table.columns)
    for heads in table.heads():
        yield _line(*heads)
    yield from (_line(line) for line in table.lines())


def _line(*values: object) -> str:
    """Return values in one line, each as a reader can tell it from another."""
    return "　".join(map(_told, values))


def _told(value: Any) -> str:
    if isinstance(value, Measure | Kpi):
        return str(value.id)
    if isinstance(value, DomainRow | Category):
        return value.choice if isinstance(value, DomainRow) else value.name
    if isinstance(value, Located):
        return f"{value.table.layout.title}{value.number}"
    if isinstance(value, CountCell):
        return f"{value.number}{'計' * value.is_sum}{'網' * value.shaded}"
    if isinstance(value, CellRef | Finding):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + "、".join(f"{_told(k)}：{_told(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return "［" + "、".join(map(_told, value)) + "］"
    if is_dataclass(value) and not hasattr(value, "needs_reason"):  # a mark is its sign
        parts = (_told(getattr(value, field.name)) for field in fields(value))
        return f"{type(value).__name__}（{'、'.join(parts)}）"
    return repr(value) if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    GOLDEN.write_text(golden(), encoding="utf-8")
