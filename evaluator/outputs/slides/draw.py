"""Bars and texts put on a slide, in a Japanese font and in the colours of the marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Length

from evaluator.outputs import theme
from evaluator.outputs.slides.charts import Series, SlideChart
from evaluator.xlsx.looks import FONT

_GAP: Final = 45
_NUMBERS: Final = "0;-0;;"
"""Nothing is written where there is none."""


def write_text(
    frame: Any, lines: Sequence[str], size: Length, *, bold: bool = False, muted: bool = False
) -> None:
    """Write lines into a frame, in its first paragraph and the ones after it."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        _set(run.font, size, theme.MUTED if muted else theme.INK)
        run.font.bold = bold


def draw_chart(
    slide: Any, chart: SlideChart, place: tuple[int, int, int, int], size: Length
) -> None:
    """Add the bars, the first at the top, with every number written."""
    make: Any = CategoryChartData
    data = make(number_format="General")
    data.categories = chart.bars
    for series in chart.series:
        data.add_series(series.name, series.values)
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(kind, *place, data)
    properties = shape._element.nvGraphicFramePr.cNvPr  # noqa: SLF001  # no public name
    properties.set("descr", chart.alt)
    drawn = shape.chart
    _set(drawn.font, size, theme.INK)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        _set(drawn.legend.font, size, theme.INK)
    _axes(drawn, size)
    plot = drawn.plots[0]
    plot.gap_width = _GAP
    for series, one in zip(plot.series, chart.series, strict=True):
        _colour(series, one, size)


def _axes(drawn: Any, size: Length) -> None:
    """Have the bars from the top down without a scale, for every number is written."""
    _number_axes(drawn)
    across, up = drawn.category_axis, drawn.value_axis
    across.reverse_order = True
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _name_every_bar(across)
    _set(across.tick_labels.font, size, theme.INK)
    across.format.line.color.rgb = _rgb(theme.INK)
    up.visible = False
    up.has_major_gridlines = False


def _name_every_bar(across: Any) -> None:
    """Leave no label out where there is little room."""
    axis = across._element  # noqa: SLF001  # no public name
    skip = etree.SubElement(axis, qn("c:tickLblSkip"))
    skip.set("val", "1")
    axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _number_axes(drawn: Any) -> None:
    """Give the axes numbers that the standard's schema takes: the library's are negative."""
    space = drawn._chartSpace  # noqa: SLF001  # no public name
    numbers: dict[str, str] = {}
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", numbers.setdefault(axis.get("val"), str(len(numbers) + 1)))


def _colour(series: Any, one: Series, size: Length) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(one.fill)
    series.format.line.color.rgb = _rgb(theme.INK)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _NUMBERS, False
    _set(labels.font, size, one.ink)


def _set(font: Any, size: Length, colour: str) -> None:
    """Set size, colour and family; Japanese letters have a family of their own."""
    font.size, font.name = size, FONT
    font.color.rgb = _rgb(colour)
    properties = font._element if hasattr(font, "_element") else font._rPr  # noqa: SLF001
    latin = properties.find(qn("a:latin"))
    east = etree.Element(qn("a:ea"))
    east.set("typeface", FONT)
    latin.addnext(east)


def _rgb(colour: str) -> Any:
    make: Any = RGBColor.from_string
    return make(colour.lstrip("#").upper())
