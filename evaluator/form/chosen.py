"""Several choices in one cell, live: is each piece of what was typed on the list?

The formula puts the text into a shape in which each piece stands between spaces of its own, and
looks how much of it is left without what is known. So the keys have the same shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

from evaluator.sheets.normalise import spellings
from evaluator.sheets.normalise.several import SEPARATORS

_SPACES: Final = " 　"


def keys_of(choices: Sequence[str]) -> tuple[str, ...]:
    """Return all that may be written for the choices of a list, each in the formula's shape."""
    return tuple(dict.fromkeys(_shaped(spelling) for spelling in spellings(tuple(choices))))


def _shaped(typed: str) -> str:
    folded = typed.upper()
    for sign in _SPACES:
        folded = folded.replace(sign, "")
    for sign in SEPARATORS:
        folded = folded.replace(sign, " ")
    return f" {'  '.join(folded.split())} "


def is_unknown(cell: str, keys: str) -> str:
    """Return the formula that is true of a cell with a piece that is none of the keys.

    `keys` is a range or an array. SUBSTITUTE and SUMPRODUCT, for want of TEXTSPLIT before 2024.
    """
    folded = _without(f"UPPER({cell})", _SPACES, "")
    shape = f'" "&SUBSTITUTE(TRIM({_without(folded, SEPARATORS, " ")})," ","  ")&" "'
    known = f'SUMPRODUCT(LEN({shape})-LEN(SUBSTITUTE({shape},{keys},"")))'
    return f'AND({cell}<>"",{known}<LEN({shape}))'


def _without(text: str, signs: Iterable[str], instead: str) -> str:
    quoted = ("CHAR(10)" if sign == "\n" else f'"{sign}"' for sign in signs)
    return reduce(lambda inner, sign: f'SUBSTITUTE({inner},{sign},"{instead}")', quoted, text)


def as_array(keys: Iterable[str]) -> str:
    """Return keys as they stand in a formula."""
    return "{" + ",".join(f'"{key}"' for key in keys) + "}"
