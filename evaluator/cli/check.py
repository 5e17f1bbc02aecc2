"""The commands about one file: `check` and `diff`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.cli.options import (
    Format,
    FormatOption,
    RootOption,
    RoundOption,
    SchedulerOption,
    existing,
    some_of,
    stated_round,
    workspace_at,
)
from evaluator.cli.say import print_json, tell, write
from evaluator.files import Workspace
from evaluator.findings import has_errors
from evaluator.findings.counting import count

if TYPE_CHECKING:
    from evaluator.secretariat.check import CheckedFile

FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="ファイル…|フォルダー|zip", show_default=False, help="点検する様式"),
]


def check(
    files: FilesArgument,
    into: RootOption = Path(),
    round_id: RoundOption = None,
    form: FormatOption = Format.TEXT,
    scheduler: SchedulerOption = "",
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
    from evaluator.secretariat import check as returning
    from evaluator.show import finding

    if fix_list and form is Format.JSON:
        raise typer.BadParameter("--fix-list と --format json は同時に使えません。")
    workspace = workspace_at(into, scheduler=scheduler)
    checked = returning.check_files(workspace, existing(files), stated_round(round_id, into))
    some_of(checked)
    if fix_list:
        write("\n".join(one.request for one in checked))
    elif form is Format.JSON:
        print_json([finding.as_record(each) for one in checked for each in one.findings])
    else:
        _print_checked(checked)
    if annotate:
        _return_forms(workspace, checked, annotate)
    raise typer.Exit(1 if has_errors(f for one in checked for f in one.findings) else 0)


def _print_checked(checked: Sequence[CheckedFile]) -> None:
    from evaluator.show import finding

    for one in checked:
        write("\n".join(finding.as_lines(one.incoming.shown, one.findings)) + "\n")
    if len(checked) > 1:
        everything = [each for one in checked for each in one.findings]
        write(f"合計 {len(checked)}ファイル：{count(everything)}\n")


def _return_forms(workspace: Workspace, checked: Sequence[CheckedFile], folder: Path) -> None:
    from evaluator.secretariat import check as returning

    written, refused = returning.return_forms(workspace, checked, folder)
    for path in written:
        tell(f"作成しました：{path}")
    for name in refused:
        tell(f"{name} は開けないため、返却ファイルは作れません（修正依頼だけを作りました）。")


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧ファイル", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="新ファイル", show_default=False)],
    into: RootOption = Path(),
    round_id: RoundOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """同じ様式の新旧を比べます。例：evaluator diff 外務省_1.xlsx 外務省_2.xlsx"""
    from evaluator.secretariat import check as returning
    from evaluator.show import comparison

    old, new = existing([old, new])
    result = returning.compare_files(workspace_at(into), old, new, stated_round(round_id, into))
    if form is Format.JSON:
        print_json(comparison.as_record(result.comparison))
    else:
        write("\n".join(comparison.as_lines(result.comparison)) + "\n")
    raise typer.Exit(1 if has_errors(result.new.findings) else 0)
