"""What a spreadsheet says and refuses while a column is filled in: its data validation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MAX_MESSAGE: Final = 255  # Excel's limits for validation texts
_MAX_TITLE: Final = 32


def guard(sheet: Worksheet, index: int, rows: tuple[int, int]) -> None:
    """Refuse typing over a printed cell. A locked cell could not be sorted in Excel."""
    options = {
        "validate": "custom",
        "value": "=FALSE",
        "error_title": "印字された欄です",
        "error_message": "この欄は変更できません。Escキーで元に戻し、黄色の欄に記入してください。",
    }
    sheet.data_validation(rows[0], index, rows[1], index, options)


def validate(
    sheet: Worksheet,
    index: int,
    column: BoundColumn,
    rows: tuple[int, int],
    lists: Mapping[str, str],
) -> None:
    """Say of a column's cells what to fill in, and refuse or ask about what cannot be."""
    rule = _rule(column, lists)
    if not rule and not column.column.help:
        return
    options = {
        "validate": "any",
        "input_title": column.header[:_MAX_TITLE],
        "input_message": (column.column.help or "記入してください。")[:_MAX_MESSAGE],
        "error_title": "記入を確かめてください",
    } | rule
    sheet.data_validation(rows[0], index, rows[1], index, options)


def _rule(column: BoundColumn, lists: Mapping[str, str]) -> dict[str, Any]:
    """Return the part of a data validation that depends on the type of the column."""
    if column.cell.is_several:  # the list offers the first; more are typed after it
        offered = lists.get(column.column.choices_from) or list(column.choices)
        return {"validate": "list", "source": offered, "show_error": False} if offered else {}
    if column.column.choices_from:
        source = lists.get(column.column.choices_from)
        message = "一覧から選んでください。"
        return {"validate": "list", "source": source, "error_message": message} if source else {}
    if column.column.suggestions_from:
        source = lists.get(column.column.suggestions_from)
        return {"validate": "list", "source": source, "show_error": False} if source else {}
    if column.choices:
        shown = "・".join(column.choices)
        message = f"{shown} から選んでください。"[:_MAX_MESSAGE]
        return {"validate": "list", "source": list(column.choices), "error_message": message}
    if column.cell.nature is Nature.NUMBER:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e15,
            "maximum": 1e15,
            "error_message": "数値だけを半角で記入してください。単位や「約」は付けないでください。",
        }
    if column.cell.nature is Nature.DATE:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_message": "日付を 2026/3/31 の形で記入してください。",
        }
    if column.column.max_length:
        return {
            "validate": "length",
            "criteria": "<=",
            "value": column.column.max_length,
            "error_type": "warning",
            "error_message": f"{column.column.max_length}字以内で記入してください。",
        }
    return {}
