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
    SCALE = "桁の縮小"
    COLOUR = "文字の色"


@dataclass(frozen=True, slots=True)
class _Section:
    """One section: `signs` are what is neither literal nor in brackets."""

    signs: str
    is_blank: bool
    condition: tuple[str, float] | None
    elapsed: bool

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


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    if len(code) > _LONGEST:
        code = GENERAL
    sections, signs, shown, condition, elapsed = [], "", "", None, False
    for token in _TOKEN.finditer(code + ";"):
        quoted, escaped, bracket, sign = token.groups()
        if sign == ";":
            sections.append(_Section(signs, not (signs + shown).strip(), condition, elapsed))
            signs, shown, condition, elapsed = "", "", None, False
        elif bracket is not None:
            if _ELAPSED.fullmatch(bracket):
                signs, elapsed = signs + bracket, True
            elif bracket.startswith("$"):
                shown += bracket[1:].partition("-")[0]  # a currency
            elif found := _CONDITION.fullmatch(bracket):
                condition = found[1], float(found[2])
        else:
            signs += sign or ""
            shown += quoted or escaped or ""
    if not sections:  # a quotation mark without its fellow took the end
        sections.append(_Section(signs, False, condition, elapsed))  # noqa: FBT003
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
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Unseen.SCALE if is_number and value and _SCALE.search(section.signs) else None
