"""Last year's marks are those that were published; of another kind than this year's, it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from evaluator.catalogue.rows import MeasureRow, RoundRow, SuccessionRow
from evaluator.model import MarkSource, RoundId
from evaluator.outputs.charts import change
from evaluator.outputs.opendata import changes as csv_changes
from evaluator.outputs.page import render_page
from evaluator.outputs.picture import Picture
from evaluator.results import wording
from evaluator.results.tables.year_on_year import change_table
from evaluator.secretariat import next_round
from evaluator.secretariat.next_round import NextRound, rows_of
from tests.amendments import amend, measure_ended
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOFA, Office, a_few_outputs, season
from tests.results.invented import results as invented
from tests.small_round import Little

R08: Final = RoundId("R08")
MIXED: Final = "（前年は事務局評価、今年は自己評価）"


# whose marks become last year's ------------------------------------------------------------
@pytest.fixture
def published(ready: Office, little: Little, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A round with two editions; a form with another mark came after."""
    a_few_outputs(ready.workspace, monkeypatch)
    for salt in ("旧。", "新。"):
        season(ready, salt)
        ready.publish()
    ready.receive(little.changed(MOFA))
    return ready


def marks(opened: NextRound) -> dict[str, str]:
    mapping = rows_of(opened.rows, SuccessionRow)
    return {row.previous_id: str(row.previous_mark) for row in mapping}


def source(opened: NextRound) -> MarkSource | None:
    (this,) = rows_of(opened.rows, RoundRow)
    return this.previous_source


def test_those_of_the_last_edition_are_taken_where_there_is_one(published: Office) -> None:
    opened = next_round.next_round(published.workspace, R08, R07)

    assert (marks(opened)["S017"], source(opened)) == ("○", MarkSource.FINAL)
    assert opened.taken == "R07の確定版（第2版、2026年1月5日公表）の事務局評価"
    assert opened.to_look_over[0] == "第2版を公表した後の受付簿の記録（2件）は含めていません。"


def test_other_marks_are_taken_where_they_are_asked_for(published: Office) -> None:
    opened = next_round.next_round(published.workspace, R08, R07, MarkSource.SELF)

    assert (marks(opened)["S017"], source(opened)) == ("△", MarkSource.SELF)
    assert opened.taken == "R07の自己評価"
    assert not opened.to_look_over[0].startswith("第2版")


def test_without_an_edition_they_are_the_ministries_own(ready: Office) -> None:
    opened = next_round.next_round(ready.workspace, R08, R07)

    assert (opened.taken, source(opened)) == ("R07の自己評価", MarkSource.SELF)


def test_a_measure_that_was_published_and_ended_since_has_no_successor(published: Office) -> None:
    amend(published.workspace, measure_ended("S077"))

    opened = next_round.next_round(published.workspace, R08, R07)

    successors = {r.previous_id: r.successors for r in rows_of(opened.rows, SuccessionRow)}
    assert (successors["S077"], successors["S017"]) == ((), ("S017",))
    assert "S077" not in {row.id for row in rows_of(opened.rows, MeasureRow)}


def test_the_command_says_which_it_took(published: Office) -> None:
    done = evaluator("init", "R08", "--from", "R07", cwd=published.workspace.root)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1] == (
        "前年の評価はR07の確定版（第2版、2026年1月5日公表）の事務局評価です。"
        "次のことを確かめてください。"
    )
    status = evaluator("status", "R08", cwd=published.workspace.root)
    assert status.returncode == 0, status.stderr


# what is said of the comparison ------------------------------------------------------------
def test_marks_of_two_kinds_are_named_wherever_they_are_compared() -> None:
    mixed = invented(MarkSource.SELF)
    table = change_table(mixed)
    picture = Picture("図7", change.title(mixed), "", b"", "", b"", 1, 1, for_us=False)

    assert table is not None
    assert table.subtitle.endswith(MIXED)
    assert change.title(mixed).endswith(MIXED)
    page = render_page(mixed, [picture]).decode()
    assert page.count(MIXED) == 2
    assert "種類の異なる評価を比べている。" in page
    assert MIXED in change.alt(mixed)


def test_marks_of_one_kind_are_said_to_be() -> None:
    alike = invented(MarkSource.FINAL)
    table = change_table(alike)

    assert table is not None
    assert "（注）前年と今年の評価は、いずれも事務局評価による。" in table.notes
    assert "（前年は" not in change.title(alike)


def test_where_nobody_put_down_the_kind_that_is_said() -> None:
    known = invented(MarkSource.SELF).changes
    assert known is not None
    changes = replace(known, source_before=None)

    assert wording.change_sources(changes) == (
        "前年の評価がだれによるものかは、施策一覧に記録されていない。"
    )
    assert "（前年は" not in wording.change_summary(changes)


def test_the_open_data_names_the_kind_of_both_years() -> None:
    rows = list(csv_changes.rows(invented(MarkSource.SELF)))

    continued = [row for row in rows if row.measure_id and row.previous_id]
    assert continued
    assert {(row.source, row.previous_source) for row in continued} == {("自己評価", "事務局評価")}
    assert {row.source for row in rows if not row.measure_id} <= {None}
    assert {row.previous_source for row in rows if not row.previous_id} <= {None}
    assert csv_changes.ChangeRow.heads()[-2:] == ("評価の種類", "前年の評価の種類")
