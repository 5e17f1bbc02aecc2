"""What is taken along: one measure on one sheet, the files that count in one zip."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import RootOption, RoundArgument, round_id_of, workspace_at
from evaluator.cli.say import progress_bar, say, tell


def brief(
    round_id: RoundArgument,
    measure: Annotated[str, typer.Argument(metavar="施策ID", show_default=False)],
    into: RootOption = Path(),
) -> None:
    """一つの施策をA4一枚の Word 文書にまとめます。例：evaluator brief R07 S017"""
    from evaluator.secretariat.brief_sheet import write_brief
    from evaluator.secretariat.opening import open_round

    opened = open_round(workspace_at(into), round_id_of(round_id, into))
    with progress_bar() as progress:
        path = write_brief(opened, measure, progress)
    for finding in opened.template.findings:
        tell(finding)
    say(str(path))


def files(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """集計に使う提出ファイルを、読める名前と一覧を付けて1つの zip にします。

    例：evaluator files R07
    """
    from evaluator.secretariat.bundle import write_bundle
    from evaluator.secretariat.collect import not_received
    from evaluator.secretariat.opening import open_round

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    opened = open_round(workspace, this)
    path, number = write_bundle(opened)
    for name in not_received(workspace, this, opened.book):
        tell(f"受け付けていないため入れていません：{name}")
    say(f"{path}（{number}ファイル）")
