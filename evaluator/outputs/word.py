"""What a Word file is made of: page, styles, numbering, fields, tables, pictures.

The content is `render.document`'s. Everything is a style or a field of Word's own, so that
what is pasted elsewhere takes on the look of the place it is pasted into.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table, _Cell  # the class has no public name
from docx.text.paragraph import Paragraph

from evaluator.results.tables.printed import PrintedTable, Span, shown
from evaluator.xlsx.edit import settled

MINCHO: Final = "游明朝"
GOTHIC: Final = "游ゴシック"
TEXT_WIDTH_MM: Final = 160
_LANGUAGE: Final = "ja-JP"
_HEAD_FILL: Final = "E7ECF2"


@dataclass(frozen=True)
class Style:
    """One style. Sizes in points; `built_in` names are shown in Word's own language."""

    id: str
    name: str
    font: str = MINCHO
    size: float = 10.5
    bold: bool = False
    align: str = "both"
    before: float = 0
    after: float = 0
    line: float = 0
    level: int | None = None
    """Outline level of a heading, from 0."""
    keep: bool = False
    """On the page of what follows."""
    indent: float = 0
    colour: str = ""
    numbered: bool = False


_BULLETS: Final = 1
STYLES: Final = (
    Style("Title", "Title", GOTHIC, 16, bold=True, align="center", after=12, keep=True),
    Style(
        "Heading1",
        "heading 1",
        GOTHIC,
        14,
        bold=True,
        align="left",
        before=14,
        after=6,
        level=0,
        keep=True,
    ),
    Style(
        "Heading2",
        "heading 2",
        GOTHIC,
        12,
        bold=True,
        align="left",
        before=12,
        after=4,
        level=1,
        keep=True,
    ),
    Style(
        "Heading3",
        "heading 3",
        GOTHIC,
        10.5,
        bold=True,
        align="left",
        before=8,
        after=2,
        level=2,
        keep=True,
    ),
    Style("Subtitle", "Subtitle", GOTHIC, 10.5, align="left", after=4, keep=True),
    Style("BodyText", "Body Text", after=4, indent=10.5, keep=True),
    Style("Nothing", "取組なし", align="left", indent=10.5),
    Style("ListBullet", "List Bullet", after=2, numbered=True),
    Style("Caption", "caption", GOTHIC, 10, bold=True, align="center", before=2, after=6),
    Style("Source", "出典", GOTHIC, 8.5, align="right", before=3, keep=True),
    Style("Note", "注記", GOTHIC, 8.5, align="left", colour="52606D"),
    Style("TableText", "表の文字", GOTHIC, 9, align="left", line=12),
    Style("Header", "header", GOTHIC, 8, align="left", colour="52606D"),
    Style("Footer", "footer", GOTHIC, 9, align="center", line=12),
)


def new_document(title: str, subject: str, day: date) -> WordDocument:
    """Return an empty A4 document with our styles, dated to a day of the round, not the clock."""
    document = Document()
    _strip(document)
    _styles(document)
    _bullet_numbering(document)
    _page(document)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title, subject, ""
    properties.comments, properties.language = "", _LANGUAGE
    properties.created = datetime(day.year, day.month, day.day)
    return document


def content_of(document: WordDocument) -> bytes:
    """Return the document as bytes that do not depend on the clock."""
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


_UNWANTED: Final = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")


def _strip(document: WordDocument) -> None:
    """Take out what the library's template brings along: thumbnail, old properties, XML data."""
    for part in (document.part.package, document.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED:
                del part.rels[key]


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _styles(document: WordDocument) -> None:
    """Replace the template's styles with ours: a heading is Word's 見出し, a bullet 箇条書き."""
    styles: Any = document.styles.element
    for old in [*styles.findall(qn("w:style")), styles.find(qn("w:docDefaults"))]:
        styles.remove(old)
    styles.insert(0, parse_xml(_DEFAULTS))
    for definition in (*_BASE, *map(_definition, STYLES)):
        styles.append(parse_xml(definition))
    settings: Any = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), _LANGUAGE)


_W: Final = nsdecls("w")


def _style(kind: str, key: str, name: str, body: str, more: str = "") -> str:
    return (
        f'<w:style {_W} w:type="{kind}"{more} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{body}</w:style>"
    )


_DEFAULTS: Final = (
    f"<w:docDefaults {_W}><w:rPrDefault><w:rPr>{_fonts(MINCHO)}"
    '<w:sz w:val="21"/><w:szCs w:val="21"/>'
    f'<w:lang w:val="{_LANGUAGE}" w:eastAsia="{_LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="320" w:lineRule="atLeast"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7B8794"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_DEFAULT_STYLE: Final = ' w:default="1"'
_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 28), ("left", 57), ("bottom", 28), ("right", 57))
)
_NORMAL: Final = '<w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr>'
_TABLE: Final = (
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
)
_GRID: Final = (
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
)
_HIDDEN: Final = "<w:semiHidden/>"
_BASE: Final = (
    _style("paragraph", "Normal", "Normal", _NORMAL, _DEFAULT_STYLE),
    _style("character", "DefaultFont", "Default Paragraph Font", _HIDDEN, _DEFAULT_STYLE),
    _style("table", "TableNormal", "Normal Table", _TABLE, _DEFAULT_STYLE),
    _style("table", "TableGrid", "Table Grid", _GRID),
    _style("numbering", "NoList", "No List", _HIDDEN, _DEFAULT_STYLE),
)


def _definition(style: Style) -> str:
    """Return a style as XML; the order of the elements is the schema's."""
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    line = f' w:line="{_twips(style.line)}" w:lineRule="atLeast"' if style.line else ""
    paragraph = (
        ("<w:keepNext/>" if style.keep else "")
        + ("<w:keepLines/>" if style.level is not None else "")
        + (f'<w:numPr><w:numId w:val="{_BULLETS}"/></w:numPr>' if style.numbered else "")
        + f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}"{line}/>'
        + (f'<w:ind w:firstLine="{_twips(style.indent)}"/>' if style.indent else "")
        + f'<w:jc w:val="{style.align}"/>'
        + (f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else "")
    )
    run = (
        _fonts(style.font)
        + ("<w:b/><w:bCs/>" if style.bold else "")
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + f'<w:sz w:val="{int(style.size * 2)}"/><w:szCs w:val="{int(style.size * 2)}"/>'
    )
    body = f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>'
    return _style("paragraph", style.id, style.name, body, custom)


def _twips(points: float) -> int:
    return round(points * 20)


def _bullet_numbering(document: WordDocument) -> None:
    """Give List Bullet the sign ・ as its number format.

    The sign is not typed: lines can be moved and pasted, keep their hanging indent, are
    announced as a list, and take on the bullets of the document they are pasted into.
    """
    numbering: Any = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:pStyle w:val="ListBullet"/><w:suff w:val="tab"/><w:lvlText w:val="・"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="525"/></w:tabs>'
        '<w:ind w:left="525" w:hanging="315"/></w:pPr>'
        f"<w:rPr>{_fonts(MINCHO)}</w:rPr></w:lvl>"
    )
    numbering.append(
        parse_xml(
            f'<w:abstractNum {_W} w:abstractNumId="0">'
            f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        )
    )
    numbering.append(
        parse_xml(f'<w:num {_W} w:numId="{_BULLETS}"><w:abstractNumId w:val="0"/></w:num>')
    )


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - TEXT_WIDTH_MM) / 2)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.header_distance, section.footer_distance = Mm(10), Mm(12)


def running_heads(document: WordDocument, notice: str, draft: str) -> None:
    """Write the header (notice; 案 in a draft, large and framed) and the page number."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["header"]
    if notice:
        header.add_run(notice)
    if draft:
        mark = section.header.add_paragraph(style="header")
        mark.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
        run = mark.add_run(f" {draft} ")
        run.font.size, run.bold = Mm(7), True
        border = '<w:bdr %s w:val="single" w:sz="12" w:space="0" w:color="52606D"/>'
        run._r.get_or_add_rPr().append(parse_xml(border % _W))
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["footer"]
    field(footer, "PAGE", "1")
    footer.add_run(" / ")
    field(footer, "NUMPAGES", "1")


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
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(TEXT_WIDTH_MM))
    properties = shape._inline.docPr
    properties.set("name", name)
    properties.set("descr", alt)


def grid(document: WordDocument, rows: int, widths: Iterable[float], head_rows: int) -> Table:
    """Add a table of fixed column widths (mm) whose first rows are repeated on every page."""
    given = list(widths)
    table: Table = document.add_table(rows=rows, cols=len(given), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, given, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < head_rows:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, given, strict=True):
            cell.width = Mm(width)
    return table


def draw_table(document: WordDocument, table: PrintedTable) -> None:
    """Add a table as wide as the text, its heads repeated on every page.

    The last row stays on the page of its source line and caption.
    """
    heads, lines = table.heads(), table.lines()
    drawn = grid(document, len(heads) + len(lines), _widths(table), len(heads))
    for row, spans in enumerate(heads):
        for span in spans:
            write_cell(_over(drawn, row, span), span.text, centred=span.centred, head=True)
    body = table.columns[len(table.stub) :]
    for row, line in enumerate(lines, start=len(heads)):
        keep = bool(table.source) and row == len(heads) + len(lines) - 1
        for span in line.labels:
            write_cell(_over(drawn, row, span), span.text, keep=keep and span.rows == 1)
        for column, (cell, about) in enumerate(zip(line.cells, body, strict=True), len(table.stub)):
            write_cell(drawn.cell(row, column), shown(cell), centred=about.centred, keep=keep)


def _widths(table: PrintedTable) -> list[float]:
    """Return the columns' widths in mm: as given, and of what is left an equal share."""
    given = [column.paper for column in table.columns]
    share = (TEXT_WIDTH_MM - sum(given)) / max(given.count(0), 1)
    return [width or share for width in given]


def _over(table: Table, row: int, span: Span) -> _Cell:
    """Return the cell that a text stands in, merged with those that it spans."""
    first = table.cell(row, span.column)
    if span.rows == span.columns == 1:
        return first
    merged: _Cell = first.merge(table.cell(row + span.rows - 1, span.column + span.columns - 1))
    return merged


def write_cell(
    cell: _Cell, text: str, *, centred: bool = False, head: bool = False, keep: bool = False
) -> None:
    """Write a cell's one paragraph."""
    paragraph = cell.paragraphs[0]
    paragraph.style = "表の文字"
    run = paragraph.add_run(text)
    run.bold = head or None
    if centred:
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if head:
        shading = f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shading))
