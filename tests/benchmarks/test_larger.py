"""What the measurements of many returns measure is what they say."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.larger import larger_round
from benchmarks.naive import naive
from benchmarks.rounds import OF_FEW, changed, evaluated
from benchmarks.written import by_openpyxl
from evaluator.files import Workspace
from evaluator.form.issue import write_form
from evaluator.model import MinistryName
from evaluator.secretariat.opening import open_round
from tests.builders import R07


def test_a_round_of_many_small_respondents_is_whole(
    sample_workspace: Workspace, tmp_path: Path
) -> None:
    folder = larger_round(sample_workspace.root, tmp_path / "larger", 3, OF_FEW)

    told = evaluated(folder)
    changed(folder)

    assert told["forms"] == len(open_round(sample_workspace, R07).catalogue.respondents) + 2
    assert evaluated(folder).keys() == told.keys()


def test_the_usual_way_counts_the_marks(sample_workspace: Workspace) -> None:
    (path, *_) = sorted(sample_workspace.submissions(R07).glob("*内閣官房*.xlsx"))

    counts = naive([path.read_bytes()])

    assert sum(counts[mark] for mark in "◎○△×") == 2


def test_openpyxl_is_given_the_same_form_to_write(sample_workspace: Workspace) -> None:
    catalogue = open_round(sample_workspace, R07).catalogue
    form = write_form(catalogue, MinistryName(OF_FEW))

    again = by_openpyxl(form)()

    assert isinstance(again, bytes)
    ours, theirs = (load_workbook(io.BytesIO(each)) for each in (form, again))
    for sheet, same in zip(ours.worksheets, theirs.worksheets, strict=True):
        assert same.title == sheet.title
        values = [[value or None for row in each.values for value in row] for each in (sheet, same)]
        assert values[0] == values[1]
        rules = [book.data_validations.dataValidation for book in (sheet, same)]
        assert len(rules[0]) == len(rules[1])
        looks = [
            [
                (c.fill.fgColor.rgb, c.number_format, c.protection.locked)
                for r in s.iter_rows()
                for c in r
            ]
            for s in (sheet, same)
        ]
        assert looks[0] == looks[1]
