"""別紙.xlsx read back: the sheets beside the published table."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator import __version__
from evaluator.model import Basis
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from tests.annex_shape import published
from tests.outputs.test_document import CHART


def values(sheet: Any, top: int = 2) -> list[list[str]]:
    return [[str(v or "") for v in row] for row in sheet.iter_rows(min_row=top, values_only=True)]


@pytest.fixture(scope="module")
def book(report: Results) -> Any:
    return load_workbook(io.BytesIO(render_workbook(report, [CHART])))


@pytest.fixture(scope="module")
def drafted(draft: Results) -> Any:
    return load_workbook(io.BytesIO(render_workbook(draft)))


def test_a_final_report_has_no_sheet_of_gaps(book: Any, drafted: Any) -> None:
    final = ["図表1", "図表2", "府省庁別", "成果例", "領域別の取組", "施策別", "図", "方法", "出所"]
    assert book.sheetnames == final
    assert drafted.sheetnames == ["案・残りの事項", *[n for n in final if n != "図"]]
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
