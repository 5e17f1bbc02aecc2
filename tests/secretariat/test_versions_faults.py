"""Whatever stops the program in between, a version of the catalogue is on record or it is not,

and so are the forms that were made from it.
"""

from __future__ import annotations

import errno
import random
import shutil
from pathlib import Path

import pytest

from evaluator.catalogue.rows import MeasureRow
from evaluator.errors import CannotWrite, LedgerUnusable
from evaluator.files import Workspace
from evaluator.ledger.details import CatalogueChanged, FormsIssued
from evaluator.secretariat import issue
from evaluator.secretariat.book import open_book
from evaluator.xlsx.source import digest
from tests.amendments import amend, cell_set, issue_recorded, record
from tests.builders import R07
from tests.faults import FailingDisk, failing
from tests.killed import ISSUE
from tests.ledger_builders import Office, assert_whole
from tests.secretariat.test_faults import Zygote, assert_no_leftovers, needs_fork
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
        assert_no_leftovers(trial)
        shutil.rmtree(trial.root)
        if not disk.has_failed:
            break
    assert at > 10


# the forms ---------------------------------------------------------------------------------
def issued(workspace: Workspace) -> list[FormsIssued]:
    """Return what is on record of forms that were made."""
    events = open_book(workspace, R07).events
    return [e.details for e in events if isinstance(e.details, FormsIssued)]


def forms_in(workspace: Workspace) -> dict[str, str]:
    """Return the hashes of the forms as they lie there, by the ministry."""
    prefix = "R07_様式_"
    paths = workspace.templates(R07).glob(f"{prefix}*.xlsx")
    return {p.stem.removeprefix(prefix): digest(p.read_bytes()) for p in paths}


def assert_as_issued(workspace: Workspace) -> None:
    """The last forms on record are of the last version on record, and lie there as they were."""
    last = issued(workspace)[-1]
    assert (last.content, last.forms) == (on_record(workspace)[-1], forms_in(workspace))


@pytest.mark.parametrize(
    ("number", "step"), [pytest.param(errno.ENOSPC, 19, id="a few points"), *NUMBERS[1:]]
)
@pytest.mark.slow
def test_a_disk_that_fails_at_any_point_of_issuing_leaves_each_form_old_or_new(
    little: Little, number: int, step: int
) -> None:
    workspace = little.office.workspace
    issue_recorded(workspace)
    old = forms_in(workspace)
    amend(workspace, cell_set(MeasureRow, "S017", "title", "改めた名前"))
    new = {}

    for at in range(1, 1000, step):
        trial = Workspace(workspace.root.parent / f"trial{at}")
        shutil.copytree(workspace.root, trial.root)
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                issue_recorded(trial)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial)
        left = forms_in(trial)
        assert {*left} == {*old}
        assert len(on_record(trial)) >= len(issued(trial))
        if len(issued(trial)) == 2:
            assert_as_issued(trial)
        else:
            assert stopped

        issue_recorded(trial)  # the disk is well again
        assert len(issued(trial)) == len(on_record(trial)) == 2
        assert_as_issued(trial)
        new = forms_in(trial)
        assert all(left[name] in (old[name], new[name]) for name in old)
        assert_no_leftovers(trial)
        shutil.rmtree(trial.root)
        if not disk.has_failed:
            break
    assert at > 15
    assert new["外務省"] != old["外務省"]


@pytest.mark.slow
def test_an_issue_that_was_stopped_does_not_stand_in_the_way_of_the_next(
    little: Little, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = little.office.workspace
    issue_recorded(workspace)
    amend(workspace, cell_set(MeasureRow, "S017", "title", "改めた名前"))
    with monkeypatch.context() as stopped:
        stopped.setattr(issue, "record_issue", lambda *_: None)
        issue_recorded(workspace)
    amend(workspace, cell_set(MeasureRow, "S017", "title", "また改めた名前"))

    issue_recorded(workspace)

    assert_as_issued(workspace)
    path = next(iter(workspace.templates(R07).glob("R07_様式_外務省.xlsx")))
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(CannotWrite, match="発行したときの様式と異なるため上書きしません"):
        issue_recorded(workspace)


def issuing_killed_at_random(office: Office, times: int, seed: int) -> dict[bool, int]:
    """Kill as many issues of a changed catalogue; return how many went on record, or not."""
    workspace, chance = office.workspace, random.Random(seed)  # noqa: S311  # not for secrets
    landed = {True: 0, False: 0}
    with Zygote(office) as zygote:
        ended, took = zygote.receive(Path(ISSUE))
        assert ended == 0
        for number in range(1, times + 1):
            amend(workspace, cell_set(MeasureRow, "S017", "title", f"第{number}の名前"))
            zygote.receive(Path(ISSUE), chance.uniform(0, 1.2 * took))
            assert_whole(workspace)
            versions, forms = len(on_record(workspace)), len(issued(workspace))
            assert versions - number in (0, 1)
            assert forms - number in (0, 1)
            landed[forms > number] += 1
            if forms > number:
                assert_as_issued(workspace)
            ended, again = zygote.receive(Path(ISSUE))  # and this time it may finish
            assert ended == 0
            took = took if forms > number else again
            assert len(on_record(workspace)) == len(issued(workspace)) == number + 1
            assert_as_issued(workspace)
            assert_no_leftovers(workspace)
    return landed


@needs_fork
@pytest.mark.slow
def test_forms_issued_from_a_changed_catalogue_killed_at_20_random_moments(little: Little) -> None:
    landed = issuing_killed_at_random(little.office, times=20, seed=5)

    assert min(landed.values()) > 1, landed
