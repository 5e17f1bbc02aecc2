"""Files are read and checked in their order, by one process or many, each once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from evaluator.files import read_file
from evaluator.findings import CellRef
from evaluator.findings.file import NOBODY_COULD_READ
from evaluator.secretariat.cache import Cache, cache_of
from evaluator.secretariat.examine import (
    Basis,
    Examined,
    Record,
    Unit,
    examine,
    examined_here,
    told,
)
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.program import program_identity
from evaluator.secretariat.workers import NOBODY_LIVED, Batch, Crew, Workers, local_crew
from evaluator.xlsx.refusal import Refused

AT_ONCE: Final = 256
"""Files whose bytes are held at a time: however many come, memory stays as it is."""
ENOUGH: Final = 128
"""From so many files on several processes read them: to start one costs as much as fifty."""
SOME: Final = 8
"""From so many files on the workers of a cluster read them, where one is named."""
Files = Sequence[Incoming]
"""What is read together: one file, or the forms of a ministry that count beside each other."""


def examined(
    opened: OpenRound,
    every: Iterable[Files],
    crew: Crew | None = None,
    *,
    keep: bool = False,
) -> Iterator[tuple[Examined, ...]]:
    """Read and check files by the present catalogue; yield what each unit comes to, in order.

    One file never stops the others. `crew` says who reads; else it depends on how many there are.
    With `keep` what was read before is not read again (`cache`).
    """
    examiner = _Examiner(opened, crew, cache_of(opened) if keep else None)
    try:
        for files in every:
            examiner.take(files)
            if len(examiner.line) >= AT_ONCE:
                yield examiner.oldest()
        while examiner.line:
            yield examiner.oldest()
    finally:
        examiner.close()


@dataclass
class _Waiting:
    """A unit that was taken and is not told of yet."""

    files: Files
    unit: Unit
    known: tuple[Examined, ...] | None
    """What it came to when it was read before."""
    batch: Batch | None = None
    """With what others it was given to a worker."""
    at: int = 0

    @property
    def record(self) -> Record | None:
        """What its worker made of it; None if it is to be read here."""
        return self.batch.records[self.at] if self.batch else None


class _Examiner:
    """Reads for a round, with helpers as soon as there is enough to do."""

    def __init__(self, opened: OpenRound, crew: Crew | None, cache: Cache | None) -> None:
        self._opened, self._crew, self._cache = opened, crew, cache
        self._workers: Workers | None = None
        self.line: deque[_Waiting] = deque()
        """Units in the order of their coming. Workers have what is behind the oldest, too."""
        self._unread: deque[_Waiting] = deque()
        """Those among them that nobody has been given."""

    def close(self) -> None:
        for one in self.line:  # whoever stops here wants no more
            if one.batch is not None:
                one.batch.future.cancel()
        if self._workers is not None:
            self._workers.close()

    def take(self, files: Files) -> None:
        """Put a unit into the line."""
        unit = tuple(_readable(files))
        one = _Waiting(files, unit, self._known(unit))
        self.line.append(one)
        if one.known is None:
            self._unread.append(one)
            workers = self._helpers()
            while workers and len(self._unread) >= workers.batch:
                self._hand_over(workers)

    def oldest(self) -> tuple[Examined, ...]:
        """Return what the first in the line comes to, and take it out."""
        one = self.line.popleft()
        if self._unread and self._unread[0] is one:
            if self._workers is not None:
                self._hand_over(self._workers)
            else:
                self._unread.popleft()
        told_of = self._told(one.unit, one.record) if one.known is None else one.known
        read = iter(told_of)
        return tuple(_refused(each) or next(read) for each in one.files)

    def _known(self, unit: Unit) -> tuple[Examined, ...] | None:
        """Return what a unit came to when it was read before; of no file there is nothing."""
        if not unit:
            return ()
        record = self._cache.get(unit) if self._cache else None
        # What was not written by this program may be anything.
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            return told(record, self._opened.catalogue, self._opened.kept) if record else None
        return None

    def _hand_over(self, workers: Workers) -> None:
        """Give the first that nobody has to a worker, a batch of them if there are so many."""
        some = [self._unread.popleft() for _ in range(min(workers.batch, len(self._unread)))]
        batch = workers.give([one.unit for one in some])
        for at, one in enumerate(some):
            one.batch, one.at = batch, at

    def _helpers(self) -> Workers | None:
        if self._workers is None and self._crew is None:
            self._crew = _crew_for(len(self._unread), self._opened.workspace.scheduler)
        if self._workers is None and self._crew is not None:
            self._workers = Workers(self._crew, basis_of(self._opened), program_identity())
        return self._workers

    def _told(self, unit: Unit, record: Record | None) -> tuple[Examined, ...]:
        opened = self._opened
        if record == NOBODY_LIVED:
            return tuple(_killing(name) for name, _ in unit)
        every = told(record, opened.catalogue, opened.kept) if record else None
        if every is None and self._cache is None:
            return examined_here(unit, opened.yardstick, opened.kept)
        if record is None or every is None:
            record = examine(unit, opened.yardstick, opened.kept)
            every = told(record, opened.catalogue, opened.kept)
        if self._cache:
            self._cache.put(unit, record)
        assert every is not None  # it was made just now, here
        return every


def _crew_for(number: int, scheduler: str) -> Crew | None:
    """Return who reads so many files; None if they are read here."""
    if scheduler and number >= SOME:
        # An extra that few have.
        from evaluator.secretariat.cluster import cluster_crew  # noqa: PLC0415

        return cluster_crew(scheduler)
    return local_crew() if number >= ENOUGH else None


def basis_of(opened: OpenRound) -> Basis:
    """Return what a round's files are read by, as it is sent to others."""
    folder = opened.workspace.version(opened.id, "").parent
    versions = {path.stem: read_file(path) for path in sorted(folder.glob("*.xlsx"))}
    return Basis(opened.catalogue, opened.settings, opened.rubric, versions)


def _readable(files: Files) -> Iterator[tuple[str, bytes]]:
    for each in files:
        if each.kept is not None and each.refusal is None:
            yield each.name, each.kept


def _refused(incoming: Incoming) -> Examined | None:
    """Return what is said of a file that is not looked into; None of any other."""
    try:
        _ = incoming.content
    except Refused as refusal:
        return Examined(None, (refusal.finding(incoming.name),), is_refused=True)
    return None


def _killing(name: str) -> Examined:
    return Examined(None, (NOBODY_COULD_READ.at(CellRef(name)),), is_refused=True)
