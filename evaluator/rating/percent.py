"""Shares as percentages: one decimal, and more where one would print across a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from evaluator.rating.calculation import Limit

_MOST_DIGITS: Final = 9
_LARGEST: Final = 10_000  # 1,000,000%: beyond it the digits tell nobody anything


def plain(share: Fraction) -> str:
    """Return a threshold as it stands in the rubric: 80%, 66.5%."""
    digits = 0
    while 10 ** (digits + 2) % share.denominator and digits < _MOST_DIGITS:
        digits += 1
    return _fixed(share, digits) + "%"


def percent(share: Fraction, digits: int = 1) -> str:
    """Return a share rounded half up: 5.7%."""
    if abs(share) >= _LARGEST:
        return "1,000,000%以上" if share > 0 else "-1,000,000%以下"
    return _fixed(share, digits) + "%"


def digits_needed(share: Fraction, limits: Sequence[Limit]) -> int | None:
    """Return the fewest decimals that show the share on its side of every limit."""
    for digits in range(1, _MOST_DIGITS + 1):
        if all(_on_its_side(share, limit, digits) for limit in limits):
            return digits
    return None


def compared(share: Fraction, limits: Sequence[Limit]) -> tuple[str, int]:
    """Return the share in print, and the decimals to print a pace with beside it."""
    digits = digits_needed(share, limits)
    if digits is not None:
        return percent(share, digits), digits
    nearest = min(
        (limit.share for limit in limits if limit.share is not None), key=lambda at: abs(at - share)
    )
    return percent(nearest) + ("強" if share > nearest else "弱"), 1


def _on_its_side(share: Fraction, limit: Limit, digits: int) -> bool:
    if limit.share is None or abs(share) >= _LARGEST:
        return True
    printed = _units(share, digits + 2)
    # A fixed threshold is printed in full, a pace is rounded like the figure beside it.
    at = _units(limit.share, digits + 2) if limit.is_pace else limit.share * 10 ** (digits + 2)
    if share < limit.share:
        return printed < at
    return printed > at if limit.strict and share > limit.share else printed >= at


def _units(value: Fraction, digits: int) -> int:
    """Return a value in units of its last digit, rounded half up by its size."""
    below, scale = value.denominator, int(10**digits)
    above = abs(value.numerator) * scale
    rounded = (2 * above + below) // (2 * below)
    return rounded if value.numerator >= 0 else -rounded


def _fixed(share: Fraction, digits: int) -> str:
    """Return a share times a hundred with so many decimals."""
    return f"{Decimal(_units(share, digits + 2)).scaleb(-digits):,f}"
