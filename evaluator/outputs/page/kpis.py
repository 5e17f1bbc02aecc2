"""KPIの推移 on the page: the KPIs section by section, a paragraph and a table each."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.results.followup_said import said
from evaluator.results.results import Results
from evaluator.results.tables.followup import NAME, section_table, sections
from evaluator.results.tables.printed import PrintedTable


@dataclass(frozen=True)
class ToldSection:
    """A section with what is told of its KPIs."""

    name: str
    sentences: tuple[str, ...]
    table: PrintedTable


def told_of_kpis(results: Results) -> tuple[ToldSection, ...]:
    """Return the sections; none where the round's programme has no such table."""
    if NAME not in results.catalogue.programme.tables:
        return ()
    return tuple(
        ToldSection(
            place := results.catalogue.whole_place_of(told[0].result.measure),
            tuple(said(each) for each in told),
            section_table(results, place, told),
        )
        for _, told in sections(results)
    )
