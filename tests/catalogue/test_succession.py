"""What has become of last year's measures, and the counts of both years' marks."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.catalogue import Catalogue
from evaluator.catalogue.succession import (
    Kind,
    Predecessor,
    Succession,
    mark_before,
    progress_before,
)
from evaluator.model import MarkSource, MeasureId, Unrated
from evaluator.results.change import (
    After,
    Balance,
    Before,
    Changes,
    Movement,
    movement,
    tabulate_changes,
    transitions,
)
from evaluator.results.counts import states_on
from evaluator.results.marks import MeasureResult
from evaluator.scale import Mark
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR, SCALE
from tests.rating_builders import a_measure


def last(
    name: str,
    mark: Mark | None = GOOD,
    *goes_to: str,
    title: str = "見本の施策",
    progress: str = "",
) -> Predecessor:
    return Predecessor(MeasureId(name), title, "", mark, progress, tuple(map(MeasureId, goes_to)))


def now(name: str, mark: Mark | Unrated = GOOD, title: str = "見本の施策") -> MeasureResult:
    measure = a_measure().model_copy(update={"id": MeasureId(name), "title": title})
    return MeasureResult(measure, mark, (), (), {})


def kind_of(succession: Succession, name: str, title: str = "見本の施策") -> Kind:
    return succession.kind(now(name, title=title).measure)


def test_the_kind_follows_from_the_mapping() -> None:
    succession = Succession(
        (
            last("S1", GOOD, "S1"),
            last("S2", GOOD, "S2"),
            last("S3", GOOD, "S3", "S30"),
            last("S4", GOOD, "S5"),
            last("S5", GOOD, "S5"),
            last("S6", GOOD),
            last("S7", GOOD, "S70"),
        )
    )

    assert kind_of(succession, "S1") is Kind.CONTINUED
    assert kind_of(succession, "S2", "別の名前") is Kind.RENAMED
    assert kind_of(succession, "S3") is kind_of(succession, "S30", "別の名前") is Kind.SPLIT
    assert kind_of(succession, "S5") is Kind.MERGED
    assert kind_of(succession, "S70") is Kind.CONTINUED  # another ID, the same measure
    assert kind_of(succession, "S8") is Kind.NEW
    assert [each.id for each in succession.ended] == ["S6"]


def test_part_of_a_split_measure_merged_into_another_is_merged() -> None:
    succession = Succession((last("S1", GOOD, "S1", "S2"), last("S2", GOOD, "S2")))

    assert kind_of(succession, "S1") is Kind.SPLIT
    assert kind_of(succession, "S2") is Kind.MERGED


@pytest.mark.parametrize("title", ["見本の施策", "見本 の施策", "見本の施策 "])
def test_spacing_is_no_new_name(title: str) -> None:
    assert kind_of(Succession((last("S1", GOOD, "S1"),)), "S1", title) is Kind.CONTINUED


@pytest.mark.parametrize(
    ("marks", "mark"),
    [
        ([], None),
        ([PARTIAL], PARTIAL),
        ([None], None),
        ([GOOD, GOOD], GOOD),
        ([GOOD, POOR], None),
        ([GOOD, None], None),
    ],
)
def test_the_mark_before_is_the_one_that_all_had(
    marks: list[Mark | None], mark: Mark | None
) -> None:
    assert mark_before([last("S1", each) for each in marks]) == mark


def test_texts_of_several_are_named() -> None:
    one, two, silent = (
        last("S1", progress="甲"),
        last("S2", progress="乙"),
        last("S3"),
    )

    assert progress_before([]) == ""
    assert progress_before([one]) == "甲"
    assert progress_before([one, silent, two]) == "S1：甲\nS2：乙"


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (GOOD, EXCELLENT, Movement.BETTER),
        (POOR, PARTIAL, Movement.BETTER),
        (GOOD, PARTIAL, Movement.WORSE),
        (EXCELLENT, POOR, Movement.WORSE),
        (GOOD, GOOD, Movement.SAME),
        (Before.UNRATED, GOOD, Movement.NONE),
        (Before.NEW, GOOD, Movement.NONE),
        (Before.DIFFERENT, GOOD, Movement.NONE),
        (GOOD, Unrated.NOT_SUBMITTED, Movement.NONE),
        (GOOD, After.ENDED, Movement.NONE),
        (POOR, Unrated.UNDECIDED, Movement.NONE),
    ],
)
def test_only_two_marks_go_up_or_down(
    before: Mark | Before, after: Mark | Unrated | After, moved: Movement
) -> None:
    assert movement(before, after) is moved


# counting ------------------------------------------------------------------------------------
def changes(
    catalogue: Catalogue, previous: list[Predecessor], results: list[MeasureResult]
) -> Changes | None:
    this = replace(catalogue, previous=tuple(previous), measures=tuple(r.measure for r in results))
    return tabulate_changes(transitions(this, results), SCALE, None, MarkSource.SELF)


def test_a_small_case_by_hand(catalogue: Catalogue) -> None:
    counted = changes(
        catalogue,
        [
            last("S1", GOOD, "S1"),
            last("S2", PARTIAL, "S2"),
            last("S3", GOOD, "S3", "S30"),
            last("S4", GOOD, "S5"),
            last("S5", POOR, "S5"),
            last("S6", POOR),
            last("S7", None, "S7"),
        ],
        [
            now("S1", PARTIAL),
            now("S2", GOOD, "新しい名前"),
            now("S3", GOOD),
            now("S30", Unrated.UNDECIDED),
            now("S5", GOOD),
            now("S7", Unrated.NOT_SUBMITTED),
            now("S8", GOOD),
        ],
    )

    assert counted is not None
    assert {at: n for at, n in counted.cells.items() if n} == {
        (GOOD, PARTIAL): 1,
        (PARTIAL, GOOD): 1,
        (GOOD, GOOD): 1,
        (GOOD, Unrated.UNDECIDED): 1,
        (Before.DIFFERENT, GOOD): 1,
        (POOR, After.ENDED): 1,
        (Before.UNRATED, Unrated.NOT_SUBMITTED): 1,
        (Before.NEW, GOOD): 1,
    }
    assert dict(counted.last_year) == {GOOD: 3, PARTIAL: 1, POOR: 2, Before.UNRATED: 1}
    assert counted.balance == Balance(last_year=7, ended=1, split=1, merged=1, new=1, this_year=7)
    assert [counted.by_movement[m] for m in Movement] == [1, 1, 1, 5]
    assert counted.compared == 3
    assert [(t.movement, t.measure and t.measure.id) for t in counted.notable] == [
        (Movement.BETTER, "S2"),
        (Movement.WORSE, "S1"),
        (Movement.SAME, "S3"),
        (Movement.NONE, "S30"),
        (Movement.NONE, "S5"),
        (Movement.NONE, "S7"),
        (Movement.NONE, "S8"),
        (Movement.NONE, None),
    ]
    assert counted.rows == counted.befores
    assert counted.columns == (*SCALE.marks, Unrated.UNDECIDED, Unrated.NOT_SUBMITTED, After.ENDED)


def test_without_a_mapping_every_measure_goes_on_with_the_mark_of_the_list(
    catalogue: Catalogue,
) -> None:
    results = [now("S1", PARTIAL), now("S2", GOOD)]
    marked = results[0].measure.model_copy(update={"previous_mark": GOOD})
    results[0] = replace(results[0], measure=marked)

    counted = changes(catalogue, [], results)

    assert counted is not None
    assert {at for at, n in counted.cells.items() if n} == {
        (GOOD, PARTIAL),
        (Before.UNRATED, GOOD),
    }
    assert [t.kind for t in counted.transitions] == [Kind.CONTINUED] * 2


def test_without_any_mark_of_last_year_nothing_is_compared(catalogue: Catalogue) -> None:
    assert changes(catalogue, [], [now("S1"), now("S2")]) is None
    assert changes(catalogue, [last("S1", None, "S1")], [now("S1")]) is None
    assert changes(catalogue, [], []) is None


NAMES = [f"S{number}" for number in range(8)]
PREVIOUS = st.lists(
    st.builds(
        lambda name, mark, to: last(name, mark, *to),
        st.sampled_from([f"P{number}" for number in range(8)]),
        st.sampled_from([None, *SCALE.marks]),
        st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    ),
    unique_by=lambda each: each.id,
    max_size=8,
)


@given(PREVIOUS, st.lists(st.sampled_from(states_on(SCALE)), min_size=8, max_size=8))
def test_the_totals_are_those_of_both_years(
    previous: list[Predecessor], marks: list[Mark | Unrated]
) -> None:
    results = [now(name, mark) for name, mark in zip(NAMES, marks, strict=True)]
    succession = Succession(tuple(previous))

    this = cast("Catalogue", SimpleNamespace(succession=succession))
    counted = tabulate_changes(transitions(this, results), SCALE, None, MarkSource.SELF)

    if counted is None:
        assert not any(each.mark for each in previous)
        return
    for state in states_on(SCALE):
        assert counted.column(state) == marks.count(state)
    for mark in SCALE.marks:
        assert counted.last_year.get(mark, 0) == [each.mark for each in previous].count(mark)
    balance = counted.balance
    assert (balance.last_year, balance.this_year) == (len(previous), len(results))
    assert balance.ended == len(succession.ended)
    assert min(balance.split, balance.merged, balance.new) >= 0
    assert balance.this_year == (
        balance.last_year - balance.ended + balance.split - balance.merged + balance.new
    )
    split = sum(len(each.successors) - 1 for each in previous if each.successors)
    assert balance.split == split
    for before in counted.befores:
        for after in counted.afters:
            of_cell = [t for t in counted.transitions if (t.before, t.after) == (before, after)]
            assert counted.count(before, after) == len(of_cell)
    assert sum(counted.by_movement.values()) == len(counted.transitions)
    assert sum(map(counted.row, counted.befores)) == len(results) + balance.ended
