"""What is handed in, read once: a file's name and bytes, or why it cannot be read."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.errors import CannotWrite
from evaluator.files import LEDGER_NAME, Workspace, reason, shown_name
from evaluator.findings import Finding
from evaluator.findings.file import CANNOT_OPEN, TOO_LARGE
from evaluator.form.issued import Kept, none_kept
from evaluator.form.read import Submission, read_submission
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.refusal import Refused


@dataclass(frozen=True)
class Incoming:
    """A file that somebody handed in."""

    path: Path
    name: str
    """What it is called, as text that can be shown."""
    kept: bytes | None
    """None if it cannot be read, or is larger than any form."""
    refusal: Refused | None = None
    """Why there are no bytes."""

    @property
    def content(self) -> bytes:
        """Its bytes. Raises Refused if there are none."""
        if self.kept is None:
            raise self.refusal or Refused(CANNOT_OPEN, "読み取り不可")
        return self.kept

    def submission(
        self, catalogue: Catalogue, kept: Kept = none_kept
    ) -> tuple[Submission | None, tuple[Finding, ...]]:
        """Read it as a form of a round; None, with the reason as a finding, if it is none."""
        try:
            content = self.content
        except Refused as refusal:
            return None, (refusal.finding(self.name),)
        return read_submission(self.name, content, catalogue, kept)


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


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may be submissions, in order of name."""
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite(f"{folder} を読めません（{reason(error)}）。") from error
    yield from (path for path in files if not path.name.startswith((".", LEDGER_NAME)))


def files_below(folder: Path, workspace: Workspace | None = None) -> Iterator[Path]:
    """Yield the files of a folder that was handed in, and of the folders in it, by path.

    What systems leave in folders (Thumbs.db, .DS_Store, ~$ …) was not handed in, nor what the
    workspace itself keeps: forms as issued, received files, reports.
    """
    own = workspace.own_folders() if workspace else ()
    try:
        every = sorted(folder.rglob("*"))
    except OSError as error:
        raise CannotWrite(f"{folder} を読めません（{reason(error)}）。") from error
    for path in every:
        is_own = any(path.resolve().is_relative_to(kept) for kept in own)
        if not path.is_dir() and not is_own and not _is_left_behind(path, folder):
            yield path


_LEFT_BEHIND: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


def _is_left_behind(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts)
    return hidden or path.name.lower() in _LEFT_BEHIND or is_lock_file(path)


def is_lock_file(path: Path) -> bool:
    """Whether it is what Excel keeps beside a file only while that file is open."""
    return path.name.startswith("~$")
