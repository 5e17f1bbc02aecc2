"""Keeping a document to one page: how high its text is, on whatever template it is set.

Nothing here asks a word processor. Every line gets a fixed height, so that the page is as high in
Word as it is here, whichever fonts are there; the width of letters is that of the full em.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell  # the class has no public name
from docx.text.paragraph import Paragraph

from evaluator.outputs.document.parts import text_width
from evaluator.words.wrap import wrapped

_LINE: Final = 1.35
"""Height of a line, in letters."""
_USUAL: Final = 10.5
"""Size of letters where no style says another."""
_EDGES: Final = 3.5
"""Of a row of a table, above and below its text, in points."""
_SIDES: Final = 7.0
_SPARE: Final = 6.0
"""What is left free at the bottom, in points."""


def keep_to_a_page(document: WordDocument) -> bool:
    """Give every line a fixed height; return whether that makes no more than one page."""
    return sum(heights(document, document.element.body)) <= page_room(document)


def page_room(document: WordDocument) -> float:
    """Return how high the text of a page may be, in points."""
    section: Any = document.sections[0]
    margins = section.top_margin + section.bottom_margin
    return float(Length(section.page_height - margins).pt) - _SPARE


def heights(document: WordDocument, elements: Iterable[Any]) -> Iterator[float]:
    """Yield the heights of these parts of a document in points, and fix those of their lines."""
    width = text_width(document).pt
    for element in elements:
        if element.tag == qn("w:p"):
            yield _height(Paragraph(element, document._body), width)
        elif element.tag == qn("w:tbl"):
            yield from _rows(Table(element, document._body))


def _rows(table: Table) -> Iterator[float]:
    for row in table.rows:
        yield max(_cell(cell) for cell in row.cells) + _EDGES


def _cell(cell: _Cell) -> float:
    width = Length(cell.width or 0).pt - _SIDES
    return sum(_height(paragraph, width) for paragraph in cell.paragraphs)


def _height(paragraph: Paragraph, width: float) -> float:
    """Return the height of a paragraph, in points, and fix that of its lines."""
    size = _points(paragraph, lambda style: style.font.size) or _USUAL
    before = _points(paragraph, lambda style: style.paragraph_format.space_before)
    after = _points(paragraph, lambda style: style.paragraph_format.space_after)
    picture: Any = paragraph._p.find(f".//{qn('wp:extent')}")
    if picture is not None:
        height: float = Length(int(picture.get("cy"))).pt
        return height + size * _LINE + before + after
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(size * _LINE)
    half_widths = max(int(2 * width / size) - 2, 2)  # a line may end early, before a 。
    lines = sum(len(list(wrapped(part, half_widths))) for part in paragraph.text.split("\n"))
    return lines * size * _LINE + before + after


def _points(paragraph: Paragraph, ask: Callable[[Any], Length | None]) -> float:
    """Return what a paragraph's style says, or the one that it is based on; 0 if none does."""
    style: Any = paragraph.style
    while style is not None:
        found = ask(style)
        if found is not None:
            return float(found.pt)
        style = style.base_style
    return 0.0
