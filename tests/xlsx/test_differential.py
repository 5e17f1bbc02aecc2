"""Values agree with two other readers wherever those agree; each difference is deliberate."""

from __future__ import annotations

import io
import random
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import At, Cell, Sheet, Source

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"

FAR: Final = 2_000_000
"""Cells in a rectangle from which one of the others would take the whole process with it."""

Values = dict[str, dict[At, object]]

DELIBERATE: Final[dict[str, Callable[[Cell], bool]]] = {
    "struck text is left out of the value and kept beside it": lambda cell: cell.struck is not None,
    "a number too small for a day, in a format of days, is said to be an error": (
        lambda cell: cell.error == "#VALUE!"
    ),
    "a formula that gives a blank text is blank and not uncalculated": (
        lambda cell: bool(cell.formula) and cell.value == ""
    ),
}
"""Where this reader says something else than both others, and why it may."""


def plain(value: object) -> object:
    """What a value comes to when numbers have one type, days one type, blanks one spelling."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time | timedelta):
        return str(value).partition(".")[0]
    # The others take spaces at the ends away, or an escape out, each in its own way.
    text = re.sub(r"_x[0-9A-Fa-f]{4}_|[\r\x0b]|x005F_", "", str(value or "")).strip()
    return re.sub(r"(:\d\d)\.\d+$", r"\1", text) or None


def by_openpyxl(content: bytes) -> Values:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    if any(sheet.max_row * sheet.max_column > FAR for sheet in book.worksheets):
        raise ValueError(FAR)
    return {
        sheet.title: {at: cell.value for at, cell in sheet._cells.items()}
        for sheet in book.worksheets
    }


def by_calamine(content: bytes) -> Values:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: {
            (row, column): value
            for row, values in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1
            )
            for column, value in enumerate(values, start=1)
        }
        for name in book.sheet_names
    }


def differences(source: Source, one: Values, other: Values) -> Iterator[tuple[str, At, Cell]]:
    for sheet in source.sheets:
        first, second = one.get(sheet.name, {}), other.get(sheet.name, {})
        for at in first.keys() & second.keys():
            agreed = plain(first[at])
            if agreed != plain(second[at]) or at in sheet.covered:
                continue
            cell = sheet.cells.get(at, Cell(None))
            shown = plain(cell.value)
            if shown != agreed and not any(allowed(cell) for allowed in DELIBERATE.values()):
                yield sheet.name, at, cell


def compared(content: bytes) -> list[tuple[str, At, Cell]]:
    """Differences from what both other readers say; none if one of them cannot read it."""
    source = read_source("x", content)
    try:
        one, other = by_openpyxl(content), by_calamine(content)
    except Exception:  # noqa: BLE001  # other people's parsers fail in any way at all
        return []
    return list(differences(source, one, other))


# a form of our own, changed at random ----------------------------------------------------
def a_form(chance: random.Random) -> bytes:
    """A workbook with every type of value, some of it struck, merged, hidden, in odd formats."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    looks = [
        book.add_format({"num_format": code, "font_strikeout": chance.random() < 0.1})
        for code in (
            "General",
            "0.0%",
            "yyyy/m/d",
            '[$-411]ggge"年"m"月"d"日"',
            "#,##0,",
            "h:mm",
            "@",
        )
    ]
    sheet = book.add_worksheet("表")
    bold, struck = book.add_format({"bold": True}), book.add_format({"font_strikeout": True})
    for row in range(30):
        for column in range(8):
            look = chance.choice(looks)
            kind = chance.randrange(7)
            if kind == 0:
                sheet.write_number(row, column, chance.randrange(1, 60_000), look)
            elif kind == 1:
                sheet.write_number(row, column, round(chance.uniform(61, 50_000), 3), look)
            elif kind == 2:
                sheet.write_string(
                    row, column, chance.choice(["○", " 文 ", "髙島㈱\n改行", "=1+1"])
                )
            elif kind == 3:
                sheet.write_boolean(row, column, chance.random() < 0.5, look)
            elif kind == 4:
                sheet.write_formula(row, column, "=A1", look, chance.choice([1, 2.5, "文", True]))
            elif kind == 5:
                last = chance.choice([bold, struck])
                sheet.write_rich_string(row, column, "前", bold, "中", last, "後")
            else:
                sheet.write_blank(row, column, None, look)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_a_form_is_read_as_others_read_it(seed: int) -> None:
    assert compared(a_form(random.Random(seed))) == []  # noqa: S311


def test_the_comparison_would_see_a_difference() -> None:
    content = a_form(random.Random(1))  # noqa: S311
    source = read_source("x", content)
    sheet = source.sheets[0]
    at = next(at for at, cell in sheet.cells.items() if cell.value == "○")
    wrong = Source("x", "", (Sheet(sheet.name, {**sheet.cells, at: Cell("×")}),))

    found = list(differences(wrong, by_openpyxl(content), by_calamine(content)))

    assert [(where, cell.value) for _, where, cell in found] == [(at, "×")]


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of other people's files here")
def test_other_peoples_files_are_read_as_others_read_them() -> None:
    found = {}
    for path in sorted(CORPUS.glob("*.xls[xm]")):
        try:
            if different := compared(path.read_bytes()):
                found[path.name] = different[:3]
        except Refused:
            continue

    assert not found
