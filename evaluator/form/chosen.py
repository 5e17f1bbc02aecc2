"""Several choices in one cell, live: is each piece of what was typed on the list?

The formula puts the text into a shape in which each piece stands between spaces of its own, and
looks how much of it is made up of pieces that are known. Whether the pieces spell a choice, the
check says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

from evaluator.sheets.normalise import pieces
from evaluator.sheets.normalise.several import SEPARATORS

_SPACES: Final = " 　"
_NO_SPACES: Final = str.maketrans("", "", _SPACES)


def keys_of(choices: Sequence[str]) -> tuple[str, ...]:
    """Return the pieces of all spellings of a list's choices, each in the formula's shape."""
    folded = (piece.upper().translate(_NO_SPACES) for piece in pieces(choices))
    return tuple(dict.fromkeys(f" {piece} " for piece in folded))


def is_unknown(cell: str, keys: str) -> str:
    """Return the formula that is true of a cell with a piece that is none of the keys.

    Each key takes its own share of the text away. Where the text is made of keys, what they leave
    adds up to the text as often as there are keys but one; anything else makes it more.
    """
    folded = _without(f"UPPER({cell})", _SPACES, "")
    shape = f'" "&SUBSTITUTE(TRIM({_without(folded, SEPARATORS, " ")})," ","  ")&" "'
    left = f'SUMPRODUCT(LEN(SUBSTITUTE({shape},{keys},"")))'
    return f'AND({cell}<>"",{left}>(ROWS({keys})-1)*LEN({shape}))'


def _without(text: str, signs: Iterable[str], instead: str) -> str:
    quoted = ("CHAR(10)" if sign == "\n" else f'"{sign}"' for sign in signs)
    return reduce(lambda inner, sign: f'SUBSTITUTE({inner},{sign},"{instead}")', quoted, text)


def as_array(keys: Iterable[str]) -> str:
    """Return keys as they stand in a formula, in a column."""
    return "{" + ";".join(f'"{key}"' for key in keys) + "}"
