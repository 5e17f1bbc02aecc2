"""Several choices of one list in one cell: 「ISO、IEC」, or one a line.

A choice may itself hold a sign that separates others (①環境・エネルギー): so the text is divided
at every such sign, and the longest run of pieces that makes a choice is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from evaluator.sheets.normalise.choices import not_listed
from evaluator.sheets.normalise.parsed import Parsed
from evaluator.sheets.normalise.texts import compare_key, text
from evaluator.xlsx.source import Raw

SEPARATORS: Final = "、､，,；;・･／/\n"
"""What may stand between two choices."""
_BETWEEN: Final = re.compile(f"[{re.escape(SEPARATORS)}]")


def pieces(raw: Raw) -> Parsed:
    """Read a text as what stands between the separators; what it means, the list decides."""
    parsed = text(raw)
    found = _divided(parsed.value)
    is_lost = bool(parsed.value) and not found  # a separator and nothing else
    return Parsed(found, parsed.noted or is_lost, parsed.cleaned)


def chosen(raw: Raw, choices: type[StrEnum]) -> Parsed:
    """Read several of a closed list."""
    typed = pieces(raw)
    read = listed_choices(typed.value, [member.value for member in choices])
    members = tuple(choices(value) for value in read.value)
    return Parsed(members, read.noted or typed.noted, "" if read.noted else typed.cleaned)


def listed_choices(typed: Sequence[str], choices: Sequence[str]) -> Parsed:
    """Read pieces as choices of a list that is data; each choice counts once.

    Rejected with the first piece that is none and begins none.
    """
    known = spellings(tuple(choices))
    longest = max((len(_divided(spelling)) for spelling in known), default=0)
    by_key = {_key(_divided(spelling)): spelling for spelling in known}
    found, is_other, rest = [], False, list(typed)
    while rest:
        runs = (rest[:length] for length in range(min(longest, len(rest)), 0, -1))
        run = next((run for run in runs if _key(run) in by_key), None)
        if run is None:
            raise not_listed(rest[0], choices, typed=rest[0])
        choice = known[by_key[_key(run)]]
        is_other = is_other or tuple(run) != _divided(choice)
        found.append(choice)
        rest = rest[len(run) :]
    each = tuple(dict.fromkeys(found))
    return Parsed(each, noted=is_other or len(each) < len(found))


@cache
def spellings(choices: tuple[str, ...]) -> Mapping[str, str]:
    """Return the choices by all that may be written for them: of 「13 ⑬半導体」 also a half."""
    halves = [(half, each) for each in choices for half in each.split(" ", 1)]
    count = Counter(half for half, _ in halves)
    return {half: each for half, each in halves if count[half] == 1} | {e: e for e in choices}


def _divided(typed: str) -> tuple[str, ...]:
    parts = (part.strip() for part in _BETWEEN.split(typed))
    return tuple(part for part in parts if part)


def _key(run: Sequence[str]) -> str:
    return compare_key("".join(run))
