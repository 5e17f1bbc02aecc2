"""記入要領: issued beside the forms, made anew with them; one that was edited is left alone."""

from __future__ import annotations

from pathlib import Path

from evaluator.files import read_file, write_atomic
from evaluator.form.instructions import NAME, instructions_of
from evaluator.outputs.document.instructions import render_instructions
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.versions import issued_hashes, record_issue
from evaluator.xlsx.source import digest


def issue_instructions(desk: Desk) -> tuple[Path, bool]:
    """Write 記入要領.docx and put it on record; return its path, and whether it was written.

    It is not if somebody has changed the one that is there. TemplateRejected.
    """
    catalogue = desk.catalogue
    path = desk.opened.workspace.instructions(desk.round_id)
    told = instructions_of(catalogue)
    content = render_instructions(told, catalogue.round, desk.opened.template)
    there = digest(read_file(path)) if path.exists() else ""
    if there not in ("", digest(content), *issued_hashes(desk)):
        return path, False
    write_atomic(path, content)
    record_issue(desk, {NAME: content})
    return path, True
