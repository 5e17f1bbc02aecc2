"""Many returns, and many measures: time, memory, and what is not done twice, as one table.

    .venv/bin/python -m benchmarks.many [--sizes 20,200,2000] [--times 1,3,10] [--turns 3]

Returns are the sample's forms, no two of the same bytes. Each job runs in a process of its own,
whose peak of memory is told with it (of its largest worker too). Ratios are of one run: medians of
the turns, with the lowest and the highest beside them.
"""

from __future__ import annotations

import argparse
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
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.larger import larger_round
from benchmarks.reading import sample
from evaluator.files import Workspace
from evaluator.form.issue import form_name, write_form
from evaluator.model import RoundId
from evaluator.secretariat.examine import Examined
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import open_round

R07: Final = RoundId("R07")


# the jobs, each in a process of its own ------------------------------------------------------
def returns(root: Path, number: int, changed: int = 0) -> Iterator[tuple[Incoming]]:
    """Yield so many forms, no two of the same bytes; of some another version than usual."""
    paths = sorted(Workspace(root).submissions(R07).glob("*.xlsx"))
    forms = [(path, path.read_bytes()) for path in paths]
    for each in range(number):
        path, content = forms[each % len(forms)]
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            said = f"{each}{' again' if each < changed else ''}"
            archive.writestr(zipfile.ZipInfo("docProps/number.txt"), said)  # at no time of day
        yield (Incoming(path, path.name, out.getvalue()),)


def counted(read: Iterable[tuple[Examined, ...]]) -> Counter[str]:
    """Count marks and findings as they come; nothing is held."""
    counts: Counter[str] = Counter()
    for (one,) in read:
        assert one.submission is not None
        marks = (row.row.self_mark for row in one.submission.measures.rows)
        counts.update(str(mark) for mark in marks if mark)
        counts["findings"] += len(one.findings)
    return counts


def many(root: Path, number: int, changed: int = 0, *, keep: bool = False) -> Counter[str]:
    """Read, check and count so many returns, by as many processes as the program sees fit."""
    opened = open_round(Workspace(root), R07)
    return counted(examined(opened, returns(root, number, changed), keep=keep))


def naive(root: Path, number: int) -> Counter[str]:
    """Count the same marks the usual way: pandas, openpyxl for formulas, a model a row."""
    import pandas as pd  # noqa: PLC0415  # loaded by this job alone
    from openpyxl import load_workbook  # noqa: PLC0415
    from pydantic import BaseModel, ConfigDict  # noqa: PLC0415

    class Answer(BaseModel):
        model_config = ConfigDict(extra="allow")

    counts: Counter[str] = Counter()
    for (one,) in returns(root, number):
        content = one.kept or b""
        sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl")
        formulas = load_workbook(io.BytesIO(content))
        for sheet in formulas.worksheets:
            counts["formulas"] += sum(c.data_type == "f" for row in sheet.iter_rows() for c in row)
        for frame in sheets.values():
            keys = next((row for row in frame.values if "measures.self_mark" in row), None)
            rows = frame.where(frame.notna(), None).to_dict("records")
            answers = [Answer(**{f"c{k}": v for k, v in row.items()}) for row in rows]
            if keys is not None:
                column = f"c{list(keys).index('measures.self_mark')}"
                marks = (getattr(answer, column) for answer in answers)
                counts.update(m for m in marks if m in ("◎", "○", "△", "×"))
    return counts


def forms(root: Path, how: str) -> dict[str, float]:
    """Tell what CPU writing the round's forms takes: here, by openpyxl, or their deflate alone."""
    from openpyxl import load_workbook  # noqa: PLC0415  # loaded by this job alone

    catalogue, took = open_round(Workspace(root), R07).catalogue, 0.0
    for ministry in catalogue.respondents:
        path = Workspace(root).templates(R07) / form_name(catalogue, ministry)
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        same = load_workbook(path)
        began = time.process_time()
        if how == "own":
            write_form(catalogue, ministry)
        elif how == "openpyxl":
            _written_again(same)
        else:
            for part in parts:
                zlib.compress(part)
        took += time.process_time() - began
    return {"took": took}


def _written_again(same: Any) -> None:
    """Write the same cells with openpyxl; their looks, lists and protection are left out."""
    from openpyxl import Workbook as Book  # noqa: PLC0415

    book = Book()
    for sheet in same.worksheets:
        made = book.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    made.cell(cell.row, cell.column, cell.value)
    book.save(io.BytesIO())


JOBS: Final[dict[str, Any]] = {
    "many": lambda root, number: many(root, int(number)),
    "kept": lambda root, number: many(root, int(number), keep=True),
    "one changed": lambda root, number: many(root, int(number), 1, keep=True),
    "none": lambda root, number: {"files": sum(1 for _ in returns(root, int(number)))},
    "naive": lambda root, number: naive(root, int(number)),
    "forms": forms,
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


def several(turns: int, what: Any, kind: str = "cpu") -> tuple[str, float]:
    """Measure something so many times; return how it is shown, and the median, in seconds."""
    takes = [what()[kind] for _ in range(turns)]
    middle = statistics.median(takes)
    return f"{middle:.2f} s ({min(takes):.2f} to {max(takes):.2f})", middle


def _do(name: str, root: str, arguments: list[str]) -> None:
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
    given = options.parse_args()
    if given.job:
        _do(given.job[0], given.job[1], given.job[2:])
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},")
    print(f"load {os.getloadavg()[0]:.1f} at the beginning")
    with tempfile.TemporaryDirectory() as made:
        root = sample(Path(made) / "sample")
        _against_naive(root, given.turns, given.naive)
        sizes = [int(size) for size in given.sizes.split(",")]
        _by_number(root, sizes)
        _not_twice(root, sizes[-1])
        _forms(root, given.turns)
        _cold(root, given.turns)
        _by_measures(root, Path(made), [int(times) for times in given.times.split(",")])
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _against_naive(root: Path, turns: int, number: int) -> None:
    ours, theirs = job("many", root, number), job("naive", root, number)
    marks = [{k: v for k, v in one["counts"].items() if k in "◎○△×"} for one in (ours, theirs)]
    assert marks[0] == marks[1], marks
    said, middle = several(turns, lambda: job("many", root, number))
    print(f"(1) {number} returns: {said} of CPU; naive {theirs['cpu'] / middle:.1f} times that")


def _by_number(root: Path, sizes: list[int]) -> None:
    for size in sizes:
        one = job("many", root, size)
        each, wall = one["cpu"] / size * 1000, one["wall"] / size * 1000
        print(
            f"(2) {size:,} returns: {each:.1f} ms of CPU each ({wall:.1f} by the clock), "
            f"{one['peak']:.0f} MB at most"
        )


def _not_twice(root: Path, size: int) -> None:
    first, changed = job("kept", root, size), job("one changed", root, size)
    share, making = changed["cpu"] / first["cpu"], job("none", root, size)["cpu"] / first["cpu"]
    print(
        f"(3) one changed of {size:,}: {share:.1%} of the first run, {making:.1%} making the files"
    )


def _forms(root: Path, turns: int) -> None:
    takes = {
        how: statistics.median(job("forms", root, how)["counts"]["took"] for _ in range(turns))
        for how in ("own", "openpyxl", "deflate")
    }
    own = takes["own"]
    against = f"openpyxl {takes['openpyxl'] / own:.1f}, deflate {takes['deflate'] / own:.2f} times"
    print(f"(4) 13 forms written: {own:.2f} s of CPU; {against} that")


def _cold(root: Path, turns: int) -> None:
    form = next(Workspace(root).submissions(R07).glob("*.xlsx"))
    for name, more in (("check", str(form)), ("status", "R07"), ("run", "R07")):
        command = ["evaluator", name, more, "--into", str(root)]
        print(f"(5) {name}: {several(turns, lambda command=command: measured(command))[0]} of CPU")


def _by_measures(root: Path, made: Path, times: list[int]) -> None:
    for each in times:
        folder = larger_round(root, made / f"x{each}", each)
        into = ["--into", str(folder)]
        for name in ("template", "run"):
            one = measured(["evaluator", name, "R07", *into])
            print(f"(6) {name} of {each} times the measures: {one['cpu']:.1f} s of CPU")
        sizes = (
            p.stat().st_size for p in Workspace(folder).reports(R07).glob("*.*") if p.is_file()
        )
        print(f"    its files beside charts and data: {sum(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
