"""スライド.pptx: one finding and one chart a slide, to be shown and to be edited.

Slides are shown to others, so nothing internal is in them, whomever they are made for.

The charts are thought out anew for the size: few bars, letters of 18 points and more. `charts`
says what is shown; each chart brings its numbers along as a workbook.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Final

from pptx import Presentation
from pptx.util import Inches, Pt

from evaluator.outputs.slides.charts import SlideChart, slide_charts
from evaluator.outputs.slides.draw import draw_chart, write_text
from evaluator.outputs.slides.projects import project_charts
from evaluator.results.gaps import DRAFT
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.xlsx.edit import packed, timeless, unpacked

SLIDES: Final = "スライド.pptx"
_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_TITLE_ONLY: Final = 5
"""The layout of the library's template that has a title and nothing else."""
_MARGIN: Final = Inches(0.5)
_TITLE: Final = Inches(1.25)
_FOOT: Final = Inches(1.15)
SMALLEST: Final = 18
"""Points of the smallest letters: what can be read from the back of a room."""
_UNWANTED: Final = ("thumbnail", "printerSettings")


def render_slides(results: Results) -> bytes:
    """Return スライド.pptx as bytes; the same results, the same bytes."""
    results = for_public(results)
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    _set_properties(deck, results)
    for chart in (*slide_charts(results), *project_charts(results)):
        _slide(deck, results, chart)
    _drop_unwanted(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    parts = unpacked(buffer.getvalue())
    return packed((n, timeless(c) if n.endswith(".xlsx") else c) for n, c in parts)


def _set_properties(deck: Any, results: Results) -> None:
    """Name the slides, dated to a day of the round, not the clock; nobody is their author."""
    this, properties = results.catalogue.round, deck.core_properties
    day = datetime(this.year_end.year, this.year_end.month, this.year_end.day)
    properties.title = results.annex.title
    properties.subject = f"{this.strategy}のフォローアップ"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "ja-JP"
    properties.created = properties.modified = day


def _slide(deck: Any, results: Results, chart: SlideChart) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    width = _WIDTH - 2 * _MARGIN
    title.left, title.top, title.width, title.height = _MARGIN, Inches(0.3), width, _TITLE
    draft = f"【{DRAFT}】" if results.is_draft else ""
    write_text(title.text_frame, [f"{draft}{chart.title}"], Pt(28), bold=True)
    top = Inches(0.3) + _TITLE
    place = (_MARGIN, top, width, _HEIGHT - top - _FOOT)
    draw_chart(slide, chart, place, Pt(SMALLEST))
    foot = slide.shapes.add_textbox(_MARGIN, _HEIGHT - _FOOT, width, _FOOT)
    write_text(foot.text_frame, _about(results, chart), Pt(SMALLEST), muted=True)


def _about(results: Results, chart: SlideChart) -> list[str]:
    """Return what stands at the foot of every slide."""
    this = results.catalogue.round
    said = f"{this.source_note}　{this.year_label}末まで。{results.tables.basis}"
    lines = (chart.note or said, this.notice)
    return [line for line in lines if line]


def _drop_unwanted(deck: Any) -> None:
    """Take out what the library's template brings along."""
    for part in (deck.part.package, deck.part):
        rels = part._rels  # noqa: SLF001  # python-pptx offers them under no public name
        for key, relation in list(rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED:
                rels.pop(key)
