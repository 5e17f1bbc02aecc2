"""The column of a CSV: what stands in it, whatever stands between."""

from __future__ import annotations

import pytest

from evaluator.lint import lint_data
from evaluator.lint.texts import Texts
from evaluator.xlsx.source import LAST_COLUMN, Cell


def a_column() -> Texts:
    texts = Texts([""])
    texts.put(2, "見出し")
    texts.put(5, "値")
    return texts


def test_only_filled_cells_are_there() -> None:
    column = a_column()

    assert dict(column) == {2: Cell("見出し"), 5: Cell("値")}
    assert (len(column), 3 in column, column.get(3)) == (2, False, None)
    with pytest.raises(KeyError):
        column[4]


def test_the_rest_of_a_column_is_the_column_from_a_row_on() -> None:
    assert dict(a_column().from_row(3)) == {5: Cell("値")}


def test_more_columns_than_a_spreadsheet_has_are_no_table() -> None:
    (finding,) = lint_data("表.csv", b"a," * LAST_COLUMN + b"a")

    assert (finding.code, "16,384を超える列" in finding.message) == ("D001", True)
