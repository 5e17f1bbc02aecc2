"""A disk that fails at the n-th thing asked of it: files and the ledger alike."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from evaluator.ledger import store


class FailingDisk:
    """Counts what is asked of the disk and refuses one of it, and all that comes after."""

    def __init__(self, at: int, number: int) -> None:
        self.at = at
        self.number = number
        self.asked = 0

    def ask(self) -> None:
        """Be asked for one more thing."""
        self.asked += 1
        if self.asked >= self.at:
            raise OSError(self.number, os.strerror(self.number))

    @property
    def has_failed(self) -> bool:
        """Whether anything was refused."""
        return self.asked >= self.at

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that asks first."""

        def asking(*arguments: Any, **options: Any) -> Any:
            self.ask()
            return function(*arguments, **options)

        return asking

    def stream(self, handle: int, mode: str) -> Any:
        """Open a stream whose every write asks first."""
        return _Stream(_FDOPEN(handle, mode), self)

    def statement(self, *_: object) -> None:
        """Ask before a statement or a commit, failing as the driver would."""
        try:
            self.ask()
        except OSError as error:
            raise OperationalError("", {}, error) from error


_FDOPEN = os.fdopen


class _Stream:
    """A file that loses half of what is written when the disk fails."""

    def __init__(self, stream: Any, disk: FailingDisk) -> None:
        self._stream, self._disk = stream, disk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, content: bytes) -> None:
        try:
            self._disk.ask()
        except OSError:
            self._stream.write(content[: len(content) // 2])
            raise
        self._stream.write(content)

    def flush(self) -> None:
        self._disk.ask()
        self._stream.flush()

    def fileno(self) -> int:
        number: int = self._stream.fileno()
        return number


@contextmanager
def failing(disk: FailingDisk) -> Iterator[None]:
    """Let the program meet this disk in everything it writes."""
    open_sqlite = store._sqlite

    def engine(path: Path) -> Engine:
        made = open_sqlite(path)
        event.listen(made, "before_cursor_execute", disk.statement)
        event.listen(made, "commit", disk.statement)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_sqlite", engine)
        patch.setattr(tempfile, "mkstemp", disk.wrap(tempfile.mkstemp))
        patch.setattr(os, "fdopen", disk.stream)
        patch.setattr(os, "fsync", disk.wrap(os.fsync))
        for name in ("mkdir", "chmod", "replace", "unlink"):
            patch.setattr(Path, name, disk.wrap(getattr(Path, name)))
        yield
