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


def type_and_save(
    path: Path, target: Path, typed: list[tuple[str, str, object]], shown: list[tuple[str, str]]
) -> list[str]:
    """Open a workbook, type (sheet, cell, value), save it as xlsx; return what cells show.

    Text and numbers are typed as they are; ('date', 'YYYY-MM-DD') is typed as a date.
    """
    job = {
        "path": str(path),
        "target": str(target),
        "typed": typed,
        "shown": shown,
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
    result: list[str] = json.loads(done.stdout)
    return result


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


def _run(job: dict[str, Any]) -> list[str]:
    process, context = _office(job)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = (_property("Hidden", True),)  # noqa: FBT003
    document = desktop.loadComponentFromURL(Path(job["path"]).as_uri(), "_blank", 0, hidden)
    for sheet, cell, value in job["typed"]:
        _type(document.Sheets.getByName(sheet).getCellRangeByName(cell), value)
    document.calculate()
    shown = [
        document.Sheets.getByName(sheet).getCellRangeByName(cell).getString()
        for sheet, cell in job["shown"]
    ]
    xlsx = (_property("FilterName", "Calc MS Excel 2007 XML"),)
    document.storeToURL(Path(job["target"]).as_uri(), xlsx)
    document.close(True)  # noqa: FBT003
    with contextlib.suppress(Exception):  # the connection closes under the call
        desktop.terminate()
    process.wait(timeout=60)
    return shown


if __name__ == "__main__":
    json.dump(_run(json.load(sys.stdin)), sys.stdout)
