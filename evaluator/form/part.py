"""Whose form it is, and the answers that go into it when it is issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.model import Kpi, Measure, MinistryName

Inputs = Mapping[str, object]
"""The input fields of one row, by field name; what is left out is blank."""


@dataclass(frozen=True)
class Given:
    """Answers to print into one sheet of a form."""

    keyed: Mapping[str, Inputs] = field(default_factory=dict)
    """Those of rows that have a key."""
    added: Sequence[Inputs] = ()
    """The others, in order."""


NOTHING: Final = Given()
Answers = Mapping[str, Given]
"""Answers to print into a form, by the key of the sheet; a sheet that is left out is blank."""


Asked = Mapping[str, tuple[str, ...]]
"""The rows that a supplement asks for: their names, by the key of the sheet they stand on."""


@dataclass(frozen=True)
class Part:
    """Whose form it is: a ministry's, that of one 担当課室 of it, or a supplement to it."""

    ministry: MinistryName
    division: str | None = None
    """None is the whole ministry; '' are the rows for which the catalogue names nobody."""
    asked: Asked | None = None
    """None is the whole form."""

    @property
    def label(self) -> str:
        """How the part is named to readers."""
        if self.division is None:
            return self.ministry
        return f"{self.ministry} {self.division or '担当課室の指定なし'}"

    def measures(self, catalogue: Catalogue) -> tuple[Measure, ...]:
        """The measures that the part answers for."""
        every = catalogue.measures_of(self.ministry)
        if self.division is None:
            return every
        return tuple(m for m in every if m.division_of(self.ministry) == self.division)

    def has_measures(self, catalogue: Catalogue) -> bool:
        """Whether there is anything to rate; a 取りまとめ課 may have no measure of its own."""
        return bool(self.measures(catalogue))

    def tells_outcomes(self, catalogue: Catalogue) -> bool:
        """Whether it is asked for 成果例 and 領域別取組, as who answers for measures is."""
        return bool(catalogue.measures_of(self.ministry)) and self.adds_rows(catalogue)

    def adds_rows(self, catalogue: Catalogue) -> bool:
        """Whether it has the sheets that are not about its measures: a named 取りまとめ課 alone."""
        named = catalogue.coordinator_of(self.ministry)
        return self.division is None or named in ("", self.division)

    def answers_domains(self, catalogue: Catalogue) -> bool:
        """Whether it says of every assigned domain if there is an activity: one part does."""
        return self.division is None or self.division == coordinating(catalogue, self.ministry)

    def kpis(self, catalogue: Catalogue) -> tuple[Kpi, ...]:
        """The KPIs that the part reports; what is answered in another round only if it is named."""
        mine = {measure.id for measure in self.measures(catalogue)}
        every = (k for k in catalogue.kpis_of(self.ministry) if k.measure_id in mine)
        return tuple(k for k in every if self.asked is not None or not k.repeats)


def coordinating(catalogue: Catalogue, ministry: MinistryName) -> str:
    """Return the 担当課室 that answers for the whole ministry: the 取りまとめ課, or the first."""
    return catalogue.coordinator_of(ministry) or next(iter(_divisions(catalogue, ministry)), "")


def parts_of(catalogue: Catalogue, ministry: MinistryName) -> tuple[Part, ...]:
    """Return the ministry's parts, one per 担当課室, in the order of their first measure.

    A 取りまとめ課 without a measure of its own comes last.
    """
    divisions = [*_divisions(catalogue, ministry), coordinating(catalogue, ministry)]
    return tuple(Part(ministry, division) for division in dict.fromkeys(divisions))


def _divisions(catalogue: Catalogue, ministry: MinistryName) -> list[str]:
    return [m.division_of(ministry) for m in catalogue.measures_of(ministry)]
