"""Every door of the desk, a module for what belongs together."""

from __future__ import annotations

from typing import Final

from evaluator.web.door import Door
from evaluator.web.doors import (
    acts,
    board,
    editions,
    entry,
    form,
    jobs,
    links,
    mails,
    measures,
    ministry,
    remarks,
    reports,
    signing_in,
)

DOORS: Final[tuple[Door, ...]] = (
    *entry.DOORS,
    *signing_in.DOORS,
    *links.DOORS,
    *board.DOORS,
    *ministry.DOORS,
    *acts.DOORS,
    *form.DOORS,
    *mails.DOORS,
    *jobs.DOORS,
    *reports.DOORS,
    *editions.DOORS,
    *measures.DOORS,
    *remarks.DOORS,
)
