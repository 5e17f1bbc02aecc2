"""The command that takes an act back: undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    PersonOption,
    ReasonOption,
    RootOption,
    RoundArgument,
    event_number,
    round_id_of,
)
from evaluator.cli.say import say
from evaluator.files import shown_text


def undo(
    round_id: RoundArgument,
    event: Annotated[
        str,
        typer.Option(
            metavar="番号", help="取り消す記録の、受付簿の番号（省略すると、取り消せる最後の記録）"
        ),
    ] = "",
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: ReasonOption = "",
) -> None:
    """取下げ、受理、差戻し、片付け、了承、決定を取り消します。

    例：evaluator undo R07 --reason 誤操作

    受付簿には、もとの記録と取消しの両方が残ります。受付は withdraw で、公表は訂正版で改めます。
    """
    from evaluator.secretariat import undo as undoing

    number = event_number(event) if event else None
    with at_the_desk(into, round_id_of(round_id, into), person) as desk:
        undone = undoing.undo(desk, number, shown_text(reason).strip())
    say(f"{undoing.shown(undone)}を取り消しました。")
