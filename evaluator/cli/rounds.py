"""The commands that begin a round: init, template, merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    SOURCES,
    Marks,
    RootOption,
    RoundArgument,
    round_id_of,
    typed,
    workspace_at,
)
from evaluator.cli.say import print_findings, progress_bar, say, tell
from evaluator.files import Workspace
from evaluator.findings import has_errors
from evaluator.model import MarkSource, RoundId
from evaluator.programme import FIRST_PROGRAMME, programme_named, round_named, year_of

if TYPE_CHECKING:
    from evaluator.secretariat.desk import Desk
    from evaluator.secretariat.issue import Moved


def init(
    round_id: RoundArgument,
    previous: Annotated[
        str,
        typer.Option(
            "--from", metavar="前年度", help="前年度の施策一覧と回答から次の年度を開きます"
        ),
    ] = "",
    marks: Annotated[
        Marks | None,
        typer.Option(
            metavar="self|proposed|final",
            help="--from で前年の評価とするもの（self 自己評価、proposed 試算、final 事務局評価。"
            "省略すると公表した確定版の評価、確定版がなければ自己評価）",
        ),
    ] = None,
    programme: Annotated[
        str,
        typer.Option(
            "--programme",
            metavar="施策体系",
            help="施策体系（standards-strategy、plan-kpi など。省略すると国際標準戦略）",
        ),
    ] = "",
    plan: Annotated[
        Path | None,
        typer.Option(
            metavar="ファイル.csv",
            help="--from で、今年度の計画の項目の一覧（CSV）を前年の施策と並べます",
        ),
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="動作確認用の見本（架空の施策とKPI）を置きます")
    ] = False,
    into: RootOption = Path(),
) -> None:
    """年度を始めます。施策とKPIが空欄の施策一覧を templates/年度 に置きます。例：evaluator init R09

    前年度の施策一覧と回答から始めることもできます。例：evaluator init R08 --from R07
    """
    from evaluator.sample import staging
    from evaluator.secretariat.begin import begin

    workspace, this = workspace_at(into, new=True), _of_programme(round_id_of(round_id), programme)
    if previous and sample:
        raise typer.BadParameter("--from と --sample は同時に使えません。")
    if previous:
        source = SOURCES[marks] if marks else None
        _open_next(workspace, this, round_id_of(previous, into), source, plan)
        return
    for option, given in (("--marks", marks), ("--plan", plan)):
        if given is not None:
            raise typer.BadParameter(f"{option} は --from と併せて指定してください。")
    path, is_new = (staging.init if sample else begin)(workspace, this)
    say(f"{path}" + ("" if is_new else "（すでにあるため変更していません）"))
    if is_new and not sample:
        tell("Excelで開き、対象年度の提出期限と提出先、施策一覧、KPI一覧の順に記入してください。")
        tell(f"記入したら「evaluator template {this}」で様式を作れます。")


def _of_programme(said: RoundId, programme: str) -> RoundId:
    """Return the ID of the year's round of a programme; an ID may name one itself."""
    named = typed(programme).lower()
    if named and programme_named(said) not in {FIRST_PROGRAMME, named}:
        raise typer.BadParameter(f"「{said}」は施策体系「{named}」の年度ではありません。")
    return round_named(year_of(said), named) if named else said


def _open_next(
    workspace: Workspace,
    round_id: RoundId,
    previous: RoundId,
    source: MarkSource | None,
    plan: Path | None,
) -> None:
    """Open a round from the year before, and say what the secretariat has to look over."""
    from evaluator.secretariat import next_round

    with progress_bar() as progress:
        path, opened = next_round.open_next(workspace, round_id, previous, source, progress, plan)
    for finding in opened.findings:
        tell(str(finding))
    say(str(path))
    say(f"前年の評価は{opened.taken}です。次のことを確かめてください。")
    for note in opened.to_look_over:
        say(f"・{note}")
    raise typer.Exit(1 if has_errors(opened.findings) else 0)


def template(
    round_id: RoundArgument,
    by_division: Annotated[
        bool, typer.Option("--by-division", help="担当課室ごとの分割様式も作ります")
    ] = False,
    prefill: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="ファイル", help="この様式の回答を新しい様式に移します（何度でも指定できます）"
        ),
    ] = None,
    supplement: Annotated[
        bool,
        typer.Option("--supplement", help="発行した後に増えた行だけの追補様式を作ります"),
    ] = False,
    into: RootOption = Path(),
) -> None:
    """府省庁ごとの様式を templates/年度 に作ります。例：evaluator template R07"""
    from evaluator.secretariat import issue
    from evaluator.secretariat.instructions import issue_instructions

    this = round_id_of(round_id, into)
    if supplement and (prefill or by_division):
        message = "--supplement は --prefill や --by-division と同時に使えません。"
        raise typer.BadParameter(message)
    with at_the_desk(into, this) as desk:
        if supplement:
            _print_supplements(desk)
            return
        if prefill:
            _print_moved(issue.issue_prefilled(desk, prefill))
            return
        with progress_bar() as progress:
            paths = issue.issue_forms(desk, progress, by_division=by_division)
        instructions, is_written = issue_instructions(desk)
        passed = tuple(issue.deadlines_passed(desk.catalogue, desk.day))
        none = tuple(issue.without_forms(desk.catalogue))
    print_findings(desk.opened.about, own=desk.opened.about)
    for line in (*passed, *none):
        tell(line)
    for path in paths:
        say(str(path))
    if is_written:
        say(str(instructions))
    else:
        tell(f"{instructions} は直されているため、そのままにしました（削除すると作り直します）。")


def _print_supplements(desk: Desk) -> None:
    from evaluator.secretariat.issue import deadlines_passed
    from evaluator.secretariat.supplement import issue_supplements
    from evaluator.show.catalogue import no_supplement

    made = issue_supplements(desk)
    for path in made.paths:
        say(str(path))
    if made.paths:
        for line in deadlines_passed(desk.catalogue, desk.day):
            tell(line)
    else:
        tell("追補様式の要る府省庁はありません。")
    for ministry in made.unknown:
        tell(no_supplement(ministry))


def merge(
    round_id: RoundArgument,
    files: Annotated[list[Path], typer.Argument(metavar="ファイル…", help="記入済みの分割様式")],
    into: RootOption = Path(),
) -> None:
    """分割様式を府省庁の一つの様式にまとめます。例：evaluator merge R07 様式1.xlsx 様式2.xlsx"""
    from evaluator.secretariat import issue

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    with at_the_desk(into, this) as desk:
        _print_moved(issue.merge(workspace, desk.catalogue, files))


def _print_moved(moved: Moved) -> None:
    for finding in moved.findings:
        tell(str(finding))
    for path in moved.paths:
        say(str(path))
    raise typer.Exit(1 if has_errors(moved.findings) else 0)
