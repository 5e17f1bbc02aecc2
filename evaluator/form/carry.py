"""Answers moved from older, damaged or divided forms into a fresh one, by key.

Used where a ministry's divisions each filled a part (`merge`), and where a form has to be
issued anew (`--prefill`). Nothing is lost in silence: what finds no place is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.moving import NO_MINISTRY_FOUND, NOT_PLACED, SOURCES_DISAGREE
from evaluator.form.part import Answers, Given, Inputs, Part, coordinating
from evaluator.form.read import Answered, Reading, read_answers
from evaluator.form.sheets.meta import MetaRow
from evaluator.form.sheets.registry import issued_sheets
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import MinistryName
from evaluator.sheets.cells import written
from evaluator.sheets.layout import BoundColumn, layout_of
from evaluator.sheets.read import Located, R, read_table
from evaluator.words.brief import shorten
from evaluator.xlsx.source import Source


@dataclass(frozen=True)
class Origin:
    """A file that answers are taken from, read as far as it can be read."""

    file: str
    ministry: MinistryName
    division: str | None
    answers: Answered


def origin_of(source: Source, catalogue: Catalogue) -> tuple[Origin | None, tuple[Finding, ...]]:
    """Read a file of any round and version; None if no ministry can be told from it.

    What cannot be read is found again cell by cell in `carry`, so only that is returned here.
    """
    unsaid = Findings()
    answers = read_answers(Reading(source, catalogue, unsaid))
    meta = read_table(source, MetaRow, unsaid)
    row = meta.rows[0].row if meta.rows else None
    ministry = MinistryName(row.ministry) if row else None
    if ministry not in catalogue.respondents:
        ministry = _likely_ministry(answers, catalogue)
    if ministry is None:
        return None, (NO_MINISTRY_FOUND.at(CellRef(source.name)),)
    division = row.division if row and row.is_part else None
    return Origin(source.name, ministry, division, answers), ()


def _likely_ministry(answers: Answered, catalogue: Catalogue) -> MinistryName | None:
    """Return the one ministry whose measures are all that the file names."""
    named = {located.row.measure_id for located in answers.measures.rows} & {
        str(measure.id) for measure in catalogue.measures
    }
    fitting = [
        ministry
        for ministry in catalogue.respondents
        if named and named <= {measure.id for measure in catalogue.measures_of(ministry)}
    ]
    exact = [m for m in fitting if len(catalogue.measures_of(m)) == len(named)]
    return exact[0] if len(exact) == 1 else fitting[0] if len(fitting) == 1 else None


def carry(
    origins: Sequence[Origin], catalogue: Catalogue, ministry: MinistryName
) -> tuple[Answers, tuple[Finding, ...]]:
    """Return the answers for the ministry's form, and what could not be moved into it."""
    found = Findings()
    answers: dict[str, Given] = {}
    first = coordinating(catalogue, ministry)
    for sheet in issued_sheets(catalogue, Part(ministry)):
        tables = [each.answers.table(sheet.model) for each in _told_by(sheet, origins, first)]
        rows = [located for table in tables for located in table.rows]
        answers[sheet.key] = _given(sheet, rows, catalogue, ministry, found)
    return answers, tuple(found.items)


def _told_by(sheet: FormSheet[Any], origins: Sequence[Origin], first: str) -> Sequence[Origin]:
    """Return who speaks on a sheet: of who answers for the ministry, the 取りまとめ課 alone."""
    own = [origin for origin in origins if origin.division == first]
    return own if own and sheet.layout.is_single else origins


def _given(
    sheet: FormSheet[R],
    rows: Sequence[Located[R]],
    catalogue: Catalogue,
    ministry: MinistryName,
    found: Findings,
) -> Given:
    """Put the answers of all sources on one sheet together."""
    issued = sheet.issued(catalogue, Part(ministry))
    closed = {key: sheet.closed_in(catalogue, ministry, row) for key, row in issued.items()}
    keyed = _keyed((row for row in rows if not row.is_added), closed, found)
    added = _added((row for row in rows if row.is_added), found)
    if sheet.layout.is_single and len(added) > 1:  # sources that disagree: the ministry says
        added = ()
    return Given(keyed, added)


def _inputs(located: Located[R], found: Findings) -> dict[str, object]:
    """Return what is filled in; a cell that could not be read is said to be lost."""
    inputs: dict[str, object] = {}
    for column in layout_of(type(located.row)).columns:
        if not column.is_input:
            continue
        if column.field in located.rejected or column.field in located.placeholders:
            found.add(_lost(located, column, "値を読み取れないため"))
        elif not located.is_blank(column.field):
            inputs[column.field] = getattr(located.row, column.field)
    return inputs


def _lost(located: Located[R], column: BoundColumn, why: str) -> Finding:
    where = located.ref(column.field)
    shown = located.raw(column.field)
    return NOT_PLACED.at(where, found=shown, header=column.header, why=why)


def _keyed(
    rows: Iterable[Located[R]], closed: Mapping[str, frozenset[str]], found: Findings
) -> dict[str, Inputs]:
    """Merge keyed rows; where two sources answer differently the cell stays blank."""
    merged: dict[str, dict[str, object]] = {}
    first: dict[tuple[str, str], Located[R]] = {}
    clashing: set[tuple[str, str]] = set()
    for located in rows:
        column_of = located.table.layout.by_field
        key = str(getattr(located.row, located.table.layout.model.row_key))
        for field, value in _inputs(located, found).items():
            at = (key, field)
            if key not in closed:
                found.add(_lost(located, column_of(field), "この行は施策一覧にないため"))
            elif field in closed[key]:
                found.add(_lost(located, column_of(field), "主担当の府省庁が記入する欄のため"))
            elif at not in first:
                first[at] = located
                merged.setdefault(key, {})[field] = value
            elif getattr(first[at].row, field) != value:
                clashing.add(at)
                found.add(_clash(located, first[at], column_of(field)))
    for key, field in clashing:
        merged[key].pop(field, None)
    return dict(merged)


def _clash(here: Located[R], there: Located[R], column: BoundColumn) -> Finding:
    elsewhere = written(getattr(there.row, column.field))
    return SOURCES_DISAGREE.at(
        here.ref(column.field),
        found=written(getattr(here.row, column.field)),
        header=column.header,
        other=there.ref(column.field),
        elsewhere=shorten(str(elsewhere)),
    )


def _added(rows: Iterable[Located[R]], found: Findings) -> tuple[Inputs, ...]:
    """Put the rows without a key of all sources one after the other, each once.

    A row that holds nothing but what was printed in it is no answer.
    """
    added: list[Inputs] = []
    for located in rows:
        columns = located.table.layout.columns
        printed = {column.field for column in columns if column.column.printed}
        inputs = _inputs(located, found)
        if set(inputs) - printed and inputs not in added:
            added.append(inputs)
    return tuple(added)
