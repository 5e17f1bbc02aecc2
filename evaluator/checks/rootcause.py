"""Root cause first: what follows from another finding is counted to it and not told again.

From what a finding follows is declared with its kind (`Kind.hidden_by`). Nothing is lost from
the count: `Finding.covers` says how many findings one stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evaluator.findings import CellRef, Finding, Scope
from evaluator.words.addresses import corners


def without_followers(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that follow from another, in the order they came.

    The widest scope comes first: what is hidden in a sheet hides nothing in its rows.
    """
    told = tuple(found)
    for scope in Scope:
        told = _within(scope, told)
    return told


def _within(scope: Scope, found: Sequence[Finding]) -> tuple[Finding, ...]:
    places = [(finding.where.file, *_place(scope, finding.where)) for finding in found]
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for index, finding in enumerate(found):
        first.setdefault((finding.code, places[index]), index)
    kept: list[int] = []
    taken: Counter[int] = Counter()
    for index, finding in enumerate(found):
        causes = (c.code for c in finding.kind.hidden_by if c.scope is scope)
        roots = (first.get((code, places[index])) for code in causes)
        root = next((each for each in roots if each is not None), None)
        if root is None:
            kept.append(index)
        else:
            taken[root] += finding.covers
    return tuple(_covering_more(found[index], taken[index]) for index in kept)


def _covering_more(finding: Finding, more: int) -> Finding:
    return replace(finding, covers=finding.covers + more) if more else finding


def _place(scope: Scope, where: CellRef) -> tuple[str, ...]:
    """Return what is the same for all findings of a scope in one file."""
    row = next((row for row, _ in corners(where.cell)), 0)
    return {
        Scope.FILE: (),
        Scope.SHEET: (where.sheet,),
        Scope.ROW: (where.sheet, str(row)),
        Scope.CELL: (where.sheet, where.cell),
    }[scope]
