"""The commands that only look: status, history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.options import (
    Format,
    FormatOption,
    RootOption,
    RoundArgument,
    SchedulerOption,
    TodayOption,
    day_meant,
    measure_id_of,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import out, print_json, say

if TYPE_CHECKING:
    from evaluator.secretariat.status import RoundStatus


def status(
    round_id: RoundArgument,
    into: RootOption = Path(),
    form: FormatOption = Format.TEXT,
    today: TodayOption = "",
    scheduler: SchedulerOption = "",
) -> None:
    """府省庁ごとの提出状況を示します。例：evaluator status R07"""
    from evaluator.secretariat.opening import open_round
    from evaluator.secretariat.status import round_status
    from evaluator.show import status as shown

    day = day_meant(today)
    workspace = workspace_at(into, scheduler=scheduler)
    now = round_status(open_round(workspace, round_id_of(round_id, into)), day)
    if form is Format.JSON:
        print_json(shown.as_record(now))
    else:
        _print_status(now)


_COLUMNS: Final = ("府省庁", "状態", "版", "エラー", "警告", "不足", "ファイル")


def _print_status(now: RoundStatus) -> None:
    from rich.table import Table
    from rich.text import Text

    from evaluator.show import status as shown
    from evaluator.show.followed import open_line as carried_line
    from evaluator.show.remark import open_line

    table = Table(title=f"{now.round.strategy}　提出状況（{now.round.year_label}）")
    for head in _COLUMNS:
        numeric = head in ("版", "エラー", "警告")
        table.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for one in now.ministries:
        counts = [str(one.counts.errors), str(one.counts.warnings)]
        file = "、".join(name for name, _ in one.submission.forms) if one.submission else ""
        number = str(one.version.number) if one.version else "受付前" if one.submission else ""
        counts = counts if one.submission else ["", ""]
        missing = shown.what_is_missing(one)
        cells = [one.ministry, one.state, number, *counts, missing, file]
        table.add_row(*(Text(cell) for cell in cells))  # a name may hold what is markup to rich
    out().print(table)
    for event in now.unusable:
        say(shown.unusable_line(event))
    for line in (*shown.released_lines(now), *shown.finding_lines(now)):
        say(line)
    say(shown.counts_line(now))
    say(shown.review_line(now))
    say(shown.deadline_line(now))
    of_remarks = filter(None, (carried_line(now.carried), open_line(now.remarks)))
    for line in (*shown.published_lines(now), *of_remarks):
        say(line)


def history(
    round_id: RoundArgument,
    measure_id: Annotated[str, typer.Argument(metavar="施策ID", show_default=False)],
    into: RootOption = Path(),
    form: FormatOption = Format.TEXT,
) -> None:
    """一つの施策の回答の経緯を示します。例：evaluator history R07 S017"""
    from evaluator.secretariat import history as lives
    from evaluator.secretariat.opening import open_round
    from evaluator.show import history as shown

    measure, life = lives.history(
        open_round(workspace_at(into), round_id_of(round_id, into)), measure_id_of(measure_id)
    )
    if form is Format.JSON:
        print_json(shown.as_record(measure, life))
        return
    for line in shown.as_lines(measure, life):
        say(line)
    if not life:
        say("受付の記録はありません。")
