"""A fifth mark, by data alone: offered, read, asked about, proposed, counted, drawn, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from evaluator.errors import RubricRejected, ScaleRejected
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MarkSource, MeasureId, RoundId
from evaluator.results.counts import Counts, states_on
from evaluator.results.results import Results
from evaluator.results.wording import mark_summary
from evaluator.review.rows import ReviewRow
from evaluator.secretariat import evaluate, next_round, opening
from evaluator.secretariat.check import check_files
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, cell_of, read_form
from tests.five_marks import FIFTH, SIGNS, five_marks, rubric_text, scale_text
from tests.ledger_builders import MOFA, Office, verified
from tests.small_round import MEASURES, decide_all, shown_in

FIVE: Final = five_marks()

S016, S017, S100, S105 = (MeasureId(name) for name in ("S016", "S017", "S100", "S105"))


@pytest.fixture(scope="module")
def counted(five: Office) -> Results:
    """The round by the ministries' own marks."""
    return evaluate.evaluate(open_round(five.workspace, R07))


def rows_of(results: Results) -> Iterator[Counts]:
    """Yield every row of every table."""
    tables = results.tables
    yield from tables.lowest
    yield from (*tables.by_category, *tables.by_group, tables.any_domain, tables.everything)
    yield from (row for domain in tables.by_domain for row in (domain.whole, *domain.parts))
    yield from (row.led for row in tables.by_ministry)


# the form ---------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def form(five: Office) -> Any:
    path = five.workspace.templates(R07) / form_name(five.catalogue, MOFA)
    return load_workbook(path)


def test_the_form_offers_it_in_its_place(form: Any) -> None:
    sheet = form[MeasureAnswer.sheet_title]
    cell = cell_of(sheet, MeasureAnswer, "self_mark", S017)
    (rule,) = [v for v in sheet.data_validations.dataValidation if cell.coordinate in v.sqref]

    assert rule.formula1 == '"◎,○,◇,△,×"'
    assert rule.prompt == rule.error == "◎・○・◇・△・× から選んでください。"


def test_the_legend_explains_it_and_moves_down_what_stands_below(form: Any) -> None:
    rows = [[cell.value for cell in row] for row in form["凡例"].iter_rows()]

    at = next(n for n, row in enumerate(rows) if row[0] == FIFTH)
    assert rows[at][1] == "予定をやや下回るが、年度内に追いつく"
    assert [row[0] for row in rows[at - 2 : at + 3]] == SIGNS
    assert rows[at + 4][0] == "黄色の欄：記入してください"
    sheet = form["成果例"]
    lists = [str(v.formula1) for v in sheet.data_validations.dataValidation if v.type == "list"]
    top = next(n for n, row in enumerate(rows, start=1) if row[0] == "施策分類")
    assert any(f"$A${top + 1}:" in each for each in lists)


def test_the_live_status_knows_what_it_asks_for(form: Any) -> None:
    sheet = form[MeasureAnswer.sheet_title]
    mark = cell_of(sheet, MeasureAnswer, "self_mark", S017).coordinate
    state = cell_of(sheet, MeasureAnswer, "state", S017).value.replace("$", "")

    owing = ",".join(f'{mark}="{sign}"' for sign in SIGNS if sign not in "○◇")
    good, behind = (",".join(f'{mark}="{sign}"' for sign in signs) for signs in ("◎○◇", "△×"))
    every = ",".join(f'{mark}="{sign}"' for sign in SIGNS)
    for marks in (owing, good, behind, every):
        assert f"OR({marks})" in state


def test_it_is_read_as_itself_and_its_look_alike_as_it_with_a_note(counted: Results) -> None:
    marks = {m.measure.id: m.mark for m in counted.own}

    assert marks[S016] == marks[S017] == FIVE.of(FIFTH)
    (note,) = [f for f in counted.findings if f.found == "◆"]
    assert (note.code, note.message) == ("V011", "「自己評価」の「◆」を「◇」と読みました。")


def test_it_owes_no_reason_and_a_mark_that_does_still_owes_one(
    five: Office, tmp_path: Path
) -> None:
    path = tmp_path / form_name(five.catalogue, MOFA)
    path.write_bytes((five.mail / path.name).read_bytes())
    for measure, mark in ((S017, FIFTH), (S100, "△")):
        answer(path, MeasureAnswer, measure, "self_mark", mark)
        answer(path, MeasureAnswer, measure, "reason", None)
    (checked,) = check_files(five.workspace, [path])
    found = checked.findings

    owed = [f.where.cell for f in found if f.code == "V001"]
    sheet = load_workbook(path)[MeasureAnswer.sheet_title]
    assert owed == [cell_of(sheet, MeasureAnswer, "reason", S100).coordinate]
    (remedy,) = {f.remedy for f in found if f.code == "V001"}
    assert remedy.endswith("◎・△・× の場合は必須です。")


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("☆", "V002", "◎・○・◇・△・× から選んでください。"),
        ("ひし形", "V003", "「◇」"),
    ],
)
def test_a_sign_outside_the_scale_is_a_finding(
    five: Office, tmp_path: Path, typed: str, code: str, words: str
) -> None:
    path = tmp_path / form_name(five.catalogue, MOFA)
    path.write_bytes((five.mail / path.name).read_bytes())
    where = answer(path, MeasureAnswer, S017, "self_mark", typed)

    submission, found = read_form(path, five.catalogue)

    (finding,) = [f for f in found if f.where.cell == where]
    assert finding.code == code
    assert words in finding.message + finding.remedy
    assert submission is not None
    (row,) = [r for r in submission.measures.rows if r.row.measure_id == S017]
    assert row.row.self_mark is None


# counted -----------------------------------------------------------------------------------
def test_it_has_a_column_of_its_own_and_every_row_adds_up(counted: Results) -> None:
    everything = counted.tables.everything

    assert [str(state) for state in everything.by_state] == [*SIGNS, "未判定", "未提出", "対象外"]
    assert everything.by_state[FIVE.of(FIFTH)] == 2
    assert everything.total == len(MEASURES) == len(counted.marks)
    assert sum(row.total for row in counted.tables.by_category) == len(MEASURES)
    assert sum(row.led.total for row in counted.tables.by_ministry) == len(MEASURES)
    for row in rows_of(counted):
        assert tuple(row.by_state) == states_on(FIVE)


def test_it_is_among_the_good_ones_in_what_is_said(counted: Results) -> None:
    assert counted.catalogue.scale.shown == "◎・○・◇・△・×"
    good = sum(n for mark, n in counted.tables.everything.by_mark.items() if mark.is_good)
    assert mark_summary(counted.tables.everything) == f"7件のうち{good}件が◎、○又は◇"


# rated, reviewed, published ----------------------------------------------------------------------
def test_a_rubric_can_give_it(five: Office) -> None:
    results = evaluate.evaluate(open_round(five.workspace, R07), source=MarkSource.PROPOSED)

    marks = {result.measure.id: result.mark for result in results.marks}
    assert marks[S100] == FIVE.of(FIFTH)
    assert "達成率66.7%で、60%以上80%未満 → ◇" in next(
        r.explanation for r in results.marks if r.measure.id == S100
    )
    assert results.tables.everything.total == len(MEASURES)
    given = sum(mark == FIVE.of(FIFTH) for mark in marks.values())
    assert results.tables.everything.by_state[FIVE.of(FIFTH)] == given


@pytest.mark.parametrize(
    ("old", "new", "code", "cell"),
    [
        ('"◇" = "計画をやや下回る"\n', "", "R003", "marks.fair"),
        ('"◇" = { from = "60%"', '"☆" = { from = "60%"', "R004", "kinds.年度値.☆"),
        ('mark = "◎"\n', 'mark = "☆"\n', "R006", "examples[1].mark"),
    ],
)
def test_a_rubric_that_lacks_it_or_names_another_mark_is_refused(
    five: Office, tmp_path: Path, old: str, new: str, code: str, cell: str
) -> None:
    workspace = copied(five.workspace, tmp_path)
    house = workspace.rubrics(R07) / "house.toml"
    assert old in rubric_text()
    house.write_text(rubric_text().replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RubricRejected) as refused:
        open_round(workspace, R07)

    (finding,) = refused.value.findings
    assert (finding.code, finding.where.cell) == (code, cell)


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """Return a copy of the round's templates, which a test may change."""
    copy = Workspace(folder / "copy")
    for path in workspace.templates(R07).rglob("*"):
        if path.suffix in (".toml", ".docx") or path.name == "catalogue.xlsx":
            target = copy.root / path.relative_to(workspace.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return copy


def test_a_wrong_scale_stops_the_round_with_its_findings(five: Office, tmp_path: Path) -> None:
    workspace = copied(five.workspace, tmp_path)
    workspace.scale(R07).write_text(scale_text().replace("#C7DEF0", "水色"), encoding="utf-8")

    with pytest.raises(ScaleRejected) as refused:
        open_round(workspace, R07)

    assert [(f.code, f.where.cell) for f in refused.value.findings] == [("L005", "marks[3].fill")]


def test_a_scale_of_its_own_is_part_of_the_catalogue_and_the_shipped_one_is_not(
    five: Office, tmp_path: Path
) -> None:
    workspace = copied(five.workspace, tmp_path)
    own, _ = opening.open_catalogue(workspace, R07)
    workspace.scale(R07).unlink()
    without, _ = opening.open_catalogue(workspace, R07)
    workspace.scale(R07).write_text(scale_text().replace("#C7DEF0", "#C7DEF1"), encoding="utf-8")
    other, _ = opening.open_catalogue(workspace, R07)

    assert own.sha256 == five.catalogue.sha256
    assert len({own.sha256, without.sha256, other.sha256}) == 3


@pytest.fixture(scope="module")
def decided(five: Office) -> Office:
    """The round with every measure decided as its ministry did, and S105 as the fifth mark."""
    filled = decide_all(five.export())
    answer(filled, ReviewRow, S105, "final_mark", FIFTH)
    imported = five.take_in(filled)
    assert imported.findings == ()
    return five


def test_it_can_be_decided_and_is_counted_as_decided(decided: Office) -> None:
    results = decided.final

    marks = {result.measure.id: result.mark for result in results.marks}
    assert marks[S016] == marks[S017] == marks[S105] == FIVE.of(FIFTH)
    assert results.tables.everything.by_state[FIVE.of(FIFTH)] == 3
    assert results.tables.everything.total == len(MEASURES)
    assert not [f for f in results.findings if f.code.startswith("G")]
    assert shown_in(decided.export(), "final_mark", S105) == FIFTH


def test_the_review_offers_it_and_colours_what_needs_a_reason(decided: Office) -> None:
    path = decided.export()
    sheet = load_workbook(path)[ReviewRow.sheet_title]
    cell = cell_of(sheet, ReviewRow, "final_mark", S105).coordinate
    (rule,) = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]

    assert rule.formula1 == '"◎,○,◇,△,×,取消"'
    conditions = [str(rule.formula) for each in sheet.conditional_formatting for rule in each.rules]
    assert any('"◎○◇△×"' in condition for condition in conditions)


def test_the_next_round_goes_on_with_it(decided: Office, tmp_path: Path) -> None:
    r08 = RoundId("R08")
    opened = next_round.next_round(decided.workspace, r08, R07, MarkSource.FINAL)
    workspace = copied(decided.workspace, tmp_path)
    next_round.save(workspace, r08, R07, opened)

    catalogue, found = opening.open_catalogue(workspace, r08)

    assert [f for f in found if f.code == "V002"] == []
    assert workspace.scale(r08).read_bytes() == workspace.scale(R07).read_bytes()
    assert catalogue.scale.shown == FIVE.shown
    assert catalogue.measure_by_id[S105].previous_mark == FIVE.of(FIFTH)


@pytest.mark.slow
def test_the_final_report_is_sealed_with_it_and_holds(decided: Office) -> None:
    event, is_new = decided.publish()
    _, verification = verified(decided.workspace)

    assert is_new
    assert event.details.record()["marks"][S105] == FIFTH
    assert verification.holds
