"""A table of a plan's items (CSV): bytes → rows as they are written, or findings by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evaluator.catalogue.rows import MeasureRow
from evaluator.findings import CellRef, Findings
from evaluator.findings.plan import (
    PLAN_COLUMN_MISSING,
    PLAN_ROW_BROKEN,
    PLAN_TOO_MUCH,
    PLAN_UNREADABLE,
)
from evaluator.sheets.layout import layout_of
from evaluator.sheets.normalise import Rejected, identifier, line
from evaluator.xlsx.gate import MAX_FILE_BYTES

YES: Final = "yes"
_YES_OR_NO: Final = frozenset({YES, "no"})
_ID, _TITLE, _HEADING, _MINISTRIES, _KIND, _MARKED, _REPEATS = COLUMNS = (
    *("id", "title", "heading_path", "ministries_as_listed"),
    *("kind", "marked_repeat", "repeat_of"),
)
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_MOST_ROWS: Final = 2_000
"""Several times what a plan has; each is held against every measure of last year."""
_MOST_MINISTRIES: Final = 100
_MOST_BROKEN: Final = 20
"""After so many broken rows nothing more is to be learnt from the rest."""


@dataclass(frozen=True)
class PlanRow:
    """A row of the table."""

    where: CellRef
    id: str
    title: str
    heading: str
    ministries: tuple[str, ...]
    kind: str
    repeats: str
    """The item that it is marked to repeat; '' where it is not, or where it names itself."""
    belongs: bool
    """Whether the programme follows it up."""


class _BrokenRowError(Exception):
    """Why a row cannot be used, in Japanese."""


def plan_rows(name: str, content: bytes, column: str, found: Findings) -> Iterator[PlanRow]:
    """Yield the rows of the table; none, with a finding, if the file is no such table.

    `column` says of each row whether the programme follows it up; with '' it does of every one.
    """
    known, broken = set[str](), 0
    for number, record in enumerate(_records(name, content, column, found)):
        if number == _MOST_ROWS or broken == _MOST_BROKEN:
            many = f"行が{_MOST_ROWS:,}を超える" if number == _MOST_ROWS else "読めない行が多い"
            found.add(PLAN_TOO_MUCH.at(record.where, what=many))
            return
        try:
            row = _row(record, column, known)
        except _BrokenRowError as error:
            broken += 1
            found.add(PLAN_ROW_BROKEN.at(record.where, what=str(error)))
            continue
        known.add(row.id)
        yield row


# the file -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Record:
    where: CellRef
    cells: Mapping[str, str]
    is_whole: bool
    """Whether it has a cell for each head, and no other."""


def _records(name: str, content: bytes, column: str, found: Findings) -> Iterator[_Record]:
    text = _decoded(content)
    if text is None:
        what = "UTF-8でもシフトJISでもない文字コード"
        found.add(PLAN_UNREADABLE.at(CellRef(name), what=what))
        return
    csv.field_size_limit(MAX_FILE_BYTES)  # else a long cell is an error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [line(head).value for head in next(reader, [])]
        missing = [each for each in (*COLUMNS, column) if each and each not in heads]
        if missing:
            found.add(PLAN_COLUMN_MISSING.at(_line(name, 1), found="、".join(missing)))
            return
        for cells in reader:
            if any(cells):
                record = dict(zip(heads, cells, strict=False))
                yield _Record(_line(name, reader.line_num), record, len(cells) == len(heads))
    except csv.Error:
        what = f"{reader.line_num}行目の引用符の誤り"
        found.add(PLAN_UNREADABLE.at(_line(name, reader.line_num), what=what))


def _decoded(content: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _line(name: str, number: int) -> CellRef:
    return CellRef(name, "", f"{number}行目")


# a row --------------------------------------------------------------------------------------
def _row(record: _Record, column: str, known: Container[str]) -> PlanRow:
    if not record.is_whole:
        raise _BrokenRowError("列の数が見出しと異なる")
    cells = {head: str(line(cell).value) for head, cell in record.cells.items()}
    own, repeats = _identifier(cells, _ID), _identifier(cells, _REPEATS)
    if own in known:
        raise _BrokenRowError(f"「{_ID}」の「{own}」が重複")
    title, longest = cells[_TITLE], layout_of(MeasureRow).by_field("title").column.max_length
    for head, value in ((_ID, own), (_TITLE, title)):
        if not value:
            raise _BrokenRowError(f"「{head}」が空欄")
    if longest and len(title) > longest:
        raise _BrokenRowError(f"「{_TITLE}」が{longest}字を超える")
    ministries = tuple(filter(None, (part.strip() for part in cells[_MINISTRIES].split(";"))))
    if len(ministries) > _MOST_MINISTRIES:
        raise _BrokenRowError(f"「{_MINISTRIES}」が{_MOST_MINISTRIES}件を超える")
    is_repeat = _is_yes(cells, _MARKED) and repeats != own
    return PlanRow(
        where=record.where,
        id=own,
        title=title,
        heading=cells[_HEADING],
        ministries=ministries,
        kind=cells[_KIND],
        repeats=repeats if is_repeat else "",
        belongs=not column or _is_yes(cells, column),
    )


def _identifier(cells: Mapping[str, str], head: str) -> str:
    try:
        return str(identifier(cells[head]).value)
    except Rejected:
        raise _BrokenRowError(f"「{head}」が英数字とハイフンだけでない") from None


def _is_yes(cells: Mapping[str, str], head: str) -> bool:
    said = cells[head].casefold()
    if said not in _YES_OR_NO:
        raise _BrokenRowError(f"「{head}」が yes でも no でもない")
    return said == YES
