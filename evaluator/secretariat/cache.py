"""Nothing is read twice: what a file came to is kept, until anything that it came from is another.

It lies in `.cache` beside the reports, may be deleted at any time, and is no part of any. What is
damaged or foreign there is as if it were not there. It is JSON, so that reading it runs nothing.
A final report and its verification do not look into it: they read what was received, and the
register, anew.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.errors import CannotWrite
from evaluator.files import Workspace, write_atomic
from evaluator.model import RoundId
from evaluator.secretariat.program import program_identity
from evaluator.xlsx.source import digest

if TYPE_CHECKING:
    from evaluator.secretariat.examine import Record, Unit
    from evaluator.secretariat.opening import OpenRound

FOLDER: Final = ".cache"
KEPT: Final = 6
"""So many folders side by side, of three different rules or catalogues: what its register came to,
and what its returns did. What was made longest ago goes."""


class Cache:
    """What files came to by one set of rules and one program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._is_there = folder.is_dir()

    def get(self, unit: Unit) -> Record | None:
        """Return the record of these very files, if it is kept and whole."""
        with suppress(OSError):
            said, _, record = (self.folder / _key(unit)).read_bytes().partition(b"\n")
            if said == digest(record).encode():
                return record
        return None

    def put(self, unit: Unit, record: Record) -> None:
        """Keep a record; where nothing can be written, nothing is kept."""
        with suppress(OSError, CannotWrite):
            if not self._is_there:
                _make_room(self.folder)
                self._is_there = True
            kept = digest(record).encode() + b"\n" + record
            write_atomic(self.folder / _key(unit), kept, lasting=False)


def cache_of(opened: OpenRound) -> Cache:
    """Return what is kept for a round as it is opened."""
    catalogue, own = opened.catalogue, opened.catalogue.own_standards
    rules = (
        program_identity(),
        catalogue.round.id,
        catalogue.sha256,
        own.sha256 if own else "",
        opened.settings.sha256,
        opened.rubric.sha256,
    )
    return _cache(opened.workspace, opened.id, *rules)


def registers_of(workspace: Workspace, round_id: RoundId, *rules: str) -> Cache:
    """Return what is kept of a round's register, by its own bytes and what they are read by."""
    return _cache(workspace, round_id, "register", program_identity(), round_id, *rules)


def _cache(workspace: Workspace, round_id: RoundId, *rules: str) -> Cache:
    return Cache(workspace.reports(round_id) / FOLDER / digest(json.dumps(rules).encode()))


def _key(unit: Unit) -> str:
    said = [(name, digest(content)) for name, content in unit]
    return f"{digest(json.dumps(said).encode())}.json"


def _make_room(folder: Path) -> None:
    """Make the folder, and take away those of rules that were in use before."""
    folder.mkdir(parents=True, exist_ok=True)
    others = [path for path in folder.parent.iterdir() if path.is_dir() and path != folder]
    others.sort(key=lambda path: path.stat().st_mtime)
    for path in others[: -(KEPT - 1)]:
        shutil.rmtree(path, ignore_errors=True)
