"""Against last year: the table of both years' marks, and the list of what has changed."""

from __future__ import annotations

from typing import Final

from evaluator.catalogue.succession import Predecessor
from evaluator.results import wording
from evaluator.results.change import Before, Changes, Movement, Transition, movement
from evaluator.results.results import Results
from evaluator.results.tables.printed import (
    CountCell,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)
from evaluator.scale import Mark

TITLE: Final = "前年からの変化"
_SUMS: Final = (
    PrintedColumn("計", 9, centred=True, shaded=True),
    PrintedColumn("前年の施策件数", 16, centred=True, shaded=True),
)


def change_table(results: Results) -> PrintedTable | None:
    """Return last year's marks down and this year's across; None if no last year is known."""
    changes = results.changes
    if changes is None:
        return None
    this = results.catalogue.round
    now = tuple(PrintedColumn(after.value, 9, centred=True) for after in changes.columns)
    return PrintedTable(
        name=TITLE,
        title=f"{TITLE}（{this.year_label}）",
        subtitle=wording.change_summary(changes),
        stub=(PrintedColumn("前年の評価", 20, centred=True),),
        spanners=(Spanner("今年の評価", now), *(Spanner("", (each,)) for each in _SUMS)),
        body=(*(_before(before, changes) for before in changes.rows), _sum(changes)),
        source=this.source_note,
        notes=(
            wording.basis_note(this, results.tables.basis),
            "（注）網掛けは前年と同じ評価。その左は上がった施策、右は下がった施策。",
            f"（注）{wording.balance_text(changes.balance)}",
            f"（注）{wording.CHANGE_RULE}",
            f"（注）{wording.CHANGE_SOURCE}",
            f"（注）{wording.change_sources(changes)}",
        ),
        line_points=24,
    )


def _before(before: Mark | Before, changes: Changes) -> PrintedRow:
    """Return a row with its sum as compared, and beside it as it was counted last year."""
    cells = (
        CountCell(changes.count(before, after), shaded=movement(before, after) is Movement.SAME)
        for after in changes.columns
    )
    sums = (CountCell(changes.row(before)), CountCell(changes.last_year.get(before, 0)))
    return PrintedRow(before.value, (*cells, *sums))


def _sum(changes: Changes) -> PrintedRow:
    cells = (CountCell(changes.column(after)) for after in changes.columns)
    sums = (CountCell(len(changes.transitions)), CountCell(changes.balance.last_year))
    return PrintedRow("計", (*cells, *sums), is_sum=True)


_LIST: Final = (
    PrintedColumn("変化", 11, centred=True),
    PrintedColumn("種類", 7, centred=True),
    PrintedColumn("今年の施策", 42),
    PrintedColumn("主担当", 14),
    PrintedColumn("前年の施策", 42),
    PrintedColumn("前年の評価", 11, centred=True),
    PrintedColumn("今年の評価", 11, centred=True),
    PrintedColumn("備考", 24),
)


def change_list(results: Results) -> PrintedTable | None:
    """Return the measures whose mark or scope changed: up first, then down, then the rest."""
    if results.changes is None:
        return None
    return PrintedTable(
        name=f"{TITLE}（一覧）",
        title=f"{TITLE}（{results.catalogue.round.year_label}）",
        stub=(),
        spanners=(Spanner("", _LIST),),
        body=tuple(PrintedRow("", _in_words(each)) for each in results.changes.notable),
    )


def _note(previous: Predecessor) -> str:
    """Return what is noted of a measure of last year, or else why it has no mark."""
    return previous.note or (f"前年は{previous.unrated}" if previous.unrated else "")


def _in_words(each: Transition) -> tuple[PrintedCell, ...]:
    measure, previous = each.measure, each.previous
    before = [f"{p.id} {p.title}".rstrip() for p in previous]
    now = f"{measure.id} {measure.title}" if measure else wording.NOTHING
    marks = [f"{p.id} {p.mark or '評価なし'}" for p in previous]
    return (
        each.movement.value,
        each.kind.value,
        now,
        (measure.lead or "共同") if measure else wording.NOTHING,
        "同じ" if before == [now] else "\n".join(before) or wording.NOTHING,
        "\n".join(marks) if len(marks) > 1 else each.before.value,
        each.after.value,
        "\n".join(dict.fromkeys(filter(None, map(_note, previous)))),
    )
