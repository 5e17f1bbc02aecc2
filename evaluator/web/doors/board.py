"""The secretariat's board: every ministry and where it stands."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from evaluator.secretariat import acts
from evaluator.secretariat.status import FormStatus, round_status
from evaluator.show import status as shown
from evaluator.show.followed import open_line as carried_line
from evaluator.show.remark import open_line
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit


def board(visit: Visit) -> Response:
    """Show where every ministry of the round stands; `state` in the address shows some."""
    status = round_status(visit.opened, visit.today)
    chosen = FormStatus.__members__.get(visit.request.query_params.get("state", ""))
    return visit.page(
        "board",
        round=visit.opened.catalogue.round,
        status=status,
        chosen=chosen,
        shown=shown,
        open_line=open_line,
        carried_line=carried_line,
        done=visit.done,
    )


def put_aside(visit: Visit) -> Response:
    """Settle a file that cannot be used, for a reason."""
    reason = visit.needed("reason")
    with visit.desk() as desk:
        acts.put_aside(desk, visit.text("number"), reason)
        done = desk.ledger.events(desk.round_id)[-1:]
    return visit.go(visit.round_id, done=done)


DOORS: Final = (
    Door("/{round}", board, OFFICE),
    Door("/{round}/put-aside", put_aside, OFFICE, is_act=True),
)
