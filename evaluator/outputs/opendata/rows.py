"""A row of an open-data table: each field declared once, and the fields that tables share.

The column heads, the JSON schema, the Table Schema of `datapackage.json` and the types of the
Parquet columns are all derived from the models.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model
from pydantic.fields import FieldInfo

from evaluator.findings import CellRef
from evaluator.model import MarkSource
from evaluator.results.bullet import Bullet
from evaluator.scale import Scale


class TidyRow(BaseModel):
    """Base of the tables: a field's title is its column head."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    table: ClassVar[str]
    title: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    internal: ClassVar[bool] = False
    """Whether the whole table is never made for the public."""

    @classmethod
    def heads(cls) -> tuple[str, ...]:
        """The column heads, in order."""
        return tuple(str(field.title) for field in cls.model_fields.values())


@dataclass(frozen=True)
class TidyTable:
    """A table with its rows."""

    model: type[TidyRow]
    rows: tuple[TidyRow, ...]
    scale: Scale
    """The marks that may stand in it."""


def field(title: str, description: str, unit: str = "") -> Any:
    """Return what a column is called, what it means, and its unit where all rows have one."""
    if unit:
        return Field(title=title, description=description, json_schema_extra={"unit": unit})
    return Field(title=title, description=description)


class _Internal:
    """Marks a field that is never in what is made for the public."""


INTERNAL: Final = _Internal()


class OfficialSource(StrEnum):
    """Whose the marks are that the public reads: never the rubric's."""

    SELF = MarkSource.SELF.value
    FINAL = MarkSource.FINAL.value


@cache
def for_public(model: type[TidyRow]) -> type[TidyRow]:
    """Return a table's model without its internal fields, and of sources those that go out."""
    kept: dict[str, Any] = {
        name: (OfficialSource if info.annotation is MarkSource else info.annotation, info)
        for name, info in model.model_fields.items()
        if INTERNAL not in info.metadata
    }
    public: type[TidyRow] = create_model(
        model.__name__, __base__=TidyRow, __doc__=model.__doc__, **kept
    )
    public.table, public.title, public.key = model.table, model.title, model.key
    return public


def described(info: FieldInfo, scale: Scale) -> str:
    """Return what a column means; {marks} in a description stands for the marks of the round."""
    return str(info.description).format(marks=scale.shown)


def base_type(info: FieldInfo) -> Any:
    """Return the type of a field without None."""
    if get_origin(info.annotation) in (Union, types.UnionType):
        return next(kind for kind in get_args(info.annotation) if kind is not type(None))
    return info.annotation


def is_optional(info: FieldInfo) -> bool:
    """Return whether a field may be missing."""
    return type(None) in get_args(info.annotation)


# fields that several tables have -----------------------------------------------------------
Year = Annotated[int, field("年度", "年度が始まる西暦年（2025は2025年4月から2026年3月まで）", "年")]
MeasureKey = Annotated[str, field("施策ID", "施策の識別子")]
Ministry = Annotated[str, field("府省庁", "府省庁の名称")]
File = Annotated[str | None, field("記入ファイル", "値が記入されていたファイルの名前"), INTERNAL]
Sheet = Annotated[str | None, field("記入シート", "値が記入されていたシートの名前"), INTERNAL]
Cell = Annotated[str | None, field("記入セル", "値が記入されていたセルの番地"), INTERNAL]
DomainKey = Annotated[
    str, field("領域番号", "領域又はその内訳の識別子。施策一覧の番号の前にDを付けたもの")
]
Number = Annotated[Decimal | None, WithJsonSchema({"type": ["number", "null"]})]


# what they are filled with ----------------------------------------------------------------
def where(ref: CellRef | None) -> dict[str, str | None]:
    """Return the three fields that say in which cell a value was written."""
    if ref is None:
        return dict.fromkeys(("file", "sheet", "cell"))
    return {"file": ref.file or None, "sheet": ref.sheet or None, "cell": ref.cell or None}


def domain_key(number: str) -> str:
    """Return the identifier of a domain or of a part of one."""
    return f"D{number}"


def bullet_id(bullet: Bullet) -> str:
    """Return what names a bullet in the open data."""
    return f"B-{bullet.key}"
