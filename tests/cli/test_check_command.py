"""`evaluator check`: what is said of one file, in which order, and what is made for its sender."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evaluator.catalogue import Catalogue
from evaluator.errors import CannotWrite, RoundMissing
from evaluator.files import Workspace
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import SHEET_MISSING, TWO_FILES
from evaluator.findings.order import grouped, in_order, numbered
from evaluator.findings.structure import COLUMN_MISSING
from evaluator.findings.value import FORMULA, NORMALISED, NOT_A_NUMBER
from evaluator.form.request import request
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, MetaRow
from evaluator.model import MinistryName
from evaluator.secretariat import check as returning
from evaluator.show.finding import as_lines, as_record
from evaluator.words.widths import display_width
from evaluator.words.wrap import wrapped
from tests.builders import R07, answer, cell_of, edit, shown, submitted
from tests.cli.test_cli import evaluator

MOFA = MinistryName("外務省")


@pytest.fixture
def faulty(few: Workspace, catalogue: Catalogue) -> Path:
    path = submitted(few, catalogue, MOFA)
    measures, kpi = catalogue.measures_of(MOFA), catalogue.kpis_of(MOFA)[0]
    answer(path, KpiAnswer, kpi.id, "actual", "約12件")
    answer(path, MeasureAnswer, measures[1].id, "progress", None)
    answer(path, MeasureAnswer, measures[1].id, "self_mark", "◯")
    answer(path, MeasureAnswer, measures[0].id, "self_mark", "A")
    return path


def at(sheet: str, cell: str) -> Finding:
    return NOT_A_NUMBER.at(CellRef("x.xlsx", sheet, cell), found="A", header="実績値")


# order -----------------------------------------------------------------------------------
def test_findings_are_ordered_as_the_reader_works() -> None:
    whole = TWO_FILES.at(CellRef("x.xlsx"), ministry="外務省", others="y.xlsx")
    missing = SHEET_MISSING.at(CellRef("x.xlsx", "成果例"), sheet="成果例")
    column = COLUMN_MISSING.at(CellRef("x.xlsx", "KPI"), header="単位")
    noted = NORMALISED.at(CellRef("x.xlsx", "施策", "B10"), found="◯", header="自己評価", read="○")
    warned = FORMULA.at(CellRef("x.xlsx", "施策", "A1"), found="=1", header="実績値")
    ordered = (
        whole,
        missing,
        at("施策", "C9"),
        at("施策", "B10"),
        at("施策", "AA10"),
        column,
        at("KPI", "A2"),
        warned,
        noted,
    )

    assert in_order(reversed(ordered), ["施策", "KPI"]) == ordered
    assert [(group.severity.value, group.sheet) for group in grouped(ordered)] == [
        *(("エラー", sheet) for sheet in ("", "成果例", "施策", "KPI")),
        ("警告", "施策"),
        ("情報", "施策"),
    ]


def test_a_finding_has_one_number_and_keeps_it_when_others_are_left_out() -> None:
    told = numbered([at("施策", "C9"), at("施策", "B4"), at("KPI", "A2")], ["KPI", "施策"])

    assert [(f.number, f.where.cell) for f in told] == [(1, "A2"), (2, "B4"), (3, "C9")]
    assert [f.number for f in numbered(reversed(told[1:]), ["施策", "KPI"])] == [2, 3]


def test_lines_say_severity_cell_code_message_and_remedy() -> None:
    assert as_lines("x.xlsx", numbered([at("KPI", "Q5")], ["KPI"])) == [
        "■ x.xlsx",
        "  【エラー】シート『KPI』",
        "    1．Q5　V004　「実績値」の「A」を数値として読めません。",
        "        → 数値だけを半角で記入してください。補足は備考に書いてください。",
        "  計：エラー 1件、警告 0件、情報 0件",
    ]


def test_json_names_every_cell_that_a_finding_is_about() -> None:
    folded = at("KPI", "Q5").standing_for([at("KPI", "Q5"), at("KPI", "Q7"), at("KPI", "Q8")])

    assert as_record(folded) == {
        "number": 0,
        "file": "x.xlsx",
        "sheet": "KPI",
        "cell": "Q5",
        "cells": ["Q7", "Q8"],
        "code": "V004",
        "severity": "エラー",
        "message": "「実績値」の「A」を数値として読めません。（同じ指摘がほか2件：Q7、Q8）",
        "remedy": "数値だけを半角で記入してください。補足は備考に書いてください。",
        "found": "A",
    }


def test_the_round_is_the_one_the_file_names(few: Workspace, faulty: Path) -> None:
    (checked,) = returning.check_files(few, [faulty])

    assert checked.round_id == R07
    assert shown(checked.findings) == [
        ("V002", "施策", "K5"),
        ("V001", "施策", "L6"),
        ("V017", "KPI", "Q5"),
        ("C001", "施策", "K6"),  # ○, although the reason says 未着手
        ("V011", "施策", "K6"),
    ]


def test_a_round_that_is_not_here_is_a_finding_and_the_others_are_checked(
    few: Workspace, catalogue: Catalogue, faulty: Path
) -> None:
    other = submitted(few, catalogue, "環境省")
    edit(
        other, lambda book: setattr(cell_of(book["_meta"], MetaRow, "round", row=3), "value", "R06")
    )

    first, second = returning.check_files(few, [other, faulty])

    assert shown(first.findings) == [("F008", "", "")]
    assert first.findings[0].message == "別の年度の様式です（今回はR07、ファイルはR06）。"
    assert len(second.findings) == 5
    with pytest.raises(RoundMissing):
        returning.check_files(Workspace(few.root / "empty"), [faulty])


def test_a_file_that_is_no_form_has_one_finding(few: Workspace, tmp_path: Path) -> None:
    text, foreign = tmp_path / "メモ.xlsx", few.catalogue(R07)
    text.write_text("これは表ではありません", encoding="utf-8")

    first, second = returning.check_files(few, [text, foreign])

    assert shown(first.findings) == [("F001", "", "")]
    assert shown(second.findings) == [("F007", "", "")]


# the command -----------------------------------------------------------------------------
def test_check_prints_file_sheet_row_and_totals(
    sample_workspace: Workspace, few: Workspace, catalogue: Catalogue, faulty: Path
) -> None:
    clean = submitted(sample_workspace, catalogue, "消費者庁")
    noted = submitted(few, catalogue, "環境省")  # a domain that is not its own: 情報

    done = evaluator("check", str(faulty), str(clean), cwd=few.root)

    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "■ R07_様式_外務省.xlsx",
        "  【エラー】シート『施策』",
        "    1．K5　V002　「自己評価」の「A」は選択肢にありません。",
    ]
    assert lines[-4:] == [
        "  計：エラー 3件、警告 1件、情報 1件",
        "■ R07_様式_消費者庁.xlsx",
        "  指摘はありません。",
        "合計 2ファイル：エラー 3件、警告 1件、情報 1件",
    ]
    assert evaluator("check", str(clean), cwd=few.root).returncode == 0
    (checked,) = returning.check_files(few, [noted])
    assert [code for code, _, _ in shown(checked.findings)] == ["C015"]
    assert evaluator("check", str(noted), cwd=few.root).returncode == 0


def test_json_is_a_list_in_utf_8(few: Workspace, faulty: Path) -> None:
    done = evaluator("check", str(faulty), "--format", "json", cwd=few.root)

    records = json.loads(done.stdout)
    assert [record["code"] for record in records] == ["V002", "V001", "V017", "C001", "V011"]
    assert records[0] == {
        "number": 1,
        "file": "R07_様式_外務省.xlsx",
        "sheet": "施策",
        "cell": "K5",
        "cells": [],
        "code": "V002",
        "severity": "エラー",
        "message": "「自己評価」の「A」は選択肢にありません。",
        "remedy": "◎・○・△・× から選んでください。",
        "found": "A",
    }
    assert "エラー" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ない.xlsx"], "ファイル ない.xlsx がありません"),
        (["templates"], "様式として扱うファイルがありません"),
        (["templates/R07/catalogue.xlsx", "--fix-list", "--format", "json"], "同時に使えません"),
    ],
)
def test_wrong_use_exits_with_2(few: Workspace, arguments: list[str], said: str) -> None:
    done = evaluator("check", *arguments, cwd=few.root)

    assert done.returncode == 2
    assert said in "".join(done.stderr.replace("│", "").split("\n")).replace("  ", "")
    assert "Traceback" not in done.stderr


def test_annotate_writes_the_marked_copy_and_the_letter(few: Workspace, faulty: Path) -> None:
    before = faulty.read_bytes()

    done = evaluator("check", str(faulty), "--fix-list", "--annotate", "返却", cwd=few.root)

    assert done.returncode == 1
    assert sorted(path.name for path in (few.root / "返却").iterdir()) == [
        "R07_様式_外務省_修正依頼.txt",
        "R07_様式_外務省_点検結果.xlsx",
    ]
    letter = (few.root / "返却" / "R07_様式_外務省_修正依頼.txt").read_bytes()
    assert letter.decode("utf-8-sig").replace("\r\n", "\n") == done.stdout
    assert "作成しました：返却/R07_様式_外務省_点検結果.xlsx" in done.stderr
    assert faulty.read_bytes() == before


# what is written where -------------------------------------------------------------------
@pytest.mark.slow
def test_a_returned_file_is_returned_under_the_same_name(few: Workspace, faulty: Path) -> None:
    folder = few.root / "返却"
    checked = returning.check_files(few, [faulty])
    (copy, _), _ = returning.return_forms(few, checked, folder)
    once = copy.read_bytes()

    again = returning.check_files(few, [copy])
    (second, _), _ = returning.return_forms(few, again, few.root / "再")

    assert second.name == copy.name == "R07_様式_外務省_点検結果.xlsx"
    assert shown(again[0].findings) == shown(checked[0].findings)
    assert second.read_bytes() == once


@pytest.mark.parametrize(
    "behind",
    [
        "",
        "_点検結果",
        "_点検結果_修正_点検結果",
        "_点検結果 - コピー",
        "_点検結果 - コピー (2)",
        "_点検結果 (1)",
        "_点検結果のコピー",
        "_点検結果 - Copy",
        "_点検結果_修正",
    ],
)
def test_the_name_of_a_copy_does_not_grow(few: Workspace, faulty: Path, behind: str) -> None:
    sent = faulty.rename(few.root / f"R07_様式_外務省{behind}.xlsx")

    checked = returning.check_files(few, [sent])
    written, _ = returning.return_forms(few, checked, few.root / "返却")

    assert [path.name for path in written] == [
        "R07_様式_外務省_点検結果.xlsx",
        "R07_様式_外務省_修正依頼.txt",
    ]


def test_a_file_called_like_the_mark_alone_keeps_a_name(few: Workspace, faulty: Path) -> None:
    sent = faulty.rename(few.root / "_点検結果.xlsx")

    written, _ = returning.return_forms(few, returning.check_files(few, [sent]), few.root / "返却")

    assert written[0].name == "_点検結果_点検結果.xlsx"


@pytest.mark.slow
def test_received_files_are_never_overwritten(few: Workspace, faulty: Path, tmp_path: Path) -> None:
    folder = few.submissions(R07)
    with pytest.raises(CannotWrite, match="受け取ったファイルの場所"):
        returning.return_forms(few, returning.check_files(few, [faulty]), folder / "返却")
    sent = tmp_path / "外務省_点検結果.xlsx"
    shutil.copy(faulty, sent)
    with pytest.raises(CannotWrite, match="上書き"):
        returning.return_forms(few, returning.check_files(few, [sent]), tmp_path)
    twin = tmp_path / "別" / faulty.name
    twin.parent.mkdir()
    shutil.copy(faulty, twin)
    with pytest.raises(CannotWrite, match="同じ名前"):
        returning.return_forms(few, returning.check_files(few, [faulty, twin]), tmp_path / "返却")
    assert not (tmp_path / "返却").exists()


def test_a_file_that_cannot_be_opened_gets_its_letter_only(few: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "メモ.xlsx"
    path.write_text("これは表ではありません", encoding="utf-8")

    written, refused = returning.return_forms(few, returning.check_files(few, [path]), tmp_path)

    assert ([p.name for p in written], refused) == (["メモ_修正依頼.txt"], (path.name,))
    letter = written[0].read_text(encoding="utf-8-sig")
    assert "ご提出元　御中" in letter
    assert " 1．ファイル全体：Excelブック（.xlsx）として読めません" in letter


# 修正依頼 ---------------------------------------------------------------------------------
def test_the_letter_names_ministry_deadline_counts_and_each_cell(
    few: Workspace, faulty: Path
) -> None:
    (checked,) = returning.check_files(few, [faulty])

    assert checked.request.split("\n")[:20] == [
        "修正依頼　新たな国際標準戦略 フォローアップ様式（令和7年度）",
        "",
        "外務省　国際標準担当課　御中",
        "",
        "「R07_様式_外務省.xlsx」を点検しました。次の箇所を直して、もう一度お送りください。",
        "提出期限：2026年1月30日（過ぎている場合は、できるだけ早くお送りください）",
        "件数：エラー 3件、警告 1件、情報 1件",
        "　エラー＝直るまで集計できません　　警告＝確かめて、正しければそのままで構いません",
        "",
        "【エラー】",
        " 1．施策・K5：「自己評価」の「A」は選択肢にありません。",
        "    → ◎・○・△・× から選んでください。",
        " 2．施策・L6：「進捗状況」が未記入です。",
        "    → 今年度末まで（予定を含む）の取組と結果を400字以内で記入してください。",
        " 3．KPI・Q5：「実績値」の「約12件」は、1つの数値として読めません。12 でしょうか。",
        "    → 様式の単位に合わせた数値だけを半角で記入してください。「約」などの補足は備考",
        "       に書いてください。",
        "",
        "【警告】",
        " 4．施策・K6：自己評価は「○」ですが、「評価の理由」に「未着手」とあります。",
    ]
    assert "【お送りいただく方法】" in checked.request
    assert "送り先：" in checked.request


def test_the_letter_stays_on_one_page(catalogue: Catalogue) -> None:
    warned = FORMULA.at(CellRef("x", "KPI", "A1"), found="=1", header="実績値")
    many = [warned, *(at("施策", f"K{row}") for row in range(5, 205))]

    many = list(numbered(many, ["施策", "KPI"]))
    text = request("x.xlsx", many, None, catalogue.round)

    lines = text.splitlines()
    numbers = [line for line in lines if "．施策・K" in line]
    assert len(lines) <= 60
    assert max(display_width(line) for line in lines) <= 86
    assert len(numbers) >= 15
    rest = 201 - len(numbers)
    assert f"ほか{rest}件は返却ファイルの『指摘一覧』をご覧ください。" in lines
    assert "【警告】" not in text
    short = request("x.xlsx", [*many[:2], many[-1]], None, catalogue.round)
    assert short.index("【エラー】") < short.index("【警告】")
    assert "ほか" not in short


def test_lines_break_neither_numbers_nor_before_punctuation() -> None:
    text = "あ" * 40 + "4000字以内、" + "い" * 40

    lines = list(wrapped(text, 84, "  "))

    assert "".join(line.removeprefix("  ") for line in lines) == text
    assert lines[0] == "あ" * 40 + "4000"
    assert next(wrapped("あ" * 42 + "。い", 84)).endswith("。")


def test_a_clean_file_is_thanked_for(few: Workspace, catalogue: Catalogue) -> None:
    (checked,) = returning.check_files(few, [submitted(few, catalogue, MOFA)])

    assert checked.findings == ()
    assert checked.request.endswith("直していただく箇所はありません。\n")
