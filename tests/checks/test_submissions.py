"""Every recipe under tests/submissions: what is told, where, and what is read all the same."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.checks import ACROSS, CHECKS, Check, Yardstick, findings_of
from evaluator.checks.crosscheck import Among, Together
from evaluator.files import Workspace
from evaluator.findings import KINDS, Finding, Severity
from evaluator.form.read import Submission
from evaluator.form.settings import shipped_settings
from evaluator.ledger import Archive, state_of
from evaluator.model import MinistryName
from evaluator.rubric import shipped_rubric
from evaluator.secretariat.book import LedgerBook
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.opening import OpenRound
from tests.builders import R07, read_form, shown, submitted
from tests.recipes import FOLDER, Form, Recipe, Told, Where, recipes

MOFA: Final = "外務省"
COVERED_ELSEWHERE: Final = {
    "A": "results/test_annex.py",
    "A009": "outputs/test_template.py",
    "A010": "catalogue/test_catalogue.py",
    "D": "lint/test_lint.py",
    "E": "web/test_desk_settings.py",
    "F031": "secretariat/test_receiving.py",
    "F032": "secretariat/test_receiving.py",
    "F033": "secretariat/test_receiving.py",
    "F034": "secretariat/test_receiving.py",
    "F050": "secretariat/test_handed_in.py",
    "F054": "secretariat/test_examining.py",
    "F051": "secretariat/test_receiving.py",
    "F052": "secretariat/test_receiving.py",
    "F053": "secretariat/test_receiving.py",
    "G": "review/test_review.py",
    "H": "catalogue/test_amendments.py",
    "K": "catalogue/test_catalogue.py",
    "M": "form/test_carry.py",
    "W": "secretariat/test_mail.py",
    "L": "rubric/test_scale.py",
    "B": "rubric/test_programme.py",
    "N": "standards/test_tables.py",
    **{f"N{number:03}": "standards/test_secretariats.py" for number in range(7, 17)},
    "P": "checks/test_projects.py",
    "Q": "catalogue/test_plan.py",
    "R": "rubric/test_rubric.py",
    "T": "form/test_settings.py",
    "Y": "secretariat/test_year_on_year.py",
    **dict.fromkeys(("Y003", "Y004", "Y005"), "secretariat/test_three_years.py"),
    "V012": "sheets/test_normalise.py",  # only the catalogue has whole numbers
    "V045": "checks/test_figures.py",  # only of KPIs that are kept as they were published
}
"""Kinds of finding that no submission can have, and the test file that shows them."""


Yielded = frozenset[tuple[str, str]]
"""Name of a check and code of what it yields."""


@dataclass(frozen=True)
class Done:
    """A recipe, done and received."""

    form: Form
    told: Told
    outcome: Received
    yielded: Yielded


Do = Callable[[str], Done]


@pytest.fixture(scope="module")
def done(
    sample_workspace: Workspace, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Do:
    """Do a recipe to a ministry's filled form, alone in a folder, and receive it; once."""

    def copy_of(ministry: str, folder: Path) -> Path:
        path = submitted(sample_workspace, catalogue, ministry)
        return Path(shutil.copy(path, folder / path.name))

    @cache
    def do(name: str) -> Done:
        recipe = RECIPES[name]
        ministry = vars(recipe).get("ministry", MOFA)
        folder = Workspace(tmp_path_factory.mktemp("round")).submissions(R07)
        folder.mkdir(parents=True)
        form = Form(copy_of(ministry, folder), catalogue, MinistryName(ministry), copy_of)
        told = recipe(form)
        outcome = received(form, told)
        return Done(form, told, outcome, yielded(form, told, outcome))

    return do


Usual = Callable[[str], tuple[Where, ...]]


@pytest.fixture(scope="session")
def usual(sample_workspace: Workspace, catalogue: Catalogue) -> Usual:
    """What is told of a ministry's untouched form."""

    @cache
    def told(name: str) -> tuple[Where, ...]:
        path = sample_workspace.submissions(catalogue.round.id) / name
        submission, found = read_form(path, catalogue)
        assert submission is not None
        return tuple(
            shown(findings_of(submission, found, Yardstick(catalogue, shipped_settings())))
        )

    return told


def yardstick_of(form: Form, told: Told) -> Yardstick:
    return Yardstick(form.catalogue, shipped_settings(), told.propose)


def received(form: Form, told: Told) -> Received:
    form.save()
    folder = form.path.parent
    before = _hashes(folder)
    no_ledger = LedgerBook(state_of(()), (), Archive(folder / "archive"))
    workspace, rubric = Workspace(folder.parents[1]), shipped_rubric("house")
    opened = OpenRound(workspace, form.catalogue, (), rubric, lambda: no_ledger)
    vars(opened)["yardstick"] = yardstick_of(form, told)
    outcome = collect(opened)
    assert _hashes(folder) == before, "a received file was altered"
    return outcome


def _hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def forms_of(ministry: MinistryName, form: Form, outcome: Received) -> list[Submission]:
    """Return what counts of a ministry as it was read, with all that the checks looked at."""
    read = (read_form(path, form.catalogue) for path in outcome.paths[ministry])
    return [submission for submission, _ in read if submission is not None]


def yielded(form: Form, told: Told, outcome: Received) -> Yielded:
    """Return which check yields what, and see that each has declared it."""
    yardstick = yardstick_of(form, told)
    pairs: set[tuple[str, str]] = set()
    whole = [each for ministry in outcome.submissions for each in forms_of(ministry, form, outcome)]
    for check in CHECKS:
        for submission in whole:
            pairs |= _pairs(check, check(submission, yardstick))
    together = Together(outcome.submissions, yardstick.catalogue)
    for across in ACROSS:
        for ministry in outcome.submissions:
            pairs |= _pairs(across, across(Among(ministry, together), yardstick))
    return frozenset(pairs)


def _pairs(check: Check[Any], found: Iterable[Finding]) -> set[tuple[str, str]]:
    kinds = {finding.kind for finding in found}
    assert kinds <= set(check.kinds), f"{check.name} yields what it does not declare"
    return {(check.name, kind.code) for kind in kinds}


def new(found: Iterable[Finding], form: Form, usual: Usual) -> list[Finding]:
    known = {each.path.name: usual(each.issued_as) for each in (form, *form.others)}
    return [f for f in found if shown([f])[0] not in known.get(f.where.file, ())]


REJECTED: Final = {f"{name}": recipe for name, recipe in recipes("rejected")}
ACCEPTED: Final = {f"{name}": recipe for name, recipe in recipes("accepted")}
RECIPES: Final[dict[str, Recipe]] = REJECTED | ACCEPTED


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(name: str, done: Do, usual: Usual) -> None:
    form, told, outcome = done(name).form, done(name).told, done(name).outcome

    found = new(outcome.findings, form, usual)
    assert sorted(shown(found)) == sorted(told.findings), "\n".join(map(str, found))
    code = name.partition("/")[0]
    assert code in {f.code for f in found}
    if told.message:
        assert told.message in [f.message for f in found if f.code == code]
    first = told.findings[0]
    assert next(f.covers for f in found if shown([f]) == [first]) == told.covers
    if told.reads:
        told.reads(forms_of(form.ministry, form, outcome)[0])


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str, done: Do, usual: Usual) -> None:
    form, told, outcome = done(name).form, done(name).told, done(name).outcome

    found = new(outcome.findings, form, usual)
    assert sorted(shown(found)) == sorted(told.findings), f"{name}\n" + "\n".join(map(str, found))
    assert all(f.severity is not Severity.ERROR for f in found)
    assert told.reads is not None, "an accepted file has to be read right"
    told.reads(forms_of(form.ministry, form, outcome)[0])


EVERY: Final[tuple[Check[Any], ...]] = (*CHECKS, *ACROSS)
DECLARED: Final = [
    (check.name, kind.code)
    for check in EVERY
    for kind in check.kinds
    if kind.code[0] not in COVERED_ELSEWHERE and kind.code not in COVERED_ELSEWHERE
]


@pytest.mark.parametrize(("check", "code"), DECLARED, ids=[f"{c}-{k}" for c, k in DECLARED])
def test_what_a_check_declares_can_occur(check: str, code: str, done: Do) -> None:
    own = [name for name in REJECTED if name.startswith(f"{code}/")]
    others = [name for name in RECIPES if name not in own]

    assert any((check, code) in done(name).yielded for name in (*own, *others))


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_of_finding_has_a_rejected_example(code: str) -> None:
    elsewhere = COVERED_ELSEWHERE.get(code) or COVERED_ELSEWHERE.get(code[0])
    if elsewhere:
        assert code in (Path(__file__).parents[1] / elsewhere).read_text(encoding="utf-8")
    else:
        assert list((FOLDER / "rejected" / code).glob("*.py")), "no recipe"


def test_every_folder_of_rejected_examples_is_a_kind_of_finding() -> None:
    assert {path.name for path in (FOLDER / "rejected").iterdir()} <= set(KINDS)
