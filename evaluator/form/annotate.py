"""The returned form: a ministry's own file with its cells marked and 指摘一覧 in front.

What is added is a fill and a border on each cell with an エラー or 警告, a note on each cell with
any finding, and two sheets. `unmarked` takes all of it out again, so that a marked file can be
corrected, sent again as it is, read, and marked anew.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from lxml import etree

from evaluator.findings import Finding, Severity
from evaluator.findings.file import DAMAGED
from evaluator.findings.order import numbered
from evaluator.form.remarks import (
    HEADER_ROW,
    LOOKS,
    MAX_ROWS,
    MarkRow,
    RemarkRow,
    list_range,
    list_sheet,
    marks_sheet,
)
from evaluator.form.unmarking import TRACE, clear
from evaluator.words.addresses import corner
from evaluator.xlsx.grid import Grid
from evaluator.xlsx.markup import Element, whole
from evaluator.xlsx.notes import Notes
from evaluator.xlsx.package import Package
from evaluator.xlsx.parts import Parts
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.styles import MAX_MARKS, Styles
from evaluator.xlsx.stylesheet import styles_of
from evaluator.xlsx.tabs import (
    Tab,
    absolute,
    add_tab,
    define_local_name,
    quoted,
    show_first,
    tabs,
)

RETURNED: Final = "_点検結果"
"""Behind the name of a returned copy."""
MAX_NOTES: Final = 10_000
"""Cells with a note in one copy: each is a drawing that Excel lays out when it opens the file."""


def annotate(content: bytes, findings: Sequence[Finding], about: str = "") -> bytes:
    """Return a copy with these findings at their cells, and no others; `about` is for titles.

    Everything else in the file stays as it is. Without findings the copy has no marks. Refused
    if the file, which the gate has admitted, is not put together as the standard says.
    """
    with _refusing():
        package = Package(content)
        changed = clear(package)
        if findings:
            _mark(package, findings, about)
        return package.content() if findings or changed else content


def unmarked(content: bytes) -> bytes:
    """Return a file without what `annotate` has added; any other file as it is."""
    with _refusing():
        package = Package(content)
        return package.content() if clear(package) else content


def without_marks(parts: Parts) -> bytes | None:
    """Return an admitted file without what `annotate` has added; None if it has nothing of it."""
    if not parts.mentions(TRACE):  # quick, and so for nearly every file
        return None
    with _refusing():
        package = Package(parts.content)
        return package.content() if clear(package) else None


def stem_of(name: str) -> str:
    """Return a file's name without what returning it, and copying the copy, has put behind it."""
    stem = PurePath(name).stem
    return stem.partition(RETURNED)[0] or stem


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what is not put together as the standard says, or cannot be inflated."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        # All parts are copied, also those that nobody reads.
        raise Refused(DAMAGED, "圧縮形式の誤り") from error
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, ValueError) as error:
        raise Refused(DAMAGED, "Excelブックの内部の誤り") from error


# marking ---------------------------------------------------------------------------------
def _mark(package: Package, findings: Sequence[Finding], about: str) -> None:
    book = tabs(package)
    visible = [tab for tab in book if tab.visible]
    ordered = numbered(findings, [tab.name for tab in book])
    styles = styles_of(package)
    marker = _Marker(styles)
    by_sheet: dict[str, list[_Told]] = defaultdict(list)
    for finding in ordered[:MAX_ROWS]:  # what is listed; the rest is said when these are mended
        by_sheet[finding.where.sheet].append(_told(finding))
    for tab in visible:
        _mark_sheet(package, tab, by_sheet[tab.name], marker)
    sheet = list_sheet(ordered, styles, about, {tab.name for tab in visible})
    _add_list(package, sheet, list_range(ordered))
    marks = marks_sheet(marker.before, styles)
    add_tab(package, MarkRow.sheet_title, marks, state="veryHidden")


class _Marker:
    """Gives each look that is covered by a mark a number, and remembers one format of it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers: dict[tuple[int, int], int] = {}
        self._noted = 0
        self.before: dict[int, int] = {}

    def takes_note(self) -> bool:
        """Whether one more cell may have a note."""
        self._noted += 1
        return self._noted <= MAX_NOTES

    def mark(self, cell: Element, severity: Severity) -> None:
        """Mark a cell; 情報 is not marked, only noted."""
        if severity not in LOOKS or self._styles.is_full:
            return
        style = whole(cell.get("s"))
        number = self._numbers.setdefault(self._styles.look(style), len(self._numbers))
        if number < MAX_MARKS:  # nobody uses as many looks; the note is there in any case
            if number not in self.before:
                self.before[number] = self._styles.first_like(style)
            cell.set("s", str(self._styles.marked(style, LOOKS[severity], number)))


def _mark_sheet(package: Package, tab: Tab, found: Sequence[_Told], marker: _Marker) -> None:
    grid = Grid(package.tree(tab.part))
    by_cell: dict[tuple[int, int], list[_Told]] = defaultdict(list)
    for told in found:
        for place in dict.fromkeys(grid.shown_at(*at) for at in told.places):  # may be merged
            by_cell[place].append(told)
    if not by_cell:
        return
    notes = Notes(package, tab.part)
    for (row, column), here in sorted(by_cell.items()):
        marker.mark(grid.cell(row, column), min((told.severity for told in here), key=_RANK))
        if marker.takes_note():
            notes.append(row, column, "\n".join(told.note for told in here))
    notes.save()


_RANK: Final = list(Severity).index


@dataclass(frozen=True)
class _Told:
    """A finding as it is written on its cells."""

    severity: Severity
    places: tuple[tuple[int, int], ...]
    note: str


def _told(finding: Finding) -> _Told:
    cells = (finding.where.cell, *finding.cells)
    places = tuple(at for cell in cells if (at := corner(cell)))
    said = f"{finding.number}．【{finding.severity}】{finding.message}（{finding.code}）"
    note = f"{said}\n→ {finding.remedy}"
    return _Told(finding.severity, places, note)


def _add_list(package: Package, sheet: bytes, table: str) -> None:
    tab = add_tab(package, RemarkRow.sheet_title, sheet, is_first=True)
    name = quoted(tab.name)
    rows = f"{name}!${HEADER_ROW}:${HEADER_ROW}"
    define_local_name(package, tab, "_xlnm.Print_Titles", rows)
    define_local_name(package, tab, "_xlnm._FilterDatabase", f"{name}!{absolute(table)}", hidden=1)
    show_first(package, tab)
