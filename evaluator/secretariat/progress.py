"""Telling whoever waits how far a long act has come."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how many are done, of how many."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Report no progress."""
