"""受付: many files at once, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.secretariat.receipt import PLAINLY, Terms, Way
from evaluator.secretariat.receive import receive
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.receipts import Kept, Receipts
from evaluator.web.served import own_folder
from evaluator.web.uploads import put_down
from evaluator.web.visit import Visit


def ask(visit: Visit) -> Response:
    """Ask for the files."""
    return visit.page("receive", limits=visit.served.limits)


def take(visit: Visit) -> Response:
    """Receive what was sent: files, folders' files, zips."""
    files = (*visit.files("files"), *visit.files("folder"))
    if not files:
        raise HTTPException(422)
    store = _receipts(visit)
    key = store.begin()
    try:
        paths = tuple(put_down(files, store.uploads(key)))
        return _received(visit, store, key, paths, PLAINLY)
    finally:
        store.clear_uploads(key)


def take_one(visit: Visit) -> Response:
    """Receive a file that was not taken, on the terms that it asks for."""
    kept = _one(visit)
    way = Way(kept.way)
    reason = visit.needed("reason") if way is Way.REPLACING else visit.text("reason")
    store = _receipts(visit)
    path = store.file(visit.request.path_params["key"], kept)
    return _received(visit, store, store.begin(), (path,), Terms.of(way, reason))


def _received(
    visit: Visit, store: Receipts, key: str, paths: Sequence[Path], terms: Terms
) -> Response:
    with visit.desk() as desk:
        store.keep(key, receive(desk, paths, terms))
    return visit.go(visit.round_id, "receive", key)


def receipts(visit: Visit) -> Response:
    """Show what became of files that were received together."""
    return visit.page("receipts", receipts=_of_key(visit), Way=Way)


def _of_key(visit: Visit) -> tuple[Kept, ...]:
    kept = _receipts(visit).of(visit.request.path_params["key"])
    if kept is None:
        raise HTTPException(404)
    return kept


def _one(visit: Visit) -> Kept:
    number = visit.request.path_params["number"]
    for place, kept in enumerate(_of_key(visit), start=1):
        if str(place) == number and kept.way:
            return kept
    raise HTTPException(404)


def _receipts(visit: Visit) -> Receipts:
    return Receipts(own_folder(visit.workspace) / "receipts" / visit.round_id)


_PAGE: Final = "/{round}/receive"
DOORS: Final = (
    Door(_PAGE, ask, OFFICE),
    Door(_PAGE, take, OFFICE, is_act=True),
    Door(f"{_PAGE}/{{key}}", receipts, OFFICE),
    Door(f"{_PAGE}/{{key}}/{{number}}", take_one, OFFICE, is_act=True),
)
