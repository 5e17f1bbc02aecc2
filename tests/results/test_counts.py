"""Counting: a measure once in every row it belongs to, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evaluator.model import DomainGroup, Measure, Unrated
from evaluator.results.counts import NO_LEAD, Counts, RoundCounts, State, folded, states_on
from evaluator.results.marks import MeasureResult
from evaluator.results.tabulate import tabulate
from tests.marks import SCALE
from tests.values import CAO, METI, MOE, MOFA, a_catalogue, a_measure

STATES = states_on(SCALE)
E, G, P, X = SCALE.marks
UNDECIDED, NOT_SUBMITTED, OUT_OF_SCOPE = Unrated


def count(*given: tuple[Measure, State]) -> RoundCounts:
    """Count measures with the mark that each has."""
    results: Sequence[MeasureResult] = [
        MeasureResult(measure, state, (), (), {}) for measure, state in given
    ]
    return tabulate(results, a_catalogue(*(measure for measure, _ in given)), "自己評価")


def seen(counts: Counts) -> dict[State, int]:
    """Return the states of a row that are not nought."""
    return {state: number for state, number in counts.by_state.items() if number}


def test_every_state_is_counted_under_its_own_name_and_no_other() -> None:
    marks = [state for times, state in enumerate(STATES, start=1) for _ in range(times)]

    tables = count(*((a_measure(f"S{n:03}"), state) for n, state in enumerate(marks)))

    expected = {state: times for times, state in enumerate(STATES, start=1)}
    assert tables.everything.by_state == expected
    assert [*tables.everything.by_state] == [*SCALE.marks, *Unrated]
    assert tables.everything.total == 28
    assert tables.unrated == 5 + 6 + 7
    assert tables.basis == "自己評価"


def test_of_no_measure_every_number_is_nought() -> None:
    tables = count()

    rows = [*tables.lowest]
    rows += [each.whole for each in tables.by_domain] + [*tables.by_group]
    rows += [tables.any_domain, tables.everything]
    assert [seen(row) for row in rows] == [{}] * len(rows)
    assert {len(row.by_state) for row in rows} == {len(STATES)}
    assert tables.by_ministry == ()
    assert tables.unrated == 0


def test_a_row_without_measures_stands_there_with_nought() -> None:
    tables = count((a_measure("S001", subcategory="1-2", domains=["D2"]), G))

    below = [[row.whole for row in each.below] for each in tables.by_branch]
    labels = [
        (each.whole.label, [row.whole.label for row in each.below]) for each in tables.by_branch
    ]
    assert labels == [("分類一", ["小分類1-1", "小分類1-2"]), ("分類二", ["小分類2-1"])]
    assert [[seen(row) for row in rows] for rows in below] == [
        [{}, {G: 1}],
        [{}],
    ]
    assert [(d.name, seen(d.whole)) for d in tables.by_domain] == [
        ("環境", {}),
        ("食料", {G: 1}),
        ("防災", {}),
    ]


def test_a_category_is_the_sum_of_its_subcategories() -> None:
    tables = count(
        (a_measure("S001", subcategory="1-1"), E),
        (a_measure("S002", subcategory="1-2"), E),
        (a_measure("S003", subcategory="1-2"), UNDECIDED),
        (a_measure("S004", subcategory="2-1"), X),
    )

    assert [(row.label, seen(row)) for row in tables.by_category] == [
        ("分類一", {E: 2, UNDECIDED: 1}),
        ("分類二", {X: 1}),
    ]


def test_a_measure_of_several_parts_is_one_of_its_domain() -> None:
    tables = count(
        (a_measure("S001", domains=["D1a", "D1b"]), P),
        (a_measure("S002", domains=["D1b"]), P),
    )

    environment = tables.by_domain[0]
    assert (environment.mark, environment.group) == ("①", DomainGroup.STRATEGIC)
    assert seen(environment.whole) == {P: 2}
    assert [(part.label, seen(part)) for part in environment.parts] == [
        ("自然共生", {P: 1}),
        ("脱炭素", {P: 2}),
    ]
    assert [d.parts for d in tables.by_domain[1:]] == [(), ()]


def test_a_measure_of_several_domains_is_counted_in_each_and_once_in_the_totals() -> None:
    tables = count(
        (a_measure("S001", domains=["D1a", "D2", "D3"]), G),
        (a_measure("S002", domains=["D3"]), NOT_SUBMITTED),
        (a_measure("S003"), X),
    )

    assert [seen(d.whole) for d in tables.by_domain] == [
        {G: 1},
        {G: 1},
        {G: 1, NOT_SUBMITTED: 1},
    ]
    assert [(row.label, seen(row)) for row in tables.by_group] == [
        ("戦略領域", {G: 1}),
        ("重要領域", {G: 1, NOT_SUBMITTED: 1}),
    ]
    assert (tables.any_domain.label, seen(tables.any_domain)) == (
        "領域に紐づく施策",
        {G: 1, NOT_SUBMITTED: 1},
    )
    assert (tables.everything.label, tables.everything.total) == ("全施策", 3)


def test_a_ministry_leads_some_and_contributes_to_others() -> None:
    tables = count(
        (a_measure("S001", METI, [CAO]), G),
        (a_measure("S002", METI), P),
        (a_measure("S003", CAO, [METI, MOFA]), G),
        (a_measure("S004", None, [MOFA, CAO]), X),
    )

    assert [(row.led.label, seen(row.led), row.joint) for row in tables.by_ministry] == [
        (CAO, {G: 1}, 2),
        (MOFA, {}, 2),
        (METI, {G: 1, P: 1}, 1),
        (NO_LEAD, {X: 1}, 0),
    ]


def test_there_is_no_row_for_measures_without_a_lead_where_each_has_one() -> None:
    tables = count((a_measure("S001", MOE), G))

    assert [row.led.label for row in tables.by_ministry] == [MOE]


@pytest.mark.parametrize("state", STATES)
def test_a_row_counts_whatever_its_state(state: State) -> None:
    tables = count((a_measure("S001", domains=["D1a"]), state))

    rows = [tables.everything, tables.any_domain, tables.by_group[0], tables.by_domain[0].whole]
    rows += [tables.lowest[0], tables.by_ministry[0].led, tables.by_category[0]]
    assert [seen(row) for row in rows] == [{state: 1}] * len(rows)


# more rows than there is room for ------------------------------------------------------------
def rows_of(*numbers: int) -> list[Counts]:
    nothing = dict.fromkeys(STATES, 0)
    return [Counts(f"{n}", {**nothing, G: number}) for n, number in enumerate(numbers)]


def test_rows_that_there_is_room_for_stay_as_they_are() -> None:
    assert folded(rows_of(3, 1, 2), 3) == tuple(rows_of(3, 1, 2))


def test_the_smallest_rows_are_counted_as_one_and_nothing_is_lost() -> None:
    rows = folded(rows_of(3, 1, 9, 2, 3), 3)

    assert [(row.label, row.total) for row in rows] == [("0", 3), ("2", 9), ("ほか3区分", 6)]
    assert list(rows[-1].by_state) == list(STATES)
