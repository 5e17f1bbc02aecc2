"""The commands about what came in: receive, accept, withdraw, return."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import print_findings, say
from evaluator.cli.usage import JapaneseCommand
from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace, shown_name, shown_text
from evaluator.findings import Finding, has_errors
from evaluator.findings.counting import count
from evaluator.model import MinistryName

if TYPE_CHECKING:
    from evaluator.catalogue import Catalogue
    from evaluator.secretariat.desk import Desk
    from evaluator.secretariat.receive import Receipt


def register(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (receive, accept):
        app.command(cls=JapaneseCommand)(command)
    for kind, done, help_text in _NOTES:
        app.command(kind, cls=JapaneseCommand)(_noting(kind, done, help_text))


def receive(
    round_id: RoundArgument,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="ファイル…|フォルダー", help="届いた様式", show_default=False),
    ],
    into: RootOption = Path(),
    person: PersonOption = "",
    again: Annotated[
        bool, typer.Option("--again", help="以前に受け付けた版を、もう一度現在の版にします")
    ] = False,
) -> None:
    """届いた様式を受け付けます。例：evaluator receive R07 外務省.xlsx --as 山田"""
    from evaluator.secretariat import receive as receiving

    this = round_id_of(round_id)
    workspace_at(into).catalogue(this)  # a mistyped round is said first
    paths = _given(files, workspace_at(into))
    found: list[Finding] = []
    with at_the_desk(into, this, person) as desk:
        for receipt in receiving.receive(desk, paths, again=again):
            _print_receipt(receipt)
            found += receipt.checked.findings
    print_findings(found)
    raise typer.Exit(1 if has_errors(found) else 0)


def _given(files: Sequence[Path], workspace: Workspace) -> list[Path]:
    """Return the files that are meant: of a folder, those that may be submissions.

    What Excel keeps only while a file is open (~$) is never meant.
    """
    from evaluator.secretariat.incoming import files_below, is_lock_file

    paths: list[Path] = []
    for path in files:
        if path.is_dir():
            paths += files_below(path, workspace)
        elif path.exists():
            paths.append(path)
        else:
            raise typer.BadParameter(f"ファイル {path} がありません。")
    given = [path for path in dict.fromkeys(paths) if not is_lock_file(path)]
    if not given:
        raise typer.BadParameter("指定したところに、受け付けるファイルがありません。")
    return given


_SAID: Final = {
    "受付": "受け付けました",
    "差替え": "受け付けました（第{before}版と差替え）",
    "受付済み": "受付済みの版と同じ内容です（変更なし）",
    "保留": "受け付けていません",
    "使用不可": "使えないファイルです",
}


def _print_receipt(receipt: Receipt) -> None:
    version, name = receipt.version, shown_name(receipt.path)
    before = receipt.previous[0].number if receipt.previous else 0
    said = _SAID[receipt.outcome].format(before=before)
    whose = f"{version.ministry}　第{version.number}版　" if version else ""
    say(f"{name}：{whose}{said}")
    say(f"    {count(receipt.checked.findings)}")
    for line in _changes(receipt):
        say(f"    {line}")


def _changes(receipt: Receipt) -> list[str]:
    """Say what changed against the version whose place the file takes."""
    from evaluator.cli.show.comparison import as_lines
    from evaluator.form.compare import compare

    if receipt.previous is None:
        return []
    version, before = receipt.previous
    now = receipt.checked
    lines = as_lines(compare(before.submission, now.submission, before.findings, now.findings))
    return [f"第{version.number}版との違い：{lines[0]}", *lines[1:]]


def _act(root: Path, round_id: str, person: str, act: Callable[[Desk], str]) -> None:
    with at_the_desk(root, round_id_of(round_id), person) as desk:
        say(act(desk))


def _ministry(named: str, catalogue: Catalogue) -> MinistryName:
    """Return the ministry that is meant. NotInTheLedger if it is none of those asked."""
    meant = catalogue.respondent(named)
    if meant is not None:
        return meant
    known = "、".join(catalogue.respondents)
    raise NotInTheLedger(f"「{named}」は回答府省庁にありません。回答府省庁：{known}")


def accept(
    round_id: RoundArgument,
    ministry: MinistryArgument,
    into: RootOption = Path(),
    person: PersonOption = "",
    reason: ReasonOption = "",
) -> None:
    """エラーのない様式を受理します。例：evaluator accept R07 外務省"""
    from evaluator.secretariat import receive as receiving

    def act(desk: Desk) -> str:
        version = receiving.accept(desk, _ministry(ministry, desk.catalogue), shown_text(reason))
        return f"{ministry}の第{version.number}版を受理しました。"

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
        from evaluator.secretariat import receive as receiving

        if not reason.strip():
            raise typer.BadParameter("--reason に理由を記入してください。")

        def act(desk: Desk) -> str:
            note = {"withdraw": receiving.withdraw, "return": receiving.send_back}[kind]
            version = note(desk, _ministry(ministry, desk.catalogue), shown_text(reason))
            return f"{ministry}の第{version.number}版を{done}"

        _act(into, round_id, person, act)

    command.__doc__ = help_text
    return command


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
