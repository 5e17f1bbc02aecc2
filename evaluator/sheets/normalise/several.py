"""Several choices of one list in one cell: 「ISO、IEC」, or one a line.

A choice may itself hold a sign that separates others (①環境・エネルギー, ISO/IEC JTC 1): so the
text is divided at every such sign, and the longest run of pieces that spells a choice is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from evaluator.sheets.normalise.choices import not_listed
from evaluator.sheets.normalise.parsed import Parsed
from evaluator.sheets.normalise.texts import compare_key, text
from evaluator.xlsx.source import Raw

SEPARATORS: Final = "、､，,；;・･／/\n"
"""What may stand between two choices."""
_BETWEEN: Final = re.compile(f"([{re.escape(SEPARATORS)}])")


def unlisted(raw: Raw) -> Parsed:
    """Read what was typed; which choices it is, the list decides (`listed_choices`)."""
    parsed = text(raw)
    return Parsed((parsed.value,) if parsed.value else (), parsed.noted, parsed.cleaned)


def chosen(raw: Raw, choices: type[StrEnum]) -> Parsed:
    """Read several of a closed list."""
    typed = text(raw)
    read = listed_choices(typed.value, [member.value for member in choices])
    members = tuple(choices(value) for value in read.value)
    return Parsed(members, read.noted or typed.noted, "" if read.noted else typed.cleaned)


def listed_choices(typed: str, choices: Sequence[str]) -> Parsed:
    """Read several of a list that is data; each counts once.

    Noted where one is spelled another way. Rejected with the first piece that begins none.
    """
    runs = list(_runs(typed, tuple(choices)))
    found = tuple(dict.fromkeys(choice for _, choice in runs))
    is_other = any(run != choice for run, choice in runs) or len(found) < len(runs)
    return Parsed(found, noted=is_other or bool(typed and not runs))


def _runs(typed: str, choices: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each choice that the text names, with how it is spelled there."""
    known = _known(choices)
    tokens = _BETWEEN.split(typed)  # pieces, and what stands between them
    at = 0
    while at < len(tokens):
        piece = tokens[at].strip()
        last = min(len(tokens), at + known.most_tokens)
        runs = {end: "".join(tokens[at:end]).strip() for end in range(last, at, -2)}
        end, choice = known.longest(runs) if piece else (at + 1, "")
        if choice:
            yield runs[end], choice
        elif piece:
            raise not_listed(piece, choices, typed=piece)
        at = end + 1


@dataclass(frozen=True)
class _Known:
    """The choices of a list by the keys of their spellings."""

    wholes: Mapping[str, str]
    halves: Mapping[str, str]
    most_tokens: int
    """How many pieces and separators a choice has at most."""

    def longest(self, runs: Mapping[int, str]) -> tuple[int, str]:
        """Return the first run, by its end, that spells a choice; a half only if no whole does."""
        for known in (self.wholes, self.halves):
            for end, run in runs.items():
                choice = known.get(compare_key(run))
                if choice:
                    return end, choice
        return 0, ""


@cache
def _known(choices: tuple[str, ...]) -> _Known:
    wholes = {compare_key(each): each for each in choices}
    halves = {compare_key(half): each for half, each in _halves(choices).items()}
    return _Known(wholes, halves, max((len(_BETWEEN.split(c)) for c in choices), default=1))


def _halves(choices: Sequence[str]) -> dict[str, str]:
    """Return the halves of 「13 ⑬半導体」 and the like that belong to one choice only."""
    halves = [(half, each) for each in choices for half in each.split(" ", 1)]
    count = Counter(half for half, _ in halves)
    return {half: each for half, each in halves if count[half] == 1}


def pieces(choices: Sequence[str]) -> tuple[str, ...]:
    """Return everything that stands between separators in a spelling of one of the choices."""
    spellings = (*choices, *_halves(choices))
    found = (piece.strip() for each in spellings for piece in _BETWEEN.split(each)[::2])
    return tuple(dict.fromkeys(piece for piece in found if piece))
