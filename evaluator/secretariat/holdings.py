"""主要KPI①: the table of secretariats is put down, open data is taken in, both are opened.

A file of open data is kept as it came, under a name that says its body and its day: what was
counted can be counted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from evaluator.errors import CannotWrite, SecretariatsRejected
from evaluator.files import Workspace, read_file, shown_name, write_atomic
from evaluator.findings import Finding
from evaluator.model import RoundId
from evaluator.secretariat.incoming import is_left_behind, read_incoming
from evaluator.standards.secretariats import (
    Secretariats,
    Snapshot,
    load_secretariats,
    secretariats_workbook,
    shipped_secretariats,
)
from evaluator.standards.secretariats.committees import Committee, read_committees
from evaluator.standards.secretariats.overruled import Overruled, overruled
from evaluator.words.days import spelled
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest

_NAME: Final = re.compile(r"ISO_(\d{4}-\d{2}-\d{2})\.(?:jsonl|csv)")


@dataclass(frozen=True)
class Imported:
    """What became of a file of open data."""

    path: Path
    is_new: bool
    committees: int
    found: tuple[Finding, ...]
    overruled: tuple[Overruled, ...]
    """What was typed for its day, or for a time up to it or from it, and is otherwise in it."""


def put_down_table(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Give a round its own table of secretariats, as shipped; what is there is left alone."""
    workspace.catalogue(round_id)  # RoundMissing before a folder is made for a mistyped round
    path = workspace.secretariats(round_id)
    is_new = not path.exists()
    if is_new:
        write_atomic(path, secretariats_workbook())
    return path, is_new


def import_committees(workspace: Workspace, round_id: RoundId, path: Path, as_of: date) -> Imported:
    """Keep a file of ISO's open data with the round, as it was on a day.

    SecretariatsRejected, with every finding, if it is not in order; then nothing is kept.
    CannotWrite if another file of that day is there: nothing is written over.
    """
    workspace.catalogue(round_id)
    incoming = read_incoming(path)
    try:
        content = incoming.content
    except Refused as refusal:
        raise _rejected(path, (refusal.finding(incoming.name),)) from refusal
    committees, found = _committees(path, content)
    kind = "jsonl" if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"
    target = workspace.snapshots(round_id) / f"ISO_{as_of.isoformat()}.{kind}"
    others = [p for p in target.parent.glob(f"{target.stem}.*") if p.read_bytes() != content]
    if others:
        raise CannotWrite(
            f"{spelled(as_of)}のデータ {others[0]} がすでにあり、内容が異なるため取り込みません。"
            "日付を確かめるか、前のファイルを別の場所に移してから実行してください。"
        )
    is_new = not target.exists()
    if is_new:
        write_atomic(target, content)
    told = overruled(open_secretariats(workspace, round_id))
    of_the_day = tuple(each for each in told if as_of in each.days)
    return Imported(target, is_new, len(committees), found, of_the_day)


def open_secretariats(workspace: Workspace, round_id: RoundId) -> Secretariats:
    """Return all that a round knows of secretariats. SecretariatsRejected, with findings."""
    path = workspace.secretariats(round_id)
    known = shipped_secretariats()
    if path.is_file():
        loaded, found = load_secretariats(path.name, read_file(path))
        if loaded is None:
            raise _rejected(path, found)
        known = loaded
    return replace(known, snapshots=tuple(_snapshots(workspace.snapshots(round_id))))


def _snapshots(folder: Path) -> Iterator[Snapshot]:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in (p for p in paths if not is_left_behind(p.name)):
        named = _NAME.fullmatch(path.name)
        as_of = _day(named[1]) if named else None
        if as_of is None:
            raise SecretariatsRejected(
                f"{path} の名前から時点が分かりません。"
                "ISO_2026-05-02.jsonl のように名前を付けるか、"
                "「evaluator secretariats import」で取り込んでください。",
                (),
            )
        content = read_file(path)
        committees, _ = _committees(path, content)
        yield Snapshot(as_of, path.name, committees, digest(content))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _committees(path: Path, content: bytes) -> tuple[tuple[Committee, ...], tuple[Finding, ...]]:
    committees, found = read_committees(shown_name(path), content)
    if committees is None:
        raise _rejected(path, found)
    return committees, found


def _rejected(path: Path, found: tuple[Finding, ...]) -> SecretariatsRejected:
    return SecretariatsRejected(f"{path} に誤りがあるため中止しました。", found)
