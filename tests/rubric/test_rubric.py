"""Rubric files: what is shipped, what is refused and where, and the page made from them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from evaluator.findings import KINDS, Finding
from evaluator.model import KpiKind
from evaluator.outputs.reference.rubric import main, rubric_page
from evaluator.rating import example_findings, run_examples
from evaluator.rubric import (
    DISCLAIMER,
    SHIPPED,
    NoMark,
    Rubric,
    Symbol,
    load_rubric,
    parse_rubric,
    shipped_folder,
    shipped_rubric,
)
from tests.marks import EXCELLENT, GOOD, PARTIAL, SCALE
from tests.rating_builders import RUBRICS

HOUSE_TEXT = (shipped_folder() / "house.toml").read_text(encoding="utf-8")
ANNUAL_EXCELLENT = 'excellent = { from = "110%", words = "目標の110%以上" }'
ACTIVITY_GOOD = 'good = { from = "100%", words = "予定した回数を行った" }'

ACTIVITY_IN_TARGET_YEAR = ACTIVITY_GOOD.replace("words", 'in_target_year = "110%", words')
WATCH = '[kinds."状況把握"]'


def edited(old: str, new: str) -> str:
    """Return house.toml with one place edited."""
    assert old in HOUSE_TEXT
    return HOUSE_TEXT.replace(old, new, 1)


def only_finding(text: str, file: str = "house.toml") -> Finding:
    rubric, found = parse_rubric(text, file, SCALE)
    assert rubric is None
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rubric_is_right_and_says_that_it_is_not_official(name: str) -> None:
    rubric, found = load_rubric(shipped_folder() / f"{name}.toml", SCALE)
    assert found == ()
    assert rubric is not None
    assert DISCLAIMER in rubric.description
    assert set(rubric.kinds) == set(KpiKind)


def test_every_file_in_the_folder_is_shipped() -> None:
    files = {file.name for file in shipped_folder().iterdir() if file.name.endswith(".toml")}
    assert files == {f"{name}.toml" for name in SHIPPED}


@pytest.mark.parametrize(
    ("rubric", "number"),
    [(name, number) for name in SHIPPED for number in range(len(RUBRICS[name].examples))],
)
def test_example(rubric: str, number: int) -> None:
    result = run_examples(RUBRICS[rubric])[number]
    assert result.passed, f"{result.example.title}: {result.rating.sentence}"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_examples_reach_every_mark_of_every_kind(name: str) -> None:
    rubric = RUBRICS[name]
    shown = {(each.kind, each.mark) for each in rubric.examples}
    marks = {(kind, mark) for kind, rule in rubric.kinds.items() for mark, _ in rule.rungs}
    assert {f"{kind} {mark}" for kind, mark in marks - shown} == set()


def test_thresholds_are_exact() -> None:
    rungs = dict(RUBRICS["house"].kinds[KpiKind.ANNUAL].rungs)
    assert rungs[EXCELLENT].at_least == Fraction(11, 10)
    covered = dict(RUBRICS["house"].kinds[KpiKind.FINAL_YEAR].rungs)
    assert covered[GOOD].at_least is Symbol.PACE
    assert covered[PARTIAL].above == 0
    text = edited(ANNUAL_EXCELLENT, ANNUAL_EXCELLENT.replace("110%", "166.6667%"))
    rubric, _ = parse_rubric(text, "house.toml", SCALE)
    assert rubric is not None
    assert dict(rubric.kinds[KpiKind.ANNUAL].rungs)[EXCELLENT].at_least == Fraction(
        1666667, 1000000
    )


def test_wording_of_every_mark_and_reason_comes_from_the_file() -> None:
    rubric, _ = parse_rubric(edited("おおむね計画どおり", "順調"), "house.toml", SCALE)
    assert rubric is not None
    assert rubric.words[GOOD] == "順調"
    assert rubric.no_mark.of(NoMark.NO_KPI) == "KPIが定められていない"


def test_an_edited_rubric_under_an_old_version_shows_in_its_label() -> None:
    same, _ = parse_rubric(HOUSE_TEXT, "house.toml", SCALE)
    other, _ = parse_rubric(
        edited('good = { from = "80%"', 'good = { from = "81%"'), "house.toml", SCALE
    )
    assert same is not None
    assert other is not None
    assert same.label == shipped_rubric("house").label
    assert same.label.startswith("KPIの種類別の基準（house 第1.0版・")
    assert other.label != same.label


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes(HOUSE_TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    rubric, found = load_rubric(path, SCALE)
    assert found == ()
    assert rubric == shipped_rubric("house")


def test_a_broken_line_is_named() -> None:
    finding = only_finding('name = "house"\ntitle = "閉じない\n')
    assert (finding.code, finding.where.cell) == ("R001", "2行目")


@pytest.mark.parametrize(
    "text", ['"\\uD800"', "a = " + "[" * 5000, "a = 1\na = 2\n", "a = " + "9" * 5000]
)
def test_nothing_in_a_file_gives_a_traceback(text: str) -> None:
    assert only_finding(text).code == "R001"


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes(HOUSE_TEXT.encode("cp932", errors="ignore"))
    rubric, found = load_rubric(path, SCALE)
    assert rubric is None
    assert str(found[0]) == (
        "[エラー] R002 house.toml：評価基準のファイルを読めません（UTF-8ではない文字コード）。"
        "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。"
    )


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    _, found = load_rubric(tmp_path / "none.toml", SCALE)
    assert [finding.code for finding in found] == ["R002"]


@pytest.mark.parametrize(
    ("code", "cell", "old", "new"),
    [
        ("R003", "version", 'version = "1.0"\n', ""),
        ("R003", "kinds.年度値.good.words", ', words = "目標の80%以上110%未満"', ""),
        ("R003", "kinds.状況把握", '[kinds."状況把握"]\nrule = "評価しない"\n', ""),
        ("R004", "kinds.年度値.excelent", ANNUAL_EXCELLENT, ANNUAL_EXCELLENT.replace("ell", "el")),
        ("R005", "kinds.年度値.excellent.from", '"110%", words', "1.1, words"),
        ("R005", "kinds.年度値.excellent.from", '"110%", words', '"１１０％", words'),
        ("R012", "kinds.年度値.partial.from", '{ from = "50%"', '{ from = "-5%"'),
        ("R005", "examples[1].actual", "actual = 110\n", 'actual = "多い"\n'),
        ("R005", "examples[1].actual", "actual = 110\n", "actual = nan\n"),
        ("R005", "examples[1].actual", "actual = 110\n", "actual = true\n"),
        ("R005", "examples[1].actual", "actual = 110\n", "actual = 1e999999999\n"),
        ("R005", "examples[1].plan", "actual = 110\n", 'plan = "来年:調査"\n'),
        ("R005", "examples[1].year", "actual = 110\n", "year = 7\n"),
        ("R005", "marks.good", '"おおむね計画どおり"', '""'),
        ("R006", "combination", 'combination = "主KPI"', 'combination = "平均"'),
        ("R006", "kinds.年度値.rule", 'rule = "目標比"', 'rule = "勘"'),
        ("R006", "kinds.毎年", WATCH, f'[kinds."毎年"]\nrule = "評価しない"\n{WATCH}'),
        ("R006", "rounding.inputs[1]", '["実績値", ', '["実績", '),
        ("R007", "kinds.年度値.partial", 'partial = { from = "50%"', 'partial = { from = "80%"'),
        ("R008", "kinds.年度値", 'poor = { words = "目', 'poor = { from = "1%", words = "目'),
        ("R008", "kinds.年度値", 'good = { from = "80%"', 'good = { from = "80%", above = "79%"'),
        ("R008", "kinds.年度値", 'good = { from = "80%", ', "good = { "),
        ("R008", "kinds.状況把握", '"評価しない"\n', '"評価しない"\npoor = { words = "無" }\n'),
        ("R009", "description", DISCLAIMER, "公式の評価基準です"),
        ("R011", "name", 'name = "house"', 'name = "mine"'),
        ("R012", "kinds.状況把握.rule", 'rule = "評価しない"', 'rule = "目標比"'),
        ("R012", "kinds.年度値.rule", 'rule = "目標比"', 'rule = "到達度"'),
        ("R012", "kinds.活動.good.from", ACTIVITY_GOOD, ACTIVITY_GOOD.replace("100%", "経過割合")),
        ("R012", "kinds.活動.partial.above", '"0%", words = "一部', '"目標到達", words = "一部'),
        ("R012", "kinds.活動.good.in_target_year", ACTIVITY_GOOD, ACTIVITY_IN_TARGET_YEAR),
        ("R013", "examples[1]", 'mark = "◎"\n', ""),
        ("R013", "examples[1]", 'mark = "◎"\n', 'mark = "◎"\nno_mark = "値なし"\n'),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_at_its_key(code: str, cell: str, old: str, new: str) -> None:
    finding = only_finding(edited(old, new))
    assert (finding.code, finding.where.cell) == (code, cell)
    assert finding.where.file == "house.toml"
    assert "{" not in finding.message + finding.remedy


def test_a_key_under_the_wrong_table_is_told_as_an_official_would_find_it() -> None:
    finding = only_finding(edited('good = { from = "80%"', 'good = { form = "80%"'))
    assert str(finding) == (
        "[エラー] R004 house.toml kinds.年度値.good.form："
        "項目「kinds.年度値.good.form」は評価基準にありません。"
        "つづりを確かめ、不要なら削除してください。"
    )


def test_a_choice_that_does_not_exist_is_answered_with_the_choices() -> None:
    finding = only_finding(edited('expected = "実績と同じ"', 'expected = "半分"'))
    assert finding.found == "半分"
    assert finding.remedy == "実績と同じ・○まで・数えない から選んでください。"


def test_everything_wrong_is_said_at_once() -> None:
    text = edited('combination = "主KPI"', 'combination = "平均"')
    text = text.replace(ANNUAL_EXCELLENT, ANNUAL_EXCELLENT.replace('"110%"', '"一割増"'))
    _, found = parse_rubric(text, "house.toml", SCALE)
    assert [(each.code, each.where.cell) for each in found] == [
        ("R006", "combination"),
        ("R005", "kinds.年度値.excellent.from"),
    ]


def test_an_example_that_does_not_come_out_is_a_finding() -> None:
    rubric, _ = parse_rubric(edited('mark = "◎"\n', 'mark = "○"\n'), "house.toml", SCALE)
    assert rubric is not None
    (finding,) = example_findings(rubric, "house.toml")
    assert (finding.code, finding.where.cell) == ("R010", "examples[1]")
    assert finding.message == (
        "例「年度値：110%ちょうど」の評価が「○」になりません（計算では「◎」）。"
    )


def test_an_example_on_the_boundary_is_tested_too() -> None:
    rubric, _ = parse_rubric(edited("boundary = true", "boundary = false"), "house.toml", SCALE)
    assert rubric is not None
    assert [each.code for each in example_findings(rubric, "house.toml")] == ["R010"]


def test_every_kind_of_finding_has_a_rejected_example() -> None:
    tested = set(re.findall(r'"(R\d{3})"', Path(__file__).read_text(encoding="utf-8")))
    assert {code for code in KINDS if code.startswith("R")} <= tested


def test_the_page_is_what_the_rubrics_say(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "rubric.md"
    main(str(tmp_path / "rubric.md"))
    made = (tmp_path / "rubric.md").read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made, (
        "stale: python -m evaluator.outputs.reference.rubric docs/rubric.md"
    )


def test_the_page_changes_with_a_threshold() -> None:
    edited_rubric, _ = parse_rubric(edited('"80%", words', '"81%", words'), "house.toml", SCALE)
    assert isinstance(edited_rubric, Rubric)
    page = rubric_page([edited_rubric])
    assert "| ○ | 81%以上 | 目標の80%以上110%未満 |" in page
    assert page != rubric_page([RUBRICS["house"]])
