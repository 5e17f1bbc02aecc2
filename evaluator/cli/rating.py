"""The commands about marks: `rate`, and `rubric compare` / `rubric test`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import (
    Format,
    FormatOption,
    RootOption,
    RoundArgument,
    measure_id_of,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import out, print_json, progress_bar, say, tell
from evaluator.cli.usage import JapaneseCommand, JapaneseGroup
from evaluator.findings import has_errors

rubric_app = typer.Typer(
    cls=JapaneseGroup,
    help="評価基準を比べたり、試したりします。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def rate(
    round_id: RoundArgument,
    rubric: Annotated[str, typer.Option(metavar="評価基準", help="既定は年度の評価基準")] = "",
    explain: Annotated[str, typer.Option(metavar="施策ID", help="この施策の計算を示します")] = "",
    output: FormatOption = Format.TEXT,
    into: RootOption = Path(),
) -> None:
    """自己評価と試算評価を施策ごとに並べます。例：evaluator rate R07 --explain S001"""
    from evaluator.cli import rating_table
    from evaluator.secretariat import evaluate
    from evaluator.secretariat.opening import open_round

    with progress_bar() as progress:
        opened = open_round(workspace_at(into), round_id_of(round_id, into), rubric)
        results = evaluate.evaluate(opened, progress)
    rated = results.rated
    if explain:
        rated = tuple(each for each in rated if each.facts.measure.id == measure_id_of(explain))
        if not rated:
            raise typer.BadParameter(f"施策「{explain}」は施策一覧にありません。")
    if output is Format.JSON:
        print_json([rating_table.as_data(each) for each in rated])
    elif explain:
        say(rating_table.explanation(rated[0]))
    else:
        say(f"評価基準：{results.rubric.label}（公式の評価基準ではありません）")
        out().print(rating_table.table(rated))
    raise typer.Exit(1 if has_errors(results.findings) else 0)


@rubric_app.command("compare", cls=JapaneseCommand)
def compare(
    round_id: RoundArgument,
    names: Annotated[list[str], typer.Argument(metavar="評価基準…")],
    output: FormatOption = Format.TEXT,
    into: RootOption = Path(),
) -> None:
    """評価基準ごとの件数と、評価が変わる施策を示します。

    例：evaluator rubric compare R07 house pace plan-ratio growth-ratio
    """
    from evaluator.cli import rating_table
    from evaluator.secretariat import evaluate
    from evaluator.secretariat.opening import open_round

    with progress_bar() as progress:
        opened = open_round(workspace_at(into), round_id_of(round_id, into))
        comparison = evaluate.compare_rubrics(opened, names, progress)
    if output is Format.JSON:
        print_json(rating_table.comparison_data(comparison))
        return
    for table in rating_table.comparison_tables(comparison):
        out().print(table)


@rubric_app.command("test", cls=JapaneseCommand)
def test(
    file: Annotated[Path, typer.Argument(metavar="ファイル", help="評価基準のTOMLファイル")],
) -> None:
    """評価基準ファイルの中の例を計算して確かめます。例：evaluator rubric test house.toml"""
    from evaluator.rating import example_findings
    from evaluator.rubric import load_rubric
    from evaluator.secretariat import opening

    rubric, found = load_rubric(file, opening.scale_beside(file))
    if rubric is not None:
        found += tuple(example_findings(rubric, file.name))
        failed = has_errors(found)
        say(f"{rubric.label}：例 {len(rubric.examples)}件" + ("" if failed else "、すべて一致"))
    for finding in found:
        tell(str(finding))
    raise typer.Exit(1 if has_errors(found) else 0)
