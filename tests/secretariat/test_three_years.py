"""Three rounds, each opened from the one before: the marks of every year stay to be told."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.history import HistoryRow
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.model import MarkSource, MeasureId, RoundId, Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts import charts_of, paths
from evaluator.outputs.charts import years as years_chart
from evaluator.outputs.charts.frame import A4, PHONE, SLIDE, Size
from evaluator.outputs.opendata import open_data
from evaluator.outputs.page import render_page
from evaluator.outputs.slides.charts import slide_charts
from evaluator.outputs.workbook import render_workbook
from evaluator.results import wording
from evaluator.results.change import After, Before
from evaluator.results.results import Results
from evaluator.results.tables.years import path_list, years_table
from evaluator.results.years import MarkPath, Years, years_of
from evaluator.secretariat import next_round, opening
from evaluator.secretariat.opening import open_round
from tests.builders import R07, catalogue_of, linted
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR, SCALE
from tests.outputs.test_page import Page
from tests.three_years import R08, R09, Rows, results, three_years
from tests.values import a_catalogue


@pytest.fixture(scope="module")
def workspace(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return three_years(small_workspace, tmp_path_factory.mktemp("three"))


@pytest.fixture(scope="module")
def third(workspace: Workspace) -> Results:
    return results(workspace)


@pytest.fixture(scope="module")
def years(third: Results) -> Years:
    assert third.years is not None
    return third.years


@pytest.fixture(scope="module")
def rows(workspace: Workspace) -> Rows:
    return next_round.read_rows(workspace.catalogue(R09), a_catalogue())


def path_of(years: Years, measure: str) -> MarkPath:
    (path,) = (each for each in years.paths if each.id == measure)
    return path


def test_each_year_is_counted_as_it_was(years: Years, workspace: Workspace) -> None:
    assert [each.year for each in years.years] == [2025, 2026, 2027]
    assert [each.counts.total for each in years.years] == [7, 6, 6]
    for each, round_id in zip(years.years, (R07, R08, R09), strict=True):
        assert each.counts.by_state == results(workspace, round_id).tables.everything.by_state
        assert (each.unknown, each.sources) == (0, (MarkSource.SELF,))
    assert not years.is_mixed


def test_two_years_are_not_drawn_as_three(workspace: Workspace) -> None:
    second = results(workspace, R08)

    assert second.changes is not None
    assert second.years is None
    assert (years_table(second), path_list(second)) == (None, None)


def test_a_measure_is_followed_back_through_what_it_continues(years: Years) -> None:
    assert path_of(years, "S016").states_by_year == (GOOD, GOOD, GOOD)
    assert path_of(years, "S077").states_by_year == (Before.DIFFERENT, PARTIAL, PARTIAL)
    assert [each.id for each in path_of(years, "S077").stations[0].was] == ["S017", "S077"]
    assert path_of(years, "S100").states_by_year == (GOOD, GOOD, GOOD)
    assert path_of(years, "S900").states_by_year == (GOOD, GOOD, Unrated.UNDECIDED)
    assert path_of(years, "S105").states_by_year == (POOR, POOR, After.ENDED)
    assert [each.id for each in years.paths][-2:] == ["S900", "S105"]


def test_for_how_long_a_mark_has_been_behind(years: Years) -> None:
    assert path_of(years, "S077").years_behind == 2
    assert path_of(years, "S016").years_behind == 0
    assert path_of(years, "S016").is_steady
    assert not path_of(years, "S900").is_steady
    assert not path_of(years, "S105").is_steady


def test_the_tables_say_it(third: Results) -> None:
    table, listed = years_table(third), path_list(third)
    assert table is not None
    assert listed is not None

    assert table.subtitle == "◎又は○は2025年度の7件中4件、2027年度の6件中4件"
    assert table.lines()[0].labels[0].text == "2025年度（自己評価）"
    assert "（注）評価の種類は、いずれの年度も自己評価。" in table.notes
    told = {str(line.cells[0]): line.cells for line in listed.lines()}
    assert told["S077"][3:6] == ("S017 ○\nS077 ×", "△", "△")
    assert str(told["S077"][6]).startswith("2025年度はS017「")
    assert told["S900"][3:6] == ("○", "○", "未判定")
    assert "（分割前）" in str(told["S900"][6])
    assert told["S105"][2:6] == ("—", "×", "×", "終了")
    assert told["S016"][6] == ""


def test_the_sheet_grows_by_a_year_when_a_round_is_opened(
    rows: Rows, third: Results, workspace: Workspace
) -> None:
    second = next_round.read_rows(workspace.catalogue(R08), a_catalogue())
    fourth = next_round.moved_on(rows, third, RoundId("R10"))

    assert second[HistoryRow] == []
    history = next_round.rows_of(rows, HistoryRow)
    assert [row.year for row in history] == [2025] * 7
    assert {row.id: row.mark for row in history}["S105"] == POOR
    assert {row.id: row.successors for row in history}["S017"] == ("S077",)
    later = next_round.rows_of(fourth.rows, HistoryRow)
    assert [row.year for row in later] == [2025] * 7 + [2026] * 6
    assert {row.source for row in later} == {MarkSource.SELF}


# what is made of it ---------------------------------------------------------------------------
def widths(figure: Figure) -> list[list[float]]:
    """Return the segments of each bar, from the top down."""
    rows: dict[float, list[float]] = {}
    for patch in figure.axes[0].patches:
        if isinstance(patch, Rectangle) and patch.get_gid() != "legend":
            middle = round(patch.get_y() + patch.get_height() / 2, 3)
            rows.setdefault(middle, []).append(patch.get_width())
    return [rows[middle] for middle in sorted(rows)]


@pytest.mark.parametrize("size", [A4, SLIDE, PHONE])
def test_the_bars_are_the_counts_of_the_years(third: Results, years: Years, size: Size) -> None:
    with theme.themed():
        figure = years_chart.draw(third, size)

    assert widths(figure) == [
        [number for number in each.counts.by_state.values() if number] for each in years.years
    ]
    assert "評価の種類は、いずれの年度も自己評価。" in "".join(
        text.get_text() for text in figure.texts
    )


def test_the_rows_are_the_marks_of_the_measures(third: Results, years: Years) -> None:
    with theme.themed():
        figure = paths.draw(third, A4)

    assert [each.id for each in paths.notable(years)] == ["S077", "S035", "S900"]
    marks = [patch for patch in figure.axes[0].patches if patch.get_gid() == "year"]
    assert len(marks) == 2 + 1 + 1 + 3 + 2  # of the merged one two, of the unrated none
    assert "未判定" in [text.get_text() for text in figure.axes[0].texts]
    assert paths.title(third) == (
        "施策ごとの評価の推移：今年△又は×の1件のうち、1件は前年から続き、0件は3年度とも△又は×"
    )
    assert "S900は○○（未判定）" in paths.alt(third)


def test_both_are_drawn_from_the_third_year_on(third: Results, workspace: Workspace) -> None:
    drawn = [chart.name for chart in charts_of(third)]
    before = [chart.name for chart in charts_of(results(workspace, R08))]

    assert drawn[-2:] == ["図18_年ごとの評価", "図19_施策ごとの評価の推移"]
    assert not set(drawn[-2:]) & set(before)


def test_slides_and_the_charts_of_the_workbook_show_the_years(third: Results, years: Years) -> None:
    slide = list(slide_charts(third))[-1]
    book = load_workbook(io.BytesIO(render_workbook(third)))
    states = len(years.states)
    written = list(book["グラフ"].iter_rows(max_col=states + 1, values_only=True))

    assert slide.bars == ("2025年度（7件）", "2026年度（6件）", "2027年度（6件）")
    for series, state in zip(slide.series, years.states, strict=True):
        counts = [float(each.counts.by_state[state]) for each in years.years]
        assert (series.name, list(series.values)) == (state.value, counts)
    for each in years.years:
        assert (each.label, *(each.counts.by_state[s] for s in years.states)) in written
    assert "年ごとの評価データ" in book.sheetnames


def test_the_page_has_the_years(third: Results) -> None:
    page = Page(render_page(third))

    assert "years" in [attrs.get("id") for attrs in page.all("section")]
    assert {"href": "#years"} in page.all("a")
    assert "◎又は○は2025年度の7件中4件、2027年度の6件中4件。" in page.text
    assert "施策ごとの評価の推移（7件）" in page.text


def test_the_open_data_counts_each_year(third: Results, years: Years, tmp_path: Path) -> None:
    content = dict(open_data(third))["year_marks.csv"]
    (tmp_path / "year_marks.csv").write_bytes(content)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert not linted(tmp_path / "year_marks.csv")
    once = {(row["評価の年度"], row["評価の年度の施策ID"]): row for row in rows}
    for each in years.years:
        of_year = [row["評価"] for (year, _), row in once.items() if year == str(each.year)]
        assert Counter(of_year)["○"] == each.counts.by_state[GOOD]
        assert len(of_year) == each.counts.total
    assert {row["評価の種類"] for row in rows} == {"自己評価"}
    ended = [row for row in rows if not row["施策ID"]]
    assert [(row["評価の年度"], row["評価の年度の施策ID"]) for row in ended] == [
        ("2025", "S105"),
        ("2026", "S105"),
    ]
    assert [row["評価の状態"] for row in rows if row["施策ID"] == "S900"][-1] == "未判定"


# what the sheet may hold ------------------------------------------------------------------------
def loaded(
    rows: Rows, tmp_path: Path, *at: str, **values: object
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """Return the catalogue with other values in these rows of 年ごとの評価."""
    history = [
        row.model_copy(update=values) if row.id in at else row
        for row in next_round.rows_of(rows, HistoryRow)
    ]
    path = tmp_path / "catalogue.xlsx"
    path.write_bytes(next_round.NextRound({**rows, HistoryRow: history}, SCALE, ()).content)
    return catalogue_of(path, R09)


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"year": 2026}, "Y003", "2025年度までの評価を記入してください"),
        ({"year": None}, "V001", "評価した年度です"),
        ({"id": "S017"}, "Y004", "「翌年度の施策ID」に「、」で区切って記入します"),
        ({"successors": ("S999",)}, "Y005", "2026年度に加えてください"),
    ],
)
def test_a_row_that_cannot_be(
    rows: Rows, tmp_path: Path, values: dict[str, object], code: str, words: str
) -> None:
    catalogue, found = loaded(rows, tmp_path, "S016", **values)

    assert catalogue is None
    (wrong,) = (each for each in found if each.where.sheet == "年ごとの評価")
    assert wrong.code == code
    assert words in (wrong.remedy or "")


def test_a_mark_that_is_not_known_is_not_counted_and_said(
    rows: Rows, tmp_path: Path, third: Results
) -> None:
    catalogue, found = loaded(rows, tmp_path, "S016", "S017", mark=None)
    assert catalogue is not None, found

    years = years_of(catalogue, third.marks, MarkSource.FINAL)

    assert years is not None
    assert (years.years[0].counts.total, years.years[0].unknown) == (5, 2)
    assert path_of(years, "S016").states_by_year == (Before.UNRATED, GOOD, GOOD)
    assert wording.years_notes(years) == (
        "種類の異なる評価を並べている。",
        "評価の記録がない施策（2025年度の2件）は件数に含めていない。",
    )
    assert wording.years_summary(years).endswith("（年度により評価の種類が異なる）")


def test_without_any_mark_of_before_there_are_no_three_years(rows: Rows, tmp_path: Path) -> None:
    every = tuple(row.id for row in next_round.rows_of(rows, HistoryRow))
    catalogue, _ = loaded(rows, tmp_path, *every, mark=None)
    assert catalogue is not None

    assert years_of(catalogue, (), MarkSource.SELF) is None
    assert EXCELLENT not in {row.mark for row in next_round.rows_of(rows, HistoryRow)}
    assert MeasureId("S016") in catalogue.measure_by_id


def test_a_register_with_the_years_before_is_kept_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [open_round(workspace, name, anew=True) for name in (R08, R09)]
    for each in first:
        each.keep_register()

    monkeypatch.setattr(opening, "load_catalogue", None)  # nobody reads a workbook now
    again = [open_round(workspace, each.id) for each in first]

    assert [each.catalogue for each in again] == [each.catalogue for each in first]
    assert [each.catalogue.kpi_cells for each in again] == [
        each.catalogue.kpi_cells for each in first
    ]
