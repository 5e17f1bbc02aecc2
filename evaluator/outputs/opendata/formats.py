"""A table as a file: CSV for a spreadsheet, Parquet with its types."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic.fields import FieldInfo

from evaluator.outputs.opendata.rows import TidyTable, base_type, described, is_optional
from evaluator.scale import Mark

_BOM: Final = b"\xef\xbb\xbf"  # without it Excel reads the file as Shift_JIS
_FORMULA_SIGNS: Final = tuple("=+-@\t\r\n＝＋－＠")


# CSV ---------------------------------------------------------------------------------------
def as_csv(table: TidyTable) -> bytes:
    """Return a table as CSV: UTF-8 with BOM, CRLF, nothing for a missing value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.model.heads())
    for row in table.rows:
        writer.writerow([_cell(getattr(row, field)) for field in table.model.model_fields])
    return _BOM + out.getvalue().encode()


def _cell(value: object) -> str:
    """Return a value as it stands in a CSV. Text that a spreadsheet would run gets a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | date):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


# Parquet -----------------------------------------------------------------------------------
def as_parquet(table: TidyTable) -> bytes:
    """Return a table as Parquet, with the descriptions of its columns."""
    fields = table.model.model_fields
    schema = pa.schema(
        [
            pa.field(
                str(info.title),
                _arrow_type(info),
                nullable=is_optional(info),
                metadata={"description": described(info, table.scale)},
            )
            for info in fields.values()
        ],
        metadata={"title": table.model.title},
    )
    columns = [
        pa.array([_plain(getattr(row, name)) for row in table.rows], type=column.type)
        for name, column in zip(fields, schema, strict=True)
    ]
    buffer = io.BytesIO()
    # The version of the library goes into the file; with the lock it is always the same.
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)  # no figure has more digits than a float keeps
    return str(value) if isinstance(value, StrEnum | Mark) else value


def _arrow_type(info: FieldInfo) -> Any:
    kinds = {bool: pa.bool_(), int: pa.int32(), Decimal: pa.float64(), date: pa.date32()}
    return kinds.get(base_type(info), pa.string())
