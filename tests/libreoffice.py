"""LibreOffice as the ministry's own client: opens a workbook, types into it, saves it as .xlsx."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

_PYTHON: Final = "/usr/bin/python3"  # the one for which Debian's python3-uno is installed
_PATIENCE: Final = 120.0  # seconds until soffice answers; it takes about five

_SCRIPT: Final = """
import json, sys, uno
from com.sun.star.beans import PropertyValue

job = json.load(sys.stdin)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
context = resolver.resolve(f"uno:pipe,name={job['pipe']};urp;StarOffice.ComponentContext")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden = PropertyValue(Name="Hidden", Value=True)
book = desktop.loadComponentFromURL(job["source"], "_blank", 0, (hidden,))
seen = {"first": book.Sheets.getByIndex(0).Name, "notes": {}, "links": []}
for name in book.Sheets.ElementNames:
    sheet = book.Sheets.getByName(name)
    notes = sheet.Annotations
    seen["notes"][name] = [notes.getByIndex(n).String for n in range(notes.Count)]
for row in range(5, 5 + job["rows"]):
    fields = book.Sheets.getByIndex(0).getCellByPosition(4, row).TextFields
    seen["links"] += [fields.getByIndex(n).URL for n in range(fields.Count)]
for sheet, cell, value in job["typed"]:
    target = book.Sheets.getByName(sheet).getCellRangeByName(cell)
    if isinstance(value, str):
        target.String = value
    else:
        target.Value = value
as_xlsx = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
book.storeToURL(job["target"], (as_xlsx,))
book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
json.dump(seen, sys.stdout)
"""


def require() -> None:
    """Skip the test where LibreOffice or its bridge to Python is not installed."""
    if not shutil.which("soffice"):
        pytest.skip("soffice is not installed")
    done = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        pytest.skip("python3-uno is not installed")


def corrected(
    source: Path, target: Path, typed: Mapping[tuple[str, str], object], rows: int
) -> dict[str, object]:
    """Type values into cells, save under another name, and return what LibreOffice showed.

    `rows` is the length of the list on the first sheet, whose links are returned too.
    """
    pipe = f"evaluator-{source.parent.name}"
    profile = (target.parent / "profile").as_uri()
    office = subprocess.Popen(  # noqa: S603
        [  # noqa: S607
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    job = {
        "pipe": pipe,
        "source": source.as_uri(),
        "target": target.as_uri(),
        "typed": [[sheet, cell, value] for (sheet, cell), value in typed.items()],
        "rows": rows,
    }
    try:
        return _tell(job)
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


def _tell(job: Mapping[str, object]) -> dict[str, object]:
    until = time.monotonic() + _PATIENCE
    while True:
        done = subprocess.run(  # noqa: S603
            [_PYTHON, "-c", _SCRIPT],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            seen: dict[str, object] = json.loads(done.stdout)
            return seen
        if "NoConnectException" not in done.stderr or time.monotonic() > until:
            raise AssertionError(done.stderr)
        time.sleep(0.5)
