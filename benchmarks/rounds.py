"""A round of many respondents from its folder to its results, and again with one file changed."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

from evaluator.files import Workspace, write_atomic
from evaluator.model import MarkSource, RoundId
from evaluator.secretariat.collect import collect
from evaluator.secretariat.evaluate import results_in
from evaluator.secretariat.opening import open_round

R07 = RoundId("R07")
OF_FEW = "内閣官房"
"""The ministry of the sample with the fewest measures: two."""


STEPS = ("register", "returns", "results")


def evaluated(root: Path) -> dict[str, float]:
    """Read, check, rate and count a round; tell CPU in seconds and memory in MB, step by step.

    The CPU is that of this process, without those that read for it.
    """
    told: dict[str, float] = {}
    began = time.process_time()

    def note(step: str) -> None:
        nonlocal began
        told[f"{step} s"], told[f"{step} MB"] = time.process_time() - began, _held()
        began = time.process_time()

    opened = open_round(Workspace(root), R07)
    _ = opened.book
    note("register")
    received = collect(opened)
    note("returns")
    results = results_in(opened, received, MarkSource.SELF)
    assert results.tables.everything.total
    note("results")
    return told | {"forms": len(received.submissions), "findings": len(received.findings)}


def changed(root: Path) -> None:
    """Change one file of a round by a part that says nothing."""
    path = min(Workspace(root).submissions(R07).glob("*.xlsx"))
    out = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("docProps/number.txt", str(time.time()))
    write_atomic(path, out.getvalue())


def _held() -> float:
    """Return the memory held now (Linux), in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
