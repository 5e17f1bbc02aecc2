"""What a Word document is made of besides paragraphs: heads, fields, captions, pictures.

Everything is a style or a field of Word's own, so that what is pasted elsewhere takes on the
look of the place it is pasted into.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from evaluator.words.wrap import wrapped_phrases
from evaluator.xlsx.edit import settled

_LANGUAGE: Final = "ja-JP"
_TEXT_SIZE: Final = Pt(10.5)
"""Of a style that does not say how large its letters are."""
_LONGEST: Final = 255  # a property holds no more


def set_properties(document: WordDocument, title: str, subject: str, day: date) -> None:
    """Name the document, dated to a day of the round, not the clock; nobody is its author."""
    properties = document.core_properties
    properties.title, properties.subject = title[:_LONGEST], subject[:_LONGEST]
    properties.author = ""
    properties.comments, properties.last_modified_by = "", ""
    properties.language = _LANGUAGE
    properties.created = datetime(day.year, day.month, day.day)


def title(document: WordDocument, text: str) -> None:
    """Add the title, broken between words where it is longer than a line."""
    paragraph = document.add_paragraph(style="Title")
    size: Any = paragraph.style and paragraph.style.font.size
    width = text_width(document) / (size or _TEXT_SIZE)
    paragraph.add_run("\n".join(wrapped_phrases(text, width)))


def content_of(document: WordDocument) -> bytes:
    """Return the document as bytes that do not depend on the clock."""
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


def text_width(document: WordDocument) -> Length:
    """Return the width of the text on the template's page."""
    section: Any = document.sections[0]
    return Length(section.page_width - section.left_margin - section.right_margin)


def running_heads(document: WordDocument, notice: str, draft: str) -> None:
    """Write the notice into the header, and in a draft 案, large and framed."""
    for header in _headers(document):
        if notice:
            _free_paragraph(header).add_run(notice)
        if draft:
            mark = header.add_paragraph(style="header")
            mark.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
            mark.add_run(f" {draft} ", style="案の印")


def _headers(document: WordDocument) -> Iterator[Any]:
    """Yield every header that a page of the template may have."""
    section = document.sections[0]
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header


def _free_paragraph(header: Any) -> Paragraph:
    """Return a paragraph of a header that nothing of the template's stands in."""
    first: Paragraph | None = next(iter(header.paragraphs), None)
    if first is None or len(first._p) > (first._p.pPr is not None):
        first = header.add_paragraph()
    first.style = "header"
    return first


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field with the result that is shown until Word works it out again."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)
        elif kind == "text":
            run.text = text
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
            run._r.append(element)


def caption(document: WordDocument, label: str, number: int, text: str) -> Paragraph:
    """Add a caption numbered by a SEQ field, so that a list of figures and renumbering work."""
    paragraph = document.add_paragraph(style="caption")
    paragraph.add_run(label)
    field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
    paragraph.add_run(f" : {text}")
    return paragraph


def picture(document: WordDocument, png: bytes, name: str, alt: str) -> None:
    """Add a picture as wide as the text, with its alternative text."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(png), width=text_width(document))
    properties = shape._inline.docPr
    properties.set("name", name)
    properties.set("descr", alt)
