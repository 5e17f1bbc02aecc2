"""The command about the catalogue's versions: `catalogue log`."""

from __future__ import annotations

from pathlib import Path

import typer

from evaluator.cli.options import RootOption, RoundArgument, round_id_of, workspace_at
from evaluator.cli.say import say
from evaluator.cli.usage import JapaneseCommand

catalogue_app = typer.Typer(
    help="施策一覧の版を示します。", no_args_is_help=True, rich_markup_mode=None
)


@catalogue_app.callback()
def _catalogue() -> None:
    """施策一覧の版を示します。"""  # without it the one command has no name


@catalogue_app.command("log", cls=JapaneseCommand)
def log(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """施策一覧の版ごとに、変えたこと、関係する府省庁、必要な対応を示します。

    例：evaluator catalogue log R07
    """
    from evaluator.secretariat.catalogue_log import catalogue_log
    from evaluator.secretariat.opening import open_round
    from evaluator.show import catalogue as shown

    versions = catalogue_log(open_round(workspace_at(into), round_id_of(round_id, into)))
    for version in versions:
        for line in shown.as_lines(version):
            say(line)
    if not versions:
        say("施策一覧の版の記録はありません。様式の作成や受付のときに記録します。")
