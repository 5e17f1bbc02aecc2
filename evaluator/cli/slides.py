"""スライドの作成."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import (
    SOURCES,
    Marks,
    RootOption,
    RoundArgument,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import progress_bar, say


def slides(
    round_id: RoundArgument,
    marks: Annotated[
        Marks,
        typer.Option(
            metavar="self|proposed|final",
            help="示す評価（self 自己評価、proposed 試算評価、final 事務局評価）",
        ),
    ] = Marks.SELF,
    into: RootOption = Path(),
) -> None:
    """1枚に1つの図のスライドを、編集できる PowerPoint で作ります。例：evaluator slides R07"""
    from evaluator.secretariat.opening import open_round
    from evaluator.secretariat.slides import write_slides

    opened = open_round(workspace_at(into), round_id_of(round_id, into))
    with progress_bar() as progress:
        path = write_slides(opened, SOURCES[marks], progress)
    say(str(path))
