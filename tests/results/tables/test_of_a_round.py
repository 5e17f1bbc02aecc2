"""The tables of a round say what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from evaluator.catalogue.succession import Kind, Predecessor
from evaluator.model import MarkSource, Unrated
from evaluator.results.change import Transition, tabulate_changes
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.results.tables.domains import domain_table
from evaluator.results.tables.lists import activity_list, measure_list, outcome_list
from evaluator.results.tables.ministries import ministry_table
from evaluator.results.tables.printed import CountCell, PrintedRow, PrintedTable, RowGroup, shown
from evaluator.results.tables.subcategories import subcategory_table, summed_table
from evaluator.results.tables.year_on_year import change_list, change_table
from tests.builders import with_values
from tests.marks import GOOD, SCALE

ALL: list[Callable[[Results], PrintedTable]] = [
    subcategory_table,
    summed_table,
    domain_table,
    ministry_table,
    outcome_list,
    activity_list,
    measure_list,
    gap_list,
    method_list,
    source_list,
]


@pytest.fixture(params=["report", "draft"])
def round_(request: pytest.FixtureRequest) -> Results:
    found: Results = request.getfixturevalue(request.param)
    return found


def rows_of(body: tuple[PrintedRow | RowGroup, ...]) -> Iterator[PrintedRow]:
    for each in body:
        if isinstance(each, PrintedRow):
            yield each
        else:
            yield from rows_of(each.rows)


@pytest.mark.parametrize("described", ALL)
def test_every_row_has_a_cell_for_every_column(
    round_: Results, described: Callable[[Results], PrintedTable]
) -> None:
    table = described(round_)

    body = len(table.columns) - len(table.stub)
    assert {len(line.cells) for line in table.lines()} <= {body}
    assert len(table.lines()) == len(list(rows_of(table.body)))


def numbers(row: Any) -> list[int]:
    return [cell.number for cell in row.cells if isinstance(cell, CountCell)]


def test_a_row_of_counts_is_its_sum_then_its_marks(round_: Results) -> None:
    for described in (summed_table, domain_table, ministry_table):
        table = described(round_)
        states = len(SCALE.marks) + (len(Unrated) if round_.tables.unrated else 0)
        for line in table.lines():
            total, *rest = numbers(line)
            assert total == sum(rest[:states])


def test_states_without_a_mark_have_columns_only_where_there_are_any(
    report: Results, draft: Results
) -> None:
    heads = [[spanner.head for spanner in subcategory_table(r).spanners] for r in (report, draft)]

    assert heads == [["", "進捗評価"], ["", "進捗評価", "評価なし"]]
    assert [len(subcategory_table(r).notes) for r in (report, draft)] == [1, 2]


def test_the_sum_stands_on_the_screen_and_not_in_the_published_table(report: Results) -> None:
    assert not any(line.is_sum for line in subcategory_table(report).lines())
    *_, last = summed_table(report).lines()
    assert (last.labels[0].text, numbers(last)) == ("計", [109, 1, 87, 17, 4])


def test_domains_are_summed_by_group_each_measure_once(report: Results) -> None:
    lines = domain_table(report).lines()

    sums = [line.labels[0].text for line in lines if line.is_sum]
    assert sums == [
        "戦略領域（重複を除く）",
        "重要領域（重複を除く）",
        "領域に紐づく施策（重複を除く）",
    ]
    assert numbers(lines[-1])[0] == report.tables.any_domain.total
    energy = lines[0].labels
    assert [(span.text, span.rows) for span in energy] == [
        ("戦略領域", 13),
        ("①環境・エネルギー", 4),
        ("計", 1),
    ]


def test_a_ministry_has_what_it_joins_in_beside_what_it_leads(report: Results) -> None:
    table = ministry_table(report)

    food = next(line for line in table.lines() if line.labels[0].text == "農林水産省")
    assert numbers(food) == [8, 0, 6, 2, 0, 1]
    assert table.lines()[-1].cells[-1] is None


def test_the_year_before_is_a_table_only_where_it_is_known(report: Results) -> None:
    assert change_table(report) is None
    assert change_list(report) is None


@pytest.fixture
def with_last_year(report: Results) -> Results:
    """The sample round, its first measure rated ○ a year ago and the others unknown."""
    measure = report.marks[0].measure
    before = Predecessor(measure.id, measure.title, "", GOOD, "", (measure.id,))
    one = Transition(Kind.CONTINUED, (before,), measure, GOOD, GOOD)
    return with_values(report, changes=tabulate_changes([one], SCALE, None, MarkSource.SELF))


def test_a_measure_of_two_years_stands_where_both_marks_cross(with_last_year: Results) -> None:
    table = change_table(with_last_year)

    assert table
    assert table.subtitle == "評価を比べられる1件のうち0件が上がり、0件が下がった"
    excellent = table.lines()[0]
    assert excellent.labels[0].text == "◎"
    assert [shown(cell) for cell in excellent.cells] == ["—", "—", "—", "—", "—", "—", "—"]
    good = table.lines()[1]
    same = good.cells[1]
    assert same == CountCell(1, shaded=True)
    assert numbers(table.lines()[-1])[-2:] == [1, 1]
