"""Days and moments as an official in Tokyo reads them, wherever the program runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

TOKYO: Final = timezone(timedelta(hours=9), "JST")
"""Asia/Tokyo: without summer time since 1952, so no table of time zones is needed."""


def local_day(at: datetime) -> str:
    """Return the day of a moment as 2026-01-15."""
    return f"{at.astimezone(TOKYO):%Y-%m-%d}"


def day_of(at: datetime) -> date:
    """Return the day of a moment."""
    return at.astimezone(TOKYO).date()


def local_time(at: datetime) -> str:
    """Return a moment as 2026-01-15 09:30."""
    return f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}"


def spelled(day: date) -> str:
    """Return a day as 2026年1月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def time_said(day: date) -> str:
    """Return the time of a value as it is published: 2025年, 2025年度, 2025年6月末."""
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年"
    if (day.month, day.day) == (3, 31):
        return f"{day.year - 1}年度"
    is_last = (day + timedelta(days=1)).month != day.month
    return f"{day.year}年{day.month}月" + ("末" if is_last else f"{day.day}日")
