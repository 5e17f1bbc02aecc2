"""The commands about the tables of standards bodies: `standards table`, `standards look`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluator.cli.options import RootOption, RoundArgument, round_id_of, workspace_at
from evaluator.cli.say import say
from evaluator.cli.usage import JapaneseCommand

standards_app = typer.Typer(
    help="標準化団体の表（段階、番号、役割、成果物）を作り、引きます。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@standards_app.command("table", cls=JapaneseCommand)
def table(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """年度の標準化団体表を、同梱の内容で作ります。作らない年度は同梱の表を使います。

    例：evaluator standards table R07
    """
    from evaluator.secretariat.begin import put_down_standards

    path, is_new = put_down_standards(workspace_at(into), round_id_of(round_id, into))
    how = "作りました。編集すると、この年度だけに効きます" if is_new else "すでにあります"
    say(f"{path}：{how}。")


@standards_app.command("look", cls=JapaneseCommand)
def look(
    round_id: RoundArgument,
    body: Annotated[str, typer.Argument(metavar="団体", help="団体の名称（例：ISO）")],
    stage: Annotated[str, typer.Option("--stage", metavar="段階", help="段階を引きます")] = "",
    number: Annotated[str, typer.Option("--number", metavar="番号", help="番号を確かめます")] = "",
    committee: Annotated[
        str, typer.Option("--committee", metavar="委員会", help="委員会の名称を確かめます")
    ] = "",
    role: Annotated[str, typer.Option("--role", metavar="役割", help="役割を引きます")] = "",
    into: RootOption = Path(),
) -> None:
    """団体の段階、番号、委員会、役割を年度の表で引きます。指定がなければ段階の一覧を示します。

    例：evaluator standards look R07 ISO --stage CD --number "ISO/CD 24212.2"
    """
    from evaluator.secretariat.opening import open_standards
    from evaluator.show import standards as show

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    workspace.catalogue(this)
    tables = open_standards(workspace, this)
    known = tables.body(body)
    if known is None:
        names = "、".join(each.name for each in tables.bodies)
        raise typer.BadParameter(f"団体「{body}」は表にありません。表にある団体：{names}")
    say(show.body_line(known))
    if not (stage or number or committee or role):
        for line in show.stage_list(tables, known):
            say(line)
    for typed, line_of in (
        (stage, show.stage_line),
        (number, show.number_line),
        (committee, show.committee_line),
        (role, show.role_line),
    ):
        if typed:
            say(line_of(tables, known, typed))
