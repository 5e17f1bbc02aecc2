"""Forms are never written over a file that somebody may have filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluator.catalogue.rows import RoundRow
from evaluator.errors import CannotWrite
from evaluator.form.sheets import MeasureAnswer
from evaluator.secretariat import issue
from evaluator.secretariat.versions import record_catalogue
from evaluator.sheets.layout import layout_of
from tests.builders import R07, answer, cell_of, edit
from tests.ledger_builders import MOFA, desk_of
from tests.small_round import Little


def issued(little: Little) -> tuple[Path, ...]:
    with desk_of(little.office.workspace) as desk:
        return issue.issue_forms(record_catalogue(desk), by_division=True)


@pytest.mark.slow
def test_a_form_that_was_filled_in_where_it_was_issued_is_not_written_over(little: Little) -> None:
    paths = issued(little)
    measure = little.office.catalogue.measures_of(MOFA)[0].id
    filled = next(path for path in paths if MOFA in path.name)
    answer(filled, MeasureAnswer, measure, "progress", "会合を3回開いた。")
    before = {path: path.read_bytes() for path in paths}

    with pytest.raises(CannotWrite) as refused:
        issued(little)

    assert str(refused.value) == (
        f"{filled} は、発行したときの様式と異なるため上書きしません（記入済みかもしれません）。"
        "残すときは別の場所に移し、要らないときは削除してから、もう一度実行してください。"
    )
    assert {path: path.read_bytes() for path in paths} == before
    filled.rename(filled.with_name("記入済み.xlsx"))
    assert issued(little) == paths


def test_a_form_as_it_was_issued_from_an_earlier_version_is_written_anew(little: Little) -> None:
    paths = issued(little)
    before = paths[0].read_bytes()
    catalogue = little.office.workspace.catalogue(R07)

    def move(book: Any) -> None:
        cell_of(book[layout_of(RoundRow).title], RoundRow, "contact", row=5).value = "新しい係"

    edit(catalogue, move)
    issued(little)

    assert paths[0].read_bytes() != before
