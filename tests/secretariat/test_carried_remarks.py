"""意見 that is still open goes on into the next round, is asked about there, and is followed."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace
from evaluator.model import MeasureId
from evaluator.outputs.every import outputs_of
from evaluator.results.public import for_public
from evaluator.secretariat import opening
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.next_round import NextRound, next_round, rows_of
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.remarks import answer_carried
from evaluator.secretariat.remarks import carried as followed_in
from evaluator.secretariat.review import export_review
from evaluator.sheets.layout import Row
from tests.builders import R07, catalogue_of
from tests.carried import ASKED, GOING_ON, answered, two_rounds
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MONDAY
from tests.secretariat.test_public_copy import unpacked
from tests.three_years import R08, R09, without
from tests.web.browsers import browser_on


@pytest.fixture(scope="module")
def rounds(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """R07 with remarks, R08 that asks about them and is answered; not to be changed."""
    return two_rounds(small_workspace, tmp_path_factory.mktemp("remarks"))


def carried(opened: NextRound) -> list[tuple[str, int | None, str, str]]:
    rows = rows_of(opened.rows, CarriedRemarkRow)
    return [(row.id, row.year, row.measure_id, row.text) for row in rows]


def course(opened: NextRound) -> list[tuple[str, str]]:
    return [(row.id, row.told) for row in rows_of(opened.rows, RemarkYearRow)]


def about_remarks(opened: NextRound) -> list[str]:
    return [line for line in opened.to_look_over if "意見" in line]


@pytest.fixture(scope="module")
def second(rounds: Workspace) -> NextRound:
    return next_round(rounds, R08, R07)


@pytest.fixture(scope="module")
def third(rounds: Workspace) -> NextRound:
    return next_round(rounds, R09, R08)


def test_open_remarks_become_data_of_the_next_round(second: NextRound, rounds: Workspace) -> None:
    first, going_on = (row[0] for row in carried(second))
    assert carried(second) == [
        (first, 2025, ASKED, "S016の時期は。"),
        (going_on, 2025, GOING_ON, "S017の時期は。"),
    ]
    assert course(second) == [(going_on, "2025年度　事務局　対応中：次の様式で\n尋ねます。")]
    (line,) = about_remarks(second)
    assert f"意見2件を、様式で尋ねます（{first}、{going_on}）" in line
    assert rounds.catalogue(R08).read_bytes() == second.content


def test_a_remark_that_stays_open_goes_on_with_its_history(third: NextRound) -> None:
    (first, year, measure, _), (going_on, *_) = carried(third)
    assert (year, measure) == (2025, ASKED)
    assert course(third) == [
        (first, "2026年度　環境省　対応中：検討会を設けた。"),
        (going_on, "2025年度　事務局　対応中：次の様式で\n尋ねます。"),
        (going_on, "2026年度　外務省　回答なし"),
    ]


def test_what_is_done_or_declined_is_named_and_goes_no_further(
    rounds: Workspace, tmp_path: Path
) -> None:
    shutil.copytree(rounds.root, tmp_path, dirs_exist_ok=True)
    workspace = Workspace(tmp_path)
    catalogue, _ = opening.open_catalogue(workspace, R08)
    done, declined = (row.id for row in catalogue.carried)
    answered(
        workspace,
        {
            done: {"status": "対応済み", "done": "公表した。"},
            declined: {"status": "対応しない", "done": "別の施策で行う。"},
        },
    )

    opened = next_round(workspace, R09, R08)

    assert (carried(opened), course(opened)) == ([], [])
    (line,) = about_remarks(opened)
    assert f"意見2件は引き継いでいません（{done}、{declined}）" in line


def test_a_remark_on_a_measure_that_is_gone_is_named(rounds: Workspace, tmp_path: Path) -> None:
    shutil.copytree(rounds.root, tmp_path, dirs_exist_ok=True)
    workspace = Workspace(tmp_path)
    opened = next_round(workspace, R08, R07)
    rows = without(opened.rows, GOING_ON)
    path = workspace.catalogue(R08)
    path.write_bytes(NextRound(rows, opened.scale, ()).content)

    _, found = catalogue_of(path, R08)

    told = [(f.code, f.where.sheet) for f in found if "S017" in f.message]
    assert ("K002", "意見一覧") in told


CHANGED: Final[dict[str, tuple[type[Row], dict[str, object], str]]] = {
    "a year that is not over": (CarriedRemarkRow, {"year": 2026}, "K025"),
    "an answer of this year": (RemarkYearRow, {"year": 2026}, "K025"),
    "an answer to no remark": (RemarkYearRow, {"id": "R07-999"}, "K002"),
    "a remark without words": (CarriedRemarkRow, {"text": ""}, "V001"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_typed_into_the_lists_is_checked(
    second: NextRound, tmp_path: Path, case: str
) -> None:
    model, values, code = CHANGED[case]
    changed = [row.model_copy(update=values) for row in rows_of(second.rows, model)]
    path = tmp_path / "catalogue.xlsx"
    path.write_bytes(NextRound({**second.rows, model: changed}, second.scale, ()).content)

    _, found = catalogue_of(path, R08)

    assert code in {f.code for f in found if f.where.sheet == model.sheet_title}


def test_a_register_without_remarks_has_no_sheet_for_them(small_workspace: Workspace) -> None:
    book = load_workbook(io.BytesIO(next_round(small_workspace, R08, R07).content))
    assert not [title for title in book.sheetnames if "意見" in title]


def test_the_public_copy_says_nothing_of_remarks(rounds: Workspace) -> None:
    results = evaluate(open_round(rounds, R08))
    made = [output for _, _, output in outputs_of(for_public(results), None, ())]
    packed = [content for output in made for _, content in unpacked(*output)]

    def is_told(words: str) -> bool:
        return any(words.encode() in content for content in packed)

    assert is_told(results.catalogue.measure_by_id[MeasureId(ASKED)].title)
    assert not [words for words in ("時期は。", "検討会を設けた。", "次の様式") if is_told(words)]


def test_the_commands_tell_how_each_stands_over_the_years(rounds: Workspace) -> None:
    listed = evaluator("remarks", "R08", cwd=rounds.root).stdout.splitlines()
    opened = open_round(rounds, R08)
    first, going_on = opened.catalogue.carried
    title = opened.catalogue.measure_by_id[MeasureId(ASKED)].title
    assert listed[:3] == [
        f"{first.id}　2025年度の意見　S016 {title}［対応中］",
        "    S016の時期は。",
        "  2026年度　環境省　対応中：検討会を設けた。",
    ]
    assert "  2026年度　外務省　回答なし" in listed
    records = json.loads(evaluator("remarks", "R08", "--format", "json", cwd=rounds.root).stdout)
    assert [(each["id"], each["open"]) for each in records] == [
        (first.id, True),
        (going_on.id, True),
    ]
    assert [each["year"] for each in records[1]["course"]] == [2025, 2026]


def test_the_status_tells_which_are_still_open(rounds: Workspace) -> None:
    said = evaluator("status", "R08", "--today", "2027-01-09", cwd=rounds.root).stdout
    assert "前年度から続く意見：2件（R07-1 対応中、R07-2 回答なし）" in said
    told = evaluator("status", "R08", "--format", "json", cwd=rounds.root).stdout
    assert [each["id"] for each in json.loads(told)["carried"]] == ["R07-1", "R07-2"]
    assert "carried" not in evaluator("status", "R07", "--format", "json", cwd=rounds.root).stdout


def test_the_sheet_on_a_measure_tells_it_with_its_cell(rounds: Workspace) -> None:
    (line,) = brief_of(open_round(rounds, R08), ASKED).carried
    assert "「S016の時期は。」　2026年度　環境省　対応中：検討会を設けた。" in line
    assert "前年度からの意見!" in line


def test_the_reviewer_sees_it_where_marks_are_decided(workspace: Workspace) -> None:
    made, _ = export_review(open_round(workspace, R08))
    sheet = load_workbook(made.path)["前年度からの意見"]
    (asked,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == ASKED)
    assert asked[4:7] == ("S016の時期は。", "対応中", "2026年度　環境省　対応中：検討会を設けた。")
    page = browser_on(workspace).get(f"/{R08}/review/{ASKED}").text
    assert "2026年度　環境省　対応中：検討会を設けた。" in page


def test_a_round_without_remarks_has_no_sheet_of_them_to_review(workspace: Workspace) -> None:
    made, _ = export_review(open_round(workspace, R07))
    assert "前年度からの意見" not in load_workbook(made.path).sheetnames


# the secretariat's own word --------------------------------------------------------------------
@pytest.fixture
def workspace(rounds: Workspace, tmp_path: Path) -> Workspace:
    """The rounds, in which a test may answer."""
    shutil.copytree(rounds.root, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


def replied(workspace: Workspace, name: str, words: str, *, settles: bool) -> int:
    with open_desk(workspace, R08, "山田", MONDAY) as desk:
        return answer_carried(desk, name, words, settles=settles).number


def test_the_secretariats_answer_settles_a_remark_whatever_its_ministry_says(
    workspace: Workspace,
) -> None:
    first, going_on = open_round(workspace, R08).catalogue.carried
    replied(workspace, first.id, "確認しました。", settles=True)

    opened = next_round(workspace, R09, R08)

    assert [name for name, *_ in carried(opened)] == [going_on.id]
    assert f"引き継いでいません（{first.id}）" in " ".join(about_remarks(opened))
    one, _ = followed_in(open_round(workspace, R08))
    assert (one.state, one.is_open) == ("回答済み", False)
    assert [row.told for row in one.course][-1] == "2026年度　事務局：確認しました。"


def test_a_remark_that_is_done_goes_on_where_the_secretariat_says_so(workspace: Workspace) -> None:
    first, _ = open_round(workspace, R08).catalogue.carried
    answered(workspace, {first.id: {"status": "対応済み", "done": "公表した。"}})
    replied(workspace, first.id, "成果も尋ねます。", settles=False)

    opened = next_round(workspace, R09, R08)

    assert [told for name, told in course(opened) if name == first.id] == [
        "2026年度　環境省　対応済み：公表した。",
        "2026年度　事務局　対応中：成果も尋ねます。",
    ]


def test_an_answer_to_a_carried_remark_is_told_and_taken_back(workspace: Workspace) -> None:
    first, _ = open_round(workspace, R08).catalogue.carried
    said = evaluator("answer", "R08", first.id.lower(), "確認しました。", cwd=workspace.root)
    assert said.stdout == f"意見{first.id}への回答を残しました。\n"
    told = evaluator("history", "R08", ASKED, cwd=workspace.root).stdout
    assert f"意見{first.id}" in told
    assert "確認しました。" in told
    assert "［回答済み］" in evaluator("remarks", "R08", cwd=workspace.root).stdout
    last = open_round(workspace, R08).book.events[-1]
    evaluator("undo", "R08", "--event", str(last.number), cwd=workspace.root)
    one, _ = followed_in(open_round(workspace, R08))
    assert (one.state, one.answers) == ("対応中", ())
    unknown = evaluator("answer", "R08", "R07-99", "何か。", cwd=workspace.root)
    assert unknown.returncode == NotInTheLedger.exit_code
    assert "意見「R07-99」はシート『意見一覧』にありません。" in unknown.stderr
