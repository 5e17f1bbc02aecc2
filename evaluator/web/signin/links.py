"""Personal links: a long signed address by which one person of a ministry comes in for a time.

A link is kept by its number, not by its address; who has the folder cannot open it, who has the
address can until it ends or is taken back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from filelock import FileLock
from itsdangerous import BadData
from pydantic import BaseModel, ConfigDict, TypeAdapter

from evaluator.files import make_folder, read_file, write_atomic
from evaluator.model import MinistryName
from evaluator.web.people import Person, Role
from evaluator.web.signin.session import Sessions

LONGEST_DAYS: Final = 92  # a round's forms are out for less than a quarter


class Link(BaseModel):
    """A link that was made out to somebody."""

    model_config = ConfigDict(frozen=True)

    id: str
    ministry: str
    name: str
    made_by: str
    made_at: datetime
    ends_at: datetime
    taken_back_at: datetime | None = None

    @property
    def person(self) -> Person:
        """Who comes in by it."""
        return Person(self.name, Role.MINISTRY, MinistryName(self.ministry))

    def is_good(self, at: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.taken_back_at is None and at < self.ends_at


_EVERY: Final = TypeAdapter(tuple[Link, ...])


@dataclass(frozen=True)
class Links:
    """The links of a server, in a file."""

    file: Path
    sessions: Sessions
    now: Callable[[], datetime]

    def every(self) -> tuple[Link, ...]:
        """Return every link there ever was, the newest first."""
        return _EVERY.validate_json(read_file(self.file)) if self.file.is_file() else ()

    def good(self, link_id: str) -> Link | None:
        """Return the link of an ID, while it is good."""
        return next(
            (link for link in self.every() if link.id == link_id and link.is_good(self.now())), None
        )

    def opened(self, token: str) -> Link | None:
        """Return the link that an address holds, while it is good."""
        try:
            link_id = self.sessions.signer("link").loads(token)
        except BadData:
            return None
        return self.good(str(link_id))

    def make(self, ministry: MinistryName, name: str, days: int, by: str) -> Link:
        """Make a link out to somebody of a ministry. CannotWrite."""
        at = self.now()
        link = Link(
            id=secrets.token_urlsafe(24),
            ministry=ministry,
            name=name,
            made_by=by,
            made_at=at,
            ends_at=at + timedelta(days=min(days, LONGEST_DAYS)),
        )
        with self._alone():
            self._keep((link, *self.every()))
        return link

    def token(self, link: Link) -> str:
        """Return what the address of a link holds."""
        return str(self.sessions.signer("link").dumps(link.id))

    def take_back(self, link_id: str) -> None:
        """Let a link open nothing from now on. CannotWrite."""
        with self._alone():
            self._keep(tuple(self._ended(link, link_id) for link in self.every()))

    def _ended(self, link: Link, link_id: str) -> Link:
        if link.id != link_id or link.taken_back_at is not None:
            return link
        return link.model_copy(update={"taken_back_at": self.now()})

    def _keep(self, links: tuple[Link, ...]) -> None:
        write_atomic(self.file, _EVERY.dump_json(links), mode=0o600)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        make_folder(self.file.parent)
        with FileLock(self.file.with_suffix(".lock")):
            yield
