"""The rules: each looks at one table and yields what breaks it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from evaluator.findings import CellRef, Finding, Kind
from evaluator.findings.opendata import (
    DATA_FORMULA,
    DATA_OBJECT,
    HEAD_OMITTED,
    LAYOUT_BY_SPACES,
    MERGED_CELLS,
    PLATFORM_SIGN,
    SEVERAL_TABLES,
    SEVERAL_VALUES,
    TEXT_IN_NUMBERS,
    UNIT_MISSING,
    UNKNOWN_MISSING_SIGN,
    YEAR_WITHOUT_WESTERN,
)
from evaluator.lint.table import PlainColumn, PlainTable
from evaluator.xlsx.source import Cell

Rule = Callable[[PlainTable], Iterator[Finding]]


def _each(
    table: PlainTable,
    kind: Kind,
    broken: Callable[[PlainColumn, Cell], str],
    *,
    heads: bool = False,
) -> Iterator[Finding]:
    """Yield one finding a column, at the first cell of which `broken` returns what is wrong."""
    for column in table.columns:
        at_head = broken(column, Cell(column.head)) if heads and column.head else ""
        below = column.cells.wrong(partial(broken, column))
        count = (1 if at_head else 0) + (below.cells if below else 0)
        if count:
            row = table.head_row if at_head or not below else below.row
            what = at_head or (below.what if below else "")
            where = table.grid.ref(row, column.number)
            yield kind.at(where, found=what, column=column.shown, more=_more(count))


def _more(number: int) -> str:
    return f"（ほか{number - 1}か所）" if number > 1 else ""


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else ""


_SEVERAL_NUMBERS: Final = re.compile(r"-?\d[\d.]*+(?:\s*+[、，;；～~・]\s*+-?\d[\d.]*+)++")
_SEPARATORS: Final = re.compile(r"[、，;；\n]")
_LONGEST_ITEM: Final = 12


def one_value_a_cell(table: PlainTable) -> Iterator[Finding]:
    """1-2: a cell holds one value, not a list of those that stand alone in other cells."""
    alone = {column.number: _alone(column) for column in table.columns}

    def several(column: PlainColumn, cell: Cell) -> str:
        text = _text(cell)
        if _SEVERAL_NUMBERS.fullmatch(text.strip()):
            return text
        return text if any(item in alone[column.number] for item in _items(text)) else ""

    return _each(table, SEVERAL_VALUES, several)


def _items(text: str) -> list[str]:
    """Return the items of a list of short words; none of anything else."""
    items = [item.strip() for item in _SEPARATORS.split(text)]
    is_list = len(items) > 1 and max(map(len, items)) <= _LONGEST_ITEM
    return [item for item in items if item] if is_list else []


def _alone(column: PlainColumn) -> set[str]:
    """Return the items of lists that fill a cell of the column by themselves too."""
    listed: set[str] = set()

    def collect(cell: Cell) -> str:
        listed.update(_items(_text(cell)))
        return ""

    column.cells.wrong(collect)
    return listed.intersection(column.cells.texts()) if listed else listed


def numbers_are_numbers(table: PlainTable) -> Iterator[Finding]:
    """1-3: a number is a number, without unit, separators or words."""

    def text(column: PlainColumn, cell: Cell) -> str:
        value = _text(cell)
        if not table.holds_numbers(column) or table.is_number(cell) or not value:
            return ""
        return value if any(sign.isdecimal() for sign in value) else ""

    return _each(table, TEXT_IN_NUMBERS, text)


def no_merges(table: PlainTable) -> Iterator[Finding]:
    """1-4: no merged cells."""
    merges = table.grid.merges
    if merges:
        first = str(merges[0]).partition(":")[0]
        where = CellRef(table.grid.file, table.grid.sheet, first)
        yield MERGED_CELLS.at(where, found=merges[0], more=_more(len(merges)))


_SPACED: Final = re.compile(r"[ \u3000]{2,}|[\n\r\t]|(?<=[^\x00-\x7f])\u3000(?=[^\x00-\x7f])")
_SHORT: Final = 10


def no_layout_by_spaces(table: PlainTable) -> Iterator[Finding]:
    """1-5: no spaces or line breaks for the look of it. 合　計 is one word; prose is let be."""

    def spaced(_column: PlainColumn, cell: Cell) -> str:
        text = _text(cell)
        found = _SPACED.search(text)
        in_prose = found is not None and found[0] == "\u3000" and len(text) > _SHORT
        return text if text != text.strip() or (found and not in_prose) else ""

    return _each(table, LAYOUT_BY_SPACES, spaced, heads=True)


_DITTO: Final = frozenset({"〃", "同上", "″", '"'})


def nothing_omitted(table: PlainTable) -> Iterator[Finding]:
    """1-6: every column has a head of its own, every row its items."""
    seen: set[str] = set()
    for column in table.columns:
        where = table.grid.ref(table.head_row, column.number)
        if not column.head:
            yield HEAD_OMITTED.at(where, what=f"{column.shown}に見出しがありません", more="")
        elif column.head in seen:
            what = f"見出し「{column.head}」が重複しています"
            yield HEAD_OMITTED.at(where, found=column.head, what=what, more="")
        seen.add(column.head)
        ditto = column.cells.wrong(_ditto)
        if ditto:
            what = f"列「{column.shown}」に「同上」の記号があります"
            yield _omitted(table, column, ditto.row, ditto.cells, what)
    yield from _gaps_in_stub(table)


def _ditto(cell: Cell) -> str:
    text = _text(cell)
    return text if text.strip() in _DITTO else ""


def _gaps_in_stub(table: PlainTable) -> Iterator[Finding]:
    """Find rows whose item is left blank because it is that of the row above."""
    if not table.columns:
        return
    stub = table.columns[0]
    own = 1 << stub.number
    first = table.head_row + 1
    below = enumerate(islice(table.grid.filled, first, None), start=first)
    blank = [row for row, mask in below if mask and not mask & own]
    if blank and any(stub.cells.texts()) and stub.cells.first_row < blank[0]:
        what = f"列「{stub.shown}」の項目名が省略されています"
        yield _omitted(table, stub, blank[0], len(blank), what)


def _omitted(table: PlainTable, column: PlainColumn, row: int, count: int, what: str) -> Finding:
    where = table.grid.ref(row, column.number)
    return HEAD_OMITTED.at(where, what=what, more=_more(count))


def values_not_formulas(table: PlainTable) -> Iterator[Finding]:
    """1-7: values, not formulas. In a CSV, text that a spreadsheet would run."""

    def formula(_column: PlainColumn, cell: Cell) -> str:
        text = _text(cell)
        if table.grid.typed:
            return cell.formula
        runs = text.startswith(("=", "＝", "@", "＠", "+", "＋", "-", "－"))
        return text if runs and not table.is_number(cell) and text not in _KNOWN_MISSING else ""

    return _each(table, DATA_FORMULA, formula)


def no_objects(table: PlainTable) -> Iterator[Finding]:
    """1-8: no pictures, charts or shapes."""
    if table.grid.objects:
        where = CellRef(table.grid.file, table.grid.sheet)
        yield DATA_OBJECT.at(where, found=table.grid.objects)


_OPENED: Final = re.compile(r"[（(［\[]")
_CLOSED: Final = re.compile(r"[）)］\]]")


def _has_unit(head: str) -> bool:
    """Whether a head has something in brackets: 回数（件）."""
    opened = _OPENED.search(head)
    return bool(opened and _CLOSED.search(head, opened.end() + 1))


def units_are_given(table: PlainTable) -> Iterator[Finding]:
    """1-9: a quantity has its unit, in its head or in a column 単位."""
    if any(column.head == "単位" for column in table.columns):
        return
    for column in table.columns:
        if table.holds_numbers(column) and not _has_unit(column.head):
            where = table.grid.ref(table.head_row, column.number)
            yield UNIT_MISSING.at(where, found=column.head, column=column.shown)


_ENCLOSED: Final = (("\u2116", "\u2121"), ("\u2160", "\u217f"), ("\u2460", "\u24ff"))
_MORE_ENCLOSED: Final = (("\u3220", "\u33ff"), ("\ue000", "\uf8ff"))
_DIFFER_IN_NAME: Final = frozenset("—～－∥￠￡￢")
"""In JIS X 0208, though Python's table maps them to neighbours."""


def no_platform_signs(table: PlainTable) -> Iterator[Finding]:
    """1-10: no signs beyond JIS X 0208, which some machines show as another or not at all."""

    def sign(_column: PlainColumn, cell: Cell) -> str:
        return next(filter(_is_platform_sign, _text(cell)), "")

    return _each(table, PLATFORM_SIGN, sign, heads=True)


def _is_platform_sign(sign: str) -> bool:
    if sign.isascii() or sign in _DIFFER_IN_NAME:
        return False
    if any(first <= sign <= last for first, last in (*_ENCLOSED, *_MORE_ENCLOSED)):
        return True
    try:
        sign.encode("shift_jis")
    except UnicodeEncodeError:
        return not unicodedata.name(sign, "").startswith("LATIN ")  # é is foreign, not broken
    return False


_ERA: Final = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和)\s*(?:元|[\d０-９]{1,2})\s*年|[MTSHR]\d{1,2}[年.．/])"
    r"[度月日期\d０-９.．/～〜\-－\s]*"
)
_WESTERN: Final = re.compile(r"(?:19|20)\d\d")


def western_years(table: PlainTable) -> Iterator[Finding]:
    """1-11: a point in time names the western year. Years in a sentence are let be."""

    def era(_column: PlainColumn, cell: Cell) -> str:
        text = _text(cell).strip()
        return text if _ERA.fullmatch(text) and not _WESTERN.search(text) else ""

    return _each(table, YEAR_WITHOUT_WESTERN, era, heads=True)


_KNOWN_MISSING: Final = frozenset({"-", "***", "X", "x", "…", "..."})


def known_missing_signs(table: PlainTable) -> Iterator[Finding]:
    """1-13: where a number is missing stands nothing, or a sign whose meaning is agreed."""

    def sign(column: PlainColumn, cell: Cell) -> str:
        text = _text(cell).strip()
        if not text or not table.holds_numbers(column) or text in _KNOWN_MISSING:
            return ""
        return "" if any(letter.isdecimal() for letter in text) else text

    return _each(table, UNKNOWN_MISSING_SIGN, sign)


def one_table_a_sheet(table: PlainTable) -> Iterator[Finding]:
    """1-14, 1-15: one table a sheet, not cut by empty rows or columns."""
    if len(table.blocks) > 1:
        where = table.grid.ref(*table.blocks[1])
        yield SEVERAL_TABLES.at(where, found=len(table.blocks))


RULES: Final[tuple[Rule, ...]] = (
    one_value_a_cell,
    numbers_are_numbers,
    no_merges,
    no_layout_by_spaces,
    nothing_omitted,
    values_not_formulas,
    no_objects,
    units_are_given,
    no_platform_signs,
    western_years,
    known_missing_signs,
    one_table_a_sheet,
)
