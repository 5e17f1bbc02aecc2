"""All that the invented round comes to, as text to be read: golden.txt holds it.

Where a change of it is meant: `python -m tests.results.golden`, and read the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from evaluator import __version__
from evaluator.findings import CellRef, Finding
from evaluator.form.sheets import form_sheets
from evaluator.model import Category, DomainRow, Kpi, MarkSource, Measure
from evaluator.results import domain_parts
from evaluator.results.annex import every_bullet
from evaluator.results.crosses import project_phases
from evaluator.results.domain_page import domain_page
from evaluator.results.gaps import gaps_in_a_line
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.results.tables.by import By
from evaluator.results.tables.every import tables_of
from evaluator.results.tables.printed import CountCell, PrintedTable
from evaluator.results.tables.projects import project_table
from evaluator.results.tables.subcategories import summed_table
from evaluator.sheets.layout import Row
from evaluator.sheets.table import Located
from tests.results.asking import asking
from tests.results.invented import CATALOGUE, SUBMISSIONS, results

GOLDEN: Final = Path(__file__).with_name("golden.txt")


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
    told += ["\n# 別紙", *_annex(own), *map(_line, every_bullet(CATALOGUE, SUBMISSIONS))]
    tables = list(_tables(own))
    told += [line for table in tables for line in _table(table)]
    asked = _projects(asking(), {table.name for table in tables})
    told += ["\n\n# 標準案件を尋ねる年度", *asked]
    told += ["\n\n# 公表用", *_public(asking())]
    text = "\n".join(told).lstrip() + "\n"
    return text.replace(f"evaluator {__version__}", "evaluator 〔版〕")


def _marks(one: Results) -> Iterator[str]:
    yield from (_line(mark, mark.progress) for mark in one.marks)
    yield from (f"残り：{gap}" for gap in one.gaps)
    yield gaps_in_a_line(one.gaps)
    yield from map(str, one.findings)


def _counts(one: Results) -> Iterator[str]:
    tables = one.tables
    for branch in tables.by_branch:
        yield branch.whole.label
        yield from (_line(row.whole, row.whole.total) for row in branch.below)
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


def _projects(one: Results, known: Collection[str]) -> Iterator[str]:
    """Yield what only a round has that asks for projects."""
    yield from map(_line, one.projects.every)
    cross = project_phases(one)
    yield _line(cross.rows, cross.columns, cross.most, cross.most_columns)
    yield from (_line(*(cross.of(row, each) for each in cross.columns)) for row in cross.rows)
    for page in (domain_page(one, row) for row in one.catalogue.domains):
        yield _line(page)
        yield _line(domain_parts.heading(page), *domain_parts.parts(page))
    by_calendar = filter(None, [project_table(one, By.DOMAIN, calendar=True)])
    for table in (*tables_of(one), *by_calendar):
        if table.name not in known:
            yield from _table(table)


def _public(one: Results) -> Iterator[str]:
    """Yield what the public reads otherwise than the secretariat."""
    public = for_public(one)
    yield _line(public.audience, public.decisions, public.findings, public.about)
    yield from map(_line, (*public.marks, *public.projects.every, *public.rated, *public.own))
    yield from _annex(public)
    for form in public.submissions.values():
        every = (form.tables[sheet.key] for sheet in form_sheets())
        yield from (_line(form.ministry, each.row) for table in every for each in table.rows)
    inside = {table.name: list(_table(table)) for table in tables_of(one)}
    for table in tables_of(public):
        if list(_table(table)) != inside[table.name]:
            yield from _table(table)


def _tables(one: Results) -> Iterator[PrintedTable]:
    yield from tables_of(one)
    yield from (summed_table(one), gap_list(one), method_list(one), source_list(one))


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
    if isinstance(value, Row):
        return "、".join(_told(each) for _, each in value if each not in ("", None, ()))
    if isinstance(value, tuple | frozenset):
        every = sorted(value) if isinstance(value, frozenset) else value
        return "［" + "、".join(map(_told, every)) + "］"
    if is_dataclass(value) and not hasattr(value, "needs_reason"):  # a mark is its sign
        parts = (_told(getattr(value, field.name)) for field in fields(value))
        return f"{type(value).__name__}（{'、'.join(parts)}）"
    return repr(value) if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    GOLDEN.write_text(golden(), encoding="utf-8")
