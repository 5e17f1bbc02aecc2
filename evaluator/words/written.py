"""A figure as it is published: 約1.5, 50以上, 1未満, 6に迫る, 約3万8千, 約32（導出: 52−約20）.

The text is what is printed; what is read from it is the number that is calculated with, and
between what it may lie.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Bound(StrEnum):
    """On which side of the number the figure lies."""

    AT_LEAST = "以上"
    AT_MOST = "以内"
    BELOW = "未満"
    ABOVE = "超"
    NEARLY = "に迫る"


@dataclass(frozen=True)
class Span:
    """Between what a figure may lie; None is without an end."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Span) -> bool:
        """Whether the two have anything in common."""
        starts = [each.low for each in (self, other) if each.low is not None]
        ends = [each.high for each in (self, other) if each.high is not None]
        return not starts or not ends or max(starts) <= min(ends)


@dataclass(frozen=True)
class Written:
    """A figure with the number that it is calculated with, in its unit."""

    text: str
    number: Decimal
    step: Fraction
    """What its last digit that counts stands for; 0 of a number that was counted."""
    is_about: bool = False
    """It says 約 or 概ね."""
    bound: Bound | None = None
    is_derived: bool = False
    """Nobody published it: it was worked out from what was."""

    @property
    def span(self) -> Span:
        """Between what it may lie: half its last digit either way, or all that its bound allows."""
        number, half = Fraction(self.number), self.step / 2
        least = min(Fraction(0), number)  # what is published here is not negative
        match self.bound:
            case Bound.AT_LEAST | Bound.ABOVE:
                return Span(number, None)
            case Bound.AT_MOST | Bound.BELOW:
                return Span(least, number)
            case Bound.NEARLY:
                return Span(number - half, number)
            case None:
                return Span(number - half, number + half)


_SCALES: Final = {
    "割": 10,  # of per cent
    "千": 10**3,
    "百万": 10**6,
    "千万": 10**7,
    "万": 10**4,
    "百億": 10**10,
    "億": 10**8,
    "兆": 10**12,
}
_SCALE: Final = "千万|百万|百億|千|万|億|兆|割"
_PART: Final = re.compile(rf"(\d[\d,]*(?:\.\d+)?)({_SCALE})?", flags=re.ASCII)
_FIGURE: Final = re.compile(rf"[+-]?(?:{_PART.pattern})+", flags=re.ASCII)
_UNIT_SCALE: Final = re.compile(_SCALE)
_LONGEST: Final = 40
"""Signs of a figure: nobody publishes a longer one."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_ABOUT: Final = re.compile("約|概ね|おおむね|およそ|ほぼ")
_BOUNDS: Final = {
    "以上": Bound.AT_LEAST,
    "以内": Bound.AT_MOST,
    "以下": Bound.AT_MOST,
    "未満": Bound.BELOW,
    "超": Bound.ABOVE,
    "に迫る": Bound.NEARLY,
}


def read_written(text: str, unit: str = "", measured: Collection[str] = ()) -> Written | None:
    """Return a figure as published; None where it holds no number, or more than one.

    Whole numbers are rounded where they say 約, or stand in thousands (万件) or in one of the
    `measured` units; in any other unit they were counted.
    """
    folded = unicodedata.normalize("NFKC", text).replace("−", "-")
    body = _BRACKETS.sub("", folded)
    figures = list(_FIGURE.finditer(body))
    if len(figures) != 1 or len(figures[0][0]) > _LONGEST:
        return None
    is_about = _ABOUT.search(body) is not None
    number, step = _number(figures[0][0], unit, is_about=is_about)
    bound = next((bound for word, bound in _BOUNDS.items() if word in body), None)
    is_rounded = (
        is_about
        or step < 1
        or bound is Bound.NEARLY
        or unit in measured
        or bool(_UNIT_SCALE.match(unit) or _UNIT_SCALE.search(body))
    )
    return Written(
        text=text,
        number=number,
        step=step if is_rounded else Fraction(0),
        is_about=is_about,
        bound=bound,
        is_derived="導出" in folded,
    )


def _number(figure: str, unit: str, *, is_about: bool) -> tuple[Decimal, Fraction]:
    """Return a figure's number in its unit, and what its last digit stands for."""
    parts = _PART.findall(figure)
    scaled = any(scale for _, scale in parts)
    total, step = Decimal(0), Fraction(1)
    for digits, scale in parts:
        plain = Decimal(digits.replace(",", ""))
        times = _SCALES[scale] if scale else 1
        total += plain * times
        step = _step(plain, is_about=is_about) * times
    of_unit = _UNIT_SCALE.match(unit) if scaled else None
    divisor = _SCALES[of_unit[0]] if of_unit else 1
    sign = -1 if figure.startswith("-") else 1
    return sign * total / divisor, step / divisor


def _step(number: Decimal, *, is_about: bool) -> Fraction:
    """Return what the last digit stands for; of 約33,000 the noughts do not count."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # digits alone
    if is_about and exponent == 0 and number:
        normal = number.normalize().as_tuple().exponent
        assert isinstance(normal, int)
        exponent = normal
    return Fraction(10) ** exponent


def as_read(number: Decimal, text: str, unit: str, measured: Collection[str] = ()) -> Written:
    """Return a number with the way in which it was published, where that says the same number."""
    written = read_written(text, unit, measured)
    if written is not None and written.number == number:
        return written
    plain = read_written(f"{number:,f}", unit, measured)
    assert plain is not None  # a number is one figure
    return plain


def told(text: str, unit: str, when: str) -> str:
    """Return a figure as published with its unit and time: 約1.5兆円（2024年）; '' for none."""
    if not text:
        return ""
    head, bracket, rest = text.partition("（")
    if _UNIT_SCALE.search(head):  # 4千万超 of 万人 is 4千万人超, 約6割 of % is 約6割
        unit = "" if "割" in head else _UNIT_SCALE.sub("", unit, count=1)
    bound = next((word for word in _BOUNDS if head.endswith(word)), "")
    said = f"{head.removesuffix(bound)}{unit}{bound}{bracket}{rest}"
    return f"{said}（{when}）" if when else said
