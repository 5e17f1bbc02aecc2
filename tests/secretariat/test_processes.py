"""Processes that work for another end with it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

KILLED: Final = """
import os, signal
from evaluator.secretariat.processes import processes

if __name__ == "__main__":
    print(processes(1).submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux who lives")
def test_a_worker_ends_when_the_one_it_works_for_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    said = tmp_path / "said"  # a pipe would stay open as long as the worker
    with said.open("wb") as out:
        subprocess.run([sys.executable, str(script)], stdout=out, check=False)  # noqa: S603  # ours
    worker = int(said.read_text(encoding="ascii"))

    for _ in range(300):
        if not _lives(worker):
            return
        time.sleep(0.1)
    pytest.fail("the worker lives on")


def _lives(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
