"""The one cell that decides all blank rows of 調整: 「自己評価のとおり」, chosen and on record.

In a round without marks of the ministries' own it is 「試算評価のとおり」.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.review import DECIDED_SINCE, NOTHING_TO_TAKE
from evaluator.ledger import Event
from evaluator.model import MarkSource
from evaluator.results.decisions import MarkDecision, said_by, who
from evaluator.results.proposals import RatedMeasure
from evaluator.review.rows import BlanketRow, BlankMeans
from evaluator.sheets.read import has_table, read_table
from evaluator.words.brief import listed
from evaluator.xlsx.source import Source


@dataclass(frozen=True)
class Blanket:
    """What a workbook says once of all measures without a mark of the secretariat."""

    where: CellRef
    means: BlankMeans | None
    """What is chosen; None leaves blank rows alone."""
    unrated: list[str] = field(default_factory=list)
    """Blank ones for which there is no mark to take."""

    @classmethod
    def of(cls, source: Source, found: Findings) -> Blanket:
        """Read the cell; a workbook of before has none."""
        rows = read_table(source, BlanketRow, found).rows if has_table(source, BlanketRow) else ()
        chosen = [located for located in rows if located.row.blank_means]
        where = chosen[0].ref("blank_means") if chosen else CellRef(source.name)
        return cls(where, chosen[0].row.blank_means if chosen else None)

    def decides(self, exported: MarkDecision | None) -> bool:
        """Whether it decides a blank row; one that was emptied keeps its decision."""
        return self.means is not None and exported is None

    def typed(self, rated: RatedMeasure) -> MarkDecision | None:
        """Return what a blank row decides; None, which is noted, where there is no mark."""
        proposed = self.means is BlankMeans.AS_PROPOSED
        mark = rated.proposal.mark if proposed else rated.self_mark
        if mark is None:
            self.unrated.append(rated.facts.measure.id)
            return None
        return MarkDecision(mark.value, f"空欄は{self.means}")

    def undecided(self) -> Iterator[Finding]:
        """Say which measures it could not decide."""
        if self.unrated:
            as_proposed = self.means is BlankMeans.AS_PROPOSED
            first = MarkSource.PROPOSED if as_proposed else MarkSource.SELF
            words = {"means": self.means, "first": first, "measures": listed(self.unrated)}
            yield NOTHING_TO_TAKE.at(self.where, **words)


def decided_since(where: CellRef, typed: MarkDecision | None, last: Event) -> Iterator[Finding]:
    """Say that what was decided since the export stands, if it is something else."""
    if typed is None or said_by(last) != typed.sign:
        yield DECIDED_SINCE.at(where, found="空欄", now=said_by(last), who=who(last))
