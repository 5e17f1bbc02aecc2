"""A chart as the documents take it in: the picture, what it says, and its alternative text."""

from __future__ import annotations

from dataclasses import dataclass


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
