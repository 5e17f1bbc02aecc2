"""Which measure is meant by what somebody typed: S012, Ｓ０１２, s12, 12."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import Final

from evaluator.catalogue.register import Catalogue
from evaluator.model import Measure, MeasureId

_NUMBERED: Final = re.compile(r"([A-Z]*)[-_ ]?0*(\d+)")
_NEAR: Final = 5


def measure_meant(catalogue: Catalogue, typed: str) -> MeasureId | None:
    """Return the one measure that is meant by an ID, whatever its width, capitals and noughts.

    A number alone will do where one measure has it. None if there is none, or more than one.
    """
    name = _plain(typed)
    exact = [key for key in catalogue.measure_by_id if is_named(key, typed)]
    if len(exact) == 1:
        return exact[0]
    asked = _NUMBERED.fullmatch(name)
    if asked is None:
        return None
    numbered = {key: _NUMBERED.fullmatch(_plain(key)) for key in catalogue.measure_by_id}
    same = [
        key
        for key, found in numbered.items()
        if found and found[2] == asked[2] and asked[1] in ("", found[1])
    ]
    return same[0] if len(same) == 1 else None


def is_named(key: str, typed: str) -> bool:
    """Whether an ID is what was typed, but for width and capitals."""
    return _plain(key) == _plain(typed)


def nearest(catalogue: Catalogue, typed: str) -> tuple[Measure, ...]:
    """Return the measures whose IDs look most like what was typed, nearest first."""
    known = {_plain(key): measure for key, measure in catalogue.measure_by_id.items()}
    near = difflib.get_close_matches(_plain(typed), known, n=_NEAR, cutoff=0.5)
    return tuple(known[key] for key in near)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().upper()
