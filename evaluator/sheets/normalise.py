"""From what stands in a cell to what it means.

What is certain is read, and noted where it differs from what was typed; what is a guess is
rejected with the suggestion; nothing is changed in silence. Blank is the field's own empty
value ("", None or ()), never －, 該当なし or 0.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from evaluator import findings
from evaluator.findings import Kind
from evaluator.model import Mark, Step

Raw = str | int | float | bool | date | datetime | None
"""What a reader hands over for one cell."""


@dataclass(frozen=True)
class Parsed:
    """A value read from a cell; `noted` if it is not what was typed."""

    value: Any
    noted: bool = False


class Rejected(Exception):
    """The cell cannot be read; carries the kind of finding and the words for its message."""

    def __init__(self, kind: Kind, **words: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.words = words


_REIWA: Final = (date(2019, 5, 1), date(2117, 12, 31))
_HEISEI: Final = (date(1989, 1, 8), date(2019, 4, 30))
_ERAS: Final = {"令和": _REIWA, "R": _REIWA, "平成": _HEISEI, "H": _HEISEI}
"""First and last day; 令和 has no last day yet."""
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
MAX_NUMBER: Final = Decimal(10) ** 15
"""Beyond it Excel no longer keeps every digit, and no figure of a ministry lies there."""
_DIGITS: Final = 15

MARK_CERTAIN: Final = {
    "〇": Mark.GOOD,  # U+3007, what most IMEs give for "まる" or "ゼロ"
    "◯": Mark.GOOD,  # U+25EF, large circle
    "⚪": Mark.GOOD,  # U+26AA, what a telephone gives
    "⭕": Mark.GOOD,  # U+2B55
    "✕": Mark.POOR,  # U+2715
    "✖": Mark.POOR,  # U+2716
    "╳": Mark.POOR,  # U+2573
    "⨯": Mark.POOR,  # U+2A2F
}
MARK_GUESSES: Final = {
    "o": Mark.GOOD,
    "0": Mark.GOOD,
    "丸": Mark.GOOD,
    "まる": Mark.GOOD,
    "マル": Mark.GOOD,
    "●": Mark.GOOD,
    "二重丸": Mark.EXCELLENT,
    "◉": Mark.EXCELLENT,
    "⦿": Mark.EXCELLENT,
    "☉": Mark.EXCELLENT,
    "▲": Mark.PARTIAL,
    "三角": Mark.PARTIAL,
    "▽": Mark.PARTIAL,
    "x": Mark.POOR,
    "χ": Mark.POOR,
    "バツ": Mark.POOR,
    "ばつ": Mark.POOR,
    "ペケ": Mark.POOR,
}

_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_ESCAPED_CONTROL: Final = re.compile(r"_x00[01][0-9A-Fa-f]_")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END: Final = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


def compare_key(text: str) -> str:
    """Return a key under which two spellings of one label are equal; never shown."""
    folded = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return "".join(folded.split()).casefold()


def text(raw: Raw) -> Parsed:
    """Read text: NFC, no control or invisible characters, no spaces around it."""
    if raw is None:
        return Parsed("")
    if not isinstance(raw, str):
        return Parsed(_plain(raw), noted=isinstance(raw, bool | date))
    clean = _CONTROL.sub("", _LINE_END.sub("\n", raw)).translate(_INVISIBLE)
    while _ESCAPED_CONTROL.search(clean):  # one may come to light when another is taken out
        clean = _ESCAPED_CONTROL.sub("", clean)
    clean = unicodedata.normalize("NFC", clean)
    return Parsed(clean.strip(), noted=clean.strip() != raw.replace("\r\n", "\n").strip())


def _plain(raw: float | date) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else str(raw)
    if isinstance(raw, float):
        return f"{number(raw).value:f}"
    return str(raw)


def _narrow(typed: str) -> str:
    """Fold full-width signs, and leave ① and ² alone: NFKC would make 102 of 10²."""
    if any(unicodedata.category(sign) == "No" for sign in typed):
        return typed
    return unicodedata.normalize("NFKC", typed)


def line(raw: Raw) -> Parsed:
    """Read a text that has to fit one line: line breaks become spaces."""
    parsed = text(raw)
    flat = " ".join(parsed.value.split("\n"))
    return Parsed(flat, parsed.noted or flat != parsed.value)


def identifier(raw: Raw) -> Parsed:
    """Read an identifier: width and case folded, since it is compared and never printed."""
    if isinstance(raw, date):
        raise Rejected(
            findings.BAD_IDENTIFIER,
            help="日付に変わっています。表示形式を「文字列」にして記入し直してください。",
        )
    value = unicodedata.normalize("NFKC", text(raw).value).upper()
    if value and not re.fullmatch(r"[0-9A-Z][0-9A-Z_-]*", value):
        raise Rejected(findings.BAD_IDENTIFIER, help="英数字とハイフンだけで記入してください。")
    return Parsed(value, noted=isinstance(raw, str) and value != raw)


def names(raw: Raw) -> Parsed:
    """Read a list of names separated by 、 or a line break."""
    parsed = text(raw)
    parts = [part.strip() for part in re.split(r"[、，,;；\n]", parsed.value)]
    return Parsed(tuple(part for part in parts if part), parsed.noted)


def steps(raw: Raw) -> Parsed:
    """Read a plan: '2025-06:調査の実施; 2026:120', due year or month, then what is due."""
    parsed = text(raw)
    found = []
    noted = parsed.noted
    for part in re.split(r"[;；\n]", parsed.value):
        if part.strip():
            typed, what = [*re.split(r"[:：]", part, maxsplit=1), ""][:2]
            due = _narrow(typed.strip())
            if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", due) or not what.strip():
                raise Rejected(findings.NOT_A_PLAN)
            found.append(Step(due=due, what=what.strip()))
            noted = noted or due != typed.strip()
    return Parsed(tuple(found), noted)


def number(raw: Raw) -> Parsed:
    """Read a number as Decimal; Excel's 15 significant digits, never a binary float."""
    if raw is None:
        return Parsed(None)
    if isinstance(raw, bool | date):
        raise Rejected(findings.NOT_A_NUMBER)
    if isinstance(raw, int | float):
        value = Decimal(format(raw, ".15g")) if isinstance(raw, float) else Decimal(raw)
        return Parsed(_bounded(value))
    typed = text(raw).value
    if not typed:
        return Parsed(None)
    plain = re.sub(r"^[▲△−]\s*", "-", _narrow(typed))
    if re.fullmatch(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", plain, flags=re.ASCII):
        digits = re.sub(r"[^0-9]", "", plain)
        if len(digits.strip("0")) <= _DIGITS:
            return Parsed(_bounded(Decimal(plain.replace(",", ""))), noted=True)
    raise Rejected(findings.NOT_A_NUMBER)


def _bounded(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) > MAX_NUMBER:
        raise Rejected(findings.NOT_A_NUMBER)
    return value


def whole(raw: Raw) -> Parsed:
    """Read a whole number."""
    parsed = number(raw)
    if parsed.value is None:
        return parsed
    if parsed.value != parsed.value.to_integral_value():
        raise Rejected(findings.NOT_WHOLE)
    return Parsed(int(parsed.value), parsed.noted)


def year(raw: Raw) -> Parsed:
    """Read a fiscal year as a western year: 2025, 2025年度, 令和7年度, R7."""
    typed = text(raw).value if isinstance(raw, str) else ""
    if typed:
        plain = _narrow(typed).replace(" ", "")
        match = re.fullmatch(r"(令和|平成|R|H)?(\d{1,4}|元)(年度?)?", plain, flags=re.ASCII)
        if not match:
            raise Rejected(findings.NOT_A_NUMBER)
        western = _western(match[1], match[2])
        # 平成31年度 ends in 令和, but begins in 平成, and is named for that.
        if match[1] and not _ERAS[match[1]][0].year <= western <= _ERAS[match[1]][1].year:
            raise Rejected(findings.NOT_A_NUMBER)
        parsed = Parsed(western, noted=True)
    else:
        parsed = whole(raw)
    if parsed.value is not None and not _FIRST_YEAR <= parsed.value <= _LAST_YEAR:
        raise Rejected(findings.NOT_A_NUMBER)
    return parsed


def _western(era: str | None, digits: str) -> int:
    """Return the western year of 令和 7, of 平成 元, or of no era and 2025; 0 for no year."""
    number_of_year = 1 if digits == "元" else int(digits)
    if era and number_of_year:
        return _ERAS[era][0].year - 1 + number_of_year
    return number_of_year if digits != "元" and not era else 0


_DATE_TEXT: Final = re.compile(
    r"(?P<era>令和|平成|R|H)?(?P<y>\d{1,4}|元)[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})日?",
    flags=re.ASCII,
)


def day(raw: Raw) -> Parsed:
    """Read a date: a date cell, or text such as 2026/3/31, 2026年3月31日, 令和8年3月31日."""
    if raw is None:
        return Parsed(None)
    if isinstance(raw, datetime):
        return Parsed(_plausible(raw.date()))
    if isinstance(raw, date):
        return Parsed(_plausible(raw))
    if not isinstance(raw, str):
        raise Rejected(findings.NOT_A_DATE)
    plain = _narrow(text(raw).value).replace(" ", "")
    if not plain:
        return Parsed(None)
    match = _DATE_TEXT.fullmatch(plain)
    if not match or (not match["era"] and len(match["y"]) != 4):
        raise Rejected(findings.NOT_A_DATE)
    try:
        found = date(_western(match["era"], match["y"]), int(match["m"]), int(match["d"]))
    except ValueError as error:
        raise Rejected(findings.NOT_A_DATE) from error
    if match["era"]:
        first, last = _ERAS[match["era"]]
        if not first <= found <= last:  # 平成38年3月31日: somebody counted on
            raise Rejected(findings.NOT_A_DATE)
    return Parsed(_plausible(found), noted=True)


def _plausible(found: date) -> date:
    """Reject what a serial number gone wrong gives: 1900-02-28, 9999-12-31."""
    if not _FIRST_YEAR < found.year <= _LAST_YEAR:
        raise Rejected(findings.NOT_A_DATE)
    return found


def url(raw: Raw) -> Parsed:
    """Read an http(s) address."""
    parsed = text(raw)
    if parsed.value and not re.fullmatch(r"(?i:https?)://[^\s/]+\.[^\s]+", parsed.value):
        raise Rejected(findings.NOT_A_URL)
    return parsed


def choice(raw: Raw, choices: type[StrEnum]) -> Parsed:
    """Read one of a closed list; spellings that differ only in width or spaces are certain."""
    typed = text(raw).value
    if not typed:
        return Parsed(None)
    key = compare_key(typed)
    for member in choices:
        if compare_key(member.value) == key:
            return Parsed(member, noted=typed != member.value)
    raise Rejected(findings.NOT_A_CHOICE, choices="・".join(m.value for m in choices))


def mark(raw: Raw) -> Parsed:
    """Read ◎○△×: the look-alikes in MARK_CERTAIN are read, those in MARK_GUESSES asked."""
    typed = text(raw).value
    plain = typed.replace("\ufe0e", "").replace("\ufe0f", "")  # variation selectors
    if plain in MARK_CERTAIN:
        return Parsed(MARK_CERTAIN[plain], noted=True)
    if plain in list(Mark):
        return Parsed(Mark(plain), noted=plain != typed)
    guess = MARK_GUESSES.get(unicodedata.normalize("NFKC", plain).casefold())
    if guess:
        shown = "・".join(member.value for member in Mark)
        raise Rejected(findings.MARK_GUESSED, guess=guess.value, choices=shown)
    return choice(raw, Mark)
