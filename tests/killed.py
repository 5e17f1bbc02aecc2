"""Receives files in children of its own, and kills each after as long as it is told.

Reads 'path seconds' a line; answers with how the child ended and after how many seconds. What is
slow (imports, the catalogue, reading the form) is done before the child begins, so that it is
killed at its work.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from evaluator import pipeline
from evaluator.files import Workspace
from tests.builders import R07
from tests.ledger_builders import Office, read_once


def main() -> None:
    """Serve until the input ends."""
    workspace = Workspace(Path(sys.argv[1]))
    catalogue, _ = pipeline.open_catalogue(workspace, R07)
    read = read_once(pytest.MonkeyPatch())
    office = Office(workspace, catalogue, Path())
    for line in sys.stdin:
        name, _, seconds = line.rpartition(" ")
        path = Path(name)
        read(path, catalogue)
        started = time.monotonic()
        child = os.fork()
        if not child:
            try:
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
