"""The command line: a thin shell over `pipeline`. Results on stdout, the rest on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from evaluator.errors import CatalogueRejected, EvaluatorError
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity, has_errors
from evaluator.model import RoundId
from evaluator.presentation import as_lines, as_record, counted

if TYPE_CHECKING:  # these take a second to import, which --help need not wait for
    from evaluator.pipeline import Checked, Evaluation, Progress

app = typer.Typer(
    help="新たな国際標準戦略のフォローアップ：様式の作成、点検、集計、別紙の作成を行います。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console(soft_wrap=False, highlight=False)
err = Console(stderr=True, highlight=False)

RoundArgument = Annotated[str, typer.Argument(metavar="年度", help="年度の識別子（例：R07）")]
RootOption = Annotated[
    Path,
    typer.Option("--into", metavar="フォルダー", help="templates・submissions・reports を置く場所"),
]
FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="ファイル…", show_default=False, help="点検する様式")
]
RoundOption = Annotated[
    str | None,
    typer.Option("--round", metavar="年度", help="年度の識別子（省略すると、様式に書かれた年度）"),
]


class Format(StrEnum):
    """How results are shown."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", help="text は読むため、json は機械のため")
]


def main() -> None:
    """Run the command line; the operator's errors end in one sentence and an exit code."""
    try:
        app()
    except EvaluatorError as error:
        if isinstance(error, CatalogueRejected):
            _print_findings(error.findings)
        err.print(f"中止：{error}", markup=False, style="bold red")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        err.print("中断しました。書きかけのファイルはありません。", markup=False)
        sys.exit(130)


@app.command()
def init(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """見本の施策一覧を templates/年度 に置きます。例：evaluator init R07"""
    from evaluator import pipeline

    path, new = pipeline.init(Workspace(into), _round(round_id))
    out.print(f"{path}" + ("" if new else "（すでにあるため変更していません）"), markup=False)


@app.command()
def template(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """府省庁ごとの様式を templates/年度 に作ります。例：evaluator template R07"""
    from evaluator import pipeline

    workspace = Workspace(into)
    catalogue, found = pipeline.open_catalogue(workspace, _round(round_id))
    with _progress() as progress:
        paths = pipeline.write_forms(workspace, catalogue, progress)
    _print_findings(found)
    for path in paths:
        out.print(str(path), markup=False)


@app.command()
def run(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """提出された様式を点検・集計し、reports/年度 に別紙を作ります。例：evaluator run R07"""
    _run(into, _round(round_id))


@app.command()
def demo(into: RootOption = Path()) -> None:
    """見本の年度 R07 を初めから終わりまで実行します。例：evaluator demo"""
    from evaluator import pipeline

    workspace, round_id = Workspace(into), RoundId("R07")
    pipeline.init(workspace, round_id)
    catalogue, _ = pipeline.open_catalogue(workspace, round_id)
    with _progress() as progress:
        pipeline.write_forms(workspace, catalogue, progress)
        _, kept = pipeline.fill_forms(workspace, catalogue, progress)
    if kept:
        err.print(
            f"すでに提出されている {len(kept)} 件のファイルは、そのまま使いました。", markup=False
        )
    _run(into, round_id)


@app.command()
def check(
    files: FilesArgument,
    into: RootOption = Path(),
    round_id: RoundOption = None,
    form: FormatOption = Format.TEXT,
    *,
    fix_list: Annotated[
        bool, typer.Option("--fix-list", help="指摘の代わりに、府省庁あての修正依頼を示します。")
    ] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="フォルダー", help="印を付けた返却ファイルと修正依頼を作る場所"),
    ] = None,
) -> None:
    """様式を点検します。例：evaluator check 外務省.xlsx --annotate 返却"""
    from evaluator import pipeline

    if fix_list and form is Format.JSON:
        raise typer.BadParameter("--fix-list と --format json は同時に使えません。")
    workspace = Workspace(into)
    checked = pipeline.check_files(workspace, _existing(files), _stated(round_id))
    if fix_list:
        _write("\n".join(one.request for one in checked))
    elif form is Format.JSON:
        _write_json([as_record(finding) for one in checked for finding in one.findings])
    else:
        _print_checked(checked)
    if annotate:
        _return_forms(workspace, checked, annotate)
    raise typer.Exit(1 if has_errors(f for one in checked for f in one.findings) else 0)


def _print_checked(checked: Sequence[Checked]) -> None:
    for one in checked:
        _write("\n".join(as_lines(one.path.name, one.findings)) + "\n")
    if len(checked) > 1:
        everything = [finding for one in checked for finding in one.findings]
        _write(f"合計 {len(checked)}ファイル：{counted(everything)}\n")


def _return_forms(workspace: Workspace, checked: Sequence[Checked], folder: Path) -> None:
    from evaluator import pipeline

    written, refused = pipeline.return_forms(workspace, checked, folder)
    for path in written:
        err.print(f"作成しました：{path}", markup=False, soft_wrap=True)
    for path in refused:
        err.print(
            f"{path.name} は開けないため、返却ファイルは作れません（修正依頼だけを作りました）。",
            markup=False,
            soft_wrap=True,
        )


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="旧ファイル", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="新ファイル", show_default=False)],
    into: RootOption = Path(),
    round_id: RoundOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """同じ様式の新旧を比べます。例：evaluator diff 外務省_1.xlsx 外務省_2.xlsx"""
    from evaluator import pipeline
    from evaluator.form import compare

    _existing([old, new])
    result = pipeline.compare_files(Workspace(into), old, new, _stated(round_id))
    if form is Format.JSON:
        _write_json(compare.as_record(result.comparison))
    else:
        _write("\n".join(compare.as_lines(result.comparison)) + "\n")
    raise typer.Exit(1 if has_errors(result.new.findings) else 0)


def _existing(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not path.is_file():
            raise typer.BadParameter(f"ファイル {path} がありません。")
    return paths


def _write(text: str) -> None:
    """Write a result just as it is: the screen's width and its character set change nothing."""
    typer.echo(text.encode(), nl=False)


def _write_json(value: object) -> None:
    import json

    _write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _run(root: Path, round_id: RoundId) -> None:
    from evaluator import pipeline

    with _progress() as progress:
        evaluation, paths = pipeline.run(Workspace(root), round_id, progress)
    _print_findings(evaluation.findings)
    _print_evaluation(evaluation, paths)
    raise typer.Exit(1 if has_errors(evaluation.findings) else 0)


def _print_evaluation(evaluation: Evaluation, paths: Iterable[Path]) -> None:
    from evaluator.render import screen

    out.print(screen.table_1(evaluation.tables, evaluation.catalogue))
    if evaluation.catalogue.round.notice:
        out.print(evaluation.catalogue.round.notice, markup=False)
    out.print("作成したファイル：")
    for path in paths:
        out.print(f"  {path}", markup=False)


def _print_findings(found: Iterable[Finding]) -> None:
    """Print the errors one by one, and how many of the rest there are."""
    counted = Counter(finding.severity for finding in found)
    for finding in found:
        if finding.severity is Severity.ERROR:
            err.print(str(finding), markup=False, style="red")
    if counted:
        shown = "、".join(f"{severity} {counted[severity]}件" for severity in Severity)
        err.print(f"指摘：{shown}", markup=False)


def _stated(text: str | None) -> RoundId | None:
    return None if text is None else _round(text)


def _round(text: str) -> RoundId:
    cleaned = text.strip()
    if not cleaned.isascii() or not cleaned.isalnum():
        raise typer.BadParameter(f"「{text}」は年度の識別子ではありません（例：R07）。")
    return RoundId(cleaned.upper())


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a progress bar on stderr while the block runs; nothing where it is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err) as bar:
        tasks: dict[str, int] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
