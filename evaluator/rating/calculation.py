"""A calculation as data: frozen, exact, nothing rounded. `sentence` puts it into words.

`json.dumps(as_plain(calculation), default=str)` writes it out, fractions as "2/35".
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from evaluator.findings import CellRef
from evaluator.model import Direction, KpiKind
from evaluator.rubric import InputName, NoMark, RuleName
from evaluator.scale import Mark


class FigureName(StrEnum):
    """The figures that a rule forms, as they are named to readers."""

    ACHIEVED = "達成率"
    COVERED = "道のり"
    ELAPSED = "経過"
    PLANNED = "年度計画"
    TO_ELAPSED = "経過に対する比"
    TO_PLANNED = "年度計画に対する比"
    OBSERVED = "年平均の伸び"
    REQUIRED = "必要な伸び"
    TO_REQUIRED = "必要な伸びに対する比"
    COMPLETED = "予定に対する完了"
    REACHED = "目標への到達"
    CHANGE = "増減率"


@dataclass(frozen=True)
class Input:
    """A given number with the fiscal year it stands for and the cell it came from."""

    name: InputName
    value: Decimal
    unit: str
    year: int | None
    where: CellRef | None = None
    written: str = ""
    """The number as it was published, with its time, where it is kept so."""


@dataclass(frozen=True)
class Figure:
    """A figure as a share (1 is 100%); None where it has no upper limit."""

    name: FigureName
    value: Fraction | None


@dataclass(frozen=True)
class Measured:
    """What a rule forms: the figure that is compared, and those it is formed from."""

    rule: RuleName
    compared: Figure
    parts: tuple[Figure, ...] = ()
    pace: Fraction | None = None
    """The share that 経過割合 stands for."""
    reached: bool = False
    in_target_year: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotMeasured:
    """Why no figure can be formed."""

    reason: NoMark
    why: str


@dataclass(frozen=True)
class Limit:
    """A threshold as it stood for this KPI. `share` is None for 目標到達."""

    mark: Mark
    share: Fraction | None
    strict: bool
    """Above, not from."""
    is_pace: bool
    satisfied: bool


@dataclass(frozen=True)
class Flip:
    """Another mark, and the input whose rounding would give it."""

    name: InputName
    mark: Mark


@dataclass(frozen=True)
class Calculation:
    """From inputs to mark, or to the reason why there is none."""

    kind: KpiKind
    direction: Direction | None
    rule: RuleName
    fiscal_year: int
    year: int
    """The fiscal year that the value belongs to."""
    inputs: tuple[Input, ...]
    expected: bool
    """The value is a 見込み."""
    as_of: date | None
    steps: int
    steps_due: int
    measured: Measured | None
    limits: tuple[Limit, ...]
    uncapped: Mark | None
    """The mark before the cap on 見込み."""
    mark: Mark | None
    reason: NoMark | None
    why: str
    words: str
    """The rubric's wording of the condition that was met, or of the reason."""
    notes: tuple[str, ...]
    margin: Fraction | None
    """Distance of the compared figure to the nearest threshold, as a share (1 is 100%)."""
    flips: tuple[Flip, ...]
    """境界: the marks that other roundings of the inputs would give."""

    def input(self, name: InputName) -> Input | None:
        """Return an input by name."""
        return next((given for given in self.inputs if given.name is name), None)


def as_plain(value: Any) -> Any:
    """Return a calculation as plain data, field by field; a mark is its sign."""
    if isinstance(value, Mark):
        return value.value
    if isinstance(value, tuple):
        return [as_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
    return value
