"""Marks, choices from a list, and the signs that stand for no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from evaluator.findings.value import MARK_GUESSED, NOT_A_CHOICE
from evaluator.scale import Mark, Scale, folded
from evaluator.sheets.normalise.parsed import Parsed, Rejected
from evaluator.sheets.normalise.pointers import is_pointer
from evaluator.sheets.normalise.texts import compare_key, text
from evaluator.xlsx.source import Raw

Choices: TypeAlias = type[StrEnum] | tuple[Mark, ...]
"""What one is chosen of: a closed list, or the marks of a scale."""

PLACEHOLDERS: Final = frozenset(
    (
        *("-", "--", "―", "—", "–", "ー", "‐", "−", "─", "/", "〃", "同上", "n/a", "na", "none"),
        *("なし", "無し", "無", "特になし", "特に無し", "該当なし", "該当無し"),
        *("未定", "未記入", "不明", "tbd"),
    )
)
"""What stands where an answer should (as compare keys), and may mean any of several things."""
_LONGEST: Final = 60  # characters, spaces among them; a longer text says something


def is_placeholder(raw: Raw, choices: Sequence[str] = ()) -> bool:
    """Whether a cell holds a sign for "nothing here", or only says where to look.

    Never, where it is one of the choices.
    """
    if not isinstance(raw, str) or len(raw) > _LONGEST or raw in choices:
        return False
    key = compare_key(raw)
    is_none = key in PLACEHOLDERS or is_pointer(raw)
    return is_none and key not in {compare_key(each) for each in choices}


@lru_cache(maxsize=64)
def _by_value(choices: Choices) -> dict[str, StrEnum | Mark]:
    return {each.value: each for each in choices}


def choice(raw: Raw, choices: Choices) -> Parsed:
    """Read one of a closed list; spellings that differ only in width or spaces are certain."""
    typed = text(raw)
    if not typed.value:
        return Parsed(None)
    known = _by_value(choices)
    if typed.value in known:
        return Parsed(known[typed.value], typed.noted, typed.cleaned)
    key = compare_key(typed.value)
    for value, member in known.items():
        if compare_key(value) == key:
            return Parsed(member, noted=True)
    raise not_listed(key, list(known))


@dataclass(frozen=True)
class _Listed:
    """The choices of a list by the keys of their spellings."""

    wholes: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    """By their halves, of which several choices may have the same."""


@lru_cache(maxsize=64)
def _listed(choices: tuple[str, ...]) -> _Listed:
    wholes: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for each in choices:
        wholes.setdefault(compare_key(each), each)
        for half in {compare_key(half) for half in each.split(" ", 1)}:
            parts[half] = (*parts.get(half, ()), each)
    return _Listed(wholes, parts)


def listed_choice(value: str, choices: tuple[str, ...]) -> Parsed:
    """Read one of a list that is data, such as '1-1 ①環境・エネルギー'; its parts will do."""
    if value in choices:
        return Parsed(value)
    key, known = compare_key(value), _listed(choices)
    parts = known.parts.get(key, ())
    meant = known.wholes.get(key) or (parts[0] if len(parts) == 1 else None)
    if meant is None:
        raise not_listed(key, choices)
    return Parsed(meant, noted=True)


@lru_cache(maxsize=64)
def _by_key(choices: tuple[str, ...]) -> dict[str, str]:
    return {compare_key(each): each for each in choices}


def not_listed(answer: str, choices: Sequence[str], **words: object) -> Rejected:
    """Return the refusal, with the one choice that the answer is a part of, or holds."""
    key, keys = compare_key(answer), _by_key(tuple(choices))
    parts = [k for k in keys if key in k] if len(key) > 1 else []
    held = [k for k in keys if k in key and not any(o in key.replace(k, "", 1) for o in keys)]
    near = [keys[k] for k in parts or held]
    shown = "・".join(choices)
    if len(near) == 1:
        return Rejected(MARK_GUESSED, guess=near[0], choices=shown, **words)
    return Rejected(NOT_A_CHOICE, choices=shown, **words)


def mark(raw: Raw, scale: Scale) -> Parsed:
    """Read a mark of the scale: its certain look-alikes are read, those to be asked are asked."""
    parsed = text(raw)
    typed = parsed.value
    plain = typed.replace("\ufe0e", "").replace("\ufe0f", "")  # variation selectors
    if plain in scale.certain:
        return Parsed(scale.certain[plain], noted=True)
    own = scale.get(plain)
    if own:
        is_changed = plain != typed or parsed.noted
        return Parsed(own, is_changed, "目に見えない文字" if is_changed else "")
    guess = scale.asked.get(folded(plain))
    if guess:
        raise Rejected(MARK_GUESSED, guess=guess, choices=scale.shown)
    return choice(raw, scale.marks)
