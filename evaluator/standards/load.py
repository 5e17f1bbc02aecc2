"""A round's own tables (標準化団体表.xlsx) → checked `Standards`, or findings at its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from evaluator.findings import Finding, Findings, has_errors
from evaluator.findings.standards import (
    BODY_TWICE,
    EXAMPLE_DIFFERS,
    NOT_A_PATTERN,
    NOT_A_STAGE,
    TABLE_WITHOUT_ROWS,
    UNKNOWN_BODY,
)
from evaluator.sheets.read import Table, missing, read_table
from evaluator.standards.numbers import compiled, folded
from evaluator.standards.rows import (
    TABLES,
    BodyRow,
    DeliverableRow,
    PatternRow,
    RoleRow,
    StageRow,
    TagRow,
)
from evaluator.standards.tables import Standards
from evaluator.standards.words import HARMONIZED, phase_of
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest


def load_standards(name: str, content: bytes) -> tuple[Standards | None, tuple[Finding, ...]]:
    """Read and check a round's tables; None if they have findings of level エラー."""
    found = Findings()
    try:
        source = read_source(name, content)
    except Refused as refusal:
        return None, (refusal.finding(name),)
    tables: dict[str, Table[Any]] = {
        model.sheet_key: read_table(source, model, found) for model in TABLES
    }
    for check in (_incomplete, _bodies, _references, _patterns, _stages):
        found.extend(check(tables))
    if has_errors(found.items):
        return None, tuple(found.items)
    rows = {key: tuple(located.row for located in table.rows) for key, table in tables.items()}
    return Standards(**rows, sha256=digest(content)), tuple(found.items)


_Tables = dict[str, Table[Any]]


def _incomplete(tables: _Tables) -> Iterator[Finding]:
    """Every required cell is filled, and every sheet has rows."""
    for table in tables.values():
        if table.sheet is not None and not table.rows:
            yield TABLE_WITHOUT_ROWS.at(table.sheet_ref(), sheet=table.layout.title)
        required = [c.field for c in table.layout.columns if c.column.required]
        for located in table.rows:
            yield from (missing(located, name) for name in required if located.is_blank(name))


def _bodies(tables: _Tables) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for located in tables[BodyRow.sheet_key].rows:
        name = located.row.name
        if name in first:
            yield BODY_TWICE.at(located.ref("name"), found=name, first=first[name])
        first.setdefault(name, located.ref("name").cell)


_OF_A_FAMILY: Final = (RoleRow, DeliverableRow)


def _references(tables: _Tables) -> Iterator[Finding]:
    """Whatever names a body, or a family of bodies, names one that is there."""
    bodies = tables[BodyRow.sheet_key]
    names = {located.row.name for located in bodies.rows}
    families = names | {located.row.family for located in bodies.rows}
    for model in (model for model in TABLES if model is not TagRow):
        field = "stages_of" if model is BodyRow else "body"
        known = families if model in _OF_A_FAMILY else names
        table = tables[model.sheet_key]
        for located in table.rows:
            value = getattr(located.row, field)
            if value and value not in known:
                header = table.layout.by_field(field).header
                words = {"header": header, "sheet": bodies.layout.title}
                yield UNKNOWN_BODY.at(located.ref(field), found=value, **words)


def _patterns(tables: _Tables) -> Iterator[Finding]:
    for located in tables[PatternRow.sheet_key].rows:
        row = located.row
        try:
            fits = compiled(row.pattern).fullmatch(folded(row.example))
        except re.error as error:
            position = (error.pos or 0) + 1
            yield NOT_A_PATTERN.at(located.ref("pattern"), found=row.pattern, position=position)
            continue
        if row.example and not fits:
            yield EXAMPLE_DIFFERS.at(located.ref("example"), found=row.example)


def _stages(tables: _Tables) -> Iterator[Finding]:
    for located in tables[StageRow.sheet_key].rows:
        stage = located.row.stage
        if stage and not (HARMONIZED.fullmatch(stage) and phase_of(stage)):
            yield NOT_A_STAGE.at(located.ref("stage"), found=stage)
