"""Results → counts: the only place where measures are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

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
    measures = pd.DataFrame(
        {
            "measure": [result.measure.id for result in results],
            "state": _categorical([result.mark for result in results], states),
            "lowest": [result.measure.subcategory_id for result in results],
            "lead": [result.measure.lead or NO_LEAD for result in results],
            "row": [list(result.measure.domains) for result in results],
        }
    )
    tagged = measures.explode("row").dropna(subset="row")
    rows = {row.id: row for row in catalogue.domains}
    tagged = tagged.assign(
        domain=[rows[row].domain for row in tagged["row"]],
        group=[str(rows[row].group) for row in tagged["row"]],
    )
    by_lowest = _by(measures, "lowest", states)
    by_row, by_domain, by_group = (_by(tagged, key, states) for key in ("row", "domain", "group"))
    return RoundCounts(
        scale=catalogue.scale,
        levels=catalogue.levels,
        by_branch=tuple(_branch(each, len(catalogue.levels), by_lowest) for each in catalogue.tree),
        by_domain=_domains(catalogue, by_row, by_domain),
        by_group=tuple(by_group.counts(group, group) for group in DomainGroup),
        any_domain=_whole(tagged, "領域に紐づく施策", states),
        everything=_whole(measures, "全施策", states),
        basis=basis,
        by_ministry=_ministries(catalogue, _by(measures, "lead", states)),
    )


def _categorical(marks: Sequence[State], states: tuple[State, ...]) -> pd.Categorical[str]:
    stray = {str(mark) for mark in marks if mark not in states}
    if stray:
        raise ValueError(f"not of the round's scale: {sorted(stray)}")
    return pd.Categorical([m.value for m in marks], categories=[s.value for s in states])


@dataclass(frozen=True)
class _By:
    """Distinct measures by the values of a column, and by state."""

    numbers: Mapping[str, Mapping[str, int]]
    states: tuple[State, ...]

    def counts(self, key: str, label: str) -> Counts:
        """Return those of a value."""
        numbers = self.numbers.get(key, {})
        return Counts(label, {state: numbers.get(state.value, 0) for state in self.states})


def _by(frame: pd.DataFrame, key: str, states: tuple[State, ...]) -> _By:
    distinct = frame.drop_duplicates([key, "measure"])
    counted = pd.crosstab(distinct[key], distinct["state"])  # with the states that there are
    # Asked of a frame, each number takes as long as a hundred of these.
    numbers = {
        str(value): {str(state): int(number) for state, number in row.items()}
        for value, row in counted.to_dict("index").items()
    }
    return _By(numbers, states)


def _branch(branch: Branch, levels: int, by_lowest: _By) -> BranchCounts:
    """Count a row with those below it; of its levels the lowest is counted, the others add up."""
    if levels == 1:
        return BranchCounts(by_lowest.counts(branch.id, branch.name))
    below = tuple(_branch(each, levels - 1, by_lowest) for each in branch.below)
    sums = {s: sum(each.whole.by_state[s] for each in below) for s in by_lowest.states}
    return BranchCounts(Counts(branch.name, sums), below)


def _whole(frame: pd.DataFrame, label: str, states: tuple[State, ...]) -> Counts:
    counted = frame.drop_duplicates("measure")["state"].value_counts()
    return Counts(label, {state: int(counted[state.value]) for state in states})


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
