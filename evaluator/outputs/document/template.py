"""The Word template: the styles, the page and the footer of 別紙.docx, edited in Word.

A round may bring its own; the program ships one, and has the styles from it that another lacks.
Nothing else of a template goes out: no text, no picture, no name of whoever edited it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from evaluator.errors import TemplateRejected
from evaluator.findings import CellRef, Finding
from evaluator.findings.annex import STYLE_MISSING
from evaluator.outputs.document.adopt import adopt, elements_of
from evaluator.xlsx.source import digest


@dataclass(frozen=True)
class AnnexStyle:
    """A style that the annex is set in, by the name that Word keeps."""

    name: str
    shown: str
    """As Word shows it in Japanese."""
    kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH
    came_later: bool = False
    """Templates of before lack it, and nothing is said of that."""


STYLES: Final = (
    AnnexStyle("Title", "表題"),
    AnnexStyle("heading 1", "見出し 1"),
    AnnexStyle("heading 2", "見出し 2"),
    AnnexStyle("heading 3", "見出し 3"),
    AnnexStyle("Subtitle", "副題"),
    AnnexStyle("Body Text", "本文"),
    AnnexStyle("List Bullet", "箇条書き"),
    AnnexStyle("List Bullet 2", "箇条書き 2", came_later=True),
    AnnexStyle("caption", "図表番号"),
    AnnexStyle("header", "ヘッダー"),
    AnnexStyle("footer", "フッター"),
    AnnexStyle("取組なし", "取組なし"),
    AnnexStyle("出典", "出典"),
    AnnexStyle("注記", "注記"),
    AnnexStyle("表の文字", "表の文字"),
    AnnexStyle("表の見出し", "表の見出し"),
    AnnexStyle("案の印", "案の印", WD_STYLE_TYPE.CHARACTER),
    AnnexStyle("別紙の表", "別紙の表", WD_STYLE_TYPE.TABLE),
)


@dataclass(frozen=True)
class AnnexTemplate:
    """A template that can be used, and the styles that it lacks."""

    name: str
    content: bytes
    missing: tuple[AnnexStyle, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return digest(self.content)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the secretariat is to know: a finding for each style that it lacks."""
        where = CellRef(self.name)
        lacked = (style for style in self.missing if not style.came_later)
        return tuple(STYLE_MISSING.at(where, found=style.shown) for style in lacked)


def shipped_content() -> bytes:
    """Return the shipped template as it is."""
    return (files("evaluator") / "data" / "word" / "annex.docx").read_bytes()


@cache
def shipped_template() -> AnnexTemplate:
    """Return the template that is used where a round has none of its own."""
    return AnnexTemplate("annex.docx", shipped_content())


def read_template(name: str, content: bytes) -> AnnexTemplate:
    """Return a template, tried out. TemplateRejected if no document can be made on it."""
    try:
        document = Document(io.BytesIO(content))
        missing = _missing(document)
        _prepared(document, missing).save(io.BytesIO())
    except Exception as error:  # a broken package raises whatever it likes
        raise TemplateRejected(
            f"別紙のひな形 {name} を Word 文書として使えません。Word で開いて「Word 文書（.docx）」"
            "として保存し直すか、取り除いて同梱のひな形を使ってください。"
        ) from error
    return AnnexTemplate(name, content, missing)


def document_on(template: AnnexTemplate) -> WordDocument:
    """Return an empty document with the template's styles, page and footer."""
    return _prepared(Document(io.BytesIO(template.content)), template.missing)


def _missing(document: WordDocument) -> tuple[AnnexStyle, ...]:
    """Return the styles that a document lacks; capitals make no other name."""
    there = {(each.type, str(each.name_val).lower()) for each in elements_of(document)}
    return tuple(style for style in STYLES if (style.kind, style.name.lower()) not in there)


def _prepared(document: WordDocument, missing: tuple[AnnexStyle, ...]) -> WordDocument:
    """Take out what does not go out, and take in the shipped styles for those it lacks."""
    assert document.sections  # the page
    _name_as_word_does(document)
    if missing:
        shipped = Document(io.BytesIO(shipped_content()))
        for style in missing:
            adopt(document, shipped, style.name)
    _clear(document)
    return document


def _name_as_word_does(document: WordDocument) -> None:
    """Give the built-in styles the names by which they are looked up: heading 1, not Heading 1.

    LibreOffice saves a Caption of its own beside Word's caption: that one is left alone.
    """
    there = {(each.type, each.name_val) for each in elements_of(document)}
    wanted = {(style.kind, style.name.lower()): style.name for style in STYLES}
    for element in elements_of(document):
        name = wanted.get((element.type, str(element.name_val).lower()))
        if name and (element.type, name) not in there:
            element.name_val = name


_KEPT: Final = frozenset(
    (
        *("styles", "numbering", "settings", "webSettings", "fontTable", "theme"),
        *("header", "footer", "footnotes", "endnotes"),
    )
)
"""The parts of a document, by type of relationship, that make its look."""
_TOLD: Final = ("w:attachedTemplate", "w:mailMerge", "w:docVars")
"""Settings that name files and people."""


def _clear(document: WordDocument) -> None:
    """Take out text, pictures, comments, properties, and what leads out of the file."""
    body: Any = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _drop(document.part, _KEPT)
    _drop(document.part.package, frozenset(("officeDocument",)))
    settings: Any = document.settings.element
    for name in _TOLD:
        for element in settings.findall(qn(name)):
            settings.remove(element)
    _drop(document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS), frozenset())


def _drop(part: Any, kept: frozenset[str]) -> None:
    for key, relation in list(part.rels.items()):
        if relation.is_external or relation.reltype.rpartition("/")[2] not in kept:
            del part.rels[key]
