"""One version of a ministry's form against the next: findings and answers, told apart by key.

A finding is the same when its code, sheet, row and field are, wherever the row stands by now;
one that is told for many, when all that it is told for are.
A row is the same by its key; in a sheet without keys by what stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from evaluator.findings import Finding
from evaluator.findings.counting import count
from evaluator.form.read import Submission
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.read import Located, Table
from evaluator.words.addresses import corner

AnyTable: TypeAlias = Table[Any]
AnyRow: TypeAlias = Located[Any]
_At: TypeAlias = tuple[str, int]
"""Where a row is: a ministry's answers may stand in several files."""
_MOST_COMPARED: Final = 300  # rows without keys; a form has room for a tenth of that


@dataclass(frozen=True)
class AnswerChange:
    """One cell that says something else now."""

    sheet: str
    row: str
    """The row's key; '' where rows have none."""
    header: str
    old_cell: str
    new_cell: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """A row that only one of the versions has; `text` is what stands in it."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """What became of the findings and of the answers.

    What remains and what is new are together the findings of the new version, as its check
    tells them.
    """

    resolved: tuple[Finding, ...]
    """Nothing of it is left."""
    remaining: tuple[Finding, ...]
    """All of it was there before."""
    new: tuple[Finding, ...]
    """Something in it was not there before."""
    answers: tuple[AnswerChange, ...]
    added: tuple[RowChange, ...]
    removed: tuple[RowChange, ...]
    is_of_answers: bool = True
    """Whether both could be read; else nothing is known of what has changed."""

    @property
    def summary(self) -> str:
        """How many エラー and 警告: '3件解消、2件残り、1件新規'."""
        numbers = [count(found).to_do for found in (self.resolved, self.remaining, self.new)]
        return "{}件解消、{}件残り、{}件新規".format(*numbers)


def compare(
    old: Submission | None,
    new: Submission | None,
    old_findings: Sequence[Finding],
    new_findings: Sequence[Finding],
) -> Comparison:
    """Compare two versions of one form; None stands for a file that could not be read."""
    pairings = [_pairing(before, after) for before, after in _tables(old, new)]
    was = _names(old_findings, [(p.old, p.old_names) for p in pairings])
    now = _names(new_findings, [(p.new, p.new_names) for p in pairings])
    resolved = _such(old_findings, was, now, lambda known: not any(known))
    remaining = _such(new_findings, now, was, all)
    fresh = _such(new_findings, now, was, lambda known: not all(known))
    if new is None:  # nothing is known of what was wrong before
        remaining, fresh, resolved = tuple(old_findings), tuple(new_findings), ()
    both = old is not None and new is not None
    return Comparison(
        resolved,
        remaining,
        fresh,
        tuple(change for p in pairings for pair in p.pairs for change in _changes(*pair)),
        tuple(_row_change(row) for p in pairings if both for row in p.added),
        tuple(_row_change(row) for p in pairings if both for row in p.removed),
        is_of_answers=both,
    )


# rows ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Pairing:
    """The rows of one sheet in both versions."""

    old: AnyTable | None
    new: AnyTable | None
    pairs: tuple[tuple[AnyRow, AnyRow], ...]
    removed: tuple[AnyRow, ...]
    added: tuple[AnyRow, ...]
    old_names: Mapping[_At, str]
    new_names: Mapping[_At, str]
    """What a row is called, by file and number: the same name in both versions."""


def _tables(
    old: Submission | None, new: Submission | None
) -> Iterator[tuple[AnyTable | None, AnyTable | None]]:
    before, after = _tables_of(old), _tables_of(new)
    for key in {**before, **after}:
        yield before.get(key), after.get(key)


def _tables_of(submission: Submission | None) -> dict[str, AnyTable]:
    if submission is None:
        return {}
    return {**submission.tables, submission.meta.layout.key: submission.meta}


def _pairing(old: AnyTable | None, new: AnyTable | None) -> _Pairing:
    before, after = old.rows if old else (), new.rows if new else ()
    pairs = tuple(_pairs(before, after))
    paired_old, paired_new = {_at(a) for a, _ in pairs}, {_at(b) for _, b in pairs}
    removed = tuple(row for row in before if _at(row) not in paired_old)
    added = tuple(row for row in after if _at(row) not in paired_new)
    old_names = {_at(a): f"={n}" for n, (a, _) in enumerate(pairs)}
    new_names = {_at(b): f"={n}" for n, (_, b) in enumerate(pairs)}
    old_names |= {_at(row): f"-{row.number}" for row in removed}
    new_names |= {_at(row): f"+{row.number}" for row in added}
    some = new or old
    if some is not None and some.layout.is_single:  # what is missing is named by no row
        old_names, new_names = {}, {}
    return _Pairing(old, new, pairs, removed, added, old_names, new_names)


def _at(row: AnyRow) -> _At:
    return row.table.file, row.number


def _pairs(old: Sequence[AnyRow], new: Sequence[AnyRow]) -> Iterator[tuple[AnyRow, AnyRow]]:
    """Yield the rows that are the same one, in the order of the new version, added ones last."""
    if not old or not new:
        return
    if new[0].table.layout.is_single:
        yield from zip(old, new, strict=False)
        return
    partner, keyed = _keyed(old), _keyed(new)
    yield from ((partner[key], row) for key, row in keyed.items() if key in partner)
    yield from _alike([r for r in old if r.is_added], [r for r in new if r.is_added])


def _keyed(rows: Sequence[AnyRow]) -> dict[tuple[str, int], AnyRow]:
    """Return the rows that have a key by it, with a number for a key that comes again."""
    seen: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        if not row.is_added:
            key = str(getattr(row.row, row.table.layout.model.row_key))
            keyed[key, seen[key]] = row
            seen[key] += 1
    return keyed


def _alike(old: Sequence[AnyRow], new: Sequence[AnyRow]) -> list[tuple[AnyRow, AnyRow]]:
    """Pair rows without keys: first those that say the same, then those that share most."""
    before, after = [_texts(row) for row in old], [_texts(row) for row in new]
    scores = [
        (a == b, sum(x == y != "" for x, y in zip(a, b, strict=True)), -i, -j)
        for i, a in enumerate(before[:_MOST_COMPARED])
        for j, b in enumerate(after[:_MOST_COMPARED])
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _same, shared, i, j in sorted(scores, reverse=True):
        if shared and -j not in partner and -i not in taken:
            partner[-j] = -i
            taken.add(-i)
    return [(old[i], new[j]) for j, i in sorted(partner.items())]


# answers ---------------------------------------------------------------------------------
def _inputs(row: AnyRow) -> list[BoundColumn]:
    return [column for column in row.table.layout.columns if column.is_input]


def _texts(row: AnyRow) -> list[str]:
    return [row.text(column.field) for column in _inputs(row)]


def _changes(old: AnyRow, new: AnyRow) -> Iterator[AnswerChange]:
    key = new.table.layout.model.row_key
    for column in _inputs(new):
        before, after = old.text(column.field), new.text(column.field)
        if before != after:
            yield AnswerChange(
                sheet=new.ref(column.field).sheet,
                row=str(getattr(new.row, key)) if key else "",
                header=column.header,
                old_cell=old.ref(column.field).cell,
                new_cell=new.ref(column.field).cell,
                old=before,
                new=after,
            )


def _row_change(row: AnyRow) -> RowChange:
    columns = row.table.layout.read_columns
    first = next(column.field for column in columns if column.field in row.table.columns)
    named = row.table.layout.model.row_key or first
    texts = [row.text(column.field) for column in columns]
    return RowChange(row.ref(named).sheet, row.ref(named).cell, "／".join(filter(None, texts)))


# findings --------------------------------------------------------------------------------
_Name: TypeAlias = tuple[str, str, str, str]


_Tables: TypeAlias = Sequence[tuple[AnyTable | None, Mapping[_At, str]]]


def _names(found: Sequence[Finding], tables: _Tables) -> list[tuple[_Name, ...]]:
    """Return what makes each finding the same in another version: the names of what it tells."""
    return [tuple(_name(part, tables) for part in each.one_by_one()) for each in found]


def _name(finding: Finding, tables: _Tables) -> _Name:
    """Return what makes a finding the same in another version: never the address."""
    where = finding.where
    at = corner(where.cell)
    for table, names in tables:
        if table is None or table.sheet_ref().sheet != where.sheet:
            continue
        if at is None:
            return finding.code, table.layout.key, "", finding.message
        fields_at = {column: field for field, column in table.columns.items()}
        row = names.get((where.file, at[0]), "")
        return finding.code, table.layout.key, row, fields_at.get(at[1], where.cell)
    return finding.code, where.sheet, where.cell, finding.message if where.sheet else ""


def _such(
    found: Sequence[Finding],
    names: Sequence[tuple[_Name, ...]],
    others: Sequence[tuple[_Name, ...]],
    such: Callable[[list[bool]], bool],
) -> tuple[Finding, ...]:
    """Return the findings of which `such` holds, given which of their names the others have."""
    left = Counter(name for each in others for name in each)
    chosen: list[Finding] = []
    for finding, own in zip(found, names, strict=True):
        known = []
        for name in own:
            known.append(left[name] > 0)
            left[name] -= 1
        if such(known):
            chosen.append(finding)
    return tuple(chosen)
