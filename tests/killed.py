"""Does the secretariat's work in children of its own, and kills each when it is told.

A path names the work: a 調整 is taken in, "publish" makes the final report (of which
`a_few_outputs` are made), "issue" puts the catalogue on record and makes the forms, the kind of an
event does what `tests.acts` has for it, any other file is received. Reads 'path seconds' a line;
answers with how the child ended and after how many seconds. What is slow (imports, the catalogue,
reading the form) is done before the child begins, so that it is killed at its work.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Final

import pytest

from evaluator.files import Workspace
from evaluator.form.issued import none_kept
from evaluator.ledger import Archive
from evaluator.secretariat import opening
from tests.acts import ACTS
from tests.amendments import issue_recorded
from tests.builders import R07
from tests.ledger_builders import Office, a_few_outputs, in_the_round_of, nine_measures, read_once

PUBLISH: Final = "publish"
ISSUE: Final = "issue"


def main() -> None:
    """Serve until the input ends."""
    workspace = Workspace(Path(sys.argv[1]))
    catalogue = nine_measures(opening.open_catalogue(workspace, R07)[0])
    patch = pytest.MonkeyPatch()
    read = read_once(patch)
    office = in_the_round_of(catalogue, Office(workspace, catalogue, Path()), patch)
    yardstick = opening.open_round(workspace, R07).yardstick
    a_few_outputs(workspace, patch)
    for line in sys.stdin:
        name, _, seconds = line.rpartition(" ")
        path = Path(name)
        for known in (
            *([] if path.name in (PUBLISH, ISSUE, *ACTS) else [path]),
            *Archive(workspace.archive(R07)).files(),
        ):
            read(((known.name, known.read_bytes()),), yardstick, none_kept)
        started = time.monotonic()
        child = os.fork()
        if not child:
            try:
                if path.name.startswith("調整"):
                    office.take_in(path)
                elif path.name == PUBLISH:
                    office.publish()
                elif path.name == ISSUE:
                    patch.undo()  # the catalogue is what it is about
                    issue_recorded(workspace)
                elif path.name in ACTS:
                    ACTS[path.name](office)
                else:
                    office.receive(path)
            except BaseException:  # noqa: BLE001  # the parent says what became of it
                os._exit(1)
            os._exit(0)
        timer = threading.Timer(float(seconds), os.kill, (child, signal.SIGKILL))
        timer.start()
        _, status = os.waitpid(child, 0)
        timer.cancel()
        timer.join()
        took = time.monotonic() - started
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {took}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
