"""The sheets of the catalogue as a round has them: on its scale, with the names of its levels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.rows import OPTIONAL, MeasureRow
from evaluator.scale import Scale
from evaluator.sheets.layout import Layout, Row, layout_of


@lru_cache(maxsize=64)
def layout_in(model: type[Row], scale: Scale, levels: tuple[str, ...]) -> Layout:
    """Return the columns of a sheet in a round with these levels of categories."""
    return layout_of(model).on(scale).headed(_heads(levels).get(model, {}))


def optional_in(levels: tuple[str, ...]) -> frozenset[type[Row]]:
    """Return the sheets that a catalogue may lack; with a single level, that of those below it."""
    return OPTIONAL | {SubcategoryRow} if len(levels) == 1 else OPTIONAL


def _heads(levels: tuple[str, ...]) -> Mapping[type[Row], Mapping[str, str]]:
    widest, *below = levels
    heads: dict[type[Row], Mapping[str, str]] = {CategoryRow: {"name": widest}}
    if below:
        heads[SubcategoryRow] = {"name": "／".join(below)}
    else:  # measures name their category
        heads[MeasureRow] = {"subcategory_id": layout_of(CategoryRow).by_field("id").header}
    return heads
