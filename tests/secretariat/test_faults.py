"""Whatever stops the program in between, a submission is received or it is not."""

from __future__ import annotations

import errno
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from evaluator.errors import CannotWrite, EvaluatorError, LedgerUnusable
from evaluator.files import Workspace, write_atomic
from evaluator.ledger import Archive
from evaluator.ledger.details import Decided, FormReceived, FormSuperseded
from evaluator.review.rows import ReviewRow
from evaluator.xlsx.source import digest
from tests.builders import R07, answer
from tests.faults import FailingDisk, failing
from tests.ledger_builders import (
    MOE,
    MOFA,
    Forms,
    Office,
    another,
    assert_whole,
    in_the_round_of,
    nine_measures,
    read_once,
)

FULL, READ_ONLY, BROKEN = errno.ENOSPC, errno.EROFS, errno.EIO


POINTS = [
    pytest.param(FULL, 12, id="a few points"),
    *(
        pytest.param(number, 1, id=errno.errorcode[number], marks=pytest.mark.slow)
        for number in (FULL, READ_ONLY, BROKEN)
    ),
]


@pytest.mark.parametrize(("number", "step"), POINTS)
def test_a_disk_that_fails_at_any_point_of_receiving_leaves_whole_or_nothing(
    office: Office,
    forms: Forms,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    step: int,
) -> None:
    read_once(monkeypatch)
    office = in_the_round_of(office.catalogue, office, monkeypatch)
    office.receive(office.save(forms[MOFA, ""], "a.xlsx"))
    before = office.events
    path, other = office.save(forms[MOFA, "○"], "b.xlsx"), office.save(forms[MOE, "○"], "c.xlsx")

    for at in range(1, 1000, step):
        trial = Office(Workspace(tmp_path / f"trial{at}"), office.catalogue, office.mail)
        shutil.copytree(office.workspace.submissions(R07), trial.workspace.submissions(R07))
        trial.workspace.templates(R07).mkdir(parents=True)
        shutil.copy(office.workspace.catalogue(R07), trial.workspace.templates(R07))
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                trial.receive(path, other)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial.workspace)
        kinds = [event.kind for event in trial.events]
        assert trial.events[: len(before)] == before
        assert kinds in (
            ["received"],
            ["received", "received", "superseded"],
            ["received", "received", "superseded", "received"],
        )
        assert stopped or len(kinds) == 4

        trial.receive(path, other)  # the disk is well again
        assert {v.name for v in trial.state.current} == {"b.xlsx", "c.xlsx"}
        assert_no_leftovers(trial.workspace)
        shutil.rmtree(trial.workspace.root)
        if not disk.has_failed:
            break
    assert at > 20  # the disk was asked for so many things, and each was refused once


def assert_no_leftovers(workspace: Workspace) -> None:
    assert [p for p in workspace.root.rglob("*") if p.name.endswith((".tmp", "-journal"))] == []


@pytest.mark.parametrize(("number", "step"), POINTS)
def test_the_first_reception_of_a_round_too(
    office: Office,
    forms: Forms,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    step: int,
) -> None:
    read_once(monkeypatch)
    path = office.save(forms[MOFA, "○"], "a.xlsx")

    for at in range(1, 1000, step):
        disk = FailingDisk(at, number)
        with failing(disk):
            try:
                office.receive(path)
            except EvaluatorError as error:
                assert str(error).endswith("。")  # noqa: PT017  # some points do no harm
        assert_whole(office.workspace)
        office.receive(path)
        assert [event.kind for event in office.events] == ["received"]
        shutil.rmtree(office.workspace.submissions(R07))
        if not disk.has_failed:
            break
    assert at > 20


def reviewed(office: Office, forms: Forms, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, Path]:
    """Return an office of a small round, and a workbook with two decisions to be taken in."""
    read_once(monkeypatch)
    office = in_the_round_of(nine_measures(office.catalogue), office, monkeypatch)
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    path = office.export()
    for measure in ("S017", "S100"):
        answer(path, ReviewRow, measure, "final_mark", "○")
    return office, path


@pytest.mark.parametrize(("number", "step"), POINTS)
def test_a_disk_that_fails_at_any_point_of_a_review_leaves_all_of_it_or_nothing(
    office: Office,
    forms: Forms,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    step: int,
) -> None:
    office, path = reviewed(office, forms, monkeypatch)
    before = office.events

    for at in range(1, 1000, step):
        trial = replace(office, workspace=Workspace(tmp_path / f"trial{at}"))
        shutil.copytree(office.workspace.root, trial.workspace.root)
        disk = FailingDisk(at, number)
        stopped = False
        with failing(disk):
            try:
                trial.take_in(path)
            except (CannotWrite, LedgerUnusable):
                stopped = True
        assert_whole(trial.workspace)
        assert trial.events[: len(before)] == before
        new = [event.kind for event in trial.events[len(before) :]]
        assert new in ([], ["decided"] * 2)
        assert stopped or new

        trial.take_in(path)  # the disk is well again
        assert [e.kind for e in trial.events[len(before) :]] == ["decided"] * 2
        assert_no_leftovers(trial.workspace)
        shutil.rmtree(trial.workspace.root)
        if not disk.has_failed:
            break
    assert at > 20


@pytest.mark.parametrize("number", [FULL, READ_ONLY, BROKEN])
def test_an_output_is_old_or_new(tmp_path: Path, number: int) -> None:
    path = tmp_path / "out" / "別紙.xlsx"
    seen = set()
    for at in range(1, 100):
        write_atomic(path, b"old")
        disk = FailingDisk(at, number)
        with failing(disk):
            try:
                write_atomic(path, b"new and longer")
            except CannotWrite as error:
                assert path.name in str(error)  # noqa: PT017  # the last point fails no more
        seen.add(path.read_bytes())
        if not disk.has_failed:
            break
    assert seen == {b"old", b"new and longer"}


# kill -9 ---------------------------------------------------------------------------------
PROJECT = Path(__file__).parents[2]


class Zygote:
    """A process that receives files in children, and kills them when it is told."""

    def __init__(self, office: Office) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own script
            [sys.executable, "-m", "tests.killed", str(office.workspace.root)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def receive(self, path: Path, kill_after: float = 600) -> tuple[int, float]:
        """Receive a file; return how it ended, and after how many seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path} {kill_after}\n")
        self._process.stdin.flush()
        ended, _, took = self._process.stdout.readline().partition(" ")
        return int(ended), float(took)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def killed_at_random(office: Office, forms: Forms, times: int, seed: int) -> dict[bool, int]:
    """Kill as many receptions, each at a random moment; return how many were taken, or not."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    landed = {True: 0, False: 0}
    sent = []
    with Zygote(office) as zygote:
        ended, took = zygote.receive(office.save(forms[MOFA, "○"], "first.xlsx"))
        assert ended == 0
        for number in range(times):
            content = another(forms[(MOFA, MOE)[number % 2], "○"], number)
            sent.append(digest(content))
            path = office.save(content, f"{number}.xlsx")
            before = office.events
            zygote.receive(path, chance.uniform(0, 1.3 * took))
            assert_whole(office.workspace)
            after = office.events
            new = after[len(before) :]
            assert after[: len(before)] == before
            assert [e.kind for e in new] in ([], ["received"], ["received", "superseded"])
            landed[bool(new)] += 1
            if not new:
                ended, took = zygote.receive(path)  # once more, and this time it may finish
                assert ended == 0
    received = [event.sha256 for event in office.events if isinstance(event.details, FormReceived)]
    assert received[1:] == sent
    assert_whole(office.workspace)
    office.receive(office.save(forms[MOFA, "△"], "last.xlsx"))
    assert_no_leftovers(office.workspace)
    return landed


needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="os.fork and SIGKILL are POSIX")


@needs_fork
@pytest.mark.slow
def test_receiving_killed_at_100_random_moments(office: Office, forms: Forms) -> None:
    landed = killed_at_random(office, forms, times=100, seed=2)

    assert min(landed.values()) > 5, landed


def reviews_killed_at_random(
    office: Office, forms: Forms, monkeypatch: pytest.MonkeyPatch, times: int, seed: int
) -> dict[bool, int]:
    """Kill as many imports, each at a random moment; return how many were recorded, or not."""
    office, path = reviewed(office, forms, monkeypatch)
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    landed = {True: 0, False: 0}
    with Zygote(office) as zygote:
        ended, took = zygote.receive(path)
        assert ended == 0
        for number in range(times):
            for measure in ("S017", "S100"):  # one that goes on in the same file
                answer(path, ReviewRow, measure, "final_mark", "△◎"[number % 2])
                answer(path, ReviewRow, measure, "reason", f"{number}回目の協議による。")
            before = office.events
            zygote.receive(path, chance.uniform(0, 1.3 * took))
            assert_whole(office.workspace)
            after = office.events
            assert after[: len(before)] == before
            new = [event.kind for event in after[len(before) :]]
            assert new in ([], ["decided"] * 2)
            landed[bool(new)] += 1
            if not new:
                ended, took = zygote.receive(path)
                assert ended == 0
    decided = [event for event in office.events if isinstance(event.details, Decided)]
    assert len(decided) == 2 * (times + 1)
    office.receive(office.save(forms[MOFA, "△"], "last.xlsx"))
    assert_no_leftovers(office.workspace)
    return landed


@needs_fork
@pytest.mark.slow
def test_a_review_killed_at_100_random_moments(
    office: Office, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    landed = reviews_killed_at_random(office, forms, monkeypatch, times=100, seed=4)

    assert min(landed.values()) > 5, landed


# many at once ----------------------------------------------------------------------------
@pytest.mark.slow
def test_eight_receivers_of_25_files_each(office: Office, forms: Forms) -> None:
    receivers, each = 8, 25
    for who in range(receivers):
        for number in range(each):
            content = another(forms[(MOFA, MOE)[number % 2], "○"], who * each + number)
            office.save(content, f"{who}-{number:02}.xlsx")
    command = [sys.executable, "-m", "tests.receiver", str(office.workspace.root), str(office.mail)]
    processes = [
        subprocess.Popen([*command, str(who)], cwd=PROJECT)  # noqa: S603
        for who in range(receivers)
    ]
    assert [process.wait() for process in processes] == [0] * receivers

    assert_whole(office.workspace)
    assert_no_leftovers(office.workspace)
    received = [event for event in office.events if isinstance(event.details, FormReceived)]
    assert sorted(e.name for e in received) == sorted(p.name for p in office.mail.iterdir())
    assert all(event.person == event.name.partition("-")[0] for event in received)
    superseded = [event for event in office.events if isinstance(event.details, FormSuperseded)]
    assert len(superseded) == len(received) - 2
    for who in range(receivers):
        names = [event.name for event in received if event.person == str(who)]
        assert names == sorted(names)
    assert len(Archive(office.workspace.archive(R07)).files()) == receivers * each
