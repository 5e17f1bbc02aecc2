"""Whatever stops the program in between, an act is on record or it was not done."""

from __future__ import annotations

import errno
import random
import shutil
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from tests.acts import ACTS, put_aside
from tests.faults import FailingDisk, failing
from tests.ledger_builders import (
    MOFA,
    Forms,
    Office,
    assert_whole,
    in_the_round_of,
    nine_measures,
    read_once,
)
from tests.secretariat.test_faults import Zygote, assert_no_leftovers, needs_fork

POINTS = [
    pytest.param(errno.ENOSPC, 9, id="a few points"),
    *(
        pytest.param(number, 1, id=errno.errorcode[number], marks=pytest.mark.slow)
        for number in (errno.ENOSPC, errno.EROFS, errno.EIO)
    ),
]


@pytest.fixture
def office(office: Office, forms: Forms, monkeypatch: pytest.MonkeyPatch) -> Office:
    """外務省's form has come with a mark missing, and a file that is none."""
    read_once(monkeypatch)
    office = in_the_round_of(nine_measures(office.catalogue), office, monkeypatch)
    office.receive(office.save(forms[MOFA, ""], "外務省.xlsx"))
    office.receive(office.save(b"minutes", "議事録.xlsx"))
    return office


@pytest.mark.parametrize("kind", ACTS)
@pytest.mark.parametrize(("number", "step"), POINTS)
def test_a_disk_that_fails_at_any_point_of_an_act_leaves_all_of_it_or_nothing(
    office: Office, tmp_path: Path, kind: str, number: int, step: int
) -> None:
    if kind == "undone":
        put_aside(office)
    before = office.events

    for at in range(1, 1000, step):
        trial = Office(Workspace(tmp_path / f"trial{at}"), office.catalogue, office.mail)
        shutil.copytree(office.workspace.root, trial.workspace.root)
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                ACTS[kind](trial)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial.workspace)
        assert trial.events[: len(before)] == before
        new = [event.kind for event in trial.events[len(before) :]]
        assert new in ([], [kind])
        assert stopped or new

        if not new:  # the disk is well again
            ACTS[kind](trial)
        assert [event.kind for event in trial.events[len(before) :]] == [kind]
        assert_no_leftovers(trial.workspace)
        shutil.rmtree(trial.workspace.root)
        if not disk.has_failed:
            break
    assert at > 10


@needs_fork
@pytest.mark.slow
def test_acts_killed_at_90_random_moments(office: Office) -> None:
    chance, landed = random.Random(8), {True: 0, False: 0}  # noqa: S311  # not for secrets
    with Zygote(office) as zygote:
        took = 1.0
        for _ in range(15):
            for kind in ("waived", "undone", "put aside", "undone", "waived", "undone"):
                before = office.events
                zygote.receive(Path(kind), chance.uniform(0, 1.3 * took))
                assert_whole(office.workspace)
                new = [event.kind for event in office.events[len(before) :]]
                assert new in ([], [kind])
                landed[bool(new)] += 1
                if not new:
                    ended, took = zygote.receive(Path(kind))
                    assert ended == 0
    assert min(landed.values()) > 5, landed
    assert_no_leftovers(office.workspace)
