"""The page's style sheet: a file of the package, and in it the colours of the round's marks."""

from __future__ import annotations

from typing import Final

from evaluator.scale import Mark, Scale

_HERE: Final = "/* marks */"
"""Where in the style sheet the rules of the marks stand."""


_INK: Final = "#1F2933"
"""The colour of letters where a rule names none."""


def with_marks(style: str, scale: Scale) -> str:
    """Return the style sheet for the marks of a scale."""
    rules = [_rule(mark) for mark in scale.marks]
    # Two to a line, as sealed pages have it: they are made again to the byte.
    lines = [" ".join(rules[at : at + 2]) for at in range(0, len(rules), 2)]
    return style.replace(_HERE, "\n".join(lines))


def _rule(mark: Mark) -> str:
    ink = "" if mark.look.ink == _INK else f" color: {_short(mark.look.ink)};"
    colours = f"background: {_short(mark.look.fill)};{ink}"
    return f'summary .mark[data-state="{mark}"] {{ {colours} }}'


def _short(colour: str) -> str:
    """Return a colour as a style sheet has it: #fff for #FFFFFF."""
    lower = colour.lower()
    return f"#{lower[1::2]}" if lower[1::2] == lower[2::2] else lower
