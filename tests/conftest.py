"""A round to test on: the sample's catalogue, its issued forms and its filled forms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.results.results import Results
from evaluator.sample import staging
from evaluator.secretariat import evaluate, issue, opening
from evaluator.secretariat import report as reporting
from evaluator.secretariat.opening import open_round
from tests.builders import R07, submitted
from tests.five_marks import five_round
from tests.ledger_builders import MONDAY, Forms, Office
from tests.small_round import Little, decide_all, small_round


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample round, with forms written and filled; not to be changed."""
    workspace = Workspace(tmp_path_factory.mktemp("sample"))
    staging.init(workspace, R07)
    catalogue, _ = opening.open_catalogue(workspace, R07)
    issue.write_forms(workspace, catalogue)
    staging.fill_forms(workspace, catalogue)
    staging.decide_sample(workspace, R07, MONDAY)
    return workspace


@pytest.fixture(scope="session")
def catalogue(sample_workspace: Workspace) -> Catalogue:
    """The sample's catalogue."""
    return opening.open_catalogue(sample_workspace, R07)[0]


@pytest.fixture
def workspace(sample_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the sample round that a test may change."""
    shutil.copytree(sample_workspace.root, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def report(sample_workspace: Workspace) -> Results:
    """The sample round as it is reported: complete, hence final."""
    return evaluate.evaluate(open_round(sample_workspace, R07))


@pytest.fixture(scope="session")
def draft(
    sample_workspace: Workspace, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Results:
    """The sample round when only two ministries have answered: a draft."""
    few = _few(sample_workspace, catalogue, tmp_path_factory.mktemp("draft"))
    return evaluate.evaluate(open_round(few, R07))


@pytest.fixture
def no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reports without charts, which take most of the time, where a test looks elsewhere."""
    monkeypatch.setattr(reporting, "render_charts", lambda *_: iter(()))


FEW = ("外務省", "環境省")


@pytest.fixture
def few(sample_workspace: Workspace, catalogue: Catalogue, tmp_path: Path) -> Workspace:
    """A round in which only two ministries (8 of the 109 measures) have answered."""
    return _few(sample_workspace, catalogue, tmp_path)


def _few(sample_workspace: Workspace, catalogue: Catalogue, folder: Path) -> Workspace:
    workspace = Workspace(folder)
    for path in (
        sample_workspace.catalogue(R07),
        *(submitted(sample_workspace, catalogue, m) for m in FEW),
    ):
        target = folder / path.relative_to(sample_workspace.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return workspace


@pytest.fixture(scope="session")
def forms(
    sample_workspace: Workspace, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Forms:
    """The forms of ministries, with any first mark."""
    return Forms(sample_workspace, catalogue, tmp_path_factory.mktemp("forms"))


@pytest.fixture
def office(sample_workspace: Workspace, catalogue: Catalogue, tmp_path: Path) -> Office:
    """A round that has been sent out and to which nothing has come yet."""
    workspace = Workspace(tmp_path / "work")
    target = workspace.templates(R07)
    shutil.copytree(sample_workspace.templates(R07), target)
    mail = tmp_path / "mail"
    mail.mkdir()
    return Office(workspace, catalogue, mail)


@pytest.fixture(scope="session")
def small_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little round, with forms written and filled; not to be changed."""
    return small_round(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small_forms(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """The forms of the little round, with any first mark."""
    catalogue, _ = opening.open_catalogue(small_workspace, R07)
    return Forms(small_workspace, catalogue, tmp_path_factory.mktemp("small_forms"))


@pytest.fixture
def little(small_workspace: Workspace, small_forms: Forms, tmp_path: Path) -> Little:
    """The little round, sent out; nothing has come yet."""
    return _little(small_workspace, small_forms, tmp_path)


def _little(small_workspace: Workspace, small_forms: Forms, folder: Path) -> Little:
    workspace = Workspace(folder / "work")
    shutil.copytree(small_workspace.templates(R07), workspace.templates(R07))
    catalogue, _ = opening.open_catalogue(workspace, R07)
    mail = folder / "mail"
    mail.mkdir()
    return Little(Office(workspace, catalogue, mail), small_forms)


@pytest.fixture(scope="session")
def decided(
    small_workspace: Workspace, small_forms: Forms, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """The little round with both forms received and every measure decided; not to be changed."""
    root = tmp_path_factory.mktemp("decided")
    little = _little(small_workspace, small_forms, root)
    little.office.receive(*little.saved())
    little.office.take_in(decide_all(little.office.export()))
    return little.office.workspace


@pytest.fixture
def ready(little: Little, decided: Workspace) -> Office:
    """Both forms have come and every measure is decided."""
    shutil.copytree(decided.root, little.office.workspace.root, dirs_exist_ok=True)
    return little.office


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The little round on a scale of five marks; tests may decide in it, and change no answer."""
    return five_round(tmp_path_factory.mktemp("five"))
