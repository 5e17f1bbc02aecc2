"""The column of a table: what stands in it, whatever stands between."""

from __future__ import annotations

from array import array

import pytest

from evaluator.lint import cells as module
from evaluator.lint import lint_data
from evaluator.lint.cells import Texts, Typed
from evaluator.xlsx.source import LAST_COLUMN, Cell


def a_column() -> Texts:
    return Texts(array("I", [2, 5, 6, 9]), ["見出し", "値", "12", "値"])


def said(cell: Cell) -> str:
    return "数" if cell.value == "12" else "誤り" if cell.value == "値" else ""


def test_only_filled_cells_are_there() -> None:
    column = a_column()

    assert (len(column), column.first_row) == (4, 2)
    assert (column.at(2), column.at(3), column.at(10)) == (Cell("見出し"), None, None)
    assert list(column.texts()) == ["見出し", "値", "12", "値"]


def test_the_rest_of_a_column_is_the_column_from_a_row_on() -> None:
    rest = a_column().from_row(6)

    assert (list(rest.texts()), rest.first_row) == (["12", "値"], 6)
    assert not a_column().from_row(10)


@pytest.mark.parametrize("at_once", [100, 1])
def test_what_is_wrong_is_told_with_its_first_row_and_how_often(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of plain numbers in a CSV no rule is asked."""
    monkeypatch.setattr(module, "_SLICE", at_once)

    assert a_column().wrong(said) == (5, "誤り", 2)
    assert a_column().count(said) == 2
    assert a_column().from_row(3).wrong(lambda _: "") is None


def test_every_cell_of_a_workbook_is_looked_at() -> None:
    column = Typed(array("I", [3, 4]), [Cell(12), Cell("12")])

    assert column.wrong(said) == (4, "数", 1)
    assert list(column.from_row(4).texts()) == ["12"]


def test_more_columns_than_a_spreadsheet_has_are_no_table() -> None:
    (finding,) = lint_data("表.csv", b"a," * LAST_COLUMN + b"a")

    assert (finding.code, "16,384を超える列" in finding.message) == ("D001", True)


def test_rows_of_any_width_stand_where_they_stood() -> None:
    rows = ["見出し（件）,備考"] * 1 + ["1,2"] * 1_500 + ["", "3,", ",同上", "4,5,6"]

    found = lint_data("表.csv", "\n".join(rows).encode())

    at = {(finding.code, finding.where.cell) for finding in found}
    assert {("D006", "B1504"), ("D006", "A1504"), ("D006", "C1")} <= at
