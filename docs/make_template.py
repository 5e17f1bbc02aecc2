"""Make the Word template that 別紙.docx is set on: evaluator/data/word/annex.docx.

The secretariat edits a copy of it in Word (templates/<round>/別紙ひな形.docx). Its text is only
for whoever edits it; of the template, the annex takes the styles, the page and the footer.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from evaluator.outputs.document.parts import field
from evaluator.outputs.document.table import draw_table
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn
from evaluator.xlsx.edit import settled

TEMPLATE: Final = Path("evaluator/data/word/annex.docx")
MINCHO: Final = "游明朝"
GOTHIC: Final = "游ゴシック"
GREY: Final = "52606D"
_LANGUAGE: Final = "ja-JP"
_LATIN: Final = "en-US"
"""Of Latin letters: as Japanese text they would be broken inside a word."""
_HEAD_FILL: Final = "E7ECF2"
_BULLETS: Final = 1
_EM: Final = 210
"""A letter of the text, in twips: what a sign hangs by, as in a document of the government."""
_W: Final = nsdecls("w")


@dataclass(frozen=True)
class Style:
    """One paragraph style. Sizes in points; `built_in` names are shown in Word's own language."""

    id: str
    name: str
    sample: str
    """What it is for, in words that stand in the template."""
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
    numbered: int = 0
    """Level of its bullet sign, from 1; 0 has none."""


def _heading(level: int, sample: str, size: float, before: float, after: float) -> Style:
    look: dict[str, Any] = {"bold": True, "align": "left", "keep": True, "level": level - 1}
    name = f"heading {level}"
    return Style(f"Heading{level}", name, sample, GOTHIC, size, before=before, after=after, **look)


STYLES: Final = (
    Style(
        "Title", "Title", "別紙の表題", GOTHIC, 16, bold=True, align="center", after=12, keep=True
    ),
    _heading(1, "第1部・第2部・参考図の見出し", 14, before=14, after=6),
    Style("BodyText", "Body Text", "各部・施策分類の前文。", after=4, indent=10.5, keep=True),
    _heading(2, "施策分類の見出し、領域の区分の見出し", 12, before=12, after=4),
    Style("Subtitle", "Subtitle", "施策分類の小見出し", GOTHIC, align="left", after=4, keep=True),
    _heading(3, "成果例の見出し、領域の見出し", 10.5, before=8, after=2),
    Style("ListBullet", "List Bullet", "成果例・取組の箇条書き（府省庁）", after=2, numbered=1),
    Style("ListBullet2", "List Bullet 2", "箇条書きの下の項目", after=2, numbered=2),
    Style("Nothing", "取組なし", "（取組のない領域の一文）", align="left", indent=10.5),
    Style("TableText", "表の文字", "表の中の文字", GOTHIC, 9, align="left", line=12),
    Style("TableHead", "表の見出し", "表の見出し", GOTHIC, 9, bold=True, align="left", line=12),
    Style("Source", "出典", "（出典）表の出典", GOTHIC, 8.5, align="right", before=3, keep=True),
    Style(
        "Caption",
        "caption",
        "図表の番号と題",
        GOTHIC,
        10,
        bold=True,
        align="center",
        before=2,
        after=6,
    ),
    Style("Note", "注記", "（注）表の注、案の段階の断り", GOTHIC, 8.5, align="left", colour=GREY),
    Style("Header", "header", "ヘッダー", GOTHIC, 8, align="left", colour=GREY),
    Style("Footer", "footer", "フッター", GOTHIC, 9, align="center", line=12),
)
_OUTSIDE: Final = ("Header", "Footer", "TableText", "TableHead")
"""Styles of what stands in the header, in the footer or in a table."""
_EXPLAINED: Final = """\
このファイルは、別紙.docx のひな形です。本文は出力されません。使われるのは、スタイル、\
余白などのページ設定、ヘッダーとフッターです。
スタイルの書式（フォント、大きさ、間隔、色など）は自由に変えられます。スタイルの名前は変えないでください。\
名前が見つからないスタイルには、同梱のひな形のものが使われます。
表の罫線と見出し行の網掛けは表のスタイル「別紙の表」、案の段階でヘッダーに入る「案」の字は文字スタイル\
「案の印」によります。
"""


def main(path: Path = TEMPLATE) -> None:
    """Write the template; the same bytes every time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template())


def template() -> bytes:
    """Return the template as bytes."""
    document = Document()
    _strip(document)
    _styles(document)
    _bullet_numbering(document)
    _page(document)
    _text(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "別紙のひな形", "", ""
    properties.language = _LANGUAGE
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
    settings: Any = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), _LANGUAGE)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")


# styles -----------------------------------------------------------------------------------
def _styles(document: WordDocument) -> None:
    """Replace the styles with ours: a heading is Word's 見出し, a bullet 箇条書き."""
    styles: Any = document.styles.element
    for old in [*styles.findall(qn("w:style")), styles.find(qn("w:docDefaults"))]:
        styles.remove(old)
    styles.insert(0, parse_xml(_DEFAULTS))
    for definition in (*_BASE, *map(_definition, STYLES), *_MORE):
        styles.append(parse_xml(definition))


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _style(kind: str, key: str, name: str, body: str, more: str = "") -> str:
    custom = "" if name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style {_W} w:type="{kind}"{more}{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{body}</w:style>"
    )


_DEFAULTS: Final = (
    f"<w:docDefaults {_W}><w:rPrDefault><w:rPr>{_fonts(MINCHO)}"
    '<w:sz w:val="21"/><w:szCs w:val="21"/>'
    f'<w:lang w:val="{_LATIN}" w:eastAsia="{_LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    '<w:spacing w:after="0" w:line="320" w:lineRule="atLeast"/></w:pPr>'
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
_TABLE: Final = (
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
)
_HIDDEN: Final = "<w:semiHidden/>"
_BASE: Final = (
    _style(
        "paragraph",
        "Normal",
        "Normal",
        '<w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr>',
        _DEFAULT_STYLE,
    ),
    _style("character", "DefaultFont", "Default Paragraph Font", _HIDDEN, _DEFAULT_STYLE),
    _style("table", "TableNormal", "Normal Table", _TABLE, _DEFAULT_STYLE),
    _style("numbering", "NoList", "No List", _HIDDEN, _DEFAULT_STYLE),
)
_MORE: Final = (
    _style(
        "table",
        "AnnexTable",
        "別紙の表",
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/></w:tcPr></w:tblStylePr>',
    ),
    _style(
        "character",
        "DraftMark",
        "案の印",
        '<w:basedOn w:val="DefaultFont"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{GREY}"/><w:sz w:val="39"/><w:szCs w:val="39"/>'
        f'<w:bdr w:val="single" w:sz="12" w:space="0" w:color="{GREY}"/></w:rPr>',
    ),
)


def _definition(style: Style) -> str:
    """Return a style as XML; the order of the elements is the schema's."""
    line = f' w:line="{_twips(style.line)}" w:lineRule="atLeast"' if style.line else ""
    paragraph = (
        ("<w:keepNext/>" if style.keep else "")
        + ("<w:keepLines/>" if style.level is not None else "")
        + _numbering(style.numbered)
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
    return _style("paragraph", style.id, style.name, body)


def _numbering(level: int) -> str:
    """Return the numbering of a level; the number of the first is the default and not said."""
    below = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f'<w:numPr>{below}<w:numId w:val="{_BULLETS}"/></w:numPr>' if level else ""


def _twips(points: float) -> int:
    return round(points * 20)


def _bullet_numbering(document: WordDocument) -> None:
    """Give List Bullet the sign ・ as its number format, and － to what stands under one.

    The sign is not typed: lines can be moved and pasted, keep their hanging indent, are
    announced as a list, and take on the bullets of the document they are pasted into.
    """
    numbering: Any = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = '<w:multiLevelType w:val="hybridMultilevel"/>' + "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="{style}"/><w:suff w:val="nothing"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{(number + 2) * _EM}" w:hanging="{_EM}"/>'
        f"</w:pPr><w:rPr>{_fonts(MINCHO)}</w:rPr></w:lvl>"
        for number, (style, sign) in enumerate((("ListBullet", "・"), ("ListBullet2", "－")))
    )
    definition = f'<w:abstractNum {_W} w:abstractNumId="0">{levels}</w:abstractNum>'
    number = f'<w:num {_W} w:numId="{_BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    numbering.append(parse_xml(definition))
    numbering.append(parse_xml(number))


# the page and its text --------------------------------------------------------------------
def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.header_distance, section.footer_distance = Mm(10), Mm(12)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["footer"]
    field(footer, "PAGE", "1")
    footer.add_run(" / ")
    field(footer, "NUMPAGES", "1")


def _text(document: WordDocument) -> None:
    for line in _EXPLAINED.splitlines():
        document.add_paragraph(line, style="注記")
    for style in STYLES:
        if style.id == "TableText":
            draw_table(document, _sample_table())
        if style.id not in _OUTSIDE:
            document.add_paragraph(style.sample, style=style.name)


def _sample_table() -> Any:
    columns = (
        PrintedColumn("表の見出し", 20, paper=60),
        PrintedColumn("件数", 20, paper=100, centred=True),
    )
    rows: Iterable[tuple[str, str]] = (("表の文字", "1件"),)
    return listed("", "", columns, rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
