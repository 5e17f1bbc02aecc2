"""別紙.docx: the annex itself, to go into the plan: headings, table, captions, bullets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordDocument

from evaluator.catalogue.texts import TextKey
from evaluator.outputs.document.parts import (
    caption,
    content_of,
    picture,
    running_heads,
    set_properties,
    title,
)
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on, shipped_template
from evaluator.outputs.picture import Picture
from evaluator.results.annex import CategorySection, DomainSection
from evaluator.results.bullet import Bullet
from evaluator.results.gaps import DRAFT, draft_note, gaps_in_a_line
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list
from evaluator.results.tables.domains import domain_table
from evaluator.results.tables.printed import PrintedTable
from evaluator.results.tables.subcategories import subcategory_table

FIGURE_LABEL: Final = "参考図"


def render_document(
    results: Results, pictures: Sequence[Picture] = (), template: AnnexTemplate | None = None
) -> bytes:
    """Return 別紙.docx as bytes; the same results and template, the same bytes."""
    document = _begun(results, results.annex.title, template)
    _part_1(document, results)
    _part_2(document, results)
    if results.catalogue.texts.shows(TextKey.FIGURES):
        _pictures(document, shown_in(results, pictures))
    _gaps(document, results)
    return content_of(document)


def render_figures(
    results: Results, pictures: Sequence[Picture], template: AnnexTemplate | None = None
) -> bytes:
    """Return 参考図.docx as bytes, for an annex whose figures are a file of their own."""
    document = _begun(results, f"{FIGURE_LABEL}　{results.annex.title}", template)
    _figures(document, shown_in(results, pictures))
    return content_of(document)


def _begun(results: Results, heading: str, template: AnnexTemplate | None) -> WordDocument:
    """Return a document with its properties, running heads and title."""
    this = results.catalogue.round
    document = document_on(template or shipped_template())
    set_properties(document, heading, f"{this.strategy}のフォローアップ", this.year_end)
    running_heads(document, this.notice, DRAFT if results.is_draft else "")
    title(document, heading)
    if results.edition:
        document.add_paragraph(results.edition, style="出典")
    return document


def _part_1(document: WordDocument, results: Results) -> None:
    annex = results.annex
    document.add_paragraph(annex.part_1.heading, style="heading 1")
    _lead(document, annex.part_1.lead)
    _table(document, results, subcategory_table(results))
    for section in annex.categories:
        _category(document, section)


def _lead(document: WordDocument, text: str) -> None:
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line, style="Body Text")


def _bullets(document: WordDocument, bullets: Sequence[Bullet]) -> None:
    for bullet in bullets:
        for line in bullet.lines:
            document.add_paragraph(line.text, style=_LEVELS[line.level])


_LEVELS: Final = {1: "List Bullet", 2: "List Bullet 2"}


def _category(document: WordDocument, section: CategorySection) -> None:
    document.add_paragraph(section.heading, style="heading 2")
    if section.subtitle:
        document.add_paragraph(section.subtitle, style="Subtitle")
    _lead(document, section.lead)
    for group in section.groups:
        if group.heading:
            document.add_paragraph(group.heading, style="heading 3")
        _bullets(document, group.bullets)
    _open(document, section.open)


def _open(document: WordDocument, why: str) -> None:
    """Say in a draft why nothing can be printed yet."""
    if why:
        document.add_paragraph(f"［{DRAFT}］{why}", style="取組なし")


def _table(document: WordDocument, results: Results, table: PrintedTable) -> None:
    draw_table(document, table)
    document.add_paragraph(table.source, style="出典")
    caption(document, table.label, table.number, table.title)
    for note in table.notes if results.catalogue.texts.shows(TextKey.NOTES) else ():
        document.add_paragraph(note, style="注記")


# part 2 -----------------------------------------------------------------------------------
def _part_2(document: WordDocument, results: Results) -> None:
    annex, texts = results.annex, results.catalogue.texts
    if annex.part_2 is None:
        return
    document.add_paragraph(annex.part_2.heading, style="heading 1")
    _lead(document, annex.part_2.lead)
    if texts.shows(TextKey.DOMAIN_TABLE):
        _table(document, results, domain_table(results))
    for group, sections in annex.by_group():
        if sections and texts.shows(TextKey.GROUP_HEADINGS):
            document.add_paragraph(group.value, style="heading 2")
        for section in sections:
            _domain(document, section)


def _domain(document: WordDocument, section: DomainSection) -> None:
    document.add_paragraph(section.heading, style="heading 3")
    _bullets(document, section.bullets)
    if section.nothing:
        document.add_paragraph(section.nothing, style="取組なし")
    _open(document, section.open)


def shown_in(results: Results, pictures: Sequence[Picture]) -> list[Picture]:
    """Return the pictures that go out with a report: some are of use in a draft only.

    Those of standards projects are there only if the wording of the round asks for them.
    """
    asked = results.catalogue.texts.shows(TextKey.PROJECT_FIGURES)
    told = [picture for picture in pictures if results.is_draft or not picture.for_us]
    return [picture for picture in told if asked or not picture.of_projects]


def _pictures(document: WordDocument, pictures: Sequence[Picture]) -> None:
    if not pictures:
        return
    heading = document.add_paragraph(FIGURE_LABEL, style="heading 1")
    heading.paragraph_format.page_break_before = True
    _figures(document, pictures)


def _figures(document: WordDocument, pictures: Sequence[Picture]) -> None:
    for number, each in enumerate(pictures, start=1):
        picture(document, each.png, each.name, each.alt)
        caption(document, FIGURE_LABEL, number, each.caption)


def _gaps(document: WordDocument, results: Results) -> None:
    """List what is open at the end of a draft, where it is cut off before it is printed."""
    if not results.is_draft:
        return
    document.add_paragraph("残っている事項（案の段階でのみ表示）", style="heading 1")
    document.add_paragraph(draft_note(results.catalogue), style="注記")
    document.add_paragraph(gaps_in_a_line(results.gaps), style="注記")
    draw_table(document, gap_list(results))
