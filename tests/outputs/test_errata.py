"""正誤表 as a document and as a workbook."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import load_workbook

from evaluator.outputs.document.errata import render_errata as document
from evaluator.outputs.every import errata_outputs
from evaluator.outputs.workbook.errata import render_errata as workbook
from evaluator.results.errata import FILES
from evaluator.results.results import Results
from evaluator.results.tables.corrections import errata_sentences, errata_table
from evaluator.results.tables.printed import shown
from tests.results.test_errata import ERRATA

TABLE = [
    [column.head for column in errata_table(ERRATA).columns],
    *([shown(cell) for cell in line.cells] for line in errata_table(ERRATA).lines()),
]


def test_the_document_says_which_editions_why_and_what(report: Results) -> None:
    made = Document(io.BytesIO(document(ERRATA, report)))

    title, *sentences = (paragraph.text for paragraph in made.paragraphs)
    assert title == f"{report.annex.title}　正誤表（第2版）"
    assert tuple(sentences) == errata_sentences(ERRATA)
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == TABLE
    assert report.catalogue.round.notice in "".join(
        paragraph.text for paragraph in made.sections[0].header.paragraphs
    )


def test_the_workbook_says_the_same(report: Results) -> None:
    (sheet,) = load_workbook(io.BytesIO(workbook(ERRATA, report))).worksheets

    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.values]
    assert rows[1:4] == [[sentence] for sentence in errata_sentences(ERRATA)]
    assert rows[4] == [report.catalogue.round.notice]
    assert rows[5:] == TABLE


def test_the_same_corrections_give_the_same_bytes(report: Results) -> None:
    first, again = (dict(errata_outputs(ERRATA, report)) for _ in range(2))

    assert first == again
    assert tuple(first) == FILES
