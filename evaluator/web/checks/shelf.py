"""Where checks of uploads lie until they are submitted, or a day is over: a folder each.

`received/` holds the files as they were sent, by their place in the upload; `checked.json` says
what was found; of the n-th form in it there are `n.xlsx` (its bytes), `n_copy.xlsx` (marked) and
`n_request.txt`. A folder is made apart and appears whole.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from pydantic import BaseModel, ValidationError

from evaluator.errors import CannotWrite
from evaluator.files import Workspace, make_folder, reason, write_atomic
from evaluator.model import MinistryName, RoundId
from evaluator.web.checks.told import CheckedUpload
from evaluator.web.served import Limits, own_folder
from evaluator.xlsx.source import digest

RECEIVED: Final = "received"
_CHECKED: Final = "checked.json"
_UPLOAD: Final = "upload.json"
_BEGUN: Final = "begun-"
_KEY: Final = re.compile("[0-9a-f]{16}-[0-9a-f]{32}")
_PIECE: Final = 1024 * 1024


class Stream(Protocol):
    """A file that is being sent."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""


class TooLargeFile(Exception):
    """A file is larger than any form."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Upload(BaseModel):
    """The names of the files of an upload, in their order."""

    names: tuple[str, ...]


class Shelf:
    """The checks of one ministry's uploads in a round."""

    def __init__(self, workspace: Workspace, round_id: RoundId, ministry: MinistryName) -> None:
        self._round = own_folder(workspace) / "checked" / round_id
        self._folder = self._round / digest(ministry.encode())[:16]

    def begin(self, person: str, files: Iterable[tuple[str, Stream]], limits: Limits) -> str:
        """Put the files of an upload down, to be checked; return its key.

        What is a day old goes first, and the oldest where there are too many. CannotWrite, or
        TooLargeFile; nothing is left then.
        """
        self._sweep(person, limits)
        key = f"{_prefix(person)}-{secrets.token_hex(16)}"
        folder = self._begun(key)
        make_folder(folder / RECEIVED)
        try:
            names = []
            for number, (name, stream) in enumerate(files):
                names.append(name)
                _copy(name, stream, folder / RECEIVED / str(number), limits.file_bytes)
            write_atomic(folder / _UPLOAD, Upload(names=tuple(names)).model_dump_json().encode())
        except BaseException:
            self.drop(key)
            raise
        return key

    def received(self, key: str) -> tuple[Path, tuple[str, ...]]:
        """Return the folder of an upload that is being checked, and its files' names."""
        folder = self._begun(key)
        return folder, _names(folder)

    def finish(self, key: str, checked: CheckedUpload) -> None:
        """Put down what was found, and let the check appear. CannotWrite."""
        folder = self._begun(key)
        write_atomic(folder / _CHECKED, checked.model_dump_json().encode())
        try:
            folder.replace(self._folder / key)
        except OSError as error:
            raise CannotWrite(f"{folder} に書き込めません（{reason(error)}）。") from error

    def drop(self, key: str) -> None:
        """Remove an upload whose check did not come to its end."""
        shutil.rmtree(self._begun(key), ignore_errors=True)

    def get(self, key: str) -> CheckedUpload | None:
        """Return a check; None if there is none of this key."""
        if not _KEY.fullmatch(key):
            return None
        try:
            return CheckedUpload.model_validate_json((self._folder / key / _CHECKED).read_bytes())
        except (OSError, ValidationError):
            return None

    def folder(self, key: str) -> Path:
        """Return where the files of a check that is there are."""
        return self._folder / key

    @staticmethod
    def bytes_of(folder: Path, number: int) -> Path:
        """Return where the bytes of a form are, by the folder of its check."""
        return folder / f"{number}.xlsx"

    def again(self, key: str) -> Iterator[tuple[str, Path]]:
        """Yield the files of a check that is there as they were sent, by name."""
        for number, name in enumerate(_names(self._folder / key)):
            yield name, self._folder / key / RECEIVED / str(number)

    def keys(self, person: str) -> tuple[str, ...]:
        """Return the keys of a person's checks, the latest first."""
        found = (path for _, path in _by_age(self._folder.glob(f"{_prefix(person)}-*")))
        return tuple(path.name for path in found)[::-1]

    def _begun(self, key: str) -> Path:
        return self._folder / f"{_BEGUN}{key}"

    def _sweep(self, person: str, limits: Limits) -> None:
        """Remove what is too old or too much; what somebody else removes meanwhile is gone too."""
        before = time.time() - limits.check_kept_seconds
        every = _by_age(self._round.glob("*/*"))
        old = [path for at, path in every if at < before]
        own = [path for _, path in every if path.name.startswith(f"{_prefix(person)}-")]
        own = [path for path in own if path.parent == self._folder]
        beyond = own[: max(0, len(own) + 1 - limits.checks_a_person)]
        left = [p for _, p in every if p not in old and p not in beyond]
        beyond += left[: max(0, len(left) + 1 - limits.checks_a_round)]
        for path in (*old, *beyond):
            shutil.rmtree(path, ignore_errors=True)


def _prefix(person: str) -> str:
    return digest(person.encode())[:16]


def _names(folder: Path) -> tuple[str, ...]:
    return Upload.model_validate_json((folder / _UPLOAD).read_bytes()).names


def _by_age(paths: Iterable[Path]) -> list[tuple[float, Path]]:
    aged = []
    for path in paths:
        with suppress(OSError):  # gone meanwhile
            aged.append((path.stat().st_mtime, path))
    return sorted(aged)


def _copy(name: str, stream: Stream, path: Path, most: int) -> None:
    left = most
    try:
        with path.open("wb") as target:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise TooLargeFile(name)
                target.write(piece)
    except OSError as error:
        raise CannotWrite(f"{path} に書き込めません（{reason(error)}）。") from error
