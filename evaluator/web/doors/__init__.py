"""Every door of the desk, a module for what belongs together."""

from __future__ import annotations

from typing import Final

from evaluator.web.door import Door
<<<<<<< HEAD
from evaluator.web.doors import board, entry, links, signing_in

DOORS: Final[tuple[Door, ...]] = (
    *entry.DOORS,
    *signing_in.DOORS,
    *links.DOORS,
    *board.DOORS,
=======
from evaluator.web.doors import board, entry, jobs, links, reports

DOORS: Final[tuple[Door, ...]] = (
    *entry.DOORS,
    *board.DOORS,
    *links.DOORS,
    *jobs.DOORS,
    *reports.DOORS,
>>>>>>> main
)
