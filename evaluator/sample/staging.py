"""The sample's catalogue put down, its forms filled as ministries would, its decisions recorded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.catalogue.load import is_sample
from evaluator.catalogue.rows import RoundRow
from evaluator.errors import RealRounds
from evaluator.files import CATALOGUE_NAME, Workspace, read_file, write_atomic
from evaluator.findings import CellRef, Findings
from evaluator.form.issue import form_name
from evaluator.model import RoundId
from evaluator.results.decisions import BulletDecision, decisions_of, settled_bullet
from evaluator.sample.first_year import fill_form, sample_catalogue, sample_decisions
from evaluator.secretariat.begin import put_down
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.review import record
from evaluator.sheets.read import read_table
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused


def init(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put the sample catalogue into the round's folder; return its path and whether it is new.

    A catalogue that is already there is left alone.
    """
    refuse_beside_real_rounds(workspace)
    return put_down(workspace, round_id, sample_catalogue(round_id))


def refuse_beside_real_rounds(workspace: Workspace) -> None:
    """Raise RealRounds if the workspace has a round that is not marked as the sample.

    Then its answers would be counted beside invented ones.
    """
    real = [round_id for round_id in _begun(workspace) if not _is_sample(workspace, round_id)]
    if real:
        shown = "、".join(real)
        raise RealRounds(
            f"このフォルダーには見本でない年度（{shown}）があるため、見本を作りません。"
            "「evaluator demo --into 新しいフォルダー」のように、別のフォルダーを指定してください。"
        )


def _begun(workspace: Workspace) -> list[RoundId]:
    """Return the rounds of which anything is there: a catalogue, or something that came in."""
    came = (workspace.root / "submissions").glob("*/*")
    rounds = {*workspace.rounds(), *(RoundId(p.parent.name) for p in came if p.parent.is_dir())}
    return sorted(rounds)


def _is_sample(workspace: Workspace, round_id: RoundId) -> bool:
    path = workspace.templates(round_id) / CATALOGUE_NAME
    if not path.is_file():
        return False
    try:
        source = read_source(path.name, read_file(path))
    except Refused:
        return False
    return any(is_sample(row.row) for row in read_table(source, RoundRow, Findings()).rows)


def fill_forms(
    workspace: Workspace, catalogue: Catalogue, progress: OnProgress = silent
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
