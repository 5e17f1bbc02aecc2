"""Days and times as a workbook stores them: numbers counted from an epoch, or ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

_EPOCH: Final = datetime(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
_EPOCH_1904: Final = datetime(1904, 1, 1)
_FIRST_OF_MARCH: Final = 60
_DAY: Final = 24 * 60 * 60 * 1000  # milliseconds

_ISO: Final = re.compile(
    r"(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)?Z?", re.ASCII
)
_DURATION: Final = re.compile(
    r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?", re.ASCII
)


def moment(number: float, *, is_1904: bool, is_elapsed: bool) -> datetime | str:
    """Return the day of a serial number; a time of day or a duration as its text.

    Raises ValueError or OverflowError for what is no day of the calendar.
    """
    if is_elapsed:
        return str(_whole_milliseconds(timedelta(days=number)))
    day, fraction = divmod(number, 1)
    within = timedelta(milliseconds=round(fraction * _DAY))
    if 0 <= number < 1 and not within.days:
        return str((_EPOCH + within).time())
    if 0 < number < _FIRST_OF_MARCH and not is_1904:
        day += 1
    return (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(days=day) + within


def _whole_milliseconds(span: timedelta) -> timedelta:
    if not span.microseconds:
        return span
    seconds, micro = span.total_seconds() // 1, round(span.microseconds, -3)
    return timedelta(seconds=seconds, microseconds=micro)


def iso(text: str) -> datetime | date | str:
    """Return the day that ISO 8601 names; a time or a duration as its text. Raises ValueError."""
    found = _ISO.fullmatch(text)
    if found and any(found.groups()):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        micro = int(float(found[7] or 0) * 1_000_000)
        if not year:
            return str(time(hour, minute, second, micro))
        if found[4] is None:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute, second, micro)
    span = _DURATION.fullmatch(text)
    if span and any(span.groups()):
        hours, minutes, seconds = (float(part or 0) for part in span.groups())
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    raise ValueError(text)
