"""What may hold of a row of answers, declared once: live formula and check are both built from it.

A formula has the fields of its row, and the bounds that rows are held against, in braces; only
functions that Excel 2013 and LibreOffice share are used. `a & b` and `a | b` join conditions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from string import Formatter
from typing import Any, Final

from evaluator.sheets.layout import Layout
from evaluator.sheets.table import Located

Bound = date | Decimal | tuple[str, ...]
Bounds = Mapping[str, Bound]
"""Dates, thresholds and lists of words (|件|人|, in a formula) that rows are held against."""
AnyRow = Located[Any]


class Condition(ABC):
    """Something that a row's cells say, for a spreadsheet and for Python."""

    @property
    @abstractmethod
    def terms(self) -> tuple[str, ...]:
        """The formulas that all have to be true."""

    @abstractmethod
    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        """Whether it holds of a row as it was read."""

    @property
    def formula(self) -> str:
        """The condition as one formula."""
        return f"AND({','.join(self.terms)})" if len(self.terms) > 1 else self.terms[0]

    @property
    def names(self) -> frozenset[str]:
        """The fields and bounds that it speaks of."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.formula) if name)

    def __and__(self, other: Condition) -> Condition:
        return _Both(self, other)

    def __or__(self, other: Condition) -> Condition:
        return _Either(self, other)


@dataclass(frozen=True)
class _Both(Condition):
    one: Condition
    other: Condition

    @property
    def terms(self) -> tuple[str, ...]:
        return (*self.one.terms, *self.other.terms)

    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        return self.one.holds(answer, bounds) and self.other.holds(answer, bounds)


@dataclass(frozen=True)
class _Either(Condition):
    one: Condition
    other: Condition

    @property
    def terms(self) -> tuple[str, ...]:
        return (f"OR({self.one.formula},{self.other.formula})",)

    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        return self.one.holds(answer, bounds) or self.other.holds(answer, bounds)


@dataclass(frozen=True)
class Is(Condition):
    """A choice is this one."""

    field: str
    value: StrEnum

    @property
    def terms(self) -> tuple[str, ...]:
        """One comparison."""
        return (f'{{{self.field}}}="{self.value}"',)

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether the field has the value."""
        return bool(getattr(answer.row, self.field) == self.value)


@dataclass(frozen=True)
class IsNot(Condition):
    """A choice is another than this one, or none."""

    field: str
    value: StrEnum

    @property
    def terms(self) -> tuple[str, ...]:
        """One comparison."""
        return (f'{{{self.field}}}<>"{self.value}"',)

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether the field has another value."""
        return bool(getattr(answer.row, self.field) != self.value)


MARKS_SAY: Final = ("is_good", "is_behind", "needs_reason")
"""What a mark says of itself and a condition may ask."""


@dataclass(frozen=True)
class MarkThat(Condition):
    """A mark of which something holds, by name one of MARKS_SAY; the round's scale says which."""

    field: str
    holds_of: str

    @property
    def terms(self) -> tuple[str, ...]:
        """A word of its own: the marks are known when the form is issued."""
        return (f"{{{mark_word(self.field, self.holds_of)}}}",)

    @property
    def names(self) -> frozenset[str]:
        """The field alone."""
        return frozenset((self.field,))

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether the field has a mark, and such a one."""
        mark = getattr(answer.row, self.field)
        return mark is not None and bool(getattr(mark, self.holds_of))


def mark_word(field: str, holds_of: str) -> str:
    """Return the word of a formula for: the mark in this field is such a one."""
    return f"{field}_{holds_of}"


@dataclass(frozen=True)
class Blank(Condition):
    """Nothing stands in a cell."""

    field: str

    @property
    def terms(self) -> tuple[str, ...]:
        """One comparison."""
        return (f'{{{self.field}}}=""',)

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether the field is blank; a sign for "nothing here" is blank too."""
        return answer.is_blank(self.field)


@dataclass(frozen=True)
class Filled(Condition):
    """Something stands in a cell."""

    field: str

    @property
    def terms(self) -> tuple[str, ...]:
        """One comparison."""
        return (f'{{{self.field}}}<>""',)

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether there is a value; of a cell that cannot be read nothing more is asked."""
        return getattr(answer.row, self.field) not in (None, "", ())


@dataclass(frozen=True)
class _Begun(Condition):
    """The row is printed, or something stands in an input, be it a sign for "nothing here"."""

    @property
    def terms(self) -> tuple[str, ...]:
        """A word of its own, since it names every input of the sheet."""
        return ("{begun}",)

    def holds(self, answer: AnyRow, _bounds: Bounds) -> bool:
        """Whether there is anything in a cell that begins the row."""
        fields = begun_by(answer.table.layout)
        return any(f in answer.rejected or answer.raw(f) not in (None, "") for f in fields)


BEGUN: Final = _Begun()


def begun_by(layout: Layout) -> tuple[str, ...]:
    """Return the fields that begin a row: its inputs, and the key of a row that was printed."""
    key = [layout.model.row_key] if layout.model.row_key else []
    return (*key, *(column.field for column in layout.columns if column.is_input))


@dataclass(frozen=True)
class After(Condition):
    """A date lies after a bound."""

    field: str
    bound: str

    @property
    def terms(self) -> tuple[str, ...]:
        """It is a date, and a later one."""
        return (f"ISNUMBER({{{self.field}}})", f"{{{self.field}}}>{{{self.bound}}}")

    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        """Whether the field's date is later than the bound."""
        day, bound = getattr(answer.row, self.field), bounds[self.bound]
        return isinstance(day, date) and isinstance(bound, date) and day > bound


@dataclass(frozen=True)
class Jump(Condition):
    """A value is so many times another, or so small a part of it, and nothing explains it."""

    field: str
    before: str
    times: str
    """The bound that says how many times."""
    unless: str
    """The field in which it is explained."""

    @property
    def terms(self) -> tuple[str, ...]:
        """IF within IF: AND calculates all of its parts, and a text cannot be multiplied."""
        value, before, times = f"{{{self.field}}}", f"{{{self.before}}}", f"{{{self.times}}}"
        known = f'AND(ISNUMBER({value}),ISNUMBER({before}),{{{self.unless}}}="")'
        apart = f"OR({value}>={before}*{times},{value}*{times}<={before})"
        return (f"IF({known},IF({before}>0,{apart},FALSE),FALSE)",)

    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        """Whether the two values lie that far apart."""
        value, before = getattr(answer.row, self.field), getattr(answer.row, self.before)
        known = value is not None and before is not None and answer.is_blank(self.unless)
        return known and self.apart(value, before, bounds)

    def apart(self, value: Decimal, before: Decimal, bounds: Bounds) -> bool:
        """Whether two values, whichever they are, lie that far apart."""
        times = bounds[self.times]
        assert isinstance(times, Decimal)
        return before > 0 and (value >= before * times or value * times <= before)


@dataclass(frozen=True)
class Trait:
    """What a number may be; in the formula, @ is the number."""

    formula: str
    holds: Callable[[Decimal, Bounds], bool]


def _is_beyond(value: Decimal, bounds: Bounds) -> bool:
    limit = bounds["share_limit"]
    assert isinstance(limit, Decimal)
    return value > limit


SMALL: Final = Trait("AND(@<>0,@>-1,@<1)", lambda value, _: value != 0 and -1 < value < 1)
SMALLISH: Final = Trait("AND(@<>0,@>=-1,@<=1)", lambda value, _: value != 0 and -1 <= value <= 1)
BEYOND: Final = Trait("@>{share_limit}", _is_beyond)
NEGATIVE: Final = Trait("@<0", lambda value, _: value < 0)
BROKEN: Final = Trait("@<>ROUNDDOWN(@,0)", lambda value, _: value % 1 != 0)


@dataclass(frozen=True)
class Odd(Condition):
    """A value is what values of its unit seldom are, and no value beside it is like that."""

    field: str
    trait: Trait
    units: str
    """The bound that lists the units."""
    beside: tuple[str, ...]
    like: Trait
    """What one of the values beside it has to be for it not to be odd."""

    @property
    def terms(self) -> tuple[str, ...]:
        """IF within IF, as for Jump; the unit is looked for in |件|人|."""
        others = ",".join(_number(field, self.like) for field in self.beside)
        known = f'SUBSTITUTE({{{self.units}}},"|"&{{unit}}&"|","")<>{{{self.units}}}'
        return (f"IF({known},IF({_number(self.field, self.trait)},NOT(OR({others})),FALSE),FALSE)",)

    def holds(self, answer: AnyRow, bounds: Bounds) -> bool:
        """Whether the value is odd for its unit, and alone in it."""
        units = bounds[self.units]
        assert isinstance(units, tuple)
        others = [getattr(answer.row, field) for field in self.beside]
        value = getattr(answer.row, self.field)
        if answer.row.unit not in units or value is None or not self.trait.holds(value, bounds):
            return False
        return not any(other is not None and self.like.holds(other, bounds) for other in others)


def _number(field: str, trait: Trait) -> str:
    cell = f"{{{field}}}"
    return f"IF(ISNUMBER({cell}),{trait.formula.replace('@', cell)},FALSE)"


@dataclass(frozen=True)
class Live(Condition):
    """What the form alone asks, by a formula of its own: the checks know more and ask better."""

    asked: str

    @property
    def terms(self) -> tuple[str, ...]:
        """The formula."""
        return (self.asked,)

    def holds(self, _answer: AnyRow, _bounds: Bounds) -> bool:
        """Never: it is not for the checks to ask."""
        return False
