"""A cell of a workbook as a reader sees it."""

from __future__ import annotations

from typing import Any

from evaluator.outputs.workbook.parts import COUNTED


def as_shown(cell: Any) -> str:
    """Return a cell as Excel shows it: a number of measures is a number with a format."""
    if cell.number_format == COUNTED:
        return f"{cell.value}件" if cell.value else "—"
    return f"{cell.value}件" if cell.number_format == '0"件"' else str(cell.value or "")
