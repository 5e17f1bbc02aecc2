"""A round begins: its catalogue is put down to be filled in, and what it is done with beside it."""

from __future__ import annotations

from pathlib import Path

from evaluator.catalogue.shipped import empty_catalogue
from evaluator.files import CATALOGUE_NAME, Workspace, write_atomic
from evaluator.form.settings import shipped_content as shipped_checks
from evaluator.model import RoundId
from evaluator.outputs.document.template import shipped_content as shipped_template
from evaluator.rubric import shipped_folder
from evaluator.secretariat.opening import open_scale
from evaluator.standards import standards_workbook


def begin(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put down an empty round; return its catalogue's path and whether it is new."""
    return put_down(workspace, round_id, empty_catalogue(round_id, open_scale(workspace, round_id)))


def put_down(workspace: Workspace, round_id: RoundId, catalogue: bytes) -> tuple[Path, bool]:
    """Write a round's catalogue, rubrics, template and settings; what is there is left alone."""
    path = workspace.templates(round_id) / CATALOGUE_NAME
    is_new = not path.exists()
    if is_new:
        write_atomic(path, catalogue)
    rubrics = sorted(shipped_folder().iterdir(), key=lambda file: file.name)
    beside = {workspace.rubrics(round_id) / each.name: each.read_bytes() for each in rubrics}
    beside[workspace.annex_template(round_id)] = shipped_template()
    beside[workspace.checks(round_id)] = shipped_checks()
    for target, content in beside.items():
        if not target.exists():
            write_atomic(target, content)
    return path, is_new


def put_down_standards(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Give a round its own tables of standards bodies, as shipped; what is there is left alone."""
    workspace.catalogue(round_id)  # RoundMissing before a folder is made for a mistyped round
    path = workspace.standards(round_id)
    is_new = not path.exists()
    if is_new:
        write_atomic(path, standards_workbook())
    return path, is_new
