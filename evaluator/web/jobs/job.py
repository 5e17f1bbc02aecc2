"""A job: what was asked for, how far it is, and what came of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from evaluator.files import Workspace, write_atomic
from evaluator.model import MarkSource, RoundId
from evaluator.secretariat.editions import edition_label
from evaluator.web.served import own_folder

_LOCK: Final = "lock"
_KEPT: Final = 20  # a list that a person looks through


class Work(StrEnum):
    """What can be done in the background."""

    REPORT = "別紙と図表の作成"
    EDITION = "確定版の作成"
    VERIFY = "確定版の検証"


class State(StrEnum):
    """How a job stands."""

    RUNNING = "作業中"
    DONE = "完了"
    FAILED = "できませんでした"
    INTERRUPTED = "中断"


class Order(BaseModel):
    """What is asked for, by whom and when."""

    model_config = ConfigDict(frozen=True)

    work: Work
    person: str
    at: datetime
    source: MarkSource = MarkSource.SELF
    """Whose marks a report counts."""
    reason: str = ""
    """Why a 訂正版 is made."""
    seen: int = 0
    """The last event that whoever has an edition made had before them."""
    edition: int | None = None
    """The only edition that is verified; None for all."""

    @property
    def title(self) -> str:
        """What it is called."""
        if self.work is Work.REPORT:
            return f"{self.work}（{self.source}）"
        return f"{self.work}（{edition_label(self.edition)}）" if self.edition else str(self.work)


class Outcome(BaseModel):
    """What came of a job, in words."""

    model_config = ConfigDict(frozen=True)

    said: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    """What stands against it, one by one."""
    is_done: bool = True
    """Whether the work was done."""
    is_good: bool = True
    """Whether what was looked at is as it should be."""


class Job(BaseModel):
    """A job of a round, numbered from 1."""

    model_config = ConfigDict(frozen=True)

    number: int
    order: Order
    step: str = ""
    done: int = 0
    total: int = 0
    ended: datetime | None = None
    outcome: Outcome = Outcome()
    is_alive: bool = True
    """Whether its process is there; never stored."""

    @property
    def state(self) -> State:
        """How it stands."""
        if self.ended is None:
            return State.RUNNING if self.is_alive else State.INTERRUPTED
        return State.DONE if self.outcome.is_done else State.FAILED

    @property
    def progress(self) -> str:
        """How far it is, in words; '' before its first step."""
        return f"{self.step}　{self.done}／{self.total}" if self.step else ""


class Jobs:
    """The jobs of a round, one at a time, each in a file."""

    def __init__(self, workspace: Workspace, round_id: RoundId) -> None:
        self._folder = own_folder(workspace) / "jobs" / round_id

    def lock(self) -> FileLock:
        """Return what a job holds while it runs; the system lets it go when its process ends."""
        return FileLock(self._folder / _LOCK, mode=0o600)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the jobs on file, the latest first."""
        names = (path.stem for path in self._folder.glob("*.json"))
        return tuple(sorted((int(name) for name in names if name.isdecimal()), reverse=True))

    def get(self, number: int) -> Job | None:
        """Return a job; None if there is none of this number, or its file is no job."""
        try:
            job = Job.model_validate_json(self._path(number).read_bytes())
        except (OSError, ValidationError):
            return None
        return job if job.ended else job.model_copy(update={"is_alive": self._is_held()})

    def latest(self) -> tuple[Job, ...]:
        """Return the jobs on file, the latest first."""
        return tuple(filter(None, map(self.get, self.numbers())))

    def running(self) -> Job | None:
        """Return the job that runs; None if none does."""
        last = next(map(self.get, self.numbers()), None)
        return last if last and last.state is State.RUNNING else None

    def keep(self, job: Job) -> None:
        """Put down how a job stands; the oldest are forgotten. CannotWrite."""
        content = job.model_dump_json(exclude={"is_alive"}, indent=1)
        write_atomic(self._path(job.number), content.encode(), mode=0o600)
        for old in self.numbers()[_KEPT:]:
            with suppress(OSError):
                self._path(old).unlink()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number}.json"

    def _is_held(self) -> bool:
        lock = self.lock()
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return True
        lock.release()
        return False
