"""The types a cell can have: how each is read, and as what it is written.

Each alias below is the type of a sheet model's field; a `Column` is added to it there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import partial
from typing import Annotated

from evaluator.model import (
    Activity,
    AnswerForm,
    Asking,
    Basis,
    Direction,
    DomainGroup,
    KpiKind,
    MainKpi,
    MarkSource,
    Phase,
    SampleMark,
    Step,
    Unrated,
    ValueBasis,
    Withheld,
)
from evaluator.scale import Mark, Scale
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
    is_several: bool = False
    """The cell holds any number of a list's choices; the value is a tuple of them."""
    parse_bare: Callable[..., Parsed] | None = None
    """The same with whether days count from 1904, where no format says what is a day."""
    parse_mark: Callable[..., Parsed] | None = None
    """Of a cell that holds a mark: how it is read on the scale of the round."""

    def on(self, scale: Scale) -> CellType:
        """Return the type as it is on the scale of a round."""
        parse = self.parse_mark
        return replace(self, parse=partial(parse, scale=scale)) if parse else self


def one_of(choices: type[StrEnum]) -> CellType:
    """Return the type of a cell that holds one of a closed list."""
    return CellType(Nature.CHOICE, partial(normalise.choice, choices=choices), choices)


def several_of(choices: type[StrEnum]) -> CellType:
    """Return the type of a cell that holds several of a closed list."""
    parse = partial(normalise.chosen, choices=choices)
    return CellType(Nature.TEXT, parse, choices, is_several=True)


def _without_scale(raw: Raw) -> Parsed:
    if raw is not None:
        raise TypeError("a mark is read on a scale: see Layout.on")
    return Parsed(None)


def mark_type(
    parse: Callable[[Raw, Scale], Parsed], besides: type[StrEnum] | None = None
) -> CellType:
    """Return the type of a cell that holds a mark, or one of the words `besides`."""
    return CellType(Nature.CHOICE, _without_scale, besides, parse_mark=parse)


Text = Annotated[str, CellType(Nature.TEXT, normalise.text)]
Line = Annotated[str, CellType(Nature.TEXT, normalise.line)]
Identifier = Annotated[str, CellType(Nature.TEXT, normalise.identifier)]
RoundName = Annotated[str, CellType(Nature.TEXT, normalise.round_id)]
Url = Annotated[str, CellType(Nature.TEXT, normalise.url)]
Names = Annotated[tuple[str, ...], CellType(Nature.TEXT, normalise.names)]
Several = Annotated[tuple[str, ...], CellType(Nature.TEXT, normalise.unlisted, is_several=True)]
"""Several choices of a list that is data (`Column.choices_from`)."""
Steps = Annotated[tuple[Step, ...], CellType(Nature.TEXT, normalise.steps)]
Number = Annotated[
    Decimal | None,
    CellType(Nature.NUMBER, normalise.number, parse_in_unit=normalise.quantity),
]
Whole = Annotated[int | None, CellType(Nature.NUMBER, normalise.whole)]
Year = Annotated[int | None, CellType(Nature.NUMBER, normalise.year)]
Day = Annotated[
    date | None, CellType(Nature.DATE, normalise.day, parse_bare=normalise.day_or_serial)
]
MarkCell = Annotated[Mark | None, mark_type(normalise.mark)]
BasisCell = Annotated[Basis | None, one_of(Basis)]
ValueBasisCell = Annotated[ValueBasis | None, one_of(ValueBasis)]
MainCell = Annotated[MainKpi | None, one_of(MainKpi)]
AskingCell = Annotated[Asking | None, one_of(Asking)]
MarkSourceCell = Annotated[MarkSource | None, one_of(MarkSource)]
UnratedCell = Annotated[Unrated | None, one_of(Unrated)]
AnswerFormCell = Annotated[AnswerForm | None, one_of(AnswerForm)]
SampleCell = Annotated[SampleMark | None, one_of(SampleMark)]
KpiKindCell = Annotated[KpiKind | None, one_of(KpiKind)]
DirectionCell = Annotated[Direction | None, one_of(Direction)]
WithheldCell = Annotated[Withheld | None, one_of(Withheld)]
PhaseCell = Annotated[Phase | None, one_of(Phase)]
ActivityCell = Annotated[Activity | None, one_of(Activity)]
DomainGroupCell = Annotated[DomainGroup | None, one_of(DomainGroup)]


Written = str | Decimal | int | date | None


def written(value: object) -> Written:
    """Return a field's value as it goes into a cell; None leaves the cell blank."""
    if value in (None, "", ()):
        return None
    if isinstance(value, tuple):
        if isinstance(value[0], Step):
            return "; ".join(str(step) for step in value)
        return "、".join(str(part) for part in value)
    if isinstance(value, StrEnum | Mark):
        return str(value)
    if isinstance(value, str | Decimal | int | date):
        return value
    raise TypeError(type(value).__name__)
