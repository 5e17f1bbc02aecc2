"""How a form grows: one for 60 measures against one for 6, in size and in LibreOffice's time.

    .venv/bin/python -m benchmarks.form_recalculation

Both forms are opened, typed into and recalculated in turn by one LibreOffice, so that the
ratios hold on any machine; the times themselves do not. Needs soffice and python3-uno.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests import office

SIZES: Final = (6, 60)
ROUNDS: Final = 9
RECALCULATIONS: Final = 20  # in each round; one alone is too short to be timed


def main() -> None:
    """Write the forms, time them and print the ratios."""
    if reason := office.missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder:
        paths = _forms(Path(folder))
        job = {
            "paths": [str(path) for path, _ in paths],
            "cells": [cell for _, cell in paths],
            "target": folder,
            "profile": str(Path(folder) / "profile"),
        }
        done = subprocess.run(  # noqa: S603  # this very file, under the system's Python
            [office.SYSTEM_PYTHON, "-m", "benchmarks.form_recalculation", "--drive"],
            input=json.dumps(job),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        sizes = [path.stat().st_size for path, _ in paths]
    measured = json.loads(done.stdout)
    few, many = SIZES
    print(f"measures: {few} → {many} ({many / few:.1f} times)")
    print(f"size: {sizes[0] / 1000:.0f} kB → {sizes[1] / 1000:.0f} kB", _ratio(sizes))
    for what, unit in (("open", 1), ("type one cell", 1000), ("recalculate all", 1000)):
        seconds = [statistics.median(one[what]) for one in measured]
        shown = " → ".join(f"{value * unit:.3g}" for value in seconds)
        print(f"{what}: {shown} {'s' if unit == 1 else 'ms'}", _ratio(seconds))


def _ratio(pair: list[Any]) -> str:
    return f"({pair[1] / pair[0]:.1f} times)"


def _forms(folder: Path) -> list[tuple[Path, str]]:
    """Write a form for each size; return its path and the address of a KPI's value."""
    # The system's Python, which runs the other half of this file, knows nothing of these.
    from dataclasses import replace  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415

    from evaluator.files import Workspace  # noqa: PLC0415
    from evaluator.form.issue import write_form  # noqa: PLC0415
    from evaluator.form.sheets import KpiAnswer  # noqa: PLC0415
    from evaluator.model import MinistryName  # noqa: PLC0415
    from evaluator.sample import staging  # noqa: PLC0415
    from evaluator.secretariat import opening  # noqa: PLC0415
    from tests.builders import R07, cell_of  # noqa: PLC0415

    workspace, ministry = Workspace(folder), MinistryName("経済産業省")
    staging.init(workspace, R07)
    catalogue, _ = opening.open_catalogue(workspace, R07)
    made = []
    for size in SIZES:
        measures = tuple(
            measure.model_copy(update={"lead": ministry, "joint": ()})
            for measure in catalogue.measures[:size]
        )
        known = {measure.id for measure in measures}
        kpis = tuple(kpi for kpi in catalogue.kpis if kpi.measure_id in known)
        path = folder / f"{size}.xlsx"
        path.write_bytes(write_form(replace(catalogue, measures=measures, kpis=kpis), ministry))
        sheet = load_workbook(path)[KpiAnswer.sheet_title]
        made.append((path, cell_of(sheet, KpiAnswer, "actual", kpis[0].id).coordinate))
    return made


def _drive(job: dict[str, Any]) -> list[dict[str, list[float]]]:
    """Time each form in turn, in the system's Python; the first round warms up."""
    process, context = office._office(job)  # noqa: SLF001
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    every: list[dict[str, list[float]]] = [{} for _ in job["paths"]]
    try:
        for number in range(ROUNDS + 1):
            for path, cell, times in zip(job["paths"], job["cells"], every):  # noqa: B905
                for what, seconds in _once(desktop, path, cell, number).items():
                    if number:
                        times.setdefault(what, []).append(seconds)
    finally:
        with contextlib.suppress(Exception):  # the connection closes under the call
            desktop.terminate()
        process.wait(timeout=60)
    return every


def _once(desktop: Any, path: str, cell: str, number: int) -> dict[str, float]:
    start = time.perf_counter()
    hidden = (office._property("Hidden", True),)  # noqa: FBT003, SLF001
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, hidden)
    opened = time.perf_counter()
    target = document.Sheets.getByName("KPI").getCellRangeByName(cell)
    for value in range(RECALCULATIONS):
        target.setValue(number + value)
        document.calculate()
    typed = time.perf_counter()
    for _ in range(RECALCULATIONS):
        document.calculateAll()
    calculated = time.perf_counter()
    document.close(True)  # noqa: FBT003
    return {
        "open": opened - start,
        "type one cell": (typed - opened) / RECALCULATIONS,
        "recalculate all": (calculated - typed) / RECALCULATIONS,
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["--drive"]:
        json.dump(_drive(json.load(sys.stdin)), sys.stdout)
    else:
        main()
