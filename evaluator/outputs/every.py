"""The outputs of a round by file name, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.outputs.charts import charts_of, render_charts
from evaluator.outputs.document import render_document
from evaluator.outputs.opendata import FOLDER, open_data
from evaluator.outputs.page import render_page
from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results

CHART_FOLDER: Final = "図"
SLIDE_FOLDER: Final = "図/スライド用"

Output = tuple[str, bytes]


def outputs_of(report: Results) -> Iterator[tuple[int, int, Output]]:
    """Yield how many are made, of how many, and the next output: its name and its bytes."""
    pictures: list[Picture] = []
    total = 3 * len(charts_of(report)) + len(_DOCUMENTS) + 1
    done = 0
    for picture in render_charts(report):
        pictures.append(picture)
        for output in _chart(picture):
            done += 1
            yield done, total, output
    for name, make in _DOCUMENTS:
        done += 1
        yield done, total, (name, make(report, pictures))
    for name, content in open_data(report):
        yield total, total, (f"{FOLDER}/{name}", content)


def _chart(picture: Picture) -> Iterator[Output]:
    """A chart is three files: PNG and SVG for a page of A4, and a PNG for a slide."""
    yield f"{CHART_FOLDER}/{picture.name}.png", picture.png
    yield f"{CHART_FOLDER}/{picture.name}.svg", f"{_XML}{picture.svg}".encode()
    yield f"{SLIDE_FOLDER}/{picture.name}.png", picture.wide


_XML: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_DOCUMENTS: Final = (
    ("別紙.xlsx", render_workbook),
    ("別紙.docx", render_document),
    ("index.html", render_page),
)
