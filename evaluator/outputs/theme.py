"""How charts look: one font that ships with its package, four colours that read in grey."""

from __future__ import annotations

import io
import logging
import re
from html import escape
from typing import Any, Final

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib_fontja import get_font_ttf_path

from evaluator.model import Mark, Unrated

DPI: Final = 200
INK: Final = "#1F2933"
MUTED: Final = "#52606D"
RULE: Final = "#CBD2D9"

# Chosen so that their lightness falls from ◎ to ×, which keeps them apart in grey print and
# for colour-blind readers; the mark itself is always drawn beside the colour.
FILL: Final[dict[Mark | Unrated, str]] = {
    Mark.EXCELLENT: "#0B4F8A",
    Mark.GOOD: "#6BAED6",
    Mark.PARTIAL: "#FDD49E",
    Mark.POOR: "#B30000",
    Unrated.UNDECIDED: "#FFFFFF",
    Unrated.NOT_SUBMITTED: "#FFFFFF",
    Unrated.OUT_OF_SCOPE: "#FFFFFF",
}
ON_FILL: Final[dict[Mark | Unrated, str]] = {
    Mark.EXCELLENT: "#FFFFFF",
    Mark.GOOD: INK,
    Mark.PARTIAL: INK,
    Mark.POOR: "#FFFFFF",
    Unrated.UNDECIDED: INK,
    Unrated.NOT_SUBMITTED: INK,
    Unrated.OUT_OF_SCOPE: INK,
}
HATCH: Final[dict[Mark | Unrated, str]] = {
    Unrated.UNDECIDED: "////",
    Unrated.NOT_SUBMITTED: "xxxx",
    Unrated.OUT_OF_SCOPE: "....",
}

GROUND: Final[dict[str, Any]] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
"""A white ground for text on hatching."""

_SETTINGS: Final[dict[str, Any]] = {
    "font.family": ["IPAexGothic", "DejaVu Sans"],
    "axes.unicode_minus": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.edgecolor": RULE,
    "svg.hashsalt": "evaluator",
    "text.parse_math": False,  # a $ in a KPI's name is a dollar
}


def themed() -> Any:
    """Return the context in which every figure is made and saved."""
    path = str(get_font_ttf_path())
    if not any(entry.fname == path for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)
    # The font has no bold face; matplotlib says so on every use of one.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return rc_context(_SETTINGS)  # type: ignore[arg-type]  # keys are too many to spell out


def png(figure: Figure) -> bytes:
    """Return the figure as PNG; the same figure, the same bytes."""
    buffer = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    return buffer.getvalue()


def svg(figure: Figure, name: str, title: str, alt: str) -> str:
    """Return the figure as SVG, letters as outlines, with title and description for readers.

    Every id begins with `name`, so that several charts can stand in one page.
    """
    buffer = io.StringIO()
    FigureCanvasSVG(figure)
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(buffer, format="svg", metadata=nothing)
    drawing = buffer.getvalue().partition("<svg ")[2]
    drawing = _IDS.sub(lambda found: f"{found[1]}{name}-{found[2]}", drawing)
    label = f'role="img" aria-labelledby="{name}-title {name}-desc" '
    head, _, body = drawing.partition(">")
    words = (
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(alt)}</desc>'
    )
    return f"<svg {label}{head}>\n {words}{body}"


_IDS: Final = re.compile(r"""(\sid="|href="#|url\(#)([^")]+)""")
