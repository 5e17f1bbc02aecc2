"""A round with one level of categories, and one with three, from its forms to its sealed report."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any, Final

import pytest
from docx import Document
from openpyxl import load_workbook

from evaluator.form.issue import form_name
from evaluator.form.sheets import MeasureAnswer, OutcomeAnswer
from evaluator.model import Audience, MarkSource, MeasureId, RoundId
from evaluator.secretariat import next_round, opening
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.check import check_files
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.survey import Choice, chosen, survey, surveyed
from tests.builders import R07, cell_of, submitted
from tests.cells import as_shown
from tests.ledger_builders import MOE, MOFA, Office, verified
from tests.levels import ONE, THREE, round_of
from tests.outputs.test_page import Page
from tests.small_round import MEASURES, decide_all

pytestmark = pytest.mark.slow

S017: Final = MeasureId("S017")
R08: Final = RoundId("R08")


@pytest.fixture(scope="module", params=[THREE, ONE], ids=["three", "one"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The little round, received, decided and published."""
    office = round_of(tmp_path_factory.mktemp("levels"), request.param)
    for ministry in (MOFA, MOE):
        path = submitted(office.workspace, office.catalogue, ministry)
        office.save(path.read_bytes(), path.name)
        path.unlink()
    office.receive(*sorted(office.mail.iterdir()))
    assert office.take_in(decide_all(office.export())).findings == ()
    office.publish()
    return office


def places(office: Office) -> list[list[str]]:
    """Return where each measure stands, a name a level."""
    catalogue = office.catalogue
    return [[branch.name for branch in catalogue.path_of(m)] for m in catalogue.measures]


def test_its_form_names_the_levels_and_says_where_a_measure_stands(office: Office) -> None:
    catalogue = office.catalogue
    book = load_workbook(office.workspace.templates(R07) / form_name(catalogue, MOFA))
    sheet = book[MeasureAnswer.sheet_title]
    widest, below = (cell_of(sheet, MeasureAnswer, f, S017) for f in ("category", "subcategory"))
    first, *rest = (branch.name for branch in catalogue.path_of(catalogue.measure_by_id[S017]))

    assert widest.value == first
    assert (below.value or "") == " ＞ ".join(rest)
    heads = {cell.value for row in sheet.iter_rows(max_row=4) for cell in row}
    assert catalogue.levels[0] in heads
    assert catalogue.place_title in heads
    assert sheet.column_dimensions[below.column_letter].hidden == (not rest)
    outcomes = book[OutcomeAnswer.sheet_title]
    asked = [cell.value for row in outcomes.iter_rows(max_row=4) for cell in row]
    assert catalogue.levels[0] in asked
    assert any(row[0].value == catalogue.levels[0] for row in book["凡例"].iter_rows())


def test_nothing_is_found_in_a_form_because_of_its_levels(office: Office) -> None:
    checked = check_files(office.workspace, sorted(office.mail.glob("*様式*")))

    assert len(checked) == 2
    assert [f for each in checked for f in each.findings if f.code[0] in "FS"] == []


def body(office: Office, levels: int) -> list[list[str]]:
    """Return the rows of 図表1 in Word, without its heads."""
    table = Document(str(office.published(1) / Audience.INTERNAL / "別紙.docx")).tables[0]
    heads, _, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads[:levels] == list(office.catalogue.levels)
    assert heads[levels] == "施策件数"
    return rows


def test_the_table_of_the_annex_counts_every_level(office: Office) -> None:
    levels = len(office.catalogue.levels)
    counted = Counter(tuple(path) for path in places(office))

    rows = body(office, levels)

    lowest = [row for row in rows if "小計" not in row]
    assert {tuple(row[:levels]): int(row[levels][:-1]) for row in lowest} == counted
    for row in rows:
        if "小計" in row:
            above = tuple(row[: row.index("小計")])
            whole = sum(n for path, n in counted.items() if path[: len(above)] == above)
            assert row[levels] == f"{whole}件"
    widest = Counter(path[0] for path in counted)
    several = {name for name, number in widest.items() if number > 1}
    assert {row[0] for row in rows if "小計" in row} == (several if levels > 1 else set())


def test_workbook_page_and_headings_follow_the_levels(office: Office) -> None:
    catalogue, folder = office.catalogue, office.published(1) / Audience.INTERNAL
    book = load_workbook(folder / "別紙.xlsx")
    levels = list(catalogue.levels)

    assert [as_shown(cell) for cell in book["図表1"][1]][: len(levels)] == levels
    data = [cell.value for cell in book["図表1データ"][1]]
    assert data[1:-2] == levels
    listed = list(book["施策別"].iter_rows(values_only=True))
    head = next(row for row in listed if "施策ID" in row)
    at = head.index(catalogue.place_title)
    told = {row[0]: row[at] for row in listed if row[0] in MEASURES}
    assert told == {m.id: catalogue.place_of(m) for m in catalogue.measures}
    text = Page((folder / "index.html").read_bytes()).text
    assert all(level in text for level in levels)
    assert catalogue.place_of(catalogue.measure_by_id[S017]) in text


def test_open_data_have_two_columns_a_level(office: Office) -> None:
    folder = office.published(1) / Audience.INTERNAL / "data"
    text = (folder / "ratings.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    levels = office.catalogue.levels

    heads = [head for level in levels for head in (f"{level}番号", level)]
    assert list(rows[0])[3 : 3 + len(heads)] == heads
    assert {row["施策ID"]: [row[f"{level}番号"] for level in levels] for row in rows} == {
        measure.id: [f"C{branch.id}" for branch in office.catalogue.path_of(measure)]
        for measure in office.catalogue.measures
    }
    schema: Any = json.loads((folder / "ratings.schema.json").read_bytes())
    assert set(heads) <= set(schema["required"])
    package: Any = json.loads((folder / "datapackage.json").read_bytes())
    outcomes = next(each for each in package["resources"] if each["name"] == "outcomes")
    named = [field["name"] for field in outcomes["schema"]["fields"]]
    assert named[2:4] == heads[:2]
    assert "施策分類" not in named


def test_it_is_found_by_its_place_and_told_with_it(office: Office) -> None:
    opened = open_round(office.workspace, R07)
    every = surveyed(survey(opened))
    lowest = office.catalogue.path_of(office.catalogue.measure_by_id[S017])[-1].name

    found = chosen(every, Choice(words=lowest))

    assert S017 in [each.measure.id for each in found]
    assert {each.place for each in found} == {" ＞ ".join(p) for p in places(office) if lowest in p}
    assert found[0].place in brief_of(opened, S017).facts


def test_the_next_round_keeps_the_levels(office: Office) -> None:
    opened = next_round.next_round(office.workspace, R08, R07, MarkSource.FINAL)
    next_round.save(office.workspace, R08, R07, opened)

    catalogue, found = opening.open_catalogue(office.workspace, R08)

    assert [f for f in found if f.code.startswith("K02")] == []
    assert catalogue.levels == office.catalogue.levels
    before = {each.id: each.subcategory for each in catalogue.previous}
    assert before == {m.id: office.catalogue.place_of(m) for m in office.catalogue.measures}


def test_the_sealed_report_holds(office: Office) -> None:
    event, verification = verified(office.workspace)

    assert verification.holds
    assert set(event.details.record()["marks"]) == set(MEASURES)
