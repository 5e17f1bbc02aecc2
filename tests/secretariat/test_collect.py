"""What counts of a round: the version received, the file dropped, the one preferred, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evaluator.checks import findings_of
from evaluator.files import LEDGER_NAME, Workspace
from evaluator.findings import CellRef, Finding
from evaluator.findings.consistency import JOINT_DIFFERS
from evaluator.findings.file import (
    KNOWN_VERSION,
    LOCK_FILE,
    NOT_OUR_FORM,
    NOT_PREFERRED,
    SAME_FILE,
    TWO_FILES,
)
from evaluator.form.issued import Issued
from evaluator.form.read import Submission
from evaluator.ledger import Archive, Event, state_of
from evaluator.ledger.details import FormReceived, FormReturned, FormWithdrawn
from evaluator.model import MinistryName
from evaluator.rubric import shipped_rubric
from evaluator.secretariat import collect as collecting
from evaluator.secretariat.book import LedgerBook
from evaluator.secretariat.collect import Received, collect, not_received
from evaluator.secretariat.examine import Examined
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.xlsx.source import digest
from tests.ledger_builders import MONDAY
from tests.values import CAO, METI, MOFA, ROUND, a_catalogue, a_measure, answered, said

CATALOGUE = a_catalogue(a_measure("S001", CAO, [MOFA]), a_measure("S002", METI))
KEPT_APART = {kind.code for kind in (KNOWN_VERSION, NOT_PREFERRED, SAME_FILE, TWO_FILES)}


@dataclass(frozen=True)
class Paper:
    """A file that says whose form it is and which mark it gives: '外務省 ○'."""

    name: str
    content: bytes

    def examined(self, opened: OpenRound) -> Examined:
        """Read and check it."""
        form, found = self._read()
        return Examined(form, findings_of(form, found, opened.yardstick) if form else found)

    def _read(self) -> tuple[Submission | None, tuple[Finding, ...]]:
        ministry, *marks = self.content.decode().split(" ")
        if ministry not in CATALOGUE.respondents:
            return None, (NOT_OUR_FORM.at(CellRef(self.name)),)
        row = said("S001", "".join(marks) or None)
        name, sha256 = MinistryName(ministry), digest(self.content)
        submission = answered(name, row, file=self.name, sha256=sha256)
        return replace(submission, issued=Issued(CATALOGUE, name, is_current=True)), ()


@dataclass
class Desk:
    """A round's folder and ledger."""

    folder: Path
    archive: Archive
    events: list[Event]

    def drop(self, name: str, content: str) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    def received(self, name: str, content: str) -> str:
        """Have a file received; return its hash."""
        sha256 = self.archive.put(content.encode())
        ministry = MinistryName(content.partition(" ")[0])
        self._happened(FormReceived(), ministry, sha256, name)
        return sha256

    def withdrawn(self, ministry: MinistryName) -> None:
        """Let a ministry's version count no more."""
        self._happened(FormWithdrawn(), ministry, "", "")

    def unusable(self, name: str, content: str) -> None:
        """Have a file received that is no form."""
        self._happened(FormReturned(), None, self.archive.put(content.encode()), name)

    def _happened(
        self,
        details: FormReceived | FormWithdrawn | FormReturned,
        ministry: MinistryName | None,
        sha256: str,
        name: str,
    ) -> None:
        number = len(self.events) + 1
        event = Event(details, MONDAY, "山田", ministry, sha256, name, number=number)
        self.events.append(event)

    @property
    def book(self) -> LedgerBook:
        """The ledger as it stands."""
        return LedgerBook(state_of(self.events), tuple(self.events), self.archive)

    def collect(self, prefer: Sequence[Path] = (), *, dropped: bool = True) -> Received:
        """Collect what counts."""
        root = self.folder.parents[1]
        rubric = shipped_rubric("house")
        opened = OpenRound(Workspace(root), CATALOGUE, (), rubric, lambda: self.book)
        return collect(opened, prefer=prefer, dropped=dropped)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    def examined(
        opened: OpenRound,
        every: Iterable[Sequence[Incoming]],
        *,
        keep: bool,  # noqa: ARG001
    ) -> Iterator[tuple[Examined, ...]]:
        for files in every:
            yield tuple(Paper(each.name, each.content).examined(opened) for each in files)

    monkeypatch.setattr(collecting, "examined", examined)
    workspace = Workspace(tmp_path)
    folder = workspace.submissions(ROUND.id)
    folder.mkdir(parents=True)
    return Desk(folder, Archive(workspace.archive(ROUND.id)), [])


def counted(received: Received) -> dict[str, str]:
    """Return which file of each ministry counts."""
    assert {m: path.is_file() for m, (path,) in received.paths.items()} == dict.fromkeys(
        received.submissions, True
    )
    return {ministry: form.file for ministry, form in received.submissions.items()}


def told(received: Received) -> list[tuple[str, str]]:
    """Return what is said of whole files: the code and the file."""
    return [(f.code, f.where.file) for f in received.findings if not f.where.sheet]


def kept_apart(received: Received) -> list[tuple[str, str]]:
    """Return what is said of files that are not counted because of others."""
    return [(code, file) for code, file in told(received) if code in KEPT_APART]


def test_nothing_came(desk: Desk) -> None:
    received = desk.collect()

    assert (received.submissions, received.contested, received.findings) == ({}, (), ())
    assert received.files == 0


def test_what_was_received_counts_and_what_was_only_dropped_does_too(desk: Desk) -> None:
    desk.received("届.xlsx", "外務省 ○")
    desk.drop("置.xlsx", "内閣府 △")

    both, ledger_alone = desk.collect(), desk.collect(dropped=False)

    assert counted(both) == {CAO: "置.xlsx", MOFA: "届.xlsx"}
    assert list(both.submissions) == [CAO, MOFA]
    assert both.files == 2
    assert counted(ledger_alone) == {MOFA: "届.xlsx"}
    assert ledger_alone.files == 1


def test_each_form_is_checked_and_told_of_by_its_ministry(desk: Desk) -> None:
    desk.drop("内.xlsx", "内閣府 △")
    desk.drop("外.xlsx", "外務省 ○")

    received = desk.collect()

    assert {CAO, MOFA} == {*received.about}
    assert {f.where.file for f in received.about[MOFA]} == {"外.xlsx"}
    assert ("V001", "L5") in [(f.code, f.where.cell) for f in received.about[MOFA]]
    assert {*received.about[CAO], *received.about[MOFA]} <= {*received.findings}


def test_a_file_that_is_no_form_is_told_of_and_stops_no_other(desk: Desk) -> None:
    desk.drop("a.xlsx", "議事録")
    desk.drop("b.xlsx", "外務省 ○")

    received = desk.collect()

    assert counted(received) == {MOFA: "b.xlsx"}
    assert (NOT_OUR_FORM.code, "a.xlsx") in told(received)
    assert received.files == 2


def test_of_two_different_files_none_counts_and_both_are_named(desk: Desk) -> None:
    desk.drop("a.xlsx", "外務省 ○")
    desk.drop("b.xlsx", "外務省 ×")
    desk.drop("c.xlsx", "内閣府 ○")

    received = desk.collect()

    assert received.contested == (MOFA,)
    assert counted(received) == {CAO: "c.xlsx"}
    assert [file for code, file in told(received) if code == TWO_FILES.code] == ["a.xlsx", "b.xlsx"]
    first, second = (f for f in received.findings if f.code == TWO_FILES.code)
    assert "b.xlsx" in first.message
    assert "a.xlsx" in second.message
    assert MOFA not in received.about


def test_a_dropped_file_beside_another_version_is_contested_too(desk: Desk) -> None:
    desk.received("届.xlsx", "外務省 ○")
    desk.drop("置.xlsx", "外務省 ×")

    assert desk.collect().contested == (MOFA,)
    assert desk.collect(dropped=False).contested == ()


def test_the_preferred_file_counts_and_the_others_are_told_of(desk: Desk) -> None:
    desk.drop("a.xlsx", "外務省 ○")
    chosen = desk.drop("b.xlsx", "外務省 ×")

    received = desk.collect([chosen])

    assert counted(received) == {MOFA: "b.xlsx"}
    assert received.contested == ()
    assert kept_apart(received) == [(NOT_PREFERRED.code, "a.xlsx")]


def test_a_preference_for_one_ministry_says_nothing_of_another(desk: Desk) -> None:
    chosen = desk.drop("a.xlsx", "外務省 ○")
    desk.drop("b.xlsx", "内閣府 ○")
    desk.drop("c.xlsx", "内閣府 ×")

    received = desk.collect([chosen])

    assert counted(received) == {MOFA: "a.xlsx"}
    assert received.contested == (CAO,)


def test_the_same_bytes_under_two_names_are_one_file(desk: Desk) -> None:
    desk.drop("a.xlsx", "外務省 ○")
    desk.drop("b.xlsx", "外務省 ○")

    received = desk.collect()

    assert counted(received) == {MOFA: "a.xlsx"}
    assert kept_apart(received) == [(SAME_FILE.code, "b.xlsx")]


def test_a_file_that_the_ledger_knows_is_passed_over_whichever_version_it_is(desk: Desk) -> None:
    desk.received("一.xlsx", "外務省 ○")
    desk.received("二.xlsx", "外務省 ×")
    desk.drop("a.xlsx", "外務省 ○")
    desk.drop("b.xlsx", "外務省 ×")

    received = desk.collect()

    assert counted(received) == {MOFA: "二.xlsx"}
    said_of = {f.where.file: f.message for f in received.findings if f.code == KNOWN_VERSION.code}
    assert "第1版" in said_of["a.xlsx"]
    assert "今は使っていない版" in said_of["a.xlsx"]
    assert "第2版" in said_of["b.xlsx"]
    assert "現在の版" in said_of["b.xlsx"]


def test_a_known_version_can_be_preferred(desk: Desk) -> None:
    desk.received("一.xlsx", "外務省 ○")
    desk.received("二.xlsx", "外務省 ×")
    chosen = desk.drop("a.xlsx", "外務省 ○")

    assert counted(desk.collect([chosen])) == {MOFA: "a.xlsx"}


def test_what_was_withdrawn_does_not_count_even_where_it_still_lies(desk: Desk) -> None:
    desk.received("一.xlsx", "外務省 ○")
    desk.drop("a.xlsx", "外務省 ○")
    desk.withdrawn(MOFA)

    assert counted(desk.collect()) == {}


def test_an_office_programs_lock_file_and_the_ledger_are_no_submissions(desk: Desk) -> None:
    for name in ("~$a.xlsx", ".DS_Store", LEDGER_NAME, f"{LEDGER_NAME}-journal"):
        desk.drop(name, "x")
    desk.drop("a.xlsx", "外務省 ○")

    received = desk.collect()

    assert counted(received) == {MOFA: "a.xlsx"}
    assert received.files == 1
    assert told(received) == [(LOCK_FILE.code, "~$a.xlsx")]


def test_what_does_not_fit_between_ministries_is_said_of_what_counts(desk: Desk) -> None:
    joint = a_catalogue(a_measure("S001", None, [CAO, MOFA]))
    desk.drop("a.xlsx", "内閣府 ○")
    desk.drop("b.xlsx", "外務省 ×")
    root = desk.folder.parents[1]
    opened = OpenRound(Workspace(root), joint, (), shipped_rubric("house"), lambda: desk.book)

    found = [f for f in collect(opened).findings if f.code == JOINT_DIFFERS.code]

    assert [f.found for f in found] == ["○", "×"]


def test_steps_are_told_of_one_by_one_and_at_the_end(desk: Desk) -> None:
    desk.received("届.xlsx", "外務省 ○")
    desk.drop("a.xlsx", "内閣府 ○")
    steps: list[tuple[int, int]] = []
    root = desk.folder.parents[1]
    opened = OpenRound(Workspace(root), CATALOGUE, (), shipped_rubric("house"), lambda: desk.book)

    collect(opened, lambda _what, done, total: steps.append((done, total)))

    assert steps == [(1, 2), (2, 2)]


def test_what_the_ledger_does_not_know_is_named(desk: Desk) -> None:
    desk.received("届.xlsx", "外務省 ○")
    desk.unusable("議事録.xlsx", "議事録")
    desk.drop("a.xlsx", "外務省 ○")
    desk.drop("b.xlsx", "議事録")
    desk.drop("c.xlsx", "外務省 ×")
    desk.drop("~$c.xlsx", "x")

    assert not_received(Workspace(desk.folder.parents[1]), ROUND.id, desk.book) == ("c.xlsx",)
