"""The command that opens the desk in a browser."""

from __future__ import annotations

import json
import os
import webbrowser
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.options import RootOption, round_id_of, workspace_at
from evaluator.cli.say import tell
from evaluator.model import RoundId

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from evaluator.web.served import Served

_LOOPBACK: Final = "127.0.0.1"
_TOLD: Final = "EVALUATOR_SERVE"
"""The variable by which workers are told what to serve; written and read here alone."""
_UNTIL_IT_LISTENS: Final = 1.0  # seconds; a browser that comes earlier only has to be told again


def serve(
    round_id: Annotated[
        str, typer.Argument(metavar="年度", help="年度の識別子（省略すると、すべての年度）")
    ] = "",
    into: RootOption = Path(),
    port: Annotated[int, typer.Option(metavar="番号", min=1, max=65535, help="ポート")] = 8000,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="ファイル", help="職場で使うための設定（desk.toml）"),
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="アドレス", help="待ち受けるアドレス（設定があるときだけ）")
    ] = _LOOPBACK,
    workers: Annotated[int, typer.Option(metavar="数", min=1, max=64, help="並行する数")] = 1,
    *,
    browser: Annotated[bool, typer.Option("--open", help="ブラウザーで開きます")] = False,
) -> None:
    """受付、点検、調整、公表をブラウザーで行えるようにします。例：evaluator serve R07 --open

    設定がなければ、この機械だけから使えます（127.0.0.1）。終わるには Ctrl+C を押します。
    """
    import uvicorn

    if settings is None and host != _LOOPBACK:
        raise typer.BadParameter("--host は、--settings で設定を指定したときだけ使えます。")
    workspace = workspace_at(into)
    this = round_id_of(round_id, into) if round_id else ""
    if this:
        workspace.catalogue(RoundId(this))  # a mistyped round is said first
    told = {"into": str(into), "round": this, "port": port, "settings": str(settings or "")}
    address = f"{_served(told).address}/"  # wrong settings are said before anything is opened
    tell(f"{address} で使えます。終わるには Ctrl+C を押してください。")
    os.environ[_TOLD] = json.dumps(told)
    if browser:
        Timer(_UNTIL_IT_LISTENS, webbrowser.open, [address]).start()
    uvicorn.run(
        f"{__name__}:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # who is in front says the settings, not a header
    )


def application() -> Starlette:
    """Return the application of a worker, by what the command was told."""
    from evaluator.web.app import application as make
    from evaluator.web.log import write_lines

    write_lines()
    return make(_served(json.loads(os.environ[_TOLD])))


def _served(told: dict[str, object]) -> Served:
    from evaluator.web.app import alone, for_office
    from evaluator.web.settings import desk_settings

    workspace = workspace_at(Path(str(told["into"])))
    this = RoundId(str(told["round"])) if told["round"] else None
    if told["settings"]:
        return for_office(workspace, this, desk_settings(Path(str(told["settings"]))))
    return alone(workspace, this, int(str(told["port"])))
