"""The tree of the categories: from a 施策分類 down to the rows that measures hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from evaluator.model import Category, Subcategory

BELOW: Final = " ＞ "
"""Stands between the names of a level and of the next one."""


@dataclass(frozen=True)
class Branch:
    """A row of the tree, and the rows below it in the order of their sheet."""

    id: str
    name: str
    below: tuple[Branch, ...] = ()


def grown(
    categories: Iterable[Category], subcategories: Iterable[Subcategory]
) -> tuple[Branch, ...]:
    """Return the categories with all that stands below them."""
    children: dict[tuple[str, str | None], list[Subcategory]] = {}
    for each in subcategories:
        children.setdefault((each.category_id, each.parent), []).append(each)

    def below(category: str, parent: str | None) -> tuple[Branch, ...]:
        own = children.get((category, parent), ())
        return tuple(Branch(each.id, each.name, below(category, each.id)) for each in own)

    return tuple(Branch(each.id, each.name, below(each.id, None)) for each in categories)


def paths(tree: Iterable[Branch], depth: int) -> Iterator[tuple[Branch, ...]]:
    """Yield every row of the lowest level, the `depth`-th, with the rows that it stands below."""
    for branch in tree:
        if depth == 1:
            yield (branch,)
        else:
            yield from ((branch, *path) for path in paths(branch.below, depth - 1))
