"""A returned copy is what Excel would write, however the received file was put together."""

from __future__ import annotations

import posixpath
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import TOO_LARGE
from evaluator.findings.value import NOT_A_CHOICE
from evaluator.form import annotate as annotating
from evaluator.form import remarks
from evaluator.form.annotate import annotate, unmarked
from evaluator.model import MinistryName
from evaluator.secretariat import check as returning
from evaluator.xlsx.package import Package
from evaluator.xlsx.parts import MAX_NODES
from evaluator.xlsx.refusal import Refused
from tests.builders import submitted
from tests.form.returned import (
    REBUILDS,
    Rebuild,
    a_book,
    faults,
    needs_schemas,
    packed,
    parts_of,
    substituted,
)
from tests.form.test_annotate import opened
from tests.recipes import Form, Recipe, recipes

CELLS: Final = ("A2", "B2", "C3", "E4", "J40")
"""With a value, with a note, blank, under a merge, beyond the last."""
_NAMES: Final = ".//{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"


def wrong(cell: str, found: str = "A", sheet: str = "施策") -> Finding:
    words = {"header": "自己評価", "choices": "◎・○・△・×"}
    return NOT_A_CHOICE.at(CellRef("様式.xlsx", sheet, cell), found=found, **words)


def rebuilt(rebuild: Rebuild) -> bytes:
    return packed(rebuild(parts_of(a_book())))


def key(name: str) -> str:
    return name.replace("\\", "/").casefold()


def dangling(content: bytes) -> set[str]:
    """Return what relations lead to and is not there, and parts without a type."""
    parts = {key(name): part for name, part in parts_of(content).items()}
    types = etree.fromstring(parts["[content_types].xml"])
    typed = {key(node.get("PartName", "")) for node in types}
    extensions = {key(node.get("Extension", "")) for node in types} - {""}
    found = {name for name in parts if f"/{name}" not in typed}
    found = {name for name in found if name.rpartition(".")[2] not in extensions}
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        nodes = list(etree.fromstring(parts[name]))
        found |= {f"{name}: {i}" for i, n in Counter(e.get("Id") for e in nodes).items() if n > 1}
        for node in nodes:
            target = posixpath.join("/", folder, key(node.get("Target", "")))
            if node.get("TargetMode") != "External":
                found |= {posixpath.normpath(target).lstrip("/")} - set(parts)
    return found


@pytest.mark.parametrize("rebuild", REBUILDS, ids=lambda rebuild: rebuild.__name__)
def test_a_copy_hangs_together_and_goes_back(rebuild: Rebuild) -> None:
    content = rebuilt(rebuild)

    marked = annotate(content, [wrong(cell) for cell in CELLS])

    names = [key(name) for name in parts_of(marked)]
    assert len(set(names)) == len(names)
    assert dangling(marked) <= dangling(content)
    assert set(parts_of(content)) - {"xl/drawings/vmlDrawing1.vml"} <= set(parts_of(marked))
    again = annotate(marked, [wrong(cell) for cell in CELLS])
    assert set(parts_of(again)) == set(parts_of(marked))
    back = {key(name) for name in parts_of(unmarked(marked))}
    assert back - {"xl/styles.xml"} <= {key(name) for name in parts_of(content)}


@needs_schemas
@pytest.mark.parametrize("rebuild", REBUILDS, ids=lambda rebuild: rebuild.__name__)
def test_a_copy_adds_no_fault(rebuild: Rebuild) -> None:
    content = rebuilt(rebuild)

    marked = annotate(content, [wrong(cell) for cell in CELLS], "外務省・令和7年度")

    assert faults(marked) <= faults(content)
    assert faults(unmarked(marked)) <= faults(content)


NOT_FOR_OPENPYXL: Final = {"names_in_capitals", "backslashes", "formats_without_a_number"}
"""It looks for the very names, and takes the numbers of formats on trust."""


@pytest.mark.parametrize(
    "rebuild",
    [each for each in REBUILDS if each.__name__ not in NOT_FOR_OPENPYXL],
    ids=lambda rebuild: rebuild.__name__,
)
def test_cells_are_marked_however_the_file_is_put_together(rebuild: Rebuild) -> None:
    sheet = opened(annotate(rebuilt(rebuild), [wrong(cell) for cell in CELLS]))["施策"]

    for cell in ("A2", "B2", "C3", "D2" if sheet.merged_cells.ranges else "E4", "J40"):
        assert sheet[cell].border.left.style == "thick", cell
        assert "選択肢にありません" in sheet[cell].comment.text, cell


def test_only_the_list_is_selected_also_before_a_chart() -> None:
    chart = next(each for each in REBUILDS if each.__name__ == "chart_sheet_selected")

    marked = parts_of(annotate(rebuilt(chart), [wrong("A2")]))

    selected = [name for name, part in marked.items() if b'tabSelected="1"' in part]
    assert selected == ["xl/worksheets/sheet3.xml"]


@needs_schemas
def test_what_is_long_or_odd_is_cut_to_what_excel_takes() -> None:
    long = "長い" * 30_000
    sheet = "シ'" + "シ" * 28 + "&"
    content = packed(
        substituted(parts_of(a_book()), "xl/workbook.xml", "凡例", sheet.replace("&", "&amp;"))
    )
    found = [wrong("A1", sheet=sheet), *(wrong("A2", f"{n}_x000D_{long}") for n in range(600))]

    marked = annotate(content, found, long)

    assert faults(marked) <= faults(content)
    book = opened(marked)
    assert len(book["施策"]["A2"].comment.text.replace("_x005F_", "_")) <= 32_767
    assert book["施策"]["A2"].comment.text.endswith("―― 指摘ここまで ――")
    assert len(book["指摘一覧"].oddHeader.left.text) < 200
    assert "_x000D_" in book["指摘一覧"]["F7"].value.replace("_x005F_", "_")
    assert book["指摘一覧"]["E606"].hyperlink.location == "'" + sheet.replace("'", "''") + "'!A1"


def test_an_answer_that_is_a_key_of_ours_is_no_sheet_of_ours() -> None:
    for answer in ("marks.number", "remarks.number"):
        content = packed(substituted(parts_of(a_book()), "xl/sharedStrings.xml", "回答3", answer))

        assert unmarked(content) == content
        assert opened(annotate(content, [wrong("A2")]))["施策"]["A4"].value == answer


def test_a_damaged_part_that_nobody_reads_is_refused() -> None:
    content = packed(parts_of(a_book()) | {"xl/media/image1.png": b"\x89PNG" * 200})
    at = content.index(b"xl/media/image1.png") + len("xl/media/image1.png") + 4
    broken = content[:at] + bytes(8) + content[at + 8 :]

    for change in (unmarked, lambda content: annotate(content, [wrong("A2")])):
        with pytest.raises(Refused, match="F004"):
            change(broken)


# many findings ---------------------------------------------------------------------------
def test_a_long_list_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (remarks, annotating):
        monkeypatch.setattr(module, "MAX_ROWS", 2)

    book = opened(annotate(a_book(), [wrong(f"A{row}") for row in range(1, 8)]))

    rows = [row[0].value for row in book["指摘一覧"].iter_rows(min_row=6)]
    assert rows == [1, 2, "ほかに5件あります。上の指摘を直してから点検すると示されます。"]
    assert book["指摘一覧"].auto_filter.ref == "A5:G7"
    cells = [book["施策"][f"A{row}"] for row in range(1, 8)]
    assert [cell.border.left.style for cell in cells] == ["thick"] * 2 + ["thin"] * 5


def test_a_cell_beyond_the_last_note_is_marked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(annotating, "MAX_NOTES", 3)

    book = opened(annotate(a_book(), [wrong(f"A{row}") for row in range(1, 8)]))

    cells = [book["施策"][f"A{row}"] for row in range(1, 8)]
    assert [bool(cell.comment) for cell in cells] == [True] * 3 + [False] * 4
    assert {cell.border.left.style for cell in cells} == {"thick"}


def test_drawings_of_many_notes_claim_their_numbers() -> None:
    marked = annotate(a_book(), [wrong(f"C{row}") for row in range(1, 1100)])

    (drawing,) = (part for name, part in parts_of(marked).items() if name.endswith(".vml"))
    assert b'data="1,2"' in drawing


@pytest.mark.slow
def test_a_finding_costs_the_same_however_many_there_are() -> None:
    def cost(count: int) -> float:
        found = [wrong(f"C{row}") for row in range(1, count + 1)]
        begun = time.process_time()
        annotate(a_book(), found)
        return (time.process_time() - begun) / count

    assert cost(9_000) < 3 * cost(900)


# the forms -------------------------------------------------------------------------------
RECIPES: Final = dict((*recipes("accepted"), *recipes("rejected")))


@needs_schemas
@pytest.mark.slow
@pytest.mark.parametrize("name", RECIPES)
def test_no_returned_form_has_a_fault_that_it_did_not_come_with(
    name: str, sample_workspace: Workspace, catalogue: Catalogue, tmp_path: Path
) -> None:
    def copy_of(ministry: str, folder: Path) -> Path:
        path = submitted(sample_workspace, catalogue, ministry)
        return Path(shutil.copy(path, folder / path.name))

    recipe: Recipe = RECIPES[name]
    ministry = MinistryName(vars(recipe).get("ministry", "外務省"))
    form = Form(copy_of(ministry, tmp_path), catalogue, ministry, copy_of)
    recipe(form)
    form.save()

    (checked,) = returning.check_files(sample_workspace, [form.path])
    (copy, *_), refused = returning.return_forms(sample_workspace, [checked], tmp_path / "返却")

    if not refused:
        assert faults(copy.read_bytes()) <= faults(form.path.read_bytes())


def test_a_list_of_types_with_millions_of_elements_is_not_parsed() -> None:
    """No reader needs that list; only who changes a copy does."""
    name = "[Content_Types].xml"
    package = Package(packed({name: b'<T a="">' + b'<a b=""/>' * (MAX_NODES // 2) + b"</T>"}))

    with pytest.raises(Refused) as caught:
        package.tree(name)

    assert caught.value.kind is TOO_LARGE
