"""記入要領: what a ministry is told of the form, from the form's own words: it cannot go stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.printed import About
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.registry import form_sheets
from evaluator.form.sheets.sheet import FormSheet
from evaluator.sheets.layout import BoundColumn
from evaluator.words.days import spelled

NAME: Final = "記入要領"


class Owed(StrEnum):
    """Whether a cell has to be filled in."""

    ALWAYS = "必須"
    SOMETIMES = "場合により"
    NEVER = "任意"


@dataclass(frozen=True)
class Entry:
    """A cell to fill in."""

    sheet: str
    header: str
    owed: Owed
    help: str


@dataclass(frozen=True)
class Instructions:
    """All that fits on a page."""

    title: str
    notice: str
    sending: tuple[str, ...]
    """By when and where."""
    steps: tuple[str, ...]
    marks: str
    entries: tuple[Entry, ...]


def instructions_of(catalogue: Catalogue) -> Instructions:
    """Return what the ministries of a round are told."""
    this = catalogue.round
    tables = tuple(sheet for sheet in form_sheets() if not sheet.on_cover)
    own = any(catalogue.deadline_of(name) != this.deadline for name in catalogue.respondents)
    otherwise = "（様式の表紙に別の期限があれば、その期限）" if own else ""
    return Instructions(
        title=f"{NAME}（{this.strategy} フォローアップ様式・{this.year_label}）",
        notice=this.notice,
        sending=(f"提出期限：{spelled(this.deadline)}{otherwise}", f"提出先：{this.contact}"),
        steps=tuple(About(this, "", tables).steps(f"シート「{ContactRow.sheet_title}」の表")),
        marks="　".join(f"{mark.value} {mark.meaning}" for mark in catalogue.scale.marks),
        entries=_entries(catalogue),
    )


def _entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the cells of all sheets; what several sheets have alike stands once, at the end."""
    every = [
        _entry(sheet, column)
        for sheet in form_sheets()
        for column in sheet.layout.on(catalogue.scale).columns
        if column.is_input
    ]
    sheets: dict[Entry, list[str]] = {}
    for entry in every:
        sheets.setdefault(replace(entry, sheet=""), []).append(entry.sheet)
    alike = {entry: names for entry, names in sheets.items() if len(names) > 1}
    return (
        *(entry for entry in every if replace(entry, sheet="") not in alike),
        *(replace(entry, sheet="・".join(names)) for entry, names in alike.items()),
    )


def _entry(sheet: FormSheet[Any], column: BoundColumn) -> Entry:
    needs = [need for need in sheet.needs_beside(frozenset()) if need.field == column.field]
    owed = Owed.NEVER if not needs else Owed.SOMETIMES if needs[0].when else Owed.ALWAYS
    return Entry(sheet.title, column.header, owed, column.column.help)
