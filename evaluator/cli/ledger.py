"""The commands of the ledger: receive, withdraw, accept, return, status, history."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.say import (
    Format,
    FormatOption,
    RootOption,
    RoundArgument,
    err,
    out,
    print_findings,
    print_json,
    round_id_of,
    workspace_at,
)
from evaluator.errors import NotInTheLedger
from evaluator.files import shown_name, shown_text, write_atomic
from evaluator.findings import Finding, Severity, has_errors
from evaluator.model import MeasureId, MinistryName, RoundId

if TYPE_CHECKING:
    from evaluator.catalogue import Catalogue
    from evaluator.secretariat.receive import Desk, Receipt
    from evaluator.secretariat.status import RoundStatus


def register(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for command in (receive, accept, status, history):
        app.command()(command)
    for kind, done, help_text in _NOTES:
        app.command(kind)(_noting(kind, done, help_text))


PersonOption = Annotated[
    str, typer.Option("--as", metavar="氏名", help="受付簿に残す氏名（省略するとログイン名）")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="理由", help="受付簿に残す理由")]
NeededReason = Annotated[
    str,
    typer.Option("--reason", metavar="理由", show_default=False, help="受付簿に残す理由（必須）"),
]
MinistryArgument = Annotated[str, typer.Argument(metavar="府省庁", show_default=False)]


def person_of(named: str) -> str:
    """Return who is at work: as said, or else the login name."""
    try:
        person = shown_text(named).strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, no such module: it depends
        person = ""
    if not person:
        raise typer.BadParameter("ログイン名が分かりません。--as で氏名を指定してください。")
    return person


@contextmanager
def working(root: Path, round_id: RoundId) -> Iterator[None]:
    """Hold the round's lock. RoundMissing if there is no such round."""
    from evaluator.secretariat.lock import round_lock

    workspace = workspace_at(root)
    workspace.catalogue(round_id)  # a mistyped round gets no folder
    with round_lock(workspace, round_id, person_of(""), datetime.now(UTC)):
        yield


@contextmanager
def at_the_desk(root: Path, round_id: RoundId, person: str) -> Iterator[tuple[Desk, Catalogue]]:
    """Open the round's desk for a person, now."""
    from evaluator.secretariat import opening
    from evaluator.secretariat.receive import open_desk

    workspace = workspace_at(root)
    catalogue, _ = opening.open_catalogue(workspace, round_id)
    propose = opening.round_proposer(workspace, catalogue)
    with open_desk(workspace, round_id, person_of(person), datetime.now(UTC), propose) as desk:
        yield desk, catalogue


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
    paths = _given(files)
    found: list[Finding] = []
    with at_the_desk(into, this, person) as (desk, catalogue):
        for receipt in receiving.receive(desk, paths, catalogue, again=again):
            _print_receipt(receipt)
            found += receipt.checked.findings
    print_findings(found)
    raise typer.Exit(1 if has_errors(found) else 0)


def _given(files: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: of a folder, those that may be submissions.

    What Excel keeps only while a file is open (~$) is never meant.
    """
    from evaluator.secretariat.collect import is_lock_file, submitted_files

    paths: list[Path] = []
    for path in files:
        if path.is_dir():
            paths += submitted_files(path)
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
    out.print(f"{name}：{whose}{said}", markup=False, soft_wrap=True)
    severities = [finding.severity for finding in receipt.checked.findings]
    counts = "、".join(f"{severity} {severities.count(severity)}件" for severity in Severity)
    out.print(f"    {counts}", markup=False)
    for line in _changes(receipt):
        out.print(f"    {line}", markup=False, soft_wrap=True)


def _changes(receipt: Receipt) -> list[str]:
    """Say what changed against the version whose place the file takes."""
    from evaluator.form.compare import as_lines, compare

    if receipt.previous is None:
        return []
    version, before = receipt.previous
    now = receipt.checked
    lines = as_lines(compare(before.submission, now.submission, before.findings, now.findings))
    return [f"第{version.number}版との違い：{lines[0]}", *lines[1:]]


def _act(root: Path, round_id: str, person: str, act: Callable[[Desk, Catalogue], str]) -> None:
    with at_the_desk(root, round_id_of(round_id), person) as (desk, catalogue):
        out.print(act(desk, catalogue), markup=False, soft_wrap=True)


def _ministry(named: str, catalogue: Catalogue) -> MinistryName:
    """Return the ministry that is meant. NotInTheLedger if it is none of those asked."""
    for ministry in catalogue.respondents:
        if named == ministry:
            return ministry
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

    def act(desk: Desk, catalogue: Catalogue) -> str:
        version = receiving.accept(
            desk, _ministry(ministry, catalogue), catalogue, shown_text(reason)
        )
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

        def act(desk: Desk, catalogue: Catalogue) -> str:
            note = {"withdraw": receiving.withdraw, "return": receiving.send_back}[kind]
            version = note(desk, _ministry(ministry, catalogue), shown_text(reason))
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


def status(
    round_id: RoundArgument,
    into: RootOption = Path(),
    form: FormatOption = Format.TEXT,
    today: Annotated[
        str, typer.Option(metavar="年-月-日", help="この日の状況として示します（省略すると今日）")
    ] = "",
    remind: Annotated[
        Path | None,
        typer.Option(metavar="フォルダー", help="督促メールの下書きを作る場所"),
    ] = None,
) -> None:
    """府省庁ごとの提出状況を示します。例：evaluator status R07 --remind 督促"""
    from evaluator.secretariat import remind as reminders
    from evaluator.secretariat import status as round_status
    from evaluator.secretariat import status as standing

    day = _day(today)
    now = standing.round_status(workspace_at(into), round_id_of(round_id), day)
    if form is Format.JSON:
        print_json(round_status.as_record(now))
    else:
        _print_status(now)
    if remind:
        for name, content in reminders.drafts(now):
            write_atomic(remind / name, content)
            err.print(f"作成しました：{remind / name}", markup=False, soft_wrap=True)
        if not now.owing:
            err.print("督促する府省庁はありません。", markup=False)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now().astimezone().date()
    except ValueError as error:
        message = f"「{text}」を日付として読めません（例：2026-01-15）。"
        raise typer.BadParameter(message) from error


_COLUMNS: Final = ("府省庁", "状態", "版", "エラー", "警告", "不足", "ファイル")


def _print_status(now: RoundStatus) -> None:
    from rich.table import Table
    from rich.text import Text

    from evaluator.secretariat import status as round_status

    table = Table(title=f"{now.round.strategy}　提出状況（{now.round.year_label}）")
    for head in _COLUMNS:
        numeric = head in ("版", "エラー", "警告")
        table.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for one in now.ministries:
        counts = [str(one.count(s)) for s in (Severity.ERROR, Severity.WARNING)]
        file = one.submission.file if one.submission else ""
        number = str(one.version.number) if one.version else "受付前" if one.submission else ""
        counts = counts if one.submission else ["", ""]
        missing = round_status.what_is_missing(one)
        cells = [one.ministry, one.state, number, *counts, missing, file]
        table.add_row(*(Text(cell) for cell in cells))  # a name may hold what is markup to rich
    out.print(table)
    for event in now.unusable:
        out.print(f"使えないファイル：{event.name}（{event.reason}）", markup=False, soft_wrap=True)
    out.print(round_status.counts_line(now), markup=False, soft_wrap=True)
    out.print(round_status.review_line(now), markup=False, soft_wrap=True)
    out.print(round_status.deadline_line(now), markup=False, soft_wrap=True)


def history(
    round_id: RoundArgument,
    measure_id: Annotated[str, typer.Argument(metavar="施策ID", show_default=False)],
    into: RootOption = Path(),
    form: FormatOption = Format.TEXT,
) -> None:
    """一つの施策の回答の経緯を示します。例：evaluator history R07 S017"""
    from evaluator.secretariat import history as lives

    measure, life = lives.history(
        workspace_at(into), round_id_of(round_id), MeasureId(measure_id.strip())
    )
    if form is Format.JSON:
        print_json(lives.as_record(measure, life))
        return
    for line in lives.as_lines(measure, life):
        out.print(line, markup=False, soft_wrap=True)
    if not life:
        out.print("受付の記録はありません。", markup=False)
