"""主要KPI①: Japan's rank by each definition, and the committees won and lost by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable
from evaluator.standards.secretariats.overruled import overruled
from evaluator.standards.secretariats.ranks import BAND, Ranking
from evaluator.standards.secretariats.rows import Definition
from evaluator.standards.secretariats.tables import Secretariats
from evaluator.words.days import spelled

NOTE: Final = (
    "順位と件数は数え方によって異なります。ISOとIECは別々に順位を付け、合計しません。"
    "停止中の委員会と幹事のいない委員会は数えません。"
)
TARGET: Final = f"目標は上位{BAND}位以内の維持（2030年度）です。"

_RANKS: Final = (
    PrintedColumn("団体", 6, centred=True),
    PrintedColumn("時点", 16),
    PrintedColumn("数え方", 18),
    PrintedColumn("順位", 7, centred=True),
    PrintedColumn("件数", 7, centred=True),
    PrintedColumn("同順位", 14),
    PrintedColumn("6位との差", 26),
    PrintedColumn("出典", 50),
)


def rank_table(secretariats: Secretariats) -> PrintedTable:
    """Return Japan's rank by body, day and definition, with what was only published."""
    rows = [*_published(secretariats), *(_ranked(each) for each in secretariats.rankings)]
    table = listed("幹事国数", "主要KPI① ISO・IECにおける幹事国引受数", _RANKS, rows)
    differing = len(overruled(secretariats))
    said = f"幹事国表の記入と異なる{differing}件は、取り込んだデータによります。"
    return replace(table, notes=(NOTE, TARGET, *([said] if differing else [])))


def rank_sheet(results: Results) -> PrintedTable | None:
    """Return the ranks of a round; None where it does not ask."""
    return rank_table(results.secretariats) if results.secretariats else None


def handover_sheet(results: Results) -> PrintedTable | None:
    """Return the committees that Japan won and lost; None where the round does not ask."""
    known = results.secretariats
    return handover_table(known, ours_only=True) if known else None


def _published(secretariats: Secretariats) -> Iterator[tuple[PrintedCell, ...]]:
    for row in secretariats.ranks:
        how = Definition.AS_PUBLISHED.value
        yield str(row.body), f"{row.year}年度", how, f"{row.rank}位", None, "", "", row.source


def _ranked(each: Ranking) -> tuple[PrintedCell, ...]:
    japan = each.japan
    return (
        each.body.value,
        spelled(each.as_of),
        each.definition.value + (f"（うちIEC運営{each.by_iec}）" if each.by_iec else ""),
        f"{japan.rank}位" if japan else "—",
        f"{japan.count}件" if japan else "0件",
        "、".join(each.tied),
        margin_text(each),
        each.source,
    )


def margin_text(ranking: Ranking) -> str:
    """Say how far Japan is from the sixth place, or from the fifth."""
    margin = ranking.margin
    if margin is None:
        return "比べられる国が足りません"
    if margin < 0:
        return f"{BAND}位まであと{-margin}件"
    return f"{margin}件（{margin + 1}件失うと{BAND + 1}位以下）"


_HANDOVERS: Final = (
    PrintedColumn("団体", 6, centred=True),
    PrintedColumn("委員会", 22),
    PrintedColumn("日本", 8, centred=True),
    PrintedColumn("前の時点", 16),
    PrintedColumn("前の幹事", 14),
    PrintedColumn("後の時点", 16),
    PrintedColumn("後の幹事", 14),
    PrintedColumn("出典", 50),
)


def handover_table(secretariats: Secretariats, *, ours_only: bool = False) -> PrintedTable:
    """Return the committees whose secretariat changed, by name; all, or those Japan won or lost."""
    rows = (
        (
            each.body.value,
            each.committee,
            "獲得" if each.is_won else "喪失" if each.is_lost else "",
            spelled(each.since),
            each.before,
            spelled(each.until),
            each.after,
            each.source,
        )
        for each in secretariats.handovers
        if each.is_won or each.is_lost or not ours_only
    )
    title = "幹事国の交代（日本の獲得・喪失）" if ours_only else "幹事国の交代"
    return listed("幹事国の交代", title, _HANDOVERS, rows)
