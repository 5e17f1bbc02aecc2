"""What goes along to a meeting: one measure on one sheet."""

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
    from evaluator.secretariat.brief import write_brief
    from evaluator.secretariat.opening import open_round

    opened = open_round(workspace_at(into), round_id_of(round_id))
    with progress_bar() as progress:
        path = write_brief(opened, measure, progress)
    for finding in opened.template.findings:
        tell(finding)
    say(str(path))
