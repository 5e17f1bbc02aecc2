"""スライド.pptx read back: a finding and a chart a slide, its numbers those of the tables."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from evaluator.model import Audience
from evaluator.outputs.charts import summary
from evaluator.outputs.slides.charts import MOST_BARS, slide_charts
from evaluator.outputs.slides.deck import render_slides
from evaluator.results.public import for_public
from evaluator.results.results import Results
from tests.form.returned import faults, needs_schemas

SMALLEST = 18


@pytest.fixture(scope="module")
def content(report: Results) -> bytes:
    return render_slides(report)


@pytest.fixture(scope="module")
def slides(content: bytes) -> Any:
    return list(Presentation(io.BytesIO(content)).slides)


def chart_of(slide: Any) -> Any:
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    return chart


def test_every_slide_has_a_finding_and_one_chart_with_its_alternative_text(
    slides: Any, report: Results
) -> None:
    expected = list(slide_charts(report))
    assert [slide.shapes.title.text_frame.text for slide in slides] == [c.title for c in expected]
    for slide, chart in zip(slides, expected, strict=True):
        (frame,) = (shape for shape in slide.shapes if shape.has_chart)
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == chart.alt
    assert slides[0].shapes.title.text_frame.text == summary.title(report)


def test_the_numbers_are_those_of_the_tables(slides: Any, report: Results) -> None:
    tables = report.tables
    rows = [tables.everything, *tables.by_category]

    plot = chart_of(slides[0]).plots[0]

    assert list(plot.categories) == [
        "全施策（109件）",
        *(f"{row.label}（{row.total}件）" for row in tables.by_category),
    ]
    for series, mark in zip(plot.series, report.catalogue.scale.marks, strict=True):
        assert series.name == mark.value
        assert list(series.values) == [row.by_state[mark] for row in rows]


def test_the_slides_of_the_subcategories_add_up_to_all(slides: Any, report: Results) -> None:
    parts = slides[1 : 1 + len(report.tables.by_category)]

    total = sum(sum(s.values) for slide in parts for s in chart_of(slide).plots[0].series)

    assert total == 109


def test_each_chart_brings_its_numbers_to_be_edited(content: bytes, slides: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        first = load_workbook(io.BytesIO(package.read(min(books)))).active
    assert len(books) == len(slides)
    assert first is not None
    assert first["A2"].value is not None


def test_no_letter_is_too_small_and_no_slide_too_full(content: bytes, slides: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        written = [
            package.read(name).decode()
            for name in package.namelist()
            if re.fullmatch(r"ppt/(slides/slide|charts/chart)\d+\.xml", name)
        ]
    sizes = [int(size) for text in written for size in re.findall(r'\bsz="(\d+)"', text)]
    assert min(sizes) >= SMALLEST * 100
    for slide in slides:
        assert len(list(chart_of(slide).plots[0].categories)) <= MOST_BARS


def test_the_same_results_give_the_same_bytes_whatever_the_clock_says(
    report: Results, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2031, 1, 1, tzinfo=tz)

    monkeypatch.setattr("xlsxwriter.workbook.datetime", Later)

    assert render_slides(report) == content


def test_nothing_internal_is_shown_whomever_they_are_for(report: Results, content: bytes) -> None:
    assert render_slides(for_public(report)) == content
    assert report.audience is Audience.INTERNAL


def test_a_draft_says_so_and_a_round_without_anything_is_still_a_file(
    draft: Results, report: Results
) -> None:
    drafted = Presentation(io.BytesIO(render_slides(draft)))
    assert drafted.slides[0].shapes.title.text_frame.text.startswith("【案】")
    empty = replace(report, marks=(), rated=(), submissions={})
    assert Presentation(io.BytesIO(render_slides(empty))).slides


@needs_schemas
def test_it_is_valid(content: bytes) -> None:
    assert faults(content) == set()
