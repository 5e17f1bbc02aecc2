"""Breaking Japanese text into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.words.widths import display_width

_PIECE: Final = re.compile(r"[!-~]{1,40}|.", re.DOTALL)  # a number or a word is not torn apart
_HANGING: Final = frozenset("、。，．」』）・：；？！％")
"""Signs that do not begin a line; they are let hang at the end of the one before."""


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield a text in lines `width` half-width characters wide, all but the first indented."""
    line = ""
    for piece in _PIECE.findall(text):
        if display_width(line + piece) > width and piece not in _HANGING:
            yield line
            line = indent
        line += piece
    yield line


_PHRASE_ENDS: Final = re.compile(
    r"(?<=[ 　])(?=[^ 　])"
    r"|(?<=[ぁ-ん、。」』）)])(?=[^ぁ-んー、。」』）)・])"
    r"|(?<=[^「『（( 　])(?=[「『（(])"
    r"|(?<=[一-鿿々])(?=[ァ-ヶ])"
)
"""Between two words: after a particle or a bracket, before a bracket, where the script changes."""


def wrapped_phrases(text: str, ems: float) -> list[str]:
    """Break a heading between words, into lines of so many full-width letters if it can be."""
    lines = [""]
    for phrase in _PHRASE_ENDS.split(text):
        if lines[-1] and display_width((lines[-1] + phrase).rstrip()) > 2 * ems:
            lines.append("")
        lines[-1] += phrase
    return [line.strip() for line in lines]


def wrapped_letters(text: str, ems: float) -> list[str]:
    """Break a text anywhere, into lines of so many full-width letters."""
    lines, line = [], ""
    for sign in text:
        if display_width(line + sign) > max(2 * ems, 2):
            # 。 and 、 hang over rather than begin a line.
            if sign in "。、）」" and display_width(line) <= 2 * ems:
                lines.append(line + sign)
                line = ""
                continue
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line] if line else lines
