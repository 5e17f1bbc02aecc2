"""Two-way counts as tables: where the marks behind lie, phases by domain, who works with whom."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.results.crosses import (
    Cross,
    behind_by_category,
    behind_by_domain,
    partners,
    phases,
)
from evaluator.results.results import Results
from evaluator.results.tables.printed import (
    CountCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)
from evaluator.results.wording import as_of_text, basis_note
from evaluator.scale import either


@dataclass(frozen=True)
class _About:
    name: str
    title: str
    stub: PrintedColumn
    spanner: str
    notes: tuple[str, ...]
    counted: str = "施策件数"
    adds_up: bool = True
    """Whether the sum of a row counts nothing twice."""


def behind_category_table(results: Results) -> PrintedTable:
    """Return where the marks behind lie: category by lead."""
    widest = results.catalogue.levels[0]
    marks = either(results.catalogue.scale.behind)
    about = _About(
        "遅れの所在（分類別）",
        f"{widest}と主担当の府省庁別にみた{marks}の施策件数",
        PrintedColumn(widest, 30),
        "主担当の府省庁",
        (basis_note(results.catalogue.round, results.tables.basis),),
    )
    return _table(results, about, behind_by_category(results))


def behind_domain_table(results: Results) -> PrintedTable:
    """Return where the marks behind lie: domain by lead."""
    marks = either(results.catalogue.scale.behind)
    about = _About(
        "遅れの所在（領域別）",
        f"領域と主担当の府省庁別にみた{marks}の施策件数",
        PrintedColumn("領域", 24),
        "主担当の府省庁",
        (
            basis_note(results.catalogue.round, results.tables.basis),
            "（注）領域に紐づく施策のみ。複数の領域に紐づく施策は、それぞれの領域で1件と数える。",
        ),
    )
    return _table(results, about, behind_by_domain(results))


def phase_table(results: Results) -> PrintedTable:
    """Return the activities of each domain by phase of standardization."""
    about = _About(
        "進行フェーズ",
        "領域と進行フェーズ別にみた取組の件数",
        PrintedColumn("領域", 24),
        "進行フェーズ",
        (
            f"（注）{as_of_text(results.catalogue.round)}別紙に掲載した取組を、回答のフェーズで数えた。",
        ),
        counted="取組件数",
    )
    return _table(results, about, phases(results))


def partner_table(results: Results) -> PrintedTable:
    """Return with whom each lead works."""
    without = sum(measure.lead is None for measure in results.catalogue.measures)
    about = _About(
        "府省庁の連携",
        "主担当と関係府省庁別にみた施策件数",
        PrintedColumn("主担当の府省庁", 20),
        "関係府省庁",
        (
            "（注）関係府省庁が複数ある施策は、それぞれの府省庁で1件と数える。"
            + (f"主担当のない共同の施策{without}件を除く。" if without else ""),
        ),
        adds_up=False,
    )
    return _table(results, about, partners(results))


def _table(results: Results, about: _About, cross: Cross) -> PrintedTable:
    this = results.catalogue.round
    columns = tuple(PrintedColumn(name, 9, centred=True) for name in cross.columns)
    sums = (Spanner("", (PrintedColumn("計", 8, centred=True, shaded=True),)),)
    body = [PrintedRow(row, _cells(about, cross, row)) for row in cross.rows]
    total = (*(CountCell(cross.column(each)) for each in cross.columns), CountCell(cross.total))
    return PrintedTable(
        name=about.name,
        title=f"{about.title}（{this.year_label}）",
        stub=(about.stub,),
        spanners=(Spanner(about.spanner, columns), *(sums if about.adds_up else ())),
        body=(*body, *([PrintedRow("計", total, is_sum=True)] if about.adds_up else [])),
        source=this.source_note,
        notes=about.notes,
        counted=about.counted,
    )


def _cells(about: _About, cross: Cross, row: str) -> tuple[CountCell, ...]:
    cells = tuple(CountCell(cross.of(row, column)) for column in cross.columns)
    return (*cells, CountCell(cross.row(row))) if about.adds_up else cells
