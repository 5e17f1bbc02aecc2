"""A column that joins later: older files may lack it, and say what they said before."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest

from evaluator.catalogue.load import _hashed
from evaluator.catalogue.rows import OPTIONAL, TABLES
from evaluator.findings import Findings
from evaluator.sheets.cells import Line, Names
from evaluator.sheets.layout import Column, Row, layout_of
from evaluator.sheets.read import read_table
from evaluator.sheets.table import Located, absent
from evaluator.sheets.write import Book, write_table
from evaluator.xlsx.source import read_source


class Before(Row):
    """A sheet as it was."""

    sheet_key: ClassVar[str] = "later"
    sheet_title: ClassVar[str] = "例"
    row_key: ClassVar[str] = "name"

    name: Annotated[Line, Column("名称", required=True)]
    part: Annotated[Line, Column("内訳")]


class After(Before):
    """The sheet with two columns more."""

    lead: Annotated[Line, Column("取りまとめ", since=2)]
    others: Annotated[Names, Column("関係", since=2)]


def a_file(row: Row) -> bytes:
    book = Book("例")
    write_table(book, book.sheet("例"), layout_of(type(row)), [row], title="例", note="")
    return book.content()


OLD = Before(name="ア", part="")
BLANK = After(name="ア", part="", lead="", others=())


@pytest.mark.parametrize(("version", "codes"), [(1, []), (2, ["S001", "S001"])])
def test_a_file_from_before_may_lack_it(version: int, codes: list[str]) -> None:
    found = Findings()

    table = read_table(read_source("old.xlsx", a_file(OLD)), After, found, version=version)

    assert [finding.code for finding in found.items] == codes
    assert [located.row for located in table.rows] == [BLANK]


def hashed(row: Row) -> str:
    return _hashed(Located(row, absent("catalogue.xlsx", type(row)), 5))


def test_a_catalogue_in_which_it_is_blank_has_the_hash_from_before() -> None:
    assert hashed(BLANK) == hashed(OLD)
    assert hashed(BLANK.model_copy(update={"lead": "内閣府"})) != hashed(OLD)
    assert hashed(OLD.model_copy(update={"part": "イ"})) != hashed(OLD)


COLUMNS = {
    "round": "id fiscal_year strategy deadline contact source_note rubric notice",
    "ministries": "order name short kind parent aliases",
    "categories": "id name headings subtitle lead",
    "subcategories": "id category_id name",
    "domains": "id mark domain part group ministries",
    "catalogue": "id subcategory_id title lead joint division domains previous_mark"
    " previous_progress",
    "kpi_list": "id measure_id main name kind direction unit baseline baseline_year target"
    " target_year previous previous_year plan",
    "texts": "key value note",
    "succession": "previous_id previous_title successors note previous_mark previous_subcategory"
    " previous_progress",
}
"""The columns of version 0.1.0, whose catalogues are named by hash in forms and seals."""


def test_every_column_of_the_catalogue_was_there_or_says_that_it_came_later() -> None:
    now = {
        model.sheet_key: " ".join(
            column.field for column in layout_of(model).columns if column.column.since == 1
        )
        for model in TABLES
    }

    assert {key: now[key] for key in COLUMNS} == COLUMNS
    # A sheet more counts by its rows; who has none has the hash from before.
    assert now.keys() - COLUMNS.keys() <= {model.sheet_key for model in OPTIONAL}
