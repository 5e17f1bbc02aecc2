"""Dates as officials write them: western or 和暦, a day or only a month or a fiscal year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from evaluator.findings.value import DATE_GUESSED, NOT_A_DATE
from evaluator.sheets.normalise.parsed import Parsed, Rejected
from evaluator.sheets.normalise.texts import narrow, text
from evaluator.words import eras
from evaluator.xlsx.source import Raw

_DAY: Final = re.compile(
    eras.YEAR + r"[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})日?"
    r"(?:時点|現在|\((?P<weekday>[月火水木金土日])\)|(?P<time>T?\d\d:\d\d(:\d\d)?))?",
    flags=re.ASCII,
)
_MONTH: Final = re.compile(
    eras.YEAR + r"[年./-](?P<m>\d{1,2})月?(?:末日?|中|時点|現在)?", flags=re.ASCII
)
_FISCAL_YEAR: Final = re.compile(eras.YEAR + r"年?度(?:末日?)?", flags=re.ASCII)
_DIGITS: Final = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)", flags=re.ASCII)

_EXCEL_ZERO: Final = date(1899, 12, 30)
_BEHIND_1904: Final = 1462  # days: what counts from 1904 is so much smaller
_SERIALS: Final = range(
    (date(2000, 1, 1) - _EXCEL_ZERO).days, (date(eras.LAST_YEAR + 1, 1, 1) - _EXCEL_ZERO).days
)
"""Any other number may be anything; the strategy has no figures from before."""


def day(raw: Raw) -> Parsed:
    """Read a date: a date cell, or text such as 2026/3/31, 2026年3月31日, 令和8年3月31日.

    A month, a fiscal year or a bare serial number is asked about, with the day it suggests.
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, datetime):
        return Parsed(_plausible(raw.date()))
    if isinstance(raw, date):
        return Parsed(_plausible(raw))
    if not isinstance(raw, str):
        raise _asked(_serial(raw))
    plain = re.sub(r"\s", "", narrow(text(raw).value))
    if not plain:
        return Parsed(None)
    match = _DAY.fullmatch(plain)
    if match:
        return _whole_day(match)
    raise _asked(_suggested(plain))


def day_or_serial(raw: Raw, *, is_1904: bool) -> Parsed:
    """Read a date where no cell has a format: a whole number is the day that it counts to."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return day(raw)
    found = _counted(raw + _BEHIND_1904 if is_1904 else raw)
    return Parsed(found, noted=True) if found else day(raw)


def _whole_day(match: re.Match[str]) -> Parsed:
    found = _date(eras.western(match["era"], match["y"]), int(match["m"]), int(match["d"]))
    if found is None:
        raise Rejected(NOT_A_DATE)
    if not match["era"] and len(match["y"]) != 4:
        raise _asked(_date(2000 + found.year, found.month, found.day) if found.year < 100 else None)
    other_weekday = match["weekday"] and "月火水木金土日"[found.weekday()] != match["weekday"]
    if other_weekday or not eras.was(match["era"], found):
        raise _asked(found)
    return Parsed(_plausible(found), noted=True)


def _plausible(found: date) -> date:
    """Reject what a serial number gone wrong gives: 1900-02-28, 9999-12-31."""
    if not eras.FIRST_YEAR < found.year <= eras.LAST_YEAR:
        raise Rejected(NOT_A_DATE)
    return found


def _suggested(plain: str) -> date | None:
    match = _MONTH.fullmatch(plain)
    if match and (match["era"] or len(match["y"]) == 4):
        year, month = eras.western(match["era"], match["y"]), int(match["m"])
        if 1 <= month <= 12 and year:
            return _date(year, month, monthrange(year, month)[1])
    match = _FISCAL_YEAR.fullmatch(plain)
    if match and (match["era"] or len(match["y"]) == 4):
        return _date(eras.western(match["era"], match["y"]) + 1, 3, 31)
    match = _DIGITS.fullmatch(plain)
    if match:
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    return _serial(float(plain)) if re.fullmatch(r"\d{5}", plain, flags=re.ASCII) else None


def _serial(number: float) -> date | None:
    """Return the day that Excel shows for a number, or that its eight digits spell."""
    if isinstance(number, bool) or number != number // 1:
        return None
    match = _DIGITS.fullmatch(str(int(number)))
    if match:
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    return _counted(number)


def _counted(number: float) -> date | None:
    """Return the day that a whole number counts to, if it is one that can be meant."""
    days = int(number)
    return _EXCEL_ZERO + timedelta(days=days) if days == number and days in _SERIALS else None


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _asked(guess: date | None) -> Rejected:
    if guess is None or not eras.FIRST_YEAR < guess.year <= eras.LAST_YEAR:
        return Rejected(NOT_A_DATE)
    return Rejected(DATE_GUESSED, guess=f"{guess.year}/{guess.month}/{guess.day}")
