"""Live status in the form, without macros: per row 記入済 / 未記入 / 要確認 and what is amiss.

A rule is a condition on the cells of a row and the sentence shown where it holds. The rules
that every column brings with it (required, too long, not a choice, not a number) are derived
from its declaration; the others stand with the sheet (`FormSheet.needs`, `FormSheet.doubts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from evaluator.form.chosen import as_array, is_unknown, keys_of
from evaluator.form.sheets.conditions import BEGUN, MARKS_SAY, Blank, Live, begun_by, mark_word
from evaluator.form.sheets.scope import Scope
from evaluator.form.sheets.sheet import Doubt, FormSheet, Need
from evaluator.scale import Scale
from evaluator.sheets.cells import Nature
from evaluator.sheets.extent import ROW
from evaluator.sheets.layout import BoundColumn, Layout
from evaluator.words.addresses import letters

_KEYS: Final = "keys_of_"
_LONGEST: Final = 8192  # signs of a formula, in Excel


class RowState(StrEnum):
    """What a row's status says."""

    DONE = "記入済"
    MISSING = "未記入"
    CHECK = "要確認"


Closed = frozenset[str]
"""The inputs of a row that are not for this ministry to fill."""


def formula(sheet: FormSheet[Any], field: str, scope: Scope, closed: Closed) -> str:
    """Return the formula of a formula column, with ROW for the number of its row.

    Worked out once for all rows of which the same inputs are closed.
    """
    key = (sheet.key, field, closed)
    if key not in scope.formulas:
        text = _worked_out(sheet, field, closed, scope.layouts[sheet.model])
        bound = "=" + _bound(text, sheet, scope)
        in_last = bound.replace(ROW, str(scope.extents[sheet.model].last + 1))
        assert len(in_last) <= _LONGEST, f"{sheet.title}: Excel holds no formula as long as {field}"
        scope.formulas[key] = bound
    return scope.formulas[key]


@lru_cache(maxsize=512)  # the same in the forms of a round
def _worked_out(sheet: FormSheet[Any], field: str, closed: Closed, layout: Layout) -> str:
    if field in sheet.formulas:
        return sheet.formulas[field]
    make = _state if field == "state" else _remark
    text = make(sheet, closed, layout)
    if sheet.model.spare_rows:  # nothing is said of a row for answers yet to come
        return f'IF({BEGUN.formula},{text},"")'
    return text


def _state(sheet: FormSheet[Any], closed: Closed, layout: Layout) -> str:
    missing = _any(_missing(need) for need in sheet.needs_beside(closed))
    amiss = _any(doubt.when.formula for doubt in _doubts(sheet, closed, layout))
    return f'IF({missing},"{RowState.MISSING}",IF({amiss},"{RowState.CHECK}","{RowState.DONE}"))'


def _remark(sheet: FormSheet[Any], closed: Closed, layout: Layout) -> str:
    needs = sheet.needs_beside(closed)
    header = {need: layout.by_field(need.field).header for need in needs}
    parts = [f'IF({_missing(need)},"「{header[need]}」","")' for need in needs]
    parts += [f'IF({_any(map(_missing, needs))},"が未記入です。","")']
    parts += [
        f'IF({doubt.when.formula},"{doubt.says}","")' for doubt in _doubts(sheet, closed, layout)
    ]
    return "&".join(parts)


def _any(formulas: Iterable[str]) -> str:
    return f"OR({','.join(formulas) or 'FALSE'})"


def _missing(need: Need) -> str:
    blank = Blank(need.field)
    return (need.when & blank if need.when else blank).formula


def _doubts(sheet: FormSheet[Any], closed: Closed, layout: Layout) -> list[Doubt]:
    """Return the doubts about a row; none that ask about a cell which is not to be filled."""
    columns = [c for c in layout.columns if c.is_input and c.field not in closed]
    asked = (column for column in columns if not column.column.quiet)
    own = [doubt for column in asked for doubt in _own_doubts(column)]
    return own + [doubt for doubt in sheet.doubts if not closed & doubt.when.names]


def _own_doubts(column: BoundColumn) -> list[Doubt]:
    """Return what a column's own declaration rules out; pasted values evade validation."""
    cell = f"{{{column.field}}}"
    if column.column.max_length:
        limit = column.column.max_length
        says = f"「{column.header}」が{limit}字を超えています。"
        return [Doubt(Live(f"LEN({cell})>{limit}"), says)]
    if column.cell.is_several:
        says = f"「{column.header}」に一覧にないものがあります。"
        return [Doubt(Live(is_unknown(cell, f"{{{_KEYS}{column.field}}}")), says)]
    if column.choices:
        known = ",".join(f'{cell}="{choice}"' for choice in column.choices)
        says = f"「{column.header}」は一覧から選んでください。"
        return [Doubt(Live(f'AND({cell}<>"",NOT(OR({known})))'), says)]
    if column.cell.nature in (Nature.NUMBER, Nature.DATE):
        what = "数値" if column.cell.nature is Nature.NUMBER else "日付"
        says = f"「{column.header}」は{what}で記入してください。"
        return [Doubt(Live(f'AND({cell}<>"",NOT(ISNUMBER({cell})))'), says)]
    return []


def _bound(text: str, sheet: FormSheet[Any], scope: Scope) -> str:
    """Put the addresses of its row, and the bounds it is held against, into a formula."""
    cells = {
        column.field: f"${letters(index + 1)}{ROW}"
        for index, column in enumerate(sheet.layout.columns)
    }
    filled = ",".join(f'{cells[field]}<>""' for field in begun_by(sheet.layout))
    words = {**scope.words, "begun": f"OR({filled})", **sheet.words(cells, scope)}
    for column in sheet.layout.columns:
        if column.is_mark:
            words |= _about_mark(column.field, cells[column.field], scope.scale)
        if column.cell.is_several:
            words[f"{_KEYS}{column.field}"] = _keys(column, scope)
    return text.format_map(cells | words)


def _keys(column: BoundColumn, scope: Scope) -> str:
    """Return what the pieces of a cell with several choices are looked up in."""
    if column.choices:
        return as_array(keys_of(column.choices))
    return scope.keys[column.column.choices_from].removeprefix("=")


def _about_mark(field: str, cell: str, scale: Scale) -> dict[str, str]:
    """Return how a formula asks what holds of the mark in a cell."""
    words = {}
    for holds_of in MARKS_SAY:
        same = [f'{cell}="{mark}"' for mark in scale.marks if getattr(mark, holds_of)]
        words[mark_word(field, holds_of)] = _any(same)
    return words
