"""The command that lists the rounds by programme: programmes."""

from __future__ import annotations

from pathlib import Path

from evaluator.cli.options import RootOption, workspace_at
from evaluator.cli.say import say


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
