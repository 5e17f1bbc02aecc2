"""The scale of marks (評価の段階): which marks a round gives, and all that is said of each.

Nothing else lists marks. What is asked, read, counted, drawn and explained is asked of the
scale, which belongs to the round (`Catalogue.scale`) and is data (`rubric.load_scale`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

_BETWEEN: Final = "・"


class Shape(StrEnum):
    """What a mark is drawn from."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    CROSS = "cross"
    PLUS = "plus"


@dataclass(frozen=True)
class Stroke:
    """One outline of a drawn mark; `size` is its share of the room there is."""

    shape: Shape
    size: float = 1.0


@dataclass(frozen=True)
class Look:
    """How a mark stands in charts and on the page: colours as #RRGGBB."""

    fill: str
    ink: str
    """The colour of letters on `fill`."""
    hatch: str = ""
    """Hatching of the area, in matplotlib's signs."""
    glyph: tuple[Stroke, ...] = ()
    """How it is drawn; '' a mark without strokes is written."""


@dataclass(frozen=True)
class Mark:
    """One mark of a scale. Marks of one sign are equal, whatever else is said of them.

    Like the members of an enum (`Unrated`, beside which it stands in every table) it has a
    `value`, which is its sign, and a `name`.
    """

    value: str
    """The sign as it is written and shown: ○."""
    name: str = field(compare=False)
    """What it is called in files and data, where a sign will not do: good."""
    rank: int = field(compare=False)
    """0 for the best of the scale."""
    is_good: bool = field(compare=False)
    """Whether the measure is on its way: ◎ and ○ are, △ and × are not."""
    needs_reason: bool = field(compare=False)
    """Whether a ministry that gives it owes a reason."""
    meaning: str = field(compare=False)
    """What the form's legend says of it."""
    look: Look = field(compare=False)
    certain: tuple[str, ...] = field(default=(), compare=False)
    """Other signs that are read as this one."""
    asked: tuple[str, ...] = field(default=(), compare=False)
    """What may have been meant for it: asked about, never read."""

    @property
    def is_behind(self) -> bool:
        """Whether the measure is not on its way."""
        return not self.is_good

    def __str__(self) -> str:
        """The sign."""
        return self.value

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: type[Any], _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let a model hold a mark, and write it as its sign; JSON is read by a scale (context)."""
        return core_schema.json_or_python_schema(
            json_schema=core_schema.with_info_plain_validator_function(_on_the_scale),
            python_schema=core_schema.is_instance_schema(cls),
            ref=cls.__name__,
            serialization=core_schema.to_string_ser_schema(),
        )


def _on_the_scale(sign: str, info: ValidationInfo) -> Mark:
    mark = info.context.get(sign) if isinstance(info.context, Scale) else None
    if mark is None:
        raise ValueError(f"no mark of the scale: {sign}")
    return mark


@dataclass(frozen=True, eq=False)
class Scale:
    """The marks of a round, best first."""

    marks: tuple[Mark, ...]
    remark: str = ""
    """What every output says of the marks as a whole."""
    description: str = ""
    """The same for those who read the open data's schemas, in English."""
    identity: str = ""
    """Hash of what a round's own scale says; '' for the one that ships with the program."""

    def get(self, sign: str) -> Mark | None:
        """Return the mark of a sign; None if it is not of this scale."""
        return self._by_sign.get(sign)

    def of(self, sign: str) -> Mark:
        """Return the mark of a sign; KeyError if it is not of this scale."""
        return self._by_sign[sign]

    @cached_property
    def _by_sign(self) -> dict[str, Mark]:
        return {mark.value: mark for mark in self.marks}

    @cached_property
    def certain(self) -> dict[str, Mark]:
        """Other signs that are read as a mark."""
        return {sign: mark for mark in self.marks for sign in mark.certain}

    @cached_property
    def asked(self) -> dict[str, Mark]:
        """What may have been meant for a mark, by its `folded` spelling."""
        return {folded(text): mark for mark in self.marks for text in mark.asked}

    @property
    def best(self) -> Mark:
        """The best mark."""
        return self.marks[0]

    @property
    def lowest(self) -> Mark:
        """The worst mark."""
        return self.marks[-1]

    @property
    def good(self) -> tuple[Mark, ...]:
        """The marks of measures that are on their way, best first; there is at least one."""
        return tuple(mark for mark in self.marks if mark.is_good)

    @property
    def behind(self) -> tuple[Mark, ...]:
        """The other marks; there is at least one."""
        return tuple(mark for mark in self.marks if not mark.is_good)

    @property
    def needing_reason(self) -> tuple[Mark, ...]:
        """The marks for which a ministry owes a reason."""
        return tuple(mark for mark in self.marks if mark.needs_reason)

    @property
    def shown(self) -> str:
        """The marks as they are listed to readers: ◎・○・△・×."""
        return listed(self.marks)


def listed(marks: Iterable[Mark]) -> str:
    """Return marks as a list within a sentence."""
    return _BETWEEN.join(mark.value for mark in marks)


def either(marks: Iterable[Mark]) -> str:
    """Return marks as alternatives within a sentence: ◎、○又は◇."""
    *others, last = (mark.value for mark in marks)
    return f"{'、'.join(others)}又は{last}" if others else last


def worst(marks: Iterable[Mark]) -> Mark:
    """Return the worst of the marks; there must be one."""
    return max(marks, key=lambda mark: mark.rank)


def folded(text: str) -> str:
    """Return a spelling under which widths and capitals make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()
