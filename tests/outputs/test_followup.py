"""KPIの推移 in Word, on the page, as a chart and as open data."""

from __future__ import annotations

import io

import numpy as np
import pytest
from docx import Document

from evaluator.outputs import theme
from evaluator.outputs.charts import charts_of, followup
from evaluator.outputs.charts.frame import A4, PHONE, SLIDE, Size
from evaluator.outputs.document.kpis import render_kpis
from evaluator.outputs.opendata import kpi_followup
from evaluator.outputs.opendata.tables import tidy_tables
from evaluator.outputs.page import render_page
from evaluator.results.results import Results
from tests.plan_kpi import plan_results


@pytest.fixture(scope="module")
def results() -> Results:
    return plan_results()


def test_the_document_has_a_paragraph_a_kpi_and_a_table_a_section(results: Results) -> None:
    document = Document(io.BytesIO(render_kpis(results)))
    texts = [paragraph.text for paragraph in document.paragraphs]

    assert len(document.tables) == len(results.catalogue.subcategories)
    assert sum(text.startswith("「") for text in texts) == 97
    assert (
        sum(
            row.cells[0].text == "農林水産物・食品の輸出額"
            for t in document.tables
            for row in t.rows
        )
        == 1
    )
    assert any("公式の評価ではない" in text for text in texts)
    assert render_kpis(results) == render_kpis(results)


def test_the_page_has_the_sections_and_nothing_of_what_the_programme_does_not_ask(
    results: Results,
) -> None:
    page = render_page(results).decode()

    assert page.count("<h3>") >= 15
    assert "約1.9兆円（2026年）" in page
    assert 'id="followup"' in page
    for absent in ("outcomes", "domains", "behind"):
        assert f'id="{absent}"' not in page
        assert f'href="#{absent}"' not in page


@pytest.mark.parametrize("size", [A4, SLIDE, PHONE])
def test_the_chart_shows_the_way_and_apart_from_it_what_is_watched(
    results: Results, size: Size
) -> None:
    figure = followup.draw(results, size)
    axes = figure.axes[0]
    newest = [line for line in axes.lines if line.get_gid() == "newest"]
    apart = [text.get_text() for text in axes.texts if text.get_gid() == "apart"]

    assert len(newest) == len(followup.on_a_way(results)) == 6
    assert float(np.asarray(newest[0].get_xdata())[0]) == pytest.approx((53 - 32) / (50 - 32) * 100)
    assert "74件（2025年） → 81件（2026年） +7件（+9.5%）" in apart
    assert "図1_KPIの推移" in [chart.name for chart in charts_of(results)]


def test_the_title_of_the_chart_states_the_finding(results: Results) -> None:
    assert followup.title(results) == (
        "目標までの道のり：道のりのあるKPI6件のうち1件が目標に到達、"
        "2件は今の速さでは目標年に届かない"
    )
    assert "「農林水産物・食品の輸出額」は約1.9兆円（2026年）" in followup.alt(results)


def test_the_open_data_has_numbers_beside_what_was_published(results: Results) -> None:
    rows = {row.kpi_id: row for row in kpi_followup.rows(results)}
    exports, watched = rows["K14-1"], rows["K09A-1"]

    assert len(rows) == 97
    assert (str(exports.value), exports.value_written) == ("1.9", "「約1.9兆円」")
    assert (str(exports.change), str(exports.change_percent)) == ("0.2", "11.76")
    assert (str(exports.change_low), str(exports.change_high)) == ("5.71", "18.18")
    assert (str(exports.target), exports.target_year, exports.arrival) == ("5", 2030, 2042)
    assert (watched.direction, str(watched.mark)) == (None, "状況把握")
    assert rows["K01-1"].is_derived
    assert rows["K30U-1"].other_unit == "K30-1"
    assert str(rows["K05-1"].agreement) == "一致"
    assert [table.model.table for table in tidy_tables(results)] == [
        *("ratings", "measure_ministries", "findings", "kpi_followup")
    ]


@pytest.mark.parametrize("size", [PHONE, A4])
def test_no_line_of_the_chart_runs_off_its_side(results: Results, size: Size) -> None:
    with theme.themed():
        figure = followup.draw(results, size)
        figure.canvas.draw()
        ends = {each.get_text(): each.get_window_extent().x1 for each in figure.axes[0].texts}

    assert [text for text, end in ends.items() if end > figure.bbox.x1 + 1] == []
