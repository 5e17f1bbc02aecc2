"""Many files are read beside each other: in processes of this machine, or wherever a crew works.

Any `concurrent.futures.Executor` will do. A file that kills its worker takes others with it: what
was not finished then is done again, file by file in a worker of its own, so that the one that
kills again is known by name and no other is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from evaluator.errors import ClusterUnusable
from evaluator.secretariat.examine import Basis, Record, Unit, sent, work
from evaluator.secretariat.processes import cores, processes

BATCH: Final = 8
"""Units that go to a worker at once: one by one, sending them would cost as much as reading."""
NOBODY_LIVED: Final[Record] = b""
"""The record of a unit that kills who reads it."""


def _nothing() -> None:
    return


@dataclass(frozen=True)
class Crew:
    """Who reads: how executors are got, and by what errors they say that a worker died."""

    make: Callable[[int], Executor]
    """Returns an executor of so many workers."""
    size: int
    died: tuple[type[BaseException], ...] = (BrokenExecutor,)
    lost: tuple[type[BaseException], ...] = ()
    """By what errors they say that nobody can be reached any more."""
    close: Callable[[], None] = _nothing


def local_crew() -> Crew | None:
    """Return as many processes as there are cores for us; None where there is one."""
    size = cores()
    return Crew(processes, size) if size > 1 else None


@dataclass
class Batch:
    """Units that a worker was given."""

    units: Sequence[Unit]
    future: Future[list[Record | None]]
    wait: Callable[[Batch], list[Record | None]]

    @cached_property
    def records(self) -> list[Record | None]:
        """What each came to; None for one that only the caller can tell. It may have to come."""
        return self.wait(self)


class Workers:
    """A crew at work on a round; to be closed."""

    def __init__(self, crew: Crew, basis: Basis, program: str) -> None:
        self._crew, self._program = crew, program
        self._basis = sent(basis)
        self._many: Executor | None = None
        self._single: Executor | None = None
        self._given: set[Future[list[Record | None]]] = set()
        """What is not told of yet."""

    @property
    def batch(self) -> int:
        """How many units are best given at once."""
        return BATCH

    def close(self) -> None:
        """Send everybody home."""
        for executor in (self._many, self._single):
            if executor is not None:
                executor.shutdown(wait=False)
        self._crew.close()

    def give(self, units: Sequence[Unit]) -> Batch:
        """Give units to whoever of the crew has time."""
        if self._many is None:
            self._many = self._crew.make(self._crew.size)
        try:
            future = self._many.submit(work, self._basis, units, self._program)
        except self._crew.died:  # it broke since the last was given
            self._many = self._crew.make(self._crew.size)
            future = self._many.submit(work, self._basis, units, self._program)
        self._given.add(future)
        return Batch(units, future, self._records)

    def _records(self, batch: Batch) -> list[Record | None]:
        try:
            return self._result(batch.future)
        except self._crew.died:
            # Beside a file that kills, one that is read alone would be taken for it.
            wait(self._given)
            return [self._alone(unit) for unit in batch.units]
        finally:
            self._given.discard(batch.future)

    def _result(self, future: Future[list[Record | None]]) -> list[Record | None]:
        try:
            return future.result()
        except self._crew.lost as error:
            raise ClusterUnusable(
                "ワーカーとの接続が切れたか、ワーカーに evaluator がありません。"
                "もう一度実行してください（済んだ分は読み直しません）。"
            ) from error

    def _alone(self, unit: Unit) -> Record | None:
        """Read a unit with nobody beside it."""
        if self._single is None:
            self._single = self._crew.make(1)
        try:
            future = self._single.submit(work, self._basis, (unit,), self._program)
            return self._result(future)[0]
        except self._crew.died:
            self._single = None
            return NOBODY_LIVED
