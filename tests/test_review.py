"""調整: the three marks side by side, and the secretariat's decision counted as such."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator import pipeline
from evaluator.catalogue import Catalogue
from evaluator.errors import CannotWrite, ReviewMissing
from evaluator.files import Workspace
from evaluator.form.rows import MeasureAnswer
from evaluator.model import Mark, MarkSource, Unrated
from evaluator.review import ReviewRow
from tests.builders import R07, answer, cell_of, edit, shown, submitted

# 外務省 leads S017 ○, S077 × (試算 △), S100 ○, S105 ×.


@pytest.fixture
def review(few: Workspace) -> Path:
    return pipeline.export_review(few, R07)[0]


def decide(path: Path, measure: str, mark: str, reason: str = "") -> str:
    """Type a decision into 調整.xlsx; return the mark's address."""
    if reason:
        answer(path, ReviewRow, measure, "reason", reason)
    return answer(path, ReviewRow, measure, "final_mark", mark)


def final(few: Workspace) -> pipeline.Evaluation:
    return pipeline.evaluate(few, R07, source=MarkSource.FINAL)


def test_the_review_shows_both_marks_and_the_calculation(review: Path) -> None:
    sheet = load_workbook(review)["調整"]

    def cell(field: str) -> Any:
        return cell_of(sheet, ReviewRow, field, "S077").value

    assert (cell("self_mark"), cell("proposed"), cell("difference")) == ("×", "△", "自己が低い")
    assert str(cell("calculation")).endswith("→ △")
    assert cell("final_mark") is None


def test_decisions_are_counted_and_the_page_says_so(few: Workspace, review: Path) -> None:
    decide(review, "S017", "○")
    where = decide(review, "S077", "△", "目標に近づいているため。")

    evaluation = final(few)
    paths = pipeline.report(few, evaluation)

    marks = {str(result.measure.id): result for result in evaluation.results}
    assert (marks["S017"].mark, marks["S077"].mark) == (Mark.GOOD, Mark.PARTIAL)
    assert marks["S077"].explanation == "事務局評価の理由：目標に近づいているため。"
    assert (marks["S077"].evidence[0].sheet, marks["S077"].evidence[0].cell) == ("調整", where)
    assert marks["S100"].mark is Unrated.UNDECIDED
    assert marks["S001"].mark is Unrated.NOT_SUBMITTED
    book = load_workbook(
        next(p for p in paths if p.parent.name == "事務局評価" and p.name == "別紙.xlsx")
    )
    notes = [str(cell.value) for cell in book["図表1"]["A"] if cell.value]
    assert any("評価は事務局評価による。" in note for note in notes)


def test_a_decision_that_differs_needs_a_reason(few: Workspace, review: Path) -> None:
    decide(review, "S077", "△")

    evaluation = final(few)

    about = [f for f in evaluation.findings if f.code == "G002"]
    assert shown(about) == [("G002", "調整", "J" + _row(review, "S077"))]
    assert about[0].message == (
        "事務局評価「△」が自己評価「×」または試算評価「△」と異なりますが、理由がありません。"
    )
    marks = {str(result.measure.id): result.mark for result in evaluation.results}
    assert marks["S077"] is Unrated.UNDECIDED


def _row(path: Path, measure: str) -> str:
    cell = cell_of(load_workbook(path)["調整"], ReviewRow, "measure_id", measure)
    return str(cell.row)


def test_a_decision_on_an_answer_that_has_changed_does_not_count(
    few: Workspace, catalogue: Catalogue, review: Path
) -> None:
    decide(review, "S017", "○")
    path = submitted(few, catalogue, "外務省")
    answer(path, MeasureAnswer, "S017", "self_mark", "△")
    answer(path, MeasureAnswer, "S017", "reason", "遅れが生じたため。")

    evaluation = final(few)

    about = [f for f in evaluation.findings if f.code == "G001"]
    assert [f.where.cell for f in about] == ["E" + _row(review, "S017")]
    assert "調整時は「○」、今は「△」" in about[0].message
    marks = {str(result.measure.id): result.mark for result in evaluation.results}
    assert marks["S017"] is Unrated.UNDECIDED


def test_unknown_and_double_rows_are_said(few: Workspace, review: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["調整"]
        cell_of(sheet, ReviewRow, "measure_id", "S100").value = "S017"
        cell_of(sheet, ReviewRow, "measure_id", "S105").value = "S999"

    edit(review, change)

    codes = [f.code for f in final(few).findings if f.where.file == review.name]

    assert codes == ["S003", "G003"]


def test_work_in_the_review_is_never_overwritten(few: Workspace, review: Path) -> None:
    decide(review, "S017", "○")
    kept = review.read_bytes()

    with pytest.raises(CannotWrite, match="上書きしません"):
        pipeline.export_review(few, R07)

    assert review.read_bytes() == kept


def test_without_a_review_there_are_no_final_marks(few: Workspace) -> None:
    with pytest.raises(ReviewMissing, match="review export R07"):
        final(few)


def test_a_review_that_is_no_workbook_is_a_finding(few: Workspace, review: Path) -> None:
    review.write_text("メモ", encoding="utf-8")

    assert "F001" in [f.code for f in final(few).findings]
