"""A round begins: its catalogue is put down to be filled in, and what it is done with beside it."""

from __future__ import annotations

from pathlib import Path

from evaluator.catalogue.shipped import new_catalogue
from evaluator.errors import ProgrammeMissing
from evaluator.files import (
    CATALOGUE_NAME,
    PROGRAMME_NAME,
    RUBRICS_NAME,
    SCALE_NAME,
    Workspace,
    write_atomic,
)
from evaluator.form.settings import shipped_content as shipped_checks
from evaluator.model import RoundId
from evaluator.outputs.document.template import shipped_content as shipped_template
from evaluator.programme import FIRST_PROGRAMME, programme_named
from evaluator.rubric import programme_folder, shipped_folder, shipped_programmes
from evaluator.secretariat.opening import open_programme, open_scale
from evaluator.standards import standards_workbook


def begin(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put down a new round; return its catalogue's path and whether it is new.

    It is of the programme whose file lies in its folder already, or else of the shipped one that
    its ID names. ProgrammeMissing, ProgrammeRejected.
    """
    own = workspace.programme(round_id)
    if not own.is_file() and programme_named(round_id) not in shipped_programmes():
        known = "、".join(shipped_programmes())
        raise ProgrammeMissing(
            f"施策体系「{programme_named(round_id)}」はありません（{known}）。"
            f"新しい施策体系は、その内容を {own} に書いてから始めてください。"
        )
    _write(_of_programme(workspace, round_id))
    programme, scale = open_programme(workspace, round_id), open_scale(workspace, round_id)
    return put_down(workspace, round_id, new_catalogue(round_id, programme, scale))


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
    _write(beside)
    return path, is_new


def _of_programme(workspace: Workspace, round_id: RoundId) -> dict[Path, bytes]:
    """Return the files of a shipped programme that a round keeps; the first one's are its own."""
    name = programme_named(round_id)
    if name == FIRST_PROGRAMME or workspace.programme(round_id).is_file():
        return {}
    folder = programme_folder(name)
    kept = {workspace.programme(round_id): folder / PROGRAMME_NAME}
    kept[workspace.scale(round_id)] = folder / SCALE_NAME
    rubrics = folder / RUBRICS_NAME
    for each in sorted(rubrics.iterdir(), key=lambda f: f.name) if rubrics.is_dir() else ():
        kept[workspace.rubrics(round_id) / each.name] = each
    return {path: file.read_bytes() for path, file in kept.items() if file.is_file()}


def _write(contents: dict[Path, bytes]) -> None:
    """Write what is not there yet."""
    for target, content in contents.items():
        if not target.exists():
            write_atomic(target, content)


def put_down_standards(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Give a round its own tables of standards bodies, as shipped; what is there is left alone."""
    workspace.catalogue(round_id)  # RoundMissing before a folder is made for a mistyped round
    path = workspace.standards(round_id)
    is_new = not path.exists()
    if is_new:
        write_atomic(path, standards_workbook())
    return path, is_new
