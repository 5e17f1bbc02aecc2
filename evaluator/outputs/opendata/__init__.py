"""The tidy tables as files: CSV, Parquet, JSON schemas, and `datapackage.json` over them."""

from __future__ import annotations

import csv
import io
import json
import types
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic.fields import FieldInfo

from evaluator import __version__
from evaluator.outputs.opendata.tidy import TidyRow, TidyTable, tidy_tables
from evaluator.results.results import Results
from evaluator.xlsx.source import digest

FOLDER: Final = "data"
_BOM: Final = b"\xef\xbb\xbf"  # without it Excel reads the file as Shift_JIS
_FORMULA_SIGNS: Final = tuple("=+-@\t\r\n＝＋－＠")


def open_data(report: Results) -> Iterator[tuple[str, bytes]]:
    """Yield file name and bytes of every file of the open data."""
    files = {}
    tables = tidy_tables(report)
    for table in tables:
        name = table.model.table
        files[f"{name}.csv"] = as_csv(table)
        files[f"{name}.parquet"] = as_parquet(table)
        files[f"{name}.schema.json"] = _json(json_schema(table.model))
    yield from files.items()
    yield "datapackage.json", _json(_package(report, tables, files))


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
                nullable=_is_optional(info),
                metadata={"description": str(info.description)},
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
    return value.value if isinstance(value, StrEnum) else value


def _base(info: FieldInfo) -> Any:
    """Return the type of a field without None."""
    if get_origin(info.annotation) in (Union, types.UnionType):
        return next(kind for kind in get_args(info.annotation) if kind is not type(None))
    return info.annotation


def _is_optional(info: FieldInfo) -> bool:
    return type(None) in get_args(info.annotation)


def _arrow_type(info: FieldInfo) -> Any:
    kinds = {bool: pa.bool_(), int: pa.int32(), Decimal: pa.float64(), date: pa.date32()}
    return kinds.get(_base(info), pa.string())


# schemas -----------------------------------------------------------------------------------
def json_schema(model: type[TidyRow]) -> dict[str, Any]:
    """Return the JSON schema of a row, its properties named as the columns are."""
    schema = model.model_json_schema(mode="serialization")
    named = {
        str(info.title): schema["properties"][field] for field, info in model.model_fields.items()
    }
    return schema | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.title,
        "description": str(model.__doc__),
        "properties": named,
        "required": list(named),
    }


_TABLE_SCHEMA_TYPES: Final = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    date: "date",
}


def table_schema(model: type[TidyRow]) -> dict[str, Any]:
    """Return the frictionless Table Schema of a table."""
    return {
        "fields": [_schema_field(info) for info in model.model_fields.values()],
        "missingValues": [""],
        "primaryKey": [str(model.model_fields[field].title) for field in model.key],
    }


def _schema_field(info: FieldInfo) -> dict[str, Any]:
    base = _base(info)
    described: dict[str, Any] = {
        "name": str(info.title),
        "type": _TABLE_SCHEMA_TYPES.get(base, "string"),
        "description": str(info.description),
        "constraints": {"required": not _is_optional(info)},
    }
    if isinstance(base, type) and issubclass(base, StrEnum):
        described["constraints"]["enum"] = [member.value for member in base]
    if isinstance(info.json_schema_extra, dict):
        described |= info.json_schema_extra
    return described


def _package(
    report: Results, tables: tuple[TidyTable, ...], files: dict[str, bytes]
) -> dict[str, Any]:
    """Return the data package: what the tables are, and how they were made to be loaded."""
    this = report.catalogue.round
    draft = "案。未判定・未提出などの残りの事項がある。" if report.is_draft else ""
    return {
        "profile": "tabular-data-package",
        "name": f"follow-up-{this.id.lower()}",
        "title": f"{this.strategy} フォローアップ（{this.year_label}、{this.fiscal_year}年度）",
        "description": draft + this.notice + _CONVENTIONS,
        "version": __version__,
        "sources": [{"title": this.source_note}],
        "resources": [_resource(table, files) for table in tables],
    }


_CONVENTIONS: Final = (
    "欠損は空欄とし、その理由は同じ行の「状態」の列に示す。"
    "本文の改行は空白に、丸数字などの機種依存文字は (1) のような文字に置き換えた。"
    "CSVでは、表計算ソフトが数式とみなす文字で始まる文の先頭に ' を付けた"
    "（Parquetには付けていない）。"
)


def _resource(table: TidyTable, files: dict[str, bytes]) -> dict[str, Any]:
    content = files[f"{table.model.table}.csv"]
    return {
        "profile": "tabular-data-resource",
        "name": table.model.table,
        "title": table.model.title,
        "path": f"{table.model.table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": table_schema(table.model),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
