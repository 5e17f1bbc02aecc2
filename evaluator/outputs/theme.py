"""How charts look: one font that ships with its package, colours that read in grey."""

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

from evaluator.model import Unrated
from evaluator.scale import Look, Mark

DPI: Final = 200
INK: Final = "#1F2933"
MUTED: Final = "#52606D"
RULE: Final = "#CBD2D9"

_WITHOUT_MARK: Final = {
    Unrated.UNDECIDED: Look("#FFFFFF", INK, hatch="////"),
    Unrated.NOT_SUBMITTED: Look("#FFFFFF", INK, hatch="xxxx"),
    Unrated.OUT_OF_SCOPE: Look("#FFFFFF", INK, hatch="...."),
}


def look_of(state: Mark | Unrated) -> Look:
    """Return how a mark looks, which is the scale's to say, or the white of having none."""
    return state.look if isinstance(state, Mark) else _WITHOUT_MARK[state]


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
