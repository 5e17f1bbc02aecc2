"""What the secretariat decides on a bullet of the annex: adopt it, where, in which words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from evaluator.findings import CellRef
from evaluator.model import MinistryName
from evaluator.sheets.normalise import text
from evaluator.xlsx.source import digest

_KEY_LENGTH: Final = 16
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")


class Adoption(StrEnum):
    """Whether a bullet goes into the annex."""

    ADOPTED = "採用"
    LEFT_OUT = "不採用"


class Decision(BaseModel):
    """One decision on one bullet. What is blank stays as the ministry wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16}(-\d+)?$")]
    ministry: MinistryName
    adoption: Adoption = Adoption.ADOPTED
    order: Annotated[int | None, Field(ge=1)] = None
    """Place among the bullets of its heading or domain; those without follow in the usual order."""
    heading: str = ""
    text: str = ""
    attribution: str = ""
    excerpt: str = ""
    """The beginning of the bullet, for whoever reads the record; never used."""
    where: Annotated[CellRef | None, Field(exclude=True)] = None
    """Where it was read from, for whoever is told that it met no bullet."""

    @field_validator("heading", "text", "attribution")
    @classmethod
    def _printable(cls, value: str) -> str:
        # The same cleaning as of a cell; and what XML cannot hold would stop Word and Excel.
        return _NO_CHARACTER.sub("", str(text(value).value))


def bullet_key(ministry: MinistryName, sheet: str, place: str, words: str) -> str:
    """Return what names a bullet: who wrote which words where. New words are a new bullet."""
    return digest(f"{ministry}\n{sheet}\n{place}\n{words}".encode())[:_KEY_LENGTH]
