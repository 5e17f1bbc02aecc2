"""The command line: a thin shell over `secretariat`. Results on stdout, the rest on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli import ledger as cli_ledger
from evaluator.cli.check import check, diff
from evaluator.cli.publish import report, verify
from evaluator.cli.rating import rate, rubric_app
from evaluator.cli.review import review_app
from evaluator.cli.say import (
    RootOption,
    RoundArgument,
    err,
    out,
    print_findings,
    progress_bar,
    round_id_of,
    workspace_at,
)
from evaluator.cli.years import open_next, prepare_demo
from evaluator.errors import EvaluatorError, Rejected
from evaluator.findings import has_errors
from evaluator.model import MarkSource, RoundId

if TYPE_CHECKING:  # these take a second to import, which --help need not wait for
    from evaluator.secretariat.evaluate import Evaluation
    from evaluator.secretariat.issue import Moved

app = typer.Typer(
    help="新たな国際標準戦略のフォローアップ：様式の作成、点検、集計、別紙の作成を行います。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check)
app.command()(diff)
app.command()(rate)
cli_ledger.register(app)
app.command()(report)
app.command()(verify)
app.add_typer(rubric_app, name="rubric")
app.add_typer(review_app, name="review")


class Marks(StrEnum):
    """Whose marks are counted, as typed on the command line."""

    SELF = "self"
    PROPOSED = "proposed"
    FINAL = "final"


_SOURCES = {
    Marks.SELF: MarkSource.SELF,
    Marks.PROPOSED: MarkSource.PROPOSED,
    Marks.FINAL: MarkSource.FINAL,
}


def main() -> None:
    """Run the command line; the operator's errors end in one sentence and an exit code."""
    try:
        app()
    except EvaluatorError as error:
        if isinstance(error, Rejected):
            print_findings(error.findings)
        err.print(f"中止：{error}", markup=False, soft_wrap=True, style="bold red")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        err.print("中断しました。書きかけのファイルはありません。", markup=False, soft_wrap=True)
        sys.exit(130)


@app.command()
def init(
    round_id: RoundArgument,
    previous: Annotated[
        str,
        typer.Option(
            "--from", metavar="前年度", help="前年度の施策一覧と回答から次の年度を開きます"
        ),
    ] = "",
    marks: Annotated[
        Marks,
        typer.Option(
            help="--from で前年の評価とするもの（self 自己評価、proposed 試算、final 事務局評価）"
        ),
    ] = Marks.SELF,
    into: RootOption = Path(),
) -> None:
    """見本の施策一覧を templates/年度 に置きます。例：evaluator init R07

    前年度から次の年度を開くこともできます。例：evaluator init R08 --from R07
    """
    from evaluator.sample import staging

    if previous:
        open_next(workspace_at(into), round_id_of(round_id), round_id_of(previous), _SOURCES[marks])
        return
    if marks is not Marks.SELF:
        raise typer.BadParameter("--marks は --from と併せて指定してください。")
    path, new = staging.init(workspace_at(into), round_id_of(round_id))
    out.print(
        f"{path}" + ("" if new else "（すでにあるため変更していません）"),
        markup=False,
        soft_wrap=True,
    )


@app.command()
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
    into: RootOption = Path(),
) -> None:
    """府省庁ごとの様式を templates/年度 に作ります。例：evaluator template R07"""
    from evaluator.secretariat import issue, opening

    workspace, this = workspace_at(into), round_id_of(round_id)
    with cli_ledger.working(into, this):
        catalogue, found = opening.open_catalogue(workspace, this)
        if prefill:
            _print_moved(issue.prefill(workspace, catalogue, prefill))
            return
        with progress_bar() as progress:
            paths = issue.write_forms(workspace, catalogue, progress)
        if by_division:
            paths += issue.write_parts(workspace, catalogue)
    print_findings(found)
    for path in paths:
        out.print(str(path), markup=False, soft_wrap=True)


@app.command()
def merge(
    round_id: RoundArgument,
    files: Annotated[list[Path], typer.Argument(metavar="ファイル…", help="記入済みの分割様式")],
    into: RootOption = Path(),
) -> None:
    """分割様式を府省庁の一つの様式にまとめます。例：evaluator merge R07 様式1.xlsx 様式2.xlsx"""
    from evaluator.secretariat import issue, opening

    workspace, this = workspace_at(into), round_id_of(round_id)
    with cli_ledger.working(into, this):
        catalogue, _ = opening.open_catalogue(workspace, this)
        _print_moved(issue.merge(workspace, catalogue, files))


@app.command()
def run(
    round_id: RoundArgument,
    marks: Annotated[
        Marks,
        typer.Option(help="集計する評価（self 自己評価、proposed 試算評価、final 事務局評価）"),
    ] = Marks.SELF,
    rubric: Annotated[str, typer.Option(metavar="評価基準", help="既定は年度の評価基準")] = "",
    prefer: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="ファイル",
            help="同じ府省庁のファイルが複数あるとき、これを使います（何度でも指定できます）",
        ),
    ] = None,
    into: RootOption = Path(),
) -> None:
    """提出された様式を点検・集計し、reports/年度 に別紙を作ります。例：evaluator run R07"""
    this = round_id_of(round_id)
    for path in prefer or []:
        if not (workspace_at(into).submissions(this) / path.name).is_file():
            message = f"--prefer のファイル {path.name} は {this} の提出フォルダーにありません。"
            raise typer.BadParameter(message)
    _run(into, this, _SOURCES[marks], rubric, prefer or [])


@app.command("lint-data")
def lint_data(
    files: Annotated[list[Path], typer.Argument(metavar="ファイル…", help="CSV又はExcelブック")],
) -> None:
    """表が機械判読の統一ルール（総務省）に沿うか点検します。例：evaluator lint-data 表.csv"""
    from evaluator.lint import lint_data as lint

    found = [finding for file in files for finding in lint(file)]
    for finding in found:
        out.print(str(finding), markup=False, soft_wrap=True)
    if not found:
        out.print(f"{len(files)}件のファイルに指摘はありません。", markup=False)
    raise typer.Exit(1 if has_errors(found) else 0)


@app.command()
def demo(
    round_id: Annotated[str, typer.Argument(metavar="年度", help="R07、又は翌年度の R08")] = "R07",
    into: RootOption = Path(),
) -> None:
    """見本の年度を初めから終わりまで実行します。例：evaluator demo

    翌年度 R08 は、R07 から開き、前年からの変化を示します。例：evaluator demo R08
    """
    prepare_demo(workspace_at(into), round_id_of(round_id))
    _run(into, round_id_of(round_id))


def _run(
    root: Path,
    round_id: RoundId,
    source: MarkSource = MarkSource.SELF,
    rubric: str = "",
    prefer: Sequence[Path] = (),
) -> None:
    from evaluator.secretariat import evaluate

    with cli_ledger.working(root, round_id), progress_bar() as progress:
        evaluation, paths = evaluate.run(
            workspace_at(root),
            round_id,
            progress,
            source=source,
            rubric_name=rubric,
            prefer=prefer,
        )
    print_findings(evaluation.findings)
    _print_evaluation(evaluation, paths)
    raise typer.Exit(1 if has_errors(evaluation.findings) else 0)


def _print_moved(moved: Moved) -> None:
    for finding in moved.findings:
        err.print(str(finding), markup=False, soft_wrap=True)
    for path in moved.paths:
        out.print(str(path), markup=False, soft_wrap=True)
    raise typer.Exit(1 if has_errors(moved.findings) else 0)


_LISTED_ONE_BY_ONE: Final = 5


def _print_evaluation(evaluation: Evaluation, paths: Sequence[Path]) -> None:
    from evaluator.outputs import screen
    from evaluator.results.tables.subcategories import summed_table
    from evaluator.secretariat.evaluate import reported

    out.print(screen.draw(summed_table(reported(evaluation))))
    out.print(evaluation.tables.basis, markup=False, soft_wrap=True)
    if evaluation.catalogue.round.notice:
        out.print(evaluation.catalogue.round.notice, markup=False, soft_wrap=True)
    out.print("作成したもの：")
    folders = Counter(path.parent for path in paths)
    for folder, number in folders.items():
        if number > _LISTED_ONE_BY_ONE:
            out.print(f"  {folder}（{number}ファイル）", markup=False, soft_wrap=True)
    for path in paths:
        if folders[path.parent] <= _LISTED_ONE_BY_ONE:
            out.print(f"  {path}", markup=False, soft_wrap=True)
