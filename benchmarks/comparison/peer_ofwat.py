"""ofwat-dqchecks: the returned workbook against the issued one, and the checks of one file.

Its checks of a flat table expect Ofwat's own columns and cannot be used here. The check of
keys looks for headers in row 2, so it is given the sheet without the rows above.

The package imports pyspark for one function that lists files on a cluster, but does not
declare it; a name in its place spares installing it. No check used here touches it.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
from protocol import Report, Result, letters, main

sys.modules["pyspark"] = ModuleType("pyspark")
sys.modules["pyspark.sql"] = ModuleType("pyspark.sql")
sys.modules["pyspark.sql"].SparkSession = None  # type: ignore[attr-defined]

from dqchecks import panacea  # noqa: E402


def of_frame(frame: Any) -> list[Report]:
    """Return the events of the package as reports."""
    return [
        Report(str(e.get("Sheet_Cd") or ""), str(e.get("Cell_Cd") or ""), str(e["Error_Desc"]))
        for e in frame.to_dict("records")
    ]


def structure(issued: Any, returned: Any, sheet: dict[str, Any]) -> list[Report]:
    """Compare extent and headers of one sheet."""
    title, row = sheet["title"], sheet["header_row"]
    if title not in returned.sheetnames:
        return []
    told = panacea.check_sheet_structure(issued[title], returned[title], row)
    found = []
    for messages in told["errors"].values():
        for message in messages:
            column = re.match(r"Column (\d+):", message)
            cell = f"{letters(int(column[1]))}{row}" if column else ""
            found.append(Report(title, cell, message))
    return found


def keys(path: Path, sheet: dict[str, Any]) -> list[Report]:
    """Look for keys that are missing or there twice; every row named is a report."""
    book = openpyxl.load_workbook(path, data_only=True)
    above = sheet["header_row"] - 2
    if sheet["title"] not in book.sheetnames:
        return []
    column = next(
        (c.column for c in book[sheet["title"]][sheet["header_row"]] if c.value == sheet["key"]), 1
    )
    book[sheet["title"]].delete_rows(1, above)
    told = panacea.find_pk_errors(
        book, f"^{re.escape(sheet['title'])}$", sheet["key"], skip_rows=1, skip_row_after_header=0
    )
    found = []
    for report in of_frame(told):
        rows = re.search(r"[Rr]ows ([\d, ]+)", report.message)
        for number in rows[1].split(",") if rows else []:
            cell = f"{letters(column)}{int(number) + above}"
            found.append(Report(report.sheet, cell, report.message))
    return found


def check(path: Path, spec: dict[str, Any]) -> Result:
    """Run every check that fits."""
    issued = openpyxl.load_workbook(spec["issued"])
    issued_values = openpyxl.load_workbook(spec["issued"], data_only=True)
    returned = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    result = Result()
    for frame in (
        panacea.find_missing_sheets(issued_values, values),
        panacea.find_formula_errors(values),
        panacea.find_formula_differences(issued, returned),
    ):
        result.reports += of_frame(frame)
    for sheet in spec["sheets"]:
        result.reports += structure(issued, returned, sheet)
        if sheet["key"]:
            result.reports += keys(path, sheet)
    for sheet, cell, value in spec["expected"]:
        told = panacea.check_value_in_cell(values, sheet, value, cell)
        result.reports += of_frame(panacea.create_dataframe_from_company_selection_check(told))
    return result


if __name__ == "__main__":
    main(version("ofwat-dqchecks"), check)
