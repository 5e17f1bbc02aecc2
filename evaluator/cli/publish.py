"""The commands that end a round: the final report with its seal, and holding it to its seal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    PersonOption,
    RootOption,
    RoundArgument,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import progress_bar, say, tell
from evaluator.errors import NotFinal
from evaluator.files import shown_text

if TYPE_CHECKING:
    from evaluator.results.gaps import Gap
    from evaluator.secretariat.editions import Edition


def report(
    round_id: RoundArgument,
    final: Annotated[
        bool, typer.Option("--final", help="確定版を作り、公表として受付簿に記録します")
    ] = False,
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="理由",
            help="受付簿に残す理由。訂正版では必ず付け、正誤表に載ります（公表されます）",
        ),
    ] = "",
) -> None:
    """確定版の前に残る事項を示し、--final で確定版を作ります。例：evaluator report R07 --final"""
    from evaluator.secretariat import publish as publishing
    from evaluator.secretariat.editions import editions_of
    from evaluator.secretariat.processes import drawing_helper
    from evaluator.secretariat.readiness import against_final
    from evaluator.show import edition as shown

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    with at_the_desk(into, this, person) as desk, progress_bar() as progress:
        if not final:
            published = editions_of(desk.opened.book.events)
            _print_against(against_final(desk.opened, progress), published)
            return
        try:
            with drawing_helper() as helper:
                done = publishing.publish(desk, shown_text(reason), progress, helper)
        except NotFinal as error:
            _print_lines(error.obstacles)
            raise
        for finding in desk.opened.template.findings:
            tell(finding)
    for line in shown.made_lines(done):
        say(line)
    say(f"  {done.edition.folder(workspace, this)}")
    say(shown.sealed_line(done.edition))


def _print_against(against: tuple[Gap, ...], published: tuple[Edition, ...]) -> None:
    _print_lines(against)
    if against:
        tell(f"確定版の前に残っている事項：{len(against)}件")
        raise typer.Exit(1)
    if not published:
        say("残っている事項はありません。--final を付けると確定版を作ります。")
        return
    say(
        f"残っている事項はありません。{published[-1].label}を公表しています。変わったところがあれば、"
        "--final --reason 理由 で訂正版を作ります。"
    )


def _print_lines(lines: Iterable[object]) -> None:
    for line in lines:
        say(line)


def verify(
    round_id: RoundArgument,
    edition: Annotated[
        str, typer.Option(metavar="第N版", help="この版だけを確かめます（省略するとすべての版）")
    ] = "",
    into: RootOption = Path(),
) -> None:
    """確定版のすべての版を作り直し、封印のときと同じか確かめます。例：evaluator verify R07"""
    from evaluator.secretariat import publish as publishing
    from evaluator.secretariat.opening import open_round
    from evaluator.secretariat.processes import drawing_helper
    from evaluator.show import edition as shown

    number = _edition_number(edition)
    hold = True
    with progress_bar() as progress, drawing_helper() as helper:
        opened = open_round(workspace_at(into), round_id_of(round_id, into))
        for each, found in publishing.verify(opened, progress, number, helper):
            say(shown.sealed_line(each))
            _print_lines(shown.verification_lines(each, found))
            hold = hold and found.holds
    raise typer.Exit(0 if hold else 1)


_EDITION: Final = re.compile("第?([0-9]{1,4})版?")


def _edition_number(typed: str) -> int | None:
    """Return the number of the edition that was asked for; None for all of them."""
    if not typed:
        return None
    found = _EDITION.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        raise typer.BadParameter(f"「{shown_text(typed)}」は版ではありません（例：第2版）。")
    return int(found[1])
