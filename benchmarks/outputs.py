"""What each output of a round costs, made by one process."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.outputs.charts.render import render_charts
from evaluator.outputs.every import outputs_of
from evaluator.outputs.picture import Picture
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import open_round


def outputs(root: Path) -> dict[str, float]:
    """Tell the CPU that each chart, each document and the open data take, in seconds."""
    took: Counter[str] = Counter()
    began = time.process_time()

    def note(name: str) -> None:
        nonlocal began
        took[name] += time.process_time() - began
        began = time.process_time()

    opened = open_round(Workspace(root), RoundId("R07"))
    results = evaluate(opened)
    assert results.tables.everything.total
    note("results")
    pictures: list[Picture] = []
    for picture in render_charts(results):
        pictures.append(picture)
        note(picture.name)
    for _, _, (name, _) in outputs_of(results, opened.template, pictures):
        note(name.partition("/")[0])
    return took
