"""One number per figure: Word, Excel, page, charts and open data say the same of a round."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from evaluator.model import MarkSource
from evaluator.outputs.charts import charts_of, ministries, subcategories, submissions
from evaluator.outputs.charts.frame import A4
from evaluator.outputs.document import render_document
from evaluator.outputs.opendata import attributions, domain_activities, outcomes, ratings
from evaluator.outputs.page import render_page
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from evaluator.scale import Mark
from tests.outputs.test_page import Page
from tests.outputs.test_workbook import values
from tests.results.invented import results
from tests.results.test_annex import all_bullets

BY_MARK = {"◎": 1, "○": 87, "△": 17, "×": 4}


@pytest.fixture(scope="module")
def page(report: Results) -> Page:
    return Page(render_page(report))


@pytest.fixture(scope="module")
def book(report: Results) -> Any:
    return load_workbook(io.BytesIO(render_workbook(report)))


def number(cell: object) -> int:
    """Return a count as it stands in a table: 8件, 8 or — for none."""
    digits = re.sub(r"\D", "", str(cell))
    return int(digits) if digits else 0


def columns(rows: Iterator[list[str]], first: int, labels: int) -> dict[str, int]:
    """Return the sums of the four columns of marks, sums of rows left out."""
    body = [row for row in rows if "計" not in "".join(row[:labels])]
    sums = (sum(number(row[first + at]) for row in body) for at in range(4))
    return dict(zip(BY_MARK, sums, strict=True))


def test_the_marks_are_as_many_everywhere(report: Results, page: Page, book: Any) -> None:
    table = Document(io.BytesIO(render_document(report))).tables[0]
    word = ([cell.text for cell in row.cells] for row in table.rows[2:])
    assert columns(word, 3, 0) == BY_MARK
    sheet = (row for row in values(book["図表1"], 3) if number(row[2]))
    assert columns(sheet, 3, 0) == BY_MARK
    led = (row for row in values(book["府省庁別"], 3) if number(row[1]) and row[2])
    assert columns(led, 2, 1) == BY_MARK
    assert Counter(row[4] for row in values(book["施策別"])) == BY_MARK
    shown = (element.get("data-mark") for element in page.all("details"))
    assert Counter(mark for mark in shown if mark) == BY_MARK
    assert Counter(str(row.mark) for row in ratings.rows(report)) == BY_MARK


def test_what_is_said_in_words_is_what_is_counted(report: Results, page: Page) -> None:
    said = "109件のうち88件が◎又は○"

    assert said in page.text
    assert said in subcategories.title(report)
    for chart in charts_of(report):
        total = re.search(r"109件のうち(\d+)件が◎又は○", chart.title(report))
        assert total is None or total[1] == "88", chart.name


def test_the_bullets_are_as_many_everywhere(report: Results, page: Page, book: Any) -> None:
    document = Document(io.BytesIO(render_document(report)))
    styles = Counter(p.style.name for p in document.paragraphs if p.style is not None)
    assert styles["List Bullet"] == 102
    listed = [row for name in ("成果例", "領域別の取組") for row in values(book[name]) if row[2]]
    assert len(listed) == 102
    shown = sum(bullet.text in page.text for bullet in all_bullets(report.annex))
    assert shown == 102
    activities = {row.bullet_id for row in domain_activities.rows(report) if row.bullet_id}
    assert len(activities | {row.bullet_id for row in outcomes.rows(report)}) == 102
    assert len({row.bullet_id for row in attributions.rows(report)}) == 102


def test_the_measures_of_a_ministry_are_as_many_in_every_chart(report: Results) -> None:
    led = {row.led.label: row.led.total for row in report.tables.by_ministry}

    assert [row.label for row in ministries._rows(report)] == list(led)
    for state in report.ministries:
        assert state.owed - state.shared == led[state.name]
    drawn = [text.get_text() for text in submissions.draw(report, A4).axes[0].texts]
    (shared,) = (state for state in report.ministries if state.name == "農林水産省")
    assert led["農林水産省"] == 8
    assert f"{shared.rated}／{shared.owed}（共同{shared.shared}）" in drawn
    assert Counter(row.lead or "共同（主担当なし）" for row in ratings.rows(report)) == led


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (MarkSource.SELF, "内閣府の自己評価"),
        (MarkSource.PROPOSED, "による試算"),
        (MarkSource.FINAL, "事務局が決定"),
    ],
)
def test_whose_mark_it_is_stands_beside_it(source: MarkSource, said: str) -> None:
    one = results(source)
    text = Page(render_page(one)).text

    assert said in text
    assert "の回答）" not in text
    rated = [each for each in one.marks if isinstance(each.mark, Mark)]
    assert text.count("の自己評価）") == (len(rated) if source is MarkSource.SELF else 0)
