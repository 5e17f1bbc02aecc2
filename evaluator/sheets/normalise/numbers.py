"""Numbers as officials write them: with units, 約, ranges, 億 and 万, ▲ and per cent."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from evaluator.findings.value import (
    NOT_A_NUMBER,
    NOT_WHOLE,
    NUMBER_GUESSED,
    NUMBER_RANGE,
    UNIT_DIFFERS,
)
from evaluator.sheets.normalise.parsed import Parsed, Rejected
from evaluator.sheets.normalise.texts import compare_key, narrow, text
from evaluator.words import eras
from evaluator.xlsx.source import Raw

MAX_NUMBER: Final = Decimal(10) ** 15
"""Beyond it Excel no longer keeps every digit, and no figure of a ministry lies there."""
_DIGITS: Final = 15

_NUMBER: Final = r"(?>[+-]?(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?)"
"""Possessive, as every repetition here: a long text that only begins well is left at once."""
_BEGINS: Final = re.compile(_NUMBER, flags=re.ASCII)
_BEFORE: Final = re.compile(r"(?:約|およそ|おおよそ|概ね|おおむね|ほぼ|合計|累計|延べ|のべ|計)++")
_AFTER: Final = (*("程度", "ほど", "前後", "以上", "以下", "未満", "超", "弱", "強", "余", "余り"),)
_RANGE: Final = re.compile(
    rf"{_NUMBER}[^\d]*?(?:から|[~〜\-‐–—ー―]){_NUMBER}[^\d]*", flags=re.ASCII
)
_BRACKETED: Final = re.compile(r"\((\d[\d,.]*)\)")  # accountants' negative
_SCALES: Final = {
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "億": 10**8,
    "兆": 10**12,
}
_SCALED: Final = re.compile(r"(千万|百万|千|万|億|兆)?(.*)")
_COUNTERS: Final = str.maketrans("ヶケカヵ箇個", "かかかかかか")  # か国, ヶ国, カ国; か所


def number(raw: Raw) -> Parsed:
    """Read a number as Decimal; Excel's 15 significant digits, never a binary float."""
    return quantity(raw)


def quantity(raw: Raw, unit: str = "", *, is_percent: bool = False) -> Parsed:
    """Read a number that may come with the unit of its row.

    `is_percent`: the cell has a percent format, so 0.85 is shown as 85%.
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, bool | date):
        raise Rejected(NOT_A_NUMBER)
    if isinstance(raw, int | float):
        value = Decimal(format(raw, ".15g")) if isinstance(raw, float) else Decimal(raw)
        value = _bounded(value)
        return _percent(value, unit) if is_percent and unit else Parsed(value)
    typed = text(raw).value
    return _typed(_folded(typed), unit) if typed else Parsed(None)


def _percent(value: Decimal, unit: str) -> Parsed:
    hundredths = Decimal(f"{(value * 100).normalize():f}")
    shown = f"{plain(hundredths)}%"
    if same_unit(unit, "%"):
        return Parsed(hundredths, noted=True, typed=shown)
    raise Rejected(UNIT_DIFFERS, typed=shown, unit=unit)


def _folded(typed: str) -> str:
    """Return the text in half width, with a leading ▲ as a minus sign, and without spaces.

    A space between digits stays: 1 000 may be one number or two.
    """
    return re.sub(r"^[▲△−‐]", "-", re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", narrow(typed)))


def _typed(folded: str, unit: str) -> Parsed:
    match = _BEGINS.match(folded)
    suffix = folded[match.end() :] if match else ""
    if match and (not suffix or (unit and same_unit(suffix, unit))):
        return Parsed(_decimal(match[0]), noted=True)
    if _RANGE.fullmatch(folded):
        raise Rejected(NUMBER_RANGE)
    core = _core(folded)
    if core is not None:
        raise _asked(core, unit)
    bracketed = _BRACKETED.fullmatch(folded)
    if bracketed:
        raise _asked(f"-{bracketed[1]}", unit)
    if match:
        raise _with_other_unit(_decimal(match[0]), suffix, unit)
    raise Rejected(NOT_A_NUMBER)


def _core(folded: str) -> str | None:
    """Return what is left of 約12件程度 without its qualifying words; None if there are none."""
    before = _BEFORE.match(folded)
    core = _without_words_after(folded[before.end() :] if before else folded)
    return core if core and core != folded else None


def _without_words_after(core: str) -> str:
    """Take off 程度, 以上 and remarks in brackets, however many, from the end."""
    end = len(core)
    while True:
        word = next((word for word in _AFTER if core.endswith(word, 0, end)), "")
        opened = core.rfind("(", 0, end) if not word and core.endswith(")", 0, end) else -1
        if word:
            end -= len(word)
        elif opened >= 0 and ")" not in core[opened : end - 1]:
            end = opened
        else:
            return core[:end]


def _asked(core: str, unit: str) -> Rejected:
    """Return the question whether the bare number is meant."""
    try:
        value = _typed(core, unit).value
    except Rejected as refusal:
        return refusal
    return Rejected(NUMBER_GUESSED, guess=plain(value))


def _with_other_unit(value: Decimal, suffix: str, unit: str) -> Rejected:
    """Return the question for 1.2億円 where the unit is 円, or that the unit is another."""
    scale, base = _scaled(suffix)
    unit_scale, unit_base = _scaled(unit)
    if scale != unit_scale and (not base or same_unit(base, unit_base)):
        return Rejected(NUMBER_GUESSED, guess=plain(value * scale / unit_scale))
    if unit and not re.search(r"\d", suffix):
        return Rejected(UNIT_DIFFERS, unit=unit)
    return Rejected(NOT_A_NUMBER)


def _scaled(unit: str) -> tuple[int, str]:
    match = _SCALED.fullmatch(unit)
    return (_SCALES[match[1]], match[2]) if match and match[1] else (1, unit)


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings are of one unit."""
    return _unit_key(one) == _unit_key(other)


def _unit_key(unit: str) -> str:
    folded = compare_key(unit).translate(_COUNTERS)
    return {"パーセント": "%", "百分率": "%"}.get(folded, folded)


def _decimal(typed: str) -> Decimal:
    if len(re.sub(r"[^0-9]", "", typed).strip("0")) > _DIGITS:
        raise Rejected(NOT_A_NUMBER)
    return _bounded(Decimal(typed.replace(",", "")))


def _bounded(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) > MAX_NUMBER:
        raise Rejected(NOT_A_NUMBER)
    return value or abs(value)  # Excel stores -0 where a sum comes to nothing


def plain(value: Decimal) -> str:
    """Return a number as it is written in Japanese: 1,200,000 and 0.85."""
    return f"{(value or abs(value)).normalize():,f}"


def whole(raw: Raw) -> Parsed:
    """Read a whole number."""
    parsed = number(raw)
    if parsed.value is None:
        return parsed
    if parsed.value != parsed.value.to_integral_value():
        raise Rejected(NOT_WHOLE)
    return Parsed(int(parsed.value), parsed.noted)


_YEAR: Final = re.compile(eras.YEAR + r"(年度?)?", flags=re.ASCII)


def year(raw: Raw) -> Parsed:
    """Read a fiscal year as a western year: 2025, 2025年度, 令和7年度, R7."""
    typed = text(raw).value if isinstance(raw, str) else ""
    if typed:
        match = _YEAR.fullmatch(re.sub(r"\s", "", narrow(typed)))
        if not match:
            raise Rejected(NOT_A_NUMBER)
        western = eras.western(match["era"], match["y"])
        if not eras.began(match["era"], western):
            raise Rejected(NOT_A_NUMBER)
        parsed = Parsed(western, noted=True)
    else:
        parsed = whole(raw)
    if parsed.value is not None and not eras.FIRST_YEAR <= parsed.value <= eras.LAST_YEAR:
        raise Rejected(NOT_A_NUMBER)
    return parsed
