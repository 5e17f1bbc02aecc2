"""A column that joins later: older files may lack it, and say what they said before."""

from __future__ import annotations

from typing import Annotated, ClassVar

from evaluator.catalogue.rows import OPTIONAL, TABLES
from evaluator.findings import Findings
from evaluator.sheets.cells import Line, Names
from evaluator.sheets.layout import Column, Row, layout_of
from evaluator.sheets.read import read_table
from evaluator.sheets.write import Book, write_table
from evaluator.xlsx.opening import read_source


class Before(Row):
    """A sheet as it was."""

    sheet_key: ClassVar[str] = "later"
    sheet_title: ClassVar[str] = "例"
    row_key: ClassVar[str] = "name"

    name: Annotated[Line, Column("名称", required=True)]
    part: Annotated[Line, Column("内訳")]


class After(Before):
    """The sheet with two columns more."""

    lead: Annotated[Line, Column("取りまとめ")] = ""
    others: Annotated[Names, Column("関係")] = ()


def a_file(row: Row) -> bytes:
    book = Book("例")
    write_table(book, book.sheet("例"), layout_of(type(row)), [row], title="例", note="")
    return book.content()


class Part(Row):
    """The sheet without one of its columns."""

    sheet_key: ClassVar[str] = "later"
    sheet_title: ClassVar[str] = "例"

    name: Annotated[Line, Column("名称", required=True)]


OLD = Before(name="ア", part="")
BLANK = After(name="ア", part="", lead="", others=())


def test_a_file_from_before_may_lack_it() -> None:
    found = Findings()

    table = read_table(read_source("old.xlsx", a_file(OLD)), After, found)

    assert found.items == []
    assert [located.row for located in table.rows] == [BLANK]


def test_a_column_that_was_always_there_is_missed() -> None:
    found = Findings()

    read_table(read_source("new.xlsx", a_file(Part(name="ア"))), Before, found)

    assert [finding.code for finding in found.items] == ["S001"]


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


def test_every_column_of_the_catalogue_was_there_or_came_later() -> None:
    """The hash leaves out defaults: none of what was there has one, all that came later has."""
    now = {
        model.sheet_key: " ".join(c.field for c in layout_of(model).columns if not c.is_later)
        for model in TABLES
    }

    assert {key: now[key] for key in COLUMNS} == COLUMNS
    # A sheet more counts by its rows; who has none has the hash from before.
    assert now.keys() - COLUMNS.keys() <= {model.sheet_key for model in OPTIONAL}
