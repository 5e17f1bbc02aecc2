"""frictionless: a Table Schema per sheet, with every constraint that the row models state.

`schema_sync` matches columns by their label, so that moved columns are no fault of the tool.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from frictionless import Checklist, Detector, Dialect, Resource, Schema, checks
from frictionless.formats import ExcelControl
from protocol import Report, Result, letters, main

TYPES = {"NUMBER": "number", "DATE": "date"}


def field(column: dict[str, Any]) -> dict[str, Any]:
    """Return a column as a field descriptor."""
    made: dict[str, Any] = {"name": column["header"], "type": TYPES.get(column["nature"], "string")}
    constraints = {
        "required": column["required"],
        "enum": column["allowed"],
        "maxLength": column["max_length"],
    }
    made["constraints"] = {name: value for name, value in constraints.items() if value}
    if column["is_url"]:
        made["format"] = "uri"
    return made


def resource(path: Path, sheet: dict[str, Any]) -> Resource:
    """Return a sheet of the file as a resource with its schema."""
    schema: dict[str, Any] = {"fields": [field(column) for column in sheet["columns"]]}
    if sheet["key"]:
        schema["primaryKey"] = [sheet["key"]]
    return Resource(
        path=path.name,
        basepath=str(path.parent),
        dialect=Dialect(
            header_rows=[sheet["header_row"]], controls=[ExcelControl(sheet=sheet["title"])]
        ),
        schema=Schema.from_descriptor(schema),
        detector=Detector(schema_sync=True),
    )


def reports(path: Path, sheet: dict[str, Any]) -> list[Report]:
    """Validate one sheet; addresses are made of the row and field numbers of the errors."""
    checklist = Checklist(checks=[checks.table_dimensions(num_rows=sheet["rows"])])
    found = []
    for task in resource(path, sheet).validate(checklist).tasks:
        for error in task.errors:
            told = error.to_descriptor()
            row = told.get("rowNumber") or next(iter(told.get("rowNumbers") or []), 0)
            column = told.get("fieldNumber") or 1
            cell = f"{letters(column)}{row}" if row else ""
            found.append(
                Report(sheet["title"], cell, f"{told['type']}: {told['note'] or told['message']}")
            )
    return found


def answers(path: Path, sheet: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the inputs as read."""
    inputs = [column["header"] for column in sheet["columns"] if column["is_input"]]
    with resource(path, sheet) as opened:
        return {
            str(row.get(sheet["key"])): {name: str(row.get(name)) for name in inputs}
            for row in opened.row_stream
        }


def check(path: Path, spec: dict[str, Any]) -> Result:
    """Validate the sheets of one file and read its answers."""
    result = Result(answers={})
    for sheet in spec["sheets"]:
        found = reports(path, sheet)
        result.reports += found
        if sheet["key"]:
            try:
                result.answers |= answers(path, sheet)  # type: ignore[operator]
            except Exception:  # noqa: BLE001  # what cannot be read has been reported above
                result.answers = {"": {}}
    return result


if __name__ == "__main__":
    main(version("frictionless"), check)
