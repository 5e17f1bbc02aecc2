"""The command that writes drafts of mails: mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import (
    RootOption,
    RoundArgument,
    TodayOption,
    day_meant,
    round_id_of,
    typed,
    workspace_at,
)
from evaluator.cli.say import say, tell


def mail(
    round_id: RoundArgument,
    letter: Annotated[str, typer.Argument(metavar="依頼|返却|督促|受理|公表", show_default=False)],
    into: RootOption = Path(),
    today: TodayOption = "",
) -> None:
    """府省庁へのメールの下書きを reports/年度/メール に作ります。例：evaluator mail R07 督促

    下書き（.eml）はOutlookなどで開いて、確かめてから送ってください。送信はしません。
    """
    from evaluator.secretariat.mail import drafts
    from evaluator.secretariat.mail.letters import Letter
    from evaluator.secretariat.opening import open_round

    known = {each.value: each for each in Letter}
    meant = known.get(typed(letter))
    if meant is None:
        raise typer.BadParameter(f"「{letter}」は {'・'.join(known)} から選んでください。")
    opened = open_round(workspace_at(into), round_id_of(round_id, into))
    made = drafts.drafts(opened, meant, day_meant(today))
    for path in drafts.put_down(opened, meant, made):
        say(str(path))
    for note in made.notes:
        tell(note)
    if not made.drafts:
        tell(f"{meant}のメールを送る府省庁はありません。")
