"""How far a job is, and what came of it; also told step by step to a page that stays open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from evaluator.web.door import Door
from evaluator.web.jobs.job import Job, Jobs, State, Work
from evaluator.web.people import OFFICE_AND_READERS
from evaluator.web.visit import Visit

_BETWEEN_LOOKS: Final = 0.5  # seconds
_LOOKS: Final = 60  # then the browser asks again: a server that ends waits no longer than that


def job(visit: Visit) -> Response:
    """Show how far a job is, or what came of it."""
    return visit.page(
        "job", round=visit.opened.catalogue.round, job=_job(visit), State=State, Work=Work
    )


def events(visit: Visit) -> Response:
    """Tell each step as it comes, as server-sent events."""
    jobs, number = Jobs(visit.workspace, visit.round_id), _job(visit).number
    return StreamingResponse(_told(jobs, number), media_type="text/event-stream")


async def _told(jobs: Jobs, number: int) -> AsyncIterator[str]:
    for _ in range(_LOOKS):
        now = await run_in_threadpool(jobs.get, number)
        if now is None:
            return
        yield _event(now)
        if now.state is not State.RUNNING:
            return
        await asyncio.sleep(_BETWEEN_LOOKS)


def _event(now: Job) -> str:
    runs = now.state is State.RUNNING
    said = {"said": now.progress, "done": now.done, "total": now.total, "runs": runs}
    return f"data: {json.dumps(said, ensure_ascii=False)}\n\n"


def _job(visit: Visit) -> Job:
    found = Jobs(visit.workspace, visit.round_id).get(visit.request.path_params["job"])
    if found is None:
        raise HTTPException(404)
    return found


DOORS: Final = (
    Door("/{round}/reports/job/{job:int}", job, OFFICE_AND_READERS),
    Door("/{round}/reports/job/{job:int}/events", events, OFFICE_AND_READERS),
)
