"""What a number format does to a value: is it a date, scaled, or not shown at all.

ECMA-376 Part 1, 18.8.30 and 18.8.31. A format has up to four sections: for positive numbers,
negative ones, nought, and text. Literal signs never count, nor does what stands in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

GENERAL: Final = "General"
PLAIN: Final = frozenset({GENERAL, "@"})
"""The formats that show a value as it stands: nearly all cells have one of them."""
_LONGEST: Final = 255  # characters that Excel takes for a format
_ERA: Final = '[$-411]ggge"年"m"月"d"日"'
_SHORT_ERA: Final = "[$-411]ge.m.d"
_YEN: Final = '"$"#,##0'

BUILT_IN: Final[dict[int, str]] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: f"{_YEN}_);({_YEN})",
    6: f"{_YEN}_);[Red]({_YEN})",
    7: f"{_YEN}.00_);({_YEN}.00)",
    8: f"{_YEN}.00_);[Red]({_YEN}.00)",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    # The formats that Excel in Japanese keeps under numbers of their own.
    27: _SHORT_ERA,
    28: _ERA,
    29: _ERA,
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"',
    36: _SHORT_ERA,
    50: _SHORT_ERA,
    51: _ERA,
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: _ERA,
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: _SHORT_ERA,
    58: _ERA,
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


class Unseen(StrEnum):
    """Why a value is not seen as it stands."""

    FORMAT = "表示形式"
    COLOUR = "文字の色"
    SCALE = "桁を省く表示形式"
    REPLACED = "見え方を変える表示形式"


@dataclass(frozen=True, slots=True)
class _Section:
    """One section: `signs` are what is neither literal nor in brackets, `shown` what is literal."""

    signs: str
    shown: str
    outline: str
    """0 where a digit goes, 9 where one stands already, other signs as they are."""
    condition: tuple[str, float] | None
    elapsed: bool
    is_white: bool

    @property
    def is_blank(self) -> bool:
        return not (self.signs + self.shown).strip()

    def holds(self, number: float) -> bool:
        if self.condition is None:
            return True
        sign, limit = self.condition
        less, more, equal = number < limit, number > limit, number == limit
        return ("<" in sign and less) or (">" in sign and more) or ("=" in sign and equal)


_TOKEN: Final = re.compile(r'"([^"]*)"?|\\(.?)|[_*].?|\[([^\]]*)\]?|(.)', re.DOTALL)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED: Final = re.compile(r"hh?|mm?|ss?", re.IGNORECASE)
_DATE: Final = re.compile(r"[dmhysDMHYSg]")  # g is the era
_SCALE: Final = re.compile(r"[0#?],+(?![,0#?])")
_WHITE: Final = re.compile(r"white|白|(?:color|色) ?2", re.IGNORECASE)
_PLACE: Final = re.compile(r"[0#?@]|General|標準", re.IGNORECASE)
_DIGIT_BESIDE: Final = re.compile(r"9[.,]*0|0[.,]*9")
_OUTLINE: Final = str.maketrans("#?", "00")


def _outlined(literal: str) -> str:
    return "9" if literal.isdecimal() else literal if literal in ".," else " "


@dataclass
class _Draft:
    """A section while it is read."""

    signs: str = ""
    shown: str = ""
    outline: str = ""
    condition: tuple[str, float] | None = None
    elapsed: bool = False
    is_white: bool = False

    def add(self, token: re.Match[str]) -> None:
        quoted, escaped, bracket, sign = token.groups()
        if bracket is not None:
            self._bracketed(bracket)
            return
        literal = quoted or escaped or ""
        self.signs += sign or ""
        self.shown += literal
        self.outline += (sign or "").translate(_OUTLINE)
        self.outline += "".join(_outlined(each) for each in literal)

    def _bracketed(self, bracket: str) -> None:
        if _ELAPSED.fullmatch(bracket):
            self.signs, self.elapsed = self.signs + bracket, True
        elif bracket.startswith("$"):
            self.shown += bracket[1:].partition("-")[0]  # a currency
        elif _WHITE.fullmatch(bracket):
            self.is_white = True
        elif found := _CONDITION.fullmatch(bracket):
            self.condition = found[1], float(found[2])

    def section(self) -> _Section:
        return _Section(**vars(self))


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    if len(code) > _LONGEST:
        code = GENERAL
    sections, draft = [], _Draft()
    for token in _TOKEN.finditer(code + ";"):
        if token[4] == ";":
            sections.append(draft.section())
            draft = _Draft()
        else:
            draft.add(token)
    if not sections:  # a quotation mark without its fellow took the end
        sections.append(_Draft(GENERAL).section())
    return tuple(sections)


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether numbers in this format are days or times."""
    return code != GENERAL and _DATE.search(_sections(code)[0].signs) is not None


def is_elapsed(code: str) -> bool:
    """Whether numbers in this format are durations, such as [h]:mm."""
    return _sections(code)[0].elapsed


def _applying(code: str, value: object) -> _Section | None:
    """Return the section a value is shown by; None for a text that is shown as it is."""
    sections = _sections(code)
    if isinstance(value, bool) or not isinstance(value, int | float):
        is_text = isinstance(value, str | bool) or value is None
        if not is_text:
            return sections[0]  # a date
        return sections[3] if len(sections) > 3 else None
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        return next((section for section in numeric if section.holds(value)), numeric[-1])
    at = 0 if value > 0 else 1 if value < 0 else 2
    return numeric[at] if at < len(numeric) else numeric[0]


def is_percent(code: str, value: object) -> bool:
    """Whether a number is multiplied by a hundred for showing it."""
    if "%" not in code or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    section = _applying(code, value)
    return section is not None and "%" in section.signs


def unseen(code: str, value: object) -> Unseen | None:
    """Return what the format does to a value that a person then does not see as it stands."""
    if code == GENERAL:
        return None
    section = _applying(code, value)
    if section is None:
        return None
    if section.is_blank and code:
        return Unseen.FORMAT
    if section.is_white:
        return Unseen.COLOUR
    # A nought is often shown as a dash, or in a word.
    if isinstance(value, bool) or not isinstance(value, int | float) or not value:
        return None
    if _SCALE.search(section.signs):
        return Unseen.SCALE
    is_replaced = not _PLACE.search(section.signs) and not _DATE.search(section.signs)
    return Unseen.REPLACED if is_replaced or _DIGIT_BESIDE.search(section.outline) else None


def words(code: str, value: object) -> str:
    """Return the words that a format adds to a number, such as a unit; '' for signs alone."""
    if code == GENERAL or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    section = _applying(code, value)
    shown = section.shown.strip() if section else ""
    return shown if any(sign.isalpha() or sign in "%％" for sign in shown) else ""
