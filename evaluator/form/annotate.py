"""The returned form: a ministry's own file with its cells marked and 指摘一覧 in front.

What is added is a fill and a border on each cell with an エラー or 警告, a note on each cell with
any finding, and two sheets. `unmarked` takes all of it out again, so that a marked file can be
corrected, sent again as it is, read, and marked anew.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from lxml import etree

from evaluator.findings import Finding, Severity
from evaluator.findings.file import DAMAGED
from evaluator.findings.order import in_reading_order
from evaluator.form.remarks import (
    HEADER_ROW,
    LOOKS,
    MarkRow,
    RemarkRow,
    list_range,
    list_sheet,
    marks_sheet,
)
from evaluator.sheets.layout import layout_of
from evaluator.words.addresses import corners
from evaluator.xlsx.grid import Grid
from evaluator.xlsx.notes import Notes
from evaluator.xlsx.package import Element, Package
from evaluator.xlsx.parts import Parts
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.styles import MAX_MARKS, Styles
from evaluator.xlsx.tabs import (
    Tab,
    Texts,
    absolute,
    add_tab,
    define_local_name,
    quoted,
    remove_tab,
    show_first,
    tabs,
)

_NUMBER: Final = layout_of(MarkRow).cell_key("number")
_BEFORE: Final = layout_of(MarkRow).cell_key("before")
_OURS: Final = frozenset({_NUMBER, layout_of(RemarkRow).cell_key("number")})
_KEYS: Final = frozenset(
    layout.cell_key(column.field)
    for layout in (layout_of(MarkRow), layout_of(RemarkRow))
    for column in layout.columns
)
"""What stands in the key rows of our sheets."""


def annotate(content: bytes, findings: Sequence[Finding], about: str = "") -> bytes:
    """Return a copy with these findings at their cells, and no others; `about` is for titles.

    Everything else in the file stays as it is. Without findings the copy has no marks. Refused
    if the file, which the gate has admitted, is not put together as the standard says.
    """
    try:
        package = _package(content)
        changed = _clear(package)
        if findings:
            _mark(package, findings, about)
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, ValueError) as error:
        raise Refused(DAMAGED, "Excelブックの内部の誤り") from error
    return package.content() if findings or changed else content


def unmarked(content: bytes) -> bytes:
    """Return a file without what `annotate` has added; any other file as it is."""
    package = _package(content)
    return package.content() if _clear(package) else content


def without_marks(parts: Parts) -> bytes | None:
    """Return an admitted file without what `annotate` has added; None if it has nothing of it."""
    if not parts.mentions(_OURS):  # quick, and so for nearly every file
        return None
    try:
        package = _package(parts.content)
        return package.content() if _clear(package) else None
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, ValueError) as error:
        raise Refused(DAMAGED, "Excelブックの内部の誤り") from error


def _package(content: bytes) -> Package:
    """Open a file to be changed; all its parts are inflated, also those that nobody reads."""
    try:
        return Package(content)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(DAMAGED, "圧縮形式の誤り") from error


# marking ---------------------------------------------------------------------------------
def _mark(package: Package, findings: Sequence[Finding], about: str) -> None:
    book = tabs(package)
    visible = [tab for tab in book if tab.visible]
    ordered = in_reading_order(findings, [tab.name for tab in book])
    styles = _styles(package)
    marker = _Marker(styles)
    for tab in visible:
        _mark_sheet(package, tab, ordered, marker)
    sheet = list_sheet(ordered, styles, about, {tab.name for tab in visible})
    _add_list(package, sheet, list_range(ordered))
    marks = marks_sheet(marker.before, styles)
    add_tab(package, MarkRow.sheet_title, marks, at=len(book) + 1, state="veryHidden")


class _Marker:
    """Gives each look that is covered by a mark a number, and remembers one format of it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers: dict[tuple[int, int], int] = {}
        self.before: dict[int, int] = {}

    def mark(self, cell: Element, severity: Severity) -> None:
        """Mark a cell; 情報 is not marked, only noted."""
        if severity not in LOOKS:
            return
        style = int(cell.get("s", "0"))
        number = self._numbers.setdefault(self._styles.look(style), len(self._numbers))
        if number < MAX_MARKS:  # nobody uses as many looks; the note is there in any case
            self.before.setdefault(number, self._styles.first_like(style))
            cell.set("s", str(self._styles.marked(style, LOOKS[severity], number)))


def _mark_sheet(package: Package, tab: Tab, ordered: Sequence[Finding], marker: _Marker) -> None:
    grid = Grid(package.tree(tab.part))
    by_cell: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in ordered:
        if finding.where.sheet != tab.name:
            continue
        cells = (finding.where.cell, *finding.cells)
        places = [at for cell in cells if (at := next(corners(cell), None))]
        for place in dict.fromkeys(grid.shown_at(*at) for at in places):  # cells may be merged
            by_cell[place].append(finding)
    if not by_cell:
        return
    notes = Notes(package, tab.part)
    for (row, column), found in sorted(by_cell.items()):
        worst = min(found, key=lambda finding: list(Severity).index(finding.severity))
        marker.mark(grid.cell(row, column), worst.severity)
        notes.append(row, column, "\n".join(_note(finding) for finding in found))
    notes.save()


def _note(finding: Finding) -> str:
    return f"【{finding.severity}】{finding.message}（{finding.code}）\n→ {finding.remedy}"


def _add_list(package: Package, sheet: Element, table: str) -> None:
    tab = add_tab(package, RemarkRow.sheet_title, sheet, at=0)
    name = quoted(tab.name)
    rows = f"{name}!${HEADER_ROW}:${HEADER_ROW}"
    define_local_name(package, tab, "_xlnm.Print_Titles", rows)
    define_local_name(package, tab, "_xlnm._FilterDatabase", f"{name}!{absolute(table)}", hidden=1)
    show_first(package, tab)


# taking out ------------------------------------------------------------------------------
def _clear(package: Package) -> bool:
    """Take out what an earlier `annotate` has added; whether there was anything."""
    ours = _our_tabs(package)
    if not ours:
        return False
    samples = {k: v for tab in ours for k, v in _samples(package, tab).items()}
    styles, looks = _styles(package), tuple(LOOKS.values())
    before: dict[int, int] = {}
    for tab in tabs(package):
        if tab in ours:
            continue
        for node, attribute in Grid(package.tree(tab.part)).styled():
            style = int(node.get(attribute, "0"))
            if style not in before:
                before[style] = styles.restored(style, samples, looks)
            if before[style] != style:
                node.set(attribute, str(before[style]))
        notes = Notes(package, tab.part)
        notes.clear()
        notes.save()
    for tab in ours:
        remove_tab(package, tab)
    return True


def _our_tabs(package: Package) -> list[Tab]:
    if not any(package.mentions(key) for key in _OURS):  # quick, and so for nearly every file
        return []
    texts = Texts(package)
    return [tab for tab in tabs(package) if _is_ours(Grid(package.tree(tab.part)), texts)]


def _is_ours(grid: Grid, texts: Texts) -> bool:
    """Whether a sheet is one of ours, whatever it is called by now: a row of it holds our keys.

    One of them alone may have been typed by anybody, as an answer.
    """
    rows: dict[int, list[str]] = {}
    for row, _, cell in grid.cells():
        rows.setdefault(row, []).append(texts.of(cell))
    return any(
        _OURS.intersection(row) and len(row) > 1 and _KEYS.issuperset(filter(None, row))
        for row in rows.values()
    )


def _samples(package: Package, tab: Tab) -> dict[int, int]:
    """Return, for the number of each mark, a format with the look from before."""
    texts = Texts(package)
    cells = list(Grid(package.tree(tab.part)).cells())
    columns = {texts.of(cell): column for _, column, cell in cells}
    if _NUMBER not in columns or _BEFORE not in columns:
        return {}
    at = {(row, column): cell for row, column, cell in cells}
    numbers = {
        row: cell.findtext("{*}v") or ""
        for (row, column), cell in at.items()
        if column == columns[_NUMBER] and cell.get("t", "n") == "n"
    }
    return {
        int(float(number)): int(at[row, columns[_BEFORE]].get("s", "0"))
        for row, number in numbers.items()
        if number and (row, columns[_BEFORE]) in at
    }


def _styles(package: Package) -> Styles:
    part = package.one(package.workbook, "styles")
    if part is None:
        raise ValueError("styles")
    return Styles(package.tree(part))
