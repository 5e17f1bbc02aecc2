"""Root cause first: what follows from another finding is counted to it and not told again.

Three things, in this order: a finding takes in those that follow from it (`FOLLOW`), missing
answers of one row, sheet or file are told once, and so is the same sentence in many cells.
Nothing is lost from the count: `Finding.covers` says how many findings one stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluator.checks.settings import settings
from evaluator.checks.workbook import tables
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import NOTHING_ANSWERED
from evaluator.findings.structure import SHEET_BLANK
from evaluator.findings.value import ANSWER_MISSING, ANSWERS_MISSING
from evaluator.form.read import Submission
from evaluator.sheets.table import R, Table
from evaluator.xlsx.source import box


@dataclass(frozen=True)
class Follow:
    """Findings of `codes` in the scope of one of `root` follow from it."""

    root: str
    codes: frozenset[str]
    same: Callable[[CellRef], tuple[str, ...]]


def _file(where: CellRef) -> tuple[str, ...]:
    return (where.file,)


def _sheet(where: CellRef) -> tuple[str, ...]:
    return where.file, where.sheet


def _row_of(where: CellRef) -> tuple[str, ...]:
    return where.file, where.sheet, str(_row(where))


def _cell(where: CellRef) -> tuple[str, ...]:
    return where.file, where.sheet, where.cell


_IN_A_ROW: Final = frozenset(
    {"S015", "S016", "V001", "V014", "V015", "V019", "C003", "C004", "C006", "C007", "C008", "C018"}
)

FOLLOW: Final = (
    # The catalogue was changed: printed texts differ without anybody's fault.
    Follow("F015", frozenset({"S011"}), _file),
    # Keys and texts are out of step: what is known of a row is not known of its answers.
    Follow("S010", frozenset({"S002", "S003", "S004", "S005", "S011", "S020", "V001"}), _sheet),
    # Nobody knows what the row is: what is wrong in it does not matter yet.
    Follow("S002", _IN_A_ROW, _row_of),
    Follow("S005", _IN_A_ROW, _row_of),
    # The cell was pasted: its value says so already.
    Follow("V009", frozenset({"S016"}), _cell),
    Follow("V020", frozenset({"S016"}), _cell),
)


def root_causes(submission: Submission, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of one file with follow-on findings taken in and repetitions folded."""
    return told_once(submission, without_followers(found))


def told_once(submission: Submission, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of one file with missing answers and repetitions folded."""
    told = _by_sheet(submission, list(found))
    told = _by_row(told)
    return tuple(_by_message(_by_kind(told)))


def without_followers(every: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, each still at its own cell, without those that follow from another."""
    found = list(every)
    for rule in FOLLOW:
        roots = [finding for finding in found if finding.code == rule.root]
        for root in roots:
            follows = [
                each
                for each in found
                if each.code in rule.codes and rule.same(each.where) == rule.same(root.where)
            ]
            taken = replace(root, covers=root.covers + sum(each.covers for each in follows))
            found = [taken if each is root else each for each in found if each not in follows]
    return tuple(found)


# missing answers --------------------------------------------------------------------------
_MISSING: Final = ANSWER_MISSING.code


def _by_sheet(submission: Submission, found: list[Finding]) -> list[Finding]:
    """Tell a sheet, or a whole form, without any answer once."""
    empty = [table for table in tables(submission) if table.sheet and not _is_begun(table)]
    if all(table in empty for table in tables(submission) if table.sheet):
        missing = [each for each in found if each.code == _MISSING]
        whole = NOTHING_ANSWERED.at(CellRef(submission.file)).standing_for(missing)
        return [whole, *(each for each in found if each not in missing)] if missing else found
    for table in empty:
        where = table.sheet_ref()
        missing = [e for e in found if e.code == _MISSING and e.where.sheet == where.sheet]
        rows = len({_row(each.where) for each in missing})
        if rows > 1:
            words = {"sheet": where.sheet, "rows": rows, "count": len(missing)}
            blank = SHEET_BLANK.at(where, **words).standing_for(missing)
            found = [blank, *(each for each in found if each not in missing)]
    return found


def _is_begun(table: Table[R]) -> bool:
    """Whether anything but what was printed stands in the inputs; domains are printed."""
    inputs = [c.field for c in table.layout.columns if c.is_input and not c.column.printed]
    return any(
        not located.is_blank(field) or field in located.placeholders
        for located in table.rows
        for field in inputs
    )


def _row(where: CellRef) -> int:
    return box(where.cell).top if where.cell else 0


def _by_row(found: list[Finding]) -> list[Finding]:
    """Tell several missing answers of a row once, at the first of them."""
    rows: dict[tuple[str, int], list[Finding]] = {}
    for finding in found:
        if finding.code == _MISSING and finding.where.cell:
            rows.setdefault((finding.where.sheet, _row(finding.where)), []).append(finding)
    least = settings().presentation.cells_of_a_row
    several = [sorted(row, key=_place) for row in rows.values() if len(row) >= least]
    instead = {id(row[0]): _row_finding(row) for row in several}
    dropped = {id(each) for row in several for each in row[1:]}
    return [instead.get(id(each), each) for each in found if id(each) not in dropped]


def _row_finding(row: Sequence[Finding]) -> Finding:
    headers = "".join(f"「{dict(each.words)['header']}」" for each in row)
    finding = ANSWERS_MISSING.at(row[0].where, count=len(row), headers=headers)
    return finding.standing_for(row)


# repetitions -------------------------------------------------------------------------------
_KINDS: Final = frozenset({"S001", "S007", "S011", "S012", "S015", "S016", "S017", "S018"})
"""Damage that comes in numbers: from some number on the first stands for all of its sheet."""


def _by_kind(found: list[Finding]) -> list[Finding]:
    least = settings().presentation.same_kind
    return _folded(
        found, least, lambda each: (each.code, each.where.sheet) if each.code in _KINDS else None
    )


def _by_message(found: list[Finding]) -> list[Finding]:
    least = settings().presentation.same_message
    return _folded(
        found,
        least,
        lambda each: (each.code, each.where.sheet, each.message) if each.where.cell else None,
    )


def _folded(
    found: list[Finding], least: int, key: Callable[[Finding], tuple[str, ...] | None]
) -> list[Finding]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in found:
        same = key(finding)
        if same is not None:
            groups.setdefault(same, []).append(finding)
    many = [sorted(group, key=_place) for group in groups.values() if len(group) >= least]
    instead = {id(group[0]): group[0].standing_for(group) for group in many}
    dropped = {id(each) for group in many for each in group[1:]}
    return [instead.get(id(each), each) for each in found if id(each) not in dropped]


def _place(finding: Finding) -> tuple[int, int]:
    if not finding.where.cell:
        return 0, 0
    found = box(finding.where.cell)
    return found.top, found.left
