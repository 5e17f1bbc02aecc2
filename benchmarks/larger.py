"""The sample round several times over: as many ministries, measures, KPIs and returns.

Or with many that answer little: one ministry of few measures several times, beside the others as
they are. That is a round of municipalities; the register takes two measures of each of them
(a workbook of more than 200,000 cells is not read).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import TABLES, MeasureRow, MinistryRow
from evaluator.catalogue.write import write_catalogue
from evaluator.files import Workspace, write_atomic
from evaluator.findings import Findings
from evaluator.form.issue import form_name
from evaluator.model import MeasureId, MinistryName, RoundId
from evaluator.secretariat.opening import open_catalogue
from evaluator.sheets.layout import Row, layout_on
from evaluator.sheets.read import read_table
from evaluator.xlsx.opening import read_source

R07: Final = RoundId("R07")


def larger_round(root: Path, folder: Path, times: int, only: str = "") -> Path:
    """Write the round so many times over into a folder, with every form filled; return it.

    With `only` one ministry, and what it alone answers for, is repeated.
    """
    sample, made = Workspace(root), Workspace(folder)
    before, _ = open_catalogue(sample, R07)
    source = read_source("catalogue.xlsx", sample.catalogue(R07).read_bytes())
    names = {only} if only else {str(name) for name in before.respondents}
    own = {measure.id for measure in before.measures if names.issuperset(measure.ministries)}
    rows: dict[type[Row], Sequence[Row]] = {}
    for model in TABLES:
        layout = layout_on(model, before.scale)
        read = read_table(source, model, Findings(), layout=layout).rows
        rows[model] = list(_several([each.row for each in read], names, own, times))
    content = write_catalogue(rows, before.round.strategy, before.scale)
    write_atomic(made.templates(R07) / "catalogue.xlsx", content)
    now, _ = open_catalogue(made, R07)
    for name in before.respondents:
        form = (sample.submissions(R07) / form_name(before, name)).read_bytes()
        for number in range(1, times + 1 if name in names else 2):
            said = {before.sha256: now.sha256, **(_renamed(names, number))}
            path = made.submissions(R07) / form_name(now, MinistryName(_other(name, number)))
            write_atomic(path, _rewritten(form, said, number))
    return folder


def _other(name: str, number: int) -> str:
    return f"{name}その{number}" if name and number > 1 else name


def _renamed(names: set[str], number: int) -> dict[str, str]:
    """Return names by what they were, as they stand in XML: as signs, or as numbers of signs."""
    told = {name: _other(name, number) for name in sorted(names, key=len, reverse=True)}
    return told | {_numbered(name): _numbered(other) for name, other in told.items()}


def _numbered(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _several(
    rows: Sequence[Any], names: set[str], own: set[MeasureId], times: int
) -> Iterator[Row]:
    """Yield rows, and those that make a larger round of them under other names and numbers."""
    for number in range(1, times + 1):
        for row in rows:
            if number == 1:
                yield row
            elif isinstance(row, MinistryRow) and row.name in names:
                change = {"short": "", "aliases": (), "order": (row.order or 0) + 1000 * number}
                yield row.model_copy(update={"name": _other(row.name, number), **change})
            elif isinstance(row, MeasureRow) and row.id in own:
                joint = tuple(_other(name, number) for name in row.joint)
                said = {"id": f"{row.id}-{number}", "lead": _other(row.lead, number)}
                yield row.model_copy(update={**said, "joint": joint})
            elif isinstance(row, KpiRow) and row.measure_id in own:
                said = {"id": f"{row.id}-{number}", "measure_id": f"{row.measure_id}-{number}"}
                yield row.model_copy(update=said)


_IDS: Final = re.compile(r"(?<=>)([SK]\d{3}(?:-\d+)?)(?=<)")


def _rewritten(form: bytes, said: dict[str, str], number: int) -> bytes:
    """Return a filled form as it would be under other names and numbers."""
    out = io.BytesIO()
    words = re.compile("|".join(map(re.escape, said)))
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            text = words.sub(lambda found: said[found[0]], old.read(name).decode("utf-8"))
            new.writestr(name, _IDS.sub(rf"\1-{number}", text) if number > 1 else text)
    return out.getvalue()
