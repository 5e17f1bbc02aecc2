"""Root cause first: what follows from another finding is counted to it and not told again.

From what a finding follows is declared with its kind (`Kind.hidden_by`). Nothing is lost from
the count: `Finding.covers` says how many findings one stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from evaluator.findings import CellRef, Finding, Scope
from evaluator.words.addresses import corner


def without_followers(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that follow from another, in the order they came.

    The widest scope comes first: what is hidden in a sheet hides nothing in its rows.
    """
    told = tuple(found)
    for scope in Scope:
        told = _within(scope, told)
    return told


def _within(scope: Scope, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    follows = _causes(scope, found)
    if not follows:
        return found
    causes = {code for codes in follows.values() for code in codes}
    first: dict[tuple[str, Hashable], int] = {}
    for index, finding in enumerate(found):
        if finding.code in causes:
            first.setdefault((finding.code, _place(scope, finding.where)), index)
    kept: list[int] = []
    taken: Counter[int] = Counter()
    for index, finding in enumerate(found):
        codes = follows.get(finding.code, ())
        place = _place(scope, finding.where) if codes else None
        root = next((first[code, place] for code in codes if (code, place) in first), None)
        if root is None:
            kept.append(index)
        else:
            taken[root] += finding.covers
    return tuple(_covering_more(found[index], taken[index]) for index in kept)


def _causes(scope: Scope, found: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """Return the kinds that may follow, by code, with those of their causes that are there."""
    kinds = {finding.code: finding.kind for finding in found}
    causes = {
        code: tuple(c.code for c in kind.hidden_by if c.scope is scope and c.code in kinds)
        for code, kind in kinds.items()
    }
    return {code: codes for code, codes in causes.items() if codes}


def _covering_more(finding: Finding, more: int) -> Finding:
    return replace(finding, covers=finding.covers + more) if more else finding


def _place(scope: Scope, where: CellRef) -> Hashable:
    """Return what is the same for all findings of a scope in one file."""
    if scope is Scope.FILE:
        return where.file
    if scope is Scope.SHEET:
        return where.file, where.sheet
    if scope is Scope.CELL:
        return where.file, where.sheet, where.cell
    row, _ = corner(where.cell) or (0, 0)
    return where.file, where.sheet, row
