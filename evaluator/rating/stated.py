"""A change as it was published, held against the figures that were published with it.

Growth rates are as a rule worked out before rounding: a published one agrees with published
figures where it lies between what they may mean.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from evaluator.rating.change import Change
from evaluator.words.written import Span, read_written


class Agreement(StrEnum):
    """How a published change stands to the figures."""

    EXACT = "一致"
    WITHIN = "端数の範囲で一致"
    DERIVED = "前の値が導出のため照合にならない"
    NO_FIGURES = "前の値がなく照合できない"
    DIFFERS = "一致しない"
    NO_NUMBER = "数値の記載なし"


@dataclass(frozen=True)
class Stated:
    """What was published: a share of the previous value, a difference, a multiple, or figures."""

    share: Decimal | None = None
    difference: Decimal | None = None
    times: Decimal | None = None
    figures: tuple[Decimal, ...] = ()


_SIGNED: Final = r"([+-]?\d[\d,]*(?:\.\d+)?)"
_PERCENT: Final = re.compile(rf"{_SIGNED}%(増|減)?", flags=re.ASCII)
_TIMES: Final = re.compile(rf"{_SIGNED}倍", flags=re.ASCII)
_FIGURES: Final = re.compile(r"\d+(?:→\d+)+", flags=re.ASCII)
_FALLS: Final = re.compile("減|下降|低下")


def read_stated(text: str) -> Stated:
    """Read a published change: +18.3%, 前年比6%減, 1つ上昇, +290, 22→42, 概ね3年で3倍."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-")
    if found := _FIGURES.search(folded):
        return Stated(figures=tuple(map(Decimal, found[0].split("→"))))
    if found := _TIMES.search(folded):
        return Stated(times=_decimal(found[1]))
    if found := _PERCENT.search(folded):
        share = _decimal(found[1])
        return Stated(share=-share if found[2] == "減" else share)
    written = read_written(folded)
    if written is None:
        return Stated()
    number = written.number
    return Stated(difference=-number if _FALLS.search(folded) else number)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def held_against(stated: Stated, change: Change | None) -> Agreement:
    """Return how a published change stands to the figures from which it would follow."""
    if stated == Stated():
        return Agreement.NO_NUMBER
    if change is None:
        return Agreement.NO_FIGURES
    if change.previous.is_derived:
        return Agreement.DERIVED  # worked out from this very change
    if stated.figures:
        known = (change.previous.number, change.latest.number)
        return Agreement.EXACT if stated.figures[-2:] == known else Agreement.DIFFERS
    if stated.difference is not None:
        same = Fraction(stated.difference) == change.difference
        return Agreement.EXACT if same else Agreement.DIFFERS
    if stated.times is not None:
        return _agrees(
            stated.times, change.multiple, None if change.share is None else 1 + change.share
        )
    assert stated.share is not None
    per_cent = Span(_hundredfold(change.between.low), _hundredfold(change.between.high))
    return _agrees(stated.share, per_cent, _hundredfold(change.share))


def _hundredfold(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100


def _agrees(stated: Decimal, between: Span, exact: Fraction | None) -> Agreement:
    """A published number stands for all that rounds to it."""
    exponent = stated.as_tuple().exponent
    assert isinstance(exponent, int)  # digits alone
    half = Fraction(10) ** exponent / 2
    meant = Span(Fraction(stated) - half, Fraction(stated) + half)
    if exact is not None and meant.meets(Span(exact, exact)):
        return Agreement.EXACT
    return Agreement.WITHIN if meant.meets(between) else Agreement.DIFFERS
