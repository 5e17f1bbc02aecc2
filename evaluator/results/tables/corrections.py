"""正誤表 as it is printed: every correction with its place, what was said and what is said now."""

from __future__ import annotations

from typing import Final

from evaluator.results.errata import Errata
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn, PrintedTable
from evaluator.words.days import spelled

TITLE: Final = "正誤表"
_ABSENT: Final = "（記載なし）"


def errata_table(errata: Errata) -> PrintedTable:
    """Return the corrections, numbered, kind by kind."""
    before, after = errata.before.number, errata.after.number
    columns = (
        PrintedColumn("番号", 6, paper=10.0, centred=True),
        PrintedColumn("区分", 8, paper=13.0, centred=True),
        PrintedColumn("箇所", 44, paper=45.0),
        PrintedColumn(f"誤（第{before}版）", 46, paper=46.0),
        PrintedColumn(f"正（第{after}版）", 46, paper=46.0),
    )
    rows = (
        (number, each.subject.value, each.place, each.before or _ABSENT, each.after or _ABSENT)
        for number, each in enumerate(errata.corrections, start=1)
    )
    return listed(TITLE, f"{TITLE}（第{after}版）", columns, rows)


def errata_sentences(errata: Errata) -> tuple[str, ...]:
    """Return what stands above the table: which editions, how much differs, and why."""
    before, after = errata.before, errata.after
    counts = "、".join(f"{subject} {number}件" for subject, number in errata.counts.items())
    earlier = f"第{before.number}版（{spelled(before.day)}公表）"
    later = f"第{after.number}版（{spelled(after.day)}公表）"
    return (
        f"{earlier}を訂正し、{later}とした。",
        f"訂正の理由：{errata.reason}",
        f"訂正した箇所：{counts}" if counts else "評価、件数、KPI、文に異なるところはない。",
    )
