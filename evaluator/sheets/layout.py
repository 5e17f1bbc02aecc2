"""The keystone: a sheet is a pydantic model, and each column is declared once, as a field.

A field is declared as ``Annotated[type, Column(header, ...)]`` with one of the cell types
of `evaluator.sheets.cells`. Writer, reader, checks and documentation are all derived from
the `Layout` of the model; no column letter and no header text appears anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from functools import cache, cached_property
from typing import Any, ClassVar

from pydantic.fields import FieldInfo

from evaluator.model import Frozen
from evaluator.scale import Scale, listed
from evaluator.sheets.cells import CellType
from evaluator.sheets.normalise import compare_key


class Filler(Enum):
    """Who fills a column."""

    PREFILLED = auto()  # the secretariat; locked in the form
    INPUT = auto()  # whoever the sheet is sent to
    FORMULA = auto()  # the workbook itself; never read


@dataclass(frozen=True)
class Column:
    """What a column says of itself. `width` is in characters, as in Excel."""

    header: str
    width: float = 12
    filler: Filler = Filler.INPUT
    help: str = ""
    """One sentence to the person who fills it: input message and remedy in one.

    {marks} stands for the marks of the round, {when_owed} for the sentence that says with which
    of them this cell is not to be left blank.
    """
    required: bool = False
    max_length: int | None = None
    """Text only, in characters."""
    choices_from: str = ""
    """Name of a list that the catalogue supplies, where the choices are data."""
    suggestions_from: str = ""
    """Likewise a list to choose from, but anything else may be written too."""
    centre: bool = False
    number_format: str = ""
    """Excel's number format, where the nature of the cell does not say enough."""
    printed: bool = False
    """Inputs only: the form may come with it filled in, so that it is no answer by itself."""
    unit_from: str = ""
    """Numbers only: the field of the same row that holds the unit."""
    quiet: bool = False
    """Live status does not ask about its type: what a formula can hold is limited."""
    hidden: bool = False
    """Not for readers: it is read back, and neither shown nor printed."""
    internal: bool = False
    """Never in what is made for the public."""


class Row(Frozen):
    """Base of the sheet models. One instance is one row of the sheet `title`.

    `sheet_key` names the sheet inside the file (it never changes, the title may), `row_key`
    the field that identifies a row, if rows are identified.
    """

    sheet_key: ClassVar[str]
    sheet_title: ClassVar[str]
    row_key: ClassVar[str] = ""
    spare_rows: ClassVar[int] = 0
    """Blank rows to add to, below the prefilled ones."""
    row_height: ClassVar[float] = 19
    """Least height of a row, in points: room for what is to be typed."""


@dataclass(frozen=True)
class BoundColumn:
    """A column with the field it was declared on."""

    field: str
    column: Column
    cell: CellType
    choices: tuple[str, ...]
    is_later: bool = False
    """Whether workbooks of before may lack it: its field has a default, which is blank."""

    @property
    def header(self) -> str:
        """The header text."""
        return self.column.header

    @cached_property
    def is_input(self) -> bool:
        """Whether the ministry (or, in the catalogue, the secretariat) writes it."""
        return self.column.filler is Filler.INPUT

    @cached_property
    def blank(self) -> Any:
        """The value of a cell that is left blank."""
        return self.cell.parse(None).value

    @cached_property
    def is_many(self) -> bool:
        """Whether its value is a tuple: several choices of a list, or names."""
        return isinstance(self.cell.parse(None).value, tuple)

    @property
    def is_mark(self) -> bool:
        """Whether it holds marks of the round."""
        return self.cell.parse_mark is not None

    def on(self, scale: Scale) -> BoundColumn:
        """Return the column as it is on the scale of a round."""
        marks = tuple(mark.value for mark in scale.marks) if self.is_mark else ()
        return replace(
            self,
            column=replace(self.column, help=_explained(self.column.help, scale)),
            cell=self.cell.on(scale),
            choices=(*marks, *_choices(self.cell)),
        )


@dataclass(frozen=True)
class Layout:
    """The columns of a sheet, in the order of the model's fields."""

    model: type[Row]
    columns: tuple[BoundColumn, ...]

    def __hash__(self) -> int:
        """Of one model there are few; to hash their columns takes longer than what it is for."""
        return hash(self.model)

    def on(self, scale: Scale) -> Layout:
        """Return the layout on the scale of a round, by which marks are offered and read."""
        if scale not in self._on:
            columns = tuple(column.on(scale) for column in self.columns)
            self._on[scale] = replace(self, columns=columns)
        return self._on[scale]

    @cached_property
    def _on(self) -> dict[Scale, Layout]:
        return {}

    def hiding(self, fields: frozenset[str]) -> Layout:
        """Return the layout with columns that nobody is shown."""
        return replace(
            self,
            columns=tuple(
                replace(c, column=replace(c.column, hidden=True)) if c.field in fields else c
                for c in self.columns
            ),
        )

    def headed(self, heads: Mapping[str, str]) -> Layout:
        """Return the layout with columns, by their fields, that are called otherwise."""
        columns = {c.field: c for c in self.columns}
        for name, head in heads.items():
            own = columns[name]
            columns[name] = replace(own, column=replace(own.column, header=head))
        return replace(self, columns=tuple(columns.values()))

    @property
    def key(self) -> str:
        """Name of the sheet in its key row."""
        return self.model.sheet_key

    @property
    def title(self) -> str:
        """Name of the sheet as issued."""
        return self.model.sheet_title

    @cached_property
    def row_key(self) -> BoundColumn | None:
        """The column that identifies a row."""
        return self.by_field(self.model.row_key) if self.model.row_key else None

    @property
    def is_single(self) -> bool:
        """Whether the sheet has one row, to which none can be added."""
        return not self.model.row_key and not self.model.spare_rows

    @cached_property
    def read_columns(self) -> tuple[BoundColumn, ...]:
        """The columns that carry data, i.e. all but formulas."""
        return tuple(c for c in self.columns if c.column.filler is not Filler.FORMULA)

    @cached_property
    def blank_row(self) -> Mapping[str, Any]:
        """All fields of a row in which nothing stands."""
        return {column.field: column.blank for column in self.columns}

    @cached_property
    def blanks(self) -> Mapping[str, Any]:
        """The inputs of a row that nobody has filled in, by field."""
        return {column.field: column.blank for column in self.columns if column.is_input}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The fields by what the key row says above their column."""
        return {self.cell_key(column.field): column.field for column in self.columns}

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The fields by their header, as a compare key."""
        return {compare_key(column.header): column.field for column in self.columns}

    @cached_property
    def _by_field(self) -> Mapping[str, BoundColumn]:
        return {column.field: column for column in self.columns}

    def by_field(self, field: str) -> BoundColumn:
        """Return the column declared on a field; KeyError if there is none."""
        return self._by_field[field]

    def index(self, field: str) -> int:
        """Zero-based position of a field's column as issued."""
        return [column.field for column in self.columns].index(field)

    def cell_key(self, field: str) -> str:
        """What the key row says above a column: 'measures.self_mark'."""
        return f"{self.key}.{field}"


def _explained(text: str, scale: Scale) -> str:
    owed = scale.needing_reason
    when_owed = f"{listed(owed)} の場合は必須です。" if owed else ""
    return text.format(marks=scale.shown, when_owed=when_owed)


def _one(kind: type[Any], field: FieldInfo, name: str) -> Any:
    found = [item for item in field.metadata if isinstance(item, kind)]
    if len(found) != 1:
        raise TypeError(f"{name}: exactly one {kind.__name__} expected, got {len(found)}")
    return found[0]


def _choices(cell: CellType) -> tuple[str, ...]:
    enum: type[StrEnum] | None = cell.choices
    return tuple(member.value for member in enum) if enum else ()


@cache
def layout_of(model: type[Row]) -> Layout:
    """Derive the layout from a row model. TypeError if a field lacks its Column."""
    columns = []
    for name, field in model.model_fields.items():
        cell = _one(CellType, field, f"{model.__name__}.{name}")
        column = _one(Column, field, f"{model.__name__}.{name}")
        later = not field.is_required()
        columns.append(BoundColumn(name, column, cell, _choices(cell), later))
    return Layout(model, tuple(columns))


def layout_on(model: type[Row], scale: Scale) -> Layout:
    """Return the layout of a model on a round's scale."""
    return layout_of(model).on(scale)
