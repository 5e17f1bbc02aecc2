"""A round as it lies in its folders: its catalogue and its rubrics."""

from __future__ import annotations

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Proposer
from evaluator.errors import CatalogueRejected, RubricMissing, RubricRejected
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.model import RoundId
from evaluator.results.proposals import proposer
from evaluator.rubric import Rubric, load_rubric, shipped_folder


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


def round_proposer(workspace: Workspace, catalogue: Catalogue) -> Proposer:
    """Return what rates a measure from its KPI values by the round's own rubric."""
    rubric = open_rubric(workspace, catalogue.round.id, catalogue.round.rubric)
    return proposer(catalogue, rubric)


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    path = workspace.catalogue(round_id)
    catalogue, found = load_catalogue(path, round_id)
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found
