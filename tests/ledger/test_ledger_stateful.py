"""Any order of receptions, withdrawals, decisions and runs: all of it is told, the table right."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from evaluator.catalogue import Catalogue
from evaluator.errors import NotInTheLedger
from evaluator.files import CATALOGUE_NAME, Workspace
from evaluator.model import MinistryName, Unrated
from evaluator.review.rows import ReviewRow
from evaluator.secretariat import acts
from evaluator.secretariat import undo as undoing
from evaluator.secretariat.receipt import ReceiptOutcome
from tests.builders import R07, answer
from tests.ledger_builders import (
    MOE,
    MOFA,
    Forms,
    Office,
    desk_of,
    nine_measures,
    opened_on,
    read_once,
)

MINISTRIES = st.sampled_from([MOFA, MOE])
MARKS = st.sampled_from(["", "○", "×"])


@dataclass(frozen=True)
class Paper:
    """A decision on a ministry's first measure, and the answer that it was made on."""

    ministry: MinistryName
    mark: str
    answer: str | None


class Weeks(RuleBasedStateMachine):
    """What a secretariat may do, beside a list of what it did."""

    catalogue: ClassVar[Catalogue]
    forms: ClassVar[Forms]

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        (self.root / "mail").mkdir()
        self.office = Office(Workspace(self.root / "work"), self.catalogue, self.root / "mail")
        templates = self.office.workspace.templates(R07)
        templates.mkdir(parents=True)
        (templates / CATALOGUE_NAME).touch()  # it is there; the one in memory is used
        self.versions: dict[MinistryName, list[str]] = {MOFA: [], MOE: []}
        self.current: dict[MinistryName, str] = {}
        self.acts = 0
        self.withdrawn: tuple[int, MinistryName, str] | None = None
        self.decided: dict[MinistryName, Paper] = {}
        self.papers: list[tuple[Path, Paper, Paper | None]] = []
        self.decisions = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _file(self, ministry: MinistryName, mark: str) -> Path:
        return self.office.save(self.forms[ministry, mark], f"{ministry}{mark}.xlsx")

    @rule(ministry=MINISTRIES, mark=MARKS, again=st.booleans())
    def receive(self, ministry: MinistryName, mark: str, *, again: bool) -> None:
        (receipt,) = self.office.receive(self._file(ministry, mark), again=again)

        known = mark in self.versions[ministry]
        if known and not (again and self.current.get(ministry) != mark):
            is_current = self.current.get(ministry) == mark
            assert receipt.outcome is (
                ReceiptOutcome.KNOWN if is_current else ReceiptOutcome.EARLIER
            )
            return
        assert receipt.outcome is (
            ReceiptOutcome.REPLACED if ministry in self.current else ReceiptOutcome.NEW
        )
        self.versions[ministry].append(mark)
        self.current[ministry] = mark

    @precondition(lambda self: self.current)
    @rule(choice=st.integers(0, 1))
    def withdraw(self, choice: int) -> None:
        ministry = sorted(self.current)[choice % len(self.current)]
        with desk_of(self.office.workspace) as desk:
            acts.withdraw(desk, ministry, "取下げ")
        self.withdrawn = len(self.office.events), ministry, self.current.pop(ministry)
        self.acts += 1

    @precondition(lambda self: self.withdrawn)
    @rule()
    def take_the_withdrawal_back(self) -> None:
        assert self.withdrawn is not None
        number, ministry, mark = self.withdrawn
        is_last = len(self.office.events) == number
        self.withdrawn = None
        with desk_of(self.office.workspace) as desk:
            if is_last:
                assert undoing.undo(desk).number == number
                self.current[ministry] = mark

    @rule(ministry=MINISTRIES)
    def send_back(self, ministry: MinistryName) -> None:
        with desk_of(self.office.workspace) as desk:
            if ministry in self.current:
                acts.send_back(desk, ministry, "要修正")
                self.acts += 1
                return
            with pytest.raises(NotInTheLedger):
                acts.send_back(desk, ministry, "要修正")

    @rule(ministry=MINISTRIES, mark=MARKS)
    def drop_what_is_known(self, ministry: MinistryName, mark: str) -> None:
        """A file that lies in the folder changes nothing once it was received."""
        if mark in self.versions[ministry]:
            folder = self.office.workspace.submissions(R07)
            (folder / f"{ministry}{mark}.xlsx").write_bytes(self.forms[ministry, mark])

    def _standing(self, ministry: MinistryName) -> Paper | None:
        """What was decided last, if it was on the answer as it is now."""
        paper = self.decided.get(ministry)
        return paper if paper and paper.answer == self.current.get(ministry) else None

    @precondition(lambda self: self.current)
    @rule(ministry=MINISTRIES, mark=st.sampled_from(["◎", "△"]))
    def decide(self, ministry: MinistryName, mark: str) -> None:
        path = self.office.export()
        measure = str(self.catalogue.measures_of(ministry)[0].id)
        answer(path, ReviewRow, measure, "reason", "協議の結果")
        answer(path, ReviewRow, measure, "final_mark", mark)
        paper = Paper(ministry, mark, self.current.get(ministry))
        kept = path.rename(path.with_name(f"{len(self.papers)}{path.name}"))
        self.papers.append((kept, paper, self._standing(ministry)))
        self._take_in(*self.papers[-1])

    @precondition(lambda self: self.current and self.papers)
    @rule(choice=st.integers(0, 99))
    def take_in_again(self, choice: int) -> None:
        """Some workbook from before, which may be out of date by now."""
        self._take_in(*self.papers[choice % len(self.papers)])

    def _take_in(self, path: Path, paper: Paper, exported: Paper | None) -> None:
        imported = self.office.take_in(path)

        is_new = paper not in (self._standing(paper.ministry), exported)
        is_up_to_date = paper.answer == self.current.get(paper.ministry)
        assert len(imported.events) == (is_new and is_up_to_date)
        assert imported.refused == (is_new and not is_up_to_date)
        if imported.events:
            self.decided[paper.ministry] = paper
            self.decisions += 1

    @precondition(lambda self: self.current)
    @rule()
    def run_by_the_secretariats_marks(self) -> None:
        marks = {r.measure.id: r.mark for r in self.office.final.marks}
        for ministry in (MOFA, MOE):
            standing, measure = self._standing(ministry), self.catalogue.measures_of(ministry)[0]
            if standing:
                assert marks[measure.id].value == standing.mark
            else:
                assert marks[measure.id] in list(Unrated)

    @rule()
    def run(self) -> None:
        scratch = Office(Workspace(self.root / "scratch"), self.catalogue, self.root)
        folder = scratch.workspace.submissions(R07)
        folder.mkdir(parents=True)
        for ministry, mark in self.current.items():
            (folder / f"{ministry}.xlsx").write_bytes(self.forms[ministry, mark])

        assert self.office.marks() == scratch.marks()
        shutil.rmtree(scratch.workspace.root)

    @invariant()
    def history_is_complete(self) -> None:
        state, events = self.office.state, self.office.events
        for ministry, marks in self.versions.items():
            names = [version.name for version in state.of(ministry).versions]
            assert names == [f"{ministry}{mark}.xlsx" for mark in marks]
            current = state.of(ministry).current
            wanted = self.current.get(ministry)
            assert (current and current.name) == (
                None if wanted is None else f"{ministry}{wanted}.xlsx"
            )
        kinds = [event.kind for event in events]
        assert kinds.count("received") == sum(map(len, self.versions.values()))
        assert kinds.count("decided") == self.decisions
        assert kinds.count("withdrawn") + kinds.count("returned") == self.acts


def weeks(
    catalogue: Catalogue, forms: Forms, monkeypatch: pytest.MonkeyPatch, examples: int
) -> None:
    read_once(monkeypatch)
    small = nine_measures(catalogue)
    opened_on(small, monkeypatch)
    Weeks.catalogue, Weeks.forms = small, forms
    case = Weeks.TestCase
    case.settings = settings(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),  # to shrink a story takes minutes
    )
    case("runTest").debug()


def test_any_order_of_acts(
    catalogue: Catalogue, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks(catalogue, forms, monkeypatch, examples=5)


@pytest.mark.slow
def test_any_order_of_acts_at_length(
    catalogue: Catalogue, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks(catalogue, forms, monkeypatch, examples=100)
