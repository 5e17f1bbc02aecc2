"""別紙.docx read back: the published table and shape, in styles and fields of Word's own."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from evaluator.outputs.document import render_document
from evaluator.outputs.picture import Picture
from evaluator.results.counts import BranchCounts, Counts
from evaluator.results.results import Results
from tests.annex_shape import Line, published
from tests.builders import with_values
from tests.results.test_published_table import PUBLISHED, printed

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CHART = Picture("図9_試し", "題", "図の説明", PIXEL, "<svg/>", PIXEL, 1, 1, for_us=False)


@pytest.fixture(scope="module")
def document(report: Results) -> WordDocument:
    return Document(io.BytesIO(render_document(report, [CHART])))


@pytest.fixture(scope="module")
def drafted(draft: Results) -> WordDocument:
    return Document(io.BytesIO(render_document(draft)))


def paragraphs(document: WordDocument, *styles: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name in styles]


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_table_is_the_published_one(document: WordDocument) -> None:
    heads, marks, *rows = body(document.tables[0])

    assert rows == [[*row[:2], f"{row[2]}件", *map(printed, row[3:])] for row in PUBLISHED]
    assert heads == ["施策分類", "施策小分類", "施策件数", *["進捗評価"] * 4]
    assert marks == ["施策分類", "施策小分類", "施策件数", "◎", "○", "△", "×"]


def test_the_table_repeats_its_heads_and_merges_its_categories(document: WordDocument) -> None:
    rows = document.tables[0]._tbl.tr_lst

    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True, *[False] * 15]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    merges = [row.tc_lst[0].vMerge for row in rows[2:]]
    assert [at for at, merge in enumerate(merges) if merge == "restart"] == [0, 5, 8, 11]


def test_source_line_and_numbered_caption_stand_below_the_table(document: WordDocument) -> None:
    after: Any = document.tables[0]._tbl.getnext()
    source, caption = Paragraph(after, document), Paragraph(after.getnext(), document)

    assert source.text == "（出典）内閣府知的財産戦略推進事務局が作成"
    assert caption.text == "別紙図表1 : 施策分類別の施策件数と進捗評価（令和7年度）"
    assert caption.style is not None
    assert caption.style.name == "Caption"
    codes = [node.text for node in caption._p.iter(qn("w:instrText"))]
    assert codes == [" SEQ 別紙図表 \\* ARABIC "]


def shape(document: WordDocument) -> list[Line]:
    """Read the shape of the annex from headings and bullets alone."""
    lines: list[Line] = []
    part = place = heading = ""
    order = 0
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style == "Heading 1":
            part = "領域別の取組" if "領域" in paragraph.text else "成果例"
            heading = ""
        elif style == "Heading 2" and part == "成果例":
            place, heading, order = paragraph.text.strip("【】"), "", 0
        elif style == "Heading 3":
            order = 0
            if part == "成果例":
                heading = paragraph.text
            else:
                place = paragraph.text.split(" ")[0]
        elif style == "List Bullet":
            order += 1
            ministries = re.search(r"（([^（）]*)）$", paragraph.text)
            assert ministries
            lines.append(Line(part, place, heading, order, ministries[1]))
        elif style == "取組なし":
            lines.append(Line(part, place, "", 0, ""))
    return lines


def test_the_shape_is_the_published_one(document: WordDocument, report: Results) -> None:
    numbers = {str(section.row.id): section.number for section in report.annex.domains}
    expected = [line._replace(place=numbers.get(line.place, line.place)) for line in published()]

    assert shape(document) == expected


def test_domains_are_headed_in_order_under_their_groups(document: WordDocument) -> None:
    heads = paragraphs(document, "Heading 2", "Heading 3")
    start = heads.index("戦略領域")

    assert heads[start + 1 : start + 5] == [
        "①－１ 環境・エネルギー（気候変動・エネルギー・GX）",
        "①－２ 環境・エネルギー（自然共生）",
        "①－３ 環境・エネルギー（循環経済）",
        "② 食料・農林水産業",
    ]
    assert heads.index("重要領域") == start + 12
    assert heads[-1] == "⑰ 医療・ヘルスケア"


def test_the_bullet_sign_is_the_styles_not_typed(document: WordDocument) -> None:
    assert not any(text.startswith("・") for text in paragraphs(document, "List Bullet"))
    numbering = document.part.numbering_part.element
    assert [node.get(qn("w:val")) for node in numbering.iter(qn("w:lvlText"))] == ["・", "－"]
    style = document.styles["List Bullet"].element
    assert style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val")) == "1"


def test_styles_are_words_own_with_japanese_fonts(document: WordDocument) -> None:
    for key, name, font in (
        ("Heading1", "heading 1", "游ゴシック"),
        ("Heading3", "heading 3", "游ゴシック"),
        ("ListBullet", "List Bullet", "游明朝"),
    ):
        (style,) = [s.element for s in document.styles if s.style_id == key]
        assert style.find(qn("w:name")).get(qn("w:val")) == name
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
    language = next(document.styles.element.iter(qn("w:lang")))
    assert (language.get(qn("w:eastAsia")), language.get(qn("w:val"))) == ("ja-JP", "en-US")


def test_a4_with_page_numbers_and_the_notice_in_the_header(document: WordDocument) -> None:
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert "架空" in section.header.paragraphs[0].text
    assert "案" not in [p.text.strip() for p in section.header.paragraphs]
    codes = [node.text for node in section.footer._element.iter(qn("w:instrText"))]
    assert codes == [" PAGE ", " NUMPAGES "]


def test_charts_have_alternative_text_and_are_the_only_pictures(document: WordDocument) -> None:
    described = [node.get("descr") for node in document.element.iter(qn("wp:docPr"))]

    assert described == ["図の説明"]
    assert paragraphs(document, "Caption")[-1] == "参考図1 : 題"


def test_a_draft_says_so_and_lists_what_is_open(
    drafted: WordDocument, document: WordDocument
) -> None:
    header = [p.text.strip() for p in drafted.sections[0].header.paragraphs]
    assert header[1:] == ["案"]
    kinds = {row[0] for row in body(drafted.tables[1])}
    assert {"未提出の府省庁", "取組の有無が未確定の領域"} <= kinds
    assert any(text.startswith("［案］") for text in paragraphs(drafted, "取組なし"))
    heads = body(drafted.tables[0])[1]
    assert heads[3:] == ["◎", "○", "△", "×", "未判定", "未提出", "対象外"]
    assert len(document.tables) == 1


def test_what_is_of_use_to_the_secretariat_only_is_in_a_draft_only(
    report: Results, draft: Results
) -> None:
    internal = replace(CHART, for_us=True)

    final, early = (
        Document(io.BytesIO(render_document(each, [internal]))) for each in (report, draft)
    )

    assert len(list(final.element.iter(qn("wp:docPr")))) == 0
    assert len(list(early.element.iter(qn("wp:docPr")))) == 1


def test_properties_name_title_and_language_and_nothing_of_the_library(report: Results) -> None:
    content = render_document(report)
    properties = Document(io.BytesIO(content)).core_properties

    assert properties.title == "別紙　「新たな国際標準戦略」の令和7年度フォローアップ"
    assert (properties.language, properties.author, properties.comments) == ("ja-JP", "", "")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "custom" in name]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_measures_and_long_labels_are_still_a_document(report: Results) -> None:
    empty = Counts("長い名前" * 15, dict.fromkeys(report.tables.everything.by_state, 0))
    above = replace(empty, label="分類" * 30)
    tables = replace(
        report.tables,
        by_branch=(
            BranchCounts(above, (BranchCounts(empty),)),
            BranchCounts(replace(above, label="空の分類")),
        ),
        everything=empty,
    )
    bare = replace(report.annex, categories=(), domains=())

    document = Document(
        io.BytesIO(render_document(with_values(report, tables=tables, annex=bare, marks=())))
    )

    assert body(document.tables[0])[2:] == [["分類" * 30, "長い名前" * 15, "0件", *["—"] * 4]]
