"""A Dask scheduler and two workers of one thread each, as processes of this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 60
"""So long is waited for the scheduler."""


@contextmanager
def two_workers(folder: Path) -> Iterator[str]:
    """Give the address of a scheduler with two workers, for as long as it is needed."""
    place = folder / "scheduler.json"
    started = [_started("scheduler", place)]
    try:
        for _ in range(10 * SECONDS):
            if place.exists() and place.stat().st_size:
                break
            time.sleep(0.1)
        started += [_started("worker", place, "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield str(json.loads(place.read_text())["address"])
    finally:
        for each in reversed(started):
            each.terminate()
            each.wait()


def _started(what: str, place: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(place)]
    return subprocess.Popen(  # noqa: S603  # listed here
        [*command, "--no-dashboard", *more],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=place.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
