"""スライド: the findings of a round as slides alone, made without the rest of its report."""

from __future__ import annotations

from pathlib import Path

from evaluator.files import write_atomic
from evaluator.model import MarkSource
from evaluator.outputs.slides.deck import SLIDES, render_slides
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.made import FOLDERS
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent


def write_slides(
    opened: OpenRound, source: MarkSource = MarkSource.SELF, progress: OnProgress = silent
) -> Path:
    """Write the slides of a round beside its report; return the path."""
    results = evaluate(opened, progress, source=source)
    path = opened.workspace.reports(opened.id, FOLDERS[source]) / SLIDES
    write_atomic(path, render_slides(results))
    return path
