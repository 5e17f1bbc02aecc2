"""別紙図表2: the measures by domain and mark, with distinct sums."""

from __future__ import annotations

from evaluator.model import DomainGroup
from evaluator.results import wording
from evaluator.results.counts import DomainCounts
from evaluator.results.results import Results
from evaluator.results.tables.count_columns import (
    count_cells,
    count_columns,
    count_notes,
    has_unrated,
)
from evaluator.results.tables.printed import PrintedColumn, PrintedRow, PrintedTable, RowGroup


def domain_table(results: Results) -> PrintedTable:
    """Return 図表2: the domains in their groups; the sums count every measure once."""
    tables, narrow = results.tables, has_unrated(results)
    groups = (
        RowGroup(
            group.value, tuple(_domain(d, results) for d in tables.by_domain if d.group is group)
        )
        for group in DomainGroup
    )
    sums = (
        PrintedRow(f"{counts.label}（重複を除く）", count_cells(counts, results), is_sum=True)
        for counts in (*tables.by_group, tables.any_domain)
    )
    return PrintedTable(
        name="図表2",
        label=wording.TABLE_LABEL,
        number=2,
        title=results.annex.table_2,
        stub=(
            PrintedColumn("区分", 9, paper=12.0 if narrow else 16.0),
            PrintedColumn("領域", 24, paper=29.0 if narrow else 38.0),
            PrintedColumn("内訳", 24, paper=29.0 if narrow else 38.0),
        ),
        spanners=count_columns(results),
        body=(*groups, *sums),
        source=results.catalogue.round.source_note,
        notes=count_notes(results, wording.DOMAIN_RULE),
    )


def _domain(domain: DomainCounts, results: Results) -> RowGroup:
    """Return a domain as a whole, then its parts if it has any."""
    whole = PrintedRow("計" if domain.parts else "", count_cells(domain.whole, results))
    parts = (PrintedRow(part.label, count_cells(part, results)) for part in domain.parts)
    return RowGroup(f"{domain.mark}{domain.name}", (whole, *parts))
