"""The form as issued: what is open, what is offered, and that it reads back."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.issue import form_name, write_form
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, form_sheets
from evaluator.model import MinistryName
from evaluator.scale import Mark
from evaluator.sheets import normalise
from evaluator.sheets.layout import layout_of
from evaluator.sheets.normalise.choices import is_placeholder
from tests.builders import R07, cell_of, read_form, submitted
from tests.five_marks import FIFTH, five_marks
from tests.marks import SCALE

METI = MinistryName("経済産業省")


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> Any:
    return load_workbook(io.BytesIO(write_form(catalogue, METI)))


def test_every_sheet_is_there_and_the_key_rows_are_hidden(book: Any) -> None:
    assert book.sheetnames == ["はじめに", "施策", "KPI", "成果例", "領域別取組", "凡例", "_meta"]
    assert book["_meta"].sheet_state == "veryHidden"
    for model in (sheet.model for sheet in form_sheets() if sheet.title in book.sheetnames):
        sheet = book[model.sheet_title]
        keys = [
            row[0].row
            for row in sheet.iter_rows()
            if str(row[0].value).startswith(f"{model.sheet_key}.")
        ]
        assert [sheet.row_dimensions[number].hidden for number in keys] == [True]


def test_only_inputs_are_open(book: Any) -> None:
    for model in (MeasureAnswer, KpiAnswer):
        layout = layout_of(model)
        sheet = book[layout.title]
        assert sheet.protection.sheet
        assert not sheet.protection.autoFilter  # "not locked": filtering is allowed
        first = sheet[5]
        for column, cell in zip(layout.columns, first, strict=True):
            is_open = column.is_input and column.field != "answer"  # the KPI asks for a number
            assert cell.protection.locked is not is_open, column.header


@pytest.mark.slow
def test_each_ministry_finds_its_own_measures(catalogue: Catalogue) -> None:
    assert sum(len(catalogue.measures_of(m)) for m in catalogue.respondents) == 125
    for ministry in catalogue.respondents:
        sheet = load_workbook(io.BytesIO(write_form(catalogue, ministry)))["施策"]
        ids = [cell.value for cell in sheet["B"] if str(cell.value).startswith("S")]
        assert ids == [m.id for m in catalogue.measures_of(ministry)]


def test_a_contributor_cannot_rate(catalogue: Catalogue) -> None:
    measure = next(m for m in catalogue.measures if m.lead and m.joint)
    book = load_workbook(io.BytesIO(write_form(catalogue, measure.joint[0])))

    mark = cell_of(book["施策"], MeasureAnswer, "self_mark", measure.id)
    progress = cell_of(book["施策"], MeasureAnswer, "progress", measure.id)

    assert (mark.protection.locked, progress.protection.locked) == (True, False)


def test_marks_are_offered_and_explained(book: Any) -> None:
    sheet = book["施策"]
    offered = {v.formula1: v for v in sheet.data_validations.dataValidation if v.type == "list"}
    validation = offered['"◎,○,△,×"']
    assert "から選んでください" in str(validation.error)
    assert "から選んでください" in str(validation.prompt)


def test_live_hints_are_of_the_round_whichever_form_was_written_before(
    catalogue: Catalogue,
) -> None:
    def asked(of: Catalogue) -> str:
        sheet = load_workbook(io.BytesIO(write_form(of, METI)))["施策"]
        return str(cell_of(sheet, MeasureAnswer, "state", of.measures_of(METI)[0].id).value)

    before, other = asked(catalogue), asked(replace(catalogue, scale=five_marks()))

    assert (FIFTH in before, FIFTH in other) == (False, True)
    assert asked(catalogue) == before


def test_the_filled_form_reads_back(sample_workspace: Workspace, catalogue: Catalogue) -> None:
    path = submitted(sample_workspace, catalogue, METI)

    submission, found = read_form(path, catalogue)

    assert submission is not None
    assert found == ()
    assert path.name == form_name(catalogue, METI) == "R07_様式_経済産業省.xlsx"
    assert submission.ministry == METI
    rows = {located.row.measure_id: located.row for located in submission.measures.rows}
    lead = [m for m in catalogue.measures_of(METI) if METI in m.raters]
    assert all(isinstance(rows[m.id].self_mark, Mark) and rows[m.id].progress for m in lead)
    assert len(submission.kpis.rows) == len(catalogue.kpis_of(METI))
    assert submission.contact.rows[0].row.email == "mihon@example.jp"
    assert submission.meta.rows[0].row.round == R07


def test_print_setup_is_a4_or_for_wide_tables_a3(book: Any) -> None:
    for name in ("はじめに", "施策", "KPI", "成果例", "領域別取組", "凡例"):
        setup = book[name].page_setup
        paper = "9" if name == "はじめに" else "8"
        assert (str(setup.paperSize), setup.orientation) == (paper, "landscape"), name
    for name in ("施策", "KPI", "成果例", "領域別取組"):
        assert book[name].print_title_rows
        assert book[name].freeze_panes


def test_a_form_of_sixty_measures_stays_small(catalogue: Catalogue) -> None:
    first = catalogue.measures[:60]
    large = replace(
        catalogue,
        measures=tuple(m.model_copy(update={"lead": METI, "joint": ()}) for m in first),
        kpis=tuple(k for k in catalogue.kpis if k.measure_id in {m.id for m in first}),
    )

    form = write_form(large, METI)

    assert len(large.measures_of(METI)) == 60
    assert len(form) < 150_000


def test_document_says_its_title_and_language(catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(write_form(catalogue, METI))) as package:
        core = package.read("docProps/core.xml").decode()

    assert (
        "<dc:title>新たな国際標準戦略 フォローアップ様式（令和7年度・経済産業省）</dc:title>"
        in core
    )
    assert "<dc:language>ja-JP</dc:language>" in core


def test_column_heads_are_named_for_screen_readers(book: Any) -> None:
    for name in ("施策", "KPI", "成果例", "領域別取組"):
        assert book[name].defined_names["ColumnTitle"].attr_text.startswith(f"'{name}'!$A$4:")


def test_rows_can_be_sorted_though_the_sheet_is_protected(catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(write_form(catalogue, METI))) as package:
        sheets = [package.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(2, 6)]

    for sheet in sheets:
        assert 'sort="0"' in sheet  # "not forbidden"
        assert '<protectedRange sqref="A5:' in sheet
        assert 'type="custom"' in sheet  # typing over what is printed is refused


def test_no_cell_of_a_table_is_merged(book: Any) -> None:
    assert [str(s.merged_cells.ranges) for s in book.worksheets if s.merged_cells.ranges] == []


TEXT = st.text(
    st.characters(categories=["L", "Nd", "P", "Sm", "Zs"], exclude_characters="="), max_size=200
).filter(lambda text: not is_placeholder(text))  # 「なし」 and the like are read as blank


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.lists(TEXT, min_size=4, max_size=4),
    number=st.decimals(-(10**9), 10**9, places=3),
    day=st.dates(date(2025, 4, 1), date(2026, 3, 31)),
    mark=st.sampled_from(SCALE.marks),
)
def test_what_is_typed_is_what_is_read(
    catalogue: Catalogue,
    tmp_path: Path,
    texts: list[str],
    number: Decimal,
    day: date,
    mark: Mark,
) -> None:
    ministry = MinistryName("こども家庭庁")
    book = load_workbook(io.BytesIO(write_form(catalogue, ministry)))
    measure = catalogue.measures_of(ministry)[0].id
    kpi = catalogue.kpis_of(ministry)[0].id
    typed = {"progress": texts[0], "reason": texts[1], "next_plan": texts[2]}
    typed["self_mark"] = mark.value
    for field, given_value in typed.items():
        cell_of(book["施策"], MeasureAnswer, field, measure).value = given_value
    for field, value in (("actual", number), ("as_of", day), ("note", texts[3])):
        cell_of(book["KPI"], KpiAnswer, field, kpi).value = value
    path = tmp_path / "typed.xlsx"
    book.save(path)

    submission, _ = read_form(path, catalogue)

    assert submission is not None
    row = next(r.row for r in submission.measures.rows if r.row.measure_id == measure)
    given_kpi = next(r.row for r in submission.kpis.rows if r.row.kpi_id == kpi)
    assert (row.self_mark, given_kpi.actual, given_kpi.as_of) == (mark, number, day)
    for field, text in typed.items():
        if isinstance(text, str) and field != "self_mark":
            assert getattr(row, field) == normalise.text(text).value
            assert getattr(row, field).split() == composed(text).split()


def composed(text: str) -> str:
    """Return the text in NFC, but for ideographs: 神 (U+FA19) stays as it was typed."""
    parts = re.split("([\uf900-\ufaff\U0002f800-\U0002fa1f])", text)
    return "".join(
        part if n % 2 else unicodedata.normalize("NFC", part) for n, part in enumerate(parts)
    )


def test_an_ideograph_stays_as_it_was_typed() -> None:
    assert composed("\ufa19か\u3099\U0002f800") == "\ufa19が\U0002f800"
    assert normalise.text("\ufa19か\u3099\U0002f800").value == "\ufa19が\U0002f800"


def test_a_filled_form_carries_no_clock(sample_workspace: Workspace, catalogue: Catalogue) -> None:
    with zipfile.ZipFile(submitted(sample_workspace, catalogue, METI)) as package:
        core = package.read("docProps/core.xml").decode()
        times = {entry.date_time for entry in package.infolist()}

    assert re.findall(r"<dcterms:modified[^>]*>([^<]*)", core) == ["2025-06-03T00:00:00Z"]
    assert times == {(1980, 1, 1, 0, 0, 0)}
