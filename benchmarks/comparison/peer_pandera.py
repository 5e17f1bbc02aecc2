"""pandera: a DataFrameSchema per sheet on what pandas.read_excel gives, built-in checks only."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from protocol import Report, Result, letters, main

TYPES = {"NUMBER": "float64", "DATE": "datetime64[ns]"}


def column(sheet: dict[str, Any], spec: dict[str, Any]) -> pa.Column:
    """Return a column's schema."""
    made = []
    if spec["allowed"]:
        made.append(pa.Check.isin(spec["allowed"]))
        if spec["header"] == sheet["key"]:
            made.append(pa.Check.unique_values_eq(spec["allowed"]))
    if spec["max_length"]:
        made.append(pa.Check.str_length(max_value=spec["max_length"]))
    if spec["is_url"]:
        made.append(pa.Check.str_matches(r"https?://"))
    kind = TYPES.get(spec["nature"])
    return pa.Column(
        kind,
        checks=made,
        nullable=not spec["required"],
        coerce=kind is not None,
        unique=spec["header"] == sheet["key"],
    )


def read(path: Path, sheet: dict[str, Any]) -> pd.DataFrame:
    """Read a sheet; texts as texts, or a column that is blank would be one of numbers."""
    texts = {c["header"]: str for c in sheet["columns"] if c["nature"] not in TYPES}
    header = sheet["header_row"] - 1
    return pd.read_excel(path, sheet_name=sheet["title"], header=header, dtype=texts)


def checked(frame: pd.DataFrame, sheet: dict[str, Any]) -> list[Report]:
    """Validate one sheet; addresses are made of the index and the column of the failures."""
    schema = pa.DataFrameSchema({c["header"]: column(sheet, c) for c in sheet["columns"]})
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as failed:
        return [_report(frame, sheet, case) for case in failed.failure_cases.to_dict("records")]
    return []


def _report(frame: pd.DataFrame, sheet: dict[str, Any], case: dict[str, Any]) -> Report:
    name, index = case["column"], case["index"]
    cell = ""
    if name in frame.columns and not pd.isna(index):
        place = letters(frame.columns.get_loc(name) + 1)
        cell = f"{place}{int(index) + sheet['header_row'] + 1}"
    return Report(sheet["title"], cell, f"{name}: {case['check']}: {case['failure_case']}")


def text(value: object, nature: str) -> str:
    """Return a value as text, numbers and dates as the schema coerces them."""
    try:
        if nature == "NUMBER":
            return str(float(value))  # type: ignore[arg-type]
        if nature == "DATE":
            return str(pd.Timestamp(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        pass
    return str(value)


def check(path: Path, spec: dict[str, Any]) -> Result:
    """Validate the sheets of one file and read its answers."""
    result = Result(answers={})
    assert result.answers is not None
    for sheet in spec["sheets"]:
        try:
            frame = read(path, sheet)
        except ValueError as error:  # pandas' own word that there is no such sheet
            result.reports.append(Report(sheet["title"], "", str(error)))
            continue
        result.reports += checked(frame, sheet)
        inputs = [c for c in sheet["columns"] if c["is_input"]]
        if sheet["key"]:
            for row in frame.to_dict("records"):
                result.answers[str(row.get(sheet["key"]))] = {
                    c["header"]: text(row.get(c["header"]), c["nature"]) for c in inputs
                }
    return result


if __name__ == "__main__":
    main(version("pandera"), check)
