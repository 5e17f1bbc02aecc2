"""The command that lets a finding pass: waive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    MinistryArgument,
    NeededReason,
    PersonOption,
    RootOption,
    RoundArgument,
    ministry_of,
    round_id_of,
    stated_reason,
    typed,
)
from evaluator.cli.say import say


def waive(
    round_id: RoundArgument,
    ministry: MinistryArgument,
    finding: Annotated[
        str,
        typer.Argument(
            metavar="指摘", help="指摘の番号（一つしかないときはコードでも）", show_default=False
        ),
    ],
    reason: NeededReason,
    into: RootOption = Path(),
    person: PersonOption = "",
) -> None:
    """府省庁の様式の指摘を、理由を付けて了承します。

    例：evaluator waive R07 外務省 3 --reason 資料で確認済み

    了承した指摘は状況と集計に数えず、府省庁に送るものに含めません。次に届く様式には引き継ぎません。
    """
    from evaluator.secretariat import waive as waiving
    from evaluator.show.finding import in_a_line

    said = stated_reason(reason)
    with at_the_desk(into, round_id_of(round_id, into), person) as desk:
        meant = ministry_of(ministry, desk.catalogue)
        waiver = waiving.waive(desk, meant, typed(finding), said)
    say(f"{meant}の「{waiver.event.name}」の指摘を了承しました。")
    say(f"  {in_a_line(waiver.finding)}")
