"""Whatever stops the program in between, a version of the catalogue is on record or it is not."""

from __future__ import annotations

import errno
import shutil

import pytest

from evaluator.catalogue.rows import MeasureRow
from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from evaluator.ledger.details import CatalogueChanged
from evaluator.secretariat.book import open_book
from evaluator.xlsx.source import digest
from tests.amendments import amend, cell_set, record
from tests.builders import R07
from tests.faults import FailingDisk, failing
from tests.ledger_builders import assert_whole
from tests.small_round import Little

NUMBERS = [
    pytest.param(errno.ENOSPC, 9, id="a few points"),
    *(
        pytest.param(number, 1, id=errno.errorcode[number], marks=pytest.mark.slow)
        for number in (errno.ENOSPC, errno.EROFS, errno.EIO)
    ),
]


def on_record(workspace: Workspace) -> list[str]:
    """Return the versions on record, each with its bytes held against their hash."""
    events = open_book(workspace, R07).events
    return [e.details.content for e in events if isinstance(e.details, CatalogueChanged)]


@pytest.mark.parametrize(("number", "step"), NUMBERS)
def test_a_disk_that_fails_at_any_point_leaves_a_version_whole_or_none(
    little: Little, number: int, step: int
) -> None:
    workspace = little.office.workspace
    record(workspace)
    amend(workspace, cell_set(MeasureRow, "S017", "title", "改めた名前"))

    for at in range(1, 1000, step):
        trial = Workspace(workspace.root.parent / f"trial{at}")
        shutil.copytree(workspace.root, trial.root)
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                record(trial)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial)
        assert len(on_record(trial)) in (1, 2)
        assert stopped or len(on_record(trial)) == 2

        record(trial)  # the disk is well again
        _, second = on_record(trial)
        catalogue = trial.catalogue(R07).read_bytes()
        assert digest(trial.version(R07, second).read_bytes()) == digest(catalogue)
        assert [p for p in trial.root.rglob("*") if p.name.endswith((".tmp", "-journal"))] == []
        shutil.rmtree(trial.root)
        if not disk.has_failed:
            break
    assert at > 10
