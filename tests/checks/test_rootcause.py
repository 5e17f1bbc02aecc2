"""What follows from another finding is counted to it and not told again."""

from __future__ import annotations

from evaluator.checks.rootcause import without_followers
from evaluator.findings import KINDS, CellRef, Finding
from evaluator.findings.structure import (
    FORMAT_LOST,
    PRINTED_CHANGED,
    ROW_MISSING,
    ROWS_SHIFTED,
    UNKNOWN_ROW,
)
from evaluator.findings.value import ANSWER_MISSING, FORMULA, NOT_A_NUMBER

FILE = "外務省.xlsx"


def shifted(sheet: str = "施策") -> Finding:
    words = {"how": "1行ずれています", "header": "施策ID", "count": 2, "key": "S1", "other": "S2"}
    return ROWS_SHIFTED.at(CellRef(FILE, sheet, "B5"), **words)


def missing(cell: str, sheet: str = "施策") -> Finding:
    return ANSWER_MISSING.at(CellRef(FILE, sheet, cell), header="自己評価", help="")


def unknown(cell: str) -> Finding:
    where = CellRef(FILE, "施策", cell)
    return UNKNOWN_ROW.at(where, found="S9", ministry="外務省", what="施策", remedy="")


def told(*found: Finding) -> list[tuple[str, str, int]]:
    return [(f.code, f.where.cell, f.covers) for f in without_followers(found)]


def test_rows_out_of_step_explain_what_is_missing_in_their_sheet_and_in_no_other() -> None:
    row = ROW_MISSING.at(CellRef(FILE, "施策"), key="S3", header="施策ID")

    found = told(missing("K5"), shifted(), row, missing("K5", "KPI"))

    assert found == [("S010", "B5", 3), ("V001", "K5", 1)]


def test_an_unknown_row_explains_what_is_missing_in_it_and_in_no_other_row() -> None:
    assert told(unknown("B9"), missing("K9"), missing("L9"), missing("K10")) == [
        ("S002", "B9", 3),
        ("V001", "K10", 1),
    ]


def test_what_is_hidden_in_the_sheet_hides_nothing_in_its_row() -> None:
    unreadable = NOT_A_NUMBER.at(CellRef(FILE, "施策", "L9"), found="多数", header="実績値")

    found = told(shifted(), unknown("B9"), missing("K9"), unreadable)

    assert found == [("S010", "B5", 3), ("V004", "L9", 1)]


def test_a_formula_explains_the_format_of_its_own_cell() -> None:
    formula = FORMULA.at(CellRef(FILE, "KPI", "L9"), found="=1+1", header="実績値")
    formats = [
        FORMAT_LOST.at(CellRef(FILE, "KPI", cell), header="実績値", count=1)
        for cell in ("L9", "M9")
    ]

    assert told(formula, *formats) == [("V009", "L9", 2), ("S016", "M9", 1)]


def test_of_two_causes_the_first_takes_all_that_follows() -> None:
    assert told(unknown("B9"), unknown("B9"), missing("K9")) == [
        ("S002", "B9", 2),
        ("S002", "B9", 1),
    ]


def test_a_cause_is_a_kind_and_nothing_is_hidden_by_what_is_hidden_in_the_same_scope() -> None:
    causes = {(kind, cause) for kind in KINDS.values() for cause in kind.hidden_by}

    assert PRINTED_CHANGED in {kind for kind, _ in causes}
    for _, cause in causes:
        hides = KINDS[cause.code]
        assert cause.scope not in {of.scope for of in hides.hidden_by}, cause
