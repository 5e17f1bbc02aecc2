"""別紙.xlsx read back: the sheets beside the published table."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator import __version__
from evaluator.lint import lint_data
from evaluator.model import Basis
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from tests.annex_shape import published
from tests.cells import as_shown
from tests.marks import GOOD
from tests.outputs.test_document import CHART


def values(sheet: Any, top: int = 2) -> list[list[str]]:
    return [list(map(as_shown, row)) for row in sheet.iter_rows(min_row=top)]


@pytest.fixture(scope="module")
def book(report: Results) -> Any:
    return load_workbook(io.BytesIO(render_workbook(report, [CHART])))


@pytest.fixture(scope="module")
def drafted(draft: Results) -> Any:
    return load_workbook(io.BytesIO(render_workbook(draft)))


def test_a_final_report_has_no_sheet_of_gaps(book: Any, drafted: Any) -> None:
    crosses = ["遅れの所在（分類別）", "遅れの所在（領域別）", "進行フェーズ", "府省庁の連携"]
    lists = [
        "遅れのある施策",
        "KPIの見通し",
        "成果例",
        "領域別の取組",
        "施策別",
        "評価・課題の材料",
    ]
    tables = ["図表1", "図表2", "府省庁別", *crosses, *lists]
    data = [f"{name}データ" for name in ("図表1", "図表2", "府省庁別", *crosses)]
    behind = ["グラフ", *data, "方法", "出所"]
    assert book.sheetnames == ["表紙", *tables, "図", *behind]
    assert drafted.sheetnames == ["表紙", "案・残りの事項", *tables, *behind]
    assert "案" not in str(book["図表1"].oddHeader.left.text)
    assert "【案】" in str(drafted["図表1"].oddHeader.left.text)


def test_the_gaps_name_who_owes_what(drafted: Any) -> None:
    rows = values(drafted["案・残りの事項"], 4)

    assert ["未提出の府省庁", "様式（施策17件）", "内閣府"] in rows
    assert len([row for row in rows if row[0] == "未提出の府省庁"]) == 11
    assert [
        "取組の有無が未確定の領域",
        "⑬ 半導体：経済産業省の回答がなく、取組の有無は未確定。",
        "",
    ] in rows


def test_outcomes_and_activities_have_the_published_shape(book: Any, report: Results) -> None:
    outcomes = [(row[0], row[1], int(row[2]), row[4]) for row in values(book["成果例"])]
    assert outcomes == [tuple(line[1:]) for line in published() if line.part == "成果例"]

    heads = {section.heading: section.row.id for section in report.annex.domains}
    rows = values(book["領域別の取組"])
    activities = [(heads[row[1]], "", int(row[2] or 0), row[4]) for row in rows]
    assert activities == [tuple(line[1:]) for line in published() if line.part != "成果例"]
    nothing = [row[3] for row in rows if not row[2]]
    assert nothing == ["（令和7年度は、府省庁による取組は確認されなかった。）"] * 2


def test_every_measure_is_counted_at_one_ministry(book: Any, report: Results) -> None:
    rows = values(book["府省庁別"], 3)
    counted = [row for row in rows if row[1].endswith("件")]

    *ministries, total = counted
    assert total[:2] == ["計", "109件"]
    assert sum(int(row[1][:-1]) for row in ministries) == 109
    assert ministries[-1][0] == "共同（主担当なし）"
    food = next(row for row in ministries if row[0] == "農林水産省")
    assert food[1:7] == ["8件", "—", "6件", "2件", "—", "1件"]
    marks = [state for m in report.tables.by_ministry for state in m.led.by_state.values()]
    assert sum(marks) == 109


def test_the_method_says_what_was_counted_and_what_is_open(book: Any, report: Results) -> None:
    lines = dict(values(book["方法"], 3))

    assert lines["時点"] == "令和7年度末（2026年3月31日）まで。予定を含む。"
    assert lines["評価"] == "評価は各府省庁の自己評価による。"
    expected = sum(
        any(a.row.basis is Basis.EXPECTED for a in result.answers.values())
        for result in report.marks
    )
    assert f"（見込み）がある施策は{expected}件" in lines["見込み"]
    assert "×" in lines["評価なし"]
    assert {"定まっていない点", "領域別", "取組のない領域"} <= set(lines)


def test_provenance_names_every_file_with_its_hash(book: Any, report: Results) -> None:
    rows = values(book["出所"], 4)

    hashes = {row[1]: row[2] for row in rows}
    assert hashes["catalogue.xlsx"] == report.catalogue.sha256
    for submission in report.submissions.values():
        assert hashes[submission.file] == submission.sha256
    assert rows[-1][1] == f"evaluator {__version__}"


def test_charts_are_embedded_with_alternative_text(report: Results) -> None:
    with zipfile.ZipFile(io.BytesIO(render_workbook(report, [CHART]))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="図の説明"' in drawing


def test_the_gaps_are_counted_by_kind_before_they_are_listed(drafted: Any, draft: Results) -> None:
    counted = str(drafted["案・残りの事項"]["A2"].value)

    assert counted.startswith("未提出の府省庁 11件、")
    assert sum(int(number) for number in re.findall(r" (\d+)件", counted)) == len(draft.gaps)


# to be computed with ---------------------------------------------------------------------
def test_counts_are_numbers_shown_as_published(book: Any) -> None:
    sheet = book["図表1"]
    first = [sheet.cell(3, column) for column in range(3, 8)]

    assert [cell.value for cell in first] == [8, 0, 7, 1, 0]
    assert list(map(as_shown, first)) == ["8件", "—", "7件", "1件", "—"]
    assert all(cell.data_type == "n" for cell in first)


def test_the_cover_leads_to_every_sheet(book: Any) -> None:
    cover = book["表紙"]
    links = {cell.value: cell.hyperlink.location for (cell, *_) in cover.rows if cell.hyperlink}

    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    assert cover["A1"].value == "別紙　「新たな国際標準戦略」の令和7年度フォローアップ"


@pytest.mark.parametrize("which", ["report", "draft"])
def test_our_own_lint_finds_nothing_in_the_sheets_of_data(
    which: str, request: pytest.FixtureRequest
) -> None:
    results = request.getfixturevalue(which)

    found = lint_data("別紙.xlsx", render_workbook(results))

    assert not [f for f in found if f.where.sheet.endswith("データ")]


def test_the_data_have_every_number_of_their_table_once(book: Any, report: Results) -> None:
    heads, *rows = book["図表1データ"].iter_rows(values_only=True)
    assert heads == ("年度（西暦）", "施策分類", "施策小分類", "進捗評価", "施策件数（件）")
    assert len(rows) == 15 * 4
    assert rows[1] == (
        *(2025, "産学官金の取組の強化", "経済界・学術界・金融界への働きかけを行う。"),
        *("○", 7),
    )
    counted = Counter[str]()
    for row in rows:
        counted[str(row[3])] += int(row[4])
    assert counted == {"◎": 1, "○": 87, "△": 17, "×": 4}
    _, *domains = book["図表2データ"].iter_rows(values_only=True)
    whole = {(row[2], row[3], row[4]): row[5] for row in domains}
    energy = report.tables.by_domain[0]
    assert whole["環境・エネルギー", "全体", "○"] == energy.whole.by_mark[GOOD]


def test_native_charts_draw_the_numbers_beside_them(report: Results) -> None:
    content = render_workbook(report)
    sheet = load_workbook(io.BytesIO(content))["グラフ"]
    tables = report.tables
    rows = [
        list(tables.lowest),
        [each.whole for each in tables.by_domain],
        list(tables.by_category),
        [row.led for row in tables.by_ministry],
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [package.read(f"xl/charts/chart{n}.xml").decode() for n in range(1, 5)]
    for chart, counts in zip(charts, rows, strict=True):
        drawn = re.findall(r"<c:val><c:numRef><c:f>グラフ!(\$\w+\$\d+:\$\w+\$\d+)</c:f>", chart)
        values = [[cell.value for (cell,) in sheet[area.replace("$", "")]] for area in drawn]
        assert values == [[row.by_state[mark] for row in counts] for mark in tables.scale.marks]
