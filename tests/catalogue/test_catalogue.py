"""The catalogue: what the sample holds, and that each fault in one is said at its cell."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from evaluator.catalogue import Catalogue, load
from evaluator.catalogue.categories import CategoryRow, SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.rows import (
    OPTIONAL,
    TABLES,
    DomainRowRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
)
from evaluator.files import Workspace
from evaluator.findings import KINDS, Finding, Severity
from evaluator.model import (
    Direction,
    DomainGroup,
    KpiId,
    KpiKind,
    MeasureId,
    MinistryName,
    RoundId,
)
from evaluator.rubric.scale_file import shipped_scale
from evaluator.sheets.layout import Row, layout_of
from evaluator.xlsx import walk
from evaluator.xlsx.source import Source
from tests.builders import R07, catalogue_of, cell_of, edit, shown, source_of

Address = tuple[str, str, str]
FIRST_ROW: Final = 5  # below title, note, key row and headers
NEEDED: Final = [model for model in TABLES if model not in OPTIONAL]
EVERY_COLUMN: Final = [
    pytest.param(model, column.field, id=f"{layout_of(model).title}-{column.header}")
    for model in NEEDED
    for column in layout_of(model).columns
    if not column.is_later
]


@pytest.fixture
def path(sample_workspace: Workspace, tmp_path: Path) -> Path:
    """A copy of the sample's catalogue."""
    copy = tmp_path / "catalogue.xlsx"
    copy.write_bytes(sample_workspace.catalogue(R07).read_bytes())
    return copy


@pytest.fixture(scope="module")
def source(sample_workspace: Workspace) -> Source:
    """The sample's catalogue as read, before it is checked."""
    return source_of(sample_workspace.catalogue(R07))


def loaded(path: Path) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    return catalogue_of(path, R07)


def typed(book: Any, model: type[Row], key: str, field: str, value: object) -> str:
    """Type a value into the row with this key, or into the first; return its address."""
    row = 0 if key else FIRST_ROW
    cell = cell_of(book[layout_of(model).title], model, field, key, row)
    cell.value = value
    return str(cell.coordinate)


def place(book: Any, model: type[Row], key: str, field: str) -> str:
    return str(cell_of(book[layout_of(model).title], model, field, key).coordinate)


def removed(book: Any, model: type[Row], key: str) -> None:
    sheet = book[layout_of(model).title]
    sheet.delete_rows(cell_of(sheet, model, layout_of(model).model.row_key, key).row)


def with_project_years(book: Any, *rows: Any) -> Any:
    """Add 案件の経過 with these rows; return the addresses of their first cells, or of a column."""
    column = rows[-1] if isinstance(rows[-1], str) else "A"
    sheet = book.create_sheet(ProjectYearRow.sheet_title)
    columns = layout_of(ProjectYearRow).columns
    sheet.append([layout_of(ProjectYearRow).cell_key(each.field) for each in columns])
    sheet.append([each.header for each in columns])
    for row in rows:
        if not isinstance(row, str):
            sheet.append([int(row[0]), *row[1:]])
    return [f"{column}{number}" for number in range(3, sheet.max_row + 1)]


@pytest.mark.parametrize(("times", "said"), [(2, set()), (4, {"F005"})])
def test_a_register_may_have_three_times_the_cells_of_a_form(
    times: int, said: set[str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_workbook(path)
    cells = sum(1 for sheet in book for row in sheet.iter_rows() for _ in row)
    monkeypatch.setattr(walk, "MAX_CELLS", cells // times)

    catalogue, found = loaded(path)

    assert {each.code for each in found if each.severity is Severity.ERROR} == said
    assert (catalogue is None) is bool(said)


# one fault, one finding ------------------------------------------------------------------
Fault = Callable[[Any], Address]
FAULTS: Final[list[tuple[str, Fault]]] = []


def fault(code: str) -> Callable[[Fault], Fault]:
    def listed(recipe: Fault) -> Fault:
        FAULTS.append((code, recipe))
        return recipe

    return listed


@fault("K001")
def a_kpi_id_twice(book: Any) -> Address:
    return ("K001", "KPI一覧", typed(book, KpiRow, "S001-2", "id", "S001-1"))


@fault("K001")
def a_ministry_twice(book: Any) -> Address:
    return ("K001", "府省庁", typed(book, MinistryRow, "経団連", "name", "外務省"))


@fault("K024")
def a_lead_that_is_given_no_form(book: Any) -> Address:
    typed(book, RoundRow, "", "asks", "尋ねる")
    return ("K024", "領域", typed(book, DomainRowRow, "13", "lead", "復興庁"))


@fault("K025")
def a_projects_way_that_lies_ahead(book: Any) -> Address:
    return ("K025", "案件の経過", with_project_years(book, ("2024", "P1"), ("2025", "P1"))[1])


@fault("K001")
def a_project_twice_in_a_year(book: Any) -> Address:
    return ("K001", "案件の経過", with_project_years(book, ("2024", "P1"), ("2024", "P1"), "B")[1])


@fault("A010")
def an_unknown_word_in_a_lead(book: Any) -> Address:
    return ("A010", "施策分類", typed(book, CategoryRow, "2", "lead", "{今年}の成果である。"))


@fault("A010")
def an_unknown_word_in_a_source_line(book: Any) -> Address:
    return ("A010", "対象年度", typed(book, RoundRow, "", "source_note", "（出典）{年}"))


@fault("A005")
def a_sentence_of_a_domain_without_a_year(book: Any) -> Address:
    return ("A005", "領域", typed(book, DomainRowRow, "13", "no_activity", "（取組なし。）"))


@fault("K002")
def an_unknown_domain(book: Any) -> Address:
    return ("K002", "施策一覧", typed(book, MeasureRow, "S005", "domains", "99"))


@fault("K002")
def an_unknown_lead(book: Any) -> Address:
    return ("K002", "施策一覧", typed(book, MeasureRow, "S002", "lead", "通商産業省"))


@fault("K002")
def an_unknown_joint_ministry(book: Any) -> Address:
    return ("K002", "施策一覧", typed(book, MeasureRow, "S008", "joint", "内閣府、通商産業省"))


@fault("K002")
def an_unknown_category(book: Any) -> Address:
    return ("K002", "施策小分類", typed(book, SubcategoryRow, "1-1", "category_id", "9"))


@fault("K002")
def an_unknown_parent(book: Any) -> Address:
    return ("K002", "府省庁", typed(book, MinistryRow, "文化庁", "parent", "文部省"))


@fault("K002")
def an_unknown_ministry_of_a_domain(book: Any) -> Address:
    return ("K002", "領域", typed(book, DomainRowRow, "17", "ministries", "厚生省"))


@fault("K030")
def a_name_beside_an_address(book: Any) -> Address:
    typed_in = "標準課 <hyojun@example.go.jp>"
    return ("K030", "府省庁", typed(book, MinistryRow, "環境省", "addresses", typed_in))


@fault("K031")
def a_deadline_of_the_year_before(book: Any) -> Address:
    day = datetime(2025, 1, 30)
    return ("K031", "府省庁", typed(book, MinistryRow, "環境省", "deadline", day))


@fault("K003")
def a_subcategory_without_measures(book: Any) -> Address:
    sheet = book["施策一覧"]
    for number in range(FIRST_ROW, sheet.max_row + 1):
        cell = cell_of(sheet, MeasureRow, "subcategory_id", row=number)
        if cell.value == "3-3":
            cell.value = "3-2"
    return ("K003", "施策小分類", place(book, SubcategoryRow, "3-3", "id"))


@fault("K002")
def an_unknown_row_above(book: Any) -> Address:
    return ("K002", "施策小分類", typed(book, SubcategoryRow, "1-1", "parent", "9-9"))


@fault("K026")
def a_row_above_of_another_category(book: Any) -> Address:
    return ("K026", "施策小分類", typed(book, SubcategoryRow, "1-2", "parent", "2-1"))


@fault("K027")
def rows_that_stand_below_each_other(book: Any) -> Address:
    typed(book, SubcategoryRow, "1-2", "parent", "1-1")
    return ("K027", "施策小分類", typed(book, SubcategoryRow, "1-1", "parent", "1-2"))


@fault("K029")
def a_third_level_where_there_are_two(book: Any) -> Address:
    typed(book, SubcategoryRow, "1-2", "parent", "1-1")
    return ("K029", "施策小分類", place(book, SubcategoryRow, "1-2", "id"))


@fault("K004")
def a_measure_without_kpis(book: Any) -> Address:
    removed(book, KpiRow, "S002-1")
    return ("K004", "施策一覧", place(book, MeasureRow, "S002", "id"))


@fault("K005")
def a_target_without_its_unit(book: Any) -> Address:
    return ("K005", "KPI一覧", typed(book, KpiRow, "S001-2", "unit", None))


@fault("K006")
def a_yearly_kpi_without_target(book: Any) -> Address:
    return ("K006", "KPI一覧", typed(book, KpiRow, "S001-2", "target", None))


@fault("K006")
def a_cumulative_kpi_without_baseline(book: Any) -> Address:
    return ("K006", "KPI一覧", typed(book, KpiRow, "S007-1", "baseline", None))


@fault("K006")
def a_milestone_without_plan(book: Any) -> Address:
    return ("K006", "KPI一覧", typed(book, KpiRow, "S004-1", "plan", None))


@fault("K007")
def a_measure_of_nobody(book: Any) -> Address:
    return ("K007", "施策一覧", typed(book, MeasureRow, "S002", "lead", None))


@fault("K008")
def a_measure_without_main_kpi(book: Any) -> Address:
    typed(book, KpiRow, "S001-1", "main", None)
    return ("K008", "施策一覧", place(book, MeasureRow, "S001", "id"))


@fault("K008")
def a_measure_with_two_main_kpis(book: Any) -> Address:
    typed(book, KpiRow, "S001-2", "main", "主")
    return ("K008", "施策一覧", place(book, MeasureRow, "S001", "id"))


@fault("K009")
def a_lead_that_is_joint_too(book: Any) -> Address:
    return ("K009", "施策一覧", typed(book, MeasureRow, "S008", "joint", "内閣府、経済産業省"))


@fault("K010")
def a_domain_without_measures(book: Any) -> Address:
    sheet = book["施策一覧"]
    for number in range(FIRST_ROW, sheet.max_row + 1):
        cell = cell_of(sheet, MeasureRow, "domains", row=number)
        cell.value = "、".join(d for d in str(cell.value or "").split("、") if d != "17") or None
    return ("K010", "領域", place(book, DomainRowRow, "17", "id"))


@fault("K011")
def two_rounds(book: Any) -> Address:
    sheet = book["対象年度"]
    for column, cell in enumerate(sheet[FIRST_ROW], start=1):
        sheet.cell(FIRST_ROW + 1, column).value = cell.value
    return ("K011", "対象年度", f"A{FIRST_ROW + 1}")


@fault("K012")
def no_domains(book: Any) -> Address:
    book["領域"].delete_rows(FIRST_ROW, 100)
    return ("K012", "領域", "")


@fault("K012")
def no_kpis(book: Any) -> Address:
    book["KPI一覧"].delete_rows(FIRST_ROW, 1_000)
    return ("K012", "KPI一覧", "")


@fault("K013")
def a_target_already_reached(book: Any) -> Address:
    return ("K013", "KPI一覧", typed(book, KpiRow, "S002-1", "target", 60))


@fault("K014")
def another_round(book: Any) -> Address:
    return ("K014", "対象年度", typed(book, RoundRow, "", "id", "R08"))


@fault("K015")
def a_plan_in_prose(book: Any) -> Address:
    return ("K015", "KPI一覧", typed(book, KpiRow, "S004-1", "plan", "秋までに素案"))


@fault("V001")
def a_measure_without_title(book: Any) -> Address:
    return ("V001", "施策一覧", typed(book, MeasureRow, "S001", "title", None))


@fault("V002")
def a_main_kpi_by_another_sign(book: Any) -> Address:
    return ("V002", "KPI一覧", typed(book, KpiRow, "S001-1", "main", "○"))


@fault("V017")
def a_target_in_words(book: Any) -> Address:
    return ("V017", "KPI一覧", typed(book, KpiRow, "S001-1", "baseline", "約4"))


# Targets that are no single number: S017-1 is a yearly one, 120 after 104.
@fault("K016")
def two_targets(book: Any) -> Address:
    return ("K016", "KPI一覧", typed(book, KpiRow, "S017-1", "growth", 5))


@fault("K017")
def a_range_the_wrong_way_round(book: Any) -> Address:
    return ("K017", "KPI一覧", typed(book, KpiRow, "S017-1", "upper", 100))


# Figures kept as they were published: S017-1 is made such a one.
@fault("K040")
def a_figure_that_is_another_number(book: Any) -> Address:
    typed(book, KpiRow, "S017-1", "in_words", "記載どおり")
    return ("K040", "KPI一覧", typed(book, KpiRow, "S017-1", "previous_written", "約105"))


@fault("K041")
def years_of_what_is_no_total(book: Any) -> Address:
    return ("K041", "KPI一覧", typed(book, KpiRow, "S017-1", "span", 5))


@fault("K042")
def a_target_that_moves_of_an_unknown_day(book: Any) -> Address:
    typed(book, KpiRow, "S017-1", "moving", "海外の同種の機関")
    return ("K042", "KPI一覧", place(book, KpiRow, "S017-1", "target_when"))


@fault("K043")
def a_quantity_that_is_itself_in_another_unit(book: Any) -> Address:
    return ("K043", "KPI一覧", typed(book, KpiRow, "S017-1", "other_unit", "S017-1"))


@fault("K044")
def a_repeat_of_its_own_round(book: Any) -> Address:
    return ("K044", "KPI一覧", typed(book, KpiRow, "S017-1", "repeats", "R07:S001-1"))


@fault("K018")
def a_growth_of_a_final_year(book: Any) -> Address:
    typed(book, KpiRow, "S077-2", "target", None)
    return ("K018", "KPI一覧", typed(book, KpiRow, "S077-2", "growth", 5))


@fault("K019")
def a_target_as_people_say_it(book: Any) -> Address:
    return ("K019", "KPI一覧", typed(book, KpiRow, "S017-1", "target", "5位以内を維持"))


@fault("K020")
def a_growth_on_nothing(book: Any) -> Address:
    for field in ("target", "previous", "previous_year"):
        typed(book, KpiRow, "S017-1", field, None)
    return ("K020", "KPI一覧", typed(book, KpiRow, "S017-1", "growth", 5))


@fault("K021")
def a_kpi_shared_with_its_own_measure(book: Any) -> Address:
    return ("K021", "KPI一覧", typed(book, KpiRow, "S017-1", "shared_with", "S017"))


@fault("K002")
def a_kpi_shared_with_no_measure(book: Any) -> Address:
    return ("K002", "KPI一覧", typed(book, KpiRow, "S017-1", "shared_with", "S999"))


@fault("K022")
def a_range(book: Any) -> Address:
    return ("K022", "KPI一覧", typed(book, KpiRow, "S017-1", "upper", 150))


@fault("K022")
def a_kpi_in_words(book: Any) -> Address:
    typed(book, KpiRow, "S017-1", "target", None)
    return ("K022", "KPI一覧", typed(book, KpiRow, "S017-1", "in_words", "言葉"))


@fault("K023")
def a_division_of_a_ministry_that_is_not_asked(book: Any) -> Address:
    return (
        "K023",
        "施策一覧",
        typed(book, MeasureRow, "S008", "joint_divisions", "通商産業省：標準課"),
    )


@fault("V020")
def a_deadline_outside_its_era(book: Any) -> Address:
    return ("V020", "対象年度", typed(book, RoundRow, "", "deadline", "平成38年1月30日"))


@fault("V008")
def an_error_for_a_lead(book: Any) -> Address:
    return ("V008", "施策一覧", typed(book, MeasureRow, "S002", "lead", "#REF!"))


@fault("V013")
def an_id_that_became_a_date(book: Any) -> Address:
    return ("V013", "KPI一覧", typed(book, KpiRow, "S001-2", "id", date(2026, 1, 2)))


@pytest.mark.parametrize(
    ("code", "recipe"), FAULTS, ids=[f"{code}-{recipe.__name__}" for code, recipe in FAULTS]
)
def test_a_fault_is_one_finding_at_its_cell(code: str, recipe: Fault, path: Path) -> None:
    expected: list[Address] = []
    edit(path, lambda book: expected.append(recipe(book)))

    catalogue, found = loaded(path)

    assert shown(found) == expected
    assert found[0].code == code
    assert found[0].where.file == "catalogue.xlsx"
    assert (catalogue is None) == (code not in ("A010", "K004", "K010", "K020", "K022", "K024"))


def test_every_code_of_the_catalogue_has_a_rejected_example() -> None:
    of_three_levels = {"K028", "K032"}  # tests/catalogue/test_levels.py
    assert {code for code, _ in FAULTS if code.startswith("K")} == {
        code for code in KINDS if code.startswith("K") and code not in of_three_levels
    }


def test_an_unknown_reference_is_said_exactly(path: Path) -> None:
    edit(path, lambda book: typed(book, MeasureRow, "S002", "lead", "通商産業省"))

    _, found = loaded(path)

    assert [str(finding) for finding in found] == [
        (
            "[エラー] K002 catalogue.xlsx シート『施策一覧』 D6："
            "「主担当」の「通商産業省」はシート『府省庁』にありません。"
            "シート『府省庁』に行を加えるか、ここを直してください。"
        )
    ]


def test_a_duplicate_says_where_the_first_is(path: Path) -> None:
    edit(path, a_kpi_id_twice)

    assert loaded(path)[1][0].message == "KPI番号「S001-1」が重複しています（最初はA5）。"


def test_a_subcategory_listed_twice_is_a_duplicate(path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["施策小分類"]
        sheet.append([cell.value for cell in sheet[FIRST_ROW]])

    edit(path, change)

    assert shown(loaded(path)[1]) == [("K001", "施策小分類", "A20")]


def test_several_faults_are_reported_in_one_pass(path: Path) -> None:
    recipes = (
        *(a_ministry_twice, an_unknown_domain, a_target_without_its_unit, a_milestone_without_plan),
        *(a_measure_of_nobody, a_target_already_reached, another_round, a_lead_that_is_joint_too),
        *(a_measure_with_two_main_kpis, a_deadline_outside_its_era),
    )
    expected: list[Address] = []
    edit(path, lambda book: expected.extend(recipe(book) for recipe in recipes))

    catalogue, found = loaded(path)

    assert catalogue is None
    assert sorted(shown(found)) == sorted(expected)


# no catalogue, or not the whole of it ----------------------------------------------------
def test_what_is_no_workbook_is_one_finding(path: Path) -> None:
    path.write_text("施策ID,施策名\n", encoding="utf-8")

    catalogue, found = loaded(path)

    assert catalogue is None
    assert shown(found) == [("F001", "", "")]


def test_a_workbook_that_is_no_catalogue_misses_every_sheet(path: Path) -> None:
    def change(book: Any) -> None:
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.worksheets[0].delete_rows(1, 100)

    edit(path, change)

    catalogue, found = loaded(path)

    assert catalogue is None
    assert [f.where.sheet for f in found] == [layout_of(model).title for model in NEEDED]
    assert {f.code for f in found} == {"F012"}


@pytest.mark.slow
@pytest.mark.parametrize("model", NEEDED)
def test_a_missing_sheet_is_one_finding(model: type[Row], path: Path) -> None:
    title = layout_of(model).title
    edit(path, lambda book: book.remove(book[title]))

    catalogue, found = loaded(path)

    assert catalogue is None
    assert shown(found) == [("F012", title, "")]
    assert title in found[0].message


@pytest.mark.slow
@pytest.mark.parametrize(("model", "field"), EVERY_COLUMN)
def test_a_missing_column_is_one_finding(
    model: type[Row], field: str, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = layout_of(model)
    number = [sheet.name for sheet in source.sheets].index(layout.title)
    sheet = source.sheets[number]
    column = next(at[1] for at, cell in sheet.cells.items() if cell.value == layout.cell_key(field))
    cells = {at: cell for at, cell in sheet.cells.items() if at[1] != column}
    sheets = list(source.sheets)
    sheets[number] = dataclasses.replace(sheet, cells=cells)
    without = dataclasses.replace(source, sheets=tuple(sheets))
    monkeypatch.setattr(load, "read_source", lambda *_, **__: without)

    catalogue, found = load.load_catalogue(source.name, b"", R07, shipped_scale())

    assert catalogue is None
    assert shown(found) == [("S001", layout.title, "")]
    assert found[0].message == f"列「{layout.by_field(field).header}」が見つかりません。"


# the same catalogue, however it is laid out ----------------------------------------------
def sorted_rows(book: Any) -> None:
    for title in ("施策一覧", "KPI一覧", "府省庁"):
        sheet = book[title]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
        for number, values in enumerate(reversed(rows), start=FIRST_ROW):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value


def moved_columns(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell, value in zip(row, [c.value for c in row][::-1], strict=True):
                cell.value = value
        sheet.insert_cols(2)


def blank_rows(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(FIRST_ROW + 1, 3)
        sheet.insert_rows(1, 2)


def moved_and_renamed_sheets(book: Any) -> None:
    book.move_sheet("KPI一覧", -6)
    book["施策一覧"].title = "施策一覧（最終）"


def other_spellings(book: Any) -> None:
    typed(book, MeasureRow, "S002", "id", "ｓ００２")
    typed(book, RoundRow, "", "fiscal_year", "令和7年度")
    typed(book, RoundRow, "", "deadline", "令和8年1月30日")
    typed(book, KpiRow, "S001-1", "target", "４")


LAYOUTS: Final = [sorted_rows, moved_columns, blank_rows, moved_and_renamed_sheets]


@pytest.mark.slow
@pytest.mark.parametrize("change", LAYOUTS)
def test_the_layout_does_not_matter(
    change: Callable[[Any], None], path: Path, catalogue: Catalogue
) -> None:
    edit(path, change)

    again, found = loaded(path)

    assert found == ()
    assert again == catalogue


def test_other_spellings_are_noted_and_give_the_same_catalogue(
    path: Path, catalogue: Catalogue
) -> None:
    edit(path, other_spellings)

    again, found = loaded(path)

    assert [f.code for f in found] == ["V011"] * 4
    assert again == catalogue


def test_another_word_gives_another_hash(path: Path, catalogue: Catalogue) -> None:
    edit(path, lambda book: typed(book, MeasureRow, "S001", "title", "別の名称"))

    again, found = loaded(path)

    assert found == ()
    assert again is not None
    assert again.sha256 != catalogue.sha256


@pytest.mark.parametrize(("one", "other"), [("S10", "S9"), ("S009-10", "S009-9")])
def test_ids_are_ordered_as_people_count(one: str, other: str) -> None:
    assert load._natural(other) < load._natural(one)


def test_rows_of_printed_tables_keep_the_order_they_are_given(path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["施策小分類"]
        first, second = ([c.value for c in sheet[n]] for n in (FIRST_ROW, FIRST_ROW + 1))
        for column, (a, b) in enumerate(zip(first, second, strict=True), start=1):
            sheet.cell(FIRST_ROW, column).value = b
            sheet.cell(FIRST_ROW + 1, column).value = a

    edit(path, change)

    again, _ = loaded(path)

    assert again is not None
    assert [s.id for s in again.subcategories][:3] == ["1-2", "1-1", "1-3"]


# the sample ------------------------------------------------------------------------------
def test_the_sample_has_no_finding(sample_workspace: Workspace, catalogue: Catalogue) -> None:
    again, found = loaded(sample_workspace.catalogue(R07))

    assert found == ()
    assert again == catalogue


def test_the_sample_says_that_it_is_made_up(catalogue: Catalogue) -> None:
    assert "見本" in catalogue.round.notice
    assert "架空" in catalogue.round.notice


def test_the_round_of_the_sample(catalogue: Catalogue) -> None:
    assert (catalogue.round.id, catalogue.round.fiscal_year) == (RoundId("R07"), 2025)
    assert catalogue.round.year_label == "令和7年度"
    assert (catalogue.round.year_start, catalogue.round.year_end) == (
        date(2025, 4, 1),
        date(2026, 3, 31),
    )


def test_the_sample_has_the_published_numbers_of_measures(catalogue: Catalogue) -> None:
    counted = Counter(measure.subcategory_id for measure in catalogue.measures)

    assert len(catalogue.categories) == 4
    assert [(s.id, counted[s.id]) for s in catalogue.subcategories] == [
        *[("1-1", 8), ("1-2", 11), ("1-3", 2), ("1-4", 11), ("1-5", 3)],
        *[("2-1", 11), ("2-2", 7), ("2-3", 2)],
        *[("3-1", 14), ("3-2", 4), ("3-3", 1)],
        *[("4-1", 3), ("4-2", 16), ("4-3", 13), ("4-4", 3)],
    ]
    assert len(catalogue.measures) == 109


def test_the_sample_has_thirteen_respondents_in_customary_order(catalogue: Catalogue) -> None:
    order = {ministry.name: ministry.order for ministry in catalogue.ministries}

    assert len(catalogue.respondents) == 13
    assert list(catalogue.respondents) == sorted(catalogue.respondents, key=lambda m: order[m])


def test_the_sample_has_kpis_of_every_kind_and_direction(catalogue: Catalogue) -> None:
    assert len(catalogue.kpis) >= 140
    assert {kpi.kind for kpi in catalogue.kpis} == set(KpiKind)
    assert {kpi.direction for kpi in catalogue.kpis} == set(Direction)


def test_every_measure_of_the_sample_has_one_main_kpi_and_it_comes_first(
    catalogue: Catalogue,
) -> None:
    for kpis in catalogue.kpis_by_measure.values():
        assert [kpi.main for kpi in kpis] == [True] + [False] * (len(kpis) - 1)


def test_the_sample_has_the_seventeen_domains_in_twenty_rows(catalogue: Catalogue) -> None:
    groups = {row.domain: row.group for row in catalogue.domains}
    counted = Counter(groups.values())

    assert len(catalogue.domains) == 20
    assert counted == {DomainGroup.STRATEGIC: 8, DomainGroup.IMPORTANT: 9}
    assert [row.mark for row in catalogue.domains] == list("①①①②③④④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰")


def test_every_domain_of_the_sample_has_a_measure(catalogue: Catalogue) -> None:
    tagged = {domain for measure in catalogue.measures for domain in measure.domains}

    assert tagged == {row.id for row in catalogue.domains}


def test_two_fifths_of_the_sample_have_a_domain(catalogue: Catalogue) -> None:
    tagged = sum(bool(measure.domains) for measure in catalogue.measures)

    assert 0.35 <= tagged / len(catalogue.measures) <= 0.45


def test_several_measures_of_the_sample_are_of_two_or_three_ministries(
    catalogue: Catalogue,
) -> None:
    counted = Counter(len(measure.ministries) for measure in catalogue.measures)

    assert set(counted) == {1, 2, 3}
    assert counted[2] >= 3
    assert counted[3] >= 2


def test_the_sample_has_measures_without_a_lead(catalogue: Catalogue) -> None:
    joint = [measure for measure in catalogue.measures if measure.lead is None]

    assert joint
    assert all(len(measure.joint) >= 2 for measure in joint)


def test_each_kpi_is_reported_by_exactly_one_ministry(catalogue: Catalogue) -> None:
    reported = Counter(
        k.id for ministry in catalogue.respondents for k in catalogue.kpis_of(ministry)
    )

    assert reported == {kpi.id: 1 for kpi in catalogue.kpis}


def test_a_ministry_is_given_the_domains_of_its_offices(catalogue: Catalogue) -> None:
    office = next(m for m in catalogue.ministries if m.name == "内閣府（宇宙）")
    mine = {row.id for row in catalogue.domains if office.name in row.ministries}

    assert mine
    assert office.parent == "内閣府"
    assert mine <= {row.id for row in catalogue.domains_of(office.parent)}


def test_the_catalogue_is_found_by_its_key_row(path: Path) -> None:
    book = load_workbook(path)

    for model in NEEDED:
        layout = layout_of(model)
        sheet = book[layout.title]
        assert [cell.value for cell in sheet[3]] == [
            layout.cell_key(c.field) for c in layout.columns
        ]
        assert sheet.row_dimensions[3].hidden
        assert [cell.value for cell in sheet[4]] == [c.header for c in layout.columns]


def test_the_printed_order_of_the_sheets() -> None:
    assert [layout_of(model).title for model in TABLES] == [
        *("対象年度", "府省庁", "施策分類", "施策小分類", "領域", "施策一覧", "KPI一覧"),
        *(
            "別紙文言",
            "前年との対応",
            "標準案件一覧",
            "案件の経過",
            "国際ポスト一覧",
            "年ごとの評価",
            "意見一覧",
            "意見の経過",
        ),
    ]


# what a catalogue can say of a KPI -----------------------------------------------------------
def test_columns_that_came_later_change_nothing_where_they_are_blank(path: Path) -> None:
    before, _ = loaded(path)

    def without(book: Any) -> None:
        for model, field in ((KpiRow, "target_words"), (MeasureRow, "joint_divisions")):
            sheet = book[layout_of(model).title]
            sheet.delete_cols(cell_of(sheet, model, field, row=FIRST_ROW).column, 6)

    edit(path, without)
    now, found = loaded(path)

    assert before
    assert now
    assert found == ()
    assert now.sha256 == before.sha256


def test_a_kpi_for_two_measures_is_answered_once_and_counts_for_both(path: Path) -> None:
    edit(path, lambda book: typed(book, KpiRow, "S017-1", "shared_with", "S077"))
    catalogue, found = loaded(path)

    assert catalogue is not None
    assert found == ()
    both = [
        [(str(kpi.id), kpi.main) for kpi in catalogue.kpis_by_measure[MeasureId(name)]]
        for name in ("S017", "S077")
    ]
    assert both == [
        [("S017-1", True), ("S017-2", False)],
        [("S077-1", True), ("S077-2", False), ("S017-1", False)],
    ]
    reported = [str(kpi.id) for kpi in catalogue.kpis_of(MinistryName("外務省"))]
    assert reported.count("S017-1") == 1


def test_a_shared_kpi_is_the_main_one_of_a_measure_without_its_own(path: Path) -> None:
    def share(book: Any) -> None:
        removed(book, KpiRow, "S100-1")
        typed(book, KpiRow, "S017-1", "shared_with", "S100")

    edit(path, share)
    catalogue, found = loaded(path)

    assert catalogue is not None
    assert found == ()
    (only,) = catalogue.kpis_by_measure[MeasureId("S100")]
    assert (only.id, only.main, only.measure_id) == ("S017-1", True, "S017")


def test_a_related_ministry_has_a_division_of_its_own(path: Path) -> None:
    before, _ = loaded(path)
    assert before is not None
    measure = next(each for each in before.measures if each.lead and each.joint)
    ministry = measure.joint[0]
    named = f"{ministry}：国際標準室"
    edit(path, lambda book: typed(book, MeasureRow, measure.id, "joint_divisions", named))

    catalogue, found = loaded(path)

    assert catalogue is not None
    assert found == ()
    now = catalogue.measure_by_id[measure.id]
    assert now.division_of(ministry) == "国際標準室"
    assert now.division_of(MinistryName(str(measure.lead))) == measure.division


# struck through --------------------------------------------------------------------------
def struck(*cells: Any) -> None:
    for cell in cells:
        cell.font = Font(strike=True)


def row_of(book: Any, model: type[Row], key: str) -> list[Any]:
    sheet = book[layout_of(model).title]
    row = cell_of(sheet, model, layout_of(model).model.row_key, key).row
    return [cell for cell in sheet[row] if cell.value is not None]


def test_a_measure_whose_row_is_struck_through_is_left_out_and_asked_about(path: Path) -> None:
    def withdraw(book: Any) -> None:
        for model, keys in ((MeasureRow, ["S100"]), (KpiRow, ["S100-1"])):
            for key in keys:
                struck(*row_of(book, model, key))

    edit(path, withdraw)
    catalogue, found = loaded(path)

    assert catalogue is not None
    assert "S100" not in catalogue.measure_by_id
    assert {(finding.code, finding.severity) for finding in found} == {("S021", Severity.WARNING)}


def test_a_struck_target_is_none_and_the_strike_is_told_beside_it(path: Path) -> None:
    edit(path, lambda b: struck(cell_of(b["KPI一覧"], KpiRow, "target", "S017-1")))
    catalogue, found = loaded(path)

    assert catalogue is None
    assert [finding.code for finding in found] == ["V026", "K006"]
    assert found[0].where == found[1].where


def test_of_a_name_that_is_struck_in_part_the_rest_is_read_and_asked_about(path: Path) -> None:
    name = CellRichText(TextBlock(InlineFont(strike=True), "旧"), "報告の件数")
    edit(path, lambda book: typed(book, KpiRow, "S017-1", "name", name))
    catalogue, found = loaded(path)

    assert catalogue is not None
    assert "報告の件数" in {kpi.name for kpi in catalogue.kpis}
    assert [finding.code for finding in found] == ["V025"]


def test_a_sheet_that_is_not_there_is_not_taken_for_one_that_shares_its_headers(path: Path) -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet(ProjectRow.sheet_title)
        columns = layout_of(ProjectRow).columns
        sheet.append([layout_of(ProjectRow).cell_key(each.field) for each in columns])
        sheet.append([each.header for each in columns])
        sheet.append(["P001", "環境省"])

    edit(path, add)
    catalogue, found = loaded(path)

    assert catalogue, found
    assert [project.id for project in catalogue.projects] == ["P001"]


def test_only_a_figure_kept_as_published_may_have_no_way_that_is_better(path: Path) -> None:
    edit(path, lambda book: typed(book, KpiRow, "S017-1", "direction", None))
    assert [each.code for each in loaded(path)[1]] == ["V001"]

    edit(path, lambda book: typed(book, KpiRow, "S017-1", "in_words", "記載どおり"))
    catalogue, found = loaded(path)
    assert not found
    assert catalogue is not None
    kpi = catalogue.kpi_by_id[KpiId("S017-1")]
    assert (kpi.direction, kpi.as_written, kpi.in_words) == (None, True, False)
