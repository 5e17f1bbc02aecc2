"""別紙.xlsx: the annex's tables laid out as published, ready to print."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evaluator.aggregate import Counts, DomainCounts, Tables
from evaluator.catalogue import Catalogue
from evaluator.marks import MeasureResult
from evaluator.model import DomainGroup, Mark, Unrated
from evaluator.render import wording
from evaluator.sheets.write import (
    HEADER_FILL,
    LINE,
    MUTED,
    Book,
    header_format,
    print_setup,
    row_height,
)


def render_workbook(
    tables: Tables, results: Sequence[MeasureResult], catalogue: Catalogue
) -> bytes:
    """Return 別紙.xlsx as bytes; the same results, the same bytes."""
    year = catalogue.round.year_label
    book = Book(f"{catalogue.round.strategy} フォローアップ 別紙（{year}）")
    _table_1(book, tables, catalogue)
    _table_2(book, tables, catalogue)
    _measures(book, results, catalogue)
    return book.content()


def _boxed(book: Book, **properties: object) -> Format:
    box = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter"}
    return book.format(**(box | properties))


def _head(book: Book, sheet: Worksheet, stub: Sequence[str], *, unrated: bool) -> int:
    """Write the column heads with their spanners in rows 0 and 1; return the last column."""
    head = header_format(book)
    centred = _boxed(book, bold=True, align="center", bg_color=HEADER_FILL)
    for column, text in enumerate([*stub, "施策件数"]):
        sheet.merge_range(0, column, 1, column, text, head)
    first = len(stub) + 1
    sheet.merge_range(0, first, 0, first + 3, wording.MARK_SPANNER, centred)
    for offset, mark in enumerate(Mark):
        sheet.write_string(1, first + offset, mark.value, centred)
    last = first + len(Mark) - 1
    if not unrated:
        return last
    sheet.merge_range(0, last + 1, 0, last + len(Unrated), wording.UNRATED_SPANNER, centred)
    for offset, state in enumerate(Unrated, start=1):
        sheet.write_string(1, last + offset, state.value, centred)
    return last + len(Unrated)


def _count_cells(
    book: Book, sheet: Worksheet, row: int, column: int, counts: Counts, *, unrated: bool
) -> None:
    centred = _boxed(book, align="center")
    for offset, text in enumerate(wording.cells_of(counts, with_unrated=unrated)):
        sheet.write_string(row, column + offset, text, centred)


def _below(
    book: Book, sheet: Worksheet, row: int, last: int, caption: str, notes: Sequence[str]
) -> None:
    """Write source, caption and notes under a table; the source stands above the caption."""
    source, *rest = notes
    small = book.format(font_size=9, text_wrap=True, font_color=MUTED)
    sheet.merge_range(row, 0, row, last, source, book.format(align="right", font_size=9))
    title = book.format(bold=True, align="center", font_size=11)
    sheet.merge_range(row + 1, 0, row + 1, last, caption, title)
    for offset, note in enumerate(filter(None, rest), start=2):
        sheet.merge_range(row + offset, 0, row + offset, last, note, small)
        sheet.set_row(row + offset, 15 * (1 + len(note) // 62))


def _table_1(book: Book, tables: Tables, catalogue: Catalogue) -> None:
    sheet = book.sheet("図表1")
    unrated = tables.unrated > 0
    last = _head(book, sheet, ["施策分類", "施策小分類"], unrated=unrated)
    row = 2
    for category, subcategories in tables.by_subcategory:
        bottom = row + len(subcategories) - 1
        if bottom > row:
            sheet.merge_range(row, 0, bottom, 0, category, _boxed(book))
        else:
            sheet.write_string(row, 0, category, _boxed(book))
        for counts in subcategories:
            sheet.write_string(row, 1, counts.label, _boxed(book))
            _count_cells(book, sheet, row, 2, counts, unrated=unrated)
            sheet.set_row(row, 32)
            row += 1
    this = catalogue.round
    caption = f"{wording.TABLE_1} : {wording.TABLE_1_CAPTION}（{this.year_label}）"
    notes = [
        this.source_note,
        f"（注）{wording.as_of_text(this)}{tables.basis}",
        _unrated_note(tables),
        this.notice,
    ]
    _below(book, sheet, row, last, caption, notes)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, last, 8.5)
    print_setup(sheet, header=caption, landscape=False)
    sheet.fit_to_pages(1, 1)


def _unrated_note(tables: Tables) -> str:
    if not tables.unrated:
        return ""
    return f"（注）評価のない施策が{tables.unrated}件あり、×とは別に数えている。"


def _table_2(book: Book, tables: Tables, catalogue: Catalogue) -> None:
    sheet = book.sheet("図表2")
    unrated = tables.unrated > 0
    last = _head(book, sheet, ["区分", "領域", "内訳"], unrated=unrated)
    row = 2
    for group in DomainGroup:
        top = row
        for domain in (d for d in tables.by_domain if d.group is group):
            row = _domain_rows(book, sheet, row, domain, unrated=unrated)
        if row - top > 1:
            sheet.merge_range(top, 0, row - 1, 0, group.value, _boxed(book))
        elif row > top:
            sheet.write_string(top, 0, group.value, _boxed(book))
    total = _boxed(book, bg_color=HEADER_FILL)
    for counts in (*tables.by_group, tables.any_domain):
        label = f"{counts.label}（重複を除く）"
        sheet.merge_range(row, 0, row, 2, label, total)
        _count_cells(book, sheet, row, 3, counts, unrated=unrated)
        row += 1
    this = catalogue.round
    caption = f"{wording.TABLE_2} : {wording.TABLE_2_CAPTION}（{this.year_label}）"
    notes = [
        this.source_note,
        f"（注）{wording.as_of_text(this)}{tables.basis}",
        f"（注）{wording.DOMAIN_RULE}",
        _unrated_note(tables),
        this.notice,
    ]
    _below(book, sheet, row, last, caption, notes)
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 25)
    sheet.set_column(2, 2, 25)
    sheet.set_column(3, last, 8.5)
    print_setup(sheet, header=caption, landscape=False)
    sheet.fit_to_pages(1, 1)


def _domain_rows(
    book: Book, sheet: Worksheet, row: int, domain: DomainCounts, *, unrated: bool
) -> int:
    """Write a domain and its parts; return the next free row."""
    name = f"{domain.mark}{domain.name}"
    lines = [domain.whole, *domain.parts]
    for offset, counts in enumerate(lines):
        part = "計" if domain.parts and offset == 0 else counts.label if offset else ""
        sheet.write_string(row + offset, 1, name if offset == 0 else "", _boxed(book))
        sheet.write_string(row + offset, 2, part, _boxed(book))
        _count_cells(book, sheet, row + offset, 3, counts, unrated=unrated)
    if len(lines) > 1:
        sheet.merge_range(row, 1, row + len(lines) - 1, 1, name, _boxed(book))
    return row + len(lines)


def _measures(book: Book, results: Sequence[MeasureResult], catalogue: Catalogue) -> None:
    """Every measure with its mark and the cell it came from."""
    sheet = book.sheet("施策別")
    heads = [
        "施策ID",
        "施策小分類",
        "施策名",
        "主担当／関係府省庁",
        "評価",
        "進捗状況",
        "評価の根拠",
    ]
    widths = [8, 26, 30, 16, 7, 56, 32]
    mark_column = heads.index("評価")
    for column, (text, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, column, text, header_format(book))
        sheet.set_column(column, column, width)
    boxed, centred = _boxed(book, valign="top"), _boxed(book, valign="top", align="center")
    for row, result in enumerate(results, start=1):
        measure = result.measure
        values = [
            measure.id,
            catalogue.subcategory_by_id[measure.subcategory_id].name,
            measure.title,
            "、".join(measure.ministries),
            result.mark.value,
            _progress(result),
            "\n".join([*filter(None, [result.explanation]), *map(str, result.evidence)]),
        ]
        sheet.set_row(row, row_height(zip(values, widths, strict=True)))
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, centred if column == mark_column else boxed)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(results), 1), len(heads) - 1)
    print_setup(sheet, header=f"施策別の評価と進捗状況（{catalogue.round.year_label}）")
    sheet.repeat_rows(0)


def _progress(result: MeasureResult) -> str:
    several = len(result.answers) > 1
    return "\n".join(
        (f"【{ministry}】" if several else "") + answer.row.progress
        for ministry, answer in result.answers.items()
        if answer.row.progress
    )
