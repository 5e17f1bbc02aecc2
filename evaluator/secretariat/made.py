"""What lies where the reports go: for those that look at reports and make none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from evaluator.files import Workspace, is_temporary, read_file
from evaluator.ledger import Event
from evaluator.ledger.remarks import without_remarks
from evaluator.model import MarkSource, RoundId
from evaluator.outputs.names import CHART_FOLDER, DATA_FOLDER
from evaluator.outputs.picture import said_of

FOLDERS: Final = {
    MarkSource.SELF: "",
    MarkSource.PROPOSED: "試算評価",
    MarkSource.FINAL: "事務局評価",
}
"""Where the reports go, by whose marks are counted."""
_WITHIN: Final = (CHART_FOLDER, DATA_FOLDER)


@dataclass(frozen=True)
class MadeFile:
    """A file as it lies there."""

    name: str
    """Within its folder: 図/図1_施策小分類別.png."""
    path: Path
    size: int
    at: datetime
    """When it was written."""


def reports_made(
    workspace: Workspace, round_id: RoundId, source: MarkSource
) -> dict[str, MadeFile]:
    """Return by name the files of the report of these marks; empty if none was made.

    A link is none of them, wherever it leads, nor is what lies in other folders beside them.
    """
    return files_in(workspace.reports(round_id, FOLDERS[source]), _WITHIN)


def files_in(folder: Path, within: tuple[str, ...] | None = None) -> dict[str, MadeFile]:
    """Return by name the files of a folder and of these folders in it (None: of every one)."""
    names = sorted(_walk(folder, within))
    return {name: made for name in names if (made := _seen(folder, name))}


def _walk(folder: Path, within: tuple[str, ...] | None) -> Iterator[str]:
    for at, folders, names in os.walk(folder, followlinks=False):
        here = Path(at)
        if here == folder and within is not None:
            folders[:] = [each for each in folders if each in within]
        folders[:] = [each for each in folders if not is_temporary(each)]
        yield from ((here / name).relative_to(folder).as_posix() for name in names)


def _seen(folder: Path, name: str) -> MadeFile | None:
    path = folder / name
    if path.is_symlink() or not path.is_file() or is_temporary(path.name):
        return None
    seen = path.stat()
    return MadeFile(name, path, seen.st_size, datetime.fromtimestamp(seen.st_mtime, UTC))


@dataclass(frozen=True)
class MadeChart:
    """A chart of a report that was made."""

    png: MadeFile
    title: str
    alt: str


def charts_made(files: Mapping[str, MadeFile]) -> tuple[MadeChart, ...]:
    """Return the charts among these files, in the order of their numbers, with their words."""
    charts = [
        made
        for name, made in files.items()
        if PurePosixPath(name).match(f"{CHART_FOLDER}/*.png") and name.count("/") == 1
    ]
    return tuple(_chart(png, files) for png in sorted(charts, key=_number))


def _chart(png: MadeFile, files: Mapping[str, MadeFile]) -> MadeChart:
    drawing = files.get(png.name.removesuffix(".png") + ".svg")
    said = read_file(drawing.path).decode("utf-8", "replace") if drawing else ""
    title, alt = said_of(said)
    return MadeChart(png, title or png.path.stem, alt)


def _number(png: MadeFile) -> tuple[int, str]:
    found = re.match(r"\D*(\d+)", png.path.name)
    return int(found[1]) if found else 0, png.name


def events_since(files: Mapping[str, MadeFile], events: Sequence[Event]) -> tuple[Event, ...]:
    """Return what has happened since a report was made; nothing where none was."""
    first = min((made.at for made in files.values()), default=None)
    return tuple(event for event in without_remarks(events) if first and event.at > first)
