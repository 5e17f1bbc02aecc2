"""What commands do that reach from one year to the next: opening a round, and the sample's."""

from __future__ import annotations

from datetime import UTC, datetime

from evaluator.cli.say import err, out, progress_bar
from evaluator.files import Workspace
from evaluator.model import MarkSource, RoundId


def open_next(
    workspace: Workspace, round_id: RoundId, previous: RoundId, source: MarkSource
) -> None:
    """Open a round from the year before, and say what the secretariat has to look over."""
    from evaluator.secretariat import next_round

    with progress_bar() as progress:
        path, notes = next_round.open_next(workspace, round_id, previous, source, progress)
    out.print(str(path), markup=False, soft_wrap=True)
    out.print(f"前年の評価は{previous}の{source}です。次のことを確かめてください。", markup=False)
    for note in notes:
        out.print(f"・{note}", markup=False, soft_wrap=True)


def prepare_demo(workspace: Workspace, round_id: RoundId) -> None:
    """Make a sample round's catalogue, forms and answers, and those of the year before."""
    from evaluator.sample import second_year, staging
    from evaluator.sample.first_year import FOLLOWS
    from evaluator.secretariat import issue, opening

    before = FOLLOWS.get(round_id)
    if before is not None:
        prepare_demo(workspace, before)
        with progress_bar() as progress:
            second_year.init(workspace, round_id, progress)
    else:
        staging.init(workspace, round_id)
    catalogue, _ = opening.open_catalogue(workspace, round_id)
    with progress_bar() as progress:
        issue.write_forms(workspace, catalogue, progress)
        _, kept = staging.fill_forms(workspace, catalogue, progress)
    if before is None:  # the second year's secretariat has decided nothing yet
        staging.decide_sample(workspace, catalogue, datetime.now(UTC))
    if kept:
        err.print(
            f"{round_id}：すでに提出されている {len(kept)} 件のファイルは、そのまま使いました。",
            markup=False,
        )
