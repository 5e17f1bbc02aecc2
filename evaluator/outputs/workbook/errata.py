"""正誤表.xlsx: what an edition corrects, one correction a row."""

from __future__ import annotations

from evaluator.outputs.workbook.listing import write_list
from evaluator.outputs.workbook.parts import set_page
from evaluator.results.errata import Errata
from evaluator.results.results import Results
from evaluator.results.tables.corrections import errata_sentences, errata_table
from evaluator.sheets.write import Book


def render_errata(errata: Errata, results: Results) -> bytes:
    """Return 正誤表.xlsx of the edition that `results` are; the same, the same bytes."""
    table, this = errata_table(errata), results.catalogue.round
    book = Book(f"{results.annex.title}　{table.title}", f"{this.strategy}のフォローアップ")
    sheet = book.sheet(table.name)
    above = (f"{results.annex.title}　{table.title}", *errata_sentences(errata))
    for row, text in enumerate(filter(None, (*above, this.notice))):
        sheet.write_string(row, 0, text, book.format(bold=row == 0, font_size=10 + 2 * (row == 0)))
    top = row + 1
    write_list(book, sheet, table, top=top)
    sheet.freeze_panes(top + 1, 0)
    width = sum(column.width for column in table.columns)
    set_page(sheet, results, table.headline, landscape=True, width=width)
    sheet.repeat_rows(top)
    return book.content()
