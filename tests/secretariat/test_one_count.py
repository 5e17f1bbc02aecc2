"""However findings are shown, there are as many: one told for many cells is one, everywhere."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.cli.say import print_findings
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.findings.counting import Counts, count
from evaluator.form.annotate import annotate
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, OutcomeAnswer
from evaluator.ledger.details import FormReceived
from evaluator.outputs.opendata import findings as open_data
from evaluator.results.gaps import gaps_in_a_line
from evaluator.results.results import Results
from evaluator.secretariat import evaluate
from evaluator.secretariat import receive as receiving
from evaluator.secretariat.book import open_book
from evaluator.secretariat.check import CheckedFile, check_files, compare_files
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.status import MinistryStatus, round_status
from evaluator.show import finding as on_screen
from tests.amendments import amend, row_removed
from tests.builders import R07, answer, cell_of, edit, submitted
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, desk_of
from tests.small_round import Little


@pytest.fixture
def good(few: Workspace, catalogue: Catalogue, tmp_path: Path) -> Path:
    """A ministry's form before anything was wrong in it."""
    path = submitted(few, catalogue, MOFA)
    return Path(shutil.copy(path, tmp_path / path.name))


@pytest.fixture
def faulty(few: Workspace, catalogue: Catalogue, good: Path) -> Path:
    """The same with the same answer missing in four rows, three in one row, and other faults."""
    path = submitted(few, catalogue, MOFA)
    measures, kpis = catalogue.measures_of(MOFA), catalogue.kpis_of(MOFA)
    for measure in measures:
        answer(path, MeasureAnswer, measure.id, "progress", None)
    for field in ("actual", "as_of", "basis"):
        answer(path, KpiAnswer, kpis[0].id, field, None)
    answer(path, KpiAnswer, kpis[1].id, "actual", 999999)
    answer(path, MeasureAnswer, measures[0].id, "self_mark", "◯")
    assert path.read_bytes() != good.read_bytes()
    return path


@pytest.fixture
def checked(few: Workspace, faulty: Path) -> CheckedFile:
    return check_files(few, [faulty])[0]


def of_status(workspace: Workspace) -> MinistryStatus:
    status = round_status(open_round(workspace, R07), MONDAY.date())
    return next(one for one in status.ministries if one.ministry == MOFA)


def results(workspace: Workspace) -> Results:
    return evaluate.evaluate(open_round(workspace, R07))


def counts_in(results: Results) -> Counts:
    return next(state.counts for state in results.ministries if state.name == MOFA)


def in_words(text: str) -> str:
    """The counts as they stand in a text: エラー 2件、警告 1件、情報 1件."""
    found = re.search("エラー [0-9]+件、警告 [0-9]+件、情報 [0-9]+件", text)
    assert found is not None
    return found[0]


def test_a_finding_told_for_many_counts_once(checked: CheckedFile) -> None:
    counts = count(checked.findings)

    assert [(f.code, f.covers) for f in checked.findings if f.covers > 1] == [
        ("V001", 4),
        ("V024", 3),
    ]
    assert (counts.errors, counts.warnings) == (2, 1)
    assert counts.infos > 0


def test_screen_json_and_letter_say_the_same(checked: CheckedFile) -> None:
    counts, found = count(checked.findings), checked.findings

    assert on_screen.as_lines("x.xlsx", found)[-1] == f"  計：{counts}"
    severities = Counter(on_screen.as_record(finding)["severity"] for finding in found)
    assert severities == {each.value: n for each, n in counts.by_severity().items()}
    assert in_words(checked.request) == str(counts)
    items = re.findall("^ *([0-9]+)．", checked.request, re.MULTILINE)
    assert [int(number) for number in items] == list(range(1, counts.to_do + 1))


def test_the_returned_copy_says_the_same_and_lists_as_many(
    checked: CheckedFile, faulty: Path
) -> None:
    counts = count(checked.findings)

    returned = annotate(faulty.read_bytes(), checked.findings, checked.about)

    sheet = load_workbook(io.BytesIO(returned))["指摘一覧"]
    listed = [row[1].value for row in sheet.iter_rows(min_row=6)]
    assert sheet["A3"].value == str(counts)
    assert [listed.count(severity.value) for severity in Severity] == [
        *counts.by_severity().values()
    ]


def test_what_remains_and_what_is_new_is_what_there_is(
    few: Workspace, checked: CheckedFile, good: Path, faulty: Path
) -> None:
    comparison = compare_files(few, good, faulty).comparison

    assert {*comparison.remaining, *comparison.new} == set(checked.findings)
    back = compare_files(few, faulty, good).comparison
    assert count(back.resolved).to_do == count(checked.findings).to_do


def test_receiving_prints_and_records_the_same(
    few: Workspace, checked: CheckedFile, faulty: Path
) -> None:
    with desk_of(few) as desk:
        (receipt,) = receiving.receive(desk, [faulty])

    counts = count(checked.findings)
    assert count(receipt.checked.findings) == counts
    (event,) = open_book(few, R07).events
    assert event.details == FormReceived(
        findings={severity.value: n for severity, n in counts.by_severity().items()}
    )


def test_status_and_the_reports_say_the_same(few: Workspace, checked: CheckedFile) -> None:
    counts, outcome = count(checked.findings), results(few)
    (gap,) = (gap for gap in outcome.gaps if gap.owed_by == MOFA)

    assert of_status(few).counts == counts
    assert counts_in(outcome) == counts
    assert gap.what.startswith(f"{checked.incoming.name}の{counts.errors}件（")
    assert f"解消していないエラーの指摘 {counts.errors}件" in gaps_in_a_line(outcome.gaps)
    rows = [row.severity for row in open_data.rows(outcome) if row.file == checked.incoming.name]
    assert [rows.count(severity) for severity in Severity] == [*counts.by_severity().values()]


def test_the_screen_of_a_run_counts_what_the_open_data_list(
    few: Workspace, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faulty.is_relative_to(few.root)
    outcome = results(few)

    print_findings(outcome.findings)

    printed = capsys.readouterr().err
    rows = [row.severity for row in open_data.rows(outcome)]
    expected = Counts(*(rows.count(severity) for severity in Severity))
    assert f"指摘：{expected}" in printed
    assert len([line for line in printed.splitlines() if line.startswith("[エラー]")]) == 2


def test_what_is_said_beside_another_ministry_counts_in_status_as_in_the_reports(
    few: Workspace, catalogue: Catalogue
) -> None:
    def same(book: Any) -> None:
        for field, value in (
            ("category", catalogue.categories[0].name),
            ("text", "会議を開いた。"),
        ):
            cell_of(book[OutcomeAnswer.sheet_title], OutcomeAnswer, field, row=5).value = value

    before = of_status(few).counts
    for ministry in (MOFA, MOE):
        edit(submitted(few, catalogue, ministry), same)

    after: tuple[Finding, ...] = of_status(few).findings
    assert count(after).warnings == before.warnings + 1
    assert "C014" in {finding.code for finding in after}
    assert counts_in(results(few)) == count(after)


def test_what_is_wrong_in_the_catalogue_is_told_to_the_ministries_concerned_and_not_counted(
    little: Little,
) -> None:
    office = little.office
    forms = dict(zip((MOFA, MOE), little.saved(), strict=True))
    measure = office.catalogue.measures_of(MOFA)[0]
    for _ in office.catalogue.kpis_by_measure[measure.id]:
        amend(office.workspace, row_removed(KpiRow, "measure_id", str(measure.id)))

    letters = {m: check_files(office.workspace, [path])[0].request for m, path in forms.items()}

    about = "【施策一覧について事務局で確かめていること】\n・"
    assert [m for m, letter in letters.items() if about in letter] == [MOFA]
    assert letters[MOFA].endswith(f"{about}施策「{measure.id}」にKPIがありません。\n")
    status = evaluator("status", R07, "--today", "2026-01-05", cwd=office.workspace.root).stdout
    (line,) = (line for line in status.splitlines() if "K004" in line)
    assert line.startswith("  [警告] ")
    assert f"施策「{measure.id}」にKPIがありません。" in line
