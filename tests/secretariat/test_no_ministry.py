"""A respondent that is no ministry: an association that answers for projects and posts alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.catalogue.rows import MinistryRow, RoundRow
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.model import MinistryName, RoundId
from evaluator.results.results import Results
from evaluator.results.tables.ministries import ministry_table
from evaluator.results.tables.posts import post_list
from evaluator.results.tables.projects import project_list
from evaluator.secretariat import evaluate, opening
from evaluator.secretariat.opening import open_round
from evaluator.xlsx.source import Source
from tests.builders import R07, cell_of, edit, source_of
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA
from tests.projects import GOOD, POST, about_projects, form_of, read_back
from tests.small_round import small_round

BODY: Final = MinistryName("経団連")


def _asked(workspace: Workspace, round_id: RoundId) -> None:
    def ask(book: Any) -> None:
        cell_of(book["対象年度"], RoundRow, "asks", row=5).value = "尋ねる"
        cell_of(book["府省庁"], MinistryRow, "asks", BODY).value = "尋ねる"
        cell_of(book["府省庁"], MinistryRow, "addresses", BODY).value = "mihon@example.jp"

    edit(workspace.catalogue(round_id), ask)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A round of two ministries and an association, of which the association has not answered."""
    workspace = small_round(tmp_path_factory.mktemp("asked"), _asked)
    (workspace.submissions(R07) / form_name(_catalogue(workspace), BODY)).unlink()
    return workspace


def _catalogue(workspace: Workspace) -> Catalogue:
    return opening.open_catalogue(workspace, R07)[0]


@pytest.fixture(scope="module")
def filled(asked: Workspace) -> bytes:
    return form_of(_catalogue(asked), BODY, (GOOD,), (POST,))


@pytest.fixture(scope="module")
def open_results(asked: Workspace) -> Results:
    return evaluate.evaluate(open_round(asked, R07))


def test_its_form_has_nothing_about_measures(asked: Workspace) -> None:
    form = source_of(asked.templates(R07) / form_name(_catalogue(asked), BODY))

    titles = [sheet.name for sheet in form.sheets]
    assert titles == ["はじめに", "標準案件", "国際ポスト", "凡例", "_meta"]
    assert [text for text in _texts(form) if "府省庁" in text or "自己評価" in text] == []


def _texts(form: Source) -> list[str]:
    cells = (cell for sheet in form.sheets[:-1] for cell in sheet.cells.values())
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def test_its_form_is_read_and_nothing_of_measures_is_missed(
    asked: Workspace, filled: bytes
) -> None:
    submission, found = read_back(filled, _catalogue(asked), BODY)

    assert submission.ministry == BODY
    assert about_projects(found) == []
    assert [str(each) for each in found] == []


def test_until_it_answers_it_is_missed_by_what_it_is(open_results: Results) -> None:
    gaps = [gap for gap in open_results.gaps if gap.kind.startswith("未提出")]

    assert [(gap.kind, gap.what, gap.owed_by) for gap in gaps] == [
        ("未提出の機関・団体・企業", "様式（標準案件・国際ポスト）", BODY)
    ]


def test_it_stands_in_no_table_of_ministries(open_results: Results) -> None:
    assert [each.name for each in open_results.ministries] == [MOFA, MOE]
    assert BODY not in str(ministry_table(open_results))


@pytest.mark.slow
def test_it_answers_from_the_form_to_the_open_data(
    asked: Workspace, filled: bytes, tmp_path: Path
) -> None:
    root = tmp_path / "round"
    shutil.copytree(asked.root, root)
    workspace = Workspace(root)
    (tmp_path / "経団連.xlsx").write_bytes(filled)

    evaluator("template", "R07", cwd=root)
    asks = evaluator("mail", "R07", "依頼", cwd=root)
    received = evaluator("receive", "R07", str(tmp_path / "経団連.xlsx"), cwd=root)
    status = evaluator("status", "R07", cwd=root)

    assert asks.returncode == 0, asks.stderr
    assert [path.name for path in (root / "reports").rglob("*.eml")] == ["R07_依頼_経団連.eml"]
    assert received.returncode == 0, received.stderr
    assert "回答府省庁：2、機関・団体・企業：1（指摘なし 3）" in status.stdout
    results = evaluate.evaluate(open_round(workspace, R07))
    assert not any(gap.kind.startswith("未提出") for gap in results.gaps)
    assert [each.ministries for each in results.projects.every] == [(BODY,)]
    for table in (project_list(results), post_list(results)):
        assert BODY in str(table)
