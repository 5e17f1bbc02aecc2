"""A fifth mark, by data alone: printed in its own column, drawn in its own colour, published."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from matplotlib.backends.backend_agg import FigureCanvasAgg
from openpyxl import load_workbook

from evaluator.files import Workspace
from evaluator.form.sheets import MeasureAnswer
from evaluator.outputs import theme
from evaluator.outputs.charts import subcategories
from evaluator.outputs.charts.frame import A4
from evaluator.outputs.document import render_document
from evaluator.outputs.opendata import open_data
from evaluator.outputs.page import render_page
from evaluator.outputs.workbook import render_workbook
from evaluator.results.counts import BranchCounts, Counts, states_on
from evaluator.results.results import Results
from evaluator.results.tables.subcategories import subcategory_table
from evaluator.rubric import parse_scale, shipped_scale_file
from evaluator.sample import staging
from evaluator.secretariat import evaluate, issue, opening, report
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, submitted, with_values
from tests.cells import as_shown
from tests.five_marks import FIFTH, SIGNS, bring_fifth_mark, five_marks
from tests.ledger_builders import Office
from tests.outputs.test_page import Page
from tests.small_round import MEASURES

FIVE: Final = five_marks()


@pytest.fixture(scope="module")
def counted(five: Office) -> Results:
    """The little round by the ministries' own marks."""
    return evaluate.evaluate(open_round(five.workspace, R07))


def adds_up(rows: Sequence[Sequence[str]], first: int) -> int:
    """Return the sum of the totals of rows whose marks add up to the total before them."""
    total = 0
    for row in rows:
        numbers = [0 if text == "—" else int(text.removesuffix("件")) for text in row[first - 1 :]]
        assert numbers[0] == sum(numbers[1:]), row
        total += numbers[0]
    return total


def test_the_table_is_printed_with_it(counted: Results) -> None:
    table = subcategory_table(counted)

    assert [column.head for column in table.columns][2:] == ["施策件数", *SIGNS]


def printed(content: bytes, title: str) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(content))[title]
    return [list(map(as_shown, row)) for row in sheet.iter_rows()]


def check_workbook(content: bytes, measures: int) -> None:
    rows = printed(content, "図表1")
    at = next(n for n, row in enumerate(rows) if FIFTH in row)
    first = rows[at].index("◎")
    assert rows[at][first : first + 5] == SIGNS
    body = [row[: first + 5] for row in rows[at + 1 :] if row[first - 1].endswith("件")]
    assert adds_up(body, first) in (measures, 2 * measures)  # with a row of sums, or without
    method = printed(content, "方法")
    said = next(row[1] for row in method if row[0] == "評価記号")
    assert said == "◎・○・◇・△・× の5段階。公表資料に各記号の基準は示されていない。"


def check_document(content: bytes, measures: int) -> None:
    table = Document(io.BytesIO(content)).tables[0]
    heads, marks, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads[3:] == ["進捗評価"] * 5
    assert marks[3:] == SIGNS
    assert adds_up(rows, 3) == measures
    widths = [cell.width for cell in table.rows[2].cells]
    assert len(set(widths[3:])) == 1
    assert sum(width or 0 for width in widths) <= 165 * 36_000  # what the page is wide


def check_page(content: bytes, results: Results) -> None:
    page = Page(content)
    shown = [str(d["data-mark"]) for d in page.all("details") if d.get("class") == "measure"]
    assert shown == [str(result.mark) for result in results.marks]
    assert [box["value"] for box in page.all("input") if "value" in box] == SIGNS
    assert b'.mark[data-state="\xe2\x97\x87"] { background: #c7def0; }' in content


def check_data(files: dict[str, bytes], results: Results) -> None:
    text = files["ratings.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["評価"] for row in rows] == [str(result.mark) for result in results.marks]
    assert {row["評価の状態"] for row in rows} == {"評価あり"}
    schema = json.loads(files["ratings.schema.json"])
    assert schema["$defs"]["Mark"]["enum"] == SIGNS
    assert schema["properties"]["評価"]["description"] == "◎・○・◇・△・× の評価。ない場合は空欄"
    package = json.loads(files["datapackage.json"])
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["自己評価"]["constraints"]["enum"] == SIGNS


def test_workbook_document_page_and_data_have_it(counted: Results) -> None:
    check_workbook(render_workbook(counted), len(MEASURES))
    check_document(render_document(counted), len(MEASURES))
    check_page(render_page(counted), counted)
    check_data(dict(open_data(counted)), counted)


def test_it_is_drawn_with_its_own_colour_and_glyph(counted: Results) -> None:
    with theme.themed():
        figure = subcategories.draw(counted, A4)

    (axes,) = figure.axes
    lines = [line for line in axes.lines if line.get_gid() == "mark-fair"]
    bars: list[Any] = [bar for bar in axes.patches if colour_of(bar) == "#c7def0"]
    assert {line.get_marker() for line in lines} == {"D"}
    having = [row for row in counted.tables.lowest if fifth_in(row)]
    assert len(lines) == len(bars) == len(having) + 1  # and the key
    assert sum(bar.get_width() for bar in bars if bar.get_gid() != "legend") == 2
    assert f"◇{fifth_in(having[0])}、" in subcategories.alt(counted)


def fifth_in(counts: Counts) -> int:
    return counts.by_state[FIVE.of(FIFTH)]


def colour_of(patch: Any) -> str:
    red, green, blue, _ = (round(255 * part) for part in patch.get_facecolor())
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_a_mark_that_is_a_word_is_written_beside_its_number(counted: Results) -> None:
    text = shipped_scale_file().read_text(encoding="utf-8").replace('sign = "○"', 'sign = "増加"')
    words, _ = parse_scale(re.sub("^glyph = .*$", "", text, flags=re.MULTILINE), "scale.toml")
    assert words is not None
    row = Counts("一つの分類", dict.fromkeys(states_on(words), 0) | {words.of("増加"): 12})
    tables = replace(
        counted.tables,
        scale=words,
        by_branch=(BranchCounts(row, (BranchCounts(row),)),),
        everything=row,
    )

    with theme.themed():
        figure = subcategories.draw(with_values(counted, tables=tables), A4)
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
        # The bar is drawn before the key, which names the mark again.
        boxes = {t.get_text(): t.get_window_extent() for t in reversed(figure.axes[0].texts)}

    assert subcategories.title(with_values(counted, tables=tables)).endswith("12件が◎又は増加")
    assert not boxes["増加"].overlaps(boxes["12"])


# the whole sample ----------------------------------------------------------------------------
@pytest.mark.slow
def test_the_whole_sample_runs_with_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    staging.init(workspace, R07)
    bring_fifth_mark(workspace, R07)
    catalogue, _ = opening.open_catalogue(workspace, R07)
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    firsts = [catalogue.measures_of(ministry)[0] for ministry in catalogue.respondents]
    for measure in firsts:
        for ministry in measure.raters:
            form = submitted(workspace, catalogue, ministry)
            answer(form, MeasureAnswer, measure.id, "self_mark", FIFTH)

    results, paths = report.run(open_round(workspace, R07))

    files = {str(path.relative_to(workspace.reports(R07))): path.read_bytes() for path in paths}
    total = len(catalogue.measures)
    assert results.tables.everything.total == total == 109
    assert results.tables.everything.by_state[FIVE.of(FIFTH)] == len({m.id for m in firsts})
    check_workbook(files["別紙.xlsx"], total)
    check_document(files["別紙.docx"], total)
    check_page(files["index.html"], results)
    check_data({name.removeprefix("data/"): content for name, content in files.items()}, results)
    drawn = [name for name, content in files.items() if b"mark-fair" in content]
    assert len(drawn) >= 4  # by subcategory, by domain, by category, by ministry
    assert not [f for f in results.findings if re.match("[VRK]", f.code) and FIFTH in f.found]
