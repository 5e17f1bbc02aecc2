"""Years of the Japanese eras, and when each era was."""

from __future__ import annotations

from datetime import date
from typing import Final

_ERAS: Final = {
    "令和": (2018, date(2019, 5, 1), date.max),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
}
_SHORT: Final = {"R": "令和", "H": "平成", "S": "昭和"}

YEAR: Final = r"(?P<era>令和|平成|昭和|[RrHhSs]\.?)?(?P<y>\d{1,4}|元)"
"""A year as it is written, on text folded to half width."""


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
"""What lies beyond comes from a serial number gone wrong: 1899, 9999."""


def western(era: str | None, year: str) -> int:
    """Return the western year of 令和 7, of 平成 元, or of no era and 2025; 0 for no year."""
    number = 1 if year == "元" else int(year)
    if era and number:
        return _era(era)[0] + number
    return number if year != "元" and not era else 0


def was(era: str | None, day: date) -> bool:
    """Whether the day was in the era: 平成38年 never was. True without an era."""
    if not era:
        return True
    _, first, last = _era(era)
    return first <= day <= last


def began(era: str | None, year: int) -> bool:
    """Whether a fiscal year may be named for the era: 平成31年度 ends in 令和."""
    if not era:
        return True
    _, first, last = _era(era)
    return first.year <= year <= last.year


def _era(name: str) -> tuple[int, date, date]:
    return _ERAS[_SHORT.get(name[0].upper(), name)]
