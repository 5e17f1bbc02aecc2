"""The command that opens the desk in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from threading import Timer
from typing import Annotated, Final

import typer

from evaluator.cli.options import RootOption, round_id_of, workspace_at
from evaluator.cli.say import tell

_LOOPBACK: Final = "127.0.0.1"
_UNTIL_IT_LISTENS: Final = 1.0  # seconds; a browser that comes earlier only has to be told again


def serve(
    round_id: Annotated[
        str, typer.Argument(metavar="年度", help="年度の識別子（省略すると、すべての年度）")
    ] = "",
    into: RootOption = Path(),
    port: Annotated[int, typer.Option(metavar="番号", min=1, max=65535, help="ポート")] = 8000,
    *,
    browser: Annotated[bool, typer.Option("--open", help="ブラウザーで開きます")] = False,
) -> None:
    """受付、点検、調整、公表をブラウザーで行えるようにします。例：evaluator serve R07 --open

    この機械だけから使えます（127.0.0.1）。終わるには Ctrl+C を押します。
    """
    import uvicorn

    from evaluator.web.app import alone, application

    workspace = workspace_at(into)
    this = round_id_of(round_id) if round_id else None
    if this is not None:
        workspace.catalogue(this)  # a mistyped round is said first
    address = f"http://{_LOOPBACK}:{port}/"
    tell(f"{address} で使えます。終わるには Ctrl+C を押してください。")
    if browser:
        Timer(_UNTIL_IT_LISTENS, webbrowser.open, [address]).start()
    app = application(alone(workspace, this, port))
    uvicorn.run(
        app, host=_LOOPBACK, port=port, log_level="warning", access_log=False, server_header=False
    )
