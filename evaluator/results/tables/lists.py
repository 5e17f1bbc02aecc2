"""The lists of the annex: 成果例, 領域別の取組, and the measures, each with the cell it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from evaluator.model import Audience
from evaluator.results.annex import DomainSection
from evaluator.results.results import Results
from evaluator.results.tables.printed import (
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)


def listed(
    name: str,
    title: str,
    columns: tuple[PrintedColumn, ...],
    rows: Iterable[tuple[PrintedCell, ...]],
    audience: Audience = Audience.INTERNAL,
) -> PrintedTable:
    """Return a list: one thing a row, no stub; for the public without its internal columns."""
    for_all = audience is Audience.INTERNAL
    kept = [at for at, column in enumerate(columns) if for_all or not column.internal]
    body = tuple(PrintedRow("", tuple(cells[at] for at in kept)) for cells in rows)
    shown = tuple(columns[at] for at in kept)
    return PrintedTable(name, title, (), (Spanner("", shown),), body)


_OUTCOMES: Final = (
    PrintedColumn("見出し", 26),
    PrintedColumn("順", 5, centred=True),
    PrintedColumn("成果", 70),
    PrintedColumn("府省庁", 20),
    PrintedColumn("記入箇所", 34, internal=True),
)


def outcome_list(results: Results) -> PrintedTable:
    """Return 成果例 in the order of the annex."""
    rows = (
        (
            section.category.name,
            group.heading,
            number,
            bullet.text,
            bullet.attribution,
            str(bullet.where),
        )
        for section in results.annex.categories
        for group in section.groups
        for number, bullet in enumerate(group.bullets, start=1)
    )
    title = _titled("主な成果", results)
    columns = (PrintedColumn(results.catalogue.levels[0], 24), *_OUTCOMES)
    return listed("成果例", title, columns, rows, results.audience)


_ACTIVITIES: Final = (
    PrintedColumn("区分", 11),
    PrintedColumn("領域", 34),
    PrintedColumn("順", 5, centred=True),
    PrintedColumn("取組", 66),
    PrintedColumn("府省庁", 22),
    PrintedColumn("進行フェーズ", 12, centred=True),
    PrintedColumn("記入箇所", 34, internal=True),
)


def activity_list(results: Results) -> PrintedTable:
    """Return 領域別の取組 in the order of the annex; a domain without any has its sentence."""
    rows = (row for section in results.annex.domains for row in _activities(section))
    title = _titled("領域別の取組", results)
    return listed("領域別の取組", title, _ACTIVITIES, rows, results.audience)


def _activities(section: DomainSection) -> Iterator[tuple[PrintedCell, ...]]:
    head = (section.row.group.value, section.heading)
    if not section.bullets:
        yield (*head, None, section.nothing or section.open, None, None, None)
    for number, each in enumerate(section.bullets, start=1):
        phase = each.phase.value if each.phase else None
        yield (*head, number, each.text, each.attribution, phase, str(each.where))


_MEASURES: Final = (
    PrintedColumn("施策名", 30),
    PrintedColumn("主担当／関係府省庁", 16),
    PrintedColumn("評価", 7, centred=True),
    PrintedColumn("進捗状況", 56),
    PrintedColumn("評価の根拠", 32, internal=True),
)


def measure_list(results: Results) -> PrintedTable:
    """Return every measure with its mark and the cell it came from."""
    catalogue = results.catalogue
    rows = (
        (
            result.measure.id,
            catalogue.place_of(result.measure),
            result.measure.title,
            "、".join(result.measure.ministries),
            result.mark.value,
            result.progress,
            "\n".join([*filter(None, [result.explanation]), *map(str, result.evidence)]),
        )
        for result in results.marks
    )
    title = _titled("施策別の評価と進捗状況", results)
    stands = (PrintedColumn("施策ID", 8), PrintedColumn(catalogue.place_title, 26))
    return listed("施策別", title, (*stands, *_MEASURES), rows, results.audience)


def _titled(title: str, results: Results) -> str:
    return f"{title}（{results.catalogue.round.year_label}）"
