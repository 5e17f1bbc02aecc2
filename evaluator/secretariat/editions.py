"""版: what was published of a round, edition by edition, and the folder in which each lies.

An edition is made apart, becomes one by its event in the ledger, and is then given its place. What
stops the program before the event leaves no edition; after it, whoever next sits down at the
round's desk gives the edition its place (`settle`). None is ever written over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from evaluator.errors import CannotWrite
from evaluator.files import Workspace, discard, place, read_file, staged, write_atomic, write_new
from evaluator.ledger import Event
from evaluator.ledger.details import Seal
from evaluator.model import RoundId
from evaluator.words.days import day_of, spelled
from evaluator.xlsx.source import digest

FINAL_FOLDER: Final = "確定版"


@dataclass(frozen=True)
class Edition:
    """A report that was published."""

    number: int
    """1 is the first; every later one is a 訂正版."""
    event: Event
    seal: Seal
    is_kept: bool = True
    """Whether its files were left alone: 0.1.0 wrote a later report over an earlier one."""

    @property
    def label(self) -> str:
        """The edition as readers name it."""
        return edition_label(self.number)

    @property
    def is_correction(self) -> bool:
        """Whether it says what it corrects of the one before; those of 0.1.0 never did."""
        return self.number > 1 and bool(self.seal.edition)

    @property
    def marking(self) -> str:
        """What its outputs say of themselves; '' in a first edition."""
        day = spelled(day_of(self.event.at))
        return f"{self.label}（{day}訂正）" if self.is_correction else ""

    def sealed(self, seal: Seal) -> Edition:
        """Return the edition with another seal, which is not on record yet."""
        return replace(self, event=replace(self.event, details=seal), seal=seal)

    def folder(self, workspace: Workspace, round_id: RoundId) -> Path:
        """Where its files lie: one of 0.1.0 has no folder of its own."""
        return workspace.reports(round_id, FINAL_FOLDER) / (self.label if self.seal.edition else "")


def edition_label(number: int) -> str:
    """Return what an edition is called."""
    return f"第{number}版"


def editions_of(events: Sequence[Event]) -> tuple[Edition, ...]:
    """Return the editions on record, oldest first."""
    sealed = [(event, event.details) for event in events if isinstance(event.details, Seal)]
    at_one_place = [event.number for event, seal in sealed if not seal.edition]
    return tuple(
        Edition(number, event, seal, event.number not in at_one_place[:-1])
        for number, (event, seal) in enumerate(sealed, start=1)
    )


def stage(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Write what is to be an edition, apart. CannotWrite, also if something lies at its place."""
    if folder.exists():
        raise CannotWrite(
            f"{folder} がすでにあり、受付簿にはない版のため上書きしません。"
            "別の場所に移してから実行してください。"
        )
    discard(staged(folder))
    for name, content in outputs.items():
        write_atomic(staged(folder) / name, content)


def settle(workspace: Workspace, round_id: RoundId, events: Sequence[Event]) -> None:
    """Give an edition that is on record its place, and remove what never became one."""
    final = workspace.reports(round_id, FINAL_FOLDER)
    waiting = set()
    for edition in editions_of(events):
        folder = edition.folder(workspace, round_id)
        if edition.seal.edition and not folder.exists() and _is_whole(staged(folder), edition.seal):
            try:
                place(folder)
            except CannotWrite:  # nothing is lost: it waits for somebody who can
                waiting.add(staged(folder))
    for left in {*final.glob(staged(final / "第*版").name)} - waiting:
        with suppress(CannotWrite):  # one that cannot be removed does no harm
            discard(left)


def _is_whole(folder: Path, seal: Seal) -> bool:
    return all(
        (folder / name).is_file() and digest(read_file(folder / name)) == sha256
        for name, sha256 in seal.outputs.items()
    )


def on_disk(edition: Edition, workspace: Workspace, round_id: RoundId) -> dict[str, str | None]:
    """Return the hashes of an edition's files as they lie there; None for one that does not."""
    folder = edition.folder(workspace, round_id)
    if not folder.exists():
        folder = staged(folder)  # on record, and not yet at its place
    return {
        name: digest(read_file(folder / name)) if (folder / name).is_file() else None
        for name in edition.seal.outputs
    }


def restore(folder: Path, seal: Seal, outputs: Mapping[str, bytes]) -> None:
    """Write those files of an edition that are no longer there; never over a different one."""
    for name, content in outputs.items():
        if seal.outputs.get(name) == digest(content):
            write_new(folder / name, content)
