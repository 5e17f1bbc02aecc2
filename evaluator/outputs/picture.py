"""A chart as the documents take it in: the picture, what it says, and its alternative text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

_SAID: Final = re.compile(r"<title [^>]*>([^<]*)</title><desc [^>]*>([^<]*)</desc>")
_HEAD: Final = 20_000  # signs; both stand before the drawing


def said_of(svg: str) -> tuple[str, str]:
    """Return what a chart's SVG says in words: its title and its alternative text; '' if none."""
    found = _SAID.search(svg[:_HEAD])
    return (unescape(found[1]), unescape(found[2])) if found else ("", "")


@dataclass(frozen=True)
class Picture:
    """One chart. The alternative text says in words what the picture shows."""

    name: str
    """File name without its ending."""
    caption: str
    alt: str
    png: bytes
    svg: str
    wide: bytes
    """The same for a 16:9 slide, as PNG."""
    width: int
    """Of `png`, in pixels."""
    height: int
    for_us: bool
    """Of use to the secretariat only, not in a final annex."""
    of_projects: bool = False
    """Of standards projects and posts, which 別紙.docx holds only if it is asked to."""
    narrow: str = ""
    """The same as SVG for a narrow screen; '' where there is none."""


def narrow_name(name: str) -> str:
    """Return what the ids of a chart's narrow drawing begin with."""
    return f"{name}-n"
