"""Texts cut down to what a sentence has room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LIMIT: Final = 6
"""So many items are named; the others are counted."""


def listed(items: Sequence[str], limit: int = LIMIT, *, of: int = 0) -> str:
    """Return the items joined by 、, the rest beyond the limit only counted.

    `of` says how many there are, where `items` are just the first of them.
    """
    shown, number = "、".join(items[:limit]), max(of, len(items))
    return shown + (f"ほか{number - limit}件" if number > limit else "")


def shorten(text: str, limit: int = 60) -> str:
    """Cut a cell's text for a message; line breaks become spaces."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
