"""The commands about what came in: receive, accept, withdraw, return."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    MinistryArgument,
    NeededReason,
    PersonOption,
    ReasonOption,
    RootOption,
    RoundArgument,
    existing,
    ministry_of,
    round_id_of,
    some_of,
    stated_reason,
    workspace_at,
)
from evaluator.cli.say import print_findings, say
from evaluator.cli.usage import JapaneseCommand
from evaluator.files import shown_text
from evaluator.findings import has_errors

if TYPE_CHECKING:
    from evaluator.ledger import Version
    from evaluator.secretariat.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (receive, accept, put_aside):
        app.command(command.__name__.replace("_", "-"), cls=JapaneseCommand)(command)
    for kind, done, help_text in _NOTES:
        app.command(kind, cls=JapaneseCommand)(_noting(kind, done, help_text))


def receive(
    round_id: RoundArgument,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="ファイル…|フォルダー|zip", help="届いた様式", show_default=False),
    ],
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: ReasonOption = "",
    *,
    again: Annotated[
        bool, typer.Option("--again", help="以前に受け付けた版を、もう一度現在の版にします")
    ] = False,
    replace_accepted: Annotated[
        bool,
        typer.Option("--replace-accepted", help="受理した様式を差し替えます（--reason が必要）"),
    ] = False,
) -> None:
    """届いた様式を受け付けます。例：evaluator receive R07 外務省.xlsx --as 山田

    フォルダーは中のフォルダーまで、zipは中の様式を1件ずつ受け付けます。
    """
    from evaluator.secretariat import receive as receiving
    from evaluator.secretariat.receipt import Terms
    from evaluator.show import receipt as shown

    if replace_accepted and not reason.strip():
        raise typer.BadParameter("--replace-accepted には、--reason で理由を付けてください。")
    this = round_id_of(round_id, into)
    workspace_at(into).catalogue(this)  # a mistyped round is said first
    terms = Terms(again, replace_accepted, shown_text(reason).strip())
    paths, receipts = existing(files), []
    with at_the_desk(into, this, person) as desk:
        for receipt in receiving.receive(desk, paths, terms):
            say(shown.in_a_line(receipt))
            for line in shown.more_lines(receipt):
                say(f"    {line}")
            receipts.append(receipt)
    some_of(receipts)
    found = [finding for receipt in receipts for finding in receipt.checked.findings]
    print_findings(found)
    raise typer.Exit(1 if has_errors(found) else 0)


def _act(root: Path, round_id: str, person: str, act: Callable[[Desk], str]) -> None:
    with at_the_desk(root, round_id_of(round_id, root), person) as desk:
        say(act(desk))


def accept(
    round_id: RoundArgument,
    ministry: MinistryArgument,
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: ReasonOption = "",
) -> None:
    """エラーのない様式を受理します。例：evaluator accept R07 外務省"""
    from evaluator.secretariat import acts

    def act(desk: Desk) -> str:
        version = acts.accept(desk, ministry_of(ministry, desk.catalogue), shown_text(reason))
        return f"{version.ministry}の{version.label}を受理しました。"

    _act(into, round_id, person, act)


def put_aside(
    round_id: RoundArgument,
    file: Annotated[
        str,
        typer.Argument(metavar="ファイル名", help="又は受付簿の番号", show_default=False),
    ],
    reason: NeededReason,
    into: RootOption = Path(),
    person: PersonOption = "",
) -> None:
    """使えないファイルを理由とともに片付けます。

    例：evaluator put-aside R07 議事録.xlsx --reason 様式ではない
    """
    from evaluator.secretariat import acts

    said = stated_reason(reason)

    def act(desk: Desk) -> str:
        event = acts.put_aside(desk, shown_text(file), said)
        return f"「{event.name}」を片付けました。使えないファイルとしては示しません。"

    _act(into, round_id, person, act)


def _noting(kind: str, done: str, help_text: str) -> Callable[..., None]:
    """Return a command that notes, with a reason, what became of a ministry's version."""

    def command(
        round_id: RoundArgument,
        ministry: MinistryArgument,
        reason: NeededReason,
        into: RootOption = Path(),
        person: PersonOption = "",
    ) -> None:
        from evaluator.secretariat import acts

        said = stated_reason(reason)

        def act(desk: Desk) -> str:
            note = {"withdraw": acts.withdraw, "return": acts.send_back}[kind]
            version = note(desk, ministry_of(ministry, desk.catalogue), said)
            return f"{version.ministry}の{version.label}を{done}{_going_on(desk, version)}"

        _act(into, round_id, person, act)

    command.__doc__ = help_text
    return command


def _going_on(desk: Desk, version: Version) -> str:
    """Say what counts on of a ministry once its last version was taken back; '' if it was not."""
    counting = desk.state().of(version.ministry).counting
    if version in counting or not counting:
        return ""
    return f"{'と'.join(each.label for each in counting)}は引き続き集計します。"


_NOTES: Final = (
    (
        "withdraw",
        "取り下げました。",
        "府省庁の様式を取り下げます。例：evaluator withdraw R07 外務省 --reason 差替え予定",
    ),
    (
        "return",
        "差戻しとして記録しました。",
        "府省庁の様式を差し戻したことを記録します。例：evaluator return R07 外務省 --reason 要修正",
    ),
)
