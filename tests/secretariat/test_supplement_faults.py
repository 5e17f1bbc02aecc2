"""Whatever stops the program in between, a supplement counts beside the form or it does not."""

from __future__ import annotations

import errno
import random
import shutil
from pathlib import Path

import pytest

from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from tests.amendments import amend, record
from tests.faults import FailingDisk, failing
from tests.ledger_builders import MOFA, Office, another, assert_whole
from tests.secretariat.test_faults import Zygote, assert_no_leftovers, needs_fork
from tests.small_round import Little
from tests.supplements import ADDED, filled, issued, send_out

FORM, SUPPLEMENT = "外務省.xlsx", "外務省_追補.xlsx"
POINTS = [
    pytest.param(errno.ENOSPC, 12, id="a few points"),
    *(
        pytest.param(number, 1, id=errno.errorcode[number], marks=pytest.mark.slow)
        for number in (errno.ENOSPC, errno.EROFS, errno.EIO)
    ),
]


@pytest.fixture
def answered(little: Little) -> Path:
    """外務省 has sent its form and filled in its supplement."""
    send_out(little)
    little.office.receive(little.office.save(little.forms[MOFA, "○"], FORM))
    amend(little.office.workspace, ADDED)
    record(little.office.workspace)
    (blank,) = issued(little)
    return filled(little, blank, name=SUPPLEMENT)


def counting(office: Office) -> list[str]:
    return [version.name for version in office.state.of(MOFA).counting]


@pytest.mark.parametrize(("number", "step"), POINTS)
@pytest.mark.slow
def test_a_disk_that_fails_at_any_point_leaves_form_and_supplement_or_the_form(
    little: Little, answered: Path, number: int, step: int
) -> None:
    root = little.office.workspace.root
    for at in range(1, 1000, step):
        trial = Office(Workspace(root.parent / f"trial{at}"), little.office.catalogue, answered)
        shutil.copytree(root, trial.workspace.root)
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                trial.receive(answered)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial.workspace)
        assert counting(trial) in ([FORM], [FORM, SUPPLEMENT])
        assert stopped or counting(trial) == [FORM, SUPPLEMENT]

        trial.receive(answered)  # the disk is well again
        assert counting(trial) == [FORM, SUPPLEMENT]
        assert_no_leftovers(trial.workspace)
        shutil.rmtree(trial.workspace.root)
        if not disk.has_failed:
            break
    assert at > 20


@needs_fork
@pytest.mark.slow
def test_supplements_killed_at_60_random_moments(little: Little, answered: Path) -> None:
    office, chance = little.office, random.Random(6)  # noqa: S311  # not for secrets
    content, landed = answered.read_bytes(), {True: 0, False: 0}
    with Zygote(office) as zygote:
        ended, took = zygote.receive(answered)
        assert ended == 0
        for number in range(60):
            path = office.save(another(content, number), f"{number}.xlsx")
            before = office.events
            zygote.receive(path, chance.uniform(0, 1.3 * took))
            assert_whole(office.workspace)
            new = [event.kind for event in office.events[len(before) :]]
            assert new in ([], ["received", "superseded"])
            landed[bool(new)] += 1
            if not new:
                ended, took = zygote.receive(path)
                assert ended == 0
            assert counting(office) == [FORM, path.name]
    assert min(landed.values()) > 3, landed
    assert_no_leftovers(office.workspace)
