"""What the secretariat decides on a bullet of the annex: adopt it, where, in which words.

Decisions are data. Today they come from a CSV beside the catalogue; whatever records them
later hands the same values to `render.annex.describe`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from evaluator import findings
from evaluator.findings import CellRef, Finding
from evaluator.model import MinistryName
from evaluator.sheets.normalise import text
from evaluator.sheets.source import digest

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

    @field_validator("heading", "text", "attribution")
    @classmethod
    def _printable(cls, value: str) -> str:
        # The same cleaning as of a cell; and what XML cannot hold would stop Word and Excel.
        return _NO_CHARACTER.sub("", str(text(value).value))


def bullet_key(ministry: MinistryName, sheet: str, place: str, words: str) -> str:
    """Return what names a bullet: who wrote which words where. New words are a new bullet."""
    return digest(f"{ministry}\n{sheet}\n{place}\n{words}".encode())[:_KEY_LENGTH]


def read_decisions(path: Path) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Read the record; without a file there are no decisions."""
    if not path.exists():
        return (), ()
    try:
        return parse_decisions(path.read_bytes().decode("utf-8-sig")), ()
    except (OSError, UnicodeDecodeError, csv.Error, ValidationError, _NoRecord) as error:
        what = _what(error)
        return (), (findings.DECISION_UNREADABLE.at(CellRef(path.name), what=what),)


class _NoRecord(Exception):
    """The columns are not those of the record."""


def parse_decisions(record: str) -> tuple[Decision, ...]:
    """Return the decisions of a record's text. ValidationError or csv.Error if it is none."""
    reader = csv.DictReader(io.StringIO(record, newline=""), restkey="")
    if set(reader.fieldnames or ()) - {""} != set(Decision.model_fields):
        raise _NoRecord
    given = [{k: v for k, v in row.items() if v not in ("", None)} for row in reader]
    return tuple(Decision.model_validate(row) for row in given)


def _what(error: Exception) -> str:
    if isinstance(error, _NoRecord):
        return f"列が {'・'.join(Decision.model_fields)} ではない"
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"列 {'.'.join(map(str, first['loc']))} の「{first['input']}」"
    return "UTF-8のCSVではない"


def write_decisions(decisions: Iterator[Decision]) -> bytes:
    """Return the record as it is read back."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(Decision.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(d.model_dump(exclude_none=True) for d in decisions)
    return out.getvalue().encode("utf-8-sig")
