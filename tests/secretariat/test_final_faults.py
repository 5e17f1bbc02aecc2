"""Whatever stops a final report, each of its files is old or new, and a seal is true."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from evaluator.secretariat.editions import FINAL_FOLDER, editions_of, on_disk
from tests.builders import R07
from tests.faults import FailingDisk, failing
from tests.killed import PUBLISH
from tests.ledger_builders import (
    PUBLISHED,
    Office,
    a_few_outputs,
    assert_whole,
    in_the_round_of,
    read_once,
    season,
)
from tests.secretariat.test_faults import POINTS, Zygote, assert_no_leftovers, needs_fork


def assert_editions_whole(office: Office) -> None:
    """Every edition on record lies there as it was sealed, and nothing else is an edition."""
    editions = editions_of(office.events)
    for edition in editions:
        assert on_disk(edition, office.workspace, R07) == edition.seal.outputs
    final = office.workspace.reports(R07, FINAL_FOLDER)
    placed = {path.name for path in final.iterdir() if not path.name.startswith(".~")}
    assert placed <= {edition.label for edition in editions}


def salt_of(office: Office, number: int) -> set[str]:
    """Return what an edition at its place was salted with; its files must be whole."""
    folder = office.published(number)
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in PUBLISHED}
    return {text.removeprefix(f"{name[4:]} ") for name, text in texts.items()}


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
@pytest.mark.slow
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
        assert_editions_whole(trial)
        assert trial.events[: len(before)] == before
        assert stopped or salt_of(trial, 2) == {"新。"}

        trial.publish()  # the disk is well again
        assert len(editions_of(trial.events)) == 2
        assert_editions_whole(trial)
        assert (salt_of(trial, 1), salt_of(trial, 2)) == ({"旧。"}, {"新。"})
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
            before = len(editions_of(office.events))
            zygote.receive(Path(PUBLISH), chance.uniform(0, 1.2 * took))
            assert_whole(office.workspace)
            assert_editions_whole(office)
            new = len(editions_of(office.events)) - before
            assert new in (0, 1)
            landed[bool(new)] += 1
            ended, again = zygote.receive(Path(PUBLISH))  # and this time it may finish
            assert ended == 0
            took = took if new else again
            assert_editions_whole(office)
            assert salt_of(office, before + 1) == {f"{number}。"}
            assert len(editions_of(office.events)) == before + 1
            assert_no_leftovers(office.workspace)
    return landed


@needs_fork
@pytest.mark.slow
def test_a_final_report_killed_at_100_random_moments(published: Office) -> None:
    landed = killed_at_random(published, times=100, seed=2)

    assert min(landed.values()) > 5, landed
