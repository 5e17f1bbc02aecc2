"""The secretariat's wording of the annex: data of the round, one row a text (別紙文言).

The source's own sentences are not the program's to invent; what stands in the sample was
written for it. A text may name what changes every year in braces: {年度}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class TextKey(StrEnum):
    """The texts that a round has to supply, as they are named in the catalogue."""

    TITLE = "別紙の表題"
    PART_1 = "第1部の見出し"
    PART_1_LEAD = "第1部の前文"
    TABLE_1 = "図表1の題"
    TABLE_2 = "図表2の題"
    CATEGORY = "施策分類の見出し"
    SUBTITLE = "施策分類の小見出し"
    PART_2 = "第2部の見出し"
    PART_2_LEAD = "第2部の前文"
    NO_ACTIVITY = "取組のない領域の一文"
    PART_NUMBER = "内訳の番号"
    SEPARATOR = "府省庁の区切り"
    ORDER = "府省庁の順"


class NameOrder(StrEnum):
    """In which order the ministries of a joint bullet are named."""

    AS_GIVEN = "記載順"
    CUSTOMARY = "建制順"


FULL_WIDTH: Final = "①－１"
HALF_WIDTH: Final = "①-1"


@dataclass(frozen=True)
class TextRule:
    """What may stand in a text: words in braces, or one of a few choices."""

    words: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    """Words without which the text would say the wrong thing."""
    choices: tuple[str, ...] = ()
    optional: bool = False


_YEAR: Final = ("年度", "西暦", "戦略")
RULES: Final[Mapping[TextKey, TextRule]] = {
    TextKey.TITLE: TextRule(_YEAR),
    TextKey.PART_1: TextRule(_YEAR),
    TextKey.PART_1_LEAD: TextRule(_YEAR, optional=True),
    TextKey.TABLE_1: TextRule(_YEAR),
    TextKey.TABLE_2: TextRule(_YEAR),
    TextKey.CATEGORY: TextRule((*_YEAR, "施策分類"), ("施策分類",)),
    TextKey.SUBTITLE: TextRule((*_YEAR, "小見出し"), ("小見出し",)),
    TextKey.PART_2: TextRule(_YEAR),
    TextKey.PART_2_LEAD: TextRule(_YEAR, optional=True),
    TextKey.NO_ACTIVITY: TextRule((*_YEAR, "領域"), ("年度",)),
    TextKey.PART_NUMBER: TextRule(choices=(FULL_WIDTH, HALF_WIDTH)),
    TextKey.SEPARATOR: TextRule(choices=("、", "・")),
    TextKey.ORDER: TextRule(choices=tuple(NameOrder)),
}
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def bad_words(key: TextKey, value: str) -> tuple[str, ...]:
    """Return what stands in braces and means nothing there; a lone brace counts."""
    known = RULES[key].words
    unknown = [f"{{{word}}}" for word in _BRACES.findall(value) if word not in known]
    lone = [sign for sign in "{}" if sign in _BRACES.sub("", value)]
    return (*unknown, *lone)


def missing_words(key: TextKey, value: str) -> tuple[str, ...]:
    """Return the words that the text needs and lacks."""
    given = _BRACES.findall(value)
    return tuple(f"{{{word}}}" for word in RULES[key].needed if word not in given)


@dataclass(frozen=True)
class Texts:
    """The checked texts of a round."""

    values: Mapping[TextKey, str]
    words: Mapping[str, str]
    """What the words of every text stand for: year and strategy."""

    def of(self, key: TextKey, **more: str) -> str:
        """Return a text with its words filled in. A value is never read for braces again."""
        words = {**self.words, **more}
        return _BRACES.sub(lambda found: words.get(found[1], found[0]), self.values[key])

    @property
    def separator(self) -> str:
        """What stands between the ministries of a joint bullet."""
        return self.values[TextKey.SEPARATOR]

    @property
    def name_order(self) -> NameOrder:
        """In which order they stand."""
        return NameOrder(self.values[TextKey.ORDER])

    @property
    def full_width_parts(self) -> bool:
        """Whether the parts of a domain are numbered ①－１ rather than ①-1."""
        return self.values[TextKey.PART_NUMBER] == FULL_WIDTH
