"""The programme (施策体系): what a round consists of, as data of the round.

Which sheets its forms have, how deep its categories are and what the levels are called, whether
there are domains and marks of the ministries' own, and what is made of it. Nothing else lists
these: who wants to know asks the programme (`Catalogue.programme`), which is read by
`rubric.load_programme`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from evaluator.model import MarkSource, RoundId

T = TypeVar("T")

SELF_MARK: Final = "measures.self_mark"
"""The column of the ministries' own marks."""

FIRST_PROGRAMME: Final = "standards-strategy"
"""The programme of a round that says nothing of its own."""


@dataclass(frozen=True)
class Programme:
    """What the rounds of one follow-up consist of. Lists are in the order in which they show."""

    name: str
    """What it is called in files and on the command line: standards-strategy."""
    title: str
    """What it is called to readers; the name of the strategy in a new round."""
    source_note: str
    """What a new round says of the source of its tables."""
    rubric: str
    """The rubric that a new round begins with."""
    levels: tuple[str, ...]
    """What the levels of its categories are called, the widest first."""
    self_marks: bool
    """Whether ministries give marks of their own."""
    domains: bool
    """Whether measures belong to domains, which report on their activities."""
    sheets: tuple[str, ...]
    """The sheets that its forms may have, by their keys."""
    without: frozenset[str]
    """Columns of them that it does not ask for: measures.next_plan."""
    documents: tuple[str, ...]
    """The documents made of it, by file name."""
    charts: tuple[str, ...]
    """The charts; each is numbered by its place."""
    tables: tuple[str, ...]
    """The printed tables."""
    data: tuple[str, ...]
    """The tables of the open data."""
    unit: str = "施策"
    """What its measures are called to readers: what is asked about, counted and decided."""
    plan_column: str = ""
    """The column of a plan's table (yes/no) that marks its items; '' where all are."""
    open_questions: tuple[str, ...] = ()
    """What its source leaves open, a sentence each; printed with the method."""
    identity: str = ""
    """Hash of what a round's own file says; '' for the one that ships with the program."""

    @property
    def first_marks(self) -> MarkSource:
        """Whose marks there are before anybody has decided: the ministries', or a rubric's."""
        return MarkSource.SELF if self.self_marks else MarkSource.PROPOSED

    @property
    def unit_id(self) -> str:
        """What the ID of a unit is called: 施策ID, KPI ID."""
        return self.of_unit("ID")

    def of_unit(self, name: str) -> str:
        """Return a unit by its name, in one word: 施策S001; Latin letters stand apart."""
        return f"{self.unit} {name}" if self.unit.isascii() else f"{self.unit}{name}"

    def meant(self, source: MarkSource) -> MarkSource:
        """Return whose marks are counted where these are asked for: none of nobody."""
        return self.first_marks if source is MarkSource.SELF else source

    @cached_property
    def _left_out(self) -> dict[str, frozenset[str]]:
        without = self.without if self.self_marks else self.without | {SELF_MARK}
        named = [each.partition(".")[::2] for each in sorted(without)]
        return {sheet: frozenset(f for s, f in named if s == sheet) for sheet, _ in named}

    def left_out(self, sheet: str) -> frozenset[str]:
        """Return the fields of a sheet that it does not ask for."""
        return self._left_out.get(sheet, frozenset())


def round_named(year: str, programme: str) -> RoundId:
    """Return the ID of a year's round of a programme: R08 of the first one, R08-plan-kpi."""
    return RoundId(f"{year}-{programme}" if programme not in {"", FIRST_PROGRAMME} else year)


def year_of(round_id: RoundId) -> str:
    """Return what a round's ID says of its year: R08 of R08-plan-kpi."""
    return round_id.partition("-")[0]


def programme_named(round_id: RoundId) -> str:
    """Return the programme that a round's ID names: plan-kpi of R08-plan-kpi."""
    return round_id.partition("-")[2] or FIRST_PROGRAMME


def chosen(names: Sequence[str], made: dict[str, T]) -> tuple[T, ...]:
    """Return what is listed, in its order; KeyError where there is nothing of a name."""
    return tuple(made[name] for name in names)
