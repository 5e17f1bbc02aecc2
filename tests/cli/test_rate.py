"""試算評価 in the round: proposed beside self, explained down to the cell, rubrics compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.cli.rating_table import as_data, explanation
from evaluator.errors import RubricMissing, RubricRejected
from evaluator.files import Workspace
from evaluator.form.sheets import KpiAnswer
from evaluator.model import MarkSource, Unrated
from evaluator.results.proposals import Difference
from evaluator.results.results import Results
from evaluator.sample import staging
from evaluator.secretariat import evaluate, report
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, submitted
from tests.cli.test_cli import evaluator
from tests.marks import GOOD, SCALE

DISPUTED = {"S010", "S019", "S021", "S034", "S046", "S063", "S071", "S077", "S086", "S104"}


@pytest.fixture(scope="module")
def evaluation(sample_workspace: Workspace) -> Results:
    return evaluate.evaluate(open_round(sample_workspace, R07))


def test_the_sample_differs_where_it_says_why(evaluation: Results) -> None:
    differing = {
        str(each.facts.measure.id): each.difference
        for each in evaluation.rated
        if each.difference is not Difference.NONE
    }

    assert set(differing) == DISPUTED
    assert differing["S021"] is Difference.HIGHER
    assert differing["S019"] is Difference.LOWER


def test_an_explanation_names_the_cells_of_its_inputs(evaluation: Results) -> None:
    rated = next(each for each in evaluation.rated if each.facts.measure.id == "S002")

    text = explanation(rated)

    assert "公式の評価基準ではありません" in text
    assert (
        "基準60社（2023年度）、目標200社（2028年度）に対し実績118社（2025年度）。"
        "基準から目標までの道のりの41.4%、経過40.0%で、経過以上 → ○"
    ) in text
    assert "実績値：118社（2025年度）　← R07_様式_経済産業省.xlsx シート『KPI』 " in text
    assert "基準値：60社（2023年度）　← catalogue.xlsx シート『KPI一覧』 " in text


def test_the_cells_named_hold_the_inputs(sample_workspace: Workspace, evaluation: Results) -> None:
    rated = next(each for each in evaluation.rated if each.facts.measure.id == "S002")
    inputs = rated.proposal.ratings[0].calculation.inputs
    folders = (sample_workspace.submissions(R07), sample_workspace.templates(R07))

    for given in inputs:
        assert given.where is not None
        path = next(f / given.where.file for f in folders if (f / given.where.file).exists())
        sheet = load_workbook(path)[given.where.sheet]
        assert sheet[given.where.cell].value == given.value


def test_the_data_are_plain_and_exact(evaluation: Results) -> None:
    rated = next(each for each in evaluation.rated if each.facts.measure.id == "S002")

    data = json.loads(json.dumps(as_data(rated), default=str))

    assert (data["self"], data["proposed"], data["difference"]) == ("○", "○", "一致")
    assert data["kpis"][0]["calculation"]["measured"]["compared"]["value"] == "29/70"


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
@pytest.mark.parametrize(
    ("source", "folder", "counts", "says"),
    [
        (MarkSource.SELF, "", [1, 87, 17, 4], "評価は各府省庁の自己評価による。"),
        (
            MarkSource.PROPOSED,
            "試算評価",
            [3, 83, 19, 4],
            "による試算であり、公式の評価ではない。",
        ),
    ],
)
def test_each_table_says_on_the_page_whose_marks_it_counts(
    workspace: Workspace, source: MarkSource, folder: str, counts: list[int], says: str
) -> None:
    evaluation, paths = report.run(open_round(workspace, R07), source=source)

    assert [evaluation.tables.everything.by_state[mark] for mark in SCALE.marks] == counts
    path = workspace.reports(R07, folder) / "別紙.xlsx"
    assert path in paths
    book = load_workbook(path)
    for name in ("図表1", "図表2"):
        notes = [str(cell.value) for cell in book[name]["A"] if cell.value]
        assert any(says in note for note in notes), name
        if source is MarkSource.PROPOSED:
            assert any("house 第1.0版" in note for note in notes)


def test_a_measure_without_a_value_is_not_a_cross(few: Workspace, catalogue: Catalogue) -> None:
    kpi = next(k for k in catalogue.kpis_of("外務省") if k.main)  # type: ignore[arg-type]
    answer(submitted(few, catalogue, "外務省"), KpiAnswer, kpi.id, "actual", None)

    evaluation = evaluate.evaluate(open_round(few, R07), source=MarkSource.PROPOSED)

    marks = {result.measure.id: result.mark for result in evaluation.marks}
    assert marks[kpi.measure_id] is Unrated.UNDECIDED
    others = {m.id for m in catalogue.measures if m.lead not in ("外務省", "環境省")}
    assert {marks[m] for m in others} == {Unrated.NOT_SUBMITTED}


@pytest.mark.slow
def test_a_rubric_edited_in_the_rounds_folder_is_used(workspace: Workspace) -> None:
    path = workspace.rubrics(R07) / "house.toml"
    text = path.read_text(encoding="utf-8")
    strict = text.replace('good = { from = "80%"', 'good = { from = "100%"')
    assert strict != text
    path.write_text(strict, encoding="utf-8")

    before = open_round(workspace, R07, "plan-ratio").rubric
    evaluation = evaluate.evaluate(open_round(workspace, R07), source=MarkSource.PROPOSED)

    assert evaluation.tables.everything.by_state[GOOD] < 83
    assert before.label != evaluation.rubric.label


def test_a_broken_rubric_stops_with_the_key(few: Workspace) -> None:
    path = few.rubrics(R07) / "house.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "house"\n', encoding="utf-8")

    with pytest.raises(RubricRejected) as stopped:
        evaluate.evaluate(open_round(few, R07))

    assert {f.code for f in stopped.value.findings} == {"R003"}
    with pytest.raises(RubricMissing):
        open_round(few, R07, "nobody")


def test_init_copies_the_rubrics_and_leaves_edited_ones_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    staging.init(workspace, R07)
    path = workspace.rubrics(R07) / "house.toml"
    path.write_text("# mine", encoding="utf-8")

    staging.init(workspace, R07)

    assert path.read_text(encoding="utf-8") == "# mine"
    assert len(list(workspace.rubrics(R07).iterdir())) == 4


def test_the_rubric_commands(few: Workspace) -> None:
    rate = evaluator("rate", "R07", "--format", "json", cwd=few.root)
    compare = evaluator(
        "rubric", "compare", "R07", "house", "pace", "plan-ratio", "growth-ratio", cwd=few.root
    )
    explained = evaluator("rate", "R07", "--explain", "s017", cwd=few.root)

    assert len(json.loads(rate.stdout)) == 109
    assert "評価が変わる施策" in compare.stdout
    assert compare.returncode == explained.returncode == 0
    assert "← R07_様式_外務省.xlsx シート『KPI』" in explained.stdout
    assert evaluator("rate", "R07", "--explain", "S999", cwd=few.root).returncode == 2


def test_rubric_test_runs_the_examples_of_a_file(few: Workspace) -> None:
    staging.init(few, R07)
    path = few.rubrics(R07) / "house.toml"

    good = evaluator("rubric", "test", str(path), cwd=few.root)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('actual = 110\nmark = "◎"', 'actual = 110\nmark = "△"'), "utf-8")
    bad = evaluator("rubric", "test", str(path), cwd=few.root)

    assert (good.returncode, bad.returncode) == (0, 1)
    assert "すべて一致" in good.stdout
    assert "R010 house.toml examples[1]" in bad.stderr
