"""Many returns, and many measures: time, memory, and what is not done twice, as one table.

    .venv/bin/python -m benchmarks.many [--sizes 20,200,2000] [--times 1,3,10] [--turns 3]
                                   [--rows 1234568]

Returns are the sample's forms, no two of the same bytes. Each job runs in a process of its own,
whose CPU is told with that of its workers, and its peak of memory, or that of its largest worker.
Ratios are of one run: medians of the turns, with the lowest and the highest beside them.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from benchmarks.cluster import two_workers
from benchmarks.larger import larger_round
from benchmarks.reading import sample
from benchmarks.returns import R07, made
from benchmarks.rounds import OF_FEW, STEPS, changed
from evaluator.files import Workspace

ROUNDS: Final = (200, 1_741)
"""Respondents of the larger rounds: the second are the municipalities of the country."""


def measured(command: list[str]) -> dict[str, Any]:
    """Run a command; return its wall clock and CPU in seconds, its peak in MB, what it printed.

    The CPU is that of all its processes, the peak that of the largest (Linux: else of those that
    it waits for itself).
    """
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", *command],
            stdout=said,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        cpu, peak, wall = 0.0, 0, 0.0
        # Those that it leaves behind come to us: what begins its readers is waited for by nobody.
        with suppress(ChildProcessError):
            while True:
                _, _, used = os.wait4(-process.pid, 0)
                wall = wall or time.monotonic() - began
                cpu, peak = cpu + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss)
        said.seek(0)
        lines = said.read().strip().splitlines()
    told = json.loads(lines[-1]) if command[0] == "benchmarks.job" else {}
    return {"wall": wall, "cpu": cpu, "peak": peak / 1000, "counts": told}


def _adopt() -> None:
    """Let whoever our children leave behind become our child (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


_CHILD_SUBREAPER: Final = 36


def job(name: str, folder: Path, *arguments: object) -> dict[str, Any]:
    """Measure one of `benchmarks.job`."""
    return measured(["benchmarks.job", name, str(folder), *map(str, arguments)])


def main() -> None:
    """Measure everything, and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", default="20,200,2000")
    options.add_argument("--times", default="1,3,10")
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--naive", type=int, default=500)
    options.add_argument("--rows", default="1234568")
    given = options.parse_args()
    _adopt()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},")
    print(f"load {os.getloadavg()[0]:.1f} at the beginning")
    with tempfile.TemporaryDirectory() as place:
        root = sample(Path(place) / "sample")
        sizes = [int(size) for size in given.sizes.split(",")]
        times = [int(each) for each in given.times.split(",")]
        rows: dict[str, Callable[[], None]] = {
            "1": lambda: _against_naive(root, given.turns, given.naive),
            "2": lambda: _by_number(root, sizes),
            "3": lambda: _rounds(root, Path(place)),
            "4": lambda: _forms(root, given.turns),
            "5": lambda: _cold(root, given.turns),
            "6": lambda: _by_measures(root, Path(place), times),
            "8": lambda: _by_cluster(root, given.turns, given.naive),
        }
        for row in given.rows:
            rows[row]()
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _against_naive(root: Path, turns: int, number: int) -> None:
    folder = made(root, number)
    runs = {
        "many": [job("many", root, folder) for _ in range(turns)],
        "naive": [job("naive", folder) for _ in range(turns)],
    }
    marks = [{k: v for k, v in runs[n][0]["counts"].items() if k in "◎○△×"} for n in runs]
    assert marks[0] == marks[1], marks
    for kind, what in (("wall", "by the clock"), ("cpu", "of CPU")):
        (ours, middle), (theirs, longer) = (_spread(runs[name], kind) for name in runs)
        said = f"{ours} {what}; the usual way {theirs}: {longer / middle:.1f} times"
        print(f"(1) {number} returns: {said}")


def _spread(runs: list[dict[str, Any]], kind: str) -> tuple[str, float]:
    takes = [run[kind] for run in runs]
    middle = statistics.median(takes)
    return f"{middle:.2f} s ({min(takes):.2f} to {max(takes):.2f})", middle


def _by_number(root: Path, sizes: list[int]) -> None:
    for size in sizes:
        folder = made(root, size)
        one = job("many", root, folder)
        shutil.rmtree(folder)
        each, wall = one["cpu"] / size * 1000, one["wall"] / size * 1000
        print(
            f"(2) {size:,} returns: {each:.1f} ms of CPU each ({wall:.1f} by the clock), "
            f"{one['peak']:.0f} MB at most"
        )


def _rounds(root: Path, place: Path) -> None:
    """Rounds of so many respondents of two measures each: everything, and with one changed."""
    for size in ROUNDS:
        folder = larger_round(root, place / f"of {size}", size, OF_FEW)
        first = job("round", folder)
        changed(folder)
        again = job("round", folder)
        told, forms = first["counts"], first["counts"]["forms"]
        held = ", ".join(f"{step} {told[f'{step} MB']:.0f}" for step in STEPS)
        print(
            f"(2) a round of {forms:,.0f} forms: {first['cpu'] / forms * 1000:.1f} ms of CPU each"
        )
        print(f"    MB held after each step: {held}; {first['peak']:.0f} at most")
        share, reading = again["cpu"] / first["cpu"], again["counts"]["returns s"] / first["cpu"]
        print(
            f"(3) one changed of {forms:,.0f}: {share:.1%} of the first run, "
            f"of it {reading:.1%} for the returns"
        )


def _forms(root: Path, turns: int) -> None:
    takes = {
        how: statistics.median(job("forms", root, how)["counts"]["took"] for _ in range(turns))
        for how in ("own", "openpyxl", "deflate")
    }
    own = takes["own"]
    against = f"openpyxl {takes['openpyxl'] / own:.1f}, deflate {takes['deflate'] / own:.2f} times"
    print(f"(4) 13 forms written: {own:.2f} s of CPU; {against} that")


def _by_cluster(root: Path, turns: int, number: int) -> None:
    """So many returns by two workers of a Dask cluster, against two processes of this machine."""
    returns = made(root, number)
    with tempfile.TemporaryDirectory() as folder, two_workers(Path(folder)) as address:
        there = [job("many", root, returns, address) for _ in range(turns)]
    here = [job("many", root, returns) for _ in range(turns)]
    (here_said, middle), (there_said, longer) = _spread(here, "wall"), _spread(there, "wall")
    print(
        f"(8) {number} returns by Dask: {there_said}; by processes of this machine: {here_said}: "
        f"{longer / middle:.2f} times, by the clock"
    )


def _cold(root: Path, turns: int) -> None:
    form = next(Workspace(root).submissions(R07).glob("*.xlsx"))
    for name, more in (("check", str(form)), ("status", "R07"), ("run", "R07")):
        runs = [measured(["evaluator", name, more, "--into", str(root)]) for _ in range(turns)]
        print(
            f"(5) {name}: {_spread(runs, 'wall')[0]} by the clock, {_spread(runs, 'cpu')[0]} of CPU"
        )


def _by_measures(root: Path, place: Path, times: list[int]) -> None:
    """The round several times over: the commands, then each output, in seconds of CPU."""
    took: dict[str, dict[int, float]] = {}
    for each in times:
        folder = larger_round(root, place / f"x{each}", each)
        commands = {n: measured(["evaluator", n, "R07", "--into", str(folder)]) for n in _COMMANDS}
        costs = {name: one["cpu"] for name, one in commands.items()}
        for name, cost in (costs | job("outputs", folder)["counts"]).items():
            took.setdefault(name, {})[each] = cost
    print(f"(6) CPU in seconds of {', '.join(map(str, times))} times the measures")
    for name, costs_of in took.items():
        costs_said = ", ".join(f"{costs_of[each]:.2f}" for each in times)
        print(f"    {name}: {costs_said}: {costs_of[times[-1]] / costs_of[times[0]]:.1f} times")


_COMMANDS: Final = ("template", "run")


if __name__ == "__main__":
    main()
