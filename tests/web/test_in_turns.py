"""One history, whether a round is worked on in the browser, by commands, or in turns."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from evaluator.files import Workspace
from evaluator.secretariat import acts, report
from evaluator.secretariat.amend import amend
from evaluator.secretariat.desk import Desk, open_desk
from evaluator.secretariat.instructions import issue_instructions
from evaluator.secretariat.issue import issue_forms
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.receipt import Terms
from evaluator.secretariat.receive import receive
from evaluator.secretariat.review import export_review, import_review
from evaluator.secretariat.undo import undo
from evaluator.secretariat.versions import record_catalogue
from evaluator.web.app import alone, application
from tests.amendments import deadline_moved
from tests.builders import R07, edit
from tests.ledger_builders import MOFA, MONDAY, Office
from tests.small_round import Little, decide_all
from tests.web.browsers import HERE, OWN, PORT, Browser, field, named

WHO: Final = "佐藤"
PAGE: Final = f"/R07/ministry/{MOFA}"


class ByCommand:
    """Does each step as the command does."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def _at_the_desk(self, act: Callable[[Desk], object]) -> None:
        with open_desk(self.office.workspace, R07, WHO, MONDAY) as desk:
            act(record_catalogue(desk))

    def issue(self) -> None:
        self._at_the_desk(lambda desk: (issue_forms(desk), issue_instructions(desk)))

    def receive(self, path: Path) -> None:
        self._at_the_desk(lambda desk: list(receive(desk, [path])))

    def replace_accepted(self, path: Path) -> None:
        terms = Terms(replace_accepted=True, reason="数値の訂正")
        self._at_the_desk(lambda desk: list(receive(desk, [path], terms)))

    def accept(self) -> None:
        self._at_the_desk(lambda desk: acts.accept(desk, MOFA))

    def send_back(self) -> None:
        self._at_the_desk(lambda desk: acts.send_back(desk, MOFA, "要確認"))

    def take_back(self) -> None:
        self._at_the_desk(lambda desk: undo(desk, reason="誤操作"))

    def amend(self, content: bytes) -> None:
        self._at_the_desk(lambda desk: amend(desk, content))

    def export(self) -> Path:
        self._at_the_desk(lambda desk: export_review(desk.opened))
        (path,) = self.office.workspace.templates(R07).glob("調整_*.xlsx")
        return path

    def decide(self, path: Path) -> None:
        self._at_the_desk(lambda desk: import_review(desk, path))


class ByBrowser(ByCommand):
    """Does each step in the browser."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        served = replace(alone(office.workspace, None, PORT), now=lambda: MONDAY)
        client = TestClient(application(served), base_url=HERE, headers=OWN, follow_redirects=False)
        self.browser: Browser = named(client, WHO)

    def _sent(self, page: str, names: tuple[str, ...] = ("seen",), **given: str) -> None:
        where = page.rpartition("/")[0] if page.endswith(("accept", "return")) else page
        along = {name: field(self.browser, where, name) for name in names}
        assert self.browser.post(page, data=along | given).status_code == 303

    def issue(self) -> None:
        assert self.browser.post("/R07/catalogue/issue").status_code == 303

    def receive(self, path: Path) -> None:
        self._received(path)

    def _received(self, path: Path) -> str:
        files = {"files": (path.name, path.read_bytes())}
        return str(self.browser.post("/R07/receive", files=files).headers["location"])

    def replace_accepted(self, path: Path) -> None:
        where = self._received(path)
        assert self.browser.post(f"{where}/1", data={"reason": "数値の訂正"}).status_code == 303

    def accept(self) -> None:
        self._sent(f"{PAGE}/accept")

    def send_back(self) -> None:
        self._sent(f"{PAGE}/return", reason="要確認")

    def take_back(self) -> None:
        number = self.office.events[-1].number
        self._sent(f"{PAGE}/undo/{number}", reason="誤操作")

    def amend(self, content: bytes) -> None:
        files = {"file": ("施策一覧.xlsx", content)}
        where = self.browser.post("/R07/catalogue/amended", files=files).headers["location"]
        self._sent(where)

    def export(self) -> Path:
        assert self.browser.post("/R07/review/workbook/make").status_code == 303
        content = self.browser.get("/R07/review/workbook/調整_第1回.xlsx").content
        return self.office.save(content, "調整_第1回.xlsx")

    def decide(self, path: Path) -> None:
        files = {"file": (path.name, path.read_bytes())}
        assert self.browser.post("/R07/review/workbook", files=files).status_code == 200


def go_through(little: Little, by: Sequence[ByCommand], made: dict[str, bytes]) -> None:
    """Go through a round, one of `by` after the other; what was edited is `made` once."""
    office, turns = little.office, cycle(by)
    next(turns).issue()
    for path in little.saved():
        next(turns).receive(path)
    next(turns).accept()
    next(turns).replace_accepted(little.changed(MOFA))
    next(turns).send_back()
    next(turns).take_back()
    next(turns).amend(_once(made, office, office.workspace.catalogue(R07), later_deadline))
    next(turns).accept()
    exported = next(turns).export()
    content = _once(made, office, exported, decide_all)
    next(turns).decide(office.save(content, exported.name))


def _once(
    made: dict[str, bytes], office: Office, path: Path, change: Callable[[Path], object]
) -> bytes:
    """Return a file as somebody edited it; what a program saves differs by the second."""
    if path.name not in made:
        copy = office.save(path.read_bytes(), path.name)
        change(copy)
        made[path.name] = copy.read_bytes()
    return made[path.name]


def later_deadline(path: Path) -> None:
    """Move the deadline of a catalogue."""
    edit(path, deadline_moved(datetime(2026, 2, 27)))


@pytest.fixture
def twice(little: Little, tmp_path: Path) -> tuple[Little, Little]:
    """The same round in two places."""
    mail = tmp_path / "another" / "mail"
    workspace = Workspace(tmp_path / "another" / "work")
    shutil.copytree(little.office.workspace.root, workspace.root)
    mail.mkdir()
    return little, replace(little, office=replace(little.office, workspace=workspace, mail=mail))


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
def test_browser_and_commands_in_turns_give_one_history_and_the_same_outputs(
    twice: tuple[Little, Little],
) -> None:
    made: dict[str, bytes] = {}
    one, other = twice
    by_command = ByCommand(one.office)
    go_through(one, [by_command], made)
    go_through(other, [ByBrowser(other.office), ByCommand(other.office)], made)
    assert other.office.events == one.office.events
    contents = []
    for each in twice:
        root = each.office.workspace.root
        _, paths = report.run(open_round(each.office.workspace, R07))
        contents.append({str(path.relative_to(root)): path.read_bytes() for path in paths})
    assert contents[0] == contents[1]
    assert "reports/R07/別紙.docx" in contents[0]


@pytest.mark.slow
def test_all_of_it_may_be_done_in_the_browser(twice: tuple[Little, Little]) -> None:
    made: dict[str, bytes] = {}
    one, other = twice
    go_through(one, [ByCommand(one.office), ByBrowser(one.office)], made)
    go_through(other, [ByBrowser(other.office)], made)
    assert other.office.events == one.office.events
