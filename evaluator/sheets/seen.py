"""What a person sees of a cell: struck through, hidden by its look, or scaled down.

What is struck is no answer; the rest is read as it stands. Whatever is seen in another way than
it is read is asked about, whatever the remarks column says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.findings import CellRef, Finding
from evaluator.findings.value import PARTLY_STRUCK, SCALED, STRUCK, UNSEEN
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.normalise.numbers import same_unit
from evaluator.words.brief import listed
from evaluator.xlsx import formats
from evaluator.xlsx.formats import Unseen
from evaluator.xlsx.source import Cell

_NOUGHT: Final = (0, "00:00:00")
"""What a reference to a blank cell gives, as a number and as a time of day."""


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing: no value, no error; a formula may be the reason."""
    is_calculated = not cell.formula or cell.value is not None
    return cell.value in (None, "") and not cell.error and is_calculated and not cell.struck


def is_struck(cell: Cell) -> bool:
    """Whether all that a cell says is struck through."""
    return cell.value is None and not cell.error and cell.struck is not None


def is_row_struck(cells: Mapping[str, Cell]) -> bool:
    """Whether a row says something, and all of it is struck through."""
    said = [cell for cell in cells.values() if not is_blank(cell)]
    return bool(said) and all(is_struck(cell) for cell in said)


def row_name(cells: Mapping[str, Cell]) -> str:
    """Return what a wholly struck row says, in short."""
    return listed([str(cell.struck) for cell in cells.values() if cell.struck is not None], 3)


def as_written(cell: Cell) -> Cell:
    """Return a wholly struck cell as if it were not: for what was printed, and for keys."""
    return cell._replace(value=cell.struck, struck=None) if is_struck(cell) else cell


def is_nought_for_blank(cell: Cell, column: BoundColumn) -> bool:
    """Whether a formula gives 0 where no number is asked for: what it refers to is blank."""
    if not cell.formula or isinstance(cell.value, bool) or column.cell.nature is Nature.NUMBER:
        return False
    return cell.value in _NOUGHT


def is_plain(cell: Cell) -> bool:
    """Whether a cell is seen as it is read, and without words beside it."""
    if cell.struck is not None:
        return False
    if cell.format in formats.PLAIN and not cell.is_camouflaged:
        return True
    if cell.unseen is not None or cell.is_percent:
        return False
    return not formats.words(cell.format, cell.value)


def asked(column: BoundColumn, cell: Cell, where: CellRef, unit: str = "") -> Iterator[Finding]:
    """Yield what has to be asked of a cell that is not seen as it is read; `unit` is its row's."""
    header = column.header
    if cell.struck is not None:
        kind = STRUCK if is_struck(cell) else PARTLY_STRUCK
        yield kind.at(where, found=cell.struck, header=header)
    is_other = bool(unit) and _has_other_unit(cell, unit)
    if column.cell.nature is Nature.TEXT:  # of 50% in a text 0.5 would be read
        is_other = cell.is_percent or bool(formats.words(cell.format, cell.value))
    why = cell.unseen or (Unseen.REPLACED if is_other else None)
    if why in (Unseen.SCALE, Unseen.REPLACED):
        yield SCALED.at(where, found=cell.value, header=header, why=why)
    elif why:
        yield UNSEEN.at(where, found=cell.error or cell.value, header=header, why=why)


def _has_other_unit(cell: Cell, unit: str) -> bool:
    """Whether the number format adds words that are not the unit: 115 shown as 115万件."""
    words = formats.words(cell.format, cell.value)
    return bool(words) and not (same_unit(words[: len(unit)], unit) or same_unit(words, unit))
