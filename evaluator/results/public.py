"""公表用: a round's results without anything that must not leave the house.

What is internal of an answer is declared with its column (`Column.internal`), what is internal of
a printed table or of the open data likewise, and is left out there. All the rest that only the
secretariat sees (files, cells, reasons, findings, proposed marks) is taken out of the values here,
so that no output made of them can show it.

A ministry may withhold an answer (非公表). Its measure keeps the mark, which stands in counts and
lists, and nothing else of it; a KPI value leaves charts and open data; a bullet is not printed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, MetaRow, form_sheets
from evaluator.model import Audience
from evaluator.results.annex import Annex, CategorySection, DomainSection
from evaluator.results.bullet import Bullet
from evaluator.results.decisions import NO_DECISIONS
from evaluator.results.marks import answers_by_measure
from evaluator.results.results import Results
from evaluator.sheets.layout import Row
from evaluator.sheets.table import Located, Table, absent
from evaluator.xlsx.source import Source

_NOWHERE: Final = CellRef("")
_NOTHING: Final = Source("", "", ())


def for_public(results: Results) -> Results:
    """Return what the public reads of a round."""
    submissions = {name: _submission(form) for name, form in results.submissions.items()}
    answers = answers_by_measure(submissions)
    return replace(
        results,
        audience=Audience.PUBLIC,
        submissions=submissions,
        decisions=NO_DECISIONS,
        rated=(),
        own=(),
        marks=tuple(
            replace(each, evidence=(), explanation="", answers=answers.get(each.measure.id, {}))
            for each in results.marks
        ),
        annex=_annex(results.annex),
        findings=(),
        about={},
        projects=results.projects.for_public(),
    )


# answers ---------------------------------------------------------------------------------
def _submission(form: Submission) -> Submission:
    tables = {sheet.key: _table(sheet, form.table(sheet.model)) for sheet in form_sheets()}
    return replace(
        form,
        tables=tables,
        file="",
        sha256="",
        meta=absent("", MetaRow),
        source=_NOTHING,
        beside=(),
    )


def _table(sheet: FormSheet[Any], table: Table[Any]) -> Table[Any]:
    """Return a sheet's answers, each at no place of any file."""
    bare = replace(table, file="", sheet=None, columns={}, rows=(), twins=(), aside=(), place=None)
    rows = (Located(_row(sheet, each.row), bare, each.number) for each in table.rows)
    return replace(bare, rows=tuple(rows))


def _row(sheet: FormSheet[Any], row: Row) -> Row:
    """Return a row without what is internal; of a withheld answer, with what it is counted by."""
    withheld = sheet.is_withheld(row)
    hidden = (
        column
        for column in sheet.layout.columns
        if column.is_input and (column.column.internal or withheld)
    )
    shown = ("withheld", *sheet.counted)
    blank = {c.field: c.cell.parse(None).value for c in hidden if c.field not in shown}
    return row.model_copy(update=blank)


# the annex -------------------------------------------------------------------------------
def _annex(annex: Annex) -> Annex:
    """Return the annex without withheld bullets; where no other is left, nothing is said at all."""
    categories = tuple(_category(each) for each in annex.categories if _is_told(each))
    domains = tuple(_domain(each) for each in annex.domains if _is_told(each))
    return replace(annex, categories=categories, domains=domains, findings=())


def _is_told(section: CategorySection | DomainSection) -> bool:
    return not section.bullets or not all(each.is_withheld for each in section.bullets)


def _category(section: CategorySection) -> CategorySection:
    groups = (replace(group, bullets=_bullets(group.bullets)) for group in section.groups)
    return replace(section, groups=tuple(group for group in groups if group.bullets))


def _domain(section: DomainSection) -> DomainSection:
    return replace(section, bullets=_bullets(section.bullets))


def _bullets(bullets: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    return tuple(replace(each, where=_NOWHERE) for each in bullets if not each.is_withheld)
