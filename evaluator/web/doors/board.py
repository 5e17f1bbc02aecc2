"""The secretariat's board: every ministry and where it stands."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from evaluator.secretariat.status import round_status
from evaluator.show import status as shown
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit


def board(visit: Visit) -> Response:
    """Show where every ministry of the round stands."""
    status = round_status(visit.opened, visit.today)
    return visit.page("board", round=visit.opened.catalogue.round, status=status, shown=shown)


DOORS: Final = (Door("/{round}", board, OFFICE),)
