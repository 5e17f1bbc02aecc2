"""What still stands against a round's final report.

Apart from `publish`, so that whoever only asks need not load what draws and sets the outputs.
"""

from __future__ import annotations

from evaluator.model import MarkSource
from evaluator.results.gaps import Gap
from evaluator.results.results import Results
from evaluator.secretariat.collect import not_received
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.seal import obstacles


def against_final(opened: OpenRound, progress: OnProgress = silent) -> tuple[Gap, ...]:
    """Return by name everything that stands against a final report."""
    return against(opened, as_final(opened, progress))


def as_final(opened: OpenRound, progress: OnProgress = silent) -> Results:
    """Return what a round comes to by the secretariat's marks and the ledger alone."""
    return evaluate(opened, progress, source=MarkSource.FINAL, dropped=False)


def against(opened: OpenRound, results: Results) -> tuple[Gap, ...]:
    """Return by name everything that stands against publishing these results."""
    return obstacles(results, not_received(opened.workspace, opened.id, opened.book))
