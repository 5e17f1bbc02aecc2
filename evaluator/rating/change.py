"""The change from the previous value to this one, from figures as they were published.

It is worked out of the numbers; between what it may lie, of all that the figures may mean:
1.5 is anything from 1.45 to 1.55, 1未満 anything below 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from evaluator.rating.percent import percent
from evaluator.words.written import Span, Written

_RANK: Final = "位"
_SHARES: Final = ("%", "％")


@dataclass(frozen=True)
class Change:
    """From one figure to the next, both in `unit`."""

    previous: Written
    latest: Written
    unit: str

    @property
    def is_rank(self) -> bool:
        """Whether a smaller number is a higher place."""
        return self.unit == _RANK

    @property
    def difference(self) -> Fraction:
        """How much more it is; of a rank, by how many places higher."""
        more = Fraction(self.latest.number) - Fraction(self.previous.number)
        return -more if self.is_rank else more

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of the previous value; None where that is nought or less."""
        base = Fraction(self.previous.number)
        return self.difference / base if base > 0 else None

    @property
    def between(self) -> Span:
        """Between what the share may lie; of a rank, which is counted, it is what it is."""
        if self.is_rank:
            return Span(self.share, self.share)
        before, now = self.previous.span, self.latest.span
        return Span(_ratio(now.low, before.high), _ratio(now.high, before.low))

    @property
    def multiple(self) -> Span:
        """Between what the latest value may lie as a multiple of the previous one."""
        low, high = self.between.low, self.between.high
        return Span(None if low is None else low + 1, None if high is None else high + 1)

    @property
    def said(self) -> str:
        """The change for readers: +501億円（+18.3%）, +20ポイント（+62.5%）, 1つ上昇."""
        if self.is_rank:
            return _places(self.difference)
        unit = "ポイント" if self.unit in _SHARES else self.unit
        more = f"{_signed(self.difference)}{unit}"
        return more if self.share is None else f"{more}（{signed_percent(self.share)}）"


def _ratio(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return the share by which one is more than the other; None where there is no limit."""
    if now is None:
        return None
    if before is None:
        return Fraction(-1)
    return now / before - 1 if before > 0 else None


def _places(higher: Fraction) -> str:
    if not higher:
        return "変わらず"
    return f"{abs(higher)}つ{'上昇' if higher > 0 else '下降'}"


def _signed(value: Fraction) -> str:
    number = value.numerator / value.denominator if value.denominator != 1 else value.numerator
    return "±0" if not value else f"{number:+,.10g}".replace("-", "−")


def signed_percent(share: Fraction) -> str:
    """Return a share with its sign, as plans print it: +18.3%, −14.2%."""
    shown = percent(share)
    if shown.strip("0.%-") == "":
        return "±0.0%"
    return f"−{shown[1:]}" if shown.startswith("-") else f"+{shown}"
