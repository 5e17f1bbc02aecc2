"""Many files are read by several processes: the same is told, and no file takes others with it."""

from __future__ import annotations

import os
import signal
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures import ProcessPoolExecutor as Pool
from multiprocessing import get_context
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from evaluator.files import Workspace
from evaluator.form import record
from evaluator.form.read import Submission, read_submission
from evaluator.secretariat import examining, receive, workers
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.examine import Examined, Record, Unit, work
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.secretariat.receipt import ReceiptOutcome
from evaluator.secretariat.workers import Crew
from tests.builders import R07
from tests.ledger_builders import Office

POISON = b"kills who reads it"


def processes(size: int) -> Executor:
    return Pool(size, get_context("spawn"))  # forked from a process with threads they may hang


def work_or_die(basis: bytes, units: Sequence[Unit], program: str) -> list[Record | None]:
    """Do as a worker does, and die of a poison file."""
    if any(content == POISON for unit in units for _, content in unit):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(basis, units, program)


@pytest.fixture(scope="module")
def opened(sample_workspace: Workspace) -> OpenRound:
    return open_round(sample_workspace, R07)


@pytest.fixture(scope="module")
def files(sample_workspace: Workspace) -> list[Incoming]:
    """Thirteen forms, and what is none."""
    paths = sorted(sample_workspace.submissions(R07).glob("*.xlsx"))
    forms = [Incoming(path, path.name, path.read_bytes()) for path in paths]
    return [*forms, Incoming(Path("議事録.xlsx"), "議事録.xlsx", b"no form")]


def alone(files: Sequence[Incoming]) -> Iterator[tuple[Incoming, ...]]:
    return ((each,) for each in files)


def said(read: Sequence[tuple[Examined, ...]]) -> list[object]:
    """Return what was read and told, as plain values."""
    return [(plain(each.submission), each.findings, each.sheets) for unit in read for each in unit]


def plain(form: Submission | None) -> object:
    return form and (record.as_plain(form), record.packed(form))


@pytest.mark.parametrize(
    "executor", [ThreadPoolExecutor, pytest.param(processes, marks=pytest.mark.slow)]
)
def test_any_executor_tells_the_same(
    executor: Callable[[int], Executor], opened: OpenRound, files: list[Incoming]
) -> None:
    here = list(examined(opened, alone(files)))

    there = list(examined(opened, alone(files), Crew(executor, 2)))

    assert said(there) == said(here)
    assert sum(each.submission is not None for (each,) in there) == 13


@pytest.mark.slow
def test_a_poison_file_is_named_and_no_other_is_lost(
    opened: OpenRound, files: list[Incoming], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "work", work_or_die)
    here = said(list(examined(opened, alone(files))))
    poison = Incoming(Path("毒.xlsx"), "毒.xlsx", POISON)
    mixed = [*files[:5], poison, *files[5:], poison]

    read = list(examined(opened, alone(mixed), Crew(processes, 2)))

    killed = [number for number, (each,) in enumerate(read) if each.is_refused]
    assert killed == [5, 14, 15]
    codes = [[f.code for f in each.findings] for number in killed for each in read[number]]
    assert codes == [["F054"], ["F001"], ["F054"]]
    assert said([each for number, each in enumerate(read) if number not in (5, 15)]) == here


@pytest.mark.slow
def test_a_poison_file_is_received_as_one_that_cannot_be_used(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "毒.xlsx"
    path.write_bytes(POISON)
    monkeypatch.setattr(workers, "work", work_or_die)
    monkeypatch.setattr(examining, "ENOUGH", 1)
    monkeypatch.setattr(examining, "local_crew", lambda: Crew(processes, 1))
    monkeypatch.setattr(receive, "read_source", None)  # not in this process either

    (receipt,) = office.receive(path)

    assert receipt.outcome is ReceiptOutcome.UNUSABLE
    assert [finding.code for finding in receipt.checked.findings] == ["F054"]
    assert office.state.unusable


class Careless(Executor):
    """An executor whose workers die once, of nothing that a file could be blamed for."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        self.given += 1
        future: Future[Any] = Future()
        if self.given == 1:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(fn(*args))
        return future


def test_a_worker_that_died_of_something_else_costs_no_file(
    opened: OpenRound, files: list[Incoming]
) -> None:
    careless = Careless()

    read = list(examined(opened, alone(files), Crew(lambda _: careless, 1)))

    assert said(read) == said(list(examined(opened, alone(files))))
    assert careless.given > 2


class Shared(Executor):
    """An executor of which one worker dies while others are still at work."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []
        self.is_alone: list[bool] = []
        """Of each unit that was given by itself, whether nothing else was at work."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.given:
            future.set_exception(BrokenExecutor())
        elif len(args[1]) > 1:
            Timer(0.2, lambda: future.set_result(fn(*args))).start()
        else:
            self.is_alone.append(all(each.done() for each in self.given))
            future.set_result(fn(*args))
        self.given.append(future)
        return future


def test_what_is_read_alone_is_read_beside_nothing(
    opened: OpenRound, files: list[Incoming], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "BATCH", 2)
    shared = Shared()

    read = list(examined(opened, alone(files), Crew(lambda _: shared, 2)))

    assert said(read) == said(list(examined(opened, alone(files))))
    assert shared.is_alone == [True, True]


def test_a_round_is_collected_by_processes_as_by_one(
    opened: OpenRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both() -> Iterator[Received]:
        yield collect(opened)
        monkeypatch.setattr(examining, "ENOUGH", 2)
        monkeypatch.setattr(examining, "local_crew", lambda: Crew(ThreadPoolExecutor, 2))
        monkeypatch.setattr(examining, "AT_ONCE", 5)
        yield collect(opened)

    one, many = both()

    assert many.findings == one.findings
    assert many.about == one.about
    assert list(map(plain, many.submissions.values())) == list(map(plain, one.submissions.values()))


def test_a_record_gives_back_answers_and_places(opened: OpenRound, files: list[Incoming]) -> None:
    for each in files[:-1]:
        form, _ = read_submission(each.name, each.content, opened.catalogue)
        assert form is not None

        said, answers = record.as_plain(form), record.packed(form)
        again = record.from_plain(said, answers, opened.catalogue, opened.kept)

        assert again.forms == form.forms
        for key, table in form.tables.items():
            for row, same in zip(table.rows, again.tables[key].rows, strict=True):
                assert same.row == row.row
                for column in table.layout.columns:
                    assert same.ref(column.field) == row.ref(column.field)
                    assert same.text(column.field) == row.text(column.field)


def test_however_many_forms_there_are_the_rows_of_few_are_held(
    opened: OpenRound, files: list[Incoming]
) -> None:
    form, _ = read_submission(files[0].name, files[0].content, opened.catalogue)
    assert form is not None
    said, answers = record.as_plain(form), record.packed(form)
    many = [
        record.from_plain(said, answers, opened.catalogue, opened.kept)
        for _ in range(record.AT_HAND + 10)
    ]

    first = weakref.ref(many[0].measures)
    assert first() is many[0].measures
    assert all(each.measures.rows for each in many)

    assert first() is None
    assert [row.row for row in many[0].measures.rows] == [row.row for row in form.measures.rows]
