"""What version 0.1.0 made, sent out and sealed goes on being read (tests/fixtures/v0_1)."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any, Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.ledger import Event
from evaluator.ledger.details import EVENT_KINDS, Seal
from evaluator.model import MarkSource, RoundId
from evaluator.outputs.names import DATA_FOLDER
from evaluator.outputs.opendata import open_data
from evaluator.results.decisions import decisions_of
from evaluator.secretariat.book import open_book
from evaluator.secretariat.check import CheckedFile, check_files
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import open_catalogue, open_round
from evaluator.secretariat.seal import OutputState
from evaluator.xlsx.source import digest
from tests.builders import R07, answer
from tests.cli.test_cli import evaluator
from tests.ledger_builders import verified
from tests.small_round import decide_all

FIXTURE: Final = Path(__file__).parents[1] / "fixtures" / "v0_1"
R08: Final = RoundId("R08")
SHEETS: Final = ("contact", "measures", "kpis", "outcomes", "activities")
RETURNED: Final = "返却/外務省様式_点検結果.xlsx"
FORMS: Final = (
    "R07_様式_外務省.xlsx",
    "R07_様式_環境省.xlsx",
    "0議事録.xlsx",
    "外務省様式.xlsx",
    "様式.xlsx",
    "外務省様式（修正）.xlsx",
    "外務省様式（差替え）.xlsx",
    "環境省様式（公表後）.xlsx",
    RETURNED,
)
"""As issued, as received and as sent back."""
OF_NO_VERSION: Final = "環境省（別版）.xlsx"
LIVES: Final = ("S016", "S017", "S035")
"""Measures of which much was said: after the seal, replaced, taken back and decided again."""
LEFT_OUT: Final = ("図/", "index.html")
"""Outputs of the sealed report that are not among the fixtures, being large."""
WRITTEN_OTHERWISE: Final = {
    "data/changes.csv": "names the kind of both years' marks",
    "data/changes.schema.json": "names the kind of both years' marks",
    "data/datapackage.json": "names the version of the program",
    "data/kpi_values.schema.json": "names one more state of a value: 非公表",
}
"""Tables that a later version writes otherwise, each with the reason."""


def expected(name: str) -> Any:
    """Return what version 0.1.0 told."""
    return json.loads((FIXTURE / "expected" / f"{name}.json").read_bytes())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The round as it was left; not to be changed."""
    root = tmp_path_factory.mktemp("out")
    shutil.copytree(FIXTURE, root, dirs_exist_ok=True)
    return Workspace(root)


@pytest.fixture
def out(tmp_path: Path) -> Workspace:
    """The round as it was left, to work on."""
    shutil.copytree(FIXTURE, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


# what is told of it ---------------------------------------------------------------------------
def forms(workspace: Workspace) -> dict[str, Path]:
    """Return every form that was sent out, received or sent back."""
    events = open_book(workspace, R07).events
    received = {e.sha256: e for e in events if e.kind in ("received", "returned")}
    archive = workspace.archive(R07)
    return {
        **{path.name: path for path in workspace.templates(R07).glob("R07_様式_*.xlsx")},
        **{event.name: archive / f"{sha256}.xlsx" for sha256, event in received.items()},
        RETURNED: workspace.root / RETURNED,
    }


def told_of_form(workspace: Workspace, path: Path) -> dict[str, Any]:
    """Return the findings on a form and its answers by row; what is blank is left out."""
    (checked,) = check_files(workspace, [path], R07)
    return {"findings": findings(checked), "answers": answers(checked)}


def findings(checked: CheckedFile) -> list[list[str]]:
    return [
        [f.code, f.severity.value, f.message, f.remedy, f.where.sheet, f.where.cell]
        for f in checked.findings
    ]


def answers(checked: CheckedFile) -> dict[str, dict[str, dict[str, str]]]:
    return {
        name: {
            str(row.number): {
                field: text for field in row.table.columns if (text := row.text(field))
            }
            for row in getattr(checked.submission, name).rows
        }
        for name in (SHEETS if checked.submission else ())
    }


def asked(workspace: Workspace, *arguments: str) -> Any:
    """Return what a command answers in JSON."""
    done = evaluator(*arguments, "--format", "json", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def status(workspace: Workspace) -> Any:
    now = asked(workspace, "status", R07, "--today", "2026-02-04")
    assert [each["edition"] for each in now.pop("editions")] == [1]
    assert [each["number"] for each in now.pop("since")] == [37, 38]
    assert {finding["severity"] for finding in now.pop("catalogue")} <= {"警告", "情報"}
    for one in now["ministries"]:
        told = [finding["severity"] for finding in one.pop("findings")]
        assert (told.count("エラー"), told.count("警告")) == (one["errors"], one["warnings"])
        assert one.pop("waived") == []
    return now


def history(workspace: Workspace, measure: str) -> Any:
    life = asked(workspace, "history", R07, measure)
    assert [event.pop("edition") for event in life["events"] if "edition" in event] == ["第1版"]
    return life


def decisions(workspace: Workspace) -> dict[str, Any]:
    standing = decisions_of(open_book(workspace, R07).events)
    return {
        "marks": {key: [str(one.sign), one.reason] for key, one in standing.marks.items()},
        "bullets": {
            f"{ministry} {key}": one.editing.model_dump(mode="json") | {"memo": one.memo}
            for (ministry, key), one in standing.bullets.items()
        },
    }


def catalogues(workspace: Workspace) -> dict[str, Any]:
    r07, r08 = (open_catalogue(workspace, each)[0] for each in (R07, R08))
    return {"R07": r07.sha256, "R08": r08.sha256, "前年との対応": succession(r08)}


def succession(catalogue: Catalogue) -> list[list[Any]]:
    return [
        [one.id, one.title, str(one.mark), one.progress, list(one.successors)]
        for one in catalogue.previous
    ]


# forms ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", FORMS)
def test_a_form_gives_the_answers_and_findings_that_it_gave(kept: Workspace, name: str) -> None:
    assert told_of_form(kept, forms(kept)[name]) == expected("forms")[name]


def test_no_form_is_too_old_or_of_another_catalogue() -> None:
    forms_told = expected("forms")

    assert set(forms_told) == set(FORMS)
    assert {f[0] for form in forms_told.values() for f in form["findings"]} & {
        "F014",
        "F015",
    } == set()


def test_a_form_of_no_known_version_is_still_too_old(kept: Workspace) -> None:
    told = told_of_form(kept, forms(kept)[OF_NO_VERSION])

    assert ([each[0] for each in told["findings"]], told["answers"]) == (["F014"], {})


def test_a_returned_copy_reads_as_the_form_it_was_made_from() -> None:
    known = expected("forms")

    assert known[RETURNED] == known["外務省様式.xlsx"]


def test_a_returned_copy_can_be_mended_and_received(out: Workspace) -> None:
    path = out.root / RETURNED
    answer(path, MeasureAnswer, "S017", "self_mark", "○")
    answer(path, KpiAnswer, "S077-1", "actual", 34)

    received = ("receive", R07, str(path), "--as", "佐藤")
    assert evaluator(*received, cwd=out.root).returncode == 1  # the one before was accepted

    done = evaluator(*received, "--replace-accepted", "--reason", "訂正", cwd=out.root)

    assert done.returncode == 0, done.stderr
    assert "外務省　第4版　受け付けました（第3版と差替え）" in done.stdout


# the ledger -----------------------------------------------------------------------------------
SINCE = {
    *("catalogue changed", "forms issued", "put aside", "undone", "waived"),
    *("remark made", "remark answered", "carried remark answered"),
}
"""What could not happen yet."""


def test_the_ledger_holds_every_kind_of_event(kept: Workspace) -> None:
    events = open_book(kept, R07).events

    assert [event.number for event in events] == list(range(1, 39))
    assert {event.kind for event in events} == {kind.kind for kind in EVENT_KINDS} - SINCE


def test_the_round_stands_where_it_stood(kept: Workspace) -> None:
    assert status(kept) == expected("status")


@pytest.mark.parametrize("measure", LIVES)
def test_the_life_of_a_measure_is_told_as_it_was(kept: Workspace, measure: str) -> None:
    assert history(kept, measure) == expected("histories")[measure]


def test_decisions_stand_and_those_taken_back_do_not(kept: Workspace) -> None:
    assert decisions(kept) == expected("decisions")


def test_the_review_sheet_that_is_out_is_taken_in(out: Workspace) -> None:
    filled = decide_all(out.templates(R07) / "調整_第4回.xlsx")

    done = evaluator("review", "import", R07, str(filled), "--as", "佐藤", cwd=out.root)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "決定 4件、変更なし 11件、受け付けられない 0件\n"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set")
def test_no_review_sheet_is_exported_where_nothing_has_changed(
    out: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluator("review", "export", R07, cwd=out.root)  # it shows more than 0.1.0 did
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        done = evaluator("review", "export", R07, cwd=out.root)
    time.tzset()

    assert first.stdout == "templates/R07/調整_第5回.xlsx\n"
    assert "調整_第5回.xlsx（前回の出力から変わっていないため" in done.stdout


# the seal -------------------------------------------------------------------------------------
def seal(events: tuple[Event, ...]) -> Seal:
    (published,) = (event for event in events if event.kind == "published")
    assert isinstance(published.details, Seal)
    return published.details


@pytest.mark.usefixtures("no_charts")
def test_the_sealed_report_rests_on_what_it_rested_on(kept: Workspace) -> None:
    event, found = verified(kept)

    assert event.number == 36
    assert found.origin == ()
    assert found.tools[0].startswith("プログラム evaluator 0.1.0 → ")
    assert found.outputs == {
        name: (OutputState.MISSING,) if name.startswith(LEFT_OUT) else (OutputState.SAME,)
        for name in found.outputs
    }


def test_the_tables_of_the_sealed_report_are_remade_to_the_byte(kept: Workspace) -> None:
    opened = open_round(kept, R07)
    sealed = seal(opened.book.events)
    then = opened.as_of(sealed.after)

    results = evaluate(then, source=MarkSource.FINAL, dropped=False)

    remade = {f"{DATA_FOLDER}/{name}": digest(content) for name, content in open_data(results)}
    tables = {n for n in sealed.outputs if n.endswith((".csv", ".json"))}
    otherwise = {name for name in tables if remade.get(name) != sealed.outputs[name]}
    assert len(tables) == 19
    assert otherwise == set(WRITTEN_OTHERWISE)


# catalogues -----------------------------------------------------------------------------------
def test_the_catalogue_keeps_its_hash_wherever_it_stands(kept: Workspace) -> None:
    hashes = expected("catalogues")
    (checked,) = check_files(kept, [kept.root / RETURNED])

    assert catalogues(kept) == hashes
    assert seal(open_book(kept, R07).events).catalogue == hashes["R07"]
    assert checked.submission is not None
    assert checked.submission.meta.rows[0].row.catalogue == hashes["R07"]


def test_the_next_years_forms_can_be_issued(out: Workspace) -> None:
    done = evaluator("template", R08, cwd=out.root)

    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "R08_様式_外務省.xlsx",
        "R08_様式_環境省.xlsx",
        "R08_記入要領.docx",
    ]
