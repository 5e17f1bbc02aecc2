"""Every door of the desk, a module for what belongs together."""

from __future__ import annotations

from typing import Final

from evaluator.web.door import Door
from evaluator.web.doors import (
    acts,
    amendment,
    board,
    bullets,
    catalogue,
    editions,
    entry,
    form,
    jobs,
    links,
    mails,
    measures,
    ministry,
    receive,
    remarks,
    reports,
    review,
    signing_in,
    submit,
    to_do,
    workbook,
)

DOORS: Final[tuple[Door, ...]] = (
    *entry.DOORS,
    *signing_in.DOORS,
    *links.DOORS,
    *board.DOORS,
    *ministry.DOORS,
    *acts.DOORS,
    *form.DOORS,
    *submit.DOORS,
    *mails.DOORS,
    *receive.DOORS,
    *to_do.DOORS,
    *amendment.DOORS,
    *catalogue.DOORS,
    *workbook.DOORS,
    *bullets.DOORS,
    *review.DOORS,
    *jobs.DOORS,
    *reports.DOORS,
    *editions.DOORS,
    *measures.DOORS,
    *remarks.DOORS,
)
