"""The outputs of a round by file name: what its programme lists, in the order they are made in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Final

from evaluator.catalogue.texts import Shown, TextKey
from evaluator.outputs.beside import made_of
from evaluator.outputs.charts import charts_of
from evaluator.outputs.document import render_document, render_figures
from evaluator.outputs.document.domains import DOMAINS, render_domains
from evaluator.outputs.document.errata import render_errata as errata_document
from evaluator.outputs.document.kpis import KPIS, render_kpis
from evaluator.outputs.document.template import AnnexTemplate
from evaluator.outputs.names import CHART_FOLDER, DATA_FOLDER, FIGURES, PAGE, SLIDE_FOLDER
from evaluator.outputs.opendata import open_data
from evaluator.outputs.page import render_page
from evaluator.outputs.picture import Picture
from evaluator.outputs.slides.deck import SLIDES, render_slides
from evaluator.outputs.workbook import render_workbook
from evaluator.outputs.workbook.errata import render_errata as errata_workbook
from evaluator.results.errata import FILES, Errata
from evaluator.results.results import Results

Output = tuple[str, bytes]


def outputs_of(
    report: Results,
    template: AnnexTemplate | None,
    charts: Iterable[Picture],
    helper: Executor | None = None,
) -> Iterator[tuple[int, int, Output]]:
    """Yield how many are made, of how many, and the next output: its name and its bytes.

    `template` is what 別紙.docx is set on, the shipped one if None; `charts` are the report's.
    A `helper` makes its share of the documents.
    """
    pictures: list[Picture] = []
    documents = _documents(report)
    total = 3 * len(charts_of(report)) + len(documents) + 1
    done = 0
    for picture in charts:
        pictures.append(picture)
        for output in _chart(picture):
            done += 1
            yield done, total, output
    parts = (report, tuple(pictures), template)
    for name, content in zip(documents, made_of(parts, documents, _document, helper), strict=True):
        done += 1
        yield done, total, (name, content)
    for name, content in open_data(report):
        yield total, total, (f"{DATA_FOLDER}/{name}", content)


def errata_outputs(
    errata: Errata, report: Results, template: AnnexTemplate | None = None
) -> Iterator[Output]:
    """Yield what is made of the corrections that an edition brings (`results.errata.FILES`)."""
    document, workbook = FILES
    yield document, errata_document(errata, report, template)
    yield workbook, errata_workbook(errata, report)


def _chart(picture: Picture) -> Iterator[Output]:
    """A chart is three files: PNG and SVG for a page of A4, and a PNG for a slide."""
    yield f"{CHART_FOLDER}/{picture.name}.png", picture.png
    yield f"{CHART_FOLDER}/{picture.name}.svg", f"{_XML}{picture.svg}".encode()
    yield f"{SLIDE_FOLDER}/{picture.name}.png", picture.wide


_Make = Callable[[Results, Sequence[Picture], AnnexTemplate | None], bytes]
_XML: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
DOCUMENTS: Final[dict[str, _Make]] = {
    "別紙.xlsx": lambda results, pictures, _: render_workbook(results, pictures),
    "別紙.docx": render_document,
    PAGE: lambda results, pictures, _: render_page(results, pictures),
    SLIDES: lambda results, *_: render_slides(results),
    FIGURES: render_figures,
    DOMAINS: render_domains,
    KPIS: render_kpis,
}
"""Every document there is, by its name."""
_ONLY_WHERE: Final[dict[str, Callable[[Results], bool]]] = {
    FIGURES: lambda results: results.catalogue.texts.choice(TextKey.FIGURES) == Shown.APART,
    DOMAINS: lambda results: results.catalogue.round.asks_projects,
}


def _documents(report: Results) -> tuple[str, ...]:
    """Return what a round has beside charts and data; its figures may be a file of their own."""
    listed = report.catalogue.programme.documents
    return tuple(n for n in listed if n not in _ONLY_WHERE or _ONLY_WHERE[n](report))


def _document(parts: tuple[Results, Sequence[Picture], AnnexTemplate | None], name: str) -> bytes:
    return DOCUMENTS[name](*parts)
