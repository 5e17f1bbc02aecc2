"""One bad file gives findings at its cells and never stops the others."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import Workbook, load_workbook

from evaluator.catalogue import Catalogue
from evaluator.errors import NothingSubmitted
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, MetaRow
from evaluator.model import Unrated
from evaluator.results.results import Results
from evaluator.secretariat import evaluate, report
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, cell_of, edit, errors, move_measures, shown, submitted


def counted(outcome: Results) -> dict[str, int]:
    return {state.value: n for state, n in outcome.tables.everything.by_state.items() if n}


def told(outcome: Results) -> list[Finding]:
    """The findings, but for what is to be said of the sample itself."""
    return [f for f in outcome.findings if f.code != "C015"]


def test_a_file_that_is_no_workbook(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    path.write_text("これは表ではありません", encoding="utf-8")

    outcome = evaluate.evaluate(open_round(few, R07))

    assert shown(told(outcome)) == [("F001", "", "")]
    assert outcome.findings[0].where.file == path.name
    assert counted(outcome) == {"○": 3, "△": 1, "未提出": 105}


@pytest.mark.slow
def test_a_form_of_another_round(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "環境省")

    def change(book: Workbook) -> None:
        cell_of(book["_meta"], MetaRow, "round", row=3).value = "R06"

    edit(path, change)

    outcome = evaluate.evaluate(open_round(few, R07))

    assert shown(told(outcome)) == [("F008", "_meta", "A3")]
    assert "R06" in outcome.findings[0].message
    assert counted(outcome)["未提出"] == 105


def test_a_ministry_that_was_not_asked(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "環境省")

    def change(book: Workbook) -> None:
        cell_of(book["_meta"], MetaRow, "ministry", row=3).value = "防衛省"

    edit(path, change)

    assert shown(told(evaluate.evaluate(open_round(few, R07)))) == [("F009", "_meta", "B3")]


@pytest.mark.slow
def test_an_unknown_measure_id(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]
    cell = answer(path, MeasureAnswer, measure.id, "measure_id", "S999")

    outcome = evaluate.evaluate(open_round(few, R07))

    assert errors(outcome.findings) == [("S002", "施策", cell)]
    assert outcome.findings[0].covers == 2
    assert outcome.findings[0].remedy == (
        f"印字された内容からみて「{measure.id}」の行です。施策IDを元に戻してください。"
    )
    result = next(r for r in outcome.marks if r.measure.id == measure.id)
    assert result.mark is Unrated.UNDECIDED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "code"), [("A", "V002"), ("丸", "V003"), ("0", "V003"), ("#N/A", "V008")]
)
def test_an_unknown_mark(few: Workspace, catalogue: Catalogue, typed: str, code: str) -> None:
    path = submitted(few, catalogue, "外務省")
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]
    cell = answer(path, MeasureAnswer, measure.id, "self_mark", typed)

    outcome = evaluate.evaluate(open_round(few, R07))

    assert errors(outcome.findings) == [(code, "施策", cell)]
    assert outcome.findings[0].found == typed
    assert counted(outcome)["未判定"] == 1


@pytest.mark.usefixtures("no_charts")
def test_a_missing_mark_is_said_exactly(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]
    cell = answer(path, MeasureAnswer, measure.id, "self_mark", None)

    outcome = evaluate.evaluate(open_round(few, R07))

    assert str(outcome.findings[0]) == (
        f"[エラー] V001 R07_様式_外務省.xlsx シート『施策』 {cell}："
        "「自己評価」が未記入です。◎・○・△・× から選んでください。"
    )
    assert len(told(outcome)) == 1
    report.write(open_round(few, R07), outcome)
    sheet = load_workbook(few.reports(R07) / "別紙.xlsx")["図表1"]
    assert [sheet.cell(2, column).value for column in (8, 9)] == ["未判定", "未提出"]


@pytest.mark.slow
def test_a_kpi_without_its_value(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    kpi = catalogue.kpis_of("外務省")[0]  # type: ignore[arg-type]
    cells = [answer(path, KpiAnswer, kpi.id, field, None) for field in ("actual", "as_of")]

    outcome = evaluate.evaluate(open_round(few, R07))

    assert errors(outcome.findings) == [("V001", "KPI", cell) for cell in cells]
    assert "未判定" not in counted(outcome)


@pytest.mark.slow
def test_two_different_files_of_one_ministry(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    copy = path.with_name("様式（最終）.xlsx")
    shutil.copy(path, copy)
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]
    answer(copy, MeasureAnswer, measure.id, "progress", "別の文章")

    outcome = evaluate.evaluate(open_round(few, R07))

    assert [f.code for f in told(outcome)] == ["F010", "F010"]
    assert counted(outcome)["未判定"] == 4


def test_the_same_file_twice_counts_once(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    shutil.copy(path, path.with_name("コピー.xlsx"))

    outcome = evaluate.evaluate(open_round(few, R07))

    assert [f.code for f in told(outcome)] == ["F011"]
    assert counted(outcome) == {"○": 5, "△": 1, "×": 2, "未提出": 101}


def test_received_files_are_never_altered(few: Workspace) -> None:
    before = {p: p.read_bytes() for p in few.submissions(R07).iterdir()}

    evaluate.evaluate(open_round(few, R07))

    assert {p: p.read_bytes() for p in few.submissions(R07).iterdir()} == before


def test_nothing_submitted_is_the_operators_error(few: Workspace) -> None:
    shutil.rmtree(few.submissions(R07))

    with pytest.raises(NothingSubmitted, match="提出された様式がありません"):
        evaluate.evaluate(open_round(few, R07))


@pytest.mark.slow
def test_excels_lock_file_is_skipped(few: Workspace) -> None:
    (few.submissions(R07) / "~$R07_様式_外務省.xlsx").write_bytes(b"\x06user")

    outcome = evaluate.evaluate(open_round(few, R07))

    assert [f.code for f in told(outcome)] == ["F013"]
    assert counted(outcome)["未提出"] == 101


@pytest.mark.slow
def test_sorted_and_inserted_rows_are_read_right(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, "外務省")
    measure = catalogue.measures_of("外務省")[0]  # type: ignore[arg-type]

    edit(path, move_measures)
    book = load_workbook(path)
    cell = cell_of(book["施策 (2)"], MeasureAnswer, "self_mark", measure.id)
    assert cell.coordinate == "L8"
    cell.value = "A"
    book.save(path)

    outcome = evaluate.evaluate(open_round(few, R07))

    assert errors(outcome.findings) == [("V002", "施策 (2)", "L8")]
    assert counted(outcome)["未判定"] == 1
