"""The Word template: edited, its look is the annex's; lacking, mended; broken, refused."""

from __future__ import annotations

import io
import random
import re
import runpy
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml.etree import tostring

from evaluator.errors import TemplateRejected
from evaluator.outputs.document import render_document
from evaluator.outputs.document.template import (
    STYLES,
    document_on,
    read_template,
    shipped_content,
    shipped_template,
)
from evaluator.results.results import Results
from tests.outputs.test_document import PIXEL

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAME = "別紙ひな形.docx"
SCRIPT = Path(__file__).parents[2] / "docs" / "make_template.py"


def edited(change: Callable[[WordDocument], object]) -> bytes:
    """Return the shipped template as somebody has changed it."""
    document = Document(io.BytesIO(shipped_content()))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def annex_on(report: Results, content: bytes) -> WordDocument:
    template = read_template(NAME, content)
    return Document(io.BytesIO(render_document(report, (), template)))


def remove(*names: str) -> Callable[[WordDocument], object]:
    def change(document: WordDocument) -> None:
        for style in list(document.styles.element.findall(qn("w:style"))):
            if style.name_val in names:
                document.styles.element.remove(style)

    return change


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert runpy.run_path(str(SCRIPT))["template"]() == shipped_content()


def test_the_shipped_template_has_every_style_and_its_text_says_what_each_is_for() -> None:
    assert read_template(NAME, shipped_content()).missing == ()
    document = Document(io.BytesIO(shipped_content()))
    used = {p.style.element.name_val for p in document.paragraphs if p.style is not None}
    paragraphs = {s.name for s in STYLES if s.kind.name == "PARAGRAPH"}
    assert paragraphs - used == {"header", "footer", "表の文字", "表の見出し"}


def test_an_edited_style_page_and_footer_are_the_annexs(report: Results) -> None:
    def change(document: WordDocument) -> None:
        document.styles["heading 1"].font.size = Pt(20)
        document.sections[0].left_margin = Mm(40)
        document.sections[0].footer.paragraphs[0].text = "内閣府"

    annex = annex_on(report, edited(change))

    assert annex.styles["heading 1"].font.size == Pt(20)
    assert annex.sections[0].footer.paragraphs[0].text == "内閣府"
    widths = [column.width for column in annex.tables[0].columns]
    assert round(sum(widths) / Mm(1)) == 145  # the table is as wide as the text


def test_the_shading_of_heads_is_the_table_styles(report: Results) -> None:
    def change(document: WordDocument) -> None:
        for shading in document.styles["別紙の表"].element.iter(qn("w:shd")):
            shading.set(qn("w:fill"), "ABCDEF")

    table = annex_on(report, edited(change)).tables[0]

    fills = [node.get(qn("w:fill")) for row in table.rows[:2] for node in row._tr.iter(qn("w:shd"))]
    assert set(fills) == {"ABCDEF"}
    assert not list(table.rows[2]._tr.iter(qn("w:shd")))


@pytest.mark.parametrize(
    "style", [s for s in STYLES if not s.came_later], ids=lambda style: style.name
)
def test_a_style_that_is_missing_is_the_shipped_one_and_is_said(
    style: Any,
) -> None:
    template = read_template(NAME, edited(remove(style.name)))

    (finding,) = template.findings
    assert str(finding) == (
        f"[警告] A009 別紙ひな形.docx：別紙のひな形にスタイル「{style.shown}」がありません。"
        "同梱のひな形のスタイルを使います。"
        "ひな形にこの名前のスタイルを作るか、同梱のひな形から作り直してください。"
    )
    mended, original = (look(document_on(t), style.name) for t in (template, shipped_template()))
    assert mended == original


def look(document: WordDocument, name: str) -> list[bytes]:
    """Return what a style says of letters and tables; there may be only one of its name."""
    (style,) = [s for s in document.styles.element.findall(qn("w:style")) if s.name_val == name]
    tags = [qn(f"w:{part}") for part in ("rPr", "tblPr", "tblStylePr")]
    return [tostring(node) for node in style.iterchildren(*tags)]


def test_a_missing_list_brings_its_sign_and_leaves_other_numberings_alone() -> None:
    def change(document: WordDocument) -> None:
        remove("List Bullet")(document)
        numbering: Any = document.part.numbering_part.element
        for sign in numbering.iter(qn("w:lvlText")):
            sign.set(qn("w:val"), "◆")

    document = document_on(read_template(NAME, edited(change)))

    numbering = document.part.numbering_part.element
    assert [node.get(qn("w:val")) for node in numbering.iter(qn("w:lvlText"))] == [
        *("◆", "◆"),
        *("・", "－"),
    ]
    kinds = [child.tag.rpartition("}")[2] for child in numbering]
    assert kinds == ["abstractNum", "abstractNum", "num", "num"]
    style = document.styles["List Bullet"].element
    number = next(style.iter(qn("w:numId"))).get(qn("w:val"))
    (num,) = [n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == number]
    aim = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    definitions = {
        node.get(qn("w:abstractNumId")): next(node.iter(qn("w:lvlText"))).get(qn("w:val"))
        for node in numbering.findall(qn("w:abstractNum"))
    }
    assert definitions[aim] == "・"


def test_a_template_without_any_numbering_still_gets_bullets(report: Results) -> None:
    def change(document: WordDocument) -> None:
        remove("List Bullet")(document)
        for key, relation in list(document.part.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                del document.part.rels[key]

    annex = annex_on(report, edited(change))

    assert len(list(annex.part.numbering_part.element.iter(qn("w:pStyle")))) == 1


def test_a_style_that_came_later_is_taken_in_without_a_word(report: Results) -> None:
    template = read_template(NAME, edited(remove("List Bullet 2")))

    assert template.findings == ()
    document = document_on(template)
    second = document.styles["List Bullet 2"].element
    assert second.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}").get(qn("w:val")) == "1"
    owners = [n.get(qn("w:val")) for n in document.part.numbering_part.element.iter(qn("w:pStyle"))]
    assert sorted(owners) == ["ListBullet", "ListBullet2", "ListBullet2"]
    assert annex_on(report, edited(remove("List Bullet 2"))).tables


def japanese_ids(document: WordDocument) -> None:
    """Name the IDs as a Japanese Word does, where a style's ID is not its name."""
    styles = document.styles.element.findall(qn("w:style"))
    new = {style.styleId: f"a{number}" for number, style in enumerate(styles)}
    names = ("basedOn", "next", "link", "pStyle", "tblStyle")
    roots = [document.element, document.styles.element, document.sections[0].footer._element]
    for root in [*roots, document.part.numbering_part.element]:
        for node in root.iter(*(qn(f"w:{name}") for name in names)):
            key = node.get(qn("w:val"))
            node.set(qn("w:val"), new.get(key, key))
    for style in styles:
        style.styleId = new[style.styleId]


def test_styles_are_found_by_name_whatever_their_ids(report: Results) -> None:
    def change(document: WordDocument) -> None:
        remove("caption")(document)
        japanese_ids(document)

    content = edited(change)
    assert [s.name for s in read_template(NAME, content).missing] == ["caption"]
    annex = annex_on(report, content)

    names = {p.style.name for p in annex.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "List Bullet", "Caption", "出典"} <= names
    base = annex.styles["caption"].base_style
    assert base is not None
    assert base.element.name_val == "Normal"


def test_a_name_in_other_letters_is_the_same_style() -> None:
    def change(document: WordDocument) -> None:
        for style in document.styles.element.findall(qn("w:style")):
            style.name_val = style.name_val.replace("heading", "Heading").replace("Body", "body")

    template = read_template(NAME, edited(change))

    assert template.missing == ()
    assert document_on(template).styles["heading 2"].element.name_val == "heading 2"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice is not installed")
def test_a_template_saved_by_libreoffice_keeps_its_styles(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(shipped_content())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "saved"), str(path)], check=True)  # noqa: S603

    template = read_template(NAME, (tmp_path / "saved" / NAME).read_bytes())

    assert template.missing == ()
    caption: Any = document_on(template).styles["caption"]
    assert (caption.font.bold, caption.font.italic, caption.font.size) == (True, None, Pt(10))


def test_a_name_that_is_another_kind_of_style_does_not_count(report: Results) -> None:
    def change(document: WordDocument) -> None:
        document.styles["出典"].element.set(qn("w:type"), "character")

    content = edited(change)

    assert [s.name for s in read_template(NAME, content).missing] == ["出典"]
    annex = annex_on(report, content)
    assert report.catalogue.round.source_note in [
        p.text for p in annex.paragraphs if p.style is not None and p.style.name == "出典"
    ]


def private(document: WordDocument) -> None:
    """Leave in a template what somebody who edits it may leave there."""
    document.core_properties.author = "秘密太郎"
    document.core_properties.last_modified_by = "秘密太郎"
    document.core_properties.keywords = "秘密"
    document.add_paragraph("秘密の下書き").add_run().add_picture(io.BytesIO(PIXEL))
    document.part.relate_to("https://秘密.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    settings: Any = document.settings.element
    attached = OxmlElement("w:attachedTemplate")
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    target = "file:///C:/Users/秘密/Normal.dotm"
    key = part.relate_to(target, f"{OFFICE}/attachedTemplate", is_external=True)
    attached.set(qn("r:id"), key)
    settings.insert(0, attached)


def test_nothing_that_was_left_in_a_template_goes_out(report: Results) -> None:
    content = edited(private)
    assert "秘密" in "".join(parts(content).values())

    out = parts(render_document(report, (), read_template(NAME, content)))

    assert [name for name, text in out.items() if "秘密" in text] == []
    assert not [name for name in out if "media" in name]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_the_notice_and_the_draft_mark_stand_in_every_header(draft: Results) -> None:
    def change(document: WordDocument) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].header.paragraphs[0].text = "内閣府"

    section = annex_on(draft, edited(change)).sections[0]

    notice = draft.catalogue.round.notice
    assert [p.text for p in section.header.paragraphs] == ["内閣府", notice, " 案 "]
    for header in (section.first_page_header, section.even_page_header):
        assert [p.text for p in header.paragraphs] == [notice, " 案 "]


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return the shipped template with its parts changed, None to leave one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped_content())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def without(name: str) -> bytes:
    return repacked(lambda part, content: None if part == name else content)


def with_text(name: str, old: str, new: str) -> bytes:
    def change(part: str, content: bytes) -> bytes:
        return content.replace(old.encode(), new.encode()) if part == name else content

    return repacked(change)


BROKEN = {
    "empty": b"",
    "text": "ひな形".encode(),
    "cut short": shipped_content()[:5000],
    "no parts": without("[Content_Types].xml"),
    "no text": without("word/document.xml"),
    "no body": with_text("word/document.xml", "w:body", "w:bodi"),
    "no page": repacked(
        lambda part, content: (
            re.sub(rb"<w:sectPr.*</w:sectPr>", b"", content)
            if part == "word/document.xml"
            else content
        )
    ),
    "torn styles": with_text("word/styles.xml", "</w:styles>", ""),
    "macros": with_text("[Content_Types].xml", "wordprocessingml.document.main", "macros"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_word_document_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(TemplateRejected) as caught:
        read_template(NAME, content)

    assert str(caught.value) == (
        "別紙のひな形 別紙ひな形.docx を Word 文書として使えません。"
        "Word で開いて「Word 文書（.docx）」として保存し直すか、"
        "取り除いて同梱のひな形を使ってください。"
    )


def test_whatever_is_done_to_a_template_it_is_used_or_refused(report: Results) -> None:
    chance = random.Random(20260331)  # noqa: S311  # not for secrets
    for _ in range(40):
        name = chance.choice(["word/styles.xml", "word/document.xml", "word/numbering.xml"])

        def change(part: str, content: bytes, name: str = name) -> bytes:
            if part != name:
                return content
            torn = bytearray(content)
            for _ in range(3):
                at = chance.randrange(len(torn))
                torn[at : at + chance.randrange(8)] = chance.randbytes(chance.randrange(3))
            return bytes(torn)

        try:
            template = read_template(NAME, repacked(change))
        except TemplateRejected:
            continue
        assert render_document(report, (), template)
