"""Rounds of one level and of three, made of the sample's catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.rows import MeasureRow
from evaluator.files import PROGRAMME_NAME, Workspace
from evaluator.model import RoundId
from evaluator.rubric import programme_folder
from evaluator.secretariat import opening
from evaluator.sheets.layout import Row, layout_of
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import Office
from tests.small_round import small_round

THREE: Final = ("目標", "方策", "取組分野")
ONE: Final = ("柱",)
FIRST_ROW: Final = 5  # below title, note, key row and headers


def _rows(book: Any, model: type[Row]) -> list[tuple[int, str]]:
    sheet = book[layout_of(model).title]
    key = layout_of(model).model.row_key
    every = ((n, cell_of(sheet, model, key, row=n).value) for n in range(FIRST_ROW, 200))
    return [(number, str(value)) for number, value in every if value]


def deepen(book: Any) -> None:
    """Put a level between the categories and their subcategories: 1-A for the first, 1-B the rest.

    A category with a single subcategory has no 1-B.
    """
    sheet = book[layout_of(SubcategoryRow).title]
    rows = _rows(book, SubcategoryRow)
    between: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    for number, _ in rows:
        category = str(cell_of(sheet, SubcategoryRow, "category_id", row=number).value)
        letter = "B" if category in seen else "A"
        seen.add(category)
        between[f"{category}-{letter}"] = (category, f"方策{category}{letter}：仕組みを整える")
        cell_of(sheet, SubcategoryRow, "parent", row=number).value = f"{category}-{letter}"
    first = rows[-1][0] + 1
    for number, (name, (category, title)) in enumerate(between.items(), start=first):
        for field, value in (("id", name), ("category_id", category), ("name", title)):
            cell_of(sheet, SubcategoryRow, field, row=number).value = value


def flatten(book: Any) -> None:
    """Let every measure name its category, and take the sheet of subcategories away."""
    sheet = book[layout_of(SubcategoryRow).title]
    category_of = {
        name: cell_of(sheet, SubcategoryRow, "category_id", row=number).value
        for number, name in _rows(book, SubcategoryRow)
    }
    measures = book[layout_of(MeasureRow).title]
    for number, _ in _rows(book, MeasureRow):
        cell = cell_of(measures, MeasureRow, "subcategory_id", row=number)
        cell.value = category_of[str(cell.value)]
    used = set(category_of.values())
    categories = book[layout_of(CategoryRow).title]
    for number, name in reversed(_rows(book, CategoryRow)):
        if name not in used:
            categories.delete_rows(number)
    book.remove(sheet)


def programme_text(levels: tuple[str, ...]) -> str:
    """Return the shipped programme with other levels."""
    shipped = programme_folder("standards-strategy") / PROGRAMME_NAME
    text = shipped.read_text(encoding="utf-8")
    named = ", ".join(f'"{level}"' for level in levels)
    before = 'levels = ["施策分類", "施策小分類"]'
    assert text.count(before) == 1
    return text.replace(before, f"levels = [{named}]")


def round_of(root: Path, levels: tuple[str, ...]) -> Office:
    """Return the little round with one level of categories, or with three; nothing received."""

    def reshape(workspace: Workspace, round_id: RoundId) -> None:
        workspace.programme(round_id).write_text(programme_text(levels), encoding="utf-8")
        edit(workspace.catalogue(round_id), deepen if len(levels) > 1 else flatten)

    workspace = small_round(root / "work", reshape=reshape)
    (root / "mail").mkdir()
    catalogue, _ = opening.open_catalogue(workspace, R07)
    return Office(workspace, catalogue, root / "mail")
