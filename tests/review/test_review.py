"""調整.xlsx: written out, filled in, taken in again; what counts, and what is refused where."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.findings import Finding, Severity
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, OutcomeAnswer
from evaluator.ledger import Event
from evaluator.ledger.details import Decided
from evaluator.model import MarkSource, MeasureId, Unrated
from evaluator.results.decisions import decisions_of
from evaluator.results.grounds import Grounds, _within_a_cell, changes, decoded
from evaluator.review.rows import BlanketRow, BulletRow, ReviewMeta, ReviewRow, layout_in
from evaluator.rubric import shipped_programme
from evaluator.sample import staging
from evaluator.scale import Mark
from evaluator.secretariat import acts, evaluate
from evaluator.secretariat import review as reviewing
from evaluator.secretariat.book import open_book
from evaluator.secretariat.collect import collect
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.review import Imported
from evaluator.sheets.layout import layout_of
from evaluator.sheets.write import A3
from evaluator.words.days import local_time
from evaluator.xlsx.source import digest
from tests.builders import R07, answer, cell_of, edit, shown
from tests.cli.test_cli import evaluator
from tests.five_marks import FIFTH, five_marks, rubric_text
from tests.ledger_builders import (
    MOE,
    MOFA,
    MONDAY,
    Forms,
    Known,
    Office,
    another,
    desk_of,
    in_the_round_of,
    nine_measures,
    read_once,
)
from tests.marks import GOOD, PARTIAL

# 外務省 leads S017 (self as given; 試算 ○), S077 × (試算 △), S100 ○, S105 ×.
REASON = "目標に近づいているため。"
NOON = MONDAY + timedelta(hours=3)


@pytest.fixture(scope="module")
def nine(catalogue: Catalogue) -> tuple[Catalogue, Known]:
    """A small round, and its forms that have been read already."""
    return nine_measures(catalogue), {}


@pytest.fixture
def table(
    office: Office,
    forms: Forms,
    nine: tuple[Catalogue, Known],
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    """Two ministries' forms have been received."""
    small, known = nine
    read_once(monkeypatch, known)
    office = in_the_round_of(small, office, monkeypatch)
    office.receive(
        office.save(forms[MOFA, "○"], "外務省.xlsx"), office.save(forms[MOE, "○"], "環境省.xlsx")
    )
    return office


SLOW = pytest.mark.slow  # variants of what another case shows quickly


def decide(path: Path, measure: str, mark: str | None, reason: str | None = None) -> str:
    """Type a decision; return the mark's address."""
    if reason is not None:
        answer(path, ReviewRow, measure, "reason", reason)
    return answer(path, ReviewRow, measure, "final_mark", mark)


def first_bullet(path: Path) -> tuple[str, int]:
    """Return key and row of the first bullet."""
    sheet = load_workbook(path)["掲載"]
    cell = cell_of(sheet, BulletRow, "key", row=5)
    return cell.value, cell.row


def mark_of(office: Office, measure: str) -> Mark | Unrated:
    results = {str(result.measure.id): result.mark for result in office.final.marks}
    return results[measure]


def decided(office: Office) -> list[Event]:
    return [event for event in office.events if isinstance(event.details, Decided)]


def counts(imported: Imported) -> tuple[int, int, int]:
    return len(imported.events), imported.unchanged, imported.refused


def only(imported: Imported, code: str) -> Finding:
    (finding,) = imported.findings
    assert finding.code == code
    return finding


def shown_in(path: Path, field: str, measure: str = "S017") -> Any:
    return cell_of(load_workbook(path)["調整"], ReviewRow, field, measure).value


# written out --------------------------------------------------------------------------------
def test_the_export_shows_both_marks_the_calculation_and_where_the_answer_is(
    table: Office,
) -> None:
    path = table.export()
    sheet = load_workbook(path)["調整"]

    def cell(field: str) -> Any:
        return cell_of(sheet, ReviewRow, field, "S077")

    values = {f: cell(f).value for f in ("self_mark", "proposed", "difference", "answer")}
    assert values == {
        "self_mark": "×",
        "proposed": "△",
        "difference": "自己が低い",
        "answer": f"外務省 第1版 施策!{cell_in_the_form('S077')}",
    }
    assert str(cell("calculation").value).endswith("→ △")
    assert (cell("final_mark").value, cell("change").value, cell("story").value) == (None,) * 3


def test_what_the_ministry_wrote_stands_beside_the_marks(table: Office) -> None:
    path = table.export()
    rows = collect(open_round(table.workspace, R07)).submissions[MOFA].measures.rows
    (given,) = [located.row for located in rows if located.row.measure_id == "S077"]

    assert (shown_in(path, "progress", "S077"), shown_in(path, "own_reason", "S077")) == (
        given.progress,
        given.reason,
    )


def test_an_answer_that_may_not_be_published_is_marked_so(table: Office, forms: Forms) -> None:
    path = table.save(forms[MOFA, "○"], "外務省（非公表）.xlsx")
    answer(path, MeasureAnswer, "S077", "withheld", "非公表")
    table.receive(path)

    exported = table.export()

    assert str(shown_in(exported, "progress", "S077")).startswith("【非公表】")
    assert not str(shown_in(exported, "progress", "S017")).startswith("【")


def test_the_export_leads_into_no_folder(table: Office) -> None:
    with zipfile.ZipFile(table.export()) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    assert not [name for name in parts if "externalLink" in name]
    assert not [name for name, part in parts.items() if b"External" in part and "rels" in name]
    assert not [name for name, part in parts.items() if b"<hyperlink" in part]


def test_a_text_that_no_row_can_hold_is_shortened_openly_and_stands_whole_on_a_sheet(
    table: Office, forms: Forms
) -> None:
    long = "".join(f"{n}番目の取組を進めた。" for n in range(500))
    path = table.save(forms[MOFA, "○"], "外務省（長文）.xlsx")
    answer(path, MeasureAnswer, "S017", "progress", long)
    table.receive(path)

    exported = table.export()

    shown = str(shown_in(exported, "progress"))
    assert shown.endswith("……（以下略。全文はシート『回答の全文』）")
    assert long.startswith(shown.partition("……")[0])
    whole = [
        row for row in load_workbook(exported)["回答の全文"].iter_rows(min_row=5) if row[2].value
    ]
    assert {(row[0].value, row[1].value) for row in whole} == {
        ("S017", f"進捗状況（{n}／{len(whole)}）") for n in range(1, len(whole) + 1)
    }
    assert "".join(str(row[2].value) for row in whole) == long


def cell_in_the_form(measure: str) -> str:
    return {"S017": "K5", "S077": "K6"}[measure]


def test_what_is_to_be_filled_in_is_open_and_the_rest_is_not(table: Office) -> None:
    book = load_workbook(table.export())
    for model in (ReviewRow, BulletRow):
        sheet = book[model.sheet_title]
        assert sheet.protection.sheet
        assert sheet.page_setup.paperSize == 8  # A3
        widths = [c.column.width for c in layout_of(model).columns if not c.column.hidden]
        assert 10 * A3.width / sum(widths) >= 8  # points, of letters written in 10
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.auto_filter.ref
        for index, column in enumerate(layout_of(model).columns, start=1):
            cell = sheet.cell(5, index)
            assert cell.protection.locked is not column.is_input, column.field
            hidden = sheet.column_dimensions[get_column_letter(index)].hidden
            assert hidden is column.column.hidden, column.field
    assert book["_meta"].sheet_state == "veryHidden"


def test_an_export_is_numbered_and_made_only_where_something_is_new(
    table: Office, forms: Forms
) -> None:
    first, _ = reviewing.export_review(open_round(table.workspace, R07))
    again, _ = reviewing.export_review(open_round(table.workspace, R07))
    assert (first.path.name, first.is_new) == ("調整_第1回.xlsx", True)
    assert (again.path, again.is_new) == (first.path, False)
    kept = first.path.read_bytes()

    table.receive(table.save(forms[MOFA, "△"], "外務省2.xlsx"))
    second, _ = reviewing.export_review(open_round(table.workspace, R07))

    assert (second.path.name, second.is_new) == ("調整_第2回.xlsx", True)
    assert first.path.read_bytes() == kept
    assert shown_in(second.path, "change") == (
        "回答：外務省の自己評価「○」→「△」\n版：外務省 第1版→第2版"
    )
    assert shown_in(second.path, "change", "S077") == "版：外務省 第1版→第2版"
    assert shown_in(second.path, "change", "S016") is None


def test_a_number_is_never_given_twice(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    (table.workspace.templates(R07) / filled.name).unlink()

    assert table.export().name == "調整_第2回.xlsx"


def test_the_same_round_gives_the_same_bytes(table: Office) -> None:
    path = reviewing.export_review(open_round(table.workspace, R07))[0].path
    content = path.read_bytes()
    path.unlink()

    assert reviewing.export_review(open_round(table.workspace, R07))[0].path.read_bytes() == content


@pytest.mark.slow
@pytest.mark.parametrize("text", ["=1+1", "https://example.jp/", "internal:'調整'!A1", "{=1}"])
def test_what_a_ministry_wrote_stays_text(
    table: Office, forms: Forms, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "外務省.xlsx"
    path.write_bytes(forms[MOFA, "○"])

    def write(book: Any) -> None:
        sheet = book[OutcomeAnswer.sheet_title]
        for field, value in (("category", "(1)産学官金の取組の強化"), ("text", text)):
            cell = cell_of(sheet, OutcomeAnswer, field, row=5)
            cell.value = value
            cell.data_type = "s"

    edit(path, write)
    table.receive(path)

    sheet = load_workbook(table.export())["掲載"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]

    assert [cell.data_type for cell in cells] == ["s"]
    assert cells[0].hyperlink is None


# taken in -----------------------------------------------------------------------------------
def test_decisions_are_counted_and_every_output_says_so(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    where = decide(filled, "S077", "△", REASON)

    assert counts(table.take_in(filled)) == (2, 9 - 2 + bullets_in(filled), 0)

    evaluation = table.final
    marks = {str(result.measure.id): result for result in evaluation.marks}
    assert (marks["S017"].mark, marks["S077"].mark) == (GOOD, PARTIAL)
    assert marks["S077"].explanation == f"事務局評価の理由：{REASON}"
    evidence = marks["S077"].evidence[0]
    assert (evidence.file, evidence.sheet, evidence.cell) == (filled.name, "調整", where)
    assert marks["S100"].mark is Unrated.UNDECIDED
    assert marks["S001"].mark is Unrated.NOT_SUBMITTED
    assert evaluation.tables.basis.startswith("評価は事務局評価による。")


def bullets_in(path: Path) -> int:
    sheet = load_workbook(path)["掲載"]
    return int(sheet.max_row) - 4


def test_a_decision_says_who_when_why_and_in_which_file(table: Office) -> None:
    filled = table.export()
    where = decide(filled, "S077", "△", REASON)
    table.take_in(filled, "鈴木", NOON)

    (event,) = decided(table)

    assert (event.person, event.at, event.reason) == ("鈴木", NOON, REASON)
    assert (event.ministry, event.name) == (MOFA, filled.name)
    assert event.sha256 == digest(filled.read_bytes())
    archive = table.workspace.archive(R07)
    assert (archive / f"{event.sha256}.xlsx").read_bytes() == filled.read_bytes()
    details = event.details.record()
    assert details.pop("basis")["外務省/self_mark"] == "×"
    assert details == {
        "subject": "measure",
        "key": "S077",
        "value": "△",
        "proposed": "△",
        "sheet": "調整",
        "cell": where,
    }


def test_taking_in_the_same_file_again_adds_nothing(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    before = table.events

    assert counts(table.take_in(filled, "鈴木"))[0] == 0
    assert table.events == before


def test_an_export_taken_in_as_it_is_adds_nothing(table: Office) -> None:
    filled = table.export()
    decide(filled, "S077", "△", REASON)
    table.take_in(filled)
    before = table.events

    imported = table.take_in(table.export(), "鈴木")

    assert (len(imported.events), imported.refused, imported.findings) == (0, 0, ())
    assert table.events == before
    assert len(list(table.workspace.archive(R07).iterdir())) == 3


def test_a_decision_that_differs_needs_a_reason(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    decide(filled, "S077", "△")

    imported = table.take_in(filled)

    finding = only(imported, "G002")
    assert (finding.where.sheet, finding.where.cell) == ("調整", cell(filled, "reason", "S077"))
    assert finding.message == (
        "事務局評価「△」が自己評価「×」又は試算評価「△」と異なりますが、理由がありません。"
    )
    assert (len(imported.events), imported.refused) == (1, 1)  # the good row is taken
    assert mark_of(table, "S077") is Unrated.UNDECIDED


def test_a_reason_that_is_too_long_is_said_and_nothing_of_the_row_is_taken(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    decide(filled, "S077", "△", "あ" * 201)

    imported = table.take_in(filled)

    finding = only(imported, "V006")
    assert finding.message == "「理由」が200字を超えています（201字）。"
    assert (len(imported.events), imported.refused) == (1, 1)
    assert mark_of(table, "S077") is Unrated.UNDECIDED


def cell(path: Path, field: str, key: str) -> str:
    found = cell_of(load_workbook(path)["調整"], ReviewRow, field, key)
    return str(found.coordinate)


def test_a_blank_cell_never_takes_a_decision_back(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    emptied = table.export()
    where = decide(emptied, "S017", None)

    finding = only(table.take_in(emptied), "G011")

    assert shown([finding]) == [("G011", "調整", where)]
    assert str(finding) == (
        f"[情報] G011 {emptied.name} シート『調整』 {where}：「事務局評価」が空欄ですが、"
        "決定「○」はそのまま残しました。取り消す場合は「取消」と記入してください。"
    )
    assert mark_of(table, "S017") == GOOD


def test_a_decision_can_be_taken_back_and_its_history_stays(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    cancelled = table.export()
    decide(cancelled, "S017", "取消")

    assert counts(table.take_in(cancelled))[0] == 1
    assert mark_of(table, "S017") is Unrated.UNDECIDED
    assert len(decisions_of(table.events).of_measure(MeasureId("S017"))) == 2
    assert counts(table.take_in(cancelled))[0] == 0
    assert str(shown_in(table.export(), "story")).endswith("山田：取消")


def test_a_reason_alone_decides_nothing_and_says_so(table: Office) -> None:
    filled = table.export()
    answer(filled, ReviewRow, "S017", "reason", "検討中")

    finding = only(table.take_in(filled), "G013")

    assert finding.where.cell == cell(filled, "final_mark", "S017")
    assert finding.message == (
        "理由「検討中」が記入されていますが、「事務局評価」が空欄のため受け付けていません。"
    )


@pytest.mark.parametrize(
    ("typed", "code"), [("〇", "V005"), pytest.param("まる", "V003", marks=SLOW), ("A", "V002")]
)
def test_marks_are_read_as_in_the_form(table: Office, typed: str, code: str) -> None:
    filled = table.export()
    where = decide(filled, "S017", typed)

    imported = table.take_in(filled)

    assert shown(imported.findings)[0][1:] == ("調整", where)
    is_read = all(f.severity is Severity.INFO for f in imported.findings)
    assert (len(imported.events), imported.refused) == ((1, 0) if is_read else (0, 1))
    assert is_read is (code == "V005")


# two people ---------------------------------------------------------------------------------
def test_of_two_who_decide_differently_the_second_is_told_and_nothing_is_overwritten(
    table: Office,
) -> None:
    hers, his = table.export(), table.save(table.export().read_bytes(), "鈴木の調整.xlsx")
    decide(hers, "S017", "○")
    decide(hers, "S100", "○")
    where = decide(his, "S017", "△", "遅れのため。")
    decide(his, "S100", "○")
    decide(his, "S105", "×", "未着手のため。")
    table.take_in(hers, "山田", NOON)

    imported = table.take_in(his, "鈴木")

    finding = only(imported, "G008")
    assert (finding.where.file, finding.where.cell) == ("鈴木の調整.xlsx", where)
    assert finding.message == (
        f"調整表を出力した後に「○」と決められている（山田、{local_time(NOON)}）ため、"
        "「△（遅れのため。）」を受け付けていません。"
    )
    assert [(e.details.record()["key"], e.person) for e in decided(table)] == [
        ("S017", "山田"),
        ("S100", "山田"),  # he decided the same: no new event
        ("S105", "鈴木"),
    ]
    assert mark_of(table, "S017") == GOOD


@pytest.mark.slow
def test_what_somebody_left_as_it_was_does_not_undo_what_another_decided(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    hers, his = table.export(), table.save(table.export().read_bytes(), "鈴木の調整.xlsx")
    decide(hers, "S017", "△", "遅れのため。")
    table.take_in(hers, "山田", NOON)

    imported = table.take_in(his, "鈴木")

    assert only(imported, "G012").message == (
        "出力したときのまま（○）のため何も変えていません。"
        f"今の決定は「△」（山田、{local_time(NOON)}）です。"
    )
    assert mark_of(table, "S017") == PARTIAL


@pytest.mark.slow
def test_one_who_goes_on_in_the_same_file_may_think_better_of_it(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    decide(filled, "S017", "△", "遅れのため。")

    assert counts(table.take_in(filled))[0] == 1
    assert mark_of(table, "S017") == PARTIAL


def test_two_who_choose_the_same_mark_for_different_reasons_agree(table: Office) -> None:
    hers, his = table.export(), table.save(table.export().read_bytes(), "鈴木の調整.xlsx")
    decide(hers, "S017", "△", "遅れのため。")
    decide(his, "S017", "△", "値が目安に届かないため。")
    table.take_in(hers, "山田", NOON)

    imported = table.take_in(his, "鈴木")

    assert (counts(imported)[0], imported.findings) == (1, ())
    assert mark_of(table, "S017") == PARTIAL
    (result,) = [r for r in table.final.marks if r.measure.id == "S017"]
    assert result.explanation == (
        "事務局評価の理由：遅れのため。（山田）／値が目安に届かないため。（鈴木）"
    )
    assert [e.reason for e in decided(table)] == ["遅れのため。", "値が目安に届かないため。"]
    for again, person in ((hers, "山田"), (his, "鈴木")):
        assert counts(table.take_in(again, person))[0] == 0


def test_one_of_two_who_agree_may_give_another_reason(table: Office) -> None:
    hers, his = table.export(), table.save(table.export().read_bytes(), "鈴木の調整.xlsx")
    decide(hers, "S017", "△", "遅れのため。")
    decide(his, "S017", "△", "値のため。")
    table.take_in(hers, "山田", NOON)
    table.take_in(his, "鈴木")
    decide(his, "S017", "△", "値が目安に届かないため。")

    table.take_in(his, "鈴木")

    decision = decisions_of(table.events).marks[MeasureId("S017")]
    assert decision.all_reasons == "遅れのため。（山田）／値が目安に届かないため。（鈴木）"


# one cell for all that are blank ----------------------------------------------------------------
def choose_for_all(path: Path, chosen: str = "自己評価のとおり") -> str:
    where: list[str] = []

    def change(book: Any) -> None:
        sheet = book["はじめに"]
        rows = [cell.row for row in sheet.iter_rows() for cell in row if cell.value == TOLD]
        cell = cell_of(sheet, BlanketRow, "blank_means", row=rows[0] + 1)
        cell.value = chosen
        where.append(cell.coordinate)

    edit(path, change)
    return where[0]


TOLD = layout_of(BlanketRow).by_field("blank_means").header


def test_one_cell_decides_all_that_are_blank_as_their_ministries_rated(table: Office) -> None:
    filled = table.export()
    decide(filled, "S077", "△", REASON)
    where = choose_for_all(filled)

    imported = table.take_in(filled)

    assert (len(imported.events), imported.refused) == (8, 0)
    marks = {str(result.measure.id): result.mark for result in table.final.marks}
    assert (marks["S077"], marks["S017"], marks["S001"]) == (PARTIAL, GOOD, Unrated.NOT_SUBMITTED)
    own = {str(r.measure.id): r.mark for r in table.final.own}
    assert {m: mark for m, mark in marks.items() if m not in ("S077", "S001")} == {
        m: mark for m, mark in own.items() if m not in ("S077", "S001")
    }
    by_the_cell = [e for e in decided(table) if e.details.record()["key"] != "S077"]
    assert {e.reason for e in by_the_cell} == {"空欄は自己評価のとおり"}
    assert {(e.details.record()["sheet"], e.details.record()["cell"]) for e in by_the_cell} == {
        ("はじめに", where)
    }
    finding = only(imported, "G017")
    assert str(finding) == (
        f"[情報] G017 {filled.name} シート『はじめに』 {where}："
        "事務局評価の空欄を自己評価のとおりとしましたが、自己評価のない施策は決めていません（S001）。"
        "回答を待つか、シート『調整』に事務局評価を記入してください。"
    )


def test_the_one_cell_taken_in_again_adds_nothing(table: Office) -> None:
    filled = table.export()
    choose_for_all(filled)
    table.take_in(filled)
    before = table.events

    assert counts(table.take_in(filled, "鈴木"))[0] == 0
    assert table.events == before


def test_the_one_cell_leaves_what_was_decided_since_the_export(table: Office) -> None:
    old = table.export()
    choose_for_all(old)
    new = table.save(old.read_bytes(), "山田の調整.xlsx")
    choose_for_all(new, "")
    decide(new, "S017", "△", "遅れのため。")
    table.take_in(new, "山田", NOON)

    imported = table.take_in(old, "山田")

    told = [f for f in imported.findings if f.code == "G012"]
    said = "出力したときのまま（空欄）のため何も変えていません。"
    assert [f.message for f in told] == [f"{said}今の決定は「△」（山田、{local_time(NOON)}）です。"]
    assert mark_of(table, "S017") == PARTIAL


def test_the_one_cell_decides_nothing_on_answers_that_have_changed(
    table: Office, forms: Forms
) -> None:
    filled = table.export()
    choose_for_all(filled)
    table.receive(table.save(forms[MOFA, "△"], "外務省（差替え）.xlsx"))

    imported = table.take_in(filled)

    assert [(f.code, f.where.cell) for f in imported.findings if f.code == "G007"] == [
        ("G007", cell(filled, "final_mark", "S017"))
    ]
    assert mark_of(table, "S017") is Unrated.UNDECIDED


# answers that change --------------------------------------------------------------------------
def test_a_decision_survives_a_new_version_with_the_same_answers(
    table: Office, forms: Forms
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)

    table.receive(table.save(another(forms[MOFA, "○"], 1), "外務省（再送）.xlsx"))

    assert mark_of(table, "S017") == GOOD
    assert [f for f in table.final.findings if f.code.startswith("G")] == []
    assert shown_in(table.export(), "final_mark") == "○"


def test_a_decision_on_an_answer_that_has_changed_is_flagged_and_not_counted(
    table: Office, forms: Forms
) -> None:
    filled = table.export()
    where = decide(filled, "S017", "○")
    decide(filled, "S100", "○")
    table.take_in(filled, at=NOON)
    table.receive(table.save(forms[MOFA, "△"], "外務省（差替え）.xlsx"))

    (finding,) = [f for f in table.final.findings if f.code.startswith("G")]
    assert str(finding) == (
        f"[エラー] G001 {filled.name} シート『調整』 {where}：S017の事務局評価「○」（山田、"
        f"{local_time(NOON)}）を決めた後に、回答が変わっています（外務省の自己評価「○」→「△」）。"
        "この決定は数えていません。「evaluator review export」で調整表を作り、"
        "もう一度決めてください。"
    )
    assert mark_of(table, "S017") is Unrated.UNDECIDED
    assert mark_of(table, "S100") == GOOD
    review = table.status(NOON.date()).review
    assert (review.decided, review.undecided, review.outdated) == (1, 7, ("S017",))

    anew = table.export()
    assert str(shown_in(anew, "change")).startswith(
        f"要再決定：「○」（山田、{local_time(NOON)}）の後に外務省の自己評価「○」→「△」"
    )
    assert shown_in(anew, "final_mark") is None
    decide(anew, "S017", "△", "試算よりも遅れているため。")
    assert counts(table.take_in(anew))[0] == 1
    assert mark_of(table, "S017") == PARTIAL


def test_a_decision_on_a_mark_that_the_scale_has_no_more_is_flagged_and_not_counted(
    table: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = table.workspace.rubrics(R07) / "house.toml"
    with_four = house.read_text(encoding="utf-8")
    house.write_text(rubric_text(), encoding="utf-8")
    five = replace(table.catalogue, scale=five_marks())
    with_five = in_the_round_of(five, table, monkeypatch)
    filled = with_five.export()
    where = decide(filled, "S017", "◆", "追いつく見込みのため。")
    with_five.take_in(filled, at=NOON)
    assert mark_of(with_five, "S017") == five.scale.of(FIFTH)

    house.write_text(with_four, encoding="utf-8")
    in_the_round_of(table.catalogue, table, monkeypatch)

    (finding,) = [f for f in table.final.findings if f.code.startswith("G")]
    assert str(finding) == (
        f"[エラー] G016 {filled.name} シート『調整』 {where}：S017の事務局評価「◇」（山田、"
        f"{local_time(NOON)}）は、この年度の評価の段階（◎・○・△・×）にありません。"
        "この決定は数えていません。「evaluator review export」で調整表を作り、"
        "もう一度決めてください。"
    )
    assert mark_of(table, "S017") is Unrated.UNDECIDED
    assert table.status(NOON.date()).review.outdated == ("S017",)
    anew = table.export()
    assert shown_in(anew, "final_mark") is None
    assert str(shown_in(anew, "change")).startswith(
        f"要再決定：「◇」（山田、{local_time(NOON)}）の後に評価の段階が変わった（今は◎・○・△・×）"
    )
    decide(anew, "S017", "○")
    assert counts(table.take_in(anew))[0] == 1
    assert mark_of(table, "S017") == GOOD


@pytest.mark.slow
def test_a_decision_that_counts_no_more_can_still_be_taken_back(
    table: Office, forms: Forms
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    table.receive(table.save(forms[MOFA, "△"], "外務省（差替え）.xlsx"))
    anew = table.export()
    decide(anew, "S017", "取消")

    assert counts(table.take_in(anew))[0] == 1
    assert table.status(NOON.date()).review.outdated == ()


def test_a_decision_on_an_answer_that_changed_since_the_export_is_refused(
    table: Office, forms: Forms
) -> None:
    filled = table.export()
    where = decide(filled, "S017", "○")
    decide(filled, "S100", "○")
    table.receive(table.save(forms[MOFA, "△"], "外務省（差替え）.xlsx"))

    imported = table.take_in(filled)

    finding = only(imported, "G007")
    assert finding.where.cell == where
    assert finding.message == (
        "調整表を出力した後に回答が変わっているため、「○」を受け付けていません"
        "（外務省の自己評価「○」→「△」）。"
    )
    assert [event.details.record()["key"] for event in imported.events] == ["S100"]


def test_a_kpi_value_is_part_of_what_a_decision_rests_on(
    table: Office, forms: Forms, tmp_path: Path
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    path = tmp_path / "外務省.xlsx"
    path.write_bytes(forms[MOFA, "○"])
    answer(path, KpiAnswer, "S017-1", "actual", 90)
    table.receive(path)

    (finding,) = [f for f in table.final.findings if f.code == "G001"]

    assert "（外務省 S017-1の実績値「115」→「90」）" in finding.message


@pytest.mark.slow
def test_layout_and_what_does_not_bear_on_the_mark_change_no_basis(
    table: Office, forms: Forms, tmp_path: Path
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    path = tmp_path / "外務省.xlsx"
    path.write_bytes(forms[MOFA, "○"])

    def respace(book: Any) -> None:
        sheet = book[MeasureAnswer.sheet_title]
        text = cell_of(sheet, MeasureAnswer, "progress", "S017")
        text.value = f" {text.value[:5]}\n{text.value[5:]} "
        cell_of(sheet, MeasureAnswer, "next_plan", "S017").value = "別の予定"

    edit(path, respace)
    table.receive(path)

    assert mark_of(table, "S017") == GOOD


@pytest.mark.slow
def test_a_withdrawn_answer_takes_the_decision_on_it_along(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    table.take_in(filled)
    with desk_of(table.workspace) as desk:
        acts.withdraw(desk, MOFA, "幹部了解前のため")

    assert mark_of(table, "S017") is Unrated.NOT_SUBMITTED
    (finding,) = [f for f in table.final.findings if f.code == "G001"]
    assert "外務省の自己評価「○」→（空欄）" in finding.message
    assert "外務省分を取下げ（幹部了解前のため）" in str(shown_in(table.export(), "story"))


def test_long_answers_are_told_apart_beyond_what_is_kept_of_them() -> None:
    long = "あ" * 5000
    before, now = (Grounds(_within_a_cell({"x/progress": t})) for t in (f"{long}い", f"{long}う"))
    spaced = Grounds(_within_a_cell({"x/progress": f"{long} い"}))

    assert before.digest != now.digest
    assert len(changes(before, now)) == 1
    assert (before.digest, changes(before, spaced)) == (spaced.digest, ())
    assert len(before.encoded()) < 500
    again = decoded(before.encoded())
    assert again == before


@pytest.mark.parametrize("text", ["", "x", "[1]", '{"a": 1}', "null", "[" * 30_000])
def test_what_is_no_basis_is_none(text: str) -> None:
    assert decoded(text) is None


# 掲載 -----------------------------------------------------------------------------------------
def type_bullet(path: Path, key: str, **given: object) -> None:
    for field, value in given.items():
        answer(path, BulletRow, key, field, value)


def in_the_annex(office: Office) -> list[str]:
    annex = office.final.annex
    bullets = [bullet for section in annex.categories for bullet in section.bullets]
    bullets += [bullet for section in annex.domains for bullet in section.bullets]
    return [bullet.printed for bullet in bullets]


def test_bullets_are_left_out_edited_and_attributed(table: Office) -> None:
    filled = table.export()
    key, row = first_bullet(filled)
    words = cell_of(load_workbook(filled)["掲載"], BulletRow, "text", row=row).value
    assert any(line.startswith(words) for line in in_the_annex(table))
    type_bullet(
        filled, key, verdict="採用", edited="直した文", attribution="外務省、内閣府", order=1
    )

    assert counts(table.take_in(filled))[0] == 1
    assert in_the_annex(table)[0] == "直した文（外務省、内閣府）"
    assert not any(line.startswith(words) for line in in_the_annex(table))

    again = table.export()
    assert (
        str(cell_of(load_workbook(again)["掲載"], BulletRow, "change", key).value)
        == "決定：なし→採用・1番目・修正あり・外務省、内閣府"
    )
    type_bullet(again, key, edited="取消", order=0)
    assert counts(table.take_in(again))[0] == 1
    assert any(line == f"{words}（外務省、内閣府）" for line in in_the_annex(table))

    last = table.export()
    type_bullet(last, key, verdict="不採用", memo="重複のため")
    table.take_in(last)
    assert decided(table)[-1].reason == "重複のため"
    assert not any(line.startswith(words) for line in in_the_annex(table))

    undone = table.export()
    type_bullet(undone, key, verdict="取消")
    assert counts(table.take_in(undone))[0] == 1
    assert decisions_of(table.events).bullets == {}


@pytest.mark.slow
def test_an_emptied_field_of_a_bullet_stays_decided(table: Office) -> None:
    filled = table.export()
    key, row = first_bullet(filled)
    type_bullet(filled, key, verdict="採用", edited="直した文")
    table.take_in(filled)
    emptied = table.export()
    type_bullet(emptied, key, edited=None)

    imported = table.take_in(emptied)

    where = cell_of(load_workbook(emptied)["掲載"], BulletRow, "edited", row=row).coordinate
    assert shown(imported.findings) == [("G011", "掲載", where)]
    assert imported.events == ()
    assert "直した文" in in_the_annex(table)[0]


@pytest.mark.slow
def test_a_decision_on_words_that_are_gone_is_refused(
    table: Office, forms: Forms, tmp_path: Path
) -> None:
    filled = table.export()
    key, row = first_bullet(filled)
    words = cell_of(load_workbook(filled)["掲載"], BulletRow, "text", row=row).value
    ministry = cell_of(load_workbook(filled)["掲載"], BulletRow, "ministry", row=row).value
    type_bullet(filled, key, verdict="採用")
    path = tmp_path / "様式.xlsx"
    path.write_bytes(forms[ministry, "○"])

    def reword(book: Any) -> None:
        for sheet in book.worksheets:
            for text in (cell for row in sheet.iter_rows() for cell in row if cell.value == words):
                text.value = "書き直した成果"

    edit(path, reword)
    table.receive(path)

    imported = table.take_in(filled)

    finding = only(imported, "G009")
    assert (finding.where.sheet, finding.where.cell) == ("掲載", f"D{row}")
    assert finding.message.startswith(f"「{words[:20]}")
    assert f"」は今の{ministry}の回答にないため" in finding.message
    assert "「書き直した成果」" in finding.message
    assert counts(imported)[::2] == (0, 1)


def test_an_order_that_is_none_is_refused(table: Office) -> None:
    filled = table.export()
    key, row = first_bullet(filled)
    type_bullet(filled, key, order=-1)

    finding = only(table.take_in(filled), "G014")

    assert finding.message == "掲載順「-1」は使えません。"
    assert finding.where.cell == f"L{row}"


@pytest.mark.slow
def test_two_who_decide_differently_on_a_bullet(table: Office) -> None:
    hers, his = table.export(), table.save(table.export().read_bytes(), "鈴木の調整.xlsx")
    key, row = first_bullet(hers)
    type_bullet(hers, key, verdict="不採用")
    type_bullet(his, key, edited="直した文")
    table.take_in(hers)

    finding = only(table.take_in(his, "鈴木"), "G008")

    assert finding.where.cell == f"J{row}"
    assert "「不採用」と決められている" in finding.message
    assert "「採用・修正あり・「直した文」」を受け付けていません" in finding.message


# a workbook that somebody has worked on ---------------------------------------------------------
def swap_rows(sheet: Any, one: int, other: int, columns: range | None = None) -> None:
    for column in columns or range(1, sheet.max_column + 1):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value


@pytest.mark.slow
def test_sorted_rows_moved_columns_and_a_renamed_sheet_are_read_right(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")

    def change(book: Any) -> None:
        sheet = book["調整"]
        swap_rows(sheet, 5, cell_of(sheet, ReviewRow, "measure_id", "S017").row)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(3)
        sheet.title = "調整 (2)"

    edit(filled, change)

    imported = table.take_in(filled)
    assert imported.findings == ()
    assert [event.details.record()["key"] for event in imported.events] == ["S017"]
    assert imported.events[0].details.record()["sheet"] == "調整 (2)"


MESSAGES = {
    "G003": "施策ID「S999」は施策一覧にありません。",
    "G010": "S0",  # either row; the words are asserted below
    "G015": (
        "この行が出力されたときの回答の控え（非表示の列「回答の控え」）が読めないため、"
        "「○」を受け付けていません。"
    ),
    "S003": "施策ID「S017」の行が複数あります（最初はA7）。",
    "S005": "施策IDのない行に記入があります。",
}


def structural(
    change: Callable[[Any, Any], object], *told: tuple[str, str], events: int = 1, marks: Any = ()
) -> Any:
    names = "、".join(code for code, _ in told)
    return pytest.param(change, told, events, id=names, marks=marks)


def _delete(field: str) -> Callable[[Any, Any], None]:
    return lambda _, sheet: sheet.delete_cols(layout_of(ReviewRow).index(field) + 1)


def _set(field: str, key: str, value: object) -> Callable[[Any, Any], None]:
    def change(_: Any, sheet: Any) -> None:
        cell_of(sheet, ReviewRow, field, key).value = value

    return change


def _keyless(_: Any, sheet: Any) -> None:
    sheet.insert_rows(8)
    cell_of(sheet, ReviewRow, "final_mark", row=8).value = "○"


def _shift(_: Any, sheet: Any) -> None:
    one, other = (cell_of(sheet, ReviewRow, "title", key).row for key in ("S017", "S035"))
    swap_rows(sheet, one, other, range(2, 3))


def _copied_and_filled(book: Any, sheet: Any) -> None:
    cell_of(book.copy_worksheet(sheet), ReviewRow, "final_mark", "S105").value = "×"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "told", "events"),
    [
        structural(_delete("final_mark"), ("S001", ""), events=0, marks=SLOW),
        structural(_delete("measure_id"), ("S001", ""), events=0, marks=SLOW),
        structural(_delete("basis"), ("S001", ""), ("G015", "N7"), events=0),
        structural(_set("basis", "S017", "{"), ("G015", "N7"), events=0, marks=SLOW),
        structural(_set("measure_id", "S100", "S017"), ("S003", "A11")),
        structural(_set("measure_id", "S105", "S999"), ("G003", "A13")),
        structural(_keyless, ("S005", "N8")),
        structural(_shift, ("G010", "B7"), ("G010", "B8"), events=0),
        structural(lambda _, s: s.merge_cells("N6:N7"), ("S014", "N7"), events=0),
        structural(lambda _, s: s.merge_cells("B6:B7"), ("G010", "B7"), events=0, marks=SLOW),
        structural(lambda book, _: book.remove(book["掲載"]), ("F012", "")),
        structural(_copied_and_filled, ("F019", "")),
        structural(lambda book, sheet: book.copy_worksheet(sheet), marks=SLOW),
        structural(_set("final_mark", "S105", "#N/A"), ("V008", "N13"), marks=SLOW),
    ],
)
def test_what_was_done_to_the_workbook_is_said_and_good_rows_are_taken(
    table: Office, change: Callable[[Any, Any], None], told: tuple[Any, ...], events: int
) -> None:
    filled = table.export()
    assert decide(filled, "S017", "○") == "N7"
    edit(filled, lambda book: change(book, book["調整"]))

    imported = table.take_in(filled)

    assert [(f.code, f.where.cell) for f in imported.findings] == list(told)
    assert len(imported.events) == events
    for finding in imported.findings:
        assert finding.message.startswith(MESSAGES.get(finding.code, ""))


def _struck(*cells: Any) -> None:
    for cell in cells:
        cell.font = Font(strike=True)


def _struck_mark(_: Any, sheet: Any) -> None:
    _struck(cell_of(sheet, ReviewRow, "final_mark", "S017"))


def _struck_for_another(_: Any, sheet: Any) -> None:
    before = TextBlock(InlineFont(strike=True), "×")
    cell_of(sheet, ReviewRow, "final_mark", "S017").value = CellRichText(before, "○")


def _struck_row(_: Any, sheet: Any) -> None:
    row = cell_of(sheet, ReviewRow, "final_mark", "S017").row
    _struck(*(cell for cell in sheet[row] if cell.value is not None))


def _struck_print(_: Any, sheet: Any) -> None:
    _struck(*(cell_of(sheet, ReviewRow, name, "S017") for name in ("measure_id", "title")))


@pytest.mark.parametrize(
    ("change", "told", "events"),
    [
        structural(_struck_mark, ("V026", "N7"), events=0),
        structural(_struck_for_another, ("V025", "N7")),
        structural(_struck_row, ("S021", "A7"), events=0),
        structural(_struck_print, ("S032", "A7")),
    ],
)
def test_what_is_struck_through_decides_nothing_and_is_asked_about(
    table: Office, change: Callable[[Any, Any], None], told: tuple[Any, ...], events: int
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    edit(filled, lambda book: change(book, book["調整"]))

    imported = table.take_in(filled)

    assert [(f.code, f.where.cell) for f in imported.findings] == list(told)
    assert all(finding.severity is Severity.WARNING for finding in imported.findings)
    assert len(imported.events) == events


def test_a_struck_bullet_row_is_left_as_it_was_decided(table: Office) -> None:
    filled = table.export()
    key, row = first_bullet(filled)
    answer(filled, BulletRow, key, "verdict", "不採用")
    edit(filled, lambda book: _struck(*(cell for cell in book["掲載"][row] if cell.value)))

    imported = table.take_in(filled)

    assert shown(imported.findings) == [("S021", "掲載", f"A{row}")]
    assert not imported.events


def test_a_column_sorted_by_itself_is_told_row_by_row(table: Office) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    titles = [shown_in(filled, "title", key) for key in ("S017", "S035")]
    edit(filled, lambda book: _shift(book, book["調整"]))

    messages = [finding.message for finding in table.take_in(filled).findings]

    assert messages == [
        f"{key}の行に、別の行の施策名「{title}」があります。"
        "どの行の決定か分からないため、受け付けていません。"
        for key, title in zip(("S017", "S035"), reversed(titles), strict=True)
    ]


def _meta(field: str, value: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        edit(path, lambda b: setattr(cell_of(b["_meta"], ReviewMeta, field, row=3), "value", value))

    return change


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (_meta("round", "R08"), "G005", "別の年度の調整表です（今回はR07、ファイルはR08）。"),
        (
            _meta("event", 99),
            "G006",
            "受付簿の99件目までを写した調整表ですが、今の受付簿には2件しかありません。",
        ),
        (
            _meta("event", "x"),
            "G004",
            "調整表ではありません（調整表の識別情報が見つからないか、読めません）。",
        ),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0"), "F001", "Excelブック（.xlsx）として"),
        (lambda path: path.write_bytes(b""), "F001", "Excelブック（.xlsx）として"),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), "F004", "ファイルが壊れて"),
        (lambda path: path.write_text("a,b\n", encoding="utf-8"), "F001", "Excelブック"),
    ],
)
def test_a_file_that_is_no_review_of_this_round_is_a_finding(
    table: Office, change: Callable[[Path], object], code: str, message: str
) -> None:
    filled = table.export()
    decide(filled, "S017", "○")
    change(filled)

    imported = table.take_in(filled)

    assert only(imported, code).message.startswith(message)
    assert decided(table) == []


def test_a_catalogue_and_a_form_are_no_review(table: Office, forms: Forms) -> None:
    form = table.save(forms[MOFA, "○"], "様式.xlsx")
    for path in (table.workspace.catalogue(R07), form):
        assert only(table.take_in(path), "G004").where.file == path.name


# without a ledger, and the sample ---------------------------------------------------------------
def test_a_round_without_a_ledger_has_no_decisions(few: Workspace) -> None:
    evaluation = evaluate.evaluate(open_round(few, R07), source=MarkSource.FINAL)

    assert open_round(few, R07).book.events == ()
    assert {r.mark for r in evaluation.marks} == {Unrated.UNDECIDED, Unrated.NOT_SUBMITTED}


def test_the_samples_decisions_are_recorded_once(workspace: Workspace) -> None:
    events = decisions_of(open_book(workspace, R07).events).bullets

    assert staging.decide_sample(workspace, R07, NOON) == 0
    assert len(events) == 102
    assert {d.event and d.event.person for d in events.values()} == {"見本"}
    folder = Path(staging.__file__).parents[1] / "data" / "sample" / "R07" / "decisions"
    with (folder / "decisions.csv").open(encoding="utf-8-sig", newline="") as stream:
        keys = {(row["ministry"], row["key"]) for row in csv.DictReader(stream)}
    assert keys == set(events)


# on the command line ----------------------------------------------------------------------------
def test_the_commands_tell_what_was_done(table: Office, forms: Forms) -> None:
    root = table.workspace.root

    exported = evaluator("review", "export", "R07", cwd=root)
    assert exported.stdout == "templates/R07/調整_第1回.xlsx\n"
    again = evaluator("review", "export", "R07", cwd=root)
    assert "（前回の出力から変わっていないため、作成していません）" in again.stdout

    filled = table.save((root / exported.stdout.strip()).read_bytes(), "調整_第1回.xlsx")
    where = decide(filled, "S017", "○")
    decide(filled, "S077", "△")
    taken = evaluator("review", "import", "R07", str(filled), "--as", "鈴木", cwd=root)
    rest = 9 - 2 + bullets_in(filled)
    assert taken.stdout == f"決定 1件、変更なし {rest}件、受け付けられない 1件\n"
    assert taken.returncode == 1
    assert "G002 調整_第1回.xlsx シート『調整』" in taken.stderr.replace("\n", "")

    told = evaluator("history", "R07", "S017", cwd=root).stdout
    assert "事務局評価　○　決定　鈴木" in told
    assert f"調整_第1回.xlsx シート『調整』 {where}　" in told
    assert "S077" not in told
    status = evaluator("status", "R07", cwd=root).stdout
    assert "事務局評価：決定 1、未決定 8\n" in status

    new = table.save(forms[MOFA, "△"], "外務省（差替え）.xlsx")
    received = evaluator("receive", "R07", str(new), "--as", "鈴木", cwd=root).stdout
    assert "第1版との違い：0件解消、" in received
    assert "変更　施策・K5　S017　自己評価：「○」 → 「△」" in received.replace("\n", "")
    status = evaluator("status", "R07", cwd=root).stdout
    assert "事務局評価：決定 0、未決定 8、要再決定 1（S017）\n" in status


def test_a_file_that_is_not_there_is_a_usage_error(table: Office) -> None:
    done = evaluator("review", "import", "R07", "ない.xlsx", cwd=table.workspace.root)

    assert (done.returncode, "ファイル ない.xlsx がありません。" in done.stderr) == (2, True)
    done = evaluator("review", "import", "R07", "templates", cwd=table.workspace.root)
    assert (done.returncode, "ファイル templates はフォルダーです" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("programme", "heads"),
    [("standards-strategy", ("施策ID", "施策名")), ("plan-kpi", ("KPI ID", "KPI名"))],
)
def test_the_sheet_calls_what_is_decided_as_its_programme_does(
    catalogue: Catalogue, programme: str, heads: tuple[str, str]
) -> None:
    layout = layout_in(ReviewRow, replace(catalogue, programme=shipped_programme(programme)))
    assert tuple(layout.by_field(name).header for name in ("measure_id", "title")) == heads
