"""集計: what came of a round is read, checked, rated and counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluator.errors import NothingSubmitted
from evaluator.ledger.details import Seal
from evaluator.model import MarkSource
from evaluator.rating import RubricComparison, compare
from evaluator.results.decisions import decisions_of
from evaluator.results.proposals import measure_facts
from evaluator.results.results import Results, results_of
from evaluator.secretariat.collect import Received, collect
from evaluator.secretariat.holdings import open_secretariats
from evaluator.secretariat.opening import OpenRound, open_rubric
from evaluator.secretariat.progress import OnProgress, silent


def evaluate(
    opened: OpenRound,
    progress: OnProgress = silent,
    *,
    source: MarkSource = MarkSource.SELF,
    prefer: Sequence[Path] = (),
    dropped: bool = True,
) -> Results:
    """Read, check, rate and count what lies in a round's folders and stands in its ledger.

    Without `dropped` the ledger alone counts, and an empty one is no error: what is missing is
    named by whoever asks for it; else NothingSubmitted if there is no file at all. `source`
    says whose marks are counted, `prefer` which dropped files are used where a ministry has
    several.
    """
    return results_in(opened, collect_some(opened, progress, prefer, dropped=dropped), source)


def evaluate_sealed(opened: OpenRound, seal: Seal, progress: OnProgress = silent) -> Results:
    """Return what a published report came to: under its catalogue, by the ledger of that time."""
    then = opened.under(seal.catalogue).as_of(seal.after)
    return evaluate(then, progress, source=MarkSource.FINAL, dropped=False)


def results_in(opened: OpenRound, received: Received, source: MarkSource) -> Results:
    """Rate and count what was received of a round."""
    asks = opened.catalogue.round.asks_projects
    return results_of(
        opened.catalogue,
        received.submissions,
        received.contested,
        decisions_of(opened.book.events),
        opened.rubric,
        source,
        (*opened.about, *received.findings),
        received.about,
        open_secretariats(opened.workspace, opened.id) if asks else None,
    )


def compare_rubrics(
    opened: OpenRound, names: Sequence[str], progress: OnProgress = silent
) -> RubricComparison:
    """Rate the round under several rubrics."""
    rubrics = [open_rubric(opened.workspace, opened.catalogue, name) for name in names]
    facts = measure_facts(opened.catalogue, collect_some(opened, progress).submissions)
    this = opened.catalogue
    return compare(rubrics, facts, this.round.fiscal_year, this.scale)


def collect_some(
    opened: OpenRound,
    progress: OnProgress,
    prefer: Sequence[Path] = (),
    *,
    dropped: bool = True,
) -> Received:
    """Read and check what counts of a round. NothingSubmitted if there is no file at all."""
    received = collect(opened, progress, prefer, dropped=dropped)
    if dropped and not received.files:
        folder = opened.workspace.submissions(opened.id)
        raise NothingSubmitted(f"{folder} に提出された様式がありません。")
    return received
