"""A round is opened once, and passed on: its catalogue, its rubric, its ledger as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Proposer
from evaluator.errors import CatalogueRejected, RubricMissing, RubricRejected
from evaluator.files import Workspace, read_file
from evaluator.findings import Finding
from evaluator.model import RoundId
from evaluator.results.proposals import proposer
from evaluator.rubric import Rubric, load_rubric, shipped_folder

if TYPE_CHECKING:
    from evaluator.outputs.document.template import Template
    from evaluator.secretariat.book import Book


@dataclass(frozen=True)
class OpenRound:
    """A round as it lies in its folders."""

    workspace: Workspace
    catalogue: Catalogue
    about: tuple[Finding, ...]
    """What is to be said of the catalogue."""
    rubric: Rubric
    """What proposes marks: the round's own, or the one asked for."""
    read_book: Callable[[], Book]

    @property
    def id(self) -> RoundId:
        """The round's ID."""
        return self.catalogue.round.id

    @cached_property
    def propose(self) -> Proposer:
        """Rates a measure from its KPI values, for the checks that compare."""
        return proposer(self.catalogue, self.rubric)

    @cached_property
    def book(self) -> Book:
        """The ledger as it stood when it was first asked for."""
        return self.read_book()

    @cached_property
    def template(self) -> Template:
        """What 別紙.docx is set on: the round's own, or the shipped one. TemplateRejected."""
        # Only a report needs it, and it loads python-docx.
        from evaluator.outputs.document import template  # noqa: PLC0415

        path = self.workspace.annex_template(self.id)
        if not path.is_file():
            return template.shipped_template()
        return template.read_template(path.name, read_file(path))

    def as_of(self, number: int) -> OpenRound:
        """Return the round with its ledger as it was after its `number`-th event."""
        return replace(self, read_book=lambda: self.book.until(number))


def open_round(workspace: Workspace, round_id: RoundId, rubric: str = "") -> OpenRound:
    """Open a round; `rubric` names another rubric than its own.

    RoundMissing, CatalogueRejected, RubricMissing, RubricRejected: the latter with findings.
    """
    catalogue, about = open_catalogue(workspace, round_id)

    def read_book() -> Book:
        # A check of a form needs no ledger, and the database's library takes half a second.
        from evaluator.secretariat.book import open_book  # noqa: PLC0415

        return open_book(workspace, round_id)

    opened = open_rubric(workspace, round_id, rubric or catalogue.round.rubric)
    return OpenRound(workspace, catalogue, about, opened, read_book)


def open_rubric(workspace: Workspace, round_id: RoundId, name: str) -> Rubric:
    """Load a rubric of the round, or of the package where the round has none of this name."""
    path = workspace.rubrics(round_id) / f"{name}.toml"
    shipped = shipped_folder() / f"{name}.toml"
    if not path.is_file() and not shipped.is_file():
        raise RubricMissing(f"評価基準「{name}」（{path}）がありません。")
    rubric, found = load_rubric(path if path.is_file() else shipped)
    if rubric is None:
        raise RubricRejected(f"評価基準 {path} に誤りがあるため中止しました。", found)
    return rubric


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    path = workspace.catalogue(round_id)
    catalogue, found = load_catalogue(path.name, read_file(path), round_id)
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found
