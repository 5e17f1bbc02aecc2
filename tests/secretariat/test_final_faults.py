"""Whatever stops a final report, each of its files is old or new, and a seal is true."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from evaluator.ledger.details import Seal
from evaluator.secretariat.publish import FINAL_FOLDER
from evaluator.xlsx.source import digest
from tests.builders import R07
from tests.faults import FailingDisk, failing
from tests.killed import PUBLISH
from tests.ledger_builders import (
    OUTPUTS,
    Office,
    a_few_outputs,
    assert_whole,
    in_the_round_of,
    read_once,
)
from tests.secretariat.test_faults import POINTS, Zygote, assert_no_leftovers, needs_fork


def season(office: Office, salt: str) -> None:
    """Let the next report be another one."""
    (office.workspace.root / "salt").write_text(salt, encoding="utf-8")


def written(office: Office) -> list[str]:
    """Return the salt of each output; the file must be whole."""
    salts = []
    for name in OUTPUTS:
        said, _, salt = (
            (office.workspace.reports(R07, FINAL_FOLDER) / name)
            .read_text(encoding="utf-8")
            .partition(" ")
        )
        assert said == name
        assert salt.endswith("。")
        salts.append(salt)
    return salts


def seals(office: Office) -> list[Seal]:
    return [event.details for event in office.events if isinstance(event.details, Seal)]


def is_sealed(office: Office) -> bool:
    """Whether the last seal is that of the files that lie there."""
    folder = office.workspace.reports(R07, FINAL_FOLDER)
    return seals(office)[-1].outputs == {
        name: digest((folder / name).read_bytes()) for name in OUTPUTS
    }


@pytest.fixture
def published(ready: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A round of which a final report was made."""
    read_once(monkeypatch)
    ready = in_the_round_of(ready.catalogue, ready, monkeypatch)
    a_few_outputs(ready.workspace, monkeypatch)
    season(ready, "旧。")
    ready.publish()
    return ready


@pytest.mark.parametrize(("number", "step"), POINTS)
def test_a_disk_that_fails_at_any_point_of_a_final_report(
    published: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: int
) -> None:
    before = published.events

    for at in range(1, 1000, step):
        trial = replace(published, workspace=Workspace(tmp_path / f"trial{at}"))
        shutil.copytree(published.workspace.root, trial.workspace.root)
        a_few_outputs(trial.workspace, monkeypatch)
        season(trial, "新。")
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                trial.publish()
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial.workspace)
        assert trial.events[: len(before)] == before
        assert set(written(trial)) <= {"旧。", "新。"}
        if len(seals(trial)) == 2:
            assert written(trial) == ["新。"] * 3
        else:
            assert stopped

        trial.publish()  # the disk is well again
        assert written(trial) == ["新。"] * 3
        assert len(seals(trial)) == 2
        assert is_sealed(trial)
        assert_no_leftovers(trial.workspace)
        shutil.rmtree(trial.workspace.root)
        if not disk.has_failed:
            break
    assert at > 20


def killed_at_random(office: Office, times: int, seed: int) -> dict[bool, int]:
    """Kill as many reports, each at a random moment; return how many were sealed, or not."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    landed = {True: 0, False: 0}
    with Zygote(office) as zygote:
        season(office, "1。")
        ended, took = zygote.receive(Path(PUBLISH))
        assert ended == 0
        for number in range(2, times + 2):
            season(office, f"{number}。")
            before = len(seals(office))
            zygote.receive(Path(PUBLISH), chance.uniform(0, 1.2 * took))
            assert_whole(office.workspace)
            assert set(written(office)) <= {f"{number - 1}。", f"{number}。"}
            new = len(seals(office)) - before
            assert new in (0, 1)
            assert not new or is_sealed(office)
            landed[bool(new)] += 1
            if not new:
                ended, took = zygote.receive(Path(PUBLISH))  # and this time it may finish
                assert ended == 0
            assert written(office) == [f"{number}。"] * 3
            assert is_sealed(office)
    office.publish()
    assert_no_leftovers(office.workspace)
    return landed


@needs_fork
@pytest.mark.slow
def test_a_final_report_killed_at_100_random_moments(published: Office) -> None:
    landed = killed_at_random(published, times=100, seed=2)

    assert min(landed.values()) > 5, landed
