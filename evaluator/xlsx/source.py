"""Any file → sheets of addressed cells, or a `Refused`. Nothing is ever written here.

openpyxl's parser gives the cells, and here for a formula also the value that was cached with
it; the rest of the program sees only `Sheet` and what is in it.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice, product
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from evaluator.findings.file import DAMAGED
from evaluator.xlsx.gate import Refused, admit
from evaluator.xlsx.scan import LAST_COLUMN, LAST_ROW, box

_JAPANESE_DATE_FORMATS: Final = frozenset(range(27, 37)) | frozenset(range(50, 59))
"""Built-in number formats that are dates in Japanese Excel (ECMA-376 18.8.30)."""


Raw = str | int | float | bool | date | datetime | None
"""What a reader hands over for one cell."""
At = tuple[int, int]
"""Row and column, 1-based."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `formula` is '' for a plain value; `value` then is the cached one."""

    value: Raw
    formula: str = ""
    error: str = ""
    """'#N/A' and the like; the value is None then."""
    format: str = field(default="General", compare=False)
    """The number format, as Excel spells it."""


BLANK: Final = Cell(None)


@dataclass(frozen=True)
class Note:
    """A comment on a cell."""

    text: str
    author: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, at: At) -> bool:
        """Whether a cell is inside."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    def __str__(self) -> str:
        """The range as Excel writes it."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by (row, column), 1-based; blank cells are left out."""

    name: str
    cells: dict[At, Cell]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[Box, ...] = ()
    merges: tuple[Box, ...] = ()
    covered: Mapping[At, Raw] = field(default_factory=dict)
    """The cells under a merge but the first, with what the file still holds there."""
    notes: Mapping[At, Note] = field(default_factory=dict)
    validated: tuple[Box, ...] = ()
    """Where the file has any data validation."""

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row, in order."""
        table: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            table.setdefault(row, {})[column] = cell
        return table

    def is_column_hidden(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any((1, column) in box for box in self.hidden_columns)

    def is_validated(self, at: At) -> bool:
        """Whether a cell has a data validation."""
        return any(at in box for box in self.validated)


@dataclass(frozen=True)
class Source:
    """A workbook as read: file name, hash of its bytes, sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    is_1904: bool = False
    """Whether days are counted from 1904 (an old setting of Excel for Macintosh)."""


def address(row: int, column: int) -> str:
    """Return 'D14' for (14, 4)."""
    return f"{get_column_letter(column)}{row}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def read_source(name: str, content: bytes, prepare: Callable[[bytes], bytes] = bytes) -> Source:
    """Read a workbook. Raises Refused if it is not one that can be read safely.

    `prepare` may take out of a safe file what is not to be read; the hash is of all of it.
    """
    admit(content)
    source = _parsed(name, content, prepare)
    if not source.sheets:
        raise Refused(DAMAGED, "シートなし")
    return source


def _parsed(name: str, content: bytes, prepare: Callable[[bytes], bytes]) -> Source:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of every part it does not know; none of them holds an answer.
            warnings.simplefilter("ignore")
            # Read-only leaves out what holds no answer: merges, links, pictures, charts. They
            # are slow (two milliseconds a merge), and what is wrong in one spoils the book.
            book: Any = load_workbook(
                io.BytesIO(prepare(content)), read_only=True, keep_links=False
            )
            sheets = tuple(_sheet(book, sheet) for sheet in book.worksheets)
            return Source(name, digest(content), sheets, book.epoch == CALENDAR_MAC_1904)
    except Refused:
        raise
    except Exception as error:
        # A third-party parser on input from outside raises anything at all (KeyError,
        # TypeError, IndexError … were all met); the one right answer is a finding.
        raise Refused(DAMAGED, "Excelブックの内部の誤り") from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    parser, given = _parse(book, sheet)
    formats = [_format(book, style.numFmtId) for style in book._cell_styles]
    merges = [
        Box(*merge) for merge in _ranges(parser.merged_cells and parser.merged_cells.mergeCell)
    ]
    covered = {at: _cached(given[at])["value"] if at in given else None for at in _covered(merges)}
    return Sheet(
        name=sheet.title,
        cells={
            at: _cell(cell, formats)
            for at, cell in given.items()
            # What is left behind under a merge nobody sees.
            if cell["value"] is not None and at not in covered
        },
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(
            int(number) for number, row in parser.row_dimensions.items() if _is_on(row)
        ),
        hidden_columns=tuple(
            Box(1, int(column["min"]), 1, int(column.get("max", column["min"])))
            for column in parser.column_dimensions.values()
            if _is_on(column)
        ),
        merges=tuple(merges),
        covered={at: _raw(value) for at, value in covered.items()},
        notes=_notes(book, sheet),
        validated=tuple(_validated(parser, sheet)),
    )


def _is_on(attributes: Mapping[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")


def _format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "General")
    custom = book._number_formats
    index = number - BUILTIN_FORMATS_MAX_SIZE
    return str(custom[index]) if index < len(custom) else "General"


class _Parser(WorkSheetParser):
    """openpyxl's parser, which gives either formulas or cached values, giving both."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Return the cell; of a formula, `cached` is the cell as it would be without it."""
        before = self.col_counter
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["data_type"] == "f":
            after, self.col_counter = self.col_counter, before
            self.data_only = True
            cell["cached"] = super().parse_cell(element)
            self.data_only = False
            self.col_counter = after
        return cell


def _cached(cell: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = cell.get("cached", cell)
    return found


def _parse(book: Any, sheet: Any) -> tuple[Any, dict[At, dict[str, Any]]]:
    """Return openpyxl's parser of a sheet when it is done, and what it says of each cell.

    Not the cells of its worksheet: that fills the rectangle up to the farthest cell, and one
    at XFD1048576 would keep it busy for ever.
    """
    japanese = {
        number
        for number, style in enumerate(book._cell_styles)
        if style.numFmtId in _JAPANESE_DATE_FORMATS
    }
    cells = {}
    with sheet._get_source() as stream:
        parser = _Parser(
            stream,
            sheet._shared_strings,
            epoch=book.epoch,
            # Without them a date in one of these formats would come as 46112.
            date_formats=book._date_formats | japanese,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            for cell in row:
                at = cell["row"], cell["column"]
                # Readers disagree on such a sheet: no program of an office writes it.
                if at in cells or at[0] != number or not _on_a_sheet(*at):
                    raise Refused(DAMAGED, f"セルの番地{at[0]}行{at[1]}列の誤り")
                cells[at] = cell
    return parser, cells


def _on_a_sheet(row: int, column: int) -> bool:
    return 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN


def _ranges(ranges: Any) -> Iterator[tuple[int, int, int, int]]:
    for each in ranges or ():
        yield each.min_row, each.min_col, each.max_row, each.max_col


def _covered(merges: list[Box]) -> Iterator[At]:
    """Yield the cells of merges but for the first of each; the gate has bounded them."""
    for merge in merges:
        at = product(range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1))
        yield from islice(at, 1, None)


_THREAD: Final = re.compile(r"^\[Threaded comment\].*?(?:Comment|コメント):\s*", re.DOTALL)


def _notes(book: Any, sheet: Any) -> dict[At, Note]:
    archive = book._archive
    rels = get_rels_path(sheet._worksheet_path)  # type: ignore[no-untyped-call]
    if rels not in archive.namelist():
        return {}
    notes = {}
    for relation in get_dependents(archive, rels).find(COMMENTS_NS):
        part: Any = CommentSheet.from_tree(fromstring(archive.read(relation.target)))
        for reference, comment in part.comments:
            # A modern comment comes with a paragraph for programs that do not know them.
            text = _THREAD.sub("", str(comment.text or "")).strip()
            if text:
                notes[box(reference)[:2]] = Note(text, str(comment.author or ""))
    return notes


_EXTENSION: Final = (b"<x14:dataValidations", b"</x14:dataValidations>")
_EXTENDED: Final = re.compile(rb"<xm:sqref>([^<]*)</xm:sqref>")


def _validated(parser: Any, sheet: Any) -> Iterator[Box]:
    rules = getattr(parser, "data_validations", None)
    for rule in rules.dataValidation if rules else ():
        yield from (Box(*each) for each in _ranges(rule.sqref))
    # Excel keeps a validation whose list is on another sheet in an extension that openpyxl
    # does not read; there the ranges stand in elements of their own.
    with sheet._get_source() as stream:
        xml = stream.read()
    begin, end = _EXTENSION  # split, for a pattern would look for each end as far as it goes
    for extension in xml.split(begin)[1:]:
        for ranges in _EXTENDED.findall(extension.partition(end)[0]):
            for reference in ranges.decode("ascii", "replace").split():
                yield Box(*box(reference))


def _cell(cell: dict[str, Any], formats: list[str]) -> Cell:
    formula, cached = "", _cached(cell)
    if cell["data_type"] == "f":
        # What openpyxl makes of a data table (what-if analysis) has no text.
        typed = cell["value"]
        shown = typed if isinstance(typed, str) else getattr(typed, "text", None) or "TABLE()"
        formula = shown if shown.startswith("=") else f"={shown}"
    style = cell["style_id"]
    shown_as = formats[style] if style < len(formats) else "General"
    if cached["data_type"] == "e":
        return Cell(None, formula, str(cached["value"]), shown_as)
    return Cell(_raw(cached["value"]), formula, format=shown_as)


def _raw(value: Any) -> Raw:
    if isinstance(value, time | timedelta):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return str(value)
