"""調整 in the browser: the marks, under the same rules as the rows of 調整.xlsx."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.ledger import Event
from evaluator.model import MeasureId
from evaluator.results.followed import of_measure
from evaluator.results.grounds import decoded
from evaluator.review.export import TO_DECIDE, measure_rows
from evaluator.review.page import Page, Typed
from evaluator.review.rows import FIRST_MARK, BlankMeans, Cancel, ReviewRow, hidden_in, layout_in
from evaluator.secretariat.review import agenda_of, decide
from evaluator.sheets.layout import layout_of
from evaluator.show.followed import as_lines
from evaluator.web.door import Door
from evaluator.web.judged import answered, on_the_table, shown_until
from evaluator.web.people import OFFICE
from evaluator.web.stale import Stale
from evaluator.web.visit import Visit
from evaluator.xlsx.source import digest

DECIDED, UNDECIDED = "決定", "未決定"
_TYPED: Final = ("final_mark", "reason")
_COLUMNS: Final = (
    *("ministries", "previous_mark", "self_mark", "proposed", "difference", "final_mark"),
)
_SHOWN: Final = (
    *("previous_mark", "self_mark", "proposed", "difference", "calculation"),
    *("progress", "own_reason", "answer", "change", "story"),
)


def stand(row: ReviewRow) -> str:
    """Say whether a measure is decided: 決定, 未決定 or 要再決定."""
    if row.change.startswith(TO_DECIDE):
        return TO_DECIDE
    return DECIDED if row.final_mark else UNDECIDED


def marks(visit: Visit) -> Response:
    """List the measures with their marks; `show` in the address shows some."""
    agenda = on_the_table(visit)
    programme = agenda.results.catalogue.programme
    rows = [(row, stand(row)) for row in measure_rows(agenda)]
    states = (UNDECIDED, TO_DECIDE, DECIDED)
    chosen = visit.request.query_params.get("show", "")
    return visit.page(
        "review",
        first=programme.first_marks,
        columns=[name for name in _COLUMNS if name not in hidden_in(ReviewRow, programme)],
        rows=[(row, state) for row, state in rows if chosen in ("", state)],
        counts={state: sum(each == state for _, each in rows) for state in states},
        chosen=chosen,
        number=len(rows),
        header=_header,
        done=visit.done,
    )


def _header(field: str) -> str:
    return layout_of(ReviewRow).by_field(field).header


def mark(visit: Visit) -> Response:
    """Show a measure to be decided: its answers, both marks, what was decided before."""
    return _page(visit, done=visit.done)


def _page(visit: Visit, code: int = 200, typed: Typed | None = None, **said: object) -> Response:
    agenda = on_the_table(visit)
    rows = measure_rows(agenda)
    row = next((each for each in rows if each.measure_id == _measure(visit)), None)
    if row is None:
        raise HTTPException(404)
    now = {"final_mark": str(row.final_mark or ""), "reason": row.reason}
    scale = visit.opened.catalogue.scale
    return visit.page(
        "mark",
        code,
        row=row,
        stand=stand(row),
        layout=layout_in(ReviewRow, visit.opened.catalogue),
        shown=_SHOWN,
        carried=[
            "\n".join(as_lines(one))
            for one in of_measure(agenda.carried, MeasureId(row.measure_id))
        ],
        choices=(*(each.value for each in scale.marks), Cancel.CANCEL.value),
        typed=typed or now,
        seen=len(agenda.events),
        then=_next(rows, row),
        **{"findings": (), "done": (), **said},
    )


def _next(rows: tuple[ReviewRow, ...], row: ReviewRow) -> ReviewRow | None:
    """Return the next measure that is not decided, from the first again after the last."""
    at = rows.index(row)
    return next((r for r in (*rows[at + 1 :], *rows[:at]) if stand(r) != DECIDED), None)


def _measure(visit: Visit) -> str:
    return str(visit.request.path_params["measure"])


def decide_mark(visit: Visit) -> Response:
    """Decide the mark of a measure, or take a decision back."""
    typed = {name: visit.passage(name) for name in _TYPED}
    with visit.desk() as desk:
        measures = {str(each.id): each for each in desk.catalogue.measures}
        measure = measures.get(_measure(visit))
        if measure is None:
            raise HTTPException(404)
        printed = {"measure_id": measure.id, "title": measure.title}
        row = printed | {"basis": visit.passage("basis")} | typed
        page = Page(visit.round_id, shown_until(visit), measures=(row,))
        outcome = decide(desk, page, agenda_of(desk.opened))
    return answered(visit, outcome, ("review", measure.id), _page, typed)


def ask_as_rated(visit: Visit) -> Response:
    """Ask once more before all undecided measures are decided by the marks that there are."""
    agenda = on_the_table(visit)
    blank, catalogue = _blank(measure_rows(agenda)), agenda.results.catalogue
    field = FIRST_MARK[catalogue.programme.first_marks]
    signs = {mark.value for mark in catalogue.scale.marks}
    taken = {row.measure_id for row in blank if str(getattr(row, field)) in signs}
    return visit.page(
        "as_rated",
        first=catalogue.programme.first_marks,
        field=field,
        rows=[row for row in blank if row.measure_id in taken],
        without=[row for row in blank if row.measure_id not in taken],
        told=_answers(blank),
        seen=len(agenda.events),
    )


def as_rated(visit: Visit) -> Response:
    """Decide all undecided measures so, as the one cell of 調整.xlsx does."""
    with visit.desk() as desk:
        agenda = agenda_of(desk.opened)
        blank = _blank(measure_rows(agenda))
        if _answers(blank) != visit.text("told"):
            raise Stale(_since(desk.opened.book.events, shown_until(visit)))
        means = BlankMeans.of(agenda.results.catalogue.programme)
        rows = tuple(
            {"measure_id": row.measure_id, "title": row.title, "basis": row.basis} for row in blank
        )
        page = Page(visit.round_id, shown_until(visit), rows, blank_means=means)
        decide(desk, page, agenda)
    return visit.go(visit.round_id, "review")


def _blank(rows: tuple[ReviewRow, ...]) -> tuple[ReviewRow, ...]:
    return tuple(row for row in rows if not row.final_mark)


def _answers(rows: tuple[ReviewRow, ...]) -> str:
    """Return a hash of measures with the answers that a decision on them rests on."""
    bases = ((row.measure_id, decoded(row.basis)) for row in rows)
    return digest("\n".join(f"{key} {basis and basis.digest}" for key, basis in bases).encode())


def _since(events: tuple[Event, ...], seen: int) -> tuple[Event, ...]:
    return tuple(event for event in events if event.number > seen)


_PAGE: Final = "/{round}/review"
DOORS: Final = (
    Door(_PAGE, marks, OFFICE),
    Door(f"{_PAGE}/as-rated", ask_as_rated, OFFICE),
    Door(f"{_PAGE}/as-rated", as_rated, OFFICE, is_act=True),
    Door(f"{_PAGE}/{{measure}}", mark, OFFICE),
    Door(f"{_PAGE}/{{measure}}", decide_mark, OFFICE, is_act=True),
)
