"""Many returns, and many measures: time, memory, and what is not done twice, as one table.

    .venv/bin/python -m benchmarks.many [--sizes 20,200,2000] [--times 1,3,10] [--turns 3]
                                   [--rows 1234568]

Returns are the sample's forms, no two of the same bytes. Each job runs in a process of its own,
whose peak of memory is told with it (of its largest worker too). Ratios are of one run: medians of
the turns, with the lowest and the highest beside them.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.cluster import two_workers
from benchmarks.larger import larger_round
from benchmarks.reading import sample
from benchmarks.rounds import OF_FEW, STEPS, changed, evaluated
from benchmarks.written import written
from evaluator.__main__ import SELDOM
from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.secretariat.examine import Examined
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import open_round

R07: Final = RoundId("R07")
ROUNDS: Final = (200, 1_741)
"""Respondents of the larger rounds: the second are the municipalities of the country.

A register does not take many more of them: a workbook of more than 200,000 cells is not read.
"""


# the jobs, each in a process of its own ------------------------------------------------------
def returns(root: Path, number: int) -> Iterator[tuple[Incoming]]:
    """Yield so many forms, no two of the same bytes."""
    paths = sorted(Workspace(root).submissions(R07).glob("*.xlsx"))
    forms = [(path, path.read_bytes()) for path in paths]
    for each in range(number):
        path, content = forms[each % len(forms)]
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(zipfile.ZipInfo("docProps/number.txt"), str(each))  # at no time of day
        yield (Incoming(path, path.name, out.getvalue()),)


def _naive(root: Path, number: int) -> Counter[str]:
    from benchmarks.naive import naive  # noqa: PLC0415  # its libraries are loaded by this job alone

    return naive(one.kept or b"" for (one,) in returns(root, number))


def _outputs(root: Path) -> Any:
    from benchmarks.outputs import outputs  # noqa: PLC0415  # likewise; others' memory is told

    return outputs(root)


def counted(read: Iterable[tuple[Examined, ...]]) -> Counter[str]:
    """Count marks and findings as they come; nothing is held."""
    counts: Counter[str] = Counter()
    for (one,) in read:
        assert one.submission is not None
        marks = (row.row.self_mark for row in one.submission.measures.rows)
        counts.update(str(mark) for mark in marks if mark)
        counts["findings"] += len(one.findings)
    return counts


def many(root: Path, number: int, scheduler: str = "") -> Counter[str]:
    """Read, check and count so many returns, by as many processes as the program sees fit."""
    opened = open_round(Workspace(root, scheduler=scheduler), R07)
    return counted(examined(opened, returns(root, number)))


JOBS: Final[dict[str, Any]] = {
    "many": lambda root, number, scheduler="": many(root, int(number), scheduler),
    "none": lambda root, number: {"files": sum(1 for _ in returns(root, int(number)))},
    "naive": lambda root, number: _naive(root, int(number)),
    "forms": written,
    "round": evaluated,
    "outputs": _outputs,
}


# measuring -------------------------------------------------------------------------------------
def measured(command: list[str]) -> dict[str, Any]:
    """Run a command; return its wall clock and CPU in seconds, its peak in MB, what it printed."""
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", *command], check=False, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout.strip().splitlines()
    told = json.loads(said[-1]) if command[0] == "benchmarks.many" else {}
    return {"wall": time.monotonic() - began, "cpu": cpu, **told}


def job(name: str, root: Path, *arguments: object) -> dict[str, Any]:
    """Measure one of `JOBS`."""
    return measured(["benchmarks.many", "--job", name, str(root), *map(str, arguments)])


def _do(name: str, root: str, arguments: list[str]) -> None:
    if name != "naive":  # Python's own setting; ours is that of the commands
        gc.set_threshold(*SELDOM)
    came = JOBS[name](Path(root), *arguments)
    peaks = [resource.getrusage(who).ru_maxrss for who in _WHO]
    print(json.dumps({"counts": came or {}, "peak": max(peaks) / 1000}))


_WHO: Final = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    """Measure everything, and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--job", nargs="+")
    options.add_argument("--sizes", default="20,200,2000")
    options.add_argument("--times", default="1,3,10")
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--naive", type=int, default=500)
    options.add_argument("--rows", default="1234568")
    given = options.parse_args()
    if given.job:
        _do(given.job[0], given.job[1], given.job[2:])
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},")
    print(f"load {os.getloadavg()[0]:.1f} at the beginning")
    with tempfile.TemporaryDirectory() as made:
        root = sample(Path(made) / "sample")
        sizes = [int(size) for size in given.sizes.split(",")]
        times = [int(each) for each in given.times.split(",")]
        rows: dict[str, Callable[[], None]] = {
            "1": lambda: _against_naive(root, given.turns, given.naive),
            "2": lambda: _by_number(root, sizes),
            "3": lambda: _rounds(root, Path(made)),
            "4": lambda: _forms(root, given.turns),
            "5": lambda: _cold(root, given.turns),
            "6": lambda: _by_measures(root, Path(made), times),
            "8": lambda: _by_cluster(root, given.turns, given.naive),
        }
        for row in given.rows:
            rows[row]()
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _against_naive(root: Path, turns: int, number: int) -> None:
    runs = {name: [job(name, root, number) for _ in range(turns)] for name in ("many", "naive")}
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
        one = job("many", root, size)
        each, wall = one["cpu"] / size * 1000, one["wall"] / size * 1000
        print(
            f"(2) {size:,} returns: {each:.1f} ms of CPU each ({wall:.1f} by the clock), "
            f"{one['peak']:.0f} MB at most"
        )


def _rounds(root: Path, made: Path) -> None:
    """Rounds of so many respondents of two measures each: everything, and with one changed."""
    for size in ROUNDS:
        folder = larger_round(root, made / f"of {size}", size, OF_FEW)
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
    with tempfile.TemporaryDirectory() as folder, two_workers(Path(folder)) as address:
        there = [job("many", root, number, address) for _ in range(turns)]
    here = [job("many", root, number) for _ in range(turns)]
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


def _by_measures(root: Path, made: Path, times: list[int]) -> None:
    """The round several times over: the commands, then each output, in seconds of CPU."""
    took: dict[str, dict[int, float]] = {}
    for each in times:
        folder = larger_round(root, made / f"x{each}", each)
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
