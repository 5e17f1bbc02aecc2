"""The round's catalogue: what it says, its versions, the forms made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.errors import CatalogueRejected
from evaluator.files import read_file
from evaluator.ledger.details import CatalogueChanged, FormsIssued
from evaluator.model import MinistryName
from evaluator.secretariat.catalogue_log import catalogue_log
from evaluator.secretariat.instructions import issue_instructions
from evaluator.secretariat.issue import deadlines_passed, issue_forms, without_forms
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.supplement import forms_out, issue_supplements
from evaluator.show import catalogue as shown
from evaluator.show.finding import in_a_line
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.sent import attached, zipped
from evaluator.web.visit import Visit


def catalogue(visit: Visit) -> Response:
    """Show the catalogue as it is, or why it cannot be used."""
    try:
        opened = visit.opened
    except CatalogueRejected as error:
        return visit.page("catalogue_rejected", 500, error=error)
    is_issued = any(isinstance(event.details, FormsIssued) for event in opened.book.events)
    more, unknown = _to_supplement(opened) if is_issued else ([], [])
    return visit.page(
        "catalogue",
        catalogue=opened.catalogue,
        findings=opened.about,
        versions=tuple(reversed(catalogue_log(opened))),
        forms=tuple(_forms(visit)),
        is_issued=is_issued,
        more=more,
        unknown=[shown.no_supplement(name) for name in unknown],
        passed=(
            *deadlines_passed(opened.catalogue, visit.today),
            *without_forms(opened.catalogue),
        ),
        shown=shown,
        in_a_line=in_a_line,
        done=visit.done,
    )


def _to_supplement(opened: OpenRound) -> tuple[list[MinistryName], list[MinistryName]]:
    """Return who has to be asked for more, and of whom that is not known."""
    every = {name: forms_out(opened, name) for name in opened.catalogue.respondents}
    more = [name for name, out in every.items() if out.asked or out.needs_form]
    unknown = [name for name, out in every.items() if out.forms and not out.is_known]
    return more, unknown


def _forms(visit: Visit) -> Mapping[str, Path]:
    """Return what was made to be sent out, by its place in the round's folder."""
    folder = visit.workspace.templates(visit.round_id)
    made = (*_found(folder, "*.xlsx"), visit.workspace.instructions(visit.round_id))
    return {path.relative_to(folder).as_posix(): path for path in made if path.is_file()}


def _found(folder: Path, kind: str) -> Iterator[Path]:
    """Yield the forms in a folder and in those of divisions, supplements and moved answers."""
    for name in ("", "担当課室別", "追補", "引継ぎ", "統合"):
        yield from sorted((folder / name).glob(f"{folder.name}_{kind}"))


def catalogue_file(visit: Visit) -> Response:
    """Send the catalogue, to be edited."""
    path = visit.workspace.catalogue(visit.round_id)
    return attached(f"{visit.round_id}_施策一覧.xlsx", read_file(path))


def version(visit: Visit) -> Response:
    """Send a version of the catalogue as it was."""
    on_record = [e.details for e in visit.opened.book.events]
    every = [each.content for each in on_record if isinstance(each, CatalogueChanged)]
    number = visit.request.path_params["number"]
    if not 1 <= number <= len(every):
        raise HTTPException(404)
    content = read_file(visit.workspace.version(visit.round_id, every[number - 1]))
    return attached(f"{visit.round_id}_施策一覧_第{number}版.xlsx", content)


def form(visit: Visit) -> Response:
    """Send a form that was made."""
    path = _forms(visit).get(visit.request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return attached(path.name, read_file(path))


def forms(visit: Visit) -> Response:
    """Send all of them in one file."""
    found = _forms(visit)
    if not found:
        raise HTTPException(404)
    return zipped(found.items(), f"{visit.round_id}_様式.zip")


def issue(visit: Visit) -> Response:
    """Make the forms and 記入要領, and put them on record."""
    with visit.desk() as desk:
        before = len(desk.opened.book.events)
        issue_forms(desk, by_division=bool(visit.text("by_division")))
        issue_instructions(desk)
        done = desk.ledger.events(desk.round_id)[before:]
    return visit.go(visit.round_id, "catalogue", done=done)


def supplement(visit: Visit) -> Response:
    """Make a supplement for each ministry that has to be asked for more."""
    with visit.desk() as desk:
        before = len(desk.opened.book.events)
        issue_supplements(desk)
        done = desk.ledger.events(desk.round_id)[before:]
    return visit.go(visit.round_id, "catalogue", done=done)


_PAGE: Final = "/{round}/catalogue"
DOORS: Final = (
    Door(_PAGE, catalogue, OFFICE),
    Door(f"{_PAGE}/file", catalogue_file, OFFICE),
    Door(f"{_PAGE}/version/{{number:int}}", version, OFFICE),
    Door(f"{_PAGE}/form/{{name:path}}", form, OFFICE),
    Door(f"{_PAGE}/forms", forms, OFFICE),
    Door(f"{_PAGE}/issue", issue, OFFICE, is_act=True),
    Door(f"{_PAGE}/supplement", supplement, OFFICE, is_act=True),
)
