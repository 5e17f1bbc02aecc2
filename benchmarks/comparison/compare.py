"""Write docs/comparison.md: every fault put before this program and its peers, by running them.

Run by `make comparison`. The peers run in an environment of their own, made here from
requirements.txt; an adapter that will not run is said so in the page.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from math import inf
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from benchmarks.comparison.faults import FAULTS, FIRST, Place
from benchmarks.comparison.page import Judged, Tool, page
from benchmarks.comparison.protocol import Report, Result
from evaluator import __version__
from evaluator.files import Workspace, write_atomic
from evaluator.findings import Severity
from evaluator.form.issue import form_name
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, MetaRow
from evaluator.model import MinistryName
from evaluator.rubric import shipped_scale
from evaluator.sample import staging
from evaluator.secretariat import issue, opening
from evaluator.secretariat.check import check_files
from evaluator.sheets.layout import Filler, Row, layout_on
from tests.builders import R07, edit

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
PAGE: Final = ROOT / "docs" / "comparison.md"
PEERS_FOLDER: Final = ROOT / ".benchmarks" / "peers"
PEERS: Final = ("frictionless", "pandera", "ofwat-dqchecks")
MINISTRY: Final = MinistryName("外務省")
CLEAN: Final = "clean"


def main() -> None:
    """Make the files, run the tools, judge and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = Workspace(root / "round")
        staging.init(workspace, R07)
        catalogue, _ = opening.open_catalogue(workspace, R07)
        issue.write_forms(workspace, catalogue)
        staging.fill_forms(workspace, catalogue)
        name = form_name(catalogue, MINISTRY)
        filled = workspace.submissions(R07) / name
        files, places = _faulty(filled, root / "returned")
        spec = root / "spec.json"
        spec.write_text(
            json.dumps(_spec(workspace.templates(R07) / name, files), ensure_ascii=False),
            encoding="utf-8",
        )
        tools = {"evaluator": (__version__, _ours(workspace, files), _our_time(workspace, files))}
        python = _environment(PEERS_FOLDER)
        tools |= {peer: _peer(python, peer, spec, root / f"{peer}.json") for peer in PEERS}
    judged = [
        Tool(name, version, *_judged(results, files, places), len(files) / (seconds or inf))
        for name, (version, results, seconds) in tools.items()
    ]
    write_atomic(PAGE, page(judged).encode())
    sys.stdout.write(f"{PAGE}\n")


def _faulty(filled: Path, folder: Path) -> tuple[list[Path], list[Place]]:
    """Write the form as filled, then one file for each fault, all under the form's name."""
    files, places = [], []
    for number in range(len(FAULTS) + 1):
        path = folder / (f"{number:02}" if number else CLEAN) / filled.name
        path.parent.mkdir(parents=True)
        shutil.copy(filled, path)
        files.append(path)
    for path, fault in zip(files[1:], FAULTS, strict=True):
        edit(path, lambda book, fault=fault: places.append(fault.change(book)))  # type: ignore[misc]
    return files, places


def _spec(issued: Path, files: list[Path]) -> dict[str, Any]:
    book = load_workbook(issued)
    meta = book[MetaRow.sheet_title]
    return {
        "issued": str(issued),
        "files": [str(path) for path in files],
        "sheets": [
            _sheet(book, MeasureAnswer, FIRST - 1),
            _sheet(book, KpiAnswer, FIRST - 1),
            _sheet(book, MetaRow, 2),
        ],
        "expected": [
            [meta.title, cell.coordinate, cell.value] for cell in meta[3] if cell.value is not None
        ],
    }


def _sheet(book: Any, model: type[Row], header_row: int) -> dict[str, Any]:
    """Describe a sheet to the peers: what the row model states, and what is printed in it."""
    layout = layout_on(model, shipped_scale())  # the marks are data of the round
    sheet = book[layout.title]
    columns = []
    for number, column in enumerate(layout.columns, start=1):
        if column.column.filler is Filler.FORMULA:
            continue
        printed = [sheet.cell(n, number).value for n in range(header_row + 1, sheet.max_row + 1)]
        texts = list(dict.fromkeys(value for value in printed if isinstance(value, str)))
        is_key = bool(layout.row_key) and column == layout.row_key
        columns.append(
            {
                "header": column.header,
                "nature": column.cell.nature.name,
                "required": column.column.required or (not column.is_input and all(printed)),
                "max_length": column.column.max_length,
                "allowed": list(column.choices) if column.is_input else texts,
                "is_url": column.field.endswith("_url"),
                "is_input": column.is_input,
                "is_key": is_key,
            }
        )
    key = layout.row_key.header if layout.row_key else ""
    rows = sheet.max_row - header_row
    return {
        "title": layout.title,
        "header_row": header_row,
        "key": key,
        "rows": rows,
        "columns": columns,
    }


def _ours(workspace: Workspace, files: list[Path]) -> list[Result]:
    results = []
    for path in files:
        (checked,) = check_files(workspace, [path])
        result = Result()
        for finding in checked.findings:
            message = f"{finding.code} {finding.message}"
            is_error = finding.severity is Severity.ERROR
            cells = (finding.where.cell, *finding.cells)
            result.reports += [
                Report(finding.where.sheet, cell, message, is_error) for cell in cells
            ]
        if checked.submission is not None:
            tables = (checked.submission.measures, checked.submission.kpis)
            result.answers = {
                str(getattr(row.row, table.layout.model.row_key)): {
                    c.field: str(getattr(row.row, c.field))
                    for c in table.layout.columns
                    if c.is_input
                }
                for table in tables
                for row in table.rows
            }
        results.append(result)
    return results


def _our_time(workspace: Workspace, files: list[Path]) -> float:
    """Return the CPU that checking all of them takes, in seconds, likewise."""
    began = time.process_time()
    check_files(workspace, files)
    return time.process_time() - began


def _environment(folder: Path) -> str:
    """Make the peers' environment; return the path of its Python, '' if it cannot be made."""
    if not folder.exists():
        venv.create(folder, with_pip=True)
    python = next(
        p for p in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if p.exists()
    )
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(  # noqa: S603
        [*command, "-r", str(HERE / "requirements.txt")], check=False
    )
    return "" if done.returncode else str(python)


def _peer(python: str, peer: str, spec: Path, target: Path) -> tuple[str, list[Result], float]:
    """Run a peer's adapter; no version and no results if it does not run."""
    script = HERE / f"peer_{peer.partition('-')[0]}.py"
    if not python:
        return "", [], 0.0
    done = subprocess.run([python, str(script), str(spec), str(target)], check=False)  # noqa: S603
    if done.returncode:
        return "", [], 0.0
    told = json.loads(target.read_text(encoding="utf-8"))
    results = [
        Result([Report(**r) for r in one["reports"]], one["answers"], one["crash"])
        for one in told["results"].values()
    ]
    return told["version"], results, told["seconds"]


def _judged(
    results: list[Result], files: list[Path], places: list[Place]
) -> tuple[int, list[Judged]]:
    """Return how much is reported on the clean form, and the judgement of each fault."""
    if not results:
        return 0, []
    clean, *faulty = results
    assert len(faulty) == len(places) == len(files) - 1
    return len(clean.reports), [
        _judge(clean, result, place, harmless=fault.harmless)
        for result, place, fault in zip(faulty, places, FAULTS, strict=True)
    ]


def _judge(clean: Result, result: Result, place: Place, *, harmless: bool) -> Judged:
    if result.crash:
        return Judged("異常終了", result.crash, 0)
    known = set(clean.reports)
    new = [report for report in result.reports if report not in known]
    hits = [report for report in new if _hits(report, place)]
    errors = [report for report in new if report.is_error]
    told = next(iter(hits or errors or new), None)
    message = told.message if told else ""
    where = f"{told.sheet} {told.cell}".strip() if told else ""
    count = len({(r.sheet, r.message) for r in new})
    if hits:
        return Judged("✓", message, count, where)
    if harmless and not errors and result.answers is not None and result.answers == clean.answers:
        return Judged("＝", message, count, where)
    if new:
        return Judged("△", message, count, where)
    return Judged("×", "", 0)


def _hits(report: Report, place: Place) -> bool:
    if report.sheet != place.sheet:
        return False
    if report.cell in place.cells or (place.word and re.search(place.word, report.message)):
        return True
    return not place.cells and not place.word and not report.cell


if __name__ == "__main__":
    main()
