"""Every recipe under tests/submissions: what is told, where, and what is read all the same."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.checks import findings_of
from evaluator.files import Workspace
from evaluator.findings import KINDS, Finding, Severity
from evaluator.ledger import Archive, state_of
from evaluator.model import MinistryName
from evaluator.rubric import shipped_rubric
from evaluator.secretariat.book import Book
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.opening import OpenRound
from tests.builders import R07, read_form, shown, submitted
from tests.recipes import FOLDER, Form, Recipe, Told, Where, recipes

MOFA: Final = "外務省"
COVERED_ELSEWHERE: Final = {
    "A": "results/test_annex.py",
    "D": "lint/test_lint.py",
    "F031": "secretariat/test_receiving.py",
    "F032": "secretariat/test_receiving.py",
    "F033": "secretariat/test_receiving.py",
    "F034": "secretariat/test_receiving.py",
    "G": "review/test_review.py",
    "K": "catalogue/test_catalogue.py",
    "M": "form/test_carry.py",
    "R": "rubric/test_rubric.py",
    "Y": "secretariat/test_year_on_year.py",
    "V012": "sheets/test_normalise.py",  # only the catalogue has whole numbers
}
"""Kinds of finding that no submission can have, and the test file that shows them."""


MakeForm = Callable[[str], Form]


@pytest.fixture
def form_of(sample_workspace: Workspace, catalogue: Catalogue, tmp_path: Path) -> MakeForm:
    """A ministry's filled form, alone in a folder."""

    def copy_of(ministry: str, folder: Path) -> Path:
        path = submitted(sample_workspace, catalogue, ministry)
        return Path(shutil.copy(path, folder / path.name))

    def make(ministry: str) -> Form:
        folder = Workspace(tmp_path).submissions(R07)
        folder.mkdir(parents=True)
        path = copy_of(ministry, folder)
        return Form(path, catalogue, MinistryName(ministry), copy_of)

    return make


Usual = Callable[[str], tuple[Where, ...]]


@pytest.fixture(scope="session")
def usual(sample_workspace: Workspace, catalogue: Catalogue) -> Usual:
    """What is told of a ministry's untouched form."""

    @cache
    def told(name: str) -> tuple[Where, ...]:
        path = sample_workspace.submissions(catalogue.round.id) / name
        submission, found = read_form(path, catalogue)
        assert submission is not None
        return tuple(shown(findings_of(submission, found, catalogue)))

    return told


def received(form: Form, told: Told) -> Received:
    form.save()
    folder = form.path.parent
    before = _hashes(folder)
    no_ledger = Book(state_of(()), (), Archive(folder / "archive"))
    workspace, rubric = Workspace(folder.parents[1]), shipped_rubric("house")
    opened = OpenRound(workspace, form.catalogue, (), rubric, lambda: no_ledger)
    vars(opened)["propose"] = told.propose
    outcome = collect(opened)
    assert _hashes(folder) == before, "a received file was altered"
    return outcome


def _hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def new(found: Iterable[Finding], form: Form, usual: Usual) -> list[Finding]:
    known = {each.path.name: usual(each.issued_as) for each in (form, *form.others)}
    return [f for f in found if shown([f])[0] not in known.get(f.where.file, ())]


REJECTED: Final = list(recipes("rejected"))
ACCEPTED: Final = list(recipes("accepted"))


@pytest.mark.parametrize(("name", "recipe"), REJECTED, ids=[name for name, _ in REJECTED])
def test_rejected(name: str, recipe: Recipe, form_of: MakeForm, usual: Usual) -> None:
    form = form_of(vars(recipe).get("ministry", MOFA))
    told = recipe(form)
    outcome = received(form, told)

    found = new(outcome.findings, form, usual)
    assert sorted(shown(found)) == sorted(told.findings), "\n".join(map(str, found))
    code = name.partition("/")[0]
    assert code in {f.code for f in found}
    if told.message:
        assert told.message in [f.message for f in found if f.code == code]
    first = told.findings[0]
    assert next(f.covers for f in found if shown([f]) == [first]) == told.covers
    if told.reads:
        told.reads(outcome.submissions[form.ministry])


@pytest.mark.parametrize(("name", "recipe"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
def test_accepted(name: str, recipe: Recipe, form_of: MakeForm, usual: Usual) -> None:
    form = form_of(vars(recipe).get("ministry", MOFA))
    told = recipe(form)
    outcome = received(form, told)

    found = new(outcome.findings, form, usual)
    assert sorted(shown(found)) == sorted(told.findings), f"{name}\n" + "\n".join(map(str, found))
    assert all(f.severity is not Severity.ERROR for f in found)
    assert told.reads is not None, "an accepted file has to be read right"
    told.reads(outcome.submissions[form.ministry])


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_of_finding_has_a_rejected_example(code: str) -> None:
    elsewhere = COVERED_ELSEWHERE.get(code) or COVERED_ELSEWHERE.get(code[0])
    if elsewhere:
        assert code in (Path(__file__).parents[1] / elsewhere).read_text(encoding="utf-8")
    else:
        assert list((FOLDER / "rejected" / code).glob("*.py")), "no recipe"


def test_every_folder_of_rejected_examples_is_a_kind_of_finding() -> None:
    assert {path.name for path in (FOLDER / "rejected").iterdir()} <= set(KINDS)
