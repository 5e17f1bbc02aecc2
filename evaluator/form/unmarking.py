"""What marking adds to a form, found and taken out again, wherever it has got to by then."""

from __future__ import annotations

from functools import cache
from typing import Final

from evaluator.form.remarks import LOOKS, MarkRow, RemarkRow
from evaluator.sheets.layout import layout_of
from evaluator.xlsx.grid import Grid
from evaluator.xlsx.markup import main, whole
from evaluator.xlsx.notes import Notes
from evaluator.xlsx.package import Package
from evaluator.xlsx.stylesheet import styles_of
from evaluator.xlsx.tabs import Tab, Texts, remove_tab, tabs

_NUMBER: Final = layout_of(MarkRow).cell_key("number")
_BEFORE: Final = layout_of(MarkRow).cell_key("before")
_OURS: Final = frozenset({_NUMBER, layout_of(RemarkRow).cell_key("number")})
"""A sheet with one of these in its key row is ours, whatever it is called by now."""
TRACE: Final = _NUMBER
"""Stands in each of them: 'marks.number' is a part of 'remarks.number'."""
_KEYS: Final = frozenset(
    layout.cell_key(column.field)
    for layout in (layout_of(MarkRow), layout_of(RemarkRow))
    for column in layout.columns
)
"""What stands in the key rows of our sheets."""


def clear(package: Package) -> bool:
    """Take out what an earlier `annotate` has added; whether there was anything."""
    ours = _our_tabs(package)
    if not ours:
        return False
    samples = {number: style for _, found in ours for number, style in found.items()}
    gone = {tab.part for tab, _ in ours}
    styles, looks = styles_of(package), tuple(LOOKS.values())
    before = cache(lambda style: str(styles.restored(whole(style), samples, looks)))
    for tab in tabs(package):
        if tab.part in gone:
            continue
        for node, attribute in Grid(package.tree(tab.part)).styled():
            style = node.get(attribute, "0")
            if before(style) != str(whole(style)):
                node.set(attribute, before(style))
        notes = Notes(package, tab.part)
        notes.clear()
        notes.save()
    for tab, _ in ours:
        remove_tab(package, tab)
    return True


def _our_tabs(package: Package) -> list[tuple[Tab, dict[int, int]]]:
    """Return our sheets, each with what it says of the marks."""
    if not package.mentions(TRACE):  # quick, and so for nearly every file
        return []
    texts = Texts(package)
    grids = ((tab, Grid(package.tree(tab.part))) for tab in tabs(package))
    return [(tab, known) for tab, grid in grids if (known := _samples(grid, texts)) is not None]


def _samples(grid: Grid, texts: Texts) -> dict[int, int] | None:
    """Return, for the number of each mark, a format with the look from before.

    None for a sheet that is not ours: no row of it holds keys of ours and nothing else. One of
    them alone may have been typed by anybody, as an answer.
    """
    head: dict[str, int] = {}
    found = {}
    for cells in grid.rows():
        number, before = (cells.get(head.get(key, 0)) for key in (_NUMBER, _BEFORE))
        if number is not None and before is not None:
            text = number.findtext(main("v")) or ""
            found[whole(text.partition(".")[0])] = whole(before.get("s"))
        elif not head:
            columns = {texts.of(cell): column for column, cell in cells.items()}
            keys = columns.keys() - {""}
            head = columns if _OURS & keys and len(keys) > 1 and keys <= _KEYS else head
    return found if head else None
