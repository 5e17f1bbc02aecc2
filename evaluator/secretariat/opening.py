"""A round as it lies in its folders: its scale of marks, its catalogue and its rubrics."""

from __future__ import annotations

from pathlib import Path

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Proposer
from evaluator.errors import CatalogueRejected, RubricMissing, RubricRejected, ScaleRejected
from evaluator.files import SCALE_NAME, Workspace
from evaluator.findings import Finding
from evaluator.model import RoundId
from evaluator.results.proposals import proposer
from evaluator.rubric import Rubric, load_rubric, load_scale, shipped_folder, shipped_scale
from evaluator.scale import Scale


def open_scale(workspace: Workspace, round_id: RoundId) -> Scale:
    """Load the round's own scale of marks, or the shipped one where it has none."""
    return _scale_at(workspace.scale(round_id))


def scale_beside(rubric: Path) -> Scale:
    """Load the scale that a rubric's file stands on: that of the round in whose folder it lies."""
    return _scale_at(rubric.resolve().parent.parent / SCALE_NAME)


def _scale_at(path: Path) -> Scale:
    if not path.is_file():
        return shipped_scale()
    scale, found = load_scale(path)
    if scale is None:
        raise ScaleRejected(f"評価の段階 {path} に誤りがあるため中止しました。", found)
    return scale


def open_rubric(workspace: Workspace, catalogue: Catalogue, name: str = "") -> Rubric:
    """Load a rubric of the round, or of the package where the round has none of this name.

    Without a name it is the one that the round proposes marks by.
    """
    name = name or catalogue.round.rubric
    path = workspace.rubrics(catalogue.round.id) / f"{name}.toml"
    shipped = shipped_folder() / f"{name}.toml"
    if not path.is_file() and not shipped.is_file():
        raise RubricMissing(f"評価基準「{name}」（{path}）がありません。")
    rubric, found = load_rubric(path if path.is_file() else shipped, catalogue.scale)
    if rubric is None:
        raise RubricRejected(f"評価基準 {path} に誤りがあるため中止しました。", found)
    return rubric


def round_proposer(workspace: Workspace, catalogue: Catalogue) -> Proposer:
    """Return what rates a measure from its KPI values by the round's own rubric."""
    return proposer(catalogue, open_rubric(workspace, catalogue))


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    path = workspace.catalogue(round_id)
    catalogue, found = load_catalogue(path, round_id, open_scale(workspace, round_id))
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found
