"""What a check is: one rule about what was submitted, and the kinds of finding it can yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Kind
from evaluator.form.settings import Settings
from evaluator.form.sheets import KpiAnswer
from evaluator.form.sheets.conditions import Bounds
from evaluator.form.sheets.scope import bounds_of
from evaluator.model import KpiId, Measure, Round
from evaluator.scale import Mark

Of = TypeVar("Of")


@dataclass(frozen=True)
class Proposed:
    """A mark that a rubric gives, and its calculation as a sentence."""

    mark: Mark
    explain: Callable[[], str]

    @property
    def sentence(self) -> str:
        """The calculation, worked out when it is asked for: of few marks anything is said."""
        return self.explain()


Proposer = Callable[[Measure, Mapping[KpiId, KpiAnswer]], Proposed | None]
"""Rates a measure from the KPI values given for it; None where it gives no mark."""


@dataclass(frozen=True)
class Yardstick:
    """What a submission is held against."""

    catalogue: Catalogue
    settings: Settings
    propose: Proposer | None = None
    """Without it, marks are not held against the KPI values."""
    deadline: date | None = None
    """That of the form's ministry, the later where it has changed: held against nobody."""

    @cached_property
    def this(self) -> Round:
        """The round, with the deadline that the form is held against."""
        this = self.catalogue.round
        return this.model_copy(update={"deadline": self.deadline or this.deadline})

    @cached_property
    def bounds(self) -> Bounds:
        """Dates and thresholds, as the form's live status has them too."""
        return bounds_of(self.this, self.settings.figures)


@dataclass(frozen=True)
class Check(Generic[Of]):
    """A rule about one submission, or about all of a round, with every kind it can yield."""

    rule: Callable[[Of, Yardstick], Iterator[Finding]]
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """What the rule is called in the code: 'figures.dates'."""
        return f"{self.rule.__module__.rpartition('.')[2]}.{self.rule.__name__}"

    def __call__(self, of: Of, yardstick: Yardstick) -> Iterator[Finding]:
        """Yield what the rule finds."""
        return self.rule(of, yardstick)


def finds(*kinds: Kind) -> Callable[[Callable[[Of, Yardstick], Iterator[Finding]]], Check[Of]]:
    """Declare that a rule yields findings of these kinds and of no others."""
    return lambda rule: Check(rule, kinds)
