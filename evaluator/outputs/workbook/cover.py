"""表紙: what the workbook is, and a line for each sheet that leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.outputs.workbook.parts import boxed, set_page
from evaluator.results import wording
from evaluator.results.gaps import draft_note
from evaluator.results.results import Results
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import HEADER_FILL, MUTED

COVER: Final = "表紙"
_WIDTHS: Final = (26, 88)
_LINK: Final = "#0B4F8A"


def draw_cover(book: Book, results: Results, sheets: Sequence[tuple[str, str]]) -> None:
    """Add the first sheet; `sheets` are the others, each by its name and what it holds."""
    sheet = book.sheet(COVER)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    row = 0
    for text, look in _above(results):
        sheet.write_string(row, 0, text, book.format(**look))
        row += 1
    row += 1
    head = boxed(book, bold=True, bg_color=HEADER_FILL)
    for column, text in enumerate(("シート", "内容")):
        sheet.write_string(row, column, text, head)
    link = boxed(book, font_color=_LINK, underline=1)
    for name, content in sheets:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
        sheet.write_string(row, 1, content, boxed(book))
    set_page(sheet, results, results.annex.title, landscape=True)


def _above(results: Results) -> list[tuple[str, dict[str, object]]]:
    """Return what stands above the contents, with its look."""
    this = results.catalogue.round
    plain: dict[str, object] = {}
    muted: dict[str, object] = {"font_color": MUTED}
    lines: list[tuple[str, dict[str, object]]] = [
        (results.annex.title, {"bold": True, "font_size": 16}),
        (
            draft_note(results.catalogue) if results.is_draft else "",
            {"bold": True, "font_size": 12},
        ),
        (f"{wording.as_of_text(this)}{results.tables.basis}", plain),
        (this.source_note, plain),
        (this.notice, muted),
    ]
    return [(text, look) for text, look in lines if text]
