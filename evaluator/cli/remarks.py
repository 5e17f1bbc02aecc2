"""The commands on remarks: what was said of measures, a remark, its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    Format,
    FormatOption,
    PersonOption,
    RootOption,
    RoundArgument,
    event_number,
    round_id_of,
    typed,
    workspace_at,
)
from evaluator.cli.say import print_json, say
from evaluator.files import shown_lines

WordsArgument = Annotated[str, typer.Argument(metavar="文", show_default=False)]


def remarks(
    round_id: RoundArgument,
    into: RootOption = Path(),
    form: FormatOption = Format.TEXT,
    *,
    still_open: Annotated[
        bool, typer.Option("--open", help="回答の済んでいないものだけを示します")
    ] = False,
) -> None:
    """施策への意見と回答を、前年度までの意見から順に示します。例：evaluator remarks R07 --open"""
    from evaluator.ledger.remarks import remarks_of
    from evaluator.secretariat.opening import open_round
    from evaluator.secretariat.remarks import carried
    from evaluator.show import followed as followed_shown
    from evaluator.show import remark as shown

    opened = open_round(workspace_at(into), round_id_of(round_id, into))
    before = [each for each in carried(opened) if each.is_open or not still_open]
    every = [each for each in remarks_of(opened.book.events) if each.is_open or not still_open]
    if form is Format.JSON:
        records = [followed_shown.as_record(each) for each in before]
        print_json(records + [shown.as_record(each) for each in every])
        return
    lines = [line for each in before for line in followed_shown.as_lines(each)]
    lines += [line for each in every for line in shown.as_lines(each)]
    for line in lines or ["意見はありません。"]:
        say(line)


def remark(
    round_id: RoundArgument,
    measure: Annotated[str, typer.Argument(metavar="施策ID", show_default=False)],
    words: WordsArgument,
    into: RootOption = Path(),
    person: PersonOption = "",
) -> None:
    """施策への意見を受付簿に残します（評価も別紙も変わりません）。

    例：evaluator remark R07 S017 "担当官の指定の時期を確かめたい。"
    """
    from evaluator.secretariat import remarks as remarking

    with at_the_desk(into, round_id_of(round_id, into), person) as desk:
        made = remarking.remark(desk, measure, shown_lines(words))
    say(f"受付簿の{made.number}番として残しました。")


def answer(
    round_id: RoundArgument,
    number: Annotated[str, typer.Argument(metavar="番号・意見番号", show_default=False)],
    words: WordsArgument,
    into: RootOption = Path(),
    person: PersonOption = "",
    *,
    still_open: Annotated[
        bool, typer.Option("--open", help="対応を続け、回答の済んでいない意見として残します")
    ] = False,
) -> None:
    """意見に回答します。例：evaluator answer R07 31 "来年度の様式で尋ねます。" --open

    前年度からの意見には意見番号で回答します。例：evaluator answer R08 R07-31 "確認しました。"
    """
    from evaluator.secretariat import remarks as remarking

    name = typed(number).upper()
    if "-" in name:
        with at_the_desk(into, round_id_of(round_id, into), person) as desk:
            remarking.answer_carried(desk, name, shown_lines(words), settles=not still_open)
        say(f"意見{name}への回答を残しました。")
        return
    meant = event_number(number)
    with at_the_desk(into, round_id_of(round_id, into), person) as desk:
        remarking.answer(desk, meant, shown_lines(words), settles=not still_open)
    say(f"{meant}番の意見への回答を残しました。")
