"""A command loads the big libraries that it needs, and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.ledger_builders import Office
from tests.small_round import Little

DRAWN: Final = ("matplotlib", "pandas", "docx", "jinja2", "pyarrow")
"""What counts, and what draws and sets the outputs."""
LEDGER: Final = ("sqlalchemy", "alembic")
FILES: Final = ("lxml", "openpyxl", "xlsxwriter")

_RUN: Final = """
import json, sys
from evaluator.cli import main
sys.argv = ["evaluator", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    print(json.dumps([ended.code or 0, [name for name in sys.modules if "." not in name]]))
"""


def loaded(root: Path, *arguments: str) -> set[str]:
    """Run a command in a process of its own; return what it has loaded."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", _RUN, *arguments],
        cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code in (0, 1), done.stderr
    return set(names)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["run", "--help"]])
def test_help_loads_none(tmp_path: Path, arguments: list[str]) -> None:
    assert loaded(tmp_path, *arguments).isdisjoint({*DRAWN, *LEDGER, *FILES})


def test_check_loads_what_reads_a_form_and_no_ledger(little: Little) -> None:
    form, other = little.saved()
    little.office.receive(other)

    modules = loaded(little.office.workspace.root, "check", str(form))

    assert modules.isdisjoint({*DRAWN, *LEDGER, "openpyxl", "xlsxwriter", "numpy", "rich"})
    assert "lxml" in modules


@pytest.mark.slow
def test_what_is_done_every_day_loads_the_ledger_and_nothing_that_draws(little: Little) -> None:
    form, _ = little.saved()
    root = little.office.workspace.root

    for command in (
        ("receive", "R07", str(form), "--as", "山田"),
        ("accept", "R07", "外務省", "--as", "山田"),
        ("status", "R07"),
        ("mail", "R07", "督促"),
        ("history", "R07", "S017"),
    ):
        modules = loaded(root, *command)
        assert modules.isdisjoint(DRAWN), command
        assert "sqlalchemy" in modules


@pytest.mark.slow
def test_rating_and_review_load_nothing_that_draws(ready: Office) -> None:
    for command in (("rate", "R07"), ("review", "export", "R07")):
        assert loaded(ready.workspace.root, *command).isdisjoint(DRAWN), command
