"""Texts with words in braces that stand for something else: {年度}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def named(text: str) -> tuple[str, ...]:
    """Return the words in braces."""
    return tuple(_BRACES.findall(text))


def unusable(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in braces and means nothing there; a lone brace counts."""
    words = {*known}
    unknown = [f"{{{word}}}" for word in named(text) if word not in words]
    lone = [sign for sign in "{}" if sign in _BRACES.sub("", text)]
    return (*unknown, *lone)


def filled(text: str, words: Mapping[str, str]) -> str:
    """Return a text with its words filled in. A value is never read for braces again."""
    return _BRACES.sub(lambda found: words.get(found[1], found[0]), text)
