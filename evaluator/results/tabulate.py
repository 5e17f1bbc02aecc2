"""Results → counts: the only place where measures are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from evaluator.catalogue import Catalogue
from evaluator.model import DomainGroup, Mark, Unrated
from evaluator.results.counts import (
    NO_LEAD,
    STATES,
    Counts,
    DomainCounts,
    MinistryCounts,
    Tables,
)
from evaluator.results.marks import MeasureResult

_NAMES: Final = [state.value for state in STATES]


def tabulate(results: Sequence[MeasureResult], catalogue: Catalogue, basis: str) -> Tables:
    """Count the results by subcategory and by domain; `basis` says whose marks they are."""
    measures = pd.DataFrame(
        {
            "measure": [result.measure.id for result in results],
            "state": _states([result.mark for result in results]),
            "subcategory": [result.measure.subcategory_id for result in results],
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
    by_subcategory = _count(measures, "subcategory")
    by_row, by_domain, by_group = (_count(tagged, key) for key in ("row", "domain", "group"))
    return Tables(
        by_subcategory=tuple(
            (
                category.name,
                tuple(
                    _counts(by_subcategory, s.id, s.name)
                    for s in catalogue.subcategories
                    if s.category_id == category.id
                ),
            )
            for category in catalogue.categories
        ),
        by_domain=_domains(catalogue, by_row, by_domain),
        by_group=tuple(_counts(by_group, group, group) for group in DomainGroup),
        any_domain=_whole(tagged, "領域に紐づく施策"),
        everything=_whole(measures, "全施策"),
        basis=basis,
        by_ministry=_ministries(catalogue, _count(measures, "lead")),
    )


def _states(marks: list[Mark | Unrated]) -> pd.Categorical[str]:
    return pd.Categorical([mark.value for mark in marks], categories=_NAMES)


def _count(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return distinct measures per value of `key` (index) and state (columns, all of them)."""
    distinct = frame.drop_duplicates([key, "measure"])
    counted = distinct.groupby([key, "state"], observed=False).size().unstack(fill_value=0)
    return counted.reindex(columns=_NAMES, fill_value=0)  # of nothing there would be none


def _counts(table: pd.DataFrame, key: str, label: str) -> Counts:
    def at(state: Mark | Unrated) -> int:
        return int(table[state.value].get(key, 0))

    return Counts(label, {state: at(state) for state in STATES})


def _whole(frame: pd.DataFrame, label: str) -> Counts:
    states = frame.drop_duplicates("measure")["state"].value_counts()
    return Counts(label, {state: int(states.get(state.value, 0)) for state in STATES})


def _ministries(catalogue: Catalogue, by_lead: pd.DataFrame) -> tuple[MinistryCounts, ...]:
    rows = [
        MinistryCounts(
            _counts(by_lead, name, name),
            sum(name in m.ministries and name != m.lead for m in catalogue.measures),
        )
        for name in catalogue.respondents
    ]
    without = _counts(by_lead, NO_LEAD, NO_LEAD)
    return (*rows, MinistryCounts(without, 0)) if without.total else tuple(rows)


def _domains(
    catalogue: Catalogue, by_row: pd.DataFrame, by_domain: pd.DataFrame
) -> tuple[DomainCounts, ...]:
    domains = []
    for name in dict.fromkeys(row.domain for row in catalogue.domains):
        rows = [row for row in catalogue.domains if row.domain == name]
        parts = tuple(_counts(by_row, row.id, row.part) for row in rows if row.part)
        domains.append(
            DomainCounts(
                mark=rows[0].mark,
                name=name,
                group=rows[0].group,
                whole=_counts(by_domain, name, name),
                parts=parts,
            )
        )
    return tuple(domains)
