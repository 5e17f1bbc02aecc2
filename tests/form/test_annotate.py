"""The returned workbook: what is added, what stays, and that all of it goes again."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import TWO_FILES
from evaluator.findings.structure import COLUMN_MISSING
from evaluator.findings.value import ANSWERS_MISSING, FORMULA, NORMALISED, NOT_A_CHOICE
from evaluator.form.annotate import annotate, unmarked
from evaluator.form.remarks import LOOKS
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.secretariat import check as returning
from evaluator.xlsx.gate import admit
from evaluator.xlsx.grid import SHEET_ORDER
from evaluator.xlsx.notes import BEGIN, END
from evaluator.xlsx.package import Package
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.styles import Look
from evaluator.xlsx.tabs import tabs
from tests.builders import answer, cell_of, edit, shown, submitted

FILE = "様式.xlsx"


def error(sheet: str, cell: str, found: str = "A") -> Finding:
    words = {"header": "自己評価", "choices": "◎・○・△・×"}
    return NOT_A_CHOICE.at(CellRef(FILE, sheet, cell), found=found, **words)


def warning(sheet: str, cell: str) -> Finding:
    return FORMULA.at(CellRef(FILE, sheet, cell), found="=1+1", header="実績値")


def info(sheet: str, cell: str) -> Finding:
    where = CellRef(FILE, sheet, cell)
    return NORMALISED.at(where, found="◯", header="自己評価", read="○")


def opened(content: bytes, *, data_only: bool = False) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it drops
        return load_workbook(io.BytesIO(content), data_only=data_only)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def looks(content: bytes) -> dict[tuple[str, str], Any]:
    """Return everything about a cell that a reader can see or meet, for every cell."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.fill.fill_type and cell.fill.fgColor.rgb,
            *(
                (edge.style, edge.color and edge.color.rgb)
                for edge in (cell.border.left, cell.border.right, cell.border.top)
            ),
            (cell.border.bottom.style, cell.border.bottom.color and cell.border.bottom.color.rgb),
            cell.protection.locked,
            cell.number_format,
            cell.alignment.wrap_text,
            (cell.font.name, cell.font.sz, cell.font.b),
            cell.comment and cell.comment.text,
        )
        for sheet in opened(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }


@pytest.fixture
def form(sample_workspace: Workspace, catalogue: Catalogue) -> bytes:
    return submitted(sample_workspace, catalogue, "外務省").read_bytes()


@pytest.fixture
def rich() -> bytes:
    """A workbook with what openpyxl drops: each of these is somebody's work."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, other = book.add_worksheet("施策"), book.add_worksheet("凡例")
    sheet.write_formula("A1", "=1+1", None, 2)
    for row in range(8):
        sheet.write_number(row, 1, row)
    sheet.write_rich_string("C1", "赤い", book.add_format({"color": "red"}), "文字", "です")
    sheet.insert_textbox("E2", "メモ")
    sheet.conditional_format("B1:B8", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("D1", {"range": "施策!A1:B1"})
    sheet.protect("", {"sort": True})
    sheet.unprotect_range("B1:B8", "回答")
    sheet.ignore_errors({"number_stored_as_text": "A1:B8"})
    sheet.data_validation("B1:B8", {"validate": "list", "source": "=凡例!$A$1:$A$3"})
    sheet.set_row(6, 30, None, {"hidden": True})
    sheet.set_column("H:H", 40)
    sheet.freeze_panes(1, 1)
    sheet.autofilter("A1:C8")
    sheet.repeat_rows(0)
    sheet.print_area("A1:C8")
    sheet.set_h_pagebreaks([4])
    sheet.set_header("&L見出し")
    other.write_string("A1", "○")
    other.hide()
    book.define_name("Marks", "=凡例!$A$1:$A$3")
    book.close()
    return buffer.getvalue()


# what is added ---------------------------------------------------------------------------
def test_cells_are_marked_by_more_than_colour(form: bytes) -> None:
    marked = opened(annotate(form, [error("施策", "K5"), warning("KPI", "Q5"), info("KPI", "Q6")]))

    wrong, doubtful, noted = marked["施策"]["K5"], marked["KPI"]["Q5"], marked["KPI"]["Q6"]
    assert (wrong.fill.fgColor.rgb, wrong.border.top.style) == ("FFF8CFCB", "thick")
    assert (doubtful.fill.fgColor.rgb, doubtful.border.top.style) == ("FFFFE7B3", "mediumDashed")
    assert (noted.fill.fgColor.rgb, noted.border.top.style) == ("FFFFF9DB", "thin")
    assert not wrong.protection.locked
    assert marked["KPI"]["Q6"].comment


def test_a_note_says_what_and_how(form: bytes) -> None:
    marked = opened(annotate(form, [info("施策", "K5"), error("施策", "K5")]))

    assert marked["施策"]["K5"].comment.text == (
        "―― 点検の指摘 ――\n"
        "1．【エラー】「自己評価」の「A」は選択肢にありません。（V002）\n"
        "→ ◎・○・△・× から選んでください。\n"
        "2．【情報】「自己評価」の「◯」を「○」と読みました。（V011）\n"
        "→ 違う場合は直してください。\n"
        "―― 指摘ここまで ――"
    )


def test_a_note_stands_beside_its_cell_and_is_as_large_as_its_text(form: bytes) -> None:
    marked = parts(annotate(form, [error("施策", "K5"), error("施策", "L6", "長い回答" * 9)]))
    (drawing,) = (part.decode() for name, part in marked.items() if name.endswith(".vml"))

    first, second = (
        [int(number) for number in anchor.split(",")]
        for anchor in re.findall("<x:Anchor>(.*?)</x:Anchor>", drawing)
    )

    column, row = 11, 4  # the cell to the right of K5, counted from 0
    assert first[:4] == [column, 15, row, 2]
    assert second[:4] == [column + 1, 15, row + 1, 2]
    assert (second[6] - 1, second[7]) > (first[6], first[7])


def test_the_list_comes_first_and_links_to_the_cells(form: bytes) -> None:
    whole_sheet = COLUMN_MISSING.at(CellRef(FILE, "KPI"), header="単位")
    whole_file = TWO_FILES.at(CellRef(FILE), ministry="外務省", others="別.xlsx")
    found = [info("KPI", "Q6"), error("施策", "K5"), whole_sheet, whole_file]

    book = opened(annotate(form, found, "外務省・令和7年度"))

    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == ("指摘一覧", "指摘一覧")
    assert [s.title for s in book if s.sheet_view.tabSelected] == ["指摘一覧"]
    assert sheet["A2"].value == "指摘一覧（外務省・令和7年度）"
    assert sheet["A3"].value == "エラー 3件、警告 0件、情報 1件"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == ["No.", "区分", "コード", "シート", "セル", "内容", "直し方"]
    assert [row[:5] for row in rows[1:]] == [
        [1, "エラー", "F010", "－", "－"],
        [2, "エラー", "V002", "施策", "K5"],
        [3, "エラー", "S001", "KPI", "全体"],
        [4, "情報", "V011", "KPI", "Q6"],
    ]
    assert rows[2][5:] == [error("施策", "K5").message, "◎・○・△・× から選んでください。"]
    links = {
        cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink
    }
    assert links == {"E7": "'施策'!K5", "E8": "'KPI'!A1", "E9": "'KPI'!Q6"}


def test_the_list_prints_on_a4_landscape_with_its_headers(form: bytes) -> None:
    book = opened(annotate(form, [error("施策", "K5")] * 40))

    sheet = book["指摘一覧"]
    setup = sheet.page_setup
    assert (str(setup.paperSize), setup.orientation, setup.fitToHeight) == ("9", "landscape", 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.row_dimensions[1].hidden
    assert sheet.protection.sheet
    assert book["_marks"].sheet_state == "veryHidden"


def test_a_hidden_sheet_is_not_linked(form: bytes) -> None:
    sheet = opened(annotate(form, [error("_meta", "A3")]))["指摘一覧"]

    assert sheet["D6"].value == "_meta"
    assert sheet["E6"].hyperlink is None


def test_a_cell_that_the_file_does_not_hold_is_marked_too(rich: bytes) -> None:
    marked = opened(
        annotate(rich, [error("施策", "C3"), error("施策", "F30"), error("施策", "A2")])
    )

    for cell in ("C3", "F30", "A2"):
        assert marked["施策"][cell].border.left.style == "thick"
    rows = etree.fromstring(
        parts(annotate(rich, [error("施策", "C3")]))["xl/worksheets/sheet1.xml"]
    )
    cells = [cell.get("r") for cell in rows.iter("{*}c") if str(cell.get("r")).endswith("3")]
    assert cells == ["B3", "C3"]


def test_every_cell_that_a_finding_is_about_is_marked_and_listed_once(form: bytes) -> None:
    missing = ANSWERS_MISSING.at(CellRef(FILE, "施策", "K5"), count=2, headers="「A」「B」")

    marked = opened(annotate(form, [missing.covering(2, ["L5"])]))

    first, second = marked["施策"]["K5"], marked["施策"]["L5"]
    assert (first.border.top.style, second.border.top.style) == ("thick", "thick")
    assert first.comment.text == second.comment.text
    assert [row[0].value for row in marked["指摘一覧"].iter_rows(min_row=6)] == [1]


def test_a_cell_under_a_merge_is_marked_where_it_is_seen(form: bytes) -> None:
    book = opened(form)
    book["施策"].merge_cells("K5:L6")

    marked = opened(annotate(saved(book), [error("施策", "L6")]))

    assert marked["施策"]["K5"].border.left.style == "thick"
    assert "自己評価" in marked["施策"]["K5"].comment.text


def test_signs_that_xml_cannot_hold_do_no_harm(form: bytes) -> None:
    marked = opened(annotate(form, [error("施策", "K5", found="A\x01")]))

    assert "「A\ufffd」" in marked["指摘一覧"]["F6"].value


def test_what_begins_like_a_formula_stays_text(form: bytes) -> None:
    book = opened(form)
    book["施策"].title = "=1+1"

    marked = opened(annotate(saved(book), [error("=1+1", "K5")]))

    assert (marked["指摘一覧"]["D6"].value, marked["指摘一覧"]["D6"].data_type) == ("=1+1", "s")
    assert marked["指摘一覧"]["E6"].hyperlink.location == "'=1+1'!K5"


def test_a_ministrys_own_sheet_of_that_name_is_left_alone(form: bytes) -> None:
    book = opened(form)
    book.create_sheet("指摘一覧")["A1"] = "府省庁の表"

    marked = opened(annotate(saved(book), [error("施策", "K5")]))

    assert marked.sheetnames[0] == "指摘一覧 (2)"
    assert marked["指摘一覧"]["A1"].value == "府省庁の表"


# what stays ------------------------------------------------------------------------------
def test_nothing_else_in_the_file_changes(rich: bytes) -> None:
    before, after = parts(rich), parts(annotate(rich, [error("施策", "B2"), error("施策", "A1")]))

    changed = {name for name, part in before.items() if after.get(name) != part}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    old = etree.fromstring(before["xl/worksheets/sheet1.xml"])
    new = etree.fromstring(after["xl/worksheets/sheet1.xml"])
    kept = [child.tag.rpartition("}")[2] for child in old]
    assert {"protectedRanges", "dataValidations", "ignoredErrors", "drawing", "extLst"} <= set(kept)
    assert {"autoFilter", "sheetProtection", "conditionalFormatting", "rowBreaks"} <= set(kept)
    for child in old:
        twin = new.find(child.tag)
        assert twin is not None
        if child.tag.endswith(("}sheetData", "}sheetViews")):
            for node in (*child.iter("{*}c"), *twin.iter("{*}c")):
                node.attrib.pop("s", "")
            for node in (*child.iter("{*}sheetView"), *twin.iter("{*}sheetView")):
                node.attrib.pop("tabSelected", "")
        assert etree.tostring(twin, method="c14n") == etree.tostring(child, method="c14n")


def test_formulas_keep_their_results(rich: bytes) -> None:
    marked = annotate(rich, [warning("施策", "A1")])

    assert opened(marked, data_only=True)["施策"]["A1"].value == 2


def test_names_and_hidden_sheets_move_with_their_sheets(rich: bytes) -> None:
    marked = opened(annotate(rich, [error("施策", "B2")]))

    sheet = marked["施策"]
    assert marked.sheetnames == ["指摘一覧", "施策", "凡例", "_marks"]
    assert (sheet.print_title_rows, sheet.print_area) == ("$1:$1", "'施策'!$A$1:$C$8")
    assert marked.defined_names["Marks"].attr_text == "凡例!$A$1:$A$3"
    assert marked["凡例"].sheet_state == "hidden"
    assert sheet.row_dimensions[7].hidden


def test_the_marked_file_passes_the_gate_and_keeps_to_the_schemas_order(rich: bytes) -> None:
    content = annotate(rich, [error("施策", "B2")])

    admit(content)
    for name, part in parts(content).items():
        if name.startswith("xl/worksheets/sheet"):
            tags = [child.tag.rpartition("}")[2] for child in etree.fromstring(part)]
            known = [SHEET_ORDER.index(tag) for tag in tags if tag in SHEET_ORDER]
            assert known == sorted(known), (name, tags)


def test_the_same_findings_give_the_same_bytes(form: bytes) -> None:
    found = [error("施策", "K5"), warning("KPI", "Q5")]

    assert annotate(form, found) == annotate(form, found)


# and goes again --------------------------------------------------------------------------
def test_without_findings_a_file_is_returned_as_it_is(form: bytes) -> None:
    assert annotate(form, []) == form
    assert unmarked(form) == form


def test_marks_are_taken_out_exactly(form: bytes) -> None:
    found = [error("施策", "K5"), warning("KPI", "Q5"), info("KPI", "Q6"), error("施策", "A5")]

    cleared = unmarked(annotate(form, found))

    assert opened(cleared).sheetnames == opened(form).sheetnames
    assert looks(cleared) == looks(form)
    assert set(parts(cleared)) == set(parts(form))


def test_marking_a_marked_file_does_not_pile_up(form: bytes) -> None:
    found = [error("施策", "K5"), warning("KPI", "Q5")]
    once = annotate(form, found)

    assert annotate(once, found) == once
    other = annotate(once, [error("施策", "K6")])
    assert opened(other).sheetnames.count("指摘一覧") == 1
    assert looks(unmarked(other)) == looks(form)
    assert opened(other)["施策"]["K5"].comment is None


def test_a_format_that_the_file_holds_twice_does_not_pile_up_either(form: bytes) -> None:
    package = Package(form)
    formats = package.tree("xl/styles.xml").find("{*}cellXfs")
    assert formats is not None
    (part,) = (tab.part for tab in tabs(package) if tab.name == "施策")
    (cell,) = (c for c in package.tree(part).iter("{*}c") if c.get("r") == "J5")
    formats.append(deepcopy(formats[int(cell.get("s", "0"))]))
    cell.set("s", str(len(formats) - 1))
    once = annotate(package.content(), [error("施策", "J5")])

    assert annotate(once, [error("施策", "J5")]) == once


def test_a_finding_that_is_gone_leaves_its_cell_as_before(form: bytes) -> None:
    once = annotate(form, [error("施策", "K5"), error("施策", "K6")])

    again = looks(annotate(once, [error("施策", "K6")]))

    assert again["施策", "K5"] == looks(form)["施策", "K5"]
    assert again["施策", "K6"] != looks(form)["施策", "K6"]


def test_marks_are_found_where_rows_were_moved_to(form: bytes) -> None:
    book = opened(annotate(form, [error("施策", "K5"), warning("施策", "L6")]))
    book["施策"].insert_rows(5, 3)
    book["施策"].insert_cols(2)

    cleared = opened(unmarked(saved(book)))

    plain = opened(form)
    plain["施策"].insert_rows(5, 3)
    plain["施策"].insert_cols(2)
    assert looks(saved(cleared)) == looks(saved(plain))


def test_a_copied_row_loses_its_marks_too(form: bytes) -> None:
    book = opened(annotate(form, [error("施策", "K5")]))
    sheet = book["施策"]
    sheet["K9"]._style = sheet["K5"]._style

    cleared = opened(unmarked(saved(book)))["施策"]

    assert cleared["K9"].border.left.style == "thin"
    assert cleared["K9"].fill.fgColor.rgb == "FFFFF9DB"


def test_what_the_ministry_has_changed_in_a_marked_cell_stays(form: bytes) -> None:
    book = opened(annotate(form, [error("施策", "K5"), error("施策", "K6")]))
    sheet = book["施策"]
    sheet["K5"].font = Font(bold=True, color="FF0000FF")
    sheet["K6"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["K5"].value = "○"

    cleared = opened(unmarked(saved(book)))["施策"]

    assert (cleared["K5"].value, cleared["K5"].font.b) == ("○", True)
    assert cleared["K5"].font.color.rgb == "FF0000FF"
    assert (cleared["K5"].border.left.style, cleared["K5"].fill.fgColor.rgb) == ("thin", "FFFFF9DB")
    assert (cleared["K6"].border.left.style, cleared["K6"].fill.fgColor.rgb) == ("thin", "FF00FF00")


def rename(book: Any) -> None:
    book["指摘一覧"].title = "一覧"


def delete_list(book: Any) -> None:
    del book["指摘一覧"]


def copy_list(book: Any) -> None:
    book.copy_worksheet(book["指摘一覧"])


def move_list(book: Any) -> None:
    book.move_sheet("指摘一覧", 3)


@pytest.mark.slow
@pytest.mark.parametrize("change", [rename, delete_list, copy_list, move_list])
def test_the_list_is_known_by_its_keys(form: bytes, change: Callable[[Any], None]) -> None:
    book = opened(annotate(form, [error("施策", "K5")]))
    change(book)

    cleared = unmarked(saved(book))

    assert opened(cleared).sheetnames == opened(form).sheetnames
    assert looks(cleared) == looks(form)


def test_without_the_samples_the_marks_still_go(form: bytes) -> None:
    book = opened(annotate(form, [error("施策", "K5")]))
    del book["_marks"]

    cleared = opened(unmarked(saved(book)))["施策"]

    assert cleared["K5"].border.left.style is None
    assert cleared["K5"].fill.fill_type is None


# notes -----------------------------------------------------------------------------------
def commented(form: bytes, cell: str, text: str) -> bytes:
    book = opened(form)
    book["施策"][cell].comment = Comment(text, "外務省")
    return saved(book)


def test_a_ministrys_own_note_is_kept_before_and_behind_ours(form: bytes) -> None:
    theirs = commented(form, "K5", "課長に確認中")

    book = opened(annotate(theirs, [error("施策", "K5")]))
    text = book["施策"]["K5"].comment.text
    assert text.startswith(f"課長に確認中\n{BEGIN}\n1．【エラー】")
    assert text.endswith(f"\n{END}")
    book["施策"]["K5"].comment = Comment(f"{text}\n了解しました", "外務省")

    cleared = opened(unmarked(saved(book)))
    assert cleared["施策"]["K5"].comment.text == "課長に確認中\n了解しました"
    assert opened(unmarked(annotate(theirs, [error("施策", "K5")])))["施策"]["K5"].comment.text == (
        "課長に確認中"
    )


def test_other_notes_and_their_boxes_stay(form: bytes) -> None:
    theirs = commented(form, "M5", "この欄について")

    marked = annotate(theirs, [error("施策", "K5")])
    (drawing,) = (part for name, part in parts(marked).items() if name.endswith(".vml"))
    assert drawing.count(b'ObjectType="Note"') == 2

    cleared = unmarked(marked)
    assert opened(cleared)["施策"]["M5"].comment.text == "この欄について"
    assert opened(cleared)["施策"]["K5"].comment is None
    (drawing,) = (part for name, part in parts(cleared).items() if name.endswith(".vml"))
    assert drawing.count(b'ObjectType="Note"') == 1


def test_a_thread_is_not_written_into(form: bytes) -> None:
    book = opened(form)
    book["施策"]["K5"].comment = Comment("[スレッド]", "tc={1F0E}")

    marked = opened(annotate(saved(book), [error("施策", "K5")]))

    assert marked["施策"]["K5"].comment.text == "[スレッド]"
    assert marked["施策"]["K5"].border.left.style == "thick"


def test_boxes_that_are_no_notes_stay(form: bytes) -> None:
    button = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s2000"><div>a<br></div>'
        '<x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Button"/>'
        "</v:shape>"
    )
    package = Package(annotate(form, [error("施策", "K5")]))
    (name,) = (name for name in parts(package.content()) if name.endswith(".vml"))
    package.put(name, package.part(name).replace(b"</xml>", button.encode() + b"</xml>"))

    again = annotate(package.content(), [error("施策", "K5"), error("施策", "K6")])
    cleared = parts(unmarked(again))

    assert parts(again)[name].count(b'ObjectType="Note"') == 2
    assert b"_x0000_s2001" in parts(again)[name]
    assert cleared[name].count(b"ObjectType") == 1
    assert b'ObjectType="Button"' in cleared[name]
    assert b"<div>a<br/></div>" in cleared[name]


# the round trip --------------------------------------------------------------------------
@pytest.fixture
def faulty(few: Workspace, catalogue: Catalogue) -> Path:
    """A form with a fault of each kind that reading could take for another when it is marked."""
    path = submitted(few, catalogue, "外務省")
    measures = catalogue.measures_of("外務省")  # type: ignore[arg-type]
    kpi = catalogue.kpis_of("外務省")[0]  # type: ignore[arg-type]
    answer(path, MeasureAnswer, measures[0].id, "self_mark", "A")
    answer(path, MeasureAnswer, measures[1].id, "progress", None)
    answer(path, MeasureAnswer, measures[2].id, "self_mark", "◯")
    answer(path, KpiAnswer, kpi.id, "actual", "=100+15")
    return path


def with_result(path: Path, cell: str, result: str) -> None:
    """Give a formula of the sheet KPI the result that Excel would have saved with it."""
    package = Package(path.read_bytes())
    part = next(tab.part for tab in tabs(package) if tab.name == "KPI")
    (node,) = (n for n in package.tree(part).iter("{*}c") if n.get("r") == cell)
    value = node.find("{*}v")
    assert value is not None
    value.text = result
    path.write_bytes(package.content())


def test_a_marked_file_reads_the_same_and_has_the_same_findings(
    few: Workspace, faulty: Path
) -> None:
    book = load_workbook(faulty)
    cell = next(c for row in book["KPI"] for c in row if c.value == "=100+15")
    with_result(faulty, cell.coordinate, "115")
    (before,) = returning.check_files(few, [faulty])
    assert [code for code, _, _ in shown(before.findings)] == ["V002", "V001", "V009", "V011"]

    marked = faulty.with_name("返却.xlsx")
    marked.write_bytes(annotate(faulty.read_bytes(), before.findings))
    (after,) = returning.check_files(few, [marked])

    assert shown(after.findings) == shown(before.findings)
    assert before.submission is not None
    assert after.submission is not None
    for name in ("contact", "measures", "kpis", "outcomes", "activities"):
        old, new = getattr(before.submission, name), getattr(after.submission, name)
        assert [(r.number, r.row, r.rejected) for r in new.rows] == [
            (r.number, r.row, r.rejected) for r in old.rows
        ]


def test_corrected_in_the_marked_file_it_is_clean(
    few: Workspace, catalogue: Catalogue, faulty: Path
) -> None:
    (checked,) = returning.check_files(few, [faulty])
    faulty.write_bytes(annotate(faulty.read_bytes(), checked.findings))
    measures = catalogue.measures_of("外務省")  # type: ignore[arg-type]
    kpi = catalogue.kpis_of("外務省")[0]  # type: ignore[arg-type]

    def correct(book: Any) -> None:
        sheet = book["施策"]
        cell_of(sheet, MeasureAnswer, "self_mark", measures[0].id).value = "○"
        cell_of(sheet, MeasureAnswer, "progress", measures[1].id).value = "書きました。"
        cell_of(sheet, MeasureAnswer, "self_mark", measures[2].id).value = "○"
        cell_of(book["KPI"], KpiAnswer, "actual", kpi.id).value = 115

    edit(faulty, correct)

    (after,) = returning.check_files(few, [faulty])
    assert after.findings == ()
    clean = opened(annotate(faulty.read_bytes(), ()))
    assert clean.sheetnames[0] == "はじめに"
    assert {c.border.left.style for row in clean["施策"] for c in row} == {"thin", None}


def test_a_file_that_is_put_together_wrongly_is_refused(form: bytes) -> None:
    package = Package(form)
    package.put("xl/styles.xml", b"<styleSheet>")

    with pytest.raises(Refused, match="F004"):
        annotate(package.content(), [error("施策", "K5")])


def test_the_colours_of_marks_never_meet() -> None:
    colours = [look.edge_colour(n) for look in LOOKS.values() for n in (0, 255)]

    assert len({colour[:-2] for colour in colours}) == len(LOOKS)
    assert Look("FFFFFF", "thin", "B000").edge_colour(10) == "FFB0000A"
