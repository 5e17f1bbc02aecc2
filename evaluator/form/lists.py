"""The choices that are data: those that the catalogue offers, and those that sheets bring along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.chosen import keys_of
from evaluator.form.sheets.registry import form_sheets
from evaluator.form.sheets.sheet import ChoiceList, FormSheet

_OF_THE_CATALOGUE: Final = (
    ChoiceList(
        "categories",
        lambda c: c.levels[0],
        lambda c: [category.name for category in c.categories],
        lambda c: {category.id: category.name for category in c.categories},
    ),
    ChoiceList(
        "headings", "成果例の見出し", lambda c: [h for each in c.categories for h in each.headings]
    ),
    ChoiceList(
        "domains",
        "領域",
        lambda c: [domain.choice for domain in c.domains],
        lambda c: {domain.id: domain.choice for domain in c.domains},
    ),
    ChoiceList("ministries", "府省庁の表記", lambda c: [each.name for each in c.ministries]),
)


def every_list(sheets: Sequence[FormSheet[Any]] | None = None) -> tuple[ChoiceList, ...]:
    """Return the lists in the order in which the legend shows them.

    Those that these sheets choose from, the catalogue's first; all, if none are named.
    """
    return _lists(form_sheets() if sheets is None else tuple(sheets))


@lru_cache(maxsize=256)
def _lists(brought: tuple[FormSheet[Any], ...]) -> tuple[ChoiceList, ...]:
    columns = [column.column for sheet in brought for column in sheet.layout.columns]
    used = {name for each in columns for name in (each.choices_from, each.suggestions_from)}
    own = (each for each in _OF_THE_CATALOGUE if each.name in used)
    return (*own, *(each for sheet in brought for each in sheet.lists))


def choice_lists(
    catalogue: Catalogue, sheets: Sequence[FormSheet[Any]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the choices by the name that the columns use for them."""
    return {each.name: tuple(each.items(catalogue)) for each in every_list(sheets)}


def key_lists(
    catalogue: Catalogue, sheets: Sequence[FormSheet[Any]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return, of the lists of which several may be chosen, what live status looks pieces up in."""
    brought = form_sheets() if sheets is None else sheets
    columns = (column for sheet in brought for column in sheet.layout.columns)
    names = {c.column.choices_from for c in columns if c.cell.is_several}
    lists = choice_lists(catalogue, brought).items()
    return {name: keys_of(choices) for name, choices in lists if name in names}
