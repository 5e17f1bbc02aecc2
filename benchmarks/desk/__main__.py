"""Measure, and print what was found.

.venv/bin/python -m benchmarks.desk [part of it, 0.1 for a tenth]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.desk.measures import (
    all_at_once,
    cold_check,
    killed_at_random,
    memory_over,
    one_alone,
)
from benchmarks.desk.rounds import round_of
from benchmarks.desk.server import serving

MINISTRIES: Final = 50
UPLOADS: Final = 2_000
KILLS: Final = 50
WORKERS: Final = 2


def main(part: float = 1.0) -> None:
    """Measure at full size, or at a part of it."""
    with tempfile.TemporaryDirectory() as made:
        workspace, every = round_of(Path(made), max(2, round(MINISTRIES * part)))
        names = [sent.ministry for sent in every]
        check = cold_check(workspace, every[0])
        with serving(workspace, names, WORKERS) as server:
            one_alone(server, every[0])  # the first finds nothing loaded
            alone = one_alone(server, every[0])
            print(f"one check from nothing: {check:.2f} s")
            print(f"one ministry alone: {alone / check:.1f} times one check from nothing")
            took = sorted(all_at_once(server, workspace, every))
            p95 = took[min(len(took) - 1, round(len(took) * 0.95))]
            print(f"{len(every)} at once: nothing lost or mixed; p95 {p95 / check:.1f} times")
            total = max(20, round(UPLOADS * part))
            for held in memory_over(server, every, (total // 10, total // 2, total)):
                print(f"after {held.uploads} uploads: {held.megabytes:.0f} MB")
            kept = killed_at_random(server, workspace, every[:4], max(3, round(KILLS * part)))
            print(
                f"{kept.killed} workers killed: {kept.answered} submissions whole, "
                f"{kept.tried_again} had to be sent again"
            )


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
