"""The types a cell can have: how each is read, and as what it is written.

Each alias below is the type of a sheet model's field; a `Column` is added to it there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import partial
from typing import Annotated

from evaluator.model import (
    Activity,
    Basis,
    Direction,
    DomainGroup,
    KpiKind,
    MainKpi,
    Mark,
    Phase,
    SampleMark,
    Step,
    ValueBasis,
)
from evaluator.sheets import normalise
from evaluator.sheets.normalise import Parsed, Raw


class Nature(Enum):
    """What the spreadsheet has to know of a cell: its format, alignment and validation."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    CHOICE = auto()


@dataclass(frozen=True)
class CellType:
    """How a cell is read. `parse` raises `normalise.Rejected` on what it cannot read."""

    nature: Nature
    parse: Callable[[Raw], Parsed]
    choices: type[StrEnum] | None = None
    parse_in_unit: Callable[..., Parsed] | None = None
    """The same with the row's unit, and whether the cell is shown in per cent."""


def _choice(choices: type[StrEnum]) -> CellType:
    return CellType(Nature.CHOICE, partial(normalise.choice, choices=choices), choices)


Text = Annotated[str, CellType(Nature.TEXT, normalise.text)]
Line = Annotated[str, CellType(Nature.TEXT, normalise.line)]
Identifier = Annotated[str, CellType(Nature.TEXT, normalise.identifier)]
Url = Annotated[str, CellType(Nature.TEXT, normalise.url)]
Names = Annotated[tuple[str, ...], CellType(Nature.TEXT, normalise.names)]
Steps = Annotated[tuple[Step, ...], CellType(Nature.TEXT, normalise.steps)]
Number = Annotated[
    Decimal | None,
    CellType(Nature.NUMBER, normalise.number, parse_in_unit=normalise.quantity),
]
Whole = Annotated[int | None, CellType(Nature.NUMBER, normalise.whole)]
Year = Annotated[int | None, CellType(Nature.NUMBER, normalise.year)]
Day = Annotated[date | None, CellType(Nature.DATE, normalise.day)]
MarkCell = Annotated[Mark | None, CellType(Nature.CHOICE, normalise.mark, Mark)]
BasisCell = Annotated[Basis | None, _choice(Basis)]
ValueBasisCell = Annotated[ValueBasis | None, _choice(ValueBasis)]
MainCell = Annotated[MainKpi | None, _choice(MainKpi)]
SampleCell = Annotated[SampleMark | None, _choice(SampleMark)]
KpiKindCell = Annotated[KpiKind | None, _choice(KpiKind)]
DirectionCell = Annotated[Direction | None, _choice(Direction)]
PhaseCell = Annotated[Phase | None, _choice(Phase)]
ActivityCell = Annotated[Activity | None, _choice(Activity)]
DomainGroupCell = Annotated[DomainGroup | None, _choice(DomainGroup)]


def written(value: object) -> str | Decimal | int | date | None:
    """Return a field's value as it goes into a cell; None leaves the cell blank."""
    if value in (None, "", ()):
        return None
    if isinstance(value, tuple):
        if isinstance(value[0], Step):
            return "; ".join(str(step) for step in value)
        return "、".join(str(part) for part in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str | Decimal | int | date):
        return value
    raise TypeError(type(value).__name__)
