"""The commands about several programmes: programmes, repeat."""

from __future__ import annotations

from pathlib import Path

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    PersonOption,
    RootOption,
    RoundArgument,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import say, tell


def programmes(into: RootOption = Path()) -> None:
    """年度を施策体系ごとに示し、まだ始めていない施策体系も示します。例：evaluator programmes"""
    from evaluator.secretariat.programmes import followed, not_begun

    workspace = workspace_at(into)
    there = followed(workspace, workspace.rounds())
    for each in there:
        title = each.title or "（施策体系のファイルを読めません）"
        say(f"{each.name}　{title}：{'、'.join(each.rounds)}")
    for each in not_begun(there):
        say(
            f"{each.name}　{each.title}：年度はまだありません"
            f"（「evaluator init R08 --programme {each.name}」で始められます）"
        )


def repeat(round_id: RoundArgument, into: RootOption = Path(), person: PersonOption = "") -> None:
    """ほかの施策体系で受け付けたKPIの値を、この年度に再掲します。例：evaluator repeat R08-plan-kpi

    KPI一覧の「再掲元」に従い、値を記した様式を作って受け付けます。値が変わったら、もう一度実行します。
    """
    from evaluator.secretariat.repeat import repeat as repeating

    with at_the_desk(into, round_id_of(round_id, into), person) as desk:
        done = repeating(desk)
    for receipt in done.receipts:
        say(f"{receipt.incoming.name}：{receipt.outcome}")
    for kpi, where in done.waiting:
        tell(f"{kpi}：再掲元の {where.round} {where.kpi} は、まだ受け付けた回答がありません。")
