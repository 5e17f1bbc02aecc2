"""What was counted, as values: a row of a table, a domain, a ministry, and all of a round.

A measure is counted once in every table row it belongs to: once on each level of its category, and
once in each domain it is tagged with, however many parts of that domain it touches. Totals over
domains are distinct, so they may be smaller than the sum of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from evaluator.model import DomainGroup, Unrated
from evaluator.scale import Mark, Scale

State: TypeAlias = Mark | Unrated
"""What a measure counts as: a mark of the round's scale, or why it has none."""
NO_LEAD: Final = "共同（主担当なし）"


def states_on(scale: Scale) -> tuple[State, ...]:
    """Return what a measure can count as, in the order of the printed tables."""
    return (*scale.marks, *Unrated)


@dataclass(frozen=True)
class Counts:
    """One row of a table: how many measures, by mark and by the reasons for none."""

    label: str
    by_state: dict[State, int]
    """Every state of the round's scale in its order, zeros included."""

    @property
    def by_mark(self) -> dict[Mark, int]:
        """How many by mark alone."""
        return {mark: n for mark, n in self.by_state.items() if isinstance(mark, Mark)}

    @property
    def shown(self) -> tuple[State, ...]:
        """What is worth a column or a key: the marks always, the others where there are any."""
        return tuple(s for s, n in self.by_state.items() if isinstance(s, Mark) or n)

    @property
    def total(self) -> int:
        """Number of measures, rated or not."""
        return sum(self.by_state.values())


def folded(rows: Sequence[Counts], most: int) -> tuple[Counts, ...]:
    """Return so many rows at most: those that count the most, in their order, the others as one."""
    kept, others = largest([row.total for row in rows], most)
    if not others:
        return tuple(rows)
    rest = {state: sum(rows[at].by_state[state] for at in others) for state in rows[0].by_state}
    return (*(rows[at] for at in kept), Counts(others_label(len(others)), rest))


def largest(numbers: Sequence[Any], most: int) -> tuple[list[int], list[int]]:
    """Return the places of the largest numbers (or what else has an order) and of the others.

    Both are in order. Where there are others, one line for them all makes it `most` lines.
    """
    by_number = sorted(range(len(numbers)), key=numbers.__getitem__, reverse=True)
    kept = len(numbers) if len(numbers) <= most else most - 1
    return sorted(by_number[:kept]), sorted(by_number[kept:])


def others_label(number: int) -> str:
    """Return the label of a row, or a column, that so many others are counted in."""
    return f"ほか{number}区分"


@dataclass(frozen=True)
class BranchCounts:
    """A row of a level of the categories, and the rows below it, to which its measures add up."""

    whole: Counts
    below: tuple[BranchCounts, ...] = ()


@dataclass(frozen=True)
class DomainCounts:
    """A domain, its group, and its rows: the domain as a whole, then its parts if any."""

    mark: str
    name: str
    group: DomainGroup
    whole: Counts
    parts: tuple[Counts, ...]


@dataclass(frozen=True)
class MinistryCounts:
    """The measures that a ministry leads, by mark, and how many more it contributes to."""

    led: Counts
    joint: int


@dataclass(frozen=True)
class RoundCounts:
    """The counts of a round, in the order in which they are printed."""

    scale: Scale
    """The marks that are counted, each in a column of its own."""
    levels: tuple[str, ...]
    """What the levels of the categories are called, the widest first."""
    by_branch: tuple[BranchCounts, ...]
    """The categories with the rows below them."""
    by_domain: tuple[DomainCounts, ...]
    by_group: tuple[Counts, ...]
    any_domain: Counts
    everything: Counts
    basis: str
    """Whose marks were counted, in a sentence to be printed with the table."""
    by_ministry: tuple[MinistryCounts, ...] = ()
    """By 主担当, in customary order; measures without a lead come last, in a row of their own."""

    @property
    def by_category(self) -> tuple[Counts, ...]:
        """The counts of each category."""
        return tuple(branch.whole for branch in self.by_branch)

    @property
    def lowest(self) -> tuple[Counts, ...]:
        """The counts of each row of the lowest level, on which the measures hang."""
        rows = self.by_branch
        for _ in self.levels[1:]:
            rows = tuple(row for branch in rows for row in branch.below)
        return tuple(row.whole for row in rows)

    @property
    def unrated(self) -> int:
        """Number of measures without a mark."""
        return sum(self.everything.by_state[state] for state in Unrated)
