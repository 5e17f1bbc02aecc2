"""Every door as every role: who may open what."""

from __future__ import annotations

import re
from typing import Final

import pytest

from evaluator.files import Workspace
from evaluator.web.door import Door
from evaluator.web.doors import DOORS
from evaluator.web.people import Role
from tests.web.browsers import Browser, Office

USERS: Final = {
    Role.SECRETARIAT: "yamada",
    Role.MINISTRY: "tanaka",
    Role.READER: "sato",
    None: "",
}
OPEN_TO_STRANGERS: Final = {
    *("/", "/health"),
    *("/link", "/link/{token}"),
    *("/sign-in", "/sign-in/back"),
}
"""What whoever has not come in may open: nothing of a round is behind these."""


def path_of(door: Door, ministry: str = "外務省") -> str:
    """Return an address of a door: of the round there is, and of things that are not there."""
    filled = door.path.replace("{round}", "R07").replace("{ministry}", ministry)
    return re.sub(r"\{[^}]+\}", "1", filled)


def named(door: Door) -> str:
    """Return what a door is called in a test's name."""
    return f"{door.path}{' act' * door.is_act}"


def knock(browser: Browser, door: Door, ministry: str = "外務省") -> int:
    """Return how a door answers."""
    path = path_of(door, ministry)
    answer = browser.post(path, data={}) if door.is_act else browser.get(path)
    return answer.status_code


@pytest.fixture(scope="module")
def desk(small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office's desk on a round in which nothing has come in."""
    import shutil  # noqa: PLC0415  # here alone

    workspace = Workspace(tmp_path_factory.mktemp("doors"))
    shutil.copytree(small_workspace.root / "templates", workspace.root / "templates")
    return Office(workspace)


@pytest.mark.parametrize("role", USERS)
@pytest.mark.parametrize("door", DOORS, ids=named)
def test_a_door_is_closed_to_all_but_its_roles(desk: Office, door: Door, role: Role | None) -> None:
    if role not in door.opens_to:
        assert knock(desk.browser(USERS[role]), door) == (401 if role is None else 403)


@pytest.mark.slow
@pytest.mark.parametrize("role", USERS)
@pytest.mark.parametrize("door", DOORS, ids=named)
def test_a_door_opens_to_its_roles(desk: Office, door: Door, role: Role | None) -> None:
    if role in door.opens_to:
        code = knock(desk.browser(USERS[role]), door)
        assert code not in {401, 403} or door.path in OPEN_TO_STRANGERS


@pytest.mark.parametrize("door", [d for d in DOORS if "{ministry}" in d.path], ids=named)
def test_what_is_another_ministrys_opens_to_no_ministry(desk: Office, door: Door) -> None:
    assert knock(desk.browser("tanaka"), door, "環境省") == 403
    assert knock(desk.browser("tanaka"), door, "月面省") == 403


def test_only_these_doors_open_to_strangers() -> None:
    assert {door.path for door in DOORS if None in door.opens_to} == OPEN_TO_STRANGERS
