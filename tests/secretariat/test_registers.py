"""A register is read from its workbook once, and nothing old is taken for new."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import evaluator
from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.files import Workspace
from evaluator.secretariat import cache, opening, program
from evaluator.secretariat.collect import collect
from evaluator.secretariat.opening import OpenRound, open_catalogue, open_round
from evaluator.secretariat.publish import verify
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import Office, a_few_outputs

Count = Callable[[], int]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Return how many registers were read from their workbooks since it was last asked."""
    every: list[str] = []

    def counted(name: str, *how: object) -> object:
        every.append(name)
        return load_catalogue(name, *how)  # type: ignore[arg-type]

    def since() -> int:
        number = len(every)
        every.clear()
        return number

    monkeypatch.setattr(opening, "load_catalogue", counted)
    return since


def whole(catalogue: Catalogue) -> dict[str, object]:
    """Return everything that a register holds, what makes no difference to it included."""
    return {each.name: getattr(catalogue, each.name) for each in fields(Catalogue)}


def known(workspace: Workspace) -> OpenRound:
    """Return a round as the next command opens it."""
    collect(open_round(workspace, R07))
    return open_round(workspace, R07)


def test_a_register_that_was_read_is_not_read_again_and_says_the_same(
    few: Workspace, read: Count
) -> None:
    first = open_round(few, R07, anew=True)
    collect(first)
    read()

    again = open_round(few, R07)

    assert read() == 0
    assert open_catalogue(few, R07)[0] == again.catalogue
    assert {**whole(again.catalogue), "scale": None} == {**whole(first.catalogue), "scale": None}
    assert again.catalogue.scale.marks == first.catalogue.scale.marks
    assert again.about == first.about


def test_what_is_to_be_said_of_it_is_kept_with_it(few: Workspace, read: Count) -> None:
    edit(few.catalogue(R07), _growing)
    first = open_round(few, R07)
    assert first.about
    collect(first)

    again = open_round(few, R07)

    assert read() == 1
    assert again.about == first.about
    assert again.catalogue.concerned(again.about[0]) == first.catalogue.concerned(first.about[0])


def test_another_register_is_read(few: Workspace, read: Count) -> None:
    before = known(few).catalogue
    read()
    edit(few.catalogue(R07), _growing)

    now = open_round(few, R07).catalogue

    assert read() == 1
    assert now.sha256 != before.sha256


def test_another_rule_or_another_scale_reads_it_again(
    few: Workspace, read: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scale = known(few).catalogue.scale
    folder = tmp_path / "upgraded"
    shutil.copytree(Path(evaluator.__file__).parent, folder)
    changed = folder / "catalogue" / "kpi_checks.py"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    read()

    with monkeypatch.context() as upgrade:
        upgrade.setattr(cache, "program_identity", lambda: program.identity_of(folder))
        open_round(few, R07)
    assert read() == 1

    monkeypatch.setattr(opening, "open_scale", lambda *_: replace(scale, identity="1" * 64))
    open_round(few, R07)
    assert read() == 1


def test_one_that_only_looks_at_a_round_writes_nothing(few: Workspace) -> None:
    open_round(few, R07)

    assert not (few.root / "reports").exists()


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow  # its office takes five seconds to be set up
def test_a_final_report_and_its_verification_read_it_themselves(
    ready: Office, read: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_few_outputs(ready.workspace, monkeypatch)
    known(ready.workspace)
    read()

    ready.publish()
    assert read() == 1

    opened = open_round(ready.workspace, R07)
    assert read() == 0
    ((_, held),) = verify(opened)
    assert held.holds
    assert read() == 1


def _growing(book: Any) -> None:
    """Aim at more than the year before, whose value nobody knows: that is warned of."""
    sheet = book["KPI一覧"]
    for field in ("target", "previous", "previous_year"):
        cell_of(sheet, KpiRow, field, "S001-1").value = None
    cell_of(sheet, KpiRow, "growth", "S001-1").value = 5
