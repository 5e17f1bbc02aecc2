"""What the secretariat decides on a bullet of the annex: adopt it, where, in which words."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from evaluator.findings import CellRef
from evaluator.ledger.details import BulletEdit
from evaluator.model import MinistryName
from evaluator.xlsx.source import digest

_KEY_LENGTH: Final = 16


class Editing(BulletEdit):
    """What was decided on one bullet of a ministry."""

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16}(-\d+)?$")]
    ministry: MinistryName
    where: Annotated[CellRef | None, Field(exclude=True)] = None
    """Where it was read from, for whoever is told that it met no bullet."""

    @property
    def edit(self) -> BulletEdit:
        """The decision as the ledger keeps it."""
        return BulletEdit(**self.model_dump(include=set(BulletEdit.model_fields)))


def bullet_key(ministry: MinistryName, sheet: str, place: str, words: str) -> str:
    """Return what names a bullet: who wrote which words where. New words are a new bullet."""
    return digest(f"{ministry}\n{sheet}\n{place}\n{words}".encode())[:_KEY_LENGTH]
