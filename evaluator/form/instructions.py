"""記入要領: what a ministry is told of the form, from the form's own words: it cannot go stale."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.part import Part
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


_SIGN: Final = {Owed.ALWAYS: "＊", Owed.SOMETIMES: "", Owed.NEVER: "（任意）"}


@dataclass(frozen=True)
class Entry:
    """A cell to fill in."""

    header: str
    owed: Owed
    help: str


@dataclass(frozen=True)
class Explained:
    """A sheet of the form."""

    title: str
    note: str
    entries: tuple[Entry, ...]

    def lines(self, owed: Collection[Owed]) -> Iterator[str]:
        """Yield what is to be filled in and how; cells that are explained alike share a line."""
        alike: dict[tuple[Owed, str], list[str]] = {}
        for entry in self.entries:
            if entry.owed in owed:
                alike.setdefault((entry.owed, entry.help), []).append(entry.header)
        for (needed, help_), headers in alike.items():
            yield f"■{'、'.join(headers)}{_SIGN[needed]}：{help_}"


@dataclass(frozen=True)
class Instructions:
    """All that fits on a page."""

    title: str
    notice: str
    sending: tuple[str, ...]
    """By when and where."""
    steps: tuple[str, ...]
    marks: str
    sheets: tuple[Explained, ...]


def instructions_of(catalogue: Catalogue) -> Instructions:
    """Return what the ministries of a round are told."""
    this = catalogue.round
    sheets = tuple(filter(partial(_is_issued, catalogue), form_sheets()))
    tables = tuple(sheet for sheet in sheets if not sheet.on_cover)
    own = any(catalogue.deadline_of(name) != this.deadline for name in catalogue.respondents)
    otherwise = "（様式の表紙に別の期限があれば、その期限）" if own else ""
    about = About(this, catalogue.programme, "", tables)
    return Instructions(
        title=f"{NAME}（{this.strategy} フォローアップ様式・{this.year_label}）",
        notice=this.notice,
        sending=(f"提出期限：{spelled(this.deadline)}{otherwise}", f"提出先：{this.contact}"),
        steps=tuple(about.steps(f"シート「{ContactRow.sheet_title}」の表")),
        marks="　".join(f"{mark.value} {mark.meaning}" for mark in catalogue.scale.marks),
        sheets=tuple(
            Explained(
                sheet.title,
                sheet.note.format(year=this.year_label),
                tuple(
                    _entry(sheet, column)
                    for column in sheet.layout_in(catalogue).columns
                    if column.is_input and not column.column.hidden
                ),
            )
            for sheet in sheets
        ),
    )


def _is_issued(catalogue: Catalogue, sheet: FormSheet[Any]) -> bool:
    """Whether any ministry gets the sheet."""
    return any(sheet.is_in(catalogue, Part(ministry)) for ministry in catalogue.respondents)


def _entry(sheet: FormSheet[Any], column: BoundColumn) -> Entry:
    needs = [need for need in sheet.needs_beside(frozenset()) if need.field == column.field]
    owed = Owed.NEVER if not needs else Owed.SOMETIMES if needs[0].when else Owed.ALWAYS
    return Entry(column.header, owed, column.column.help)
