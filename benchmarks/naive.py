"""The usual way to count what came back: pandas, openpyxl for formulas, a model for each row."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A row as it stands there."""

    model_config = ConfigDict(extra="allow")


def of_folder(folder: Path) -> Counter[str]:
    """Count the returns in a folder."""
    return naive(path.read_bytes() for path in sorted(folder.iterdir()))


def naive(files: Iterable[bytes]) -> Counter[str]:
    """Count marks and formulas, file by file."""
    counts: Counter[str] = Counter()
    for content in files:
        sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl")
        formulas = load_workbook(io.BytesIO(content))
        for sheet in formulas.worksheets:
            counts["formulas"] += sum(c.data_type == "f" for row in sheet.iter_rows() for c in row)
        for frame in sheets.values():
            keys = next((row for row in frame.values if "measures.self_mark" in row), None)
            rows = frame.where(frame.notna(), None).to_dict("records")
            answers = [Answer(**{f"c{k}": v for k, v in row.items()}) for row in rows]
            if keys is not None:
                column = f"c{list(keys).index('measures.self_mark')}"
                marks = (getattr(answer, column) for answer in answers)
                counts.update(m for m in marks if m in ("◎", "○", "△", "×"))
    return counts
