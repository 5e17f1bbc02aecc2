"""What is many is told once: missing answers of a row, a sheet or a file, the same sentence.

Nothing is lost: the finding that is told keeps the others (`Finding.parts`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from evaluator.findings import CellRef, Finding
from evaluator.findings.file import NOTHING_ANSWERED
from evaluator.findings.structure import SHEET_BLANK
from evaluator.findings.value import ANSWER_MISSING, ANSWERS_MISSING
from evaluator.form.read import Submission
from evaluator.form.settings import Presentation
from evaluator.sheets.table import R, Table
from evaluator.words.addresses import corner


def told_once(
    submission: Submission, found: Sequence[Finding], limits: Presentation
) -> tuple[Finding, ...]:
    """Return the findings of one file with missing answers and repetitions folded.

    `limits` says from how many on findings are told as one.
    """
    told = _by_sheet(submission, list(found))
    told = _folded(told, limits.cells_of_a_row, _row_of_missing, _row_finding)
    told = _folded(told, limits.same_kind, _numerous_kind, _first_for_all)
    return tuple(_folded(told, limits.same_message, _message, _first_for_all))


# missing answers --------------------------------------------------------------------------
def _by_sheet(submission: Submission, found: list[Finding]) -> list[Finding]:
    """Tell a sheet, or a whole form, without any answer once."""
    there = [table for table in submission.tables.values() if table.sheet]
    empty = [table for table in there if not _is_begun(table)]
    missing = [finding for finding in found if finding.kind is ANSWER_MISSING]
    if len(empty) == len(there):
        whole = NOTHING_ANSWERED.at(CellRef(submission.file))
        return _instead(found, missing, whole) if missing else found
    for table in empty:
        where = table.sheet_ref()
        own = [finding for finding in missing if finding.where.sheet == where.sheet]
        rows = len({_place(finding)[0] for finding in own})
        if rows > 1:
            blank = SHEET_BLANK.at(where, sheet=where.sheet, rows=rows, count=len(own))
            found = _instead(found, own, blank)
    return found


def _instead(found: list[Finding], parts: Sequence[Finding], whole: Finding) -> list[Finding]:
    """Return the findings with one in front that stands for some of them."""
    told = {id(part) for part in parts}
    rest = (finding for finding in found if id(finding) not in told)
    return [whole.standing_for(parts), *rest]


def _is_begun(table: Table[R]) -> bool:
    """Whether anything but what was printed stands in the inputs; domains are printed."""
    inputs = [c.field for c in table.layout.columns if c.is_input and not c.column.printed]
    return any(
        not located.is_blank(field) or field in located.placeholders
        for located in table.rows
        for field in inputs
    )


def _row_of_missing(finding: Finding) -> Hashable:
    if finding.kind is not ANSWER_MISSING or not finding.where.cell:
        return None
    return finding.where.sheet, _place(finding)[0]


def _row_finding(row: Sequence[Finding]) -> Finding:
    headers = "".join(f"「{dict(finding.words)['header']}」" for finding in row)
    told = ANSWERS_MISSING.at(row[0].where, count=len(row), headers=headers)
    return told.standing_for(row)


# repetitions -------------------------------------------------------------------------------
def _numerous_kind(finding: Finding) -> Hashable:
    return (finding.code, finding.where.sheet) if finding.kind.is_numerous else None


def _message(finding: Finding) -> Hashable:
    where = finding.where
    return (finding.code, where.sheet, finding.message) if where.cell else None


def _first_for_all(group: Sequence[Finding]) -> Finding:
    return group[0].standing_for(group)


def _folded(
    found: list[Finding],
    least: int,
    same: Callable[[Finding], Hashable],
    fold: Callable[[Sequence[Finding]], Finding],
) -> list[Finding]:
    """Tell findings that have the same key as one, from `least` on; None is no key.

    The one stands where the topmost of them stood.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for finding in found:
        key = same(finding)
        if key is not None:
            groups.setdefault(key, []).append(finding)
    many = [sorted(group, key=_place) for group in groups.values() if len(group) >= least]
    instead = {id(group[0]): fold(group) for group in many}
    dropped = {id(each) for group in many for each in group[1:]}
    return [instead.get(id(each), each) for each in found if id(each) not in dropped]


def _place(finding: Finding) -> tuple[int, int]:
    return corner(finding.where.cell) or (0, 0)
