"""別紙.docx: the annex itself, to go into the plan: headings, table, captions, bullets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordDocument
from docx.table import Table

from evaluator.model import Mark, Unrated
from evaluator.outputs import word
from evaluator.outputs.picture import Picture
from evaluator.results import wording
from evaluator.results.annex import Annex, Bullet, CategorySection, DomainSection
from evaluator.results.counts import Counts
from evaluator.results.gaps import DRAFT, DRAFT_NOTE, Gap, counted
from evaluator.results.results import Results


def render_document(report: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return 別紙.docx as bytes; the same report, the same bytes."""
    annex, this = report.annex, report.catalogue.round
    subject = f"{this.strategy}のフォローアップ"
    document = word.new_document(annex.title, subject, this.year_end)
    word.running_heads(document, this.notice, DRAFT if report.is_draft else "")
    document.add_paragraph(annex.title, style="Title")
    _part_1(document, report)
    _part_2(document, annex)
    _pictures(document, [p for p in pictures if report.is_draft or not p.for_us])
    _gaps(document, report.gaps)
    return word.content_of(document)


def _part_1(document: WordDocument, report: Results) -> None:
    annex = report.annex
    document.add_paragraph(annex.part_1.heading, style="heading 1")
    _lead(document, annex.part_1.lead)
    _table_1(document, report)
    for section in annex.categories:
        _category(document, section)


def _lead(document: WordDocument, text: str) -> None:
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line, style="Body Text")


def _bullets(document: WordDocument, bullets: Sequence[Bullet]) -> None:
    for bullet in bullets:
        document.add_paragraph(bullet.printed, style="List Bullet")


def _category(document: WordDocument, section: CategorySection) -> None:
    document.add_paragraph(section.heading, style="heading 2")
    if section.subtitle:
        document.add_paragraph(section.subtitle, style="Subtitle")
    _lead(document, section.lead)
    for group in section.groups:
        if group.heading:
            document.add_paragraph(group.heading, style="heading 3")
        _bullets(document, group.bullets)


# the table --------------------------------------------------------------------------------
_STUB_MM: Final = (33.0, 60.0)
_NARROW_STUB_MM: Final = (25.0, 43.0)
"""The stub where columns for 評価なし stand beside the marks."""
_TOTAL_MM: Final = 17.0
"""施策件数 in one line."""
_UNRATED_MM: Final = 12.2
"""未判定 in one line."""
_HEAD_ROWS: Final = 2


def _table_1(document: WordDocument, report: Results) -> None:
    tables, this = report.tables, report.catalogue.round
    unrated = tables.unrated > 0
    states = [*Mark, *(Unrated if unrated else ())]
    stub = _NARROW_STUB_MM if unrated else _STUB_MM
    apart = [_UNRATED_MM] * (len(states) - len(Mark))
    mark = (word.TEXT_WIDTH_MM - sum(stub) - _TOTAL_MM - sum(apart)) / len(Mark)
    widths = [*stub, _TOTAL_MM, *[mark] * len(Mark), *apart]
    rows = _HEAD_ROWS + sum(len(subcategories) for _, subcategories in tables.by_subcategory)
    table = word.grid(document, rows, widths, _HEAD_ROWS)
    _head(table, unrated=unrated)
    row = _HEAD_ROWS
    for category, subcategories in tables.by_subcategory:
        for offset, counts in enumerate(subcategories):
            _counts(table, row + offset, counts, unrated=unrated, last=row + offset == rows - 1)
        if subcategories:
            top = table.cell(row, 0).merge(table.cell(row + len(subcategories) - 1, 0))
            word.write_cell(top, category)
        row += len(subcategories)
    document.add_paragraph(this.source_note, style="出典")
    word.caption(document, wording.TABLE_LABEL, 1, report.annex.table_1)
    for note in (wording.basis_note(this, tables.basis), wording.unrated_note(tables.unrated)):
        if note:
            document.add_paragraph(note, style="注記")


def _head(table: Table, *, unrated: bool) -> None:
    """Write the two head rows: stub and 施策件数 over both, spanners over their marks."""
    for column, text in enumerate(("施策分類", "施策小分類", "施策件数")):
        cell = table.cell(0, column).merge(table.cell(1, column))
        word.write_cell(cell, text, centred=True, head=True)
    column = 3
    for spanner, states in wording.spanners(unrated=unrated):
        top = table.cell(0, column).merge(table.cell(0, column + len(states) - 1))
        word.write_cell(top, spanner, centred=True, head=True)
        for offset, state in enumerate(states):
            word.write_cell(table.cell(1, column + offset), state, centred=True, head=True)
        column += len(states)


def _counts(table: Table, row: int, counts: Counts, *, unrated: bool, last: bool) -> None:
    # The last row stays on the page of the source line and the caption.
    word.write_cell(table.cell(row, 1), counts.label, keep=last)
    for offset, text in enumerate(wording.cells_of(counts, with_unrated=unrated), start=2):
        word.write_cell(table.cell(row, offset), text, centred=True, keep=last)


# part 2 -----------------------------------------------------------------------------------
def _part_2(document: WordDocument, annex: Annex) -> None:
    document.add_paragraph(annex.part_2.heading, style="heading 1")
    _lead(document, annex.part_2.lead)
    for group, sections in annex.by_group():
        if sections:
            document.add_paragraph(group.value, style="heading 2")
        for section in sections:
            _domain(document, section)


def _domain(document: WordDocument, section: DomainSection) -> None:
    document.add_paragraph(section.heading, style="heading 3")
    _bullets(document, section.bullets)
    if section.nothing:
        document.add_paragraph(section.nothing, style="取組なし")
    if section.open:
        document.add_paragraph(f"［{DRAFT}］{section.open}", style="取組なし")


def _pictures(document: WordDocument, pictures: Sequence[Picture]) -> None:
    if not pictures:
        return
    heading = document.add_paragraph("参考図", style="heading 1")
    heading.paragraph_format.page_break_before = True
    for number, picture in enumerate(pictures, start=1):
        word.picture(document, picture.png, picture.name, picture.alt)
        word.caption(document, "参考図", number, picture.caption)


def _gaps(document: WordDocument, gaps: Sequence[Gap]) -> None:
    """List what is open at the end of a draft, where it is cut off before it is printed."""
    if not gaps:
        return
    document.add_paragraph("残っている事項（案の段階でのみ表示）", style="heading 1")
    document.add_paragraph(DRAFT_NOTE, style="注記")
    document.add_paragraph(counted(gaps), style="注記")
    widths = (50.0, 86.0, 24.0)
    table = word.grid(document, len(gaps) + 1, widths, 1)
    for column, text in enumerate(("種類", "内容", "府省庁")):
        word.write_cell(table.cell(0, column), text, head=True)
    for row, gap in enumerate(gaps, start=1):
        for column, text in enumerate((gap.kind, gap.what, gap.owed_by)):
            word.write_cell(table.cell(row, column), text)
