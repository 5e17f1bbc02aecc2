"""What lies outside the cells is named with its place and its text."""

from __future__ import annotations

from typing import Final

import pytest

from evaluator.xlsx.source import Item, Note, Outside
from tests.xlsx.packages import (
    BOOK_RELS,
    MAIN,
    MICROSOFT,
    SHEET_RELS,
    cells,
    notes,
    outside,
    some_rels,
)

DRAWING: Final = "xl/drawings/drawing1.xml"
DRAWN: Final = {SHEET_RELS: some_rels(("drawing", "../drawings/drawing1.xml"))}
VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
ALTERNATE: Final = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NAMES: Final = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def a_drawing(*objects: str) -> str:
    start = "<xdr:from><xdr:col>10</xdr:col><xdr:row>4</xdr:row></xdr:from>"
    anchors = (f"<xdr:twoCellAnchor>{start}{each}</xdr:twoCellAnchor>" for each in objects)
    return f"<xdr:wsDr {NAMES}>{''.join(anchors)}</xdr:wsDr>"


def a_shape(*paragraphs: str, about: str = "") -> str:
    text = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="図形 2" {about}/></xdr:nvSpPr>'
        f"<xdr:txBody>{text}</xdr:txBody></xdr:sp>"
    )


GROUP: Final = f"<xdr:grpSp><xdr:grpSp>{a_shape('中')}</xdr:grpSp></xdr:grpSp>"
TWO_VERSIONS: Final = (
    f"<mc:AlternateContent><mc:Choice>{a_shape('新')}</mc:Choice>"
    f"<mc:Fallback>{a_shape('旧')}</mc:Fallback></mc:AlternateContent>"
)
PICTURE: Final = '<xdr:pic><xdr:cNvPr id="3" name="図形 2" descr="表の写し"/></xdr:pic>'
CHART: Final = (
    '<xdr:graphicFrame><xdr:cNvPr id="3" name="図形 2"/><c:chart xmlns:c="c"/></xdr:graphicFrame>'
)


@pytest.mark.parametrize(
    ("drawn", "kind", "text"),
    [
        (a_shape("○に", "訂正"), Outside.TEXT_BOX, "○に\n訂正"),
        (a_shape(), Outside.SHAPE, ""),
        (GROUP, Outside.TEXT_BOX, "中"),
        (TWO_VERSIONS, Outside.TEXT_BOX, "新"),
        (PICTURE, Outside.PICTURE, "表の写し"),
        (CHART, Outside.CHART, ""),
    ],
)
def test_what_is_drawn_on_a_sheet(drawn: str, kind: Outside, text: str) -> None:
    found = outside({**DRAWN, DRAWING: a_drawing(drawn)})

    assert found == (Item(kind, text, (5, 11), "図形 2"),)


def test_a_drawing_without_anchors_is_silent_as_is_what_stands_for_a_control() -> None:
    assert not outside({**DRAWN, DRAWING: a_drawing()})
    assert not outside({**DRAWN, DRAWING: a_drawing(a_shape(about='hidden="1"'))})


def test_an_anchor_that_only_newer_programs_show_is_read() -> None:
    anchor = "<xdr:oneCellAnchor>{}</xdr:oneCellAnchor>"
    drawing = (
        f"<xdr:wsDr {NAMES}><mc:AlternateContent>"
        f"<mc:Choice>{anchor.format(a_shape('新'))}</mc:Choice>"
        f"<mc:Fallback>{anchor.format(a_shape('旧'))}</mc:Fallback>"
        "</mc:AlternateContent><mc:AlternateContent/></xdr:wsDr>"
    )

    found = outside({**DRAWN, DRAWING: drawing})

    assert found == (Item(Outside.TEXT_BOX, "新", None, "図形 2"),)


FRAME: Final = (
    '<xdr:graphicFrame><xdr:cNvPr id="3" name="図表 1"/><a:graphic>{}</a:graphic>'
    "</xdr:graphicFrame>"
)
WRITTEN: Final = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"


@pytest.mark.parametrize(
    ("shown", "relation", "part", "expected"),
    [
        (
            '<d:relIds xmlns:d="d" xmlns:r="r" r:dm="rId1"/>',
            "diagramData",
            f"<d:ptLst>{WRITTEN.format('準備')}{WRITTEN.format('実施')}</d:ptLst>",
            Item(Outside.TEXT_BOX, "準備\n実施", (5, 11), "図表 1"),
        ),
        (
            '<c:chart xmlns:c="c" xmlns:r="r" r:id="rId1"/>',
            "chart",
            f"<d:title>{WRITTEN.format('件数の推移')}</d:title><d:txPr>{WRITTEN.format('軸')}</d:txPr>",
            Item(Outside.CHART, "件数の推移", (5, 11), "図表 1"),
        ),
        (
            '<d:relIds xmlns:d="d" xmlns:r="r" r:dm="rId1"/>',
            "diagramData",
            "<d:ptLst/>",
            Item(Outside.SHAPE, "", (5, 11), "図表 1"),
        ),
    ],
)
def test_what_a_drawing_shows_of_another_part_is_read_there(
    shown: str, relation: str, part: str, expected: Item
) -> None:
    found = outside(
        {
            **DRAWN,
            DRAWING: a_drawing(FRAME.format(shown)),
            "xl/drawings/_rels/drawing1.xml.rels": some_rels((relation, "../part.xml")),
            "xl/part.xml": f'<d:part xmlns:d="d" {NAMES}>{part}</d:part>',
        }
    )

    assert found == (expected,)


def test_a_picture_behind_the_cells_is_named() -> None:
    found = outside({}, '<picture r:id="rId1"/>')

    assert found == (Item(Outside.PICTURE, name="シートの背景"),)


@pytest.mark.parametrize("kind", ["drawing", "comments"])
def test_a_part_that_cannot_be_read_is_named(kind: str) -> None:
    found = outside({SHEET_RELS: some_rels((kind, "../odd.xml")), "xl/odd.xml": "<broken"})

    assert found == (Item(Outside.UNREADABLE, name="odd.xml"),)


def test_an_embedded_file_is_named_once_though_said_twice() -> None:
    ole = '<oleObject progId="Word.Document.12" shapeId="1025" r:id="rId1">{}</oleObject>'
    anchor = "<objectPr><anchor><from><col>1</col><row>2</row></from></anchor></objectPr>"
    after = (
        f"<mc:AlternateContent {ALTERNATE}>"
        f"<mc:Choice><oleObjects>{ole.format(anchor)}</oleObjects></mc:Choice>"
        f"<mc:Fallback><oleObjects>{ole.format('')}</oleObjects></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    rels = {SHEET_RELS: some_rels(("package", "../embeddings/Document.docx"))}

    assert outside(rels, after) == (
        Item(Outside.EMBEDDED, "document.docx", (3, 2), "Word.Document.12"),
    )


def test_controls_are_named_with_their_state() -> None:
    shape = (
        '<v:shape><v:textbox><div>対応済み<br></div></v:textbox><x:ClientData ObjectType="{}">'
        "<x:Anchor>1, 0, 4, 0, 2, 0, 5, 0</x:Anchor>{}</x:ClientData></v:shape>"
    )
    vml = (
        f"<xml {VML}>"
        + shape.format("Checkbox", "<x:Checked>1</x:Checked>")
        + shape.format("Note", "")
        + "</xml>"
    )
    found = outside({SHEET_RELS: some_rels(("vmlDrawing", "../v.vml")), "xl/v.vml": vml})

    assert found == (Item(Outside.CONTROL, "対応済み", (5, 2), "チェックボックス：オン"),)


def test_a_shape_of_a_drawing_of_before_2007_is_no_control() -> None:
    shape = (
        '<v:rect id="四角 1"><v:textbox><div>{}</div></v:textbox>'
        '<x:ClientData ObjectType="Rect"/></v:rect>'
    )
    vml = f"<xml {VML}>{shape.format('訂正')}{shape.format('')}</xml>"
    found = outside({SHEET_RELS: some_rels(("vmlDrawing", "../v.vml")), "xl/v.vml": vml})

    assert found == (
        Item(Outside.TEXT_BOX, "訂正", None, "四角 1"),
        Item(Outside.SHAPE, "", None, "四角 1"),
    )


@pytest.mark.parametrize(
    ("properties", "state"),
    [
        ('objectType="CheckBox" checked="Checked"', "チェックボックス：オン"),
        ('objectType="Radio"', "オプションボタン：オフ"),
        ('objectType="Drop" sel="2"', "ドロップダウン：2番"),
        ('objectType="List"', "リストボックス：選択なし"),
    ],
)
def test_a_control_without_a_drawing_is_read_from_its_own_part(properties: str, state: str) -> None:
    place = "<anchor><from><col>1</col><row>2</row></from></anchor>"
    control = f'<control r:id="rId1" name="欄 1"><controlPr>{place}</controlPr></control>'
    rels = {
        SHEET_RELS: some_rels(("ctrlProp", "../p.xml")),
        "xl/p.xml": f"<formControlPr {properties}/>",
    }

    found = outside(rels, f"<controls>{control}{control}</controls>")

    assert found == (Item(Outside.CONTROL, "欄 1", (3, 2), state),)


def test_headers_are_read_without_their_codes() -> None:
    after = (
        '<headerFooter><oddHeader>&amp;L&amp;"游ゴシック,標準"&amp;12未定稿&amp;&amp;B</oddHeader>'
        "<oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>"
    )

    assert outside({}, after) == (Item(Outside.HEADER, "未定稿&B", None, "oddHeader"),)


@pytest.mark.parametrize(
    ("shown", "target", "is_said"),
    [
        ("https://example.go.jp/a", "https://example.go.jp/b", True),
        ("https://example.go.jp/a", "https://example.go.jp/a/", False),
        ("a@example.go.jp", "mailto:a@example.go.jp", False),
        ("https://example.go.jp/資料", "https://example.go.jp/%E8%B3%87%E6%96%99", False),
        ("資料", "https://example.go.jp/a", True),
    ],
)
def test_a_link_that_leads_elsewhere_than_it_says(shown: str, target: str, is_said: bool) -> None:  # noqa: FBT001
    rows = f'<row r="1"><c r="A1" t="str"><v>{shown}</v></c></row>'
    link = '<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>'
    rels = some_rels(("hyperlink", target), mode="External")

    found = outside({SHEET_RELS: rels}, link, rows)

    assert found == ((Item(Outside.LINK, target, (1, 1)),) if is_said else ())


def test_pictures_in_cells() -> None:
    wps = '<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>x</v></c></row>'
    excel = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>'
    pictures = {
        BOOK_RELS: some_rels(
            ("worksheet", "worksheets/sheet1.xml"), ("richValueRel", "richData/r.xml")
        ),
        "xl/richData/r.xml": "<a/>",
    }

    assert [item.at for item in outside({}, rows=wps)] == [(1, 1)]
    assert [item.kind for item in outside(pictures, rows=excel)] == [Outside.CELL_PICTURE]
    assert not outside({}, rows=excel)
    assert cells(excel)[1, 1].error == "#VALUE!"


# notes -----------------------------------------------------------------------------------
NOTICE_EN: Final = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; "
    "however, any edits to it will get removed. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    {}\nReply:\n    {}"
)
NOTICE_JA: Final = (
    "[スレッド化されたコメント]\n\n使用している Excel のバージョンでは、…詳細: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nコメント:\n    {}\n返信:\n    {}"
)


def some_comments(text: str, ref: str = "B2", author: str = "甲") -> dict[str, str]:
    return {
        SHEET_RELS: some_rels(
            ("comments", "../c.xml"), (f"{MICROSOFT}/threadedComment", "../t.xml")
        ),
        "xl/c.xml": (
            f'<comments xmlns="{MAIN}"><authors><author>{author}</author></authors><commentList>'
            f'<comment ref="{ref}" authorId="0"><text><r><t>{text}</t></r></text></comment>'
            "</commentList></comments>"
        ),
    }


def test_a_note_is_read_with_its_author() -> None:
    assert notes(some_comments("確認中")) == {(2, 2): Note("確認中", "甲")}


@pytest.mark.parametrize("ref", ["#REF!", "", "あ1"])
def test_a_note_on_no_cell_is_left_out(ref: str) -> None:
    assert notes(some_comments("確認中", ref)) == {}


@pytest.mark.parametrize(("notice", "reply"), [(NOTICE_EN, "Reply:"), (NOTICE_JA, "返信:")])
def test_what_stands_in_for_a_thread_is_read_without_the_notice(notice: str, reply: str) -> None:
    found = notes(some_comments(notice.format("△に下げる", "了解")))

    assert found[2, 2].text == f"△に下げる\n{reply}\n了解"


def test_a_note_that_only_begins_like_a_notice_is_kept() -> None:
    assert notes(some_comments("[要確認] コメント:\n再掲"))[2, 2].text == "[要確認] コメント:\n再掲"


def test_a_thread_is_read_from_its_own_part_with_its_replies() -> None:
    changes = {
        **some_comments(NOTICE_EN.format("古い", "古い"), author="tc={1}"),
        "xl/t.xml": (
            '<ThreadedComments xmlns="t"><threadedComment ref="B2" personId="{1}"><text>△か</text>'
            '</threadedComment><threadedComment ref="B2" personId="{2}" parentId="{a}">'
            "<text>○です</text></threadedComment></ThreadedComments>"
        ),
        "xl/p.xml": '<personList xmlns="t"><person displayName="乙" id="{1}"/></personList>',
        BOOK_RELS: some_rels(
            ("worksheet", "worksheets/sheet1.xml"), (f"{MICROSOFT}/person", "p.xml")
        ),
    }

    assert notes(changes) == {(2, 2): Note("△か\n返信：○です", "乙")}
