"""The outlines of letters, once for all drawings of the page.

Each chart as a file brings along the outline of every letter that it writes. On the page, where
they stand together, and each twice (wide and narrow), this would be most of its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_OUTLINE: Final = re.compile(
    r'\s*<path id="(?P<id>[^"]+)" d="(?P<d>[^"]+)" transform="scale\(0\.015625\)"/>'
)
"""A letter as matplotlib defines it: in units of the font, whatever its size in the drawing."""
_EMPTY: Final = re.compile(r"\s*<defs>\s*</defs>")
_USE: Final = re.compile(r'(?<=href="#)[^"]+(?=")')

Drawing = tuple[str, str]
"""What its ids begin with, and the drawing as SVG."""


def with_shared_letters(drawings: Sequence[Drawing]) -> tuple[str, list[str]]:
    """Return a drawing that shows nothing and defines all letters, and the others without them."""
    letters: dict[str, str] = {}
    lean = [_without_letters(name, svg, letters) for name, svg in drawings]
    paths = "".join(
        f'<path id="{key}" d="{" ".join(d.split())}" transform="scale(0.015625)"/>\n'
        for key, d in letters.items()
    )
    return f'<svg class="letters" aria-hidden="true"><defs>\n{paths}</defs></svg>', lean


def _without_letters(name: str, svg: str, letters: dict[str, str]) -> str:
    """Return a drawing that takes its letters from `letters`; those it alone has are added."""
    taken: dict[str, str] = {}

    def take(outline: re.Match[str]) -> str:
        key = outline["id"].removeprefix(f"{name}-")
        if letters.setdefault(key, outline["d"]) != outline["d"]:
            return outline[0]  # another font of that name
        taken[outline["id"]] = key
        return ""

    left = _EMPTY.sub("", _OUTLINE.sub(take, svg))
    return _USE.sub(lambda used: taken.get(used[0], used[0]), left)
