"""What the rules of a row need to know beyond the row: bounds, lists, and where sheets stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from evaluator.form.settings import Figures
from evaluator.form.sheets.conditions import Bound, Bounds
from evaluator.model import KpiKind, Round
from evaluator.rubric import shipped_rubric
from evaluator.scale import Scale
from evaluator.sheets.extent import Extent
from evaluator.sheets.layout import Layout, Row, layout_of
from evaluator.words.addresses import letters

_RUBRIC: Final = "house"


def bounds_of(this: Round, limits: Figures) -> Bounds:
    """Return what the rows of a round are held against, live and when they have come back."""
    return {
        "deadline": this.deadline,
        "year_end": this.year_end,
        "jump": limits.jump,
        "share_units": limits.share_units,
        "share_limit": limits.share_limit,
        "counted_units": limits.counted_units,
        "far_below": line_for_good(),
    }


@cache
def line_for_good() -> Decimal:
    """Return the share of a yearly target from which the house rubric gives a good mark."""
    house = shipped_rubric(_RUBRIC)
    line = dict(house.kinds[KpiKind.ANNUAL].rungs)[house.scale.good[-1]].at_least
    assert isinstance(line, Fraction)
    return Decimal(line.numerator) / Decimal(line.denominator)


@dataclass(frozen=True)
class Scope:
    """What the formulas of a form know beyond their row."""

    bounds: Bounds
    scale: Scale
    layouts: Mapping[type[Row], Layout]
    """The columns of its tables as the round has them."""
    extents: Mapping[type[Row], Extent]
    """Where the tables of the form stand on their sheets."""
    lists: Mapping[str, str]
    """For each list of choices, the range that holds it."""
    keys: Mapping[str, str]
    """For each list of which several may be chosen, the range of what they are known by."""

    def column(self, model: type[Row], field: str) -> str:
        """Return the range of a column of another sheet."""
        letter = letters(layout_of(model).index(field) + 1)
        first, last = self.extents[model].first + 1, self.extents[model].last + 1
        return f"{model.sheet_title}!${letter}${first}:${letter}${last}"

    @cached_property
    def formulas(self) -> dict[tuple[str, str, frozenset[str]], str]:
        """The formulas of columns, as far as they are worked out, with ROW for their row.

        By sheet, column and the inputs of the row that are not to be filled.
        """
        return {}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return the bounds as they stand in a formula."""
        return {name: _literal(bound) for name, bound in self.bounds.items()}


def _literal(bound: Bound) -> str:
    if isinstance(bound, date):
        return f"DATE({bound.year},{bound.month},{bound.day})"
    if isinstance(bound, tuple):
        words = "|".join(("", *bound, "")).replace('"', '""')
        return f'"{words}"'
    return f"{bound:f}"
