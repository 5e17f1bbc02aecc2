"""The same inputs give the same bytes: for every output, on another day, in another place."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

from evaluator.files import Workspace
from evaluator.secretariat import report
from evaluator.secretariat.cache import FOLDER as CACHE
from evaluator.secretariat.opening import open_round
from tests.builders import R07

RUN: Final = """
import datetime, sys, time
days = float(sys.argv[2])
now, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: now() + days * 86400
time.localtime = lambda at=None: local(time.time() if at is None else at)
time.gmtime = lambda at=None: utc(time.time() if at is None else at)
plain = datetime.datetime
class AnyDay(type):
    def __instancecheck__(cls, value):  # a day made before the clock was changed is one too
        return isinstance(value, plain)
class Later(plain, metaclass=AnyDay):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=days)
    @classmethod
    def utcnow(cls):
        return super().now(datetime.UTC).replace(tzinfo=None) + datetime.timedelta(days=days)
from pathlib import Path
from evaluator.results import tabulate  # else pandas would be loaded with the other clock
from evaluator.secretariat import report
from evaluator.secretariat.opening import open_round
from evaluator.files import Workspace
from evaluator.model import RoundId
datetime.datetime = Later
for name, module in list(sys.modules.items()):
    if name.startswith(("docx", "pptx", "xlsxwriter", "openpyxl", "matplotlib")):
        if getattr(module, "datetime", None) is plain:
            module.datetime = Later
report.run(open_round(Workspace(Path(sys.argv[1])), RoundId("R07")))
"""


def outputs(root: Path, days: int, **environment: str) -> dict[str, bytes]:
    """Run the round under another clock; return every output by its path."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", RUN, str(root), str(days)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    folder = root / "reports" / R07
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and CACHE not in path.parts
    }


@pytest.mark.slow
def test_every_output_is_the_same_on_another_day_in_another_place(
    few: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    there = Workspace(tmp_path_factory.mktemp("別の場所"))
    for path in few.root.rglob("*.xlsx"):
        target = there.root / path.relative_to(few.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())

    first = outputs(few.root, 0, TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    second = outputs(there.root, 400, TZ="America/Los_Angeles", PYTHONHASHSEED="2")

    assert len(first) == 68
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_no_output_names_a_path_or_a_day_of_the_clock(few: Workspace) -> None:
    _, paths = report.run(open_round(few, R07))

    for path in paths:
        content = path.read_bytes()
        assert str(few.root).encode() not in content, path.name
        if path.suffix in (".xlsx", ".docx", ".pptx"):
            with zipfile.ZipFile(path) as package:
                assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                for name in package.namelist():
                    assert str(few.root).encode() not in package.read(name), name
