"""A round opened from a plan: its items beside last year's measures, or as new ones."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from evaluator.catalogue.carried import CarriedRemarkRow
from evaluator.catalogue.rows import MeasureRow, SuccessionRow
from evaluator.errors import PlanRejected
from evaluator.files import CATALOGUE_NAME, Workspace
from evaluator.secretariat.incoming import read_incoming
from evaluator.secretariat.next_round import NextRound, next_round, rows_of, with_plan
from evaluator.secretariat.opening import open_catalogue
from tests.builders import R07, catalogue_of
from tests.cli.test_cli import evaluator
from tests.plans import Row, item, plan
from tests.three_years import R08

ALIKE: Final = item(
    "M3-3-001",
    title="在外公館による標準政策動向の収集と国内への還元",
    ministries_as_listed="外務省",
)
ROWS: Final[tuple[Row, ...]] = (
    ALIKE,
    {**ALIKE, "id": "M3-3-002", "ministries_as_listed": "環境省"},
    {**ALIKE, "id": "M3-3-003", "title": "在外公館を通じた標準政策動向の国内への還元"},
    item("M3-3-004", title="全く別の項目", ministries_as_listed="環境省;外務省;関係府省"),
    item("M3-3-005", title="官民の担い手づくり", ministries_as_listed="関係府省"),
    item("M3-3-006", title="領域⑦の検討", kind="domain", heading_path="活用 > ⑦量子"),
    item("M3-3-007", marked_repeat="yes", repeat_of="M3-3-004"),
    item("M9-1-001", in_standards_chapter="no"),
)


def opened_with(workspace: Workspace, path: Path, rows: tuple[Row, ...] = ROWS) -> NextRound:
    path.write_bytes(plan(rows, "cp932"))
    last, _ = open_catalogue(workspace, R07)
    return with_plan(next_round(workspace, R08, R07), last, read_incoming(path))


@pytest.fixture(scope="module")
def opened(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> NextRound:
    return opened_with(small_workspace, tmp_path_factory.mktemp("plan") / "plan.csv")


def test_an_item_like_a_measure_of_the_same_ministry_stands_beside_it(opened: NextRound) -> None:
    beside = {row.previous_id: row.plan_items for row in rows_of(opened.rows, SuccessionRow)}
    assert [name for name, said in beside.items() if said] == ["S017"]
    assert beside["S017"].splitlines() == [
        "M3-3-003 在外公館を通じた標準政策動向の国内への還元（類似度88%）",
        f"M3-3-001 {ALIKE['title']}（類似度80%）",
    ]
    going_on = {row.previous_id: row.successors for row in rows_of(opened.rows, SuccessionRow)}
    assert going_on["S017"] == ("S017",)


def test_any_other_item_becomes_a_measure_with_the_next_id(opened: NextRound) -> None:
    new = [row for row in rows_of(opened.rows, MeasureRow) if row.plan_item]
    assert [(row.id, row.lead, row.joint, row.domains) for row in new] == [
        ("S106", "環境省", (), ()),
        ("S107", "", ("環境省", "外務省"), ()),
        ("S108", "", (), ()),
        ("S109", "環境省", (), ("7",)),
    ]
    assert [row.plan_item for row in new[1:3]] == [
        "M3-3-004　②標準エコシステムの強化",
        "M3-3-005　②標準エコシステムの強化",
    ]
    assert (new[1].title, new[1].subcategory_id, new[1].previous_mark) == ("全く別の項目", "", None)


def test_what_is_left_to_the_secretariat_is_said(opened: NextRound) -> None:
    told = [line for line in opened.to_look_over if "計画" in line or "新しい施策" in line]
    assert "計画の項目6件を前年の施策と比べました。" in told[0]
    assert "計画の文言の言い換えを含みます" in told[0]
    assert told[1].startswith("2件は、")
    assert "4件は、似た前年の施策がないため、新しい施策として" in told[2]
    assert "（S106～S109）" in told[2]
    assert "似た計画の項目のない前年の施策が6件あります" in told[3]
    assert [each.code for each in opened.findings] == ["Q009", "Q007"]


def test_the_register_asks_for_what_is_to_be_set(opened: NextRound, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    path.write_bytes(opened.content)

    catalogue, found = catalogue_of(path, R08)

    assert catalogue is None
    asked = sorted((f.code, f.where.cell) for f in found if f.where.sheet == "施策一覧")
    first = 5 + len(rows_of(opened.rows, MeasureRow)) - 4
    new = [f"{letter}{row}" for letter in "ABD" for row in range(first, first + 4)]
    assert {cell for _, cell in asked} <= set(new)
    assert len([code for code, _ in asked if code == "V001"]) == 4


def test_office_and_ministry_are_one_as_far_as_they_answered(
    small_workspace: Workspace, tmp_path: Path
) -> None:
    last, _ = open_catalogue(small_workspace, R07)
    office = next(m for m in last.ministries if m.parent and m.parent not in last.respondents)
    row = item("M1", title="全く別の項目", ministries_as_listed=office.name)
    opened = opened_with(small_workspace, tmp_path / "plan.csv", (row,))
    assert rows_of(opened.rows, MeasureRow)[-1].lead == office.name


def test_the_same_file_gives_the_same_bytes(
    opened: NextRound, small_workspace: Workspace, tmp_path: Path
) -> None:
    assert opened_with(small_workspace, tmp_path / "plan.csv").content == opened.content
    assert rows_of(opened.rows, CarriedRemarkRow) == []


def test_a_file_that_is_no_plan_is_refused(small_workspace: Workspace, tmp_path: Path) -> None:
    last, _ = open_catalogue(small_workspace, R07)
    without = next_round(small_workspace, R08, R07)
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(PlanRejected) as caught:
            with_plan(without, last, read_incoming(path))
        assert [each.code for each in caught.value.findings] == ["F033"]


def test_the_command_opens_the_round_and_names_bad_rows(few: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(plan((item("A1", title="全く別の項目"), item("A1"))))

    done = evaluator("init", "R08", "--from", "R07", "--plan", str(path), cwd=few.root)

    assert done.returncode == 1
    assert "Q003" in done.stderr
    assert "計画の項目1件を前年の施策と比べました。" in done.stdout
    assert (few.templates(R08) / CATALOGUE_NAME).is_file()


def test_the_command_writes_nothing_from_another_file(few: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"a,b\r\n1,2\r\n")

    done = evaluator("init", "R08", "--from", "R07", "--plan", str(path), cwd=few.root)

    assert done.returncode == PlanRejected.exit_code
    assert "Q002" in done.stderr
    assert not few.templates(R08).exists()
    alone = evaluator("init", "R08", "--plan", str(path), cwd=few.root)
    assert (alone.returncode, "--plan は --from と" in alone.stderr) == (2, True)


def test_of_many_items_like_one_measure_the_first_are_shown(
    small_workspace: Workspace, tmp_path: Path
) -> None:
    heading = "見出し" * 30_000
    rows = tuple({**ALIKE, "id": f"A{n}"} for n in range(13))
    other = item("B1", title="全く別の項目", heading_path=heading)
    opened = opened_with(small_workspace, tmp_path / "plan.csv", (*rows, other))
    beside = {row.previous_id: row.plan_items for row in rows_of(opened.rows, SuccessionRow)}
    assert beside["S017"].splitlines()[9:] == [f"A9 {ALIKE['title']}（類似度80%）", "ほか3件"]
    assert len(rows_of(opened.rows, MeasureRow)[-1].plan_item) < 80
    assert opened.content
