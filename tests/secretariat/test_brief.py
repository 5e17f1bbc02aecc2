"""One measure on one sheet: gathered from a round, its ledger and the rounds before."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import timedelta

import pytest

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import MeasureRow
from evaluator.catalogue.succession import Predecessor
from evaluator.errors import NotInTheLedger
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MeasureId
from evaluator.results.brief import Brief, PointKind
from evaluator.review.rows import ReviewRow
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.brief_sheet import write_brief
from evaluator.secretariat.opening import open_round
from evaluator.words.days import local_time
from tests.amendments import (
    amend,
    cell_set,
    issue_recorded,
    measure_ended,
    record,
    row_removed,
)
from tests.builders import R07, answer
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, Office
from tests.marks import SCALE
from tests.small_round import Little


@pytest.fixture
def office(little: Little) -> Office:
    """Both forms of the little round have been received."""
    little.office.receive(*little.saved())
    return little.office


def told_of(office: Office, typed: str = "S017") -> Brief:
    return brief_of(open_round(office.workspace, R07), typed)


def test_it_says_the_marks_and_whose_they_are(office: Office) -> None:
    filled = office.export()
    answer(filled, ReviewRow, "S017", "final_mark", "△")
    answer(filled, ReviewRow, "S017", "reason", "遅れのため。")
    office.take_in(filled, "鈴木", MONDAY + timedelta(hours=1))

    brief = told_of(office)

    assert [(m.year, m.mark, m.whose) for m in brief.marks] == [
        ("令和7年度", "○", "自己評価（外務省）"),
        ("", "○", "試算評価"),
        ("", "△", "事務局評価"),
    ]
    assert brief.marks[0].reason == "進捗を踏まえて評価した。"
    assert brief.marks[2].reason == "遅れのため。"
    assert brief.evidence == "外務省.xlsx 施策!K5"
    assert [(h.day, h.person, h.what, h.where) for h in brief.happened] == [
        (local_time(MONDAY), "山田", "外務省 第1版の受付（自己評価：○）", "外務省.xlsx 施策!K5"),
        (
            local_time(MONDAY + timedelta(hours=1)),
            "鈴木",
            "事務局評価：△（遅れのため。）",
            f"{filled.name} 調整!N6",
        ),
    ]


def test_it_says_the_kpi_with_its_values_over_the_years(office: Office) -> None:
    main = told_of(office).kpis[0]

    assert main.summary.startswith(main.name)
    assert main.reported == "115件（2026-03-31時点、見込み）　KPI!Q5"
    assert [(p.year, int(p.value)) for p in main.of(PointKind.VALUE, PointKind.EXPECTED)] == [
        (2024, 104),
        (2025, 115),
    ]


def test_it_says_what_each_ministry_wrote_and_in_which_cell(office: Office) -> None:
    (told,) = told_of(office).answers

    assert (told.head, told.where) == (MOFA, "外務省.xlsx 施策!L5")
    assert told.text.startswith("31公館に調査事項を示し")


def test_a_measure_without_an_answer_says_so(little: Little) -> None:
    brief = brief_of(open_round(little.office.workspace, R07), "Ｓ１７")

    assert [m.mark for m in brief.marks] == ["未提出", "未提出"]
    assert (brief.answers, brief.happened) == ((), ())
    assert brief.remarks == ("未提出：外務省",)
    assert brief.kpis[0].reported == "今年度の値はまだありません。"


def test_a_measure_that_has_ended_is_told_as_it_was(little: Little) -> None:
    office = little.office
    issue_recorded(office.workspace)
    office.receive(*little.saved())
    amend(office.workspace, measure_ended("S017"))
    record(office.workspace)

    brief = told_of(office)

    said = "この施策は今の施策一覧にありません（事務局が外しました）。外す前の内容を示します。"
    assert brief.remarks == (said,)
    assert brief.facts.endswith("主担当：外務省（経済国際協力課）")
    assert (brief.kpis, brief.marks, brief.answers) == ((), (), ())
    assert [h.what for h in brief.happened] == [
        "外務省 第1版の受付",
        "事務局が施策S017「在外公館を通じた各国の標準政策動向の収集と国内への還元」を終了としました",
    ]


@pytest.mark.slow
def test_a_measure_that_another_ministry_has_now_is_told_with_both(little: Little) -> None:
    office = little.office
    issue_recorded(office.workspace)
    office.receive(*little.saved())
    amend(office.workspace, cell_set(MeasureRow, "S017", "lead", MOE))
    record(office.workspace)

    brief = told_of(office)

    assert brief.marks[0].whose == "自己評価（環境省）"
    assert brief.facts.endswith("主担当：環境省（経済国際協力課）")
    assert brief.happened[-1].what.endswith("の担当を「外務省」から「環境省」に変更しました")


@pytest.mark.slow
def test_a_measure_without_a_kpi_has_none_and_its_sheet_is_made(little: Little) -> None:
    office = little.office
    amend(office.workspace, row_removed(KpiRow, "measure_id", "S017"))
    amend(office.workspace, row_removed(KpiRow, "measure_id", "S017"))
    opened = open_round(office.workspace, R07)

    assert brief_of(opened, "S017").kpis == ()
    assert write_brief(opened, "S017").is_file()


def test_an_answer_that_may_not_be_published_is_said_to_be_none(little: Little) -> None:
    path, *_ = little.saved()
    answer(path, MeasureAnswer, "S017", "withheld", "非公表")
    little.office.receive(path)

    assert told_of(little.office).remarks[0] == "非公表とされた回答を含みます（外務省）。"
    assert told_of(little.office, "S077").remarks == ()


def test_a_measure_that_is_not_there_is_an_error_that_names_those_alike(office: Office) -> None:
    with pytest.raises(NotInTheLedger) as error:
        told_of(office, "S018")

    said = "「S018」に当たる施策がR07の施策一覧にありません。近いもの：S017 在外公館を通じた"
    assert str(error.value).startswith(said)


def _with_year_before(office: Office, *previous: Predecessor) -> Brief:
    opened = open_round(office.workspace, R07)
    catalogue = dataclasses.replace(opened.catalogue, previous=previous)
    return brief_of(replace(opened, catalogue=catalogue), "S017")


def _was(key: str, *successors: str, mark: str = "○") -> Predecessor:
    return Predecessor(
        id=MeasureId(key),
        title=f"{key}の施策",
        subcategory="",
        mark=SCALE.of(mark),
        progress="",
        successors=tuple(map(MeasureId, successors)),
    )


def test_last_years_mark_is_told_with_the_measure_that_it_was_given_to(office: Office) -> None:
    brief = _with_year_before(office, _was("S100", "S017"), _was("S017", "S017", mark="△"))

    assert [(m.year, m.mark, m.whose) for m in brief.marks[-2:]] == [
        ("令和6年度", "○", "前年の評価（施策一覧）（S100）"),
        ("令和6年度", "△", "前年の評価（施策一覧）"),
    ]
    assert brief.remarks[0] == "統合：前年度のS100 S100の施策、S017 S017の施策"


def test_a_measure_of_last_year_is_followed_to_where_it_went(office: Office) -> None:
    opened = open_round(office.workspace, R07)
    moved = (_was("S900", "S017", "S077"), _was("S901"))
    catalogue = dataclasses.replace(opened.catalogue, previous=moved)

    with pytest.raises(NotInTheLedger, match=r"S900（S900の施策）は、今年度は S017、S077 です。"):
        brief_of(replace(opened, catalogue=catalogue), "ｓ９００")
    with pytest.raises(NotInTheLedger, match=r"S901（S901の施策）は、前年度で終了しました。"):
        brief_of(replace(opened, catalogue=catalogue), "S901")


def test_the_command_writes_the_sheet_where_reports_go(office: Office) -> None:
    root = office.workspace.root

    done = evaluator("brief", "R07", "17", cwd=root)

    assert (done.returncode, done.stdout) == (0, "reports/R07/一枚紙/S017.docx\n")
    content = (root / done.stdout.strip()).read_bytes()
    assert write_brief(open_round(office.workspace, R07), "S017").read_bytes() == content
    wrong = evaluator("brief", "R07", "X9", cwd=root)
    assert (wrong.returncode, "中止：「X9」に当たる施策が" in wrong.stderr) == (23, True)


def test_the_answers_of_a_later_version_are_told(office: Office) -> None:
    form = office.state.of(MOFA).current
    assert form is not None
    archived = office.workspace.archive(R07) / f"{form.sha256}.xlsx"
    path = office.save(archived.read_bytes(), "新.xlsx")
    answer(path, MeasureAnswer, "S017", "self_mark", "△")
    office.receive(path, at=MONDAY + timedelta(days=1))

    brief = told_of(office)

    assert brief.marks[0].mark == "△"
    assert [h.what for h in brief.happened] == [
        "外務省 第1版の受付（自己評価：○）",
        "外務省 第2版の受付（自己評価：△）",
    ]
