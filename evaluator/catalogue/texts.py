"""The secretariat's wording of the annex: data of the round, one row a text (別紙文言).

The source's own sentences are not the program's to invent; what stands in the sample was
written for it. A text may name what changes every year in braces: {年度}. So may the words of the
annex that stand in other sheets: a category's heading and lead, a domain's own sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evaluator.words.blanks import filled, named, unusable


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
    GROUP_HEADINGS = "群見出し"
    NOTES = "注"
    FIGURES = "参考図"
    DOMAIN_TABLE = "別紙図表2"
    PROJECT_FIGURES = "標準案件の図"


class NameOrder(StrEnum):
    """In which order the ministries of a joint bullet are named."""

    AS_GIVEN = "記載順"
    CUSTOMARY = "建制順"


class Shown(StrEnum):
    """Whether a part of the annex that the published one lacks is in 別紙.docx."""

    SHOWN = "載せる"
    LEFT_OUT = "載せない"
    APART = "別ファイル"


AS_WRITTEN: Final = "記載どおり"
"""A ministry's own separators are kept where every name is known."""
FULL_WIDTH: Final = "①－１"
HALF_WIDTH: Final = "①-1"


@dataclass(frozen=True)
class TextRule:
    """What may stand in a text: words in braces, or one of a few choices."""

    words: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    """Words without any of which the text would say the wrong thing."""
    choices: tuple[str, ...] = ()
    optional: bool = False
    default: str = ""
    """What holds where a catalogue has no such row: one of before did not have it."""


YEAR_WORDS: Final = ("年度", "西暦", "戦略")
"""The words that every wording of the annex may hold."""
_YEAR: Final = YEAR_WORDS
_SWITCH: Final = (Shown.SHOWN, Shown.LEFT_OUT)
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
    TextKey.NO_ACTIVITY: TextRule((*_YEAR, "領域"), ("年度", "西暦")),
    TextKey.PART_NUMBER: TextRule(choices=(FULL_WIDTH, HALF_WIDTH)),
    TextKey.SEPARATOR: TextRule(choices=("、", "・", AS_WRITTEN)),
    TextKey.ORDER: TextRule(choices=tuple(NameOrder)),
    TextKey.GROUP_HEADINGS: TextRule(choices=_SWITCH, default=Shown.SHOWN),
    TextKey.NOTES: TextRule(choices=_SWITCH, default=Shown.SHOWN),
    TextKey.FIGURES: TextRule(choices=tuple(Shown), default=Shown.SHOWN),
    TextKey.DOMAIN_TABLE: TextRule(choices=_SWITCH, default=Shown.LEFT_OUT),
    TextKey.PROJECT_FIGURES: TextRule(choices=_SWITCH, default=Shown.LEFT_OUT),
}


def bad_words(value: str, known: tuple[str, ...] = YEAR_WORDS) -> tuple[str, ...]:
    """Return what stands in braces and means nothing there; a lone brace counts."""
    return unusable(value, known)


def in_braces(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words as they are written in a text."""
    return tuple(f"{{{word}}}" for word in words)


def lacks_word(value: str, needed: tuple[str, ...]) -> bool:
    """Whether a text has none of the words of which it needs one."""
    return bool(needed) and not set(needed) & set(named(value))


@dataclass(frozen=True)
class Texts:
    """The checked texts of a round."""

    values: Mapping[TextKey, str]
    words: Mapping[str, str]
    """What the words of every text stand for: year and strategy."""

    def of(self, key: TextKey, **more: str) -> str:
        """Return a text with its words filled in. A value is never read for braces again."""
        return self.filled(self.values[key], **more)

    def filled(self, text: str, **more: str) -> str:
        """Return any wording of the annex with its words filled in."""
        return filled(text, {**self.words, **more})

    def choice(self, key: TextKey) -> str:
        """Return what is chosen, or what holds where a catalogue of before does not say."""
        return self.values.get(key) or RULES[key].default

    def shows(self, key: TextKey) -> bool:
        """Whether a part of the annex that may be left out stands in 別紙.docx."""
        return self.choice(key) == Shown.SHOWN

    @property
    def separator(self) -> str:
        """What stands between the ministries of a joint bullet."""
        chosen = self.values[TextKey.SEPARATOR]
        return "、" if chosen == AS_WRITTEN else chosen

    @property
    def keeps_separators(self) -> bool:
        """Whether a ministry's own separators stand between names that are all known."""
        as_written = self.values[TextKey.SEPARATOR] == AS_WRITTEN
        return as_written and self.name_order is NameOrder.AS_GIVEN

    @property
    def name_order(self) -> NameOrder:
        """In which order they stand."""
        return NameOrder(self.values[TextKey.ORDER])

    @property
    def full_width_parts(self) -> bool:
        """Whether the parts of a domain are numbered ①－１ rather than ①-1."""
        return self.values[TextKey.PART_NUMBER] == FULL_WIDTH
