"""A round begins: its catalogue is put down to be filled in, with the rubrics beside it."""

from __future__ import annotations

from pathlib import Path

from evaluator.catalogue.shipped import empty_catalogue
from evaluator.files import CATALOGUE_NAME, Workspace, write_atomic
from evaluator.model import RoundId
from evaluator.outputs.document.template import shipped_content
from evaluator.rubric import shipped_folder


def begin(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put down an empty round; return its catalogue's path and whether it is new."""
    return put_down(workspace, round_id, empty_catalogue(round_id))


def put_down(workspace: Workspace, round_id: RoundId, catalogue: bytes) -> tuple[Path, bool]:
    """Write a round's catalogue and the shipped rubrics; what is already there is left alone."""
    path = workspace.templates(round_id) / CATALOGUE_NAME
    is_new = not path.exists()
    if is_new:
        write_atomic(path, catalogue)
    for rubric in sorted(shipped_folder().iterdir(), key=lambda file: file.name):
        target = workspace.rubrics(round_id) / rubric.name
        if not target.exists():
            write_atomic(target, rubric.read_bytes())
    if not workspace.annex_template(round_id).exists():
        write_atomic(workspace.annex_template(round_id), shipped_content())
    return path, is_new
