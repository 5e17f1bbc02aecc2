"""A round's checks go by its own checks.toml; a fault in it stops the command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.errors import SettingsRejected
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.form.settings import shipped_content
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.ledger.details import Seal
from evaluator.model import RoundId
from evaluator.sample import staging
from evaluator.secretariat import issue, next_round
from evaluator.secretariat.check import check_files
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, submitted
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOFA, Office, a_few_outputs, verified


def found_in(workspace: Workspace, path: Path) -> tuple[Finding, ...]:
    return check_files(workspace, [path])[0].findings


def settle(workspace: Workspace, text: str) -> None:
    workspace.checks(R07).write_text(text, encoding="utf-8")


@pytest.fixture
def form(few: Workspace, catalogue: Catalogue) -> Path:
    """A form in which one answer is missing of five rows."""
    path = submitted(few, catalogue, MOFA)
    for measure in catalogue.measures_of(MOFA):
        answer(path, MeasureAnswer, measure.id, "progress", None)
    return path


def test_a_round_of_before_without_settings_is_checked_by_the_shipped_ones(
    few: Workspace, form: Path
) -> None:
    assert not few.checks(R07).exists()
    before = found_in(few, form)

    settle(few, shipped_content().decode())

    assert found_in(few, form) == before


def test_the_rounds_own_numbers_decide_what_is_told_as_one(few: Workspace, form: Path) -> None:
    assert [f.covers for f in found_in(few, form) if f.code == "V001"] == [4]

    settle(few, "[presentation]\nsame_message = 9\n")

    assert [f.covers for f in found_in(few, form) if f.code == "V001"] == [1, 1, 1, 1]


def test_the_rounds_own_words_are_asked_about(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOFA)
    measure = catalogue.measures_of(MOFA)[0]
    cell = answer(path, MeasureAnswer, measure.id, "self_mark", "○")
    answer(path, MeasureAnswer, measure.id, "progress", "当面は様子見とした。")
    assert "C001" not in {f.code for f in found_in(few, path)}

    settle(few, '[[marks_against_text]]\nbeside = "good"\nwords = ["様子見"]\n')

    (asked,) = (f for f in found_in(few, path) if f.code == "C001")
    assert (asked.where.cell, asked.found) == (cell, "様子見")


@pytest.mark.slow
def test_the_form_asks_by_the_same_number_as_the_check(
    few: Workspace, catalogue: Catalogue
) -> None:
    settle(few, "[figures]\njump = 25\n")

    issue.write_forms(few, catalogue)

    content = (few.templates(R07) / submitted(few, catalogue, MOFA).name).read_bytes()
    cells = (c.value for row in load_workbook(io.BytesIO(content))["KPI"] for c in row)
    formulas = [value for value in cells if isinstance(value, str) and value.startswith("=")]
    assert any("*25" in formula for formula in formulas)
    assert not any("*10" in formula for formula in formulas)


def test_a_fault_in_the_settings_stops_the_command_and_names_file_and_key(
    few: Workspace, form: Path
) -> None:
    settle(few, "[figures]\njump = 1\nlest = 5\n")

    with pytest.raises(SettingsRejected, match=r"checks\.toml に誤りがある") as caught:
        found_in(few, form)
    assert [(f.code, f.where.cell) for f in caught.value.findings] == [
        ("T005", "figures.jump"),
        ("T004", "figures.lest"),
    ]

    done = evaluator("check", str(form), cwd=few.root)
    assert done.returncode == SettingsRejected.exit_code
    assert "[エラー] T004 checks.toml figures.lest：" in done.stderr
    assert "項目「figures.lest」は点検の設定にありません。" in done.stderr


def test_a_rounds_settings_are_put_there_once_and_go_on_to_the_next(
    sample_workspace: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    assert sample_workspace.checks(R07).read_bytes() == shipped_content()
    settle(workspace, "[figures]\njump = 20\n")

    staging.init(workspace, R07)
    next_round.open_next(workspace, RoundId("R08"), R07)

    assert workspace.root == tmp_path
    for round_id in (R07, RoundId("R08")):
        assert workspace.checks(round_id).read_text(encoding="utf-8") == "[figures]\njump = 20\n"
    assert open_round(workspace, RoundId("R08")).settings.figures.jump == 20


def test_of_a_kpi_the_rounds_jump_is_asked_about(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOFA)
    kpi = next(k for k in catalogue.kpis_of(MOFA) if k.previous and k.previous > 10)
    assert kpi.previous is not None
    answer(path, KpiAnswer, kpi.id, "actual", float(kpi.previous * 12 + 1))
    answer(path, KpiAnswer, kpi.id, "note", None)
    assert {"C003", "C004"} & {f.code for f in found_in(few, path)}

    settle(few, "[figures]\njump = 99\nfactors = [{ factor = 1000, near = 1.1 }]\n")

    assert not {"C003", "C004"} & {f.code for f in found_in(few, path)}


# the seal ----------------------------------------------------------------------------------
@pytest.fixture
def sketched(ready: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A round that is ready to be published, and of which a report is three small files."""
    a_few_outputs(ready.workspace, monkeypatch)
    return ready


def test_settings_that_have_changed_since_the_report_was_sealed_are_named(
    sketched: Office,
) -> None:
    sketched.publish()
    assert verified(sketched.workspace)[1].holds

    settle(sketched.workspace, "[presentation]\nsame_message = 5\n")

    _, found = verified(sketched.workspace)
    assert (found.origin, found.holds) == (("点検の設定",), False)


def test_a_seal_of_a_round_without_own_settings_holds(sketched: Office) -> None:
    sketched.workspace.checks(R07).unlink()
    sketched.publish()

    event, found = verified(sketched.workspace)

    assert found.holds
    assert isinstance(event.details, Seal)
    assert event.details.checks == ""
    sketched.workspace.checks(R07).write_bytes(shipped_content())
    assert verified(sketched.workspace)[1].holds
