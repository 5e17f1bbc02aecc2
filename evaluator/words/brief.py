"""Texts cut down to what a sentence has room for."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], limit: int = 6) -> str:
    """Return the items joined by 、, the rest beyond the limit only counted."""
    shown = "、".join(items[:limit])
    return shown + (f"ほか{len(items) - limit}件" if len(items) > limit else "")


def shorten(text: str, limit: int = 60) -> str:
    """Cut a cell's text for a message; line breaks become spaces."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
