"""The process of a job: takes its charge from a pipe, says the job's number, and does it."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from filelock import Timeout

from evaluator.errors import CannotWrite
from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.secretariat.progress import OnProgress
from evaluator.web.jobs.begin import Charge
from evaluator.web.jobs.job import Job, Jobs

_BETWEEN_NOTES: Final = 0.3  # seconds: a person sees no more, and the disk is spared
_UNTIL_HELD: Final = 1.0  # seconds: whoever looks whether a job runs holds the lock for a moment


def main() -> None:
    """Do what is asked for, unless another job of the round runs: then say its number."""
    charge = Charge.model_validate_json(sys.stdin.buffer.read())
    workspace, round_id = Workspace(Path(charge.root), charge.database), RoundId(charge.round_id)
    jobs = Jobs(workspace, round_id)
    lock = jobs.lock()
    Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
    try:
        lock.acquire(timeout=_UNTIL_HELD)
    except Timeout:
        _say(_other(jobs))
        return
    with lock:
        job = Job(number=max(jobs.numbers(), default=0) + 1, order=charge.order)
        jobs.keep(job)
        _say(job.number)
        _work(workspace, round_id, jobs, job)


def _say(number: int) -> None:
    """Tell the server, which waits for this line, and let it go on."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.close()


def _other(jobs: Jobs) -> int:
    """Return the number of the job that runs; it may be about to write that down."""
    for _ in range(20):
        job = jobs.running()
        if job:
            return job.number
        sleep(0.1)
    return max(jobs.numbers(), default=0)


def _work(workspace: Workspace, round_id: RoundId, jobs: Jobs, job: Job) -> None:
    # It loads all that draws and sets the outputs: the server waits no longer by now.
    from evaluator.web.jobs.work import done  # noqa: PLC0415

    outcome = done(workspace, round_id, job.order, _noting(jobs, job))
    last = jobs.get(job.number) or job
    jobs.keep(last.model_copy(update={"outcome": outcome, "ended": datetime.now(UTC)}))


def _noting(jobs: Jobs, job: Job) -> OnProgress:
    """Return what puts down how far a job is."""
    noted = 0.0

    def note(step: str, done: int, total: int) -> None:
        nonlocal noted
        if monotonic() - noted < _BETWEEN_NOTES and done < total:
            return
        noted = monotonic()
        with suppress(CannotWrite):  # the work is worth more than what is told of it
            jobs.keep(job.model_copy(update={"step": step, "done": done, "total": total}))

    return note


if __name__ == "__main__":
    main()
