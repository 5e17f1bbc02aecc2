"""Nothing is read twice, and nothing old is told for new."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import evaluator
from evaluator.files import Workspace
from evaluator.form import record
from evaluator.secretariat import cache, examining, program
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.examine import Examined, Record, Unit, examine, examined_here
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.xlsx.source import digest
from tests.builders import R07, edit
from tests.ledger_builders import MONDAY, Office

Count = Callable[[], list[str]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Return the names of the files that were read since it was last asked."""
    names: list[str] = []

    def counted(unit: Unit, *how: object) -> Record:
        names.extend(name for name, _ in unit)
        return examine(unit, *how)  # type: ignore[arg-type]

    def since() -> list[str]:
        told = list(names)
        names.clear()
        return told

    def counted_here(unit: Unit, *how: object) -> tuple[Examined, ...]:
        names.extend(name for name, _ in unit)
        return examined_here(unit, *how)  # type: ignore[arg-type]

    monkeypatch.setattr(examining, "examine", counted)
    monkeypatch.setattr(examining, "examined_here", counted_here)
    return since


def plain(received: Received) -> object:
    """Return all that was received, as plain values."""
    forms = {
        name: (record.as_plain(form), record.packed(form))
        for name, form in received.submissions.items()
    }
    return forms, received.findings, received.about, received.contested, received.waived


def entries(workspace: Workspace) -> list[Path]:
    return sorted((workspace.reports(R07) / cache.FOLDER).rglob("*.json"))


def test_what_was_read_is_not_read_again_and_says_the_same(few: Workspace, read: Count) -> None:
    first = collect(open_round(few, R07))
    assert len(read()) == 2

    again = collect(open_round(few, R07))

    assert read() == []
    assert plain(again) == plain(first)


def test_the_status_of_an_unchanged_round_reads_no_workbook(
    office: Office, sample_workspace: Workspace, read: Count
) -> None:
    forms = sorted(sample_workspace.submissions(R07).glob("*.xlsx"))[:3]
    office.receive(*forms)
    read()

    office.status(MONDAY.date())

    assert read() == []


def test_of_a_round_with_one_corrected_file_one_is_read(few: Workspace, read: Count) -> None:
    collect(open_round(few, R07))
    read()
    path = min(few.submissions(R07).glob("*.xlsx"))
    edit(path, lambda book: book.properties.__setattr__("title", "訂正"))

    collect(open_round(few, R07))

    assert read() == [path.name]


def test_another_rule_reads_everything_again(
    few: Workspace, read: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(open_round(few, R07))
    read()
    folder = tmp_path / "upgraded"
    shutil.copytree(Path(evaluator.__file__).parent, folder)
    assert program.identity_of(folder) == program.program_identity()
    changed = folder / "checks" / "figures.py"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    monkeypatch.setattr(cache, "program_identity", lambda: program.identity_of(folder))
    collect(open_round(few, R07))

    assert len(read()) == 2


@pytest.mark.parametrize("name", ["checks.toml", "rubric"])
def test_other_settings_or_another_rubric_read_everything_again(
    name: str, few: Workspace, read: Count
) -> None:
    opened = open_round(few, R07)
    collect(opened)
    read()

    if name == "rubric":
        opened = replace(opened, rubric=replace(opened.rubric, sha256="0" * 64))
    else:
        few.checks(R07).write_text("[figures]\njump = 7\n", encoding="utf-8")
        opened = open_round(few, R07)
    collect(opened)

    assert len(read()) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b'"files"', b'"filed"'),
        lambda content: content[:-9] + bytes(9),
        lambda _: b"",
        lambda _: digest(b"[]").encode() + b"\n[]",
        lambda _: digest(b"{}").encode() + b"\n{}",
        lambda _: digest(b"\xff").encode() + b"\n\xff",
    ],
)
def test_what_is_damaged_or_foreign_is_read_again(
    spoil: Callable[[bytes], bytes], few: Workspace, read: Count
) -> None:
    first = collect(open_round(few, R07))
    for path in entries(few):
        path.write_bytes(spoil(path.read_bytes()))
    read()

    again = collect(open_round(few, R07))

    assert len(read()) == 2
    assert plain(again) == plain(first)
    records = [path.read_bytes().partition(b"\n") for path in entries(few)]
    assert {said == digest(record).encode() for said, _, record in records} == {True}


def test_it_may_be_deleted_and_need_not_be_written(few: Workspace, read: Count) -> None:
    first = collect(open_round(few, R07))
    shutil.rmtree(few.root / "reports")
    (few.root / "reports").write_text("a file where the folder would be", encoding="utf-8")
    read()

    again = collect(open_round(few, R07))

    assert len(read()) == 2
    assert plain(again) == plain(first)


def test_a_version_of_the_catalogue_that_is_found_later_is_taken_into_account(
    few: Workspace, read: Count
) -> None:
    def later(sha256: str) -> OpenRound:
        opened = open_round(few, R07)
        catalogue = replace(opened.catalogue, sha256="1" * 64)
        found = {sha256: opened.catalogue}
        return replace(opened, catalogue=catalogue, kept=found.get)

    now = open_round(few, R07).catalogue.sha256
    lost = collect(later("unknown"))
    assert not any(form.issued.is_kept for form in lost.submissions.values())
    read()

    found = collect(later(now))

    assert len(read()) == 2
    assert all(form.issued.is_kept for form in found.submissions.values())


@pytest.mark.slow
def test_only_a_few_sets_of_rules_are_kept_side_by_side(
    few: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(cache.KEPT + 2):
        monkeypatch.setattr(cache, "program_identity", lambda number=number: str(number))
        collect(open_round(few, R07))

    assert len({path.parent for path in entries(few)}) == cache.KEPT


def test_what_a_final_report_is_made_of_is_read_itself(
    office: Office, sample_workspace: Workspace, read: Count
) -> None:
    forms = sorted(sample_workspace.submissions(R07).glob("*.xlsx"))[:3]
    office.receive(*forms)
    read()

    collect(open_round(office.workspace, R07), dropped=False)

    assert len(read()) == len(forms)
