"""What is handed in, read once: a file's name and bytes, or why it cannot be read.

`handed_in` is the one answer to what is meant by a path: a file, a folder, a zip of forms.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from evaluator.errors import CannotWrite
from evaluator.files import LEDGER_NAME, Workspace, reason, resolved, shown_name, shown_text
from evaluator.findings.file import CANNOT_OPEN, TOO_LARGE
from evaluator.xlsx.bundle import Packed, unpack
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest


@dataclass(frozen=True)
class Incoming:
    """A file that somebody handed in."""

    path: Path
    name: str
    """What it is called, as text that can be shown."""
    kept: bytes | None
    """None if it cannot be read, or is larger than any form."""
    refusal: Refused | None = None
    """Why it is not looked into."""
    inside: str = ""
    """The zip that it came in, if it came in one."""

    @property
    def shown(self) -> str:
        """Its name, and where it came in."""
        return f"{self.name}（{self.inside}の中）" if self.inside else self.name

    @property
    def sha256(self) -> str:
        """The hash of its bytes; '' if there are none."""
        return "" if self.kept is None else digest(self.kept)

    @property
    def content(self) -> bytes:
        """Its bytes. Raises Refused if there are none, or they are not to be looked into."""
        if self.kept is None or self.refusal is not None:
            raise self.refusal or Refused(CANNOT_OPEN, "読み取り不可")
        return self.kept


def read_incoming(path: Path, name: str = "") -> Incoming:
    """Read a file once; `name` is what it was called when it came, if it lies under another."""
    name = name or shown_name(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # opening a pipe or a device may wait for ever
            return Incoming(path, name, None, Refused(CANNOT_OPEN, _NO_FILE))
        if about.st_size > MAX_FILE_BYTES:
            size = f"{about.st_size // 1024 // 1024} MB"
            return Incoming(path, name, None, Refused(TOO_LARGE, size))
        return Incoming(path, name, path.read_bytes())
    except OSError as error:
        return Incoming(path, name, None, Refused(CANNOT_OPEN, reason(error)))


_NO_FILE: Final = "通常のファイルではないもの"


def handed_in(paths: Iterable[Path], workspace: Workspace | None = None) -> Iterator[Incoming]:
    """Read what was handed in, each file once: folders are descended and zips of forms opened.

    What systems leave behind was not handed in, wherever it is named.
    """
    for path in dict.fromkeys(_files(paths, workspace)):
        yield from opened(read_incoming(path))


def _files(paths: Iterable[Path], workspace: Workspace | None) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from files_below(path, workspace)
        elif not is_left_behind(path.name):
            yield path


def opened(incoming: Incoming) -> Iterator[Incoming]:
    """Yield the files that a zip of forms holds; of any other file, itself."""
    try:
        packed = unpack(incoming.kept) if incoming.kept is not None else None
    except Refused as refusal:
        yield replace(incoming, refusal=refusal)
        return
    if packed is None:
        yield incoming
        return
    for one in packed:
        if not any(is_left_behind(part) for part in one.path.split("/")):
            yield _inside(incoming, one)


def _inside(outer: Incoming, packed: Packed) -> Incoming:
    name = shown_text(packed.path.rpartition("/")[2])
    return Incoming(outer.path, name, packed.content, packed.refusal, outer.name)


def files_below(folder: Path, workspace: Workspace | None = None) -> Iterator[Path]:
    """Yield the files of a folder that was handed in, and of the folders in it, by path.

    What systems leave in folders (Thumbs.db, .DS_Store, ~$ …) was not handed in, nor what the
    workspace itself keeps: forms as issued, received files, reports.
    """
    own = workspace.own_folders() if workspace else ()
    if not folder.exists():
        return
    try:
        every = sorted(folder.rglob("*"))
    except OSError as error:
        raise CannotWrite(f"{folder} を読めません（{reason(error)}）。") from error

    @cache
    def is_own(place: Path) -> bool:
        real = resolved(place)
        return any(real.is_relative_to(kept) for kept in own)

    above = len(folder.parts)
    for path in every:
        # What is no link lies where its folder lies.
        kept = is_own(path if path.is_symlink() else path.parent)
        if not path.is_dir() and not kept and not any(map(is_left_behind, path.parts[above:])):
            yield path


_LEFT_BEHIND: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"})


def lock_files(folder: Path) -> tuple[Path, ...]:
    """Return what Excel keeps, while it has a file of the folder open, beside that file."""
    return tuple(sorted(folder.glob("~$*")))


def is_left_behind(name: str) -> bool:
    """Whether a system, and nobody else, makes files or folders of this name."""
    return name.startswith((".", "~$", LEDGER_NAME)) or name.lower() in _LEFT_BEHIND
