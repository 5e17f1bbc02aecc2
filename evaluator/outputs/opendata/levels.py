"""Where a measure stands in the categories: of each level a column with its ID and one of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Final, TypeAlias

from pydantic import create_model
from pydantic.fields import FieldInfo

from evaluator.catalogue.tree import Branch
from evaluator.model import Category
from evaluator.outputs.opendata.rows import TidyRow, TidyTable, field
from evaluator.outputs.opendata.texts import portable, unnumbered

Standing: TypeAlias = tuple[tuple[str, str], ...]
"""ID and name of each level, the widest first."""


@dataclass(frozen=True)
class _Levels:
    """Marks the field that stands for the columns of the levels."""

    only_widest: bool = False


EveryLevel = Annotated[Standing, _Levels()]
WidestLevel = Annotated[Standing, _Levels(only_widest=True)]
_ID: Final = "番号"


def standing(path: Iterable[Branch | Category]) -> Standing:
    """Return where something stands as the open data tell it.

    1-1 alone Excel would take for a date.
    """
    return tuple((f"C{each.id}", portable(unnumbered(each.name))) for each in path)


def in_levels(table: TidyTable, levels: tuple[str, ...]) -> TidyTable:
    """Return a table with a column for each level in place of the field that stands for them."""
    name = _standing_field(table.model)
    if name is None:
        return table
    model = _with_columns(table.model, levels)
    return replace(table, model=model, rows=tuple(_rows(table.rows, model, name)))


def _rows(rows: Iterable[TidyRow], model: type[TidyRow], name: str) -> Iterator[TidyRow]:
    for row in rows:
        values = dict(row)
        for number, (identifier, called) in enumerate(values.pop(name)):
            values |= {f"level_{number}_id": identifier, f"level_{number}": called}
        yield model.model_construct(**values)


def _standing_field(model: type[TidyRow]) -> str | None:
    return next((name for name, info in model.model_fields.items() if _marker(info)), None)


def _marker(info: FieldInfo) -> _Levels | None:
    return next((each for each in info.metadata if isinstance(each, _Levels)), None)


@cache
def _with_columns(model: type[TidyRow], levels: tuple[str, ...]) -> type[TidyRow]:
    taken = frozenset(model.heads())
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        marker = _marker(info)
        if marker is None:
            fields[name] = (info.annotation, info)
        else:
            fields |= _columns(levels[:1] if marker.only_widest else levels, taken)
    made: type[TidyRow] = create_model(
        model.__name__, __base__=TidyRow, __doc__=model.__doc__, **fields
    )
    made.table, made.title, made.key = model.table, model.title, model.key
    return made


def _columns(levels: Sequence[str], taken: frozenset[str]) -> Mapping[str, Any]:
    """Return the columns of the levels; one called as another column is told from it."""
    columns: dict[str, Any] = {}
    for number, level in enumerate(levels):
        head = portable(f"{level}（分類）" if {level, level + _ID} & taken else level)
        whose = "施策一覧の番号" if number == 0 else "番号"
        meaning = f"{level}の識別子。{whose}の前にCを付けたもの"
        columns[f"level_{number}_id"] = (str, field(head + _ID, meaning))
        columns[f"level_{number}"] = (str, field(head, f"{level}の名称（先頭の番号を除く）"))
    return columns
