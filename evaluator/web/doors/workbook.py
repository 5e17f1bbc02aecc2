"""調整.xlsx beside the pages: saved, filled in and sent back, as its commands do."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.files import make_folder, read_file
from evaluator.secretariat.review import export_review, exported, import_review
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.sent import attached
from evaluator.web.served import own_folder
from evaluator.web.uploads import put_down
from evaluator.web.visit import Visit


def workbooks(visit: Visit) -> Response:
    """Offer the workbooks that were made, and take one that was filled in."""
    return _page(visit, made=visit.request.query_params.get("made", ""))


def _page(visit: Visit, code: int = 200, **said: object) -> Response:
    names = [path.name for path in exported(visit.workspace, visit.round_id)]
    return visit.page("workbooks", code, names=names, **{"made": "", "taken": None, **said})


def make(visit: Visit) -> Response:
    """Make the next workbook, if there is anything new."""
    with visit.desk() as desk:
        done, _ = export_review(desk.opened)
    made = "new" if done.is_new else "same"
    return visit.go(visit.round_id, "review", "workbook", made=made)


def workbook(visit: Visit) -> Response:
    """Send a workbook to be filled in."""
    name = visit.request.path_params["name"]
    for path in exported(visit.workspace, visit.round_id):
        if path.name == name:
            return attached(name, read_file(path))
    raise HTTPException(404)


def take_in(visit: Visit) -> Response:
    """Put the decisions of a filled workbook on record, and say what became of it.

    To send it again changes nothing, so that the answer may be the page itself.
    """
    files = visit.files("file")
    if not files:
        raise HTTPException(422)
    own = own_folder(visit.workspace)
    make_folder(own)
    with TemporaryDirectory(dir=own) as folder:
        path = next(put_down(files, Path(folder)))
        with visit.desk() as desk:
            taken = import_review(desk, path)
    return _page(visit, 422 if taken.refused else 200, taken=taken)


_PAGE: Final = "/{round}/review/workbook"
DOORS: Final = (
    Door(_PAGE, workbooks, OFFICE),
    Door(_PAGE, take_in, OFFICE, is_act=True),
    Door(f"{_PAGE}/make", make, OFFICE, is_act=True),
    Door(f"{_PAGE}/{{name}}", workbook, OFFICE),
)
