"""The sample's catalogue put down, its forms filled as ministries would, its decisions recorded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.files import CATALOGUE_NAME, Workspace, write_atomic
from evaluator.findings import CellRef
from evaluator.form.issue import form_name
from evaluator.model import RoundId
from evaluator.outputs.document.template import shipped_content
from evaluator.results.decisions import BulletDecision, decisions_of, settled_bullet
from evaluator.rubric import shipped_folder
from evaluator.sample.first_year import fill_form, sample_catalogue, sample_decisions
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.progress import Progress, silent
from evaluator.secretariat.review import record


def init(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put the sample catalogue into the round's folder; return its path and whether it is new.

    A catalogue that is already there is left alone.
    """
    path = workspace.templates(round_id) / CATALOGUE_NAME
    is_new = not path.exists()
    if is_new:
        write_atomic(path, sample_catalogue(round_id))
    for rubric in sorted(shipped_folder().iterdir(), key=lambda file: file.name):
        target = workspace.rubrics(round_id) / rubric.name
        if not target.exists():
            write_atomic(target, rubric.read_bytes())
    if not workspace.annex_template(round_id).exists():
        write_atomic(workspace.annex_template(round_id), shipped_content())
    return path, is_new


def fill_forms(
    workspace: Workspace, catalogue: Catalogue, progress: Progress = silent
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Fill the forms with the sample's answers and submit them; return new and kept files.

    A file that is already among the submissions is never touched.
    """
    folder = workspace.submissions(catalogue.round.id)
    new, kept = [], []
    for done, ministry in enumerate(catalogue.respondents):
        progress("回答の見本を記入", done, len(catalogue.respondents))
        name = form_name(catalogue, ministry)
        path = folder / name
        if path.exists():
            kept.append(path)
            continue
        form = (workspace.templates(catalogue.round.id) / name).read_bytes()
        write_atomic(path, fill_form(form, catalogue, ministry))
        new.append(path)
    progress("回答の見本を記入", len(catalogue.respondents), len(catalogue.respondents))
    return tuple(new), tuple(kept)


def decide_sample(workspace: Workspace, round_id: RoundId, at: datetime) -> int:
    """Put on record what the sample's secretariat decided on bullets; return how many were new.

    A bullet on which anything was ever decided is left alone.
    """
    with open_desk(workspace, round_id, "見本", at) as desk:
        known = decisions_of(desk.ledger.events(round_id))
        new = [d for d in sample_decisions(round_id) if not known.of_bullet(d.ministry, d.key)]
        settled = [
            settled_bullet(d.ministry, d.key, BulletDecision(d), CellRef("見本")) for d in new
        ]
        record(desk, settled, name="見本")
    return len(new)
