"""Beginning a job: a process of its own is started, and says the number of the job."""

from __future__ import annotations

import subprocess
import sys
from threading import Thread
from typing import Final

from pydantic import BaseModel, ConfigDict

from evaluator.errors import CannotWrite
from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.web.jobs.job import Order

_COMMAND: Final = (sys.executable, "-P", "-m", "evaluator.web.jobs")
# -P: nothing is loaded from the folder that the server happens to stand in


class Charge(BaseModel):
    """An order with where it is to be done. It goes by a pipe: an address may hold a password."""

    model_config = ConfigDict(frozen=True)

    root: str
    database: str
    round_id: str
    order: Order


def begin(workspace: Workspace, round_id: RoundId, order: Order) -> int:
    """Begin a job; return its number, or that of the one that runs already. CannotWrite."""
    charge = Charge(
        root=str(workspace.root.resolve()),
        database=workspace.database,
        round_id=round_id,
        order=order,
    )
    process = subprocess.Popen(  # noqa: S603  # our own program
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(charge.model_dump_json().encode())
        process.stdin.close()
        said = process.stdout.readline().strip()
    Thread(target=process.wait, daemon=True).start()  # else it stays as a defunct process
    if not said.isdigit():
        raise CannotWrite("作業を始められませんでした。サーバーの記録を確かめてください。")
    return int(said)
