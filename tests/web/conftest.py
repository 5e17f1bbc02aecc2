"""A served round, and browsers that call on it."""

from __future__ import annotations

import shutil

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.opening import open_catalogue
from tests import ledger_builders
from tests.builders import R07
from tests.ledger_builders import Forms
from tests.small_round import Little
from tests.supplements import send_out
from tests.web.browsers import Browser, Office, browser_on, named


@pytest.fixture
def alone(few: Workspace) -> Browser:
    """The one person at this machine, on a round to which two ministries have answered."""
    return browser_on(few)


@pytest.fixture
def office_desk(few: Workspace) -> Office:
    """An office's desk on that round."""
    return Office(few)


@pytest.fixture(scope="session")
def received(
    small_workspace: Workspace, small_forms: Forms, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """The little round whose forms were issued and have come, on record; not to be changed."""
    root = tmp_path_factory.mktemp("received")
    workspace = Workspace(root / "work")
    shutil.copytree(small_workspace.templates(R07), workspace.templates(R07))
    catalogue, _ = open_catalogue(workspace, R07)
    office = ledger_builders.Office(workspace, catalogue, root)
    little = Little(office, small_forms)
    send_out(little)
    little.office.receive(*little.saved())
    return workspace


@pytest.fixture
def browser(little: Little, received: Workspace) -> Browser:
    """佐藤 of the secretariat, on the little round: both forms have come, nothing is decided."""
    workspace = little.office.workspace
    shutil.copytree(received.root, workspace.root, dirs_exist_ok=True)
    return named(browser_on(workspace), "佐藤")
