"""A served round, and browsers that call on it."""

from __future__ import annotations

import pytest

from evaluator.files import Workspace
from tests.web.browsers import Browser, Office, browser_on


@pytest.fixture
def alone(few: Workspace) -> Browser:
    """The one person at this machine, on a round to which two ministries have answered."""
    return browser_on(few)


@pytest.fixture
def office_desk(few: Workspace) -> Office:
    """An office's desk on that round."""
    return Office(few)
