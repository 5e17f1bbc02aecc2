"""A round's own tables: written, edited in Excel, read back, and what may be wrong with them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from evaluator.findings import Finding
from evaluator.sheets.layout import Row
from evaluator.standards import (
    Standards,
    load_standards,
    shipped_standards,
    standards_workbook,
)
from evaluator.standards.rows import BodyRow, PatternRow, RoleRow, StageRow
from evaluator.standards.words import Counting, Milestone, Sure
from tests.builders import cell_of

STANDARDS = shipped_standards()
FIRST = 5


def edited(change: Callable[[Any], object]) -> tuple[Standards | None, tuple[Finding, ...]]:
    book = load_workbook(io.BytesIO(standards_workbook()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return load_standards("標準化団体表.xlsx", out.getvalue())


def test_what_was_written_is_read_again() -> None:
    read, found = load_standards("標準化団体表.xlsx", standards_workbook())

    assert found == ()
    assert read is not None
    assert replace(read, sha256="") == STANDARDS
    assert standards_workbook() == standards_workbook()


def test_an_edited_row_counts() -> None:
    def no_longer(book: Any) -> None:
        cell_of(book["団体"], BodyRow, "counting", row=FIRST).value = "数えない"

    read, found = edited(no_longer)

    assert found == ()
    assert read is not None
    assert read.bodies[0].counting is Counting.NOT
    assert read.sha256


WRONG: tuple[tuple[type[Row], str, object, str], ...] = (
    (BodyRow, "stages_of", "ISOO", "N002"),
    (BodyRow, "name", "ISO", "N001"),
    (BodyRow, "counting", "数えます", "V002"),
    (StageRow, "body", "ISOO", "N002"),
    (StageRow, "stage", "30.2", "N005"),
    (StageRow, "stage", 30.2, "N005"),
    (StageRow, "stage", "77.20", "N005"),
    (StageRow, "name", None, "V001"),
    (PatternRow, "pattern", "ISO (", "N003"),
    (PatternRow, "example", "9001", "N004"),
    (RoleRow, "body", "国際", "N002"),
)


def test_a_wrong_cell_is_found_at_its_cell() -> None:
    places: dict[tuple[str, str], str] = {}

    def spoiled(book: Any) -> None:
        for number, (model, field, value, code) in enumerate(WRONG, start=FIRST):
            cell = cell_of(book[model.sheet_title], model, field, row=number)
            cell.value = value
            places[model.sheet_title, cell.coordinate] = code

    read, found = edited(spoiled)

    assert read is None
    told = {(f.where.sheet, f.where.cell): f.code for f in found}
    assert {place: told.get(place) for place in places} == places


def test_a_sheet_without_rows_or_none_at_all() -> None:
    def emptied(book: Any) -> None:
        book["役割"].delete_rows(FIRST, 500)
        book.remove(book["策定"])

    assert [finding.code for finding in edited(emptied)[1]] == ["F012", "N006"]
    assert load_standards("表.xlsx", b"no workbook")[0] is None


def test_what_counts_is_data() -> None:
    iso, wp29, imo = (STANDARDS.body(name) for name in ("ISO", "UNECE WP.29", "IMO"))
    assert iso
    assert wp29
    assert imo

    leads = {
        name: (role.counting if (role := STANDARDS.role(iso, name)) else None)
        for name in ("プロジェクトリーダー", "エディター", "共同提案", "コンビーナ", "大臣")
    }
    assert leads == {
        "プロジェクトリーダー": Counting.COUNTED,
        "エディター": Counting.COUNTED,
        "共同提案": Counting.ASK,
        "コンビーナ": Counting.NOT,
        "大臣": None,
    }
    report = STANDARDS.deliverable(iso, "TR")
    assert report is not None
    assert (report.name, report.counting) == ("技術報告書", Counting.APART)
    events = {
        deliverable: row.event
        for deliverable in ("協定規則", "世界統一技術規則", "統合決議")
        if (row := STANDARDS.establishment_of(wp29, deliverable))
    }
    assert events == {
        "協定規則": Milestone.IN_FORCE,
        "世界統一技術規則": Milestone.ADOPTED,
        "統合決議": Milestone.IN_FORCE,
    }
    either = STANDARDS.establishment_of(imo)
    assert either is not None
    assert (either.or_event, either.sure) == (Milestone.IN_FORCE, Sure.UNSURE)


def test_every_body_that_counts_says_when_something_is_established() -> None:
    without = [
        body.name
        for body in STANDARDS.bodies
        if body.counting is Counting.COUNTED and not STANDARDS.establishment_of(body)
    ]

    assert without == ["IALA"]  # of which no source says how it goes
