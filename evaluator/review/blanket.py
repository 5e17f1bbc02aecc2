"""The one cell that decides all blank rows of 調整: 「自己評価のとおり」, chosen and on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.review import DECIDED_SINCE, NOTHING_TO_TAKE
from evaluator.ledger import Event
from evaluator.results.decisions import MarkDecision, said_by, who
from evaluator.results.proposals import RatedMeasure
from evaluator.review.rows import BlanketRow
from evaluator.sheets.read import has_table, read_table
from evaluator.words.brief import listed
from evaluator.xlsx.source import Source

REASON: Final = "空欄は自己評価のとおり"
"""Why, on record, of what was decided by the one cell."""


@dataclass(frozen=True)
class Blanket:
    """What a workbook says once of all measures without a mark of the secretariat."""

    where: CellRef
    is_chosen: bool
    unrated: list[str] = field(default_factory=list)
    """Blank ones for which there is no mark to take."""

    @classmethod
    def of(cls, source: Source, found: Findings) -> Blanket:
        """Read the cell; a workbook of before has none."""
        rows = read_table(source, BlanketRow, found).rows if has_table(source, BlanketRow) else ()
        chosen = [located for located in rows if located.row.blank_means]
        where = chosen[0].ref("blank_means") if chosen else CellRef(source.name)
        return cls(where, bool(chosen))

    def decides(self, exported: MarkDecision | None) -> bool:
        """Whether it decides a blank row; one that was emptied keeps its decision."""
        return self.is_chosen and exported is None

    def typed(self, rated: RatedMeasure) -> MarkDecision | None:
        """Return what a blank row decides; None, which is noted, where nobody has rated."""
        if rated.self_mark is None:
            self.unrated.append(rated.facts.measure.id)
            return None
        return MarkDecision(rated.self_mark.value, REASON)

    def undecided(self) -> Iterator[Finding]:
        """Say which measures it could not decide."""
        if self.unrated:
            yield NOTHING_TO_TAKE.at(self.where, measures=listed(self.unrated))


def decided_since(where: CellRef, typed: MarkDecision | None, last: Event) -> Iterator[Finding]:
    """Say that what was decided since the export stands, if it is something else."""
    if typed is None or said_by(last) != typed.sign:
        yield DECIDED_SINCE.at(where, found="空欄", now=said_by(last), who=who(last))
