"""掲載 in the browser: 成果例 and 領域別の取組, under the same rules as the rows of 調整.xlsx."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.review.export import bullet_rows
from evaluator.review.page import Page, Typed
from evaluator.review.rows import BulletRow, BulletRuling
from evaluator.review.write import review_lists
from evaluator.secretariat.review import agenda_of, decide
from evaluator.sheets.layout import layout_of
from evaluator.web.door import Door
from evaluator.web.judged import answered, on_the_table, shown_until
from evaluator.web.people import OFFICE
from evaluator.web.visit import Visit

_TYPED: Final = ("verdict", "heading", "order", "edited", "attribution", "memo")
_PRINTED: Final = ("part", "place", "ministry", "text")
_SHOWN: Final = ("part", "place", "ministry", "text", "own_heading", "own_attribution", "answer")


def bullets(visit: Visit) -> Response:
    """List every bullet, place by place, with what was decided on it."""
    rows = bullet_rows(on_the_table(visit))
    places = [(place, tuple(some)) for place, some in groupby(rows, lambda r: (r.part, r.place))]
    return visit.page("bullets", places=places, header=_header, done=visit.done)


def _header(field: str) -> str:
    return layout_of(BulletRow).by_field(field).header


def bullet(visit: Visit) -> Response:
    """Show a bullet to be decided on."""
    return _page(visit, done=visit.done)


def _page(visit: Visit, code: int = 200, typed: Typed | None = None, **said: object) -> Response:
    agenda = on_the_table(visit)
    key = visit.request.path_params["key"]
    row = next((each for each in bullet_rows(agenda) if each.key == key), None)
    if row is None:  # its words have changed, and it is another by now
        return visit.page("bullet_gone", max(code, 404), **{"findings": (), **said})
    return visit.page(
        "bullet",
        code,
        row=row,
        layout=layout_of(BulletRow),
        shown=_SHOWN,
        rulings=tuple(BulletRuling),
        lists=review_lists(visit.opened.catalogue),
        typed=typed or _typed(row),
        seen=len(agenda.events),
        **{"findings": (), "done": (), **said},
    )


def _typed(row: BulletRow) -> dict[str, str]:
    return {name: str(getattr(row, name) or "") for name in _TYPED}


def decide_bullet(visit: Visit) -> Response:
    """Decide on a bullet, or take a decision back."""
    typed = {name: visit.passage(name) for name in _TYPED}
    key = str(visit.request.path_params["key"])
    printed = {name: visit.passage(name) for name in _PRINTED} | {"key": key}
    if not all(printed.values()):
        raise HTTPException(400)
    with visit.desk() as desk:
        page = Page(visit.round_id, shown_until(visit), bullets=(printed | typed,))
        outcome = decide(desk, page, agenda_of(desk.opened))
    return answered(visit, outcome, ("review", "bullets", key), _page, typed)


_PAGE: Final = "/{round}/review/bullets"
DOORS: Final = (
    Door(_PAGE, bullets, OFFICE),
    Door(f"{_PAGE}/{{key}}", bullet, OFFICE),
    Door(f"{_PAGE}/{{key}}", decide_bullet, OFFICE, is_act=True),
)
