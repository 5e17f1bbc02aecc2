"""The README and the secretariat's guide: what they say to type can be typed, and leads through."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest
import typer

from evaluator.catalogue.rows import RoundRow
from evaluator.cli import app
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MinistryName
from evaluator.review.rows import BlanketRow
from evaluator.sample.first_year import fill_form
from evaluator.secretariat.opening import open_catalogue
from evaluator.secretariat.review import review_name
from evaluator.sheets.layout import layout_of
from tests.builders import R07, answer, cell_of, edit
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA

ROOT: Final = Path(__file__).parents[2]
GUIDE: Final = ROOT / "docs" / "事務局の手引き.md"
PAGES: Final = (ROOT / "README.md", GUIDE)


def commands_in(page: Path) -> Iterator[list[str]]:
    """Yield what the blocks of a page say to type, after the program's name."""
    for block in re.findall(
        r"^```\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["evaluator"]:
                yield words[1:]


def commands_told_in(page: Path) -> Iterator[list[str]]:
    """Yield the commands that stand in a page's sentences."""
    for line in re.findall(r"`evaluator ([^`]+)`", page.read_text(encoding="utf-8")):
        yield shlex.split(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_can_be_typed(page: Path) -> None:
    typed = [*commands_in(page), *commands_told_in(page)]

    assert len(typed) > 20
    for words in typed:
        command: Any = typer.main.get_command(app)
        rest = list(words)
        while hasattr(command, "commands"):
            command = command.commands[rest.pop(0)]
        command.make_context(" ".join(words), rest)  # a usage error for what it does not know


def test_every_link_and_picture_of_the_guide_is_there() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[．、]", "", title).replace(" ", "")
        for title in re.findall(r"^## (.*)$", text, re.MULTILINE)
    }
    targets = [unquote(each) for each in re.findall(r"\]\(([^)]*(?:（[^）]*）[^)]*)?)\)", text)]

    assert len(targets) > 15
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in headings, target
        else:
            assert (GUIDE.parent / target).is_file(), target


# the whole year -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Year:
    """What people do between the commands: fill in, send, receive."""

    workspace: Workspace
    catalogue_of_a_round: Path

    def fill_in_the_catalogue(self) -> None:
        """Type measures and KPIs, as a round that is no sample has them."""
        target = self.workspace.catalogue(R07)
        shutil.copy(self.catalogue_of_a_round, target)

        def make_real(book: Any) -> None:
            for field in ("sample", "notice"):
                cell_of(book[RoundRow.sheet_title], RoundRow, field, row=5).value = None

        edit(target, make_real)

    def ministries_answer(self) -> None:
        """Fill in both forms; one leaves a cell blank."""
        for ministry in (MOFA, MOE):
            path = self.sent("届いた様式", ministry)
        answer(path, MeasureAnswer, "S035", "progress", None)

    def sent(self, folder: str, ministry: MinistryName = MOFA, mark: str = "○") -> Path:
        """Save a ministry's form as it fills it in; return the path."""
        catalogue, _ = open_catalogue(self.workspace, R07)
        form = self.workspace.templates(R07) / form_name(catalogue, ministry)
        path = self.workspace.root / folder / f"{ministry}.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(fill_form(form.read_bytes(), catalogue, ministry))
        first = catalogue.measures_of(ministry)[0].id
        answer(path, MeasureAnswer, first, "self_mark", mark)
        answer(path, MeasureAnswer, first, "reason", "進捗を踏まえて評価した。")
        return path

    def the_review_is_filled_in(self, number: int) -> None:
        """Choose that what is blank is as the ministries rated."""
        name = review_name(number)
        path = self.workspace.root / name
        shutil.copy(self.workspace.templates(R07) / name, path)

        def choose(book: Any) -> None:
            sheet = book[BlanketRow.sheet_title]
            keyed = [c.row for r in sheet.iter_rows() for c in r if c.value == KEY]
            cell = cell_of(sheet, BlanketRow, "blank_means", row=keyed[0] + 2)
            cell.value = "自己評価のとおり"

        edit(path, choose)


KEY: Final = layout_of(BlanketRow).cell_key("blank_means")


def between(year: Year) -> dict[str, Callable[[], object]]:
    """Return what is done before a command is typed for the first time, by its beginning."""
    return {
        "template R07": year.fill_in_the_catalogue,
        "check": year.ministries_answer,
        "diff": lambda: year.sent("再提出", MOE),
        "review import R07 調整_第1回.xlsx": lambda: year.the_review_is_filled_in(1),
        "receive R07 訂正": lambda: year.sent("訂正", mark="△"),
        "review import R07 調整_第2回.xlsx": lambda: year.the_review_is_filled_in(2),
    }


FINDS: Final = ("check", "diff", "receive R07 届いた様式", "report R07")
"""Commands that may end with findings (exit code 1)."""


@pytest.mark.slow
def test_the_guide_leads_through_a_year(small_workspace: Workspace, tmp_path: Path) -> None:
    root = tmp_path / "年度"
    root.mkdir()
    todo = between(Year(Workspace(root), small_workspace.catalogue(R07)))

    for words in commands_in(GUIDE):
        line = " ".join(words)
        for beginning in [each for each in todo if line.startswith(each)]:
            todo.pop(beginning)()
        done = evaluator(*words, cwd=root)
        allowed = (0, 1) if line.startswith(FINDS) and "--final" not in line else (0,)
        assert done.returncode in allowed, f"{line}\n{done.stdout}\n{done.stderr}"

    assert todo == {}
    final = root / "reports/R07/確定版"
    assert {path.name for path in final.iterdir()} >= {"第1版", "第2版"}
    assert (root / "templates/R08/catalogue.xlsx").is_file()
    assert (root / "reports/R07/一枚紙/S017.docx").is_file()
