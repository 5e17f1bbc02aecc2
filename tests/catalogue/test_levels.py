"""Categories of any number of levels: read as a tree, and held against what the round says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.rows import MeasureRow
from evaluator.catalogue.shipped import register_rows
from evaluator.catalogue.tree import Branch
from evaluator.catalogue.write import write_catalogue
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.model import MeasureId
from evaluator.rubric import shipped_programme
from evaluator.sheets.layout import layout_of
from evaluator.xlsx.opening import read_source
from tests.builders import R07, cell_of, edit, shown
from tests.levels import ONE, THREE, deepen, flatten
from tests.marks import SCALE

LEVELS = shipped_programme().levels
S001 = MeasureId("S001")
SUBCATEGORIES, MEASURES = (layout_of(model).title for model in (SubcategoryRow, MeasureRow))


@pytest.fixture
def path(sample_workspace: Workspace, tmp_path: Path) -> Path:
    """A copy of the sample's catalogue."""
    copy = tmp_path / "catalogue.xlsx"
    copy.write_bytes(sample_workspace.catalogue(R07).read_bytes())
    return copy


def loaded(
    path: Path, levels: tuple[str, ...], *changes: Callable[[Any], object]
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """Load a catalogue that was changed so."""
    for change in changes:
        edit(path, change)
    programme = replace(shipped_programme(), levels=levels)
    return load_catalogue(path.name, path.read_bytes(), R07, SCALE, programme=programme)


def named(catalogue: Catalogue, id_: MeasureId) -> list[str]:
    return [branch.id for branch in catalogue.path_of(catalogue.measure_by_id[id_])]


def lowest(branches: tuple[Branch, ...]) -> list[str]:
    return [row.id for each in branches for row in (each.below or (each,)) if not row.below]


def test_two_levels_are_the_sheets_as_they_were(path: Path) -> None:
    catalogue, found = loaded(path, LEVELS)

    assert catalogue is not None
    assert [f for f in found if f.code.startswith("K0")] == []
    measure = catalogue.measure_by_id[S001]
    assert named(catalogue, S001) == ["1", "1-1"]
    assert lowest(catalogue.tree) == [each.id for each in catalogue.subcategories]
    assert catalogue.place_title == "施策小分類"
    assert catalogue.place_of(measure) == catalogue.path_of(measure)[1].name
    assert catalogue.category_of(measure).id == "1"


def test_a_row_may_stand_below_another(path: Path) -> None:
    catalogue, found = loaded(path, THREE, deepen)

    assert catalogue is not None, shown(found)
    assert named(catalogue, S001) == ["1", "1-A", "1-1"]
    assert [(each.id, [row.id for row in each.below]) for each in catalogue.tree[0].below] == [
        ("1-A", ["1-1"]),
        ("1-B", ["1-2", "1-3", "1-4", "1-5"]),
    ]
    measure = catalogue.measure_by_id[S001]
    first, second, third = (branch.name for branch in catalogue.path_of(measure))
    assert catalogue.place_title == "方策 ＞ 取組分野"
    assert catalogue.place_of(measure) == f"{second} ＞ {third}"
    assert catalogue.whole_place_of(measure) == f"{first} ＞ {second} ＞ {third}"


def test_with_a_single_level_a_measure_names_its_category(path: Path) -> None:
    catalogue, found = loaded(path, ONE, flatten)

    assert catalogue is not None, shown(found)
    measure = catalogue.measure_by_id[S001]
    assert named(catalogue, S001) == ["1"]
    assert catalogue.subcategories == ()
    assert catalogue.place_title == "柱"
    assert catalogue.place_of(measure) == catalogue.whole_place_of(measure)
    assert catalogue.place_of(measure) == catalogue.category_of(measure).name


def test_a_blank_column_makes_no_other_catalogue(path: Path) -> None:
    before, _ = loaded(path, LEVELS)

    def without(book: Any) -> None:
        sheet = book[SUBCATEGORIES]
        sheet.delete_cols(cell_of(sheet, SubcategoryRow, "parent", row=1).column)

    after, found = loaded(path, LEVELS, without)

    assert before is not None
    assert after is not None, shown(found)
    assert after.sha256 == before.sha256


def typed(model: Any, key: str, field: str, value: object) -> Callable[[Any], None]:
    """Return what types a value into the row with this key."""

    def change(book: Any) -> None:
        cell_of(book[layout_of(model).title], model, field, key).value = value

    return change


def at(path: Path, model: Any, key: str, field: str) -> str:
    where: list[str] = []
    sheet = layout_of(model).title
    edit(path, lambda book: where.append(cell_of(book[sheet], model, field, key).coordinate))
    return where[0]


@pytest.mark.slow
def test_a_measure_on_a_row_with_rows_below_it_is_told(path: Path) -> None:
    change = typed(MeasureRow, S001, "subcategory_id", "1-B")
    catalogue, found = loaded(path, THREE, deepen, change)

    assert catalogue is None
    assert shown(found) == [("K028", MEASURES, at(path, MeasureRow, S001, "subcategory_id"))]
    assert found[0].message == "施策「S001」の「1-B」は、下に別の小分類のある行です。"


def test_a_row_that_leads_to_no_lowest_one_is_told(path: Path) -> None:
    catalogue, found = loaded(path, THREE, deepen, typed(SubcategoryRow, "1-2", "parent", None))

    assert catalogue is None
    assert shown(found) == [("K032", SUBCATEGORIES, at(path, SubcategoryRow, "1-2", "id"))]
    assert found[0].message == (
        "小分類「1-2」は上から2段目で、下に小分類がありません。"
        "この年度の段は3段（目標 ＞ 方策 ＞ 取組分野）です。"
    )


@pytest.mark.slow
def test_levels_that_the_round_does_not_have_are_told_each_at_its_row(path: Path) -> None:
    catalogue, found = loaded(path, LEVELS, deepen)

    assert catalogue is None
    assert {f.code for f in found} == {"K029"}
    assert len(found) == 15
    assert "上から3段目です。この年度の段は2段（施策分類 ＞ 施策小分類）です。" in found[0].message


def test_in_a_round_of_a_single_level_nothing_stands_below_the_categories(path: Path) -> None:
    catalogue, found = loaded(path, ONE)

    assert catalogue is None
    assert {f.code for f in found} >= {"K029"}
    assert {f.where.sheet for f in found if f.code == "K029"} == {SUBCATEGORIES}


def test_an_empty_row_of_the_lowest_level_is_told_by_the_name_of_the_level(path: Path) -> None:
    def emptied(book: Any) -> None:
        sheet = book[MEASURES]
        for number in range(5, sheet.max_row + 1):
            cell = cell_of(sheet, MeasureRow, "subcategory_id", row=number)
            cell.value = "1" if cell.value == "3" else cell.value

    catalogue, found = loaded(path, ONE, flatten, emptied)

    assert catalogue is None
    title = layout_of(CategoryRow).title
    assert shown(found) == [("K003", title, at(path, CategoryRow, "3", "id"))]
    assert found[0].message.startswith("柱「")


@pytest.mark.parametrize(
    ("levels", "heads"),
    [
        (("目標", "方策", "取組分野"), {"categories": "目標", "subcategories": "方策／取組分野"}),
        (("柱",), {"categories": "柱"}),
    ],
)
def test_a_new_catalogue_calls_its_columns_as_the_round_does(
    levels: tuple[str, ...], heads: dict[str, str]
) -> None:
    programme = replace(shipped_programme(), levels=levels)
    rows = register_rows()
    if len(levels) == 1:
        rows[SubcategoryRow] = []

    source = read_source("x", write_catalogue(rows, "見本", SCALE, programme=programme))

    found = {}
    for sheet in source.sheets:
        keys = {str(cell.value): at for at, cell in sheet.cells.items()}
        for model in (CategoryRow, SubcategoryRow):
            if (at := keys.get(f"{model.sheet_key}.name")) is not None:
                found[model.sheet_key] = sheet.cells[at[0] + 1, at[1]].value
    assert found == heads
