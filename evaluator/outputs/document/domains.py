"""領域別.docx: a page a domain, with all that a round knows of it, set on the annex's template.

A page is one page however much there is: what has no room is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from evaluator.outputs.document.page import heights, page_room
from evaluator.outputs.document.parts import content_of, running_heads, set_properties
from evaluator.outputs.document.template import AnnexTemplate, document_on, shipped_template
from evaluator.outputs.picture import Picture
from evaluator.results.domain_page import domain_page
from evaluator.results.domain_parts import Part, heading, parts
from evaluator.results.gaps import DRAFT
from evaluator.results.results import Results

DOMAINS: Final = "領域別.docx"
_ROOMS: Final = (30, 20, 14, 10, 8, 6, 5, 4, 3, 2, 1)
"""How many lines of a part are shown, from plenty to little: the first that fits is taken."""
_RUNNING_HEAD: Final = 42.0
"""What a head of several lines takes off the page, in points."""


def render_domains(
    results: Results, _pictures: Sequence[Picture] = (), template: AnnexTemplate | None = None
) -> bytes:
    """Return the pages as the bytes of a .docx; the same results, the same bytes."""
    this = results.catalogue.round
    document = document_on(template or shipped_template())
    title = f"領域別の状況（{this.year_label}）"
    set_properties(document, title, f"{this.strategy}のフォローアップ", this.year_end)
    about = f"{title}　{this.notice}"
    running_heads(document, about, DRAFT if results.is_draft else "")
    for number, row in enumerate(results.catalogue.domains):
        page = domain_page(results, row)
        _page(document, heading(page), results.tables.basis, parts(page), breaks=number > 0)
    return content_of(document)


def _page(
    document: WordDocument, head: str, basis: str, told: Sequence[Part], *, breaks: bool
) -> None:
    """Add a page, with as much of each part as there is room for."""
    for room in _ROOMS:
        before = len(document.element.body)
        first = document.add_paragraph(head, style="heading 1")
        first.paragraph_format.page_break_before = breaks
        about = document.add_paragraph(basis, style="注記")
        added = [first, about, *_paragraphs(document, told, room)]
        height = sum(heights(document, [each._p for each in added]))
        if height + _RUNNING_HEAD <= page_room(document):
            return
        if room > _ROOMS[-1]:
            _take_out(document, before, added)


def _paragraphs(document: WordDocument, told: Sequence[Part], room: int) -> Iterator[Paragraph]:
    for part in told:
        said = "" if part.lines else "：なし"
        yield document.add_paragraph(f"{part.title}{said}", style="heading 3")
        for line in part.lines[:room]:
            yield document.add_paragraph(line, style="表の文字")
        left = len(part.lines) - room
        if left > 0:
            yield document.add_paragraph(f"ほか{left}件", style="注記")


def _take_out(document: WordDocument, before: int, added: Sequence[Any]) -> None:
    for paragraph in added:
        paragraph._p.getparent().remove(paragraph._p)
    assert len(document.element.body) == before
