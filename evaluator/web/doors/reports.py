"""The draft annex, its charts and all outputs; reports are made in the background."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.model import MarkSource
from evaluator.outputs.names import CHART_FOLDER, PAGE
from evaluator.secretariat.made import MadeFile, charts_made, events_since, reports_made
from evaluator.web import sent
from evaluator.web.door import Door
from evaluator.web.jobs.begin import begin
from evaluator.web.jobs.job import Jobs, Order, Work
from evaluator.web.people import OFFICE, OFFICE_AND_READERS
from evaluator.web.visit import Visit

SOURCES: Final = {source.name.lower(): source for source in MarkSource}
"""Whose marks a report counts, as addresses say it."""
_DOCUMENTS: Final = ("別紙.docx", "別紙.xlsx", "参考図.docx", "スライド.pptx")


def reports(visit: Visit) -> Response:
    """Show what was made of the round, and let it be made anew."""
    marks = visit.request.query_params.get("marks", "self")
    files = _files(visit, marks)
    jobs = Jobs(visit.workspace, visit.round_id)
    return visit.page(
        "reports",
        round=visit.opened.catalogue.round,
        sources=SOURCES,
        marks=marks,
        files=files,
        made_at=min((each.at for each in files.values()), default=None),
        since=events_since(files, visit.opened.book.events),
        has_page=PAGE in files,
        documents=[files[name] for name in _DOCUMENTS if name in files],
        charts=charts_made(files),
        jobs=jobs.latest(),
        running=jobs.running(),
    )


def make(visit: Visit) -> Response:
    """Have the reports made."""
    source = SOURCES.get(visit.text("marks"))
    if source is None:
        raise HTTPException(400)
    order = Order(work=Work.REPORT, person=visit.person.name, at=visit.now, source=source)
    number = begin(visit.workspace, visit.round_id, order)
    return visit.go(visit.round_id, "reports", "job", number)


def file(visit: Visit) -> Response:
    """Send a file of a report."""
    return sent.attachment(_file(visit, visit.request.path_params["name"]))


def chart(visit: Visit) -> Response:
    """Send the picture of a chart."""
    return sent.picture(_file(visit, f"{CHART_FOLDER}/{visit.request.path_params['name']}"))


def page(visit: Visit) -> Response:
    """Show the working page."""
    return sent.working_page(_file(visit, PAGE))


def _files(visit: Visit, marks: str) -> dict[str, MadeFile]:
    if marks not in SOURCES:
        raise HTTPException(404)
    return reports_made(visit.workspace, visit.round_id, SOURCES[marks])


def _file(visit: Visit, name: str) -> MadeFile:
    """Return a file of the report that the address names; only what lies there can be named."""
    found = _files(visit, visit.request.path_params["marks"]).get(name)
    if found is None:
        raise HTTPException(404)
    return found


DOORS: Final = (
    Door("/{round}/reports", reports, OFFICE_AND_READERS),
    Door("/{round}/reports", make, OFFICE, is_act=True),
    Door("/{round}/reports/{marks}/page", page, OFFICE_AND_READERS),
    Door("/{round}/reports/{marks}/chart/{name}", chart, OFFICE_AND_READERS),
    Door("/{round}/reports/{marks}/file/{name:path}", file, OFFICE_AND_READERS),
)
