"""The secretariat's table (幹事国表.xlsx) → checked values; and what is shipped of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from evaluator.findings import Finding, Findings, has_errors
from evaluator.findings.standards import (
    COUNT_NEGATIVE,
    DAYS_REVERSED,
    HOLDING_TWICE,
)
from evaluator.sheets.layout import layout_of
from evaluator.sheets.read import Table, missing, read_table
from evaluator.sheets.records import records, row_of
from evaluator.sheets.table import R
from evaluator.sheets.write import Book, write_table
from evaluator.standards.secretariats.rows import (
    TABLES,
    HandoverRow,
    HoldingRow,
    MemberRow,
    RankRow,
)
from evaluator.standards.secretariats.tables import Secretariats
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused

TITLE: Final = "幹事国表"
_NOTE: Final = (
    "件数には時点と数え方と出典を必ず添えます。ISOとIECは別々に順位を付け、合計しません。"
    "見出しと、その上の非表示の行は変えないでください。"
)


@cache
def shipped_secretariats() -> Secretariats:
    """Return what is known without anything of the round's own."""
    return Secretariats(*(_rows(m) for m in (HoldingRow, RankRow, HandoverRow, MemberRow)))


def _rows(model: type[R]) -> Any:
    file = files("evaluator") / "data" / "secretariats" / f"{model.sheet_key}.csv"
    return tuple(row_of(model, record) for record in records(file))


def secretariats_workbook() -> bytes:
    """Return the shipped table as the bytes of an .xlsx, to be gone on with."""
    book = Book(TITLE)
    for model in TABLES:
        layout, title = layout_of(model), f"{TITLE}　{model.sheet_title}"
        write_table(book, book.sheet(layout.title), layout, _rows(model), title=title, note=_NOTE)
    return book.content()


def load_secretariats(name: str, content: bytes) -> tuple[Secretariats | None, tuple[Finding, ...]]:
    """Read and check the secretariat's table; None if it has findings of level エラー."""
    found = Findings()
    try:
        source = read_source(name, content)
    except Refused as refusal:
        return None, (refusal.finding(name),)
    tables: list[Table[Any]] = [read_table(source, model, found) for model in TABLES]
    for table in tables:
        found.extend(_incomplete(table))
    holdings, _, handovers, _ = tables
    found.extend(_holdings(holdings))
    found.extend(_days(handovers))
    if has_errors(found.items):
        return None, tuple(found.items)
    return Secretariats(*(tuple(row.row for row in t.rows) for t in tables)), tuple(found.items)


def _incomplete(table: Table[Any]) -> Iterator[Finding]:
    required = [c.field for c in table.layout.columns if c.column.required]
    for located in table.rows:
        yield from (missing(located, field) for field in required if located.is_blank(field))


def _holdings(table: Table[HoldingRow]) -> Iterator[Finding]:
    """A count is none below nought, and stands once for a day, a definition and a country."""
    first: dict[tuple[object, ...], str] = {}
    for located in table.rows:
        row = located.row
        if row.count is not None and row.count < 0:
            yield COUNT_NEGATIVE.at(located.ref("count"), found=row.count)
        key = (row.as_of, row.body, row.definition, row.organization)
        if None not in key and key in first:
            words = {"first": first[key]}
            yield HOLDING_TWICE.at(located.ref("organization"), found=row.organization, **words)
        first.setdefault(key, located.ref("organization").cell)


def _days(table: Table[HandoverRow]) -> Iterator[Finding]:
    for located in table.rows:
        since, until = located.row.since, located.row.until
        if since and until and since >= until:
            yield DAYS_REVERSED.at(located.ref("until"), found=until)
