"""The open data: long tables, one value a cell, as CSV and Parquet, with `datapackage.json`.

A module a table (its row model, and its rows of a report); `tables` lists them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from evaluator import __version__
from evaluator.outputs.opendata.formats import as_csv, as_parquet
from evaluator.outputs.opendata.rows import TidyTable
from evaluator.outputs.opendata.schemas import json_schema, table_schema
from evaluator.outputs.opendata.tables import tidy_tables
from evaluator.results.results import Results
from evaluator.xlsx.source import digest


def open_data(report: Results) -> Iterator[tuple[str, bytes]]:
    """Yield file name and bytes of every file of the open data."""
    files = {}
    tables = tidy_tables(report)
    for table in tables:
        name = table.model.table
        files[f"{name}.csv"] = as_csv(table)
        files[f"{name}.parquet"] = as_parquet(table)
        files[f"{name}.schema.json"] = _json(json_schema(table.model, table.scale))
    yield from files.items()
    yield "datapackage.json", _json(_package(report, tables, files))


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
        "schema": table_schema(table.model, table.scale),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
