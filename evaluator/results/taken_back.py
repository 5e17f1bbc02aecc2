"""An earlier edition without what a later one withholds: before the public is told what differs.

An answer that a ministry marks 非公表 after it was published must not be said again in 正誤表.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.model import MinistryName, Withheld
from evaluator.results.annex import Annex
from evaluator.results.bullet import Bullet
from evaluator.results.projects import projects_of
from evaluator.results.results import Results
from evaluator.sheets.layout import Row
from evaluator.sheets.table import Table

Named = tuple[MinistryName, str]


def without_taken_back(before: Results, after: Results) -> Results:
    """Return an earlier edition in which all is withheld that a later one withholds."""
    forms = {
        name: _form(form, after.submissions[name]) if name in after.submissions else form
        for name, form in before.submissions.items()
    }
    withheld = {_name(bullet) for bullet in _bullets(after.annex) if bullet.is_withheld}
    return replace(
        before,
        submissions=forms,
        annex=_annex(before.annex, withheld),
        projects=projects_of(before.catalogue, forms),
    )


def _form(form: Submission, later: Submission) -> Submission:
    tables = {sheet.key: _table(sheet, form, later) for sheet in form_sheets()}
    return replace(form, tables=tables)


def _table(sheet: FormSheet[Any], form: Submission, later: Submission) -> Table[Any]:
    """Return a sheet with those rows withheld that are in a later form."""
    table, there = form.table(sheet.model), later.table(sheet.model).rows
    withheld = {_of(sheet, each.row) for each in there if sheet.is_withheld(each.row)}
    rows = (
        replace(each, row=each.row.model_copy(update={"withheld": Withheld.YES}))
        if _of(sheet, each.row) in withheld
        else each
        for each in table.rows
    )
    return replace(table, rows=tuple(rows))


def _of(sheet: FormSheet[Any], row: Row) -> tuple[Any, ...]:
    """Return what a row is known by: its key, or where it has none all that was answered in it."""
    key = getattr(row, sheet.model.row_key) if sheet.model.row_key else ""
    if key:
        return (key,)
    return tuple(getattr(row, field) for field in sheet.inputs if field != "withheld")


def _name(bullet: Bullet) -> Named:
    return bullet.ministry, bullet.key


def _bullets(annex: Annex) -> Iterator[Bullet]:
    for category in annex.categories:
        yield from category.bullets
    for domain in annex.domains:
        yield from domain.bullets


def _annex(annex: Annex, withheld: Collection[Named]) -> Annex:
    def marked(bullets: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
        return tuple(
            replace(each, is_withheld=each.is_withheld or _name(each) in withheld)
            for each in bullets
        )

    categories = (
        replace(
            section,
            groups=tuple(replace(group, bullets=marked(group.bullets)) for group in section.groups),
        )
        for section in annex.categories
    )
    domains = (replace(section, bullets=marked(section.bullets)) for section in annex.domains)
    return replace(annex, categories=tuple(categories), domains=tuple(domains))
