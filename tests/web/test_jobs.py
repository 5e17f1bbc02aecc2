"""Jobs as processes: one of a round at a time, and one that is killed leaves nothing half done."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.editions import editions_of
from evaluator.secretariat.opening import open_round
from evaluator.web.jobs.begin import begin
from evaluator.web.jobs.job import Jobs, Order, State, Work
from tests.builders import R07
from tests.ledger_builders import MONDAY, Office
from tests.web.test_reports import ended

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds a process as Linux has it"),
]
ORDER = Order(work=Work.EDITION, person="山田", at=MONDAY, seen=10**6)
PATIENCE = 60.0  # seconds


def process_of(root: Path) -> int:
    """Return the process that works on a workspace: it holds the lock of the round's jobs."""
    lock = str(root / ".serve" / "jobs" / R07 / "lock")
    until = monotonic() + PATIENCE
    while monotonic() < until:
        for process in Path("/proc").glob("[0-9]*"):
            if process.name != str(os.getpid()) and lock in _open_files(process):
                return int(process.name)
        sleep(0.05)
    raise AssertionError(f"nothing works on {root}")


def _open_files(process: Path) -> list[str]:
    try:
        return [str(each.readlink()) for each in (process / "fd").iterdir()]
    except OSError:  # it has ended, or is somebody else's
        return []


def until_it_has_begun(jobs: Jobs, number: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        job = jobs.get(number)
        if job and job.done:
            return
        sleep(0.05)


def test_who_begins_at_the_same_moment_is_led_to_the_one_job(ready: Office) -> None:
    with ThreadPoolExecutor(4) as several:
        numbers = list(several.map(lambda _: begin(ready.workspace, R07, ORDER), range(4)))
    assert numbers == [1, 1, 1, 1]
    jobs = Jobs(ready.workspace, R07)
    job = ended(jobs, 1)
    assert job.outcome.said[0] == "確定版を作り、封印しました。"
    assert jobs.numbers() == (1,)
    (edition,) = editions_of(open_round(ready.workspace, R07).book.events)
    assert (edition.event.person, edition.event.at) == ("山田", MONDAY)


@pytest.mark.parametrize("after", [0.0, 2.0])
def test_a_job_that_is_killed_is_interrupted_and_the_next_is_whole(
    ready: Office, after: float
) -> None:
    workspace: Workspace = ready.workspace
    jobs = Jobs(workspace, R07)
    number = begin(workspace, R07, ORDER)
    working = process_of(workspace.root)
    until_it_has_begun(jobs, number)
    sleep(after)

    os.kill(working, signal.SIGKILL)

    assert ended(jobs, number).state in {State.INTERRUPTED, State.DONE}
    with open_desk(workspace, R07, "山田", MONDAY):  # whoever sits down next sweeps
        pass
    again = ended(jobs, begin(workspace, R07, ORDER))
    assert again.number == number + 1
    assert again.state is State.DONE
    (edition,) = editions_of(open_round(workspace, R07).book.events)
    assert edition.folder(workspace, R07).is_dir()
    assert not list(workspace.reports(R07).rglob(".~*"))
