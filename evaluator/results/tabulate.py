"""Results → counts: the only place where measures are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evaluator.catalogue import Catalogue
from evaluator.catalogue.tree import Branch
from evaluator.model import DomainGroup
from evaluator.results.counts import (
    NO_LEAD,
    BranchCounts,
    Counts,
    DomainCounts,
    MinistryCounts,
    RoundCounts,
    State,
    states_on,
)
from evaluator.results.marks import MeasureResult


def tabulate(results: Sequence[MeasureResult], catalogue: Catalogue, basis: str) -> RoundCounts:
    """Count the results by category and level, and by domain; `basis` says whose marks they are.

    ValueError if a mark is not of the round's scale: it would be in no column.
    """
    states = states_on(catalogue.scale)
    stray = {str(result.mark) for result in results if result.mark not in states}
    if stray:
        raise ValueError(f"not of the round's scale: {sorted(stray)}")
    rows = catalogue.domain_by_id
    tagged = [result for result in results if result.measure.domains]

    def by(keys_of: Callable[[MeasureResult], Iterable[str]]) -> _By:
        return _By(_counted(results, keys_of), states)

    by_lowest = by(lambda result: [result.measure.subcategory_id])
    by_row = by(lambda result: result.measure.domains)
    by_domain = by(lambda result: [rows[row].domain for row in result.measure.domains])
    by_group = by(lambda result: [rows[row].group for row in result.measure.domains])
    return RoundCounts(
        scale=catalogue.scale,
        levels=catalogue.levels,
        by_branch=tuple(_branch(each, len(catalogue.levels), by_lowest) for each in catalogue.tree),
        by_domain=_domains(catalogue, by_row, by_domain),
        by_group=tuple(by_group.counts(group, group) for group in DomainGroup),
        any_domain=_whole(tagged, "領域に紐づく施策", states),
        everything=_whole(results, "全施策", states),
        basis=basis,
        by_ministry=_ministries(catalogue, by(lambda r: [r.measure.lead or NO_LEAD])),
    )


def _counted(
    results: Sequence[MeasureResult], keys_of: Callable[[MeasureResult], Iterable[str]]
) -> Counter[tuple[str, State]]:
    """Count measures by each of their keys, once in each, and by what they count as."""
    return Counter(
        (key, result.mark) for result in results for key in dict.fromkeys(keys_of(result))
    )


@dataclass(frozen=True)
class _By:
    """Distinct measures by a key and by what they count as."""

    numbers: Counter[tuple[str, State]]
    states: tuple[State, ...]

    def counts(self, key: str, label: str) -> Counts:
        """Return those of a key."""
        return Counts(label, {state: self.numbers[key, state] for state in self.states})


def _branch(branch: Branch, levels: int, by_lowest: _By) -> BranchCounts:
    """Count a row with those below it; of its levels the lowest is counted, the others add up."""
    if levels == 1:
        return BranchCounts(by_lowest.counts(branch.id, branch.name))
    below = tuple(_branch(each, levels - 1, by_lowest) for each in branch.below)
    sums = {s: sum(each.whole.by_state[s] for each in below) for s in by_lowest.states}
    return BranchCounts(Counts(branch.name, sums), below)


def _whole(results: Iterable[MeasureResult], label: str, states: tuple[State, ...]) -> Counts:
    counted = Counter(result.mark for result in results)
    return Counts(label, {state: counted[state] for state in states})


def _ministries(catalogue: Catalogue, by_lead: _By) -> tuple[MinistryCounts, ...]:
    rows = [
        MinistryCounts(
            by_lead.counts(name, name),
            sum(name != m.lead for m in catalogue.measures_of(name)),
        )
        for name in catalogue.measure_respondents
    ]
    without = by_lead.counts(NO_LEAD, NO_LEAD)
    return (*rows, MinistryCounts(without, 0)) if without.total else tuple(rows)


def _domains(catalogue: Catalogue, by_row: _By, by_domain: _By) -> tuple[DomainCounts, ...]:
    domains = []
    for name in dict.fromkeys(row.domain for row in catalogue.domains):
        rows = [row for row in catalogue.domains if row.domain == name]
        parts = tuple(by_row.counts(row.id, row.part) for row in rows if row.part)
        domains.append(
            DomainCounts(
                mark=rows[0].mark,
                name=name,
                group=rows[0].group,
                whole=by_domain.counts(name, name),
                parts=parts,
            )
        )
    return tuple(domains)
