"""What is served, to whom, within which limits: one value, made when the server starts."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.web.scanner import Scanner
from evaluator.web.signin import SignIn
from evaluator.xlsx.gate import MAX_FILE_BYTES

_FORMS_AT_ONCE: Final = 500
_MEGABYTE: Final = 1024 * 1024


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Limits:
    """What is refused for its size or number, each with its reason."""

    request_bytes: int = 4 * MAX_FILE_BYTES  # a ministry's form with its divisions in a zip
    file_bytes: int = MAX_FILE_BYTES  # what a check would refuse anyway
    files: int = _FORMS_AT_ONCE  # every ministry's form and its divisions' at once
    fields: int = 1000  # the decisions of one page
    field_bytes: int = _MEGABYTE  # the longest answer of a cell is 32,767 signs
    acts_a_minute: int = 300  # five a second: no hand is that fast
    looks_a_minute: int = 3000  # a page of charts is thirty
    wait_seconds: float = 5.0  # for one's turn at the round: most acts take less
    check_seconds: float = 60.0  # ten times what the worst file known takes
    check_bytes: int = 1024 * _MEGABYTE  # twice what the worst file known takes
    checks_at_once: int = os.cpu_count() or 1  # more only wait for each other
    check_wait_seconds: float = 120.0  # for one's turn: fifty ministries on two cores
    check_files: int = 50  # a ministry's divisions; the secretariat receives more elsewhere
    checks_a_person: int = 20  # that were not submitted, of one ministry
    checks_a_round: int = 500
    check_kept_seconds: float = 24 * 60 * 60.0
    body_seconds: float = 300.0  # a request of full size at 2 Mbit/s


@dataclass(frozen=True)
class Served:
    """A workspace as it is served."""

    workspace: Workspace
    sign_in: SignIn
    hosts: frozenset[str]
    """The names under which browsers may call; another is a rebound name of somebody else's."""
    address: str
    """Where browsers find it: https://followup.example.go.jp"""
    round_id: RoundId | None = None
    """The only round that is served; None for every one."""
    is_secure: bool = False
    """Whether browsers come over TLS."""
    scanner: Scanner | None = None
    """What looks at every file that is sent; None if nothing does."""
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], datetime] = now

    @property
    def rounds(self) -> tuple[RoundId, ...]:
        """The rounds that are served."""
        there = self.workspace.rounds()
        return there if self.round_id is None else tuple(r for r in there if r == self.round_id)


def own_folder(workspace: Workspace) -> Path:
    """Return where the server keeps what is its own: it may be deleted while no server runs."""
    return workspace.root / ".serve"
