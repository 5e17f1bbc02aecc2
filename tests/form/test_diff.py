"""One version of a form against the next: matched by key, whatever moved in between."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluator.catalogue import Catalogue
from evaluator.errors import CannotCompare
from evaluator.files import Workspace
from evaluator.findings import CellRef
from evaluator.findings.value import NOT_A_NUMBER
from evaluator.form.compare import AnswerChange, Comparison, RowChange
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.model import MinistryName
from evaluator.secretariat import check as returning
from evaluator.sheets.layout import Row
from evaluator.show.comparison import as_lines
from tests.builders import answer, cell_of, edit, move_measures, shown, submitted
from tests.cli.test_cli import evaluator

MOFA = MinistryName("外務省")


@pytest.fixture
def old(few: Workspace, catalogue: Catalogue) -> Path:
    """A form with three faults."""
    path = submitted(few, catalogue, MOFA)
    measures = catalogue.measures_of(MOFA)
    answer(path, MeasureAnswer, measures[0].id, "self_mark", "A")
    answer(path, MeasureAnswer, measures[1].id, "self_mark", "B")
    answer(path, MeasureAnswer, measures[1].id, "progress", None)
    return path


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    path = tmp_path / "外務省_2.xlsx"
    shutil.copy(old, path)
    return path


def compared(workspace: Workspace, old: Path, new: Path) -> Comparison:
    return returning.compare_files(workspace, old, new).comparison


def test_resolved_remaining_and_new_are_told_apart(
    few: Workspace, catalogue: Catalogue, old: Path, new: Path
) -> None:
    measures, kpi = catalogue.measures_of(MOFA), catalogue.kpis_of(MOFA)[0]
    answer(new, MeasureAnswer, measures[0].id, "self_mark", "○")
    answer(new, MeasureAnswer, measures[1].id, "progress", "書きました。")
    answer(new, KpiAnswer, kpi.id, "actual", "約12件")

    result = compared(few, old, new)

    assert shown(result.resolved) == [("V002", "施策", "K5"), ("V001", "施策", "L6")]
    assert shown(result.remaining) == [("V002", "施策", "K6")]
    assert shown(result.new) == [("V017", "KPI", "Q5")]
    assert result.summary == "2件解消、1件残り、1件新規"


def test_a_finding_told_for_many_remains_while_any_of_them_does(
    few: Workspace, catalogue: Catalogue, new: Path
) -> None:
    """As it stands in the list that was sent: an item of it is done when all of it is."""
    measures = catalogue.measures_of(MOFA)
    blank = Path(shutil.copy(new, new.with_name("外務省_1.xlsx")))
    for measure in measures:
        answer(blank, MeasureAnswer, measure.id, "progress", None)
    for measure in measures[:2]:
        answer(new, MeasureAnswer, measure.id, "progress", "書きました。")
    for measure in measures[2:]:
        answer(new, MeasureAnswer, measure.id, "progress", None)

    mended, spoiled = compared(few, blank, new), compared(few, new, blank)

    assert mended.summary == "0件解消、4件残り、0件新規"
    assert shown(mended.remaining)[2:] == [("V001", "施策", "L7"), ("V001", "施策", "L8")]
    assert spoiled.summary == "0件解消、2件残り、1件新規"
    assert [f.covers for f in spoiled.new] == [4]


@pytest.mark.slow
def test_moved_rows_and_columns_are_the_same_rows_and_columns(
    few: Workspace, old: Path, new: Path
) -> None:
    edit(new, move_measures)

    result = compared(few, old, new)

    assert result.summary == "0件解消、3件残り、0件新規"
    assert shown(result.remaining)[0] == ("V002", "施策 (2)", "L8")
    assert (result.answers, result.added, result.removed) == ((), (), ())


def test_changed_answers_are_said_cell_by_cell(
    few: Workspace, catalogue: Catalogue, old: Path, new: Path
) -> None:
    measure, kpi = catalogue.measures_of(MOFA)[0], catalogue.kpis_of(MOFA)[0]
    edit(new, lambda book: book["施策"].insert_rows(1))
    answer(new, MeasureAnswer, measure.id, "self_mark", "○")
    answer(new, KpiAnswer, kpi.id, "actual", 116.5)

    result = compared(few, old, new)

    assert result.answers == (
        AnswerChange("施策", measure.id, "自己評価", "K5", "K6", "A", "○"),
        AnswerChange("KPI", kpi.id, "実績値", "Q5", "Q5", "115", "116.5"),
    )
    assert as_lines(result)[-2:] == [
        f"  変更　施策・K5→K6　{measure.id}　自己評価：「A」 → 「○」",
        f"  変更　KPI・Q5　{kpi.id}　実績値：「115」 → 「116.5」",
    ]


@pytest.mark.slow
def test_rows_without_a_key_are_known_by_what_they_say(
    few: Workspace, catalogue: Catalogue, old: Path, new: Path
) -> None:
    category, domain = catalogue.categories[0].name, catalogue.domains[0].choice

    def write(book: Any, model: type[Row], row: int, **values: str) -> None:
        for field, value in values.items():
            cell_of(book[model.sheet_title], model, field, row=row).value = value

    def before(book: Any) -> None:
        write(book, OutcomeAnswer, 5, category=category, text="一つ目の成果")
        write(book, OutcomeAnswer, 6, category=category, text="二つ目の成果")

    def after(book: Any) -> None:
        write(book, OutcomeAnswer, 5, category=category, text="二つ目の成果")
        write(book, OutcomeAnswer, 8, category=category, text="言い直した成果")
        write(book, ActivityAnswer, 20, domain=domain, status="該当なし")

    edit(old, before)
    edit(new, after)

    result = compared(few, old, new)

    assert result.answers == (
        AnswerChange("成果例", "", "成果", "D5", "D8", "一つ目の成果", "言い直した成果"),
    )
    assert result.added == (RowChange("領域別取組", "B20", f"{domain}／該当なし"),)
    assert result.removed == ()


@pytest.mark.slow
def test_the_contact_row_is_one_row_even_while_it_is_blank(
    few: Workspace, old: Path, new: Path
) -> None:
    def blank(*but: str) -> Callable[[Any], None]:
        def change(book: Any) -> None:
            sheet = book["はじめに"]
            row = next(c.row for r in sheet for c in r if c.value == "mihon@example.jp")
            for field in ("division", "name", "email", "phone"):
                if field not in but:
                    cell_of(sheet, ContactRow, field, row=row).value = None

        return change

    edit(old, blank())
    edit(new, blank("division", "name"))

    result = compared(few, old, new)

    assert [f.message for f in result.remaining if f.where.sheet == "はじめに"] == [
        "「メール」が未記入です。"
    ]


def test_a_removed_row_is_said(few: Workspace, catalogue: Catalogue, old: Path, new: Path) -> None:
    measure = catalogue.measures_of(MOFA)[3]
    edit(new, lambda book: book["施策"].delete_rows(8))

    result = compared(few, old, new)

    assert [(row.sheet, row.cell) for row in result.removed] == [("施策", "B8")]
    assert result.removed[0].text.startswith(f"{measure.id}／{measure.title}")
    assert shown(result.new) == [("S004", "施策", "")]


@pytest.mark.slow
def test_a_file_that_cannot_be_read_resolves_nothing(few: Workspace, old: Path, new: Path) -> None:
    new.write_text("これは表ではありません", encoding="utf-8")

    assert compared(few, old, new).summary == "0件解消、3件残り、1件新規"
    assert compared(few, new, old).summary == "1件解消、0件残り、3件新規"
    assert compared(few, new, old).added == ()
    assert as_lines(compared(few, old, new))[-1] == "読めない様式があるため、回答は比べていません。"


def test_a_long_list_is_cut_on_the_screen_and_counted() -> None:
    many = tuple(
        NOT_A_NUMBER.at(CellRef("x", "KPI", f"O{row}"), found="A", header="実績値")
        for row in range(5, 40)
    )

    lines = as_lines(Comparison((), (), many, (), (), ()))

    assert lines[:2] == ["0件解消、0件残り、35件新規", "■ 新規"]
    assert lines[32:] == ["  ほか5件（--format json ですべて示します）", "回答の変更はありません。"]


@pytest.mark.slow
def test_forms_of_two_ministries_are_not_compared(
    few: Workspace, catalogue: Catalogue, old: Path
) -> None:
    with pytest.raises(CannotCompare, match=r"外務省（R07）.*環境省（R07）"):
        returning.compare_files(few, old, submitted(few, catalogue, "環境省"))


def test_the_command_says_it_in_japanese_and_in_json(
    few: Workspace, catalogue: Catalogue, old: Path, new: Path
) -> None:
    answer(new, MeasureAnswer, catalogue.measures_of(MOFA)[0].id, "self_mark", "○")

    done = evaluator("diff", str(old), str(new), cwd=few.root)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        "1件解消、2件残り、0件新規",
        "■ 解消",
        "  エラー　1．施策・K5　V002　「自己評価」の「A」は選択肢にありません。",
    ]

    as_json = evaluator("diff", str(old), str(new), "--format", "json", cwd=few.root)
    record = json.loads(as_json.stdout)
    assert record["summary"] == "1件解消、2件残り、0件新規"
    assert [finding["cell"] for finding in record["remaining"]] == ["K6", "L6"]
    assert record["answers"][0]["new"] == "○"

    other = submitted(few, catalogue, "環境省")
    refused = evaluator("diff", str(old), str(other), cwd=few.root)
    assert refused.returncode == CannotCompare.exit_code
