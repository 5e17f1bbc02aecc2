"""The commands that end a round: the final report with its seal, and holding it to its seal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    PersonOption,
    ReasonOption,
    RootOption,
    RoundArgument,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import progress_bar, say, tell
from evaluator.errors import NotFinal
from evaluator.files import shown_text

if TYPE_CHECKING:
    from evaluator.ledger import Event
    from evaluator.secretariat.seal import Verification


def report(
    round_id: RoundArgument,
    final: Annotated[
        bool, typer.Option("--final", help="確定版を作り、公表として受付簿に記録します")
    ] = False,
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: ReasonOption = "",
) -> None:
    """確定版の前に残る事項を示し、--final で確定版を作ります。例：evaluator report R07 --final"""
    from evaluator.secretariat import publish as publishing

    workspace, this = workspace_at(into), round_id_of(round_id)
    with at_the_desk(into, this, person) as desk, progress_bar() as progress:
        if not final:
            _print_against(publishing.against_final(desk.opened, progress))
            return
        try:
            event, is_new = publishing.publish(desk, shown_text(reason), progress)
        except NotFinal as error:
            _print_lines(error.obstacles)
            raise
        for finding in desk.opened.template.findings:
            tell(finding)
    done = "確定版を作り、封印しました。" if is_new else "前回の確定版と同じ内容です（変更なし）。"
    say(done)
    say(f"  {workspace.reports(this, publishing.FINAL_FOLDER)}")
    say(_sealed(event))


def _print_against(against: tuple[str, ...]) -> None:
    _print_lines(against)
    if against:
        tell(f"確定版の前に残っている事項：{len(against)}件")
        raise typer.Exit(1)
    say("残っている事項はありません。--final を付けると確定版を作ります。")


def _print_lines(lines: tuple[str, ...]) -> None:
    for line in lines:
        say(line)


def verify(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """確定版を作り直し、封印のときと同じか確かめます。例：evaluator verify R07"""
    from evaluator.secretariat import publish as publishing
    from evaluator.secretariat.opening import open_round

    with progress_bar() as progress:
        opened = open_round(workspace_at(into), round_id_of(round_id))
        event, found = publishing.verify(opened, progress)
    say(_sealed(event))
    _print_verification(found)
    raise typer.Exit(0 if found.holds else 1)


def _sealed(event: Event) -> str:
    from evaluator.words.days import local_time

    return f"封印：受付簿の{event.number}番　{local_time(event.at)}　{event.person}"


def _print_verification(found: Verification) -> None:
    from evaluator.secretariat.seal import OutputState

    for name in found.origin:
        say(f"封印のときと異なります：{name}")
    for tool in found.tools:
        say(f"版が異なります：{tool}")
    wrong = {n: s for n, s in found.outputs.items() if s != (OutputState.SAME,)}
    for name, standings in wrong.items():
        say(f"{name}：{'、'.join(standings)}")
    same = len(found.outputs) - len(wrong)
    say(f"{len(found.outputs)}件のうち{same}件が封印のときと一致しました。")
