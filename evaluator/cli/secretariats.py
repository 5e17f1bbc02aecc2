"""The commands about 主要KPI①: `secretariats table`, `import` and `show`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.options import (
    Format,
    FormatOption,
    RootOption,
    RoundArgument,
    round_id_of,
    typed,
    workspace_at,
)
from evaluator.cli.say import out, print_findings, print_json, say, tell
from evaluator.cli.usage import JapaneseCommand

if TYPE_CHECKING:
    from evaluator.standards.secretariats.overruled import Overruled

secretariats_app = typer.Typer(
    help="ISO・IECの幹事国引受数（主要KPI①）を、時点・数え方・出典とともに示します。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@secretariats_app.command("table", cls=JapaneseCommand)
def table(round_id: RoundArgument, into: RootOption = Path()) -> None:
    """年度の幹事国表を、同梱の内容で作ります。IECの件数は、この表に出典とともに記入します。

    例：evaluator secretariats table R07
    """
    from evaluator.secretariat.holdings import put_down_table

    path, is_new = put_down_table(workspace_at(into), round_id_of(round_id, into))
    say(f"{path}：{'作りました' if is_new else 'すでにあります'}。")


@secretariats_app.command("import", cls=JapaneseCommand)
def import_data(
    round_id: RoundArgument,
    file: Annotated[
        Path,
        typer.Argument(metavar="ファイル", help="ISO Open Data の委員会のデータ（JSONL・CSV）"),
    ],
    day: Annotated[
        str, typer.Option("--date", metavar="日付", help="データの時点（例：2026-05-02）")
    ],
    into: RootOption = Path(),
) -> None:
    """ISO Open Data の委員会のデータを、時点とともに年度に取り込みます。

    例：evaluator secretariats import R07 iso_technical_committees.jsonl --date 2026-05-02
    """
    from evaluator.secretariat.holdings import import_committees

    try:
        as_of = date.fromisoformat(typed(day))
    except ValueError as error:
        message = f"「{day}」を日付として読めません（例：2026-05-02）。"
        raise typer.BadParameter(message) from error
    done = import_committees(workspace_at(into), round_id_of(round_id, into), file, as_of)
    print_findings(done.found)
    how = "取り込みました" if done.is_new else "取り込み済みです"
    say(f"{done.path}：{how}（委員会{done.committees}件）。")
    _tell_overruled(done.overruled)


@secretariats_app.command("show", cls=JapaneseCommand)
def show(
    round_id: RoundArgument, form: FormatOption = Format.TEXT, into: RootOption = Path()
) -> None:
    """日本の順位を数え方ごとに示し、獲得・喪失した委員会を名前で示します。

    例：evaluator secretariats show R07
    """
    from evaluator.outputs.screen import draw
    from evaluator.results.tables.secretariats import handover_table, rank_table
    from evaluator.secretariat.holdings import open_secretariats
    from evaluator.standards.secretariats.overruled import overruled

    workspace, this = workspace_at(into), round_id_of(round_id, into)
    workspace.catalogue(this)
    known = open_secretariats(workspace, this)
    if form is Format.JSON:
        from evaluator.show.secretariats import as_data

        print_json(as_data(known))
        return
    ranks = rank_table(known)
    out().print(draw(ranks))
    for note in ranks.notes:
        say(note)
    out().print(draw(handover_table(known, ours_only=True)))
    _tell_overruled(overruled(known))


_MOST: Final = 20


def _tell_overruled(every: Sequence[Overruled]) -> None:
    """Say where typed rows and data differ: the data counts, the table is left as it is."""
    if not every:
        return
    tell(
        f"幹事国表の記入と取り込んだデータが異なるところが{len(every)}件あります。"
        "データによって数え、幹事国表は書き換えません。"
    )
    for each in every[:_MOST]:
        tell(f"  {each}")
    if len(every) > _MOST:
        tell(f"  ほか{len(every) - _MOST}件（--format json ですべて示します）")
