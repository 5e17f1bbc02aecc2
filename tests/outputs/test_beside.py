"""A helper takes its share of the work: same results, in order, whatever becomes of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from evaluator.outputs.beside import shared
from evaluator.outputs.charts.render import render_charts
from evaluator.results.results import Results
from evaluator.secretariat import processes

UNITS = "abcdefgh"


def here(unit: str) -> str:
    return unit.upper()


class Dying(Executor):
    """Does so many units, begins one more, and is gone."""

    def __init__(self, does: int) -> None:
        self.does, self.given = does, 0

    def submit(self, function: Any, /, *args: Any, **_: Any) -> Future[Any]:
        self.given += 1
        if self.given > self.does + 1:
            raise BrokenExecutor
        done: Future[Any] = Future()
        if self.given > self.does:
            done.set_exception(BrokenExecutor())
        else:
            done.set_result(function(*args))
        return done


@pytest.fixture
def helper() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_what_is_shared_comes_in_order(helper: Executor) -> None:
    assert list(shared(UNITS, here, lambda unit: helper.submit(here, unit))) == list(UNITS.upper())


def test_both_work_at_the_same_time(helper: Executor) -> None:
    ours, theirs = Event(), Event()

    def here_and(unit: str) -> str:
        ours.set()
        assert theirs.wait(10)
        return f"here {unit}"

    def there(unit: str) -> str:
        theirs.set()
        assert ours.wait(10)
        return f"there {unit}"

    done = list(shared("ab", here_and, lambda unit: helper.submit(there, unit)))

    assert done == ["there a", "here b"]


def test_no_unit_is_done_twice(helper: Executor) -> None:
    begun: list[str] = []

    def noted(unit: str) -> str:
        begun.append(unit)
        return unit

    assert list(shared(UNITS, noted, lambda unit: helper.submit(noted, unit))) == list(UNITS)
    assert sorted(begun) == list(UNITS)


@pytest.mark.parametrize("does", [0, 1, 3])
def test_what_a_helper_that_dies_leaves_is_done_here(does: int) -> None:
    helper = Dying(does)

    done = shared(UNITS, here, lambda unit: helper.submit(str.lower, unit))

    assert list(done) == [*UNITS[:does], *UNITS[does:].upper()]


def test_an_error_of_the_work_is_not_hidden(helper: Executor) -> None:
    def fails(unit: str) -> str:
        raise ValueError(unit)

    with pytest.raises(ValueError, match="a"):
        list(shared("a", fails, lambda unit: helper.submit(fails, unit)))


def test_one_core_has_no_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 1)

    with processes.drawing_helper() as helper:
        assert helper is None


def test_results_can_be_sent_to_another_process(report: Results) -> None:
    same = pickle.loads(pickle.dumps(report))  # noqa: S301  # our own

    assert [(each.measure, each.mark) for each in same.marks] == [
        (each.measure, each.mark) for each in report.marks
    ]
    assert same.tables.by_ministry == report.tables.by_ministry


@pytest.mark.slow
def test_a_helper_draws_what_this_process_would(report: Results) -> None:
    with processes.processes(1) as helper:
        assert list(render_charts(report, None, helper)) == list(render_charts(report))
