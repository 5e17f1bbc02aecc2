"""How often one caller may call: a server that is hammered stays there for the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

_WINDOW: Final = 60.0  # seconds
_MOST_CALLERS: Final = 10_000  # remembered at once; more come from no round


class Pace:
    """Counts calls in the present minute, a worker for itself."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._calls: dict[str, int] = {}
        self._minute = 0

    def is_too_fast(self, caller: str, most: int) -> bool:
        """Count a call; return whether it is beyond what is allowed in a minute."""
        minute = int(self._clock() // _WINDOW)
        with self._lock:
            if minute != self._minute or len(self._calls) > _MOST_CALLERS:
                self._minute, self._calls = minute, {}
            self._calls[caller] = calls = self._calls.get(caller, 0) + 1
        return calls > most
