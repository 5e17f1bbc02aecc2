"""The rows of a shipped CSV, whose heads are the fields of a sheet's model."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from evaluator.rubric import shipped_scale
from evaluator.sheets.layout import layout_of
from evaluator.sheets.table import R


def records(file: Traversable) -> list[dict[str, str]]:
    """Return the rows of a shipped CSV."""
    with io.StringIO(file.read_text(encoding="utf-8-sig"), newline="") as stream:
        return list(csv.DictReader(stream))


def row_of(model: type[R], record: Mapping[str, str]) -> R:
    """Return a record of a shipped CSV as a row of a sheet; what it does not name is blank."""
    columns = layout_of(model).on(shipped_scale()).columns
    values = {c.field: c.cell.parse(record.get(c.field, "")).value for c in columns}
    return model.model_validate(values)
