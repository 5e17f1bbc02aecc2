"""One at a time: whoever changes a round, or makes its reports, holds its lock.

The operating system lets the lock go when its holder ends, however it ends, so a lock is never
stale. Who holds it stands in a file beside it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from evaluator.errors import CannotWrite, RoundLocked
from evaluator.files import Workspace, make_folder, reason, sweep, write_atomic
from evaluator.model import RoundId
from evaluator.words.days import local_time

_LOCK: Final = ".lock"
_HOLDER: Final = ".lock.json"


@dataclass(frozen=True)
class Holder:
    """Who works on a round, where, and since when."""

    person: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        """The holder as the one who has to wait reads it."""
        return f"{self.person}さんが{self.since}から{self.host}（プロセス{self.pid}）で"


@contextmanager
def round_lock(
    workspace: Workspace, round_id: RoundId, person: str, since: datetime, wait: float = 0
) -> Iterator[None]:
    """Hold the round's lock. RoundLocked, naming the holder, if somebody else does.

    Waits for it up to `wait` seconds. What an interrupted command left behind is swept away first.
    """
    folder = workspace.submissions(round_id)
    make_folder(folder)
    lock = FileLock(folder / _LOCK, timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise RoundLocked(
            f"{_holder(folder)}{round_id} の作業をしています。"
            "終わってから、もう一度実行してください。"
        ) from error
    except OSError as error:
        raise CannotWrite(f"{folder} に書き込めません（{reason(error)}）。") from error
    try:
        for written in (folder, workspace.templates(round_id), workspace.reports(round_id)):
            sweep(written)
        here = Holder(person, socket.gethostname(), os.getpid(), local_time(since))
        write_atomic(folder / _HOLDER, json.dumps(asdict(here), ensure_ascii=False).encode())
        yield
    finally:
        with suppress(OSError):
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return str(Holder(**json.loads((folder / _HOLDER).read_bytes())))
    except (OSError, ValueError, TypeError):  # the holder has only just come, or just gone
        return "ほかの人が"
