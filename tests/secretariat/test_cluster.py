"""The workers of a Dask cluster read a round: the same comes of it, whoever of them dies."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evaluator.cli import main
from evaluator.files import Workspace
from evaluator.form import record
from evaluator.model import MarkSource
from evaluator.results.results import Results
from evaluator.secretariat import cluster, workers
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.evaluate import results_in
from evaluator.secretariat.opening import OpenRound, open_round
from tests.builders import R07
from tests.secretariat import poisoned_worker

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@dataclass
class Cluster:
    """A scheduler and two workers, each a process of its own with a nanny that replaces it."""

    folder: Path
    processes: list[subprocess.Popen[bytes]]

    def start(self, what: str, *arguments: str) -> None:
        """Start a scheduler or a worker."""
        place = ["--scheduler-file", str(self.folder / "scheduler.json"), "--no-dashboard"]
        paths = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        self.processes.append(
            subprocess.Popen(  # noqa: S603  # listed here
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *place, *arguments],
                env=os.environ
                | {"PYTHONPATH": paths, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"},
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def kill(self, number: int) -> None:
        """Kill a process with all that it has begun."""
        process = self.processes[number]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"), [])
    made.start("scheduler", "--host", "127.0.0.1", "--port", "0")
    for _ in range(600):
        if (made.folder / "scheduler.json").exists():
            break
        time.sleep(0.1)
    preload = str(Path(poisoned_worker.__file__))
    for name in ("one", "other"):
        made.start("worker", "--nthreads", "1", "--name", name, "--preload", preload)
    yield made
    for number in range(len(made.processes)):
        made.kill(number)


def opened(workspace: Workspace, scheduler: str = "") -> OpenRound:
    shutil.rmtree(workspace.root / "reports", ignore_errors=True)
    return open_round(replace(workspace, scheduler=scheduler), R07)


def table(round_open: OpenRound, received: Received) -> object:
    results: Results = results_in(round_open, received, MarkSource.SELF)
    return results.tables


def test_one_worker_killed_half_way_and_a_poison_file_change_no_count(
    workspace: Workspace, two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace.submissions(R07) / "毒.xlsx").write_bytes(poisoned_worker.POISON)
    here = opened(workspace)
    alone = collect(here)
    monkeypatch.setattr(workers, "BATCH", 2)
    monkeypatch.setattr(cluster, "SECONDS", 60)

    def at_half(_what: str, done: int, _total: int) -> None:
        if done == 6:
            two_workers.kill(2)

    there = opened(workspace, two_workers.address)
    together = collect(there, at_half)

    assert two_workers.processes[2].poll() is not None
    assert [f.code for f in together.findings if f.where.file == "毒.xlsx"] == ["F054"]
    assert [f for f in together.findings if f.where.file != "毒.xlsx"] == [
        f for f in alone.findings if f.where.file != "毒.xlsx"
    ]
    assert list(map(record.packed, together.submissions.values())) == list(
        map(record.packed, alone.submissions.values())
    )
    assert table(there, together) == table(here, alone)


def test_a_scheduler_that_is_not_there_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(workspace.root / "reports", ignore_errors=True)
    monkeypatch.setattr(cluster, "SECONDS", 1)
    command = ["evaluator", "status", "R07", "--into", str(workspace.root)]
    monkeypatch.setattr(sys, "argv", [*command, "--scheduler", "tcp://127.0.0.1:9"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 34
    assert "スケジューラー tcp://127.0.0.1:9 に接続できない" in capsys.readouterr().err
