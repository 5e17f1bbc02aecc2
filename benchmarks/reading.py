"""What reading and checking a form costs, as ratios of CPU time against plain yardsticks.

    .venv/bin/python -m benchmarks.reading [ROUND_FOLDER]

All in one run and in turn, so that the ratios hold on any machine; the times themselves do not.
The floor is what no reader can do without: inflating every part and one parse of it by expat.
Circles of references are looked for as seldom as while a command runs.
Without a folder the sample round is made first.
"""

from __future__ import annotations

import gc
import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from xml.parsers import expat

from evaluator.__main__ import SELDOM
from evaluator.checks import findings_of
from evaluator.files import Workspace
from evaluator.form.annotate import without_marks
from evaluator.form.read import said_in, submission_in
from evaluator.model import RoundId
from evaluator.secretariat.opening import open_round
from evaluator.xlsx.opening import read_source

R07: Final = RoundId("R07")
TURNS: Final = 15
STARTS: Final = 5
STEPS: Final = (20, 200, 2_000)
_NOT_KEPT: Final = "PYTHONDONTWRITEBYTECODE"
Form = tuple[str, bytes]


def main() -> None:
    """Measure, and print the ratios."""
    gc.set_threshold(*SELDOM)
    with tempfile.TemporaryDirectory() as made:
        root = Path(sys.argv[1]) if len(sys.argv) > 1 else sample(Path(made) / "sample")
        paths = _forms(root)
        forms = [(path.name, path.read_bytes()) for path in paths]
        _per_form(root, forms)
        _cold(root, paths[0], Path(made))
        _memory(root)


def _forms(root: Path) -> list[Path]:
    return sorted(Workspace(root).submissions(R07).glob("*.xlsx"))


def sample(folder: Path) -> Path:
    """Make the sample round in a folder; return it."""
    subprocess.run(  # noqa: S603  # this very program
        [sys.executable, "-m", "evaluator", "demo", "--into", str(folder)],
        check=True,
        capture_output=True,
    )
    return folder


# one form ----------------------------------------------------------------------------------
def _per_form(root: Path, forms: Sequence[Form]) -> None:
    import pandas as pd  # noqa: PLC0415  # only here: the memory is measured without it

    check = _checker(root)
    takes = _medians(
        {
            "floor": _floor,
            "read": lambda form: read_source(*form, without_marks),
            "check": check,
            "pandas": lambda form: pd.read_excel(
                io.BytesIO(form[1]), sheet_name=None, engine="openpyxl"
            ),
        },
        forms,
    )
    floor, everything = takes["floor"], takes["check"]
    print(f"read one form: {takes['read'] / floor:.1f} times the floor")
    print(f"read and check it, all findings: {everything / floor:.1f} times the floor")
    print(f"the same against pandas.read_excel: {everything / takes['pandas']:.2f} times")


def _checker(root: Path) -> Callable[[Form], object]:
    opened = open_round(Workspace(root), R07)

    def check(form: Form) -> object:
        source = read_source(*form, without_marks)
        submission, found = submission_in(source, said_in(source), opened.catalogue, opened.kept)
        assert submission is not None
        return findings_of(submission, found, opened.yardstick)

    return check


def _floor(form: Form) -> None:
    with zipfile.ZipFile(io.BytesIO(form[1])) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)  # noqa: FBT003  # a C function


def _medians(jobs: dict[str, Callable[[Form], object]], forms: Sequence[Form]) -> dict[str, float]:
    """Return the median CPU time of each job for a form, done in turn."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(TURNS + 1):
        for form in forms:
            for name, job in jobs.items():
                began = time.process_time()
                job(form)
                if turn:  # the first warms up
                    times[name].append(time.process_time() - began)
    return {name: statistics.median(each) for name, each in times.items()}


# from nothing ------------------------------------------------------------------------------
def _cold(root: Path, path: Path, made: Path) -> None:
    """Compare a whole `check` of one form with what merely importing two libraries takes.

    Where forms have come, a check reads them too: it is told what does not fit between them.
    """
    begun = made / "begun"
    shutil.copytree(root / "templates", begun / "templates")
    imports = [sys.executable, "-c", "import pandas, openpyxl"]
    for what, folder in (("the first form", begun), (f"beside {len(_forms(root))} forms", root)):
        check = [sys.executable, "-m", "evaluator", "check", str(path), "--into", str(folder)]
        _cpu_of(check)  # compiles what is not yet, as installing has done with the libraries
        pairs = [(_cpu_of(check), _cpu_of(imports)) for _ in range(STARTS)]
        ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
        print(f"cold check of {what} against import pandas, openpyxl: {ours / theirs:.2f} times")


def _cpu_of(command: list[str]) -> float:
    kept = {name: value for name, value in os.environ.items() if name != _NOT_KEPT}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, env=kept)  # noqa: S603  # listed above
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# many --------------------------------------------------------------------------------------
def _memory(root: Path) -> None:
    """Print the memory held after so many forms, no two of the same bytes."""
    subprocess.run(  # noqa: S603  # this very file, apart, for pandas has been loaded here
        [sys.executable, "-m", "benchmarks.reading", "--memory", str(root)], check=True
    )


def _grow(root: Path) -> None:
    forms = [(path.name, path.read_bytes()) for path in _forms(root)]
    check = _checker(root)
    for number in range(1, max(STEPS) + 1):
        name, content = forms[number % len(forms)]
        check((name, _renumbered(content, number)))
        if number in STEPS:
            print(f"memory after {number:,} forms: {_resident():.0f} MB")


def _renumbered(content: bytes, number: int) -> bytes:
    """Return the same form in other bytes."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("docProps/number.txt", str(number))
    return out.getvalue()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1_000_000


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        _grow(Path(sys.argv[2]))
    else:
        main()
