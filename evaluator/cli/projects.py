"""The commands about 主要KPI② and posts: `projects`, `posts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluator.cli.options import (
    Format,
    FormatOption,
    RootOption,
    RoundArgument,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import out, print_json, progress_bar, say, tell
from evaluator.results.tables.by import By

if TYPE_CHECKING:
    from evaluator.results.results import Results
    from evaluator.results.tables.printed import PrintedTable

_NOT_ASKED = (
    "この年度は標準案件・国際ポストを尋ねていません。"
    "施策一覧の『対象年度』の「標準案件等」を「尋ねる」とした年度に使えます。"
)


def projects(
    round_id: RoundArgument,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            metavar="domain|field|body|phase",
            help="領域、分野、団体、現在の段階のどれで分けるか",
        ),
    ] = By.DOMAIN,
    calendar: Annotated[
        bool, typer.Option("--calendar-year", help="年度ではなく暦年で数えます")
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="件数の根拠となる案件を並べます")] = False,
    form: FormatOption = Format.TEXT,
    into: RootOption = Path(),
) -> None:
    """日本が主導して提案・策定した国際標準・ルールを数えます（主要KPI②）。評価は付けません。

    例：evaluator projects R07 --by body
    """
    from evaluator.results.tables.projects import project_table

    results = _results(round_id, into)
    if form is Format.JSON:
        from evaluator.show.projects import as_data

        print_json(as_data(results, by, calendar=calendar))
        return
    _show(project_table(results, by, calendar=calendar))
    if listing:
        from evaluator.show.projects import as_lines

        for line in as_lines(results):
            say(line)


def posts(
    round_id: RoundArgument, form: FormatOption = Format.TEXT, into: RootOption = Path()
) -> None:
    """国際標準化機関などで日本が担うポストを、団体ごとの件数と一覧で示します。

    例：evaluator posts R07
    """
    from evaluator.results.tables.posts import post_list, post_table

    results = _results(round_id, into)
    if form is Format.JSON:
        from evaluator.show.projects import posts_data

        print_json(posts_data(results))
        return
    _show(post_table(results))
    _show(post_list(results))


def domain(
    round_id: RoundArgument,
    domain_id: Annotated[
        str, typer.Argument(metavar="領域番号", help="領域番号か領域名（例：7、量子）")
    ],
    into: RootOption = Path(),
) -> None:
    """一つの領域について、戦略、施策と評価、取組、標準案件、国際ポストをまとめて示します。

    例：evaluator domain R07 7
    """
    from evaluator.results.domain_page import domain_page
    from evaluator.sheets.normalise import compare_key
    from evaluator.show.domain import as_lines

    results = _results(round_id, into)
    key, rows = compare_key(domain_id), results.catalogue.domains
    found = [row for row in rows if key in map(compare_key, (row.id, row.domain, row.label))]
    if not found:
        names = "、".join(row.choice for row in rows)
        raise typer.BadParameter(f"領域「{domain_id}」はありません。ある領域：{names}")
    for row in found:
        for line in as_lines(domain_page(results, row)):
            say(line)


def project_history(
    round_id: RoundArgument,
    name: Annotated[str, typer.Argument(metavar="案件", help="案件ID、又は番号（例：P001）")],
    into: RootOption = Path(),
) -> None:
    """一つの標準案件について、府省庁の回答の経緯を年度をまたいで示します。

    例：evaluator project-history R08 P001
    """
    from evaluator.secretariat.project_history import project_history as life
    from evaluator.show.projects import life_lines

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    workspace.catalogue(this)
    told = life(workspace, this, name)
    for line in life_lines(told):
        say(line)
    if not (told.before or told.told):
        tell(f"案件「{name}」についての記録はありません。")
        raise typer.Exit(1)


def _results(round_id: str, into: Path) -> Results:
    from evaluator.secretariat import evaluate
    from evaluator.secretariat.opening import open_round

    with progress_bar() as progress:
        return evaluate.evaluate(
            open_round(workspace_at(into), round_id_of(round_id, into)), progress
        )


def _show(table: PrintedTable | None) -> None:
    from evaluator.outputs.screen import draw

    if table is None:
        tell(_NOT_ASKED)
        raise typer.Exit(1)
    out().print(draw(table))
    for note in table.notes:
        say(note)
