"""Drives LibreOffice, the ministry's client, through UNO: open, type, recalculate, save.

LibreOffice's own bridge (`import uno`) belongs to the system's Python, so the part that uses
it runs there, as the script at the bottom of this file.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"


def missing() -> str:
    """Return what is missing to drive LibreOffice, '' if nothing is."""
    if not shutil.which("soffice"):
        return "soffice is not installed (Debian: libreoffice-calc)"
    if not Path(SYSTEM_PYTHON).exists():
        return f"{SYSTEM_PYTHON} is not there"
    probe = subprocess.run(  # noqa: S603  # fixed command
        [SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False
    )
    return "" if probe.returncode == 0 else "the UNO bridge is not installed (Debian: python3-uno)"


Typed = tuple[str, str, object]
"""Sheet, cell, value. Text and numbers are typed as they are, ['date', 'YYYY-MM-DD'] as a date."""


@dataclass(frozen=True)
class Seen:
    """What LibreOffice made of a workbook."""

    shown: list[str]
    """What the cells asked about show, after typing."""
    first: str
    """The name of the first sheet."""
    notes: dict[str, list[str]]
    """The notes on each sheet, before typing."""
    links: list[str]
    """Where the links on the first sheet lead, from the top."""


def type_and_save(
    path: Path, target: Path, typed: Iterable[Typed], shown: Iterable[tuple[str, str]]
) -> list[str]:
    """Open a workbook, type, save it as xlsx; return what cells show."""
    return open_and_save(path, target, typed, shown).shown


def open_and_save(
    path: Path, target: Path, typed: Iterable[Typed], shown: Iterable[tuple[str, str]] = ()
) -> Seen:
    """Open a workbook, type, save it as xlsx; return all that is seen in it."""
    job = {
        "path": str(path),
        "target": str(target),
        "typed": list(typed),
        "shown": list(shown),
        "profile": str(target.parent / "profile"),
    }
    done = subprocess.run(  # noqa: S603  # our own script
        [SYSTEM_PYTHON, __file__],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return Seen(**json.loads(done.stdout))


def _office(job: dict[str, Any]) -> tuple[subprocess.Popen[bytes], Any]:
    import uno  # type: ignore[import-not-found]  # noqa: PLC0415  # the system's Python only

    pipe = f"evaluator{abs(hash(job['target']))}"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={Path(job['profile']).as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            return process, resolver.resolve(url)
        except Exception:  # noqa: BLE001  # NoConnectException has no importable type
            time.sleep(0.1)
    process.kill()
    raise TimeoutError(pipe)


def _property(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # noqa: PLC0415

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _type(cell: Any, value: object) -> None:
    if isinstance(value, list):
        year, month, day = (int(part) for part in str(value[1]).split("-"))
        cell.setFormula(f"=DATE({year};{month};{day})")
        number = cell.getValue()
        cell.setValue(number)
    elif isinstance(value, int | float):
        cell.setValue(value)
    else:
        cell.setString(str(value))


def _notes(document: Any) -> dict[str, list[str]]:
    found = {}
    for name in document.Sheets.ElementNames:
        notes = document.Sheets.getByName(name).Annotations
        found[name] = [notes.getByIndex(n).String for n in range(notes.Count)]
    return found


def _links(sheet: Any) -> list[str]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003
    end = cursor.RangeAddress
    fields = [
        sheet.getCellByPosition(column, row).TextFields
        for row in range(end.EndRow + 1)
        for column in range(end.EndColumn + 1)
    ]
    return [each.getByIndex(n).URL for each in fields for n in range(each.Count)]


def _run(job: dict[str, Any]) -> dict[str, Any]:
    process, context = _office(job)
    try:
        return _work(job, context)
    finally:
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()


def _work(job: dict[str, Any], context: Any) -> dict[str, Any]:
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = (_property("Hidden", True),)  # noqa: FBT003
    document = desktop.loadComponentFromURL(Path(job["path"]).as_uri(), "_blank", 0, hidden)
    first = document.Sheets.getByIndex(0)
    seen = {"first": first.Name, "notes": _notes(document), "links": _links(first)}
    for sheet, cell, value in job["typed"]:
        _type(document.Sheets.getByName(sheet).getCellRangeByName(cell), value)
    document.calculate()
    seen["shown"] = [
        document.Sheets.getByName(sheet).getCellRangeByName(cell).getString()
        for sheet, cell in job["shown"]
    ]
    xlsx = (_property("FilterName", "Calc MS Excel 2007 XML"),)
    document.storeToURL(Path(job["target"]).as_uri(), xlsx)
    document.close(True)  # noqa: FBT003
    with contextlib.suppress(Exception):  # the connection closes under the call
        desktop.terminate()
    return seen


if __name__ == "__main__":
    json.dump(_run(json.load(sys.stdin)), sys.stdout)
