"""Who is at work on which round: the lock and the ledger, for commands that write."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evaluator.cli.options import workspace_at
from evaluator.files import shown_text
from evaluator.model import RoundId

if TYPE_CHECKING:
    from evaluator.secretariat.desk import Desk


def person_of(named: str) -> str:
    """Return who is at work: as said, or else the login name."""
    try:
        person = shown_text(named).strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, no such module: it depends
        person = ""
    if not person:
        raise typer.BadParameter("ログイン名が分かりません。--as で氏名を指定してください。")
    return person


@contextmanager
def at_the_desk(
    root: Path, round_id: RoundId, person: str = "", scheduler: str = ""
) -> Iterator[Desk]:
    """Open the round's desk for a person, now; a changed catalogue goes on record first."""
    from evaluator.secretariat.desk import open_desk
    from evaluator.secretariat.versions import record_catalogue

    workspace = workspace_at(root, scheduler=scheduler)
    with open_desk(workspace, round_id, person_of(person), datetime.now(UTC)) as desk:
        yield record_catalogue(desk)
