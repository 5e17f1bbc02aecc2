"""Files are read and checked in their order, by one process or many, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
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
from evaluator.secretariat.workers import NOBODY_LIVED, Crew, Workers, local_crew
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
    units = iter(every)
    try:
        while some := list(islice(units, AT_ONCE)):
            yield from examiner.tell(some)
    finally:
        examiner.close()


class _Examiner:
    """Reads for a round, with helpers as soon as there is enough to do."""

    def __init__(self, opened: OpenRound, crew: Crew | None, cache: Cache | None) -> None:
        self._opened, self._crew, self._cache = opened, crew, cache
        self._workers: Workers | None = None

    def close(self) -> None:
        if self._workers is not None:
            self._workers.close()

    def tell(self, some: Sequence[Files]) -> Iterator[tuple[Examined, ...]]:
        """Yield what units come to."""
        units = [tuple(_readable(files)) for files in some]
        known = [self._known(unit) for unit in units]
        pairs = zip(units, known, strict=True)
        records = self._records([unit for unit, told_of in pairs if told_of is None])
        for files, unit, told_of in zip(some, units, known, strict=True):
            read = iter(self._told(unit, next(records)) if told_of is None else told_of)
            yield tuple(_refused(each) or next(read) for each in files)

    def _known(self, unit: Unit) -> tuple[Examined, ...] | None:
        """Return what a unit came to when it was read before; of no file there is nothing."""
        if not unit:
            return ()
        record = self._cache.get(unit) if self._cache else None
        # What was not written by this program may be anything.
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            return told(record, self._opened.catalogue, self._opened.kept) if record else None
        return None

    def _records(self, units: Sequence[Unit]) -> Iterator[Record | None]:
        """Yield the records of units; None of one that is to be read here."""
        workers = self._helpers(len(units))
        return workers.records(units) if workers else iter([None] * len(units))

    def _helpers(self, number: int) -> Workers | None:
        if self._workers is None and self._crew is None:
            self._crew = _crew_for(number, self._opened.workspace.scheduler)
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
