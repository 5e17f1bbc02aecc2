"""The charts, a page each, with their alternative text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil
from typing import Final

from evaluator.outputs import theme
from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook.parts import set_page
from evaluator.results.results import Results
from evaluator.sheets.write import Book

FIGURES: Final = "図"
_ROW_POINTS = 15.0
_DESCRIBED = 1000  # characters of alternative text; screen readers cannot skip within it


def draw_figures(book: Book, results: Results, pictures: Sequence[Picture]) -> None:
    """Put the charts under their captions, one a page."""
    sheet = book.sheet(FIGURES)
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    row, breaks = 0, []
    for number, picture in enumerate(pictures, start=1):
        title = f"参考図{number} : {picture.caption}"
        sheet.write_string(row, 0, title, book.format(bold=True, font_size=11))
        options = {
            "image_data": io.BytesIO(picture.png),
            "description": picture.alt[:_DESCRIBED],
            "object_position": 2,
            # Excel shows 96 pixels to the inch, the picture has more.
            "x_scale": 1,
            "y_scale": 1,
        }
        sheet.insert_image(row + 1, 0, f"{picture.name}.png", options)
        row += 3 + ceil(picture.height / theme.DPI * 72 / _ROW_POINTS)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])
    set_page(sheet, results, f"参考図（{results.catalogue.round.year_label}）", landscape=False)
