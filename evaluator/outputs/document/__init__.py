"""別紙.docx: the annex itself, to go into the plan: headings, table, captions, bullets."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument

from evaluator.outputs.document.parts import (
    caption,
    content_of,
    picture,
    running_heads,
    set_properties,
)
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on, shipped_template
from evaluator.outputs.picture import Picture
from evaluator.results.annex import Annex, Bullet, CategorySection, DomainSection
from evaluator.results.gaps import DRAFT, DRAFT_NOTE, gaps_in_a_line
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list
from evaluator.results.tables.subcategories import subcategory_table


def render_document(
    results: Results, pictures: Sequence[Picture] = (), template: AnnexTemplate | None = None
) -> bytes:
    """Return 別紙.docx as bytes; the same results and template, the same bytes."""
    annex, this = results.annex, results.catalogue.round
    document = document_on(template or shipped_template())
    set_properties(document, annex.title, f"{this.strategy}のフォローアップ", this.year_end)
    running_heads(document, this.notice, DRAFT if results.is_draft else "")
    document.add_paragraph(annex.title, style="Title")
    _part_1(document, results)
    _part_2(document, annex)
    _pictures(document, [p for p in pictures if results.is_draft or not p.for_us])
    _gaps(document, results)
    return content_of(document)


def _part_1(document: WordDocument, results: Results) -> None:
    annex = results.annex
    document.add_paragraph(annex.part_1.heading, style="heading 1")
    _lead(document, annex.part_1.lead)
    _table_1(document, results)
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


def _table_1(document: WordDocument, results: Results) -> None:
    table = subcategory_table(results)
    draw_table(document, table)
    document.add_paragraph(table.source, style="出典")
    caption(document, table.label, table.number, table.title)
    for note in table.notes:
        document.add_paragraph(note, style="注記")


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
    for number, each in enumerate(pictures, start=1):
        picture(document, each.png, each.name, each.alt)
        caption(document, "参考図", number, each.caption)


def _gaps(document: WordDocument, results: Results) -> None:
    """List what is open at the end of a draft, where it is cut off before it is printed."""
    if not results.is_draft:
        return
    document.add_paragraph("残っている事項（案の段階でのみ表示）", style="heading 1")
    document.add_paragraph(DRAFT_NOTE, style="注記")
    document.add_paragraph(gaps_in_a_line(results.gaps), style="注記")
    draw_table(document, gap_list(results))
