"""A third programme, of which nothing is in the code, goes the whole way from form to seal."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from evaluator.cli import app
from evaluator.files import Workspace
from evaluator.form.sheets.measures import MeasureAnswer
from evaluator.review.rows import BlanketRow, BlankMeans
from tests.builders import cell_of, edit
from tests.third_programme import R08_CULTURE, culture_round, fill

SIGNS = {"C01": "×", "C02": "△", "C03": "◇", "C04": "○", "C05": "○", "C06": "◎"}
"""What the rubric of five marks proposes of what the ministries answer."""


def typed(workspace: Workspace, *words: str) -> str:
    """Type a command; return what it says."""
    told = CliRunner().invoke(app, [*words, "--into", str(workspace.root)], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return told.output


def issued(root: Path) -> tuple[Workspace, list[Path]]:
    """Put the round down and issue its forms."""
    workspace = culture_round(root)
    typed(workspace, "template", "R08")
    return workspace, sorted(workspace.templates(R08_CULTURE).glob("*_様式_*.xlsx"))


def taken_as_proposed(path: Path) -> Path:
    """Decide in a 調整.xlsx that all is as the rubric proposes."""

    def fill_in(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book[BlanketRow.sheet_title]
        at = next(
            cell.row
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == "blanket.blank_means"
        )
        cell = cell_of(sheet, BlanketRow, "blank_means", row=at + 2)
        cell.value = BlankMeans.AS_PROPOSED.value

    edit(path, fill_in)
    return path


def test_a_form_asks_only_for_what_the_programme_asks(tmp_path: Path) -> None:
    _, forms = issued(tmp_path)
    book = load_workbook(forms[0])
    sheet = book[MeasureAnswer.sheet_title]
    hidden = {
        field
        for field in ("self_mark", "domains", "reason", "next_plan", "progress", "title")
        if sheet.column_dimensions[cell_of(sheet, MeasureAnswer, field, row=5).column_letter].hidden
    }
    said = "\n".join(str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)

    assert book.sheetnames == ["はじめに", "施策", "KPI", "成果例", "凡例", "_meta"]
    assert hidden == {"self_mark", "domains", "reason", "next_plan"}
    assert "自己評価" not in said
    assert "領域" not in said
    assert "シート「施策」に施策ごとの進捗状況を記入します。" in said


@pytest.mark.slow
def test_it_goes_the_whole_way(tmp_path: Path) -> None:
    workspace, forms = issued(tmp_path / "work")
    mail = tmp_path / "mail"
    mail.mkdir()
    for form in forms:
        fill(Path(shutil.copy(form, mail)))
    sent = [str(path) for path in sorted(mail.iterdir())]
    assert "合計 2ファイル：エラー 0件、警告 0件" in typed(workspace, "check", *sent)
    typed(workspace, "receive", "R08", *sent, "--as", "山田")
    typed(workspace, "review", "export", "R08")
    export = workspace.templates(R08_CULTURE) / "調整_第1回.xlsx"
    decided = tmp_path / "調整.xlsx"
    decided.write_bytes(export.read_bytes())
    typed(workspace, "review", "import", "R08", str(taken_as_proposed(decided)), "--as", "佐藤")
    typed(workspace, "report", "R08", "--final", "--as", "山田")

    assert "一致" in typed(workspace, "verify", "R08")
    edition = workspace.reports(R08_CULTURE) / "確定版" / "第1版" / "執務用"
    ratings = (edition / "data" / "ratings.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(ratings)))
    assert {row["施策ID"]: row["評価"] for row in rows} == SIGNS
    told = "\n".join(each.text for each in Document(str(edition / "別紙.docx")).paragraphs)
    assert "文化芸術の推進方策" in told
    assert "領域" not in told
    page = (edition / "index.html").read_text(encoding="utf-8")
    assert all(level in page for level in ("柱", "方策", "取組分野"))
    assert "領域別の取組" not in page
    made = {path.name for path in edition.iterdir()}
    assert {"別紙.xlsx", "別紙.docx", "index.html", "図", "data"} <= made
    assert "スライド.pptx" not in made
    assert "空欄は試算評価のとおり" in typed(workspace, "history", "R08", "C01")
    typed(workspace, "init", "R09-culture", "--from", "R08-culture")
    assert (
        workspace.programme(R08_CULTURE).read_bytes()
        == workspace.programme(type(R08_CULTURE)("R09-culture")).read_bytes()
    )
