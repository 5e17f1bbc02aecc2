"""Several choices of one list, or names, in one cell: 「ISO、IEC」, or one a line.

A choice may itself hold a sign that separates others (①環境・エネルギー, ISO/IEC JTC 1): so the
text is divided at every such sign, and the longest run of pieces that spells a choice is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_OPENED: Final = re.compile("[（(]")
_CLOSED: Final = re.compile("[）)]")
_BRACKETED: Final = re.compile("([^（()）]++)[（(]([^（()）]++)[)）]")
_ALL_BRACKETED: Final = re.compile(r"[（(]((?:[^（()）]++|[（(][^（()）]*+[)）])++)[)）]")
_LONGEST_BRACKET: Final = 20
"""How many pieces and separators are looked through for the end of a bracket."""


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
    runs = []
    for run, choice, _ in _runs(typed, _known(tuple(choices))):
        if not choice:
            raise not_listed(run, choices, typed=run)
        runs.append((run, choice))
    found = tuple(dict.fromkeys(choice for _, choice in runs))
    is_other = any(run != choice for run, choice in runs) or len(found) < len(runs)
    return Parsed(found, noted=is_other or bool(typed and not runs))


@dataclass(frozen=True)
class Named:
    """What a list of names comes to, in its order and each once."""

    parts: tuple[str, ...]
    """The names that are known, and the others as they are typed."""
    unknown: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are known."""
        return tuple(part for part in self.parts if part not in self.unknown)


def known_names(typed: str, spellings: Mapping[str, str]) -> Named:
    """Read names by the spellings that are known of them, which stand under compare keys.

    Brackets around all of them, as an attribution is printed in, are no part of a name.
    """
    typed = unbracketed(typed)
    whole = spellings.get(compare_key(typed))
    if whole:
        return Named((whole,), ())
    runs = [(run, name) for run, name, _ in _named(typed, spellings)]
    parts = dict.fromkeys(name or run for run, name in runs)
    return Named(tuple(parts), tuple(dict.fromkeys(run for run, name in runs if not name)))


def as_separated(typed: str, spellings: Mapping[str, str]) -> str:
    """Return known names in one line, each once, with 、 and ・ between them as they are typed.

    '' if there is a name that is not known.
    """
    line, before = "", ""
    seen = set()
    for _, name, after in _named(unbracketed(typed), spellings):
        if not name:
            return ""
        if name not in seen:
            line += f"{before}{name}"
            seen.add(name)
            before = after if after == "・" else "、"
    return line


def unbracketed(typed: str) -> str:
    """Return what stands in brackets if nothing stands outside them; else what was typed."""
    found = _ALL_BRACKETED.fullmatch(typed.strip())
    return found[1].strip() if found else typed


def _named(typed: str, spellings: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for run, name, after in _runs(typed, _spelled(tuple(spellings.items()))):
        yield run, name or _rooms(run, spellings), after


def _rooms(run: str, spellings: Mapping[str, str]) -> str:
    """Return 内閣府（海洋・科技） if 内閣府（海洋） and 内閣府（科技） are both known, else ''."""
    bracketed = _BRACKETED.fullmatch(run)
    if not bracketed:
        return ""
    rooms = [room.strip() for room in _BETWEEN.split(bracketed[2])[::2]]
    known = all(compare_key(f"{bracketed[1]}（{room}）") in spellings for room in rooms)
    return f"{bracketed[1].strip()}（{'・'.join(rooms)}）" if known else ""


def _runs(typed: str, known: _Known) -> Iterator[tuple[str, str, str]]:
    """Yield how each choice is spelled, the choice ('' if it is none), and the sign after it."""
    tokens = _BETWEEN.split(typed)  # pieces, and what stands between them
    at = 0
    while at < len(tokens):
        piece = tokens[at].strip()
        last = min(len(tokens), at + known.most_tokens)
        runs = {end: "".join(tokens[at:end]).strip() for end in range(last, at, -2)}
        end, choice = known.longest(runs) if piece else (at + 1, "")
        if piece and not choice:
            end = _closed(tokens, at)
        if piece:
            yield "".join(tokens[at:end]).strip(), choice, "".join(tokens[end : end + 1])
        at = end + 1


def _closed(tokens: Sequence[str], at: int) -> int:
    """Return where a piece ends that is no choice: with the bracket that opens in it, if any."""
    is_open = _OPENED.search(tokens[at]) and not _CLOSED.search(tokens[at])
    within = range(at + 2, min(at + _LONGEST_BRACKET, len(tokens)), 2) if is_open else ()
    return next((i + 1 for i in within if _CLOSED.search(tokens[i])), at + 1)


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
def _spelled(spellings: tuple[tuple[str, str], ...]) -> _Known:
    return _Known(dict(spellings), {}, _most_tokens(key for key, _ in spellings))


def _most_tokens(spellings: Iterable[str]) -> int:
    return max((len(_BETWEEN.split(each)) for each in spellings), default=1)


@cache
def _known(choices: tuple[str, ...]) -> _Known:
    wholes = {compare_key(each): each for each in choices}
    halves = {compare_key(half): each for half, each in _halves(choices).items()}
    return _Known(wholes, halves, _most_tokens(choices))


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
