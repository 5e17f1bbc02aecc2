"""The sample gives exactly the published 図表1, and a changed answer moves exactly two cells."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import has_errors
from evaluator.form.sheets import MeasureAnswer
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from evaluator.sample import staging
from evaluator.secretariat import evaluate, issue, opening
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, submitted
from tests.cells import as_shown

# 知的財産推進計画2026（案）別紙図表1: category, subcategory, 施策件数, ◎, ○, △, ×
PUBLISHED: Final = (
    ("(1)産学官金の取組の強化", "①経済界・学術界・金融界への働きかけを行う。", 8, 0, 7, 1, 0),
    ("(1)産学官金の取組の強化", "②企業・研究機関・政府の視座をシフトする。", 11, 0, 9, 2, 0),
    ("(1)産学官金の取組の強化", "③公共調達・補助金において標準を活用する。", 2, 0, 2, 0, 0),
    ("(1)産学官金の取組の強化", "④研究開発段階から標準化を組み込む。", 11, 0, 11, 0, 0),
    ("(1)産学官金の取組の強化", "⑤政府支援の実効性を高める。", 3, 0, 1, 2, 0),
    ("(2)標準エコシステムの強化", "①人材育成システムを強化する。", 11, 0, 8, 3, 0),
    ("(2)標準エコシステムの強化", "②専門機関を育成・強化し、その活用を拡大する。", 7, 0, 5, 2, 0),
    ("(2)標準エコシステムの強化", "③規制・規格・認証を一体的に推進する。", 2, 0, 0, 1, 1),
    (
        "(3)標準戦略の明確化とガバナンス",
        "①司令塔機能を果たす官民連携の場を設ける。",
        14,
        0,
        14,
        0,
        0,
    ),
    (
        "(3)標準戦略の明確化とガバナンス",
        "②知見やノウハウ、人材情報等を共有・マッチングする仕組みを構築する。",
        4,
        0,
        3,
        1,
        0,
    ),
    ("(3)標準戦略の明確化とガバナンス", "③省庁間、国地方間の連携を強化する。", 1, 0, 1, 0, 0),
    ("(4)国際連携の強化", "①国際的な標準化人材育成やネットワークに取り組む。", 3, 0, 1, 1, 1),
    (
        "(4)国際連携の強化",
        "②国際相互承認制度の利用、規制の調和、規格の普及等を促進する。",
        16,
        1,
        13,
        1,
        1,
    ),
    ("(4)国際連携の強化", "③ASEAN各国等との連携を強化する。", 13, 0, 10, 2, 1),
    ("(4)国際連携の強化", "④国際標準の国際会議を日本で開催する。", 3, 0, 2, 1, 0),
)
FIRST_ROW: Final = 3
WIDTH: Final = 7


def printed(number: int) -> str:
    return f"{number}件" if number else "—"


def evaluated(workspace: Workspace) -> Results:
    """Evaluate the round as it is now."""
    return evaluate.evaluate(open_round(workspace, R07))


def workbook(report: Results) -> Any:
    """Return 別紙.xlsx, charts left out, as openpyxl reads it."""
    return load_workbook(io.BytesIO(render_workbook(report)))


def table_1(report: Results) -> list[list[str]]:
    """Return the body of 図表1 as it stands in 別紙.xlsx, merged cells filled in."""
    sheet = workbook(report)["図表1"]
    rows = []
    category = ""
    for number in range(FIRST_ROW, FIRST_ROW + len(PUBLISHED)):
        cells = [sheet.cell(number, column) for column in range(1, WIDTH + 1)]
        category = str(cells[0].value or category)
        rows.append([category, *map(as_shown, cells[1:])])
    return rows


def test_every_cell_of_the_table_is_as_published(report: Results) -> None:
    expected = [[*row[:2], f"{row[2]}件", *map(printed, row[3:])] for row in PUBLISHED]
    assert table_1(report) == expected
    assert report.tables.everything.total == 109
    assert list(report.tables.everything.by_state.values()) == [1, 87, 17, 4, 0, 0, 0]
    assert Counter(f.code for f in report.findings) == {"C010": 2, "C015": 4, "C021": 2}
    assert not has_errors(report.findings)


def test_category_cells_span_their_subcategories(report: Results) -> None:
    sheet = workbook(report)["図表1"]

    spans = {str(span) for span in sheet.merged_cells.ranges}
    assert {"A3:A7", "A8:A10", "A11:A13", "A14:A17", "D1:G1", "C1:C2"} <= spans
    assert sheet["D1"].value == "進捗評価"
    assert [sheet.cell(2, column).value for column in range(4, 8)] == ["◎", "○", "△", "×"]
    below = [sheet.cell(number, 1).value for number in range(18, 20)]
    assert below[0] == "（出典）内閣府知的財産戦略推進事務局が作成"
    assert str(below[1]).startswith("別紙図表1 : ")


def test_one_changed_answer_moves_exactly_two_cells(
    report: Results, workspace: Workspace, catalogue: Catalogue
) -> None:
    before = table_1(report)
    measure = next(m for m in catalogue.measures if m.subcategory_id == "3-3")
    path = submitted(workspace, catalogue, str(measure.lead))

    answer(path, MeasureAnswer, measure.id, "self_mark", "△")
    answer(path, MeasureAnswer, measure.id, "reason", "調整に時間を要したため。")

    moved = {
        (row, column): (old, new)
        for row, (olds, news) in enumerate(zip(before, table_1(evaluated(workspace)), strict=True))
        for column, (old, new) in enumerate(zip(olds, news, strict=True))
        if old != new
    }
    assert moved == {(10, 4): ("1件", "—"), (10, 5): ("—", "1件")}


@pytest.mark.slow
def test_forms_and_answers_are_the_same_bytes_every_time(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = Workspace(tmp_path / "again")
    staging.init(other, R07)
    catalogue, _ = opening.open_catalogue(other, R07)
    issue.write_forms(other, catalogue)
    staging.fill_forms(other, catalogue)

    for folder in ("templates", "submissions"):
        ours = sorted((workspace.root / folder).rglob("*.xlsx"))
        theirs = sorted((other.root / folder).rglob("*.xlsx"))
        assert [p.name for p in ours] == [p.name for p in theirs]
        assert [p.read_bytes() for p in ours] == [p.read_bytes() for p in theirs]


@pytest.mark.slow
def test_an_eighteenth_domain_needs_no_code(workspace: Workspace) -> None:
    path = workspace.catalogue(R07)
    book = load_workbook(path)
    domains, measures = book["領域"], book["施策一覧"]
    domains.append(["18", "⑱", "防衛産業", None, "重要領域", "経済産業省"])
    first = next(row for row in measures.iter_rows() if row[0].value == "S002")
    first[6].value = "18"
    book.save(path)

    outcome = evaluated(workspace)

    added = outcome.tables.by_domain[-1]
    assert (added.name, added.whole.total, len(outcome.tables.by_domain)) == ("防衛産業", 1, 18)
    sheet = workbook(outcome)["図表2"]
    assert "⑱防衛産業" in [cell.value for cell in sheet["B"]]


@pytest.mark.parametrize("kind", ["measures", "domains"])
def test_totals_are_distinct_measures(report: Results, catalogue: Catalogue, kind: str) -> None:
    tables = report.tables

    if kind == "measures":
        assert sum(row.total for row in tables.lowest) == len(catalogue.measures) == 109
    else:
        tagged = [m for m in catalogue.measures if m.domains]
        assert tables.any_domain.total == len(tagged)
        assert all(domain.whole.total for domain in tables.by_domain)
        assert sum(d.whole.total for d in tables.by_domain) > len(tagged)
