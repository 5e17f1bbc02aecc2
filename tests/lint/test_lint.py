"""Each rule for machine-readable tables has what it rejects, and what it lets be."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image

from tests.builders import linted, shown
from tests.outputs.test_document import PIXEL


def csv_of(folder: Path, *lines: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "表.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def book_of(folder: Path, rows: Sequence[Any], change: Callable[[Any], object] = id) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    change(sheet)
    path = folder / "表.xlsx"
    book.save(path)
    return path


def said(path: Path) -> list[tuple[str, str, str]]:
    """Return code, cell and message of each finding."""
    return [(f.code, f.where.cell, f.message) for f in linted(path)]


def only(path: Path) -> tuple[str, str, str]:
    (finding,) = said(path)
    return finding


def test_a_clean_table_has_no_findings(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["年度", "地域", "件数（件）"], [2025, "東京", 3], [2025, "大阪", 1.5]]
    assert linted(book_of(tmp_path, rows)) == ()
    assert linted(csv_of(tmp_path, "年度,地域,件数（件）", "2025,東京,3", "2025,大阪,")) == ()
    assert linted(csv_of(tmp_path, "")) == ()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("表.pdf", b"%PDF", "ファイル名の末尾が .pdf"),
        ("表.csv", "年度,件数\r\n".encode("cp932"), "UTF-8ではない文字コード"),
        ("表.csv", b'a,b\r\n1,"2', "引用符の誤り"),
    ],
)
def test_d001_another_format(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(content)

    (finding,) = linted(tmp_path / name)

    assert finding.code == "D001"
    assert str(finding) == (
        f"[エラー] D001 {name}：ExcelブックかCSVとして読めません（{what}）。"
        "Excel ブック（*.xlsx）かUTF-8のCSVで保存し直してください。"
    )


def test_a_long_cell_is_no_fault_of_the_file(tmp_path: Path) -> None:
    assert linted(csv_of(tmp_path, "番号,摘要", f"1,{'あ' * 200_000}")) == ()


def test_a_broken_workbook_is_the_gates_finding(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"PK\x03\x04")

    assert [f.code[0] for f in linted(path)] == ["F"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            ["12、15", "3"],
            ("D002", "B2", "列「値（件）」のセルに複数の値「12、15」が入っています。"),
        ),
        (
            ["10～15", "3"],
            ("D002", "B2", "列「値（件）」のセルに複数の値「10～15」が入っています。"),
        ),
    ],
)
def test_d002_several_numbers_in_a_cell(
    tmp_path: Path, cells: list[str], told: tuple[str, str, str]
) -> None:
    path = csv_of(tmp_path, "地域,値（件）", *[f"甲,{cell}" for cell in cells])

    assert told in said(path)


def test_d002_several_names_in_a_cell(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "府省庁", "総務省", "総務省、外務省", "外務省、総務省")

    assert only(path) == (
        (
            "D002",
            "A3",
            "列「府省庁」のセルに複数の値「総務省、外務省」が入っています（ほか1か所）。",
        )
    )
    sentence = csv_of(tmp_path, "備考", "調査を行い、報告書をまとめ、関係者に配布した")
    assert linted(sentence) == ()


@pytest.mark.parametrize("cell", ["1,234", "12件", "▲5", "１２", "約12", "¥500", "12 %"])
def test_d003_numbers_with_words(tmp_path: Path, cell: str) -> None:
    path = book_of(tmp_path, [["値（件）"], [1], [2], [cell]])

    assert only(path) == ("D003", "A4", f"数値の列「値（件）」に文字「{cell}」が入っています。")


def test_d003_a_number_typed_as_text(tmp_path: Path) -> None:
    assert only(book_of(tmp_path, [["値（件）"], [1], ["2"]]))[:2] == ("D003", "A3")


def test_d003_lets_identifiers_be(tmp_path: Path) -> None:
    path = book_of(tmp_path, [["施策番号", "値（件）"], ["001", 1], ["002", 2]])

    assert linted(path) == ()


def test_d004_merged_cells(tmp_path: Path) -> None:
    rows = [["地域", "値（件）"], ["甲", 1], ["乙", 2]]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A5:B6")
        sheet.merge_cells("A8:B8")

    assert only(book_of(tmp_path, rows, merge)) == (
        "D004",
        "A5",
        "セルが結合されています（ほか1か所）。",
    )


@pytest.mark.parametrize("cell", [" 甲", "合　計", "甲\n乙丙丁", "甲  乙", "甲　"])
def test_d005_layout_by_spaces(tmp_path: Path, cell: str) -> None:
    found = linted(book_of(tmp_path, [["地域"], ["乙"], [cell]]))

    assert shown(found) == [("D005", "表", "A3")]
    assert "空白や改行で整えられています" in found[0].message


def test_d005_a_head_broken_over_lines(tmp_path: Path) -> None:
    path = book_of(tmp_path, [["施策\n件数（件）"], [1]])

    assert shown(linted(path)) == [("D005", "表", "A1")]


def test_d006_heads_and_items_left_out(tmp_path: Path) -> None:
    assert only(csv_of(tmp_path, "地域,,備考", "甲,乙,丙")) == (
        "D006",
        "B1",
        "2列目に見出しがありません。",
    )
    assert only(csv_of(tmp_path, "地域,地域", "甲,乙")) == (
        "D006",
        "B1",
        "見出し「地域」が重複しています。",
    )
    assert only(csv_of(tmp_path, "地域,備考", "甲,丙", "〃,丁")) == (
        ("D006", "A3", "列「地域」に「同上」の記号があります。")
    )
    assert only(csv_of(tmp_path, "地域,備考", "甲,丙", ",丁", ",戊")) == (
        ("D006", "A3", "列「地域」の項目名が省略されています（ほか1か所）。")
    )


def test_d007_formulas(tmp_path: Path) -> None:
    path = book_of(tmp_path, [["値（件）", "計（件）"], [1, "=A2*2"], [2, "=A3*2"]])
    found = [f for f in linted(path) if f.code == "D007"]
    assert [(f.where.cell, f.found) for f in found] == [("B2", "=A2*2")]
    assert found[0].message == "列「計（件）」に数式（=A2*2）が入っています（ほか1か所）。"

    assert only(csv_of(tmp_path, "備考", "=HYPERLINK(1)"))[:2] == ("D007", "A2")


def test_d008_objects(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        sheet.add_image(Image(io.BytesIO(PIXEL)), "D2")

    path = book_of(tmp_path, [["値（件）"], [1]], draw)

    assert only(path) == ("D008", "", "図形・画像・グラフが置かれています（1個）。")


def test_d009_numbers_without_unit(tmp_path: Path) -> None:
    assert only(book_of(tmp_path, [["年度", "値"], [2025, 1]])) == (
        ("D009", "B1", "数値の列「値」に単位がありません。")
    )
    assert linted(book_of(tmp_path, [["値", "単位"], [1, "件"]])) == ()


@pytest.mark.parametrize("sign", ["①", "㈱", "Ⅲ", "㎡", "髙", "\ue000", "𠮷"])
def test_d010_platform_dependent_signs(tmp_path: Path, sign: str) -> None:
    assert only(csv_of(tmp_path, "名称", f"甲{sign}乙")) == (
        ("D010", "A2", f"列「名称」に機種依存文字「{sign}」があります。")
    )


def test_d010_lets_ordinary_signs_be(tmp_path: Path) -> None:
    assert linted(csv_of(tmp_path, "名称", "◎○△×～－—・「」é")) == ()


@pytest.mark.parametrize("cell", ["令和7年", "令和元年度", "R7.3.31", "平成30年4月1日", "H30年度"])
def test_d011_years_without_the_western_one(tmp_path: Path, cell: str) -> None:
    assert only(csv_of(tmp_path, "時点", cell)) == (
        "D011",
        "A2",
        f"列「時点」の「{cell}」に西暦がありません。",
    )


@pytest.mark.parametrize("cell", ["令和7年（2025年）", "R07", "令和7年度に開始した", "2025年"])
def test_d011_lets_western_years_and_sentences_be(tmp_path: Path, cell: str) -> None:
    assert linted(csv_of(tmp_path, "備考", cell)) == ()


def test_d012_signs_for_missing_numbers(tmp_path: Path) -> None:
    assert only(csv_of(tmp_path, "値（件）", "1", "2", "n/a")) == (
        ("D012", "A4", "数値の列「値（件）」に意味の定まらない記号「n/a」があります。")
    )
    assert linted(csv_of(tmp_path, "値（件）", "1", "2", "-", "***", "X")) == ()


def test_d013_two_tables_on_a_sheet(tmp_path: Path) -> None:
    rows = [["地域", "値（件）"], ["甲", 1], [], ["地域", "値（件）"], ["乙", 2]]

    found = linted(book_of(tmp_path, rows))

    assert ("D013", "表", "A4") in shown(found)
    (finding,) = [f for f in found if f.code == "D013"]
    assert finding.message == ("1つのシートに表が2つあるか、表が空の行や列で分かれています。")


def test_a_title_above_the_table_is_let_be(tmp_path: Path) -> None:
    rows = [["統計表の題"], [], ["地域", "値（件）"], ["甲", 1], ["乙", 2]]

    assert linted(book_of(tmp_path, rows)) == ()
