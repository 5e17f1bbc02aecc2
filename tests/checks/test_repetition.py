"""What is many is told once, and keeps what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from evaluator.catalogue import Catalogue
from evaluator.checks.repetition import told_once
from evaluator.files import Workspace
from evaluator.findings import CellRef, Finding
from evaluator.findings.structure import OUTSIDE
from evaluator.findings.value import ANSWER_MISSING, NOT_A_NUMBER
from evaluator.form.settings import Presentation
from tests.builders import read_form, submitted

LIMITS = Presentation(cells_of_a_row=3, same_message=4, same_kind=4, rows_missing=3)
FILE = "外務省.xlsx"


Tell = Callable[[Sequence[Finding]], tuple[Finding, ...]]


@pytest.fixture(scope="module")
def tell(sample_workspace: Workspace, catalogue: Catalogue) -> Tell:
    """Tell findings of a form that is filled in."""
    submission, _ = read_form(submitted(sample_workspace, catalogue, "外務省"), catalogue)
    assert submission is not None
    return lambda found: told_once(submission, found, LIMITS)


def missing(cell: str, header: str = "自己評価") -> Finding:
    return ANSWER_MISSING.at(CellRef(FILE, "施策", cell), header=header, help=f"{header}を")


def test_three_missing_answers_of_a_row_are_one_finding_at_the_leftmost(tell: Tell) -> None:
    row = [missing("M9", "理由"), missing("K9"), missing("L9", "進捗状況")]

    (told,) = tell(row)

    assert (told.code, told.where.cell, told.cells) == ("V024", "K9", ("L9", "M9"))
    assert told.message == "この行の3つの欄が未記入です：「自己評価」「進捗状況」「理由」。"
    assert set(told.one_by_one()) == set(row)


def test_two_missing_answers_of_a_row_stay_two(tell: Tell) -> None:
    assert tell([missing("K9"), missing("L9")]) == (missing("K9"), missing("L9"))


def test_the_same_sentence_in_four_cells_is_told_at_the_topmost(tell: Tell) -> None:
    found = [missing(cell) for cell in ("K12", "K9", "K11", "K10")]

    (told,) = tell(found)

    assert told.message == "「自己評価」が未記入です。（同じ指摘がほか3件：K10、K11、K12）"
    assert (told.where.cell, told.covers, told.cells) == ("K9", 4, ("K10", "K11", "K12"))


def test_damage_in_numbers_is_told_at_the_first_whatever_it_says(tell: Tell) -> None:
    found = [
        OUTSIDE.at(CellRef(FILE, "施策", f"Z{row}"), found=f"メモ{row}") for row in range(5, 9)
    ]

    (told,) = tell(found)

    assert told.message == (
        "表の外に「メモ5」と記入されています。集計には使いません。（同種の指摘がほか3件：Z6、Z7、Z8）"
    )


def test_what_differs_in_words_stays_apart(tell: Tell) -> None:
    found = [
        NOT_A_NUMBER.at(CellRef(FILE, "KPI", f"L{row}"), found=f"約{row}", header="実績値")
        for row in range(5, 10)
    ]

    assert tell(found) == tuple(found)


def test_rows_that_lack_the_same_answers_are_told_as_one_which_keeps_every_cell(tell: Tell) -> None:
    found = [missing(f"{column}{row}", column) for row in range(9, 13) for column in "KLM"]

    (told,) = tell(found)

    assert told.message == (
        "この行の3つの欄が未記入です：「K」「L」「M」。（同じ指摘がほか3件：K10、K11、K12）"
    )
    assert told.covers == 12
    assert set(told.one_by_one()) == set(found)
