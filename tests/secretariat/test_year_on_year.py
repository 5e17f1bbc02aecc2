"""From one year to the next: opening a round, and what the outputs say of the change."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from matplotlib.figure import Figure
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow, by_project
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.rows import DomainRowRow, MeasureRow, RoundRow, SuccessionRow, TextRow
from evaluator.catalogue.succession import Kind
from evaluator.catalogue.write import write_catalogue
from evaluator.errors import CannotWrite, NothingSubmitted, NotTheNextRound, RoundMissing
from evaluator.files import CATALOGUE_NAME, Workspace
from evaluator.findings import Finding
from evaluator.form.issue import form_name, write_form
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.model import MarkSource, MinistryName, RoundId, Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts import change, charts_of
from evaluator.outputs.charts.frame import A4, SLIDE
from evaluator.outputs.opendata import open_data
from evaluator.outputs.opendata.project_years import rows as rows_of_years
from evaluator.outputs.page import render_page
from evaluator.outputs.workbook import render_workbook
from evaluator.results.change import After, Balance, Before, Changes, Movement
from evaluator.results.projects import Projects
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.results.tables.printed import PrintedRow
from evaluator.results.tables.project_years import project_years
from evaluator.sample import later_years, staging
from evaluator.scale import Mark
from evaluator.secretariat import evaluate, issue, next_round, opening
from evaluator.secretariat.opening import open_round
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, answer, catalogue_of, cell_of, edit, linted, shown
from tests.cells import as_shown
from tests.cli.test_cli import evaluator
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR, SCALE
from tests.outputs.test_injection import METI, STRINGS, clean, parts, poisoned_workspace
from tests.outputs.test_page import Page
from tests.values import a_catalogue

R08: Final = RoundId("R08")
MOFA: Final = MinistryName("外務省")


@pytest.fixture(scope="module")
def opened(sample_workspace: Workspace, report: Results) -> next_round.NextRound:
    """R08 as it is opened from the sample's R07, nothing edited yet."""
    rows = next_round.read_rows(sample_workspace.catalogue(R07), a_catalogue())
    return next_round.moved_on(rows, report, R08)


@pytest.fixture(scope="module")
def second(opened: next_round.NextRound, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample's R08: its catalogue edited, its forms written and filled."""
    workspace = Workspace(tmp_path_factory.mktemp("second"))
    next_round.save(workspace, R08, R07, later_years.edited(opened, R08))
    catalogue, _ = opening.open_catalogue(workspace, R08)
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    return workspace


@pytest.fixture(scope="module")
def after(second: Workspace) -> Results:
    """The sample's R08 as it is reported."""
    return evaluate.evaluate(open_round(second, R08))


@pytest.fixture(scope="module")
def counted(after: Results) -> Changes:
    assert after.changes is not None
    return after.changes


# opening a round -----------------------------------------------------------------------------
def test_the_round_moves_on_by_a_year(opened: next_round.NextRound) -> None:
    (this,) = next_round.rows_of(opened.rows, RoundRow)

    assert (this.id, this.fiscal_year, str(this.deadline)) == ("R08", 2026, "2027-01-30")
    assert this.rubric == "house"
    assert "架空" in this.notice


def test_every_measure_of_last_year_goes_on_with_its_mark_and_text(
    opened: next_round.NextRound, report: Results
) -> None:
    mapping = mapping_of(opened)

    assert len(mapping) == 109
    for row, result in zip(mapping, report.marks, strict=True):
        assert row.previous_id == result.measure.id
        assert row.previous_title == result.measure.title
        assert row.previous_mark is result.mark
        assert row.previous_progress == result.progress != ""
        assert row.successors == (row.previous_id,)
    joint = next(row for row in mapping if row.previous_id == "S101")
    assert joint.previous_mark == PARTIAL  # the worse of the two
    assert joint.previous_progress.startswith("【厚生労働省】")


def test_values_become_previous_values_and_without_one_the_older_stays(
    opened: next_round.NextRound, catalogue: Catalogue
) -> None:
    kpis = {row.id: row for row in next_round.rows_of(opened.rows, KpiRow)}

    assert (kpis["S003-1"].previous, kpis["S003-1"].previous_year) == (Decimal(26), 2025)
    assert (kpis["S001-1"].previous, kpis["S001-1"].previous_year) == (Decimal(4), 2025)
    assert (kpis["S105-1"].previous, kpis["S105-1"].previous_year) == (Decimal(0), 2025)
    older = {kpi.id: (kpi.previous, kpi.previous_year) for kpi in catalogue.kpis}
    for name in ("S003-2", "S009-2"):  # 未公表
        assert (kpis[name].previous, kpis[name].previous_year) == older[name]  # type: ignore[index]
    assert older["S009-2"] == (Decimal("22.5"), 2024)  # type: ignore[index]
    assert kpis["S001-1"].target_year == 2025  # a new target is not made up


def test_what_is_the_secretariats_to_decide_is_said(opened: next_round.NextRound) -> None:
    said = "\n".join(opened.to_look_over)

    assert "提出期限を1年後の 2027-01-30 としました" in said
    assert "目標年度が令和7年度以前のKPIが81件あります（S001-1、" in said
    assert "前回値が見込みの値であるKPIが39件あります" in said
    assert "前年度の実績値がないKPIが6件あります（S003-2、S009-2、" in said
    assert "前年度の評価がない" not in said
    assert "文言が残っています" not in said


def test_an_unfinished_year_is_opened_with_what_there_is(few: Workspace) -> None:
    def change_texts(book: Any) -> None:
        sheet = book[layout_of(TextRow).title]
        cell_of(sheet, TextRow, "value", "別紙の表題").value = "令和7年度のフォローアップ"
        this = book[layout_of(RoundRow).title]
        cell_of(this, RoundRow, "deadline", row=5).value = "2024-02-29"

    edit(few.catalogue(R07), change_texts)

    opened = next_round.next_round(few, R08, R07)

    said = "\n".join(opened.to_look_over)
    assert "前年度の評価がない施策が101件あります（未判定・未提出など）。" in said
    assert "文言が残っています：『別紙文言』別紙の表題の文言。" in said
    (this,) = next_round.rows_of(opened.rows, RoundRow)
    assert str(this.deadline) == "2025-02-28"
    rows = {row.previous_id: row for row in mapping_of(opened)}
    marks = {name: (row.previous_mark, row.previous_unrated) for name, row in rows.items()}
    assert marks["S001"] == (None, Unrated.NOT_SUBMITTED)
    assert marks["S077"] == (POOR, None)


@pytest.mark.slow
def test_the_marks_may_be_those_of_the_rubric(few: Workspace) -> None:
    opened = next_round.next_round(few, R08, R07, MarkSource.PROPOSED)

    marks = {row.previous_id: row.previous_mark for row in mapping_of(opened)}
    rated = {each.facts.measure.id: each for each in evaluate.evaluate(open_round(few, R07)).rated}
    assert marks == {name: each.proposal.mark for name, each in rated.items()}
    assert marks != {name: each.self_mark for name, each in rated.items()}


def mapping_of(opened: next_round.NextRound) -> list[SuccessionRow]:
    return next_round.rows_of(opened.rows, SuccessionRow)


def test_opening_twice_gives_the_same_bytes_and_copies_the_rubrics(
    opened: next_round.NextRound, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    workspace.rubrics(R07).mkdir(parents=True)
    (workspace.rubrics(R07) / "own.toml").write_text("# 独自の評価基準", encoding="utf-8")

    path = next_round.save(workspace, R08, R07, opened)
    first = path.read_bytes()
    again = next_round.save(workspace, R08, R07, opened)

    assert (again, again.read_bytes()) == (path, first)
    copied = workspace.rubrics(R08) / "own.toml"
    assert copied.read_text(encoding="utf-8") == "# 独自の評価基準"
    assert (workspace.rubrics(R08) / "house.toml").is_file()


def test_a_catalogue_that_was_worked_on_is_never_overwritten(
    opened: next_round.NextRound, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    path = workspace.templates(R08) / CATALOGUE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"worked on")

    with pytest.raises(CannotWrite, match="すでにあり、内容が異なるため上書きしません"):
        next_round.save(workspace, R08, R07, opened)

    assert path.read_bytes() == b"worked on"
    assert list(tmp_path.rglob("*.*")) == [path]


@pytest.mark.parametrize(
    ("new", "old", "error"),
    [
        ("R09", "R07", NotTheNextRound),
        ("R07", "R07", NotTheNextRound),
        ("R06", "R07", NotTheNextRound),
        ("R08", "R06", NotTheNextRound),
        ("R07", "R06", RoundMissing),
        ("X01", "R20", RoundMissing),  # the first year of an era is not refused
    ],
)
def test_only_the_year_before_is_taken(
    tmp_path: Path, new: str, old: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        next_round.open_next(Workspace(tmp_path), RoundId(new), RoundId(old))

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_nothing_was_submitted(few: Workspace) -> None:
    for path in few.submissions(R07).iterdir():
        path.unlink()

    with pytest.raises(NothingSubmitted):
        next_round.open_next(few, R08, R07)

    assert not few.templates(R08).exists()


def test_the_command_says_what_to_look_over(few: Workspace) -> None:
    sample = evaluator("init", "R08", "--sample", cwd=few.root)
    done = evaluator("init", "R08", "--from", "R07", cwd=few.root)
    wrong = evaluator("init", "R10", "--from", "R08", cwd=few.root)
    alone = evaluator("init", "R08", "--marks", "final", cwd=few.root)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "templates/R08/catalogue.xlsx"
    assert lines[1] == "前年の評価はR07の自己評価です。次のことを確かめてください。"
    assert all(line.startswith("・") for line in lines[2:])
    assert len(lines) >= 7
    assert wrong.returncode == 30
    assert "R10 は R08 の次の年度ではありません。" in wrong.stderr
    assert alone.returncode == 2
    assert sample.returncode == 11
    assert "evaluator demo R08" in sample.stderr


@pytest.mark.slow
def test_the_later_years_can_be_tried_from_nothing(tmp_path: Path) -> None:
    first = evaluator("demo", "R09", cwd=tmp_path)
    again = evaluator("demo", "R09", cwd=tmp_path)

    assert first.returncode == 0, first.stderr
    assert "110件" in first.stdout
    assert "架空" in first.stdout
    drawn = {path.name for path in (tmp_path / "reports" / "R09" / "図").glob("*.png")}
    assert {"図7_前年からの変化.png", "図19_施策ごとの評価の推移.png"} <= drawn
    assert (again.returncode, again.stdout) == (0, first.stdout)
    reported = [path.parent.name for path in (tmp_path / "reports").glob("*/別紙.xlsx")]
    assert reported == ["R09"]


# what the catalogue's mapping says -----------------------------------------------------------
@pytest.fixture(scope="module")
def small(opened: next_round.NextRound) -> next_round.Rows:
    """The second year's catalogue with one measure a subcategory, and the sample's changes."""
    rows = later_years.edited(opened, R08).rows
    measures = next_round.rows_of(rows, MeasureRow)
    first = {row.subcategory_id: row.id for row in reversed(measures)}
    kept = {*first.values(), "S036", "S045", "S077", "S110", "S111"}
    old = kept | {"S017", "S019"}
    chosen = [row for row in measures if row.id in kept]
    tagged = {domain for row in chosen for domain in row.domains}
    domains = next_round.rows_of(rows, DomainRowRow)
    mapping = next_round.rows_of(rows, SuccessionRow)
    return {
        **rows,
        MeasureRow: chosen,
        KpiRow: [k for k in next_round.rows_of(rows, KpiRow) if k.measure_id in kept],
        DomainRowRow: [row for row in domains if row.id in tagged],
        SuccessionRow: [row for row in mapping if row.previous_id in old],
        ProjectRow: [],
        PostRow: [],
    }


FIRST_ROW: Final = 5
Rows = next_round.Rows


def number(rows: Rows, model: type[Row], key: str) -> int:
    keys = [getattr(row, model.row_key) for row in rows[model]]
    return FIRST_ROW + keys.index(key)


def typed(rows: Rows, model: type[Row], key: str, **values: object) -> Rows:
    """Return the catalogue with other values in the row with this key."""
    changed = [
        row.model_copy(update=values) if getattr(row, model.row_key) == key else row
        for row in rows[model]
    ]
    return {**rows, model: changed}


def address(rows: Rows, model: type[Row], key: str, field: str) -> str:
    letter = "ABCDEFGHIJKLM"[layout_of(model).index(field)]
    return f"{letter}{number(rows, model, key)}"


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[Rows], tuple[Catalogue | None, tuple[Finding, ...]]]:
    def load(rows: Rows) -> tuple[Catalogue | None, tuple[Finding, ...]]:
        path = tmp_path / CATALOGUE_NAME
        path.write_bytes(write_catalogue(rows, "見本", SCALE))
        return catalogue_of(path, R08)

    return load


Loader = Callable[[Rows], tuple[Catalogue | None, tuple[Finding, ...]]]


def test_a_successor_that_is_not_in_the_list(small: Rows, loaded: Loader) -> None:
    catalogue, found = loaded(typed(small, SuccessionRow, "S045", successors=("S045", "S999")))

    assert catalogue is None
    cell = address(small, SuccessionRow, "S045", "successors")
    assert shown(found) == [("K002", "前年との対応", cell)]
    assert found[0].message == "「今年の施策ID」の「S999」はシート『施策一覧』にありません。"


def test_a_measure_of_last_year_twice(small: Rows, loaded: Loader) -> None:
    catalogue, found = loaded(typed(small, SuccessionRow, "S036", previous_id="S001"))

    assert catalogue is None
    cell = address(small, SuccessionRow, "S036", "previous_id")
    assert shown(found)[0] == ("K001", "前年との対応", cell)
    assert address(small, SuccessionRow, "S001", "previous_id") in found[0].message


@pytest.mark.parametrize(
    ("measure", "mark", "known"),
    [
        ("S001", PARTIAL, "S001 ○"),
        ("S077", POOR, "S017 ○、S077 ×"),
        ("S110", PARTIAL, "S045 ○"),
        ("S111", GOOD, "前年の施策なし"),
    ],
)
def test_a_typed_mark_that_the_mapping_contradicts(
    small: Rows, loaded: Loader, measure: str, mark: Mark, known: str
) -> None:
    catalogue, found = loaded(typed(small, MeasureRow, measure, previous_mark=mark))

    assert catalogue is None
    cell = address(small, MeasureRow, measure, "previous_mark")
    assert shown(found) == [("Y001", "施策一覧", cell)]
    assert found[0].message == (
        f"施策「{measure}」の前年の評価「{mark}」が、シート『前年との対応』の"
        f"前年の施策（{known}）と合いません。"
    )
    assert found[0].remedy.startswith("空欄にすると『前年との対応』から引き継ぎます")


def test_a_typed_mark_and_text_that_go_with_the_mapping_stand(small: Rows, loaded: Loader) -> None:
    words = {"previous_mark": GOOD, "previous_progress": "事務局が要約した前年の状況"}

    catalogue, found = loaded(typed(small, MeasureRow, "S001", **words))

    assert found == ()
    assert catalogue is not None
    assert catalogue.measures[0].previous_progress == "事務局が要約した前年の状況"


def test_a_measure_that_ended_and_is_still_in_the_list_is_asked_about(
    small: Rows, loaded: Loader
) -> None:
    catalogue, found = loaded(typed(small, SuccessionRow, "S001", successors=()))

    assert catalogue is not None
    cell = address(small, SuccessionRow, "S001", "successors")
    assert shown(found) == [("Y002", "前年との対応", cell)]
    assert found[0].message == (
        "前年の施策「S001」を引き継ぐ施策がありませんが、シート『施策一覧』に同じ施策IDがあります。"
    )
    assert catalogue.succession.kind(catalogue.measures[0]) is Kind.NEW


@pytest.mark.parametrize("field", ["previous_id", "previous_mark", "successors"])
def test_a_column_of_the_mapping_that_is_missing_is_one_finding(
    small: Rows, tmp_path: Path, field: str
) -> None:
    path = tmp_path / CATALOGUE_NAME
    path.write_bytes(write_catalogue(small, "見本", SCALE))

    def without(book: Any) -> None:
        sheet = book[layout_of(SuccessionRow).title]
        sheet.delete_cols(layout_of(SuccessionRow).index(field) + 1)

    edit(path, without)

    catalogue, found = catalogue_of(path, R08)

    assert catalogue is None
    assert shown(found) == [("S001", "前年との対応", "")]


def test_a_catalogue_without_a_mapping_is_valid(small: Rows, loaded: Loader) -> None:
    bare = {model: rows for model, rows in small.items() if model is not SuccessionRow}

    catalogue, found = loaded(typed(bare, MeasureRow, "S001", previous_mark=PARTIAL))

    assert found == ()
    assert catalogue is not None
    assert catalogue.previous == ()
    kinds = {catalogue.succession.kind(measure) for measure in catalogue.measures}
    assert kinds == {Kind.CONTINUED}
    assert catalogue.succession.before("S001")[0].mark == PARTIAL


def test_the_mapping_is_part_of_what_a_catalogue_says(small: Rows, loaded: Loader) -> None:
    one, _ = loaded(small)
    other, _ = loaded(typed(small, SuccessionRow, "S036", note="改称"))
    turned, _ = loaded({**small, SuccessionRow: small[SuccessionRow][::-1]})

    assert one is not None
    assert other is not None
    assert turned is not None
    assert one.sha256 != other.sha256
    assert one.sha256 == turned.sha256


# the forms of the second year -----------------------------------------------------------------
def printed(second: Workspace, after: Results, ministry: str) -> Any:
    name = form_name(after.catalogue, MinistryName(ministry))
    return load_workbook(second.templates(R08) / name)


@pytest.mark.slow
def test_the_form_prints_last_years_mark_text_and_value(
    second: Workspace, after: Results, report: Results
) -> None:
    book = printed(second, after, "文部科学省")

    measure = [cell_of(book["施策"], MeasureAnswer, f, "S003").value for f in LAST_YEAR]
    own = next(result for result in report.marks if result.measure.id == "S003")
    assert measure == ["△", own.progress]
    kpi = [cell_of(book["KPI"], KpiAnswer, f, "S003-1").value for f in PREVIOUS]
    assert kpi == [26, 2025]
    assert cell_of(book["施策"], MeasureAnswer, "self_mark", "S003").value is None


LAST_YEAR: Final = ("previous_mark", "previous_progress")
PREVIOUS: Final = ("previous", "previous_year")


@pytest.mark.slow
def test_split_merged_and_new_measures_have_what_their_origins_had(
    second: Workspace, after: Results
) -> None:
    digital, foreign = (printed(second, after, name) for name in ("デジタル庁", MOFA))

    both = [
        [cell_of(digital["施策"], MeasureAnswer, f, name).value for f in LAST_YEAR]
        for name in ("S045", "S110")
    ]
    assert both[0] == both[1]
    assert both[0][0] == "○"
    assert "642人が受講した" in both[0][1]
    mark, text = (cell_of(foreign["施策"], MeasureAnswer, f, "S077").value for f in LAST_YEAR)
    assert mark is None
    assert text.startswith("S017：31公館に")
    assert "\nS077：在外公館から" in text
    assert cell_of(foreign["KPI"], KpiAnswer, "previous", "S017-1").value == 115
    new = cell_of(printed(second, after, "総務省")["施策"], MeasureAnswer, LAST_YEAR[0], "S113")
    assert new.value is None


@pytest.mark.slow
def test_the_samples_mapping_has_every_kind(after: Results) -> None:
    succession = after.catalogue.succession

    kinds = Counter(succession.kind(measure) for measure in after.catalogue.measures)
    assert kinds == {
        Kind.CONTINUED: 102,
        Kind.RENAMED: 2,
        Kind.SPLIT: 2,
        Kind.MERGED: 1,
        Kind.NEW: 3,
    }
    assert [each.id for each in succession.ended] == ["S019", "S083"]
    assert not {f.code for f in after.findings} & {"Y001", "Y002", "K001", "K002"}


@pytest.mark.slow
def test_the_sample_answers_in_other_words_than_last_year(after: Results) -> None:
    assert "C005" not in {finding.code for finding in after.findings}
    assert after.gaps == ()
    for result in after.marks:
        assert result.progress != result.measure.previous_progress


# what the outputs say -------------------------------------------------------------------------
@pytest.mark.slow
def test_the_samples_change_in_numbers(counted: Changes) -> None:
    assert {at: n for at, n in counted.cells.items() if n} == {
        (EXCELLENT, GOOD): 1,
        (GOOD, EXCELLENT): 1,
        (GOOD, GOOD): 82,
        (GOOD, PARTIAL): 3,
        (GOOD, After.ENDED): 1,
        (PARTIAL, GOOD): 7,
        (PARTIAL, PARTIAL): 8,
        (PARTIAL, POOR): 1,
        (PARTIAL, After.ENDED): 1,
        (POOR, PARTIAL): 2,
        (POOR, POOR): 1,
        (Before.DIFFERENT, PARTIAL): 1,
        (Before.NEW, GOOD): 3,
    }
    assert counted.balance == Balance(109, ended=2, split=1, merged=1, new=3, this_year=110)
    assert [counted.by_movement[m] for m in Movement] == [10, 5, 91, 6]


@pytest.mark.slow
def test_both_years_totals_are_those_of_their_own_tables(
    counted: Changes, after: Results, report: Results
) -> None:
    for mark in SCALE.marks:
        assert counted.column(mark) == after.tables.everything.by_state[mark]
        assert counted.last_year[mark] == report.tables.everything.by_state[mark]


def matrix(sheet: Any) -> dict[str, list[str]]:
    heads = [str(cell.value or "") for cell in sheet[2]]
    assert heads[1:6] == ["◎", "○", "△", "×", "終了"]
    rows = ([as_shown(cell) for cell in row] for row in sheet.iter_rows(min_row=3, max_row=9))
    return {row[0]: row[1:] for row in rows}


@pytest.mark.slow
def test_the_workbook_has_the_table_and_the_list(after: Results) -> None:
    book = load_workbook(io.BytesIO(render_workbook(after)))

    names = book.sheetnames
    at = names.index("前年からの変化")
    assert names[at : at + 2] == ["前年からの変化", "前年からの変化（一覧）"]
    assert matrix(book["前年からの変化"]) == {
        "◎": ["—", "1件", "—", "—", "—", "1件", "1件"],
        "○": ["1件", "82件", "3件", "—", "1件", "87件", "87件"],
        "△": ["—", "7件", "8件", "1件", "1件", "17件", "17件"],
        "×": ["—", "—", "2件", "1件", "—", "3件", "4件"],
        "評価の異なる統合": ["—", "—", "1件", "—", "—", "1件", "—"],
        "新設": ["—", "3件", "—", "—", "—", "3件", "—"],
        "計": ["1件", "93件", "14件", "2件", "2件", "112件", "109件"],
    }
    texts = [str(row[0]) for row in book["前年からの変化"].iter_rows(10, values_only=True)]
    assert (
        "（注）前年の109件から、終了2件と統合による減1件を除き、"
        "分割による増1件と新設3件を加えて、今年は110件。"
    ) in texts
    assert "前年からの変化" in {row[0] for row in book["方法"].iter_rows(values_only=True)}


@pytest.mark.slow
def test_the_list_names_both_measures_and_both_marks(after: Results) -> None:
    book = load_workbook(io.BytesIO(render_workbook(after)))
    rows = [
        [str(value or "") for value in row]
        for row in book["前年からの変化（一覧）"].iter_rows(2, values_only=True)
    ]

    assert len(rows) == 24
    assert [row[0] for row in rows[:15]] == ["上がった"] * 10 + ["下がった"] * 5
    by_now = {row[2][:4]: row for row in rows}
    assert by_now["S003"][3:7] == ["文部科学省", "同じ", "△", "○"]
    assert by_now["S036"][:2] == ["同じ", "改称"]
    assert by_now["S036"][4].startswith("S036 国際標準化の実務を担う若手人材の")
    assert by_now["S110"][:2] == ["同じ", "分割"]
    assert by_now["S077"][5:7] == ["S017 ○\nS077 ×", "△"]
    assert by_now["S111"][4:7] == ["—", "新設", "○"]
    ended = [row for row in rows if row[1] == "終了"]
    assert ended[0][3:7] == [
        "—",
        "S019 標準を軸とする事業構想を学ぶ経営者向け実践講座の開設",
        "△",
        "終了",
    ]


@pytest.mark.parametrize("size", [A4, SLIDE])
@pytest.mark.slow
def test_the_chart_plots_the_table_and_every_measure(
    after: Results, counted: Changes, size: Any
) -> None:
    with theme.themed():
        figure = change.draw(after, size)

    cells = [p for p in figure.axes[0].patches if str(p.get_gid()).startswith("cell-")]
    assert len(cells) == len(counted.rows) * len(counted.columns)
    written = sorted(number_of(text) for text in texts(figure) if number_of(text))
    totals = [counted.row(before) for before in counted.rows]
    in_cells = [counted.count(b, a) for b in counted.rows for a in counted.columns]
    assert written == sorted([n for n in [*in_cells, *totals] if n])
    assert [t for t in texts(figure) if t.startswith("↑") and t[1:].isdecimal()] == [
        "↑1",
        "↑7",
        "↑2",
    ]
    bar = {
        str(p.get_gid()): p.get_width()  # type: ignore[attr-defined]
        for p in figure.axes[0].patches
        if str(p.get_gid()).startswith("bar-")
    }
    whole = len(counted.columns)
    shares = {gid: round(width / whole * len(counted.transitions)) for gid, width in bar.items()}
    assert shares == {"bar-better": 10, "bar-same": 91, "bar-worse": 5, "bar-none": 6}


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]


def number_of(text: str) -> int:
    """Return the number of a cell, with its arrow or without; 0 for any other text."""
    bare = text.lstrip("↑↓")
    return int(bare) if bare.isdecimal() else 0


@pytest.mark.slow
def test_the_chart_says_what_it_shows(after: Results) -> None:
    with theme.themed():
        shown_texts = "".join(texts(change.draw(after, A4)))

    assert change.title(after) == (
        "前年からの変化：評価を比べられる106件のうち10件が上がり、5件が下がった"
    )
    for part in (change.title(after), "出典", "2027年3月31日", "架空", "↑上がった10件", "単位：件"):
        assert part in shown_texts
    said = change.alt(after)
    assert "前年△の17件は今年○7件、△8件、×1件、終了1件" in said
    assert "図7_前年からの変化" in [chart.name for chart in charts_of(after)]


@pytest.mark.slow
def test_nothing_of_the_chart_is_outside_the_picture(after: Results) -> None:
    with theme.themed():
        for size in (A4, SLIDE):
            figure = change.draw(after, size)
            figure.canvas.draw()
            right, top = figure.get_size_inches() * figure.dpi
            for text in (*figure.texts, *figure.axes[0].texts):
                box = text.get_window_extent()
                assert box.x0 >= -1, text.get_text()
                assert box.x1 <= right + 1, text.get_text()
                assert box.y0 >= -1, text.get_text()
                assert box.y1 <= top + 1, text.get_text()


@pytest.mark.slow
def test_the_page_has_the_table_and_each_measure_its_mark_of_last_year(after: Results) -> None:
    page = Page(render_page(after))

    ids = [attrs.get("id") for attrs in page.all("section")]
    assert ids[:3] == ["table", "changes", "charts"]
    assert {"href": "#changes"} in page.all("a")
    assert "評価を比べられる106件のうち10件が上がり、5件が下がった。" in page.text
    assert "評価や範囲の変わった施策（24件）" in page.text
    assert "△（継続、上がった）" in page.text
    assert all("scope" in attrs for attrs in page.all("th"))


@pytest.mark.slow
def test_the_open_data_has_every_transition(after: Results, tmp_path: Path) -> None:
    files = dict(open_data(after))
    (tmp_path / "changes.csv").write_bytes(files["changes.csv"])
    stream = io.StringIO(files["changes.csv"].decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(stream))

    assert not linted(tmp_path / "changes.csv")
    assert len(rows) == 113  # 110 measures, one of them twice, and two that have ended
    assert Counter(row["変化の種類"] for row in rows) == {
        "継続": 102,
        "改称": 2,
        "分割": 2,
        "統合": 2,
        "新設": 3,
        "終了": 2,
    }
    once = {row["施策ID"] or row["前年の施策ID"]: row["評価の変化"] for row in rows}
    assert Counter(once.values()) == {"上がった": 10, "下がった": 5, "同じ": 91, "比べられない": 6}
    merged = [row for row in rows if row["変化の種類"] == "統合"]
    assert [(row["前年の施策ID"], row["前年の評価"]) for row in merged] == [
        ("S017", "○"),
        ("S077", "×"),
    ]
    assert {row["前年の評価の状態"] for row in rows if not row["前年の評価"]} == {"新設"}
    assert {row["評価の状態"] for row in rows if not row["評価"]} == {"終了"}


def test_without_a_year_before_it_is_left_out(report: Results) -> None:
    assert report.changes is None
    assert not [chart for chart in charts_of(report) if chart.name.endswith("前年からの変化")]
    book = load_workbook(io.BytesIO(render_workbook(report)))
    assert not [name for name in book.sheetnames if name.startswith("前年")]
    page = Page(render_page(report))
    assert "changes" not in [attrs.get("id") for attrs in page.all("section")]
    assert "前年の評価" not in page.text
    lines = dict(open_data(report))["changes.csv"].decode("utf-8-sig").splitlines()
    assert len(lines) == 1


@pytest.mark.slow
@pytest.mark.slow
def test_the_same_round_gives_the_same_bytes(second: Workspace, after: Results) -> None:
    again = evaluate.evaluate(open_round(second, R08))

    assert again.changes == after.changes
    assert render_workbook(again) == render_workbook(after)
    assert dict(open_data(again)) == dict(open_data(after))
    assert render_page(again) == render_page(after)


# what last year's ministries wrote -------------------------------------------------------------
@pytest.mark.slow
def test_what_was_written_last_year_is_text_in_everything_of_this_year(
    sample_workspace: Workspace, catalogue: Catalogue, tmp_path: Path
) -> None:
    workspace = poisoned_workspace(sample_workspace, catalogue, tmp_path)

    path, _ = next_round.open_next(workspace, R08, R07)

    for name, text in parts(path.read_bytes()):
        assert "<f>" not in text, name
        assert "<hyperlink" not in text, name
    this, found = catalogue_of(path, R08)
    assert this is not None, found
    written = {each.progress for each in this.previous}
    assert {clean(text) for text in STRINGS} <= written
    form = write_form(this, MinistryName(METI))
    sheet = load_workbook(io.BytesIO(form))["施策"]
    cells = [cell_of(sheet, MeasureAnswer, "previous_progress", row=n) for n in range(5, 30)]
    assert {clean(text) for text in STRINGS} <= {str(cell.value) for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}

    target = workspace.submissions(R08) / form_name(this, MinistryName(METI))
    target.parent.mkdir(parents=True)
    target.write_bytes(form)
    first = this.measures_of(MinistryName(METI))[0].id
    answer(target, MeasureAnswer, first, "self_mark", "×")
    report = evaluate.evaluate(open_round(workspace, R08))
    assert report.changes is not None
    assert report.changes.by_movement[Movement.WORSE] == 1
    for name, text in parts(render_workbook(report)):
        assert "<f>" not in text, name
        links = re.findall("<hyperlink [^>]*>", text)  # the cover's lead to its own sheets
        assert all(' location="' in link and " r:id=" not in link for link in links), name
    assert len(Page(render_page(report)).all("script")) == 1


@pytest.mark.slow
def test_no_file_of_the_later_years_names_the_clock_or_the_folder(second: Workspace) -> None:
    content = second.catalogue(R08).read_bytes()

    assert str(second.root).encode() not in content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# standards projects: three years of the sample -----------------------------------------------
@pytest.mark.slow
def test_the_sample_shows_where_projects_stood_in_three_years(after: Results) -> None:
    table = project_years(after)
    assert table is not None

    heads = [column.head for span in table.spanners for column in span.columns]
    assert heads == ["案件ID", "案件名", "団体", "2024年度", "2025年度", "2026年度"]
    known = [row.cells for row in table.body if isinstance(row, PrintedRow) and row.cells[0]]
    assert (len(table.body), len(known)) == (60, 32)
    assert ("P002", "NP（提案段階）", "20.20（作成段階）", "CD（委員会段階）") in [
        (cells[0], *cells[3:]) for cells in known
    ]


def test_the_next_year_adds_its_own_and_keeps_those_of_projects_that_have_ended(
    second: Workspace, after: Results
) -> None:
    catalogue = after.catalogue
    rows = next_round.read_rows(second.catalogue(R08), catalogue)

    moved = next_round.moved_on(rows, after, RoundId("R09"))

    years = by_project(next_round.rows_of(moved.rows, ProjectYearRow))
    assert list(years["P002"]) == [2024, 2025, 2026]
    ended = {row.id for year in years.values() for row in year.values() if row.status}
    goes_on = {row.id for row in next_round.rows_of(moved.rows, ProjectRow)}
    assert ended
    assert not ended & goes_on
    assert len(years) == 60


def test_where_projects_stood_is_open_data_and_none_that_is_withheld(after: Results) -> None:
    kept = {each.project_id for each in after.projects.every if not each.is_withheld}
    hidden = [
        replace(each, is_withheld=True) if each.project_id == "P002" else each
        for each in after.projects.every
    ]

    ours = list(rows_of_years(after))
    public = list(rows_of_years(for_public(replace(after, projects=Projects(tuple(hidden))))))

    assert len(ours) == len(after.catalogue.project_years)
    assert {row.project_id for row in ours} <= kept
    assert {row.project_id for row in ours} - {row.project_id for row in public} == {"P002"}
