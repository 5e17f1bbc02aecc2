"""別紙の作成: everything that is made of a round's results, made and written.

Apart from `evaluate`, so that rating and review need not load what draws and sets the outputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import tee
from pathlib import Path

from evaluator.files import write_atomic
from evaluator.model import MarkSource
from evaluator.outputs.beside import load
from evaluator.outputs.charts.render import Drawn, render_charts
from evaluator.outputs.every import errata_outputs, outputs_of
from evaluator.outputs.picture import Picture
from evaluator.results.errata import Errata, corrections
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.results.taken_back import without_taken_back
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.made import FOLDERS
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent


def write(
    opened: OpenRound,
    results: Results,
    progress: OnProgress = silent,
    helper: Executor | None = None,
) -> tuple[Path, ...]:
    """Write everything that is made of a round's results; return the paths. TemplateRejected."""
    charts = render_charts(results, None, helper)
    return put_down(opened, results.source, made(opened, results, charts, progress, helper))


def put_down(
    opened: OpenRound, source: MarkSource, outputs: Iterable[tuple[str, bytes]]
) -> tuple[Path, ...]:
    """Write outputs where the reports of these marks go; return the paths. CannotWrite."""
    folder = opened.workspace.reports(opened.id, FOLDERS[source])
    paths = []
    for name, content in outputs:
        write_atomic(folder / name, content)
        paths.append(folder / name)
    return tuple(paths)


def made(
    opened: OpenRound,
    results: Results,
    charts: Iterable[Picture],
    progress: OnProgress = silent,
    helper: Executor | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every output as its name and bytes, with these charts."""
    for done, total, output in outputs_of(results, opened.template, charts, helper):
        yield output
        progress("別紙と図表を作成", done, total)


def made_for_both(
    opened: OpenRound,
    results: Results,
    progress: OnProgress = silent,
    helper: Executor | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every output of a final report, for the public and for the house, by folder.

    A chart in which nothing is withheld is drawn once for both.
    """
    public = for_public(results)
    charts, drawn = tee(render_charts(public, None, helper))
    for_us = render_charts(results, Drawn(public, drawn), helper)
    both = ((public, charts), (results, for_us))
    for each, pictures in both:
        for name, content in made(opened, each, pictures, progress, helper):
            yield f"{each.audience}/{name}", content


def corrected_for_both(
    opened: OpenRound, before: Results, results: Results, errata: Errata
) -> dict[str, bytes]:
    """Return what is made of an edition's corrections, likewise for the public and the house."""
    public = for_public(results)
    earlier = for_public(without_taken_back(before, results))
    told = replace(errata, corrections=corrections(earlier, public))
    return {
        f"{each.audience}/{name}": content
        for each, corrected in ((public, told), (results, errata))
        for name, content in errata_outputs(corrected, each, opened.template)
    }


def run(
    opened: OpenRound,
    progress: OnProgress = silent,
    *,
    source: MarkSource = MarkSource.SELF,
    prefer: Sequence[Path] = (),
    helper: Executor | None = None,
) -> tuple[Results, tuple[Path, ...]]:
    """Evaluate a round and write its reports; a `helper` draws half of the charts."""
    if helper is not None:
        helper.submit(load)  # while this process reads
    results = evaluate(opened, progress, source=source, prefer=prefer)
    return results, write(opened, results, progress, helper)
