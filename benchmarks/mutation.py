"""Do the tests of a room notice a small mistake in it? Mistakes are made, one at a time, and seen.

    python -m benchmarks.mutation --number 100

A sample of the changes that `mutants` knows, the same for the same seed and the same code, is
made in a copy of the project; the quick tests of the room run until one fails. A change that
makes no difference stands in equivalent_mutants.toml with the reason, and is not counted.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from benchmarks.mutants import Mutant, mutants_of

ROOT: Final = Path(__file__).parents[1]
EQUIVALENT: Final = Path(__file__).with_name("equivalent_mutants.toml")
COPIED: Final = ("evaluator", "tests", "benchmarks", "docs")
PYTEST: Final = (
    *("-m", "pytest", "-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("-o", "addopts=", "-W", "error", "-m", "not slow", "--hypothesis-seed=0"),
)
SLOWER: Final = 5
"""How many times as long as usual a run may take; then it has been noticed."""
LEAST_SECONDS: Final = 60.0
GOAL: Final = 0.9


@dataclass(frozen=True)
class Room:
    """A folder of the program, and that of its tests."""

    name: str
    code: str
    tests: str

    def mutants(self, root: Path) -> tuple[Mutant, ...]:
        """Return every mutant of the room, in order."""
        files = sorted((root / self.code).rglob("*.py"))
        return tuple(
            m for file in files for m in mutants_of(root, file.relative_to(root).as_posix())
        )


ROOMS: Final = (
    Room("rating", "evaluator/rating", "tests/rating"),
    Room("results", "evaluator/results", "tests/results"),
    Room("checks", "evaluator/checks", "tests/checks"),
    Room("normalise", "evaluator/sheets/normalise", "tests/sheets"),
)


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class Tried:
    """A mutant, what became of it, and after how many seconds."""

    room: Room
    mutant: Mutant
    fate: Fate
    seconds: float = 0.0


# the sample --------------------------------------------------------------------------------
def equivalent(root: Path) -> Mapping[str, str]:
    """Return the mutants that change nothing, with the reasons. SystemExit if one is no more."""
    given = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    reasons = {f"{m['file']}: {m['scope']}: {m['change']}": m["reason"] for m in given}
    known = {mutant.name for room in ROOMS for mutant in room.mutants(root)}
    gone = [name for name in reasons if name not in known]
    if gone:
        sys.exit("\n".join([f"{EQUIVALENT.name} names what is no mutant any more:", *gone]))
    return reasons


def sample(room: Room, root: Path, number: int, seed: int) -> list[Mutant]:
    """Return so many mutants of a room, the same for the same seed and the same code."""
    every = room.mutants(root)
    chosen = random.Random(f"{seed} {room.name}").sample(every, min(number, len(every)))  # noqa: S311
    return sorted(chosen, key=lambda mutant: (mutant.file, mutant.number))


# one run -----------------------------------------------------------------------------------
@dataclass
class Copy:
    """A copy of the project, in which one file at a time is changed."""

    root: Path
    clock: int = 0

    def is_noticed(self, mutant: Mutant, room: Room, seconds: float) -> bool:
        """Whether the room's tests fail, or do not end, with a mutant in its file's place."""
        path = self.root / mutant.file
        original = path.read_bytes()
        self._write(path, mutant.source(self.root).encode())
        try:
            return self.run(room, seconds) != 0
        finally:
            self._write(path, original)

    def run(self, room: Room, seconds: float) -> int:
        """Run the room's quick tests; return the exit code, -1 if they do not end in time."""
        environment = os.environ | {"PYTHONPATH": str(self.root)}
        process = subprocess.Popen(  # noqa: S603  # the project's own tests
            [sys.executable, *PYTEST, room.tests],
            cwd=self.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return -1

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file with a time of its own, so that no compiled one is taken for it."""
        path.write_bytes(content)
        self.clock += 2
        os.utime(path, (self.clock, self.clock))


@contextmanager
def copies(number: int) -> Iterator[list[Copy]]:
    """Make copies of the project, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        made = []
        for each in range(number):
            root = Path(folder) / str(each)
            for name in COPIED:
                ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
                shutil.copytree(ROOT / name, root / name, ignore=ignored)
            for file in ROOT.glob("*.*"):
                if file.suffix in {".toml", ".md"}:
                    shutil.copy(file, root / file.name)
            made.append(Copy(root))
        yield made


def usual_seconds(copy: Copy, room: Room) -> float:
    """Return how long the room's tests take. SystemExit if they fail as it is."""
    started = time.monotonic()
    if copy.run(room, 3600):
        sys.exit(f"The quick tests of {room.tests} fail without any change.")
    return time.monotonic() - started


# all of them -------------------------------------------------------------------------------
def try_all(
    work: Sequence[tuple[Room, Mutant]], reasons: Mapping[str, str], jobs: int
) -> Iterator[Tried]:
    """Yield what becomes of each mutant, as it becomes known."""
    with copies(jobs) as made, ThreadPoolExecutor(jobs) as pool:
        rooms = dict.fromkeys(room for room, _ in work)
        limits = {r: max(LEAST_SECONDS, SLOWER * usual_seconds(made[0], r)) for r in rooms}
        free: SimpleQueue[Copy] = SimpleQueue()
        for copy in made:
            free.put(copy)

        def one(given: tuple[Room, Mutant]) -> Tried:
            room, mutant = given
            if mutant.name in reasons:
                return Tried(room, mutant, Fate.EQUIVALENT)
            copy, started = free.get(), time.monotonic()
            try:
                noticed = copy.is_noticed(mutant, room, limits[room])
            finally:
                free.put(copy)
            fate = Fate.KILLED if noticed else Fate.SURVIVED
            return Tried(room, mutant, fate, time.monotonic() - started)

        yield from pool.map(one, work)


def report(tried: Sequence[Tried], root: Path, reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield the table, a line a room, and whatever was not noticed."""
    heads = ("mutants", "tried", "killed", "survived", "equal", "score")
    yield "room      " + "".join(f"{head:>10}" for head in heads)
    for room in [*dict.fromkeys(each.room for each in tried), None]:
        mine = [each for each in tried if room in (each.room, None)]
        rooms = dict.fromkeys(each.room for each in mine)
        every = sum(len(each.mutants(root)) for each in rooms)
        killed, survived, equal = (sum(e.fate is fate for e in mine) for fate in Fate)
        numbers = (every, len(mine), killed, survived, equal, f"{score(mine):.0%}")
        yield f"{room.name if room else 'all':<10}" + "".join(f"{n:>10}" for n in numbers)
    for each in tried:
        if each.fate is not Fate.KILLED:
            mutant = each.mutant
            yield f"{each.fate}: {mutant.file}:{mutant.line} ({mutant.scope}) {mutant.change}"
            if mutant.name in reasons:
                yield f"    {reasons[mutant.name]}"


def score(tried: Sequence[Tried]) -> float:
    """Return the share that was noticed of those that make a difference."""
    counted = [each for each in tried if each.fate is not Fate.EQUIVALENT]
    return sum(e.fate is Fate.KILLED for e in counted) / len(counted) if counted else 1.0


def main() -> None:
    """Run from the command line; the exit code is 1 below the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--number", type=int, default=100, help="how many, over all rooms")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--room", action="append", choices=[room.name for room in ROOMS])
    parser.add_argument("--file", default="", help="only files with this in their name")
    given = parser.parse_args()
    reasons = equivalent(ROOT)
    rooms = [room for room in ROOMS if not given.room or room.name in given.room]
    work = [
        (room, mutant)
        for room in rooms
        for mutant in sample(room, ROOT, given.number // len(rooms), given.seed)
        if given.file in mutant.file
    ]
    tried = []
    for each in try_all(work, reasons, given.jobs):
        tried.append(each)
        where = f"{each.mutant.file}:{each.mutant.line}"
        done = f"{len(tried)}/{len(work)} {each.fate} {each.seconds:.0f} s"
        print(done, where, each.mutant.change, file=sys.stderr, flush=True)
    print("\n".join(report(tried, ROOT, reasons)))
    sys.exit(0 if score(tried) >= GOAL else 1)


if __name__ == "__main__":
    main()
