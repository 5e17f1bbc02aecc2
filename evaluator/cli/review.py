"""The commands of the review: `review export` and `review import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import PersonOption, RootOption, RoundArgument, round_id_of
from evaluator.cli.say import print_findings, progress_bar, say, tell
from evaluator.cli.usage import JapaneseCommand, JapaneseGroup
from evaluator.findings import Severity, has_errors

review_app = typer.Typer(
    cls=JapaneseGroup,
    help="事務局の調整表を作り、記入した決定を受付簿に残します。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@review_app.command("export", cls=JapaneseCommand)
def export(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """調整表を templates/年度/調整_第n回.xlsx に作ります。例：evaluator review export R07"""
    from evaluator.secretariat import review as reviewing

    this = round_id_of(round_id, into)
    with at_the_desk(into, this) as desk, progress_bar() as progress:
        exported, found = reviewing.export_review(desk.opened, progress)
    print_findings(found)
    said = "" if exported.is_new else "（前回の出力から変わっていないため、作成していません）"
    say(f"{exported.path}{said}")


@review_app.command("import", cls=JapaneseCommand)
def import_(
    round_id: RoundArgument,
    file: Annotated[Path, typer.Argument(metavar="ファイル", help="記入した調整表")],
    into: RootOption = Path(),
    person: PersonOption = "",
) -> None:
    """記入した調整表の決定を受付簿に残します。

    例：evaluator review import R07 調整_第1回.xlsx --as 山田
    """
    from evaluator.secretariat import review as reviewing

    if not file.is_file():
        said = "はフォルダーです。ファイルを指定してください" if file.is_dir() else "がありません"
        raise typer.BadParameter(f"ファイル {file} {said}。")
    this = round_id_of(round_id, into)
    with at_the_desk(into, this, person) as desk, progress_bar() as progress:
        imported = reviewing.import_review(desk, file, progress)
    print_findings(imported.findings)
    for finding in imported.findings:
        if finding.severity is not Severity.ERROR:
            tell(str(finding))
    say(
        f"決定 {len(imported.events)}件、変更なし {imported.unchanged}件、"
        f"受け付けられない {imported.refused}件"
    )
    raise typer.Exit(1 if has_errors(imported.findings) else 0)
