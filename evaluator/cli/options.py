"""The arguments and options that commands share, and how what is typed there is read."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.errors import NotInTheLedger
from evaluator.files import DATABASE_URL, Workspace, shown_text
from evaluator.model import MarkSource, MeasureId, MinistryName, RoundId
from evaluator.programme import round_named
from evaluator.words.days import TOKYO

if TYPE_CHECKING:
    from evaluator.catalogue import Catalogue

RoundArgument = Annotated[str, typer.Argument(metavar="年度", help="年度の識別子（例：R07）")]
MinistryArgument = Annotated[str, typer.Argument(metavar="府省庁", show_default=False)]
RootOption = Annotated[
    Path,
    typer.Option("--into", metavar="フォルダー", help="templates・submissions・reports を置く場所"),
]
PersonOption = Annotated[
    str, typer.Option("--as", metavar="氏名", help="受付簿に残す氏名（省略するとログイン名）")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="理由", help="受付簿に残す理由")]
NeededReason = Annotated[
    str,
    typer.Option("--reason", metavar="理由", show_default=False, help="受付簿に残す理由（必須）"),
]
TodayOption = Annotated[
    str, typer.Option(metavar="年-月-日", help="この日のこととして示します（省略すると今日）")
]
RoundOption = Annotated[
    str | None,
    typer.Option("--round", metavar="年度", help="年度の識別子（省略すると、様式に書かれた年度）"),
]


class Format(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", metavar="text|json", help="text は読むため、json は機械のため")
]


class Marks(StrEnum):
    """Whose marks are counted, as typed on the command line."""

    SELF = "self"
    PROPOSED = "proposed"
    FINAL = "final"


SOURCES: Final = {
    Marks.SELF: MarkSource.SELF,
    Marks.PROPOSED: MarkSource.PROPOSED,
    Marks.FINAL: MarkSource.FINAL,
}


SchedulerOption = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="アドレス",
        help="点検を Dask のワーカーに手分けします（例：tcp://10.0.0.5:8786）。",
    ),
]


def workspace_at(root: Path, *, new: bool = False, scheduler: str = "") -> Workspace:
    """Return the workspace that a command works in, with the database that the system names.

    Only what begins a round may name a `new` folder: elsewhere it is mistyped.
    """
    if not new and not root.is_dir():
        raise typer.BadParameter(f"フォルダー {root} がありません。--into を確かめてください。")
    return Workspace(root, os.environ.get(DATABASE_URL, ""), scheduler)


def typed(text: str) -> str:
    """Return what was typed as a name or number, whatever its width and composition."""
    return unicodedata.normalize("NFKC", shown_text(text)).strip()


def event_number(text: str) -> int:
    """Return what was typed as the number of an event: 12 or 12番; else a usage error."""
    digits = typed(text).removesuffix("番")
    if not digits.isdecimal():
        raise typer.BadParameter(
            f"「{shown_text(text)}」を受付簿の番号として読めません（例：12）。"
        )
    return int(digits)


def measure_id_of(text: str) -> MeasureId:
    """Return what was typed as a measure's ID: S017, s017 or Ｓ０１７."""
    return MeasureId(typed(text).upper())


def round_id_of(text: str, root: Path | None = None) -> RoundId:
    """Return what was typed as a round's ID: R09, r9, Ｒ０９, 令和9年度 or R08-plan-kpi.

    Under a `root` a year alone means its only round, where it has one of that name or not. What
    cannot be an ID is a usage error.
    """
    year, _, programme = typed(text).partition("-")
    reiwa = _REIWA.fullmatch(year)
    if reiwa:
        year = f"R{int(reiwa[1].replace('元', '1')):02}"
    said = round_named(year.upper(), programme.lower())
    if not _ID.fullmatch(said):
        raise typer.BadParameter(f"「{shown_text(text)}」は年度の識別子ではありません（例：R07）。")
    return said if root is None else Workspace(root).round_meant(said)


_ID: Final = re.compile("[A-Z0-9]+(-[a-z0-9]+)*")
_REIWA: Final = re.compile(r"(?:令和|R(?=\d$))\s*(元|\d{1,2})\s*年?度?", re.IGNORECASE)


def stated_round(text: str | None, root: Path) -> RoundId | None:
    """Return the round that was asked for, if one was."""
    return None if text is None else round_id_of(text, root)


def existing(paths: list[Path]) -> list[Path]:
    """Return paths that were typed; a usage error names the first that is not there."""
    return [_existing(path) for path in paths]


def _existing(path: Path) -> Path:
    """Return the path as it is there: が may be one sign to who types it, and two to the disk."""
    if path.exists():
        return path
    name = unicodedata.normalize("NFC", path.name)
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    for each in beside:
        if unicodedata.normalize("NFC", each.name) == name:
            return each
    raise typer.BadParameter(f"ファイル {path} がありません。")


def some_of(found: Sequence[object]) -> None:
    """Raise a usage error if nothing came of the paths that were typed."""
    if not found:
        raise typer.BadParameter("指定したところに、様式として扱うファイルがありません。")


def ministry_of(named: str, catalogue: Catalogue) -> MinistryName:
    """Return the ministry that is meant. NotInTheLedger if it is none of those asked."""
    meant = catalogue.respondent(named)
    if meant is not None:
        return meant
    known = "、".join(catalogue.respondents)
    raise NotInTheLedger(f"「{shown_text(named)}」は回答府省庁にありません。回答府省庁：{known}")


def stated_reason(text: str) -> str:
    """Return a reason as it goes on record; a usage error if none was given."""
    reason = shown_text(text).strip()
    if not reason:
        raise typer.BadParameter("--reason に理由を記入してください。")
    return reason


def day_meant(text: str) -> date:
    """Return the day that was typed, or today in Tokyo; else a usage error."""
    try:
        return date.fromisoformat(typed(text)) if text else datetime.now(TOKYO).date()
    except ValueError as error:
        message = f"「{text}」を日付として読めません（例：2026-01-15）。"
        raise typer.BadParameter(message) from error
