"""In any round every place has the same findings, as many of them, under the same numbers."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.findings.counting import Counts, count, to_do
from evaluator.form.annotate import annotate
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, OutcomeAnswer
from evaluator.ledger.details import FormReceived
from evaluator.model import MinistryName
from evaluator.outputs.opendata import findings as open_data
from evaluator.secretariat import waive as waiving
from evaluator.secretariat.check import CheckedFile, check_files, compare_files
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.mail.drafts import drafts
from evaluator.secretariat.mail.letters import Letter
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.status import RoundStatus
from evaluator.show import finding as on_screen
from tests.builders import R07, answer, cell_of, edit
from tests.ledger_builders import (
    MOE,
    MOFA,
    MONDAY,
    Office,
    desk_of,
    in_the_round_of,
    read_once,
)
from tests.small_round import Little

Fault = Callable[[Path, str, str], object]
"""Does something to a form, at a measure or at a KPI."""


def shared(path: Path, _measure: str, _kpi: str) -> None:
    """Write the bullet that the other ministry writes, too."""

    def write(book: Any) -> None:
        cell_of(book[OutcomeAnswer.sheet_title], OutcomeAnswer, "text", row=5).value = "会議。"

    edit(path, write)


def say(model: Any, field: str, value: object) -> Fault:
    """Return the fault of saying so."""
    return lambda path, measure, kpi: answer(
        path, model, measure if model is MeasureAnswer else kpi, field, value
    )


FAULTS: Final[Mapping[str, Fault]] = {
    "no mark": say(MeasureAnswer, "self_mark", None),
    "another circle": say(MeasureAnswer, "self_mark", "◯"),
    "no progress": say(MeasureAnswer, "progress", None),
    "not begun": say(MeasureAnswer, "reason", "未着手である。"),
    "about": say(KpiAnswer, "actual", "約12件"),
    "no value": say(KpiAnswer, "actual", None),
    "shared": shared,
}
SOME: Final = st.sets(st.sampled_from(sorted(FAULTS)))


class Round:
    """The little round, and forms with these faults, each made once."""

    def __init__(self, little: Little, monkeypatch: pytest.MonkeyPatch) -> None:
        read_once(monkeypatch)
        self.office = in_the_round_of(little.office.catalogue, little.office, monkeypatch)
        self.good = {m: little.forms[m, "○"] for m in (MOFA, MOE)}
        self._made: dict[tuple[str, frozenset[str]], bytes] = {}

    def form(self, ministry: MinistryName, faults: frozenset[str]) -> bytes:
        """Return a ministry's form with faults."""
        key = ministry, faults
        if key not in self._made:
            path = self.office.save(self.good[ministry], "form.xlsx")
            catalogue = self.office.catalogue
            measure = str(catalogue.measures_of(ministry)[0].id)
            kpi = str(catalogue.kpis_of(ministry)[0].id)
            for name in sorted(faults):
                FAULTS[name](path, measure, kpi)
            self._made[key] = path.read_bytes()
        return self._made[key]

    def trial(self, root: Path) -> Office:
        """Return the round in another place, as it was sent out."""
        office = Office(Workspace(root / "work"), self.office.catalogue, root)
        shutil.copytree(self.office.workspace.templates(R07), office.workspace.templates(R07))
        return office


def by_number(found: tuple[Finding, ...]) -> dict[int, Finding]:
    return {finding.number: finding for finding in found}


def assert_shown(checked: CheckedFile) -> None:
    """Screen, JSON, 修正依頼 and 指摘一覧 have the numbers and the counts."""
    found, counts = checked.findings, count(checked.findings)
    numbers = [finding.number for finding in found]
    assert numbers == list(range(1, len(found) + 1))
    lines = on_screen.as_lines("x", found)
    shown = [int(m[1]) for line in lines if (m := re.match(r"^ +([0-9]+)．", line))]
    assert shown == numbers
    assert [on_screen.as_record(finding)["number"] for finding in found] == numbers
    asked = re.findall("^ *([0-9]+)．", checked.request, re.MULTILINE)
    assert [int(number) for number in asked] == [f.number for f in to_do(found)][: len(asked)]
    if counts.to_do:
        assert f"件数：{counts}\n" in checked.request
    if not found:
        return
    copy = annotate(checked.incoming.content, found, checked.about)
    sheet = load_workbook(io.BytesIO(copy))["指摘一覧"]
    assert sheet["A3"].value == str(counts)
    rows = [(row[0].value, row[1].value, row[2].value) for row in sheet.iter_rows(min_row=6)]
    assert rows == [(f.number, f.severity.value, f.code) for f in found]


def assert_agree(office: Office, files: Mapping[MinistryName, Path], good: Path) -> None:
    """What was checked, received, stands, is reported and published is the same."""
    before = check_files(office.workspace, [*files.values()])
    receipts = office.receive(*files.values())
    checked = check_files(office.workspace, [*files.values()])
    for one, receipt, again in zip(before, receipts, checked, strict=True):
        assert by_number(one.findings) == by_number(receipt.checked.findings)
        assert by_number(one.findings) == by_number(again.findings)
        assert_shown(one)
    recorded = [e.details.findings for e in office.events if isinstance(e.details, FormReceived)]
    assert recorded == [
        {severity.value: n for severity, n in count(one.findings).by_severity().items()}
        for one in before
    ]
    told = {one.submission.ministry: one for one in before if one.submission}
    if to_do(told[MOFA].findings):
        with desk_of(office.workspace) as desk:
            waiving.waive(desk, MOFA, "1", "資料で確認した")
    _assert_reported(office, told)
    comparison = compare_files(office.workspace, good, files[MOFA]).comparison
    assert by_number((*comparison.remaining, *comparison.new)) == by_number(told[MOFA].findings)


def _assert_reported(office: Office, told: Mapping[MinistryName, CheckedFile]) -> None:
    status, results = office.status(MONDAY.date()), evaluate(open_round(office.workspace, R07))
    states = {state.name: state for state in results.ministries}
    gaps = "\n".join(map(str, results.gaps))  # what Word, Excel and page print
    for one in status.ministries:
        checked = told[one.ministry]
        waived = tuple(waiver.finding for waiver in one.waived)
        assert by_number((*one.findings, *waived)) == by_number(checked.findings)
        assert states[one.ministry].counts == one.counts
        name = checked.incoming.name
        rows = [row.severity for row in open_data.rows(results) if row.file == name]
        assert Counts(*(rows.count(severity) for severity in Severity)) == one.counts
        assert (f"{name}の{one.counts.errors}件（" in gaps) == bool(one.counts.errors)

    assert_mailed(office, status)


def assert_mailed(office: Office, status: RoundStatus) -> None:
    """The letter that returns a form has the numbers and the counts of the status."""
    opened = open_round(office.workspace, R07)
    letters = {}
    for draft in drafts(opened, Letter.RETURN, MONDAY.date()).drafts:
        body = message_from_bytes(draft.content, policy=default).get_body()
        letters[draft.name] = body.get_content() if body else ""
    for one in status.ministries:
        if one.counts.to_do:
            text = letters[f"R07_{Letter.RETURN}_{one.ministry}.eml"]
            numbers = [int(n) for n in re.findall("^([0-9]+)．", text, re.MULTILINE)]
            assert numbers == [finding.number for finding in to_do(one.findings)]
            assert str(one.counts) in text


def agree(little: Little, monkeypatch: pytest.MonkeyPatch, examples: int) -> None:
    this = Round(little, monkeypatch)
    good = this.office.save(this.good[MOFA], "前の外務省.xlsx")

    @given(SOME, SOME)
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
    )
    def in_any_round(mofa: set[str], moe: set[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            office = this.trial(Path(folder))
            files = {
                ministry: office.save(this.form(ministry, frozenset(faults)), f"{ministry}.xlsx")
                for ministry, faults in ((MOFA, mofa), (MOE, moe))
            }
            assert_agree(office, files, good)

    in_any_round()


@pytest.mark.slow
def test_every_place_agrees(little: Little, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(little, monkeypatch, examples=4)


@pytest.mark.slow
def test_every_place_agrees_at_length(little: Little, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(little, monkeypatch, examples=60)
