"""Dividing a form among divisions, merging the parts, and moving answers into a fresh form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.errors import CannotWrite
from evaluator.files import Workspace
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import parts_of
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer, MeasureAnswer, MetaRow
from evaluator.model import MinistryName
from evaluator.sample.first_year import fill_form
from evaluator.secretariat import evaluate, issue
from evaluator.secretariat.opening import open_round
from tests.builders import R07, answer, cell_of, edit, errors, read_form, shown, submitted

MOE = MinistryName("環境省")


def read(path: Path, catalogue: Catalogue) -> Submission:
    submission, found = read_form(path, catalogue)
    assert submission is not None, found
    return submission


def answers(submission: Submission) -> dict[str, list[Any]]:
    """Return every answer, without addresses."""
    return {
        name: [located.row for located in getattr(submission, name).rows]
        for name in ("measures", "kpis", "outcomes", "activities")
    }


@pytest.fixture
def parts(few: Workspace, catalogue: Catalogue) -> list[Path]:
    """The forms of a ministry's divisions, filled in."""
    paths = []
    for part in parts_of(catalogue, MOE):
        form = write_form(catalogue, MOE, part.division)
        path = few.root / form_name(catalogue, MOE, part.division)
        path.write_bytes(fill_form(form, catalogue, MOE, part.division))
        paths.append(path)
    assert len(paths) == 3
    return paths


def test_parts_hold_each_row_once(catalogue: Catalogue) -> None:
    for ministry in catalogue.respondents:
        parts = parts_of(catalogue, ministry)
        measures = [m.id for part in parts for m in part.measures(catalogue)]
        assert sorted(measures) == sorted(m.id for m in catalogue.measures_of(ministry))
        kpis = [k.id for part in parts for k in part.kpis(catalogue)]
        assert sorted(kpis) == sorted(k.id for k in catalogue.kpis_of(ministry))


def test_merged_parts_are_the_ministrys_form(
    few: Workspace, catalogue: Catalogue, parts: list[Path]
) -> None:
    moved = issue.merge(few, catalogue, parts)

    assert moved.findings == ()
    merged = answers(read(moved.paths[0], catalogue))
    whole = answers(read(submitted(few, catalogue, MOE), catalogue))
    assert merged["measures"] == whole["measures"]
    assert merged["kpis"] == whole["kpis"]
    assert sorted(map(str, merged["activities"])) == sorted(map(str, whole["activities"]))


def test_a_part_is_no_submission(catalogue: Catalogue, parts: list[Path]) -> None:
    submission, found = read_form(parts[0], catalogue)

    assert submission is None
    assert [code for code, _, _ in shown(found)] == ["F016"]


@pytest.mark.slow
def test_parts_that_disagree_are_said_and_left_open(
    few: Workspace, catalogue: Catalogue, parts: list[Path]
) -> None:
    measure = parts_of(catalogue, MOE)[0].measures(catalogue)[0].id
    again = parts[0].with_name("again.xlsx")
    again.write_bytes(parts[0].read_bytes())
    cell = answer(again, MeasureAnswer, measure, "self_mark", "×")

    moved = issue.merge(few, catalogue, [*parts, again])

    assert shown(moved.findings) == [("M001", "施策", cell)]
    assert f"シート『施策』 {cell}" in moved.findings[0].message
    row = next(
        r.row for r in read(moved.paths[0], catalogue).measures.rows if r.row.measure_id == measure
    )
    assert row.self_mark is None
    assert row.progress


def test_a_missing_part_is_named(few: Workspace, catalogue: Catalogue, parts: list[Path]) -> None:
    moved = issue.merge(few, catalogue, parts[1:])

    assert [f.code for f in moved.findings] == ["M003"]
    assert str(parts_of(catalogue, MOE)[0].division) in moved.findings[0].message


def test_prefill_moves_every_answer(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)

    moved = issue.prefill(few, catalogue, [path])

    assert moved.findings == ()
    assert answers(read(moved.paths[0], catalogue)) == answers(read(path, catalogue))


def test_prefill_reads_an_older_form_of_another_round(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)
    whole = answers(read(path, catalogue))

    def age(book: Any) -> None:
        meta = book["_meta"]
        cell_of(meta, MetaRow, "round", row=3).value = "R06"
        cell_of(meta, MetaRow, "form_version", row=3).value = "0"

    edit(path, age)

    moved = issue.prefill(few, catalogue, [path])

    assert moved.findings == ()
    assert answers(read(moved.paths[0], catalogue)) == whole


def test_prefill_finds_the_ministry_of_a_form_that_lost_its_identification(
    few: Workspace, catalogue: Catalogue
) -> None:
    path = submitted(few, catalogue, MOE)
    edit(path, lambda book: book.remove(book["_meta"]))

    moved = issue.prefill(few, catalogue, [path])

    assert moved.findings == ()
    assert moved.paths[0].name == form_name(catalogue, MOE)


def test_prefill_lists_what_it_could_not_place(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)
    measure = catalogue.measures_of(MOE)[0].id
    kpi = catalogue.kpis_of(MOE)[0].id
    mark = answer(path, MeasureAnswer, measure, "self_mark", "丸")
    gone = answer(path, KpiAnswer, kpi, "kpi_id", "S999-1")

    moved = issue.prefill(few, catalogue, [path])

    places = shown(moved.findings)
    assert places[0] == ("M002", "施策", mark)
    assert moved.findings[0].message == (
        "「自己評価」の「丸」は新しい様式に移せませんでした（値を読み取れないため）。"
    )
    row = gone.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert {code for code, sheet, cell in places[1:] if cell.endswith(row)} == {"M002"}
    assert len(places) > 3


def test_prefill_never_overwrites_work(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)
    done = issue.prefill(few, catalogue, [path]).paths[0]
    answer(done, MeasureAnswer, catalogue.measures_of(MOE)[0].id, "progress", "書き足した")
    kept = done.read_bytes()

    with pytest.raises(CannotWrite, match="上書きしません"):
        issue.prefill(few, catalogue, [path])

    assert done.read_bytes() == kept


def test_a_file_that_is_no_form_does_not_stop_the_others(
    few: Workspace, catalogue: Catalogue
) -> None:
    junk = few.root / "メモ.xlsx"
    junk.write_text("メモ", encoding="utf-8")

    moved = issue.prefill(few, catalogue, [junk, submitted(few, catalogue, MOE)])

    assert [f.code for f in moved.findings] == ["F001"]
    assert len(moved.paths) == 1


def test_an_older_form_is_refused_with_its_version(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)

    def age(book: Any) -> None:
        cell_of(book["_meta"], MetaRow, "form_version", row=3).value = "0"

    edit(path, age)

    outcome = evaluate.evaluate(open_round(few, R07))

    assert errors(outcome.findings) == [("F014", "_meta", "E3")]


@pytest.mark.slow
def test_a_form_of_a_version_that_nobody_kept_is_read_and_it_is_said(few: Workspace) -> None:
    book = load_workbook(few.catalogue(R07))
    book["施策一覧"]["C5"] = "施策名を改めた"
    book.save(few.catalogue(R07))

    outcome = evaluate.evaluate(open_round(few, R07))

    assert [f.code for f in outcome.findings if f.code.startswith("F")] == ["F015", "F015"]
    assert len(outcome.submissions) == 2


def test_a_form_of_nobody_in_particular_is_said(few: Workspace, catalogue: Catalogue) -> None:
    path = submitted(few, catalogue, MOE)

    def strip(book: Any) -> None:
        book.remove(book["_meta"])
        book.remove(book["施策"])

    edit(path, strip)

    moved = issue.prefill(few, catalogue, [path])

    assert shown(moved.findings) == [("M004", "", "")]
    assert moved.paths == ()
