"""A stage in a body's own words: exactly that stage, the phase alone, or something to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import Final

from evaluator.sheets.normalise import compare_key
from evaluator.standards.rows import BodyRow, StageRow
from evaluator.standards.tables import Standards
from evaluator.standards.words import ProjectState, StagePhase, Sure

_RUN_TOGETHER: Final = re.compile(r"(\d\d)(\d\d)")  # 6060, as ISO's open data writes 60.60
_BRACKET: Final = re.compile(r"[（(].*")
_NEAREST: Final = 3
_LONGEST: Final = 120  # characters; a longer text is no stage


class Fit(Enum):
    """What came of it."""

    EXACT = auto()
    PHASE = auto()
    ASKED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class StageReading:
    """What a stage that was written comes to."""

    fit: Fit
    rows: tuple[StageRow, ...]
    """The rows that it fits; where none does, the nearest."""

    @property
    def stage(self) -> str:
        """The harmonized stage, where there is exactly one; else ''."""
        return self.rows[0].stage if self.fit is Fit.EXACT else ""

    @property
    def phase(self) -> StagePhase | None:
        """The phase, where it is known."""
        return self.rows[0].phase if self.fit in (Fit.EXACT, Fit.PHASE) else None

    @property
    def state(self) -> ProjectState | None:
        """What the project is, if it no longer goes on."""
        return self.rows[0].state if self.fit is Fit.EXACT else None

    @property
    def is_unsure(self) -> bool:
        """Whether it rests on what is not sure in the tables."""
        known = self.fit in (Fit.EXACT, Fit.PHASE)
        return known and all(row.sure is Sure.UNSURE for row in self.rows)

    @property
    def candidates(self) -> str:
        """The rows to choose from, in words."""
        return "、".join(dict.fromkeys(row.shown for row in self.rows))


def recognise(standards: Standards, body: BodyRow, typed: str) -> StageReading:
    """Read a stage as a body's people write it.

    A code with digits is exactly that stage. Another word that stands on several rows is exactly
    a stage only if all agree, and else the phase, if they agree on that; dead ends count only if
    there is nothing else.
    """
    rows = standards.stages_of(body) if len(typed) <= _LONGEST else ()
    key = compare_key(_RUN_TOGETHER.sub(r"\1.\2", typed.strip()) if len(typed) <= 6 else typed)
    coded = [row for row in rows if compare_key(row.code) == key and row.code[0].isdecimal()]
    found = coded[:1] or [row for row in rows if key in spellings(row)]
    fitting = [row for row in found if row.state is None] or found
    if not fitting:
        return StageReading(Fit.UNKNOWN, tuple(_nearest(rows, key)))
    if len({(row.stage, row.state) for row in fitting}) == 1 and _says_something(fitting[0]):
        return StageReading(Fit.EXACT, tuple(fitting))
    phases = {row.phase for row in fitting}
    fit = Fit.PHASE if len(phases) == 1 and None not in phases else Fit.ASKED
    return StageReading(fit, tuple(fitting))


def spellings(row: StageRow) -> frozenset[str]:
    """Return the ways to write a row, as compare keys: code, short forms, name."""
    name = _BRACKET.sub("", row.name)
    return frozenset(map(compare_key, (row.code, *row.spellings, row.name, name)))


def _says_something(row: StageRow) -> bool:
    return bool(row.stage or row.state)


def _nearest(rows: Sequence[StageRow], key: str) -> Iterator[StageRow]:
    """Yield the rows that are written most like it, each code once."""

    def likeness(row: StageRow) -> float:
        return max(SequenceMatcher(None, key, each).ratio() for each in spellings(row))

    by_code = {row.code: row for row in sorted(rows, key=likeness)}  # the likest of a code last
    yield from sorted(by_code.values(), key=likeness, reverse=True)[:_NEAREST]
