"""Numbers of standards and papers, and names of committees, held against the forms they have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from evaluator.standards.rows import BodyRow, PatternRow
from evaluator.standards.tables import Standards
from evaluator.standards.words import PatternKind, Sure

LONGEST: Final = 120
"""Characters; a longer text is no number, and no pattern is tried on it."""
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−ー"), "-")


@dataclass(frozen=True)
class NumberReading:
    """What a number or committee that was written is."""

    fits: PatternRow | None
    """The form of its body that it has; None if it has none of them."""
    elsewhere: tuple[str, ...] = ()
    """The bodies whose form it has instead."""
    is_known: bool = True
    """Whether the tables say anything about the body's forms: nothing is asked if not."""


def folded(typed: str) -> str:
    """Return a number with one sort of dash, single spaces and half-width signs."""
    return " ".join(unicodedata.normalize("NFKC", typed).translate(_DASHES).split())


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a form as a regular expression; upper and lower case are one. re.error if none."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def read_number(standards: Standards, body: BodyRow, typed: str) -> NumberReading:
    """Hold the number of a standard, or of a paper about it, against its body's forms."""
    return _read(standards, body, typed, PatternKind.NUMBER, PatternKind.DOCUMENT)


def parts(typed: str) -> tuple[str, ...]:
    """Return the numbers of a cell; a common text has two: ITU-T X.509 | ISO/IEC 9594-8."""
    return tuple(filter(None, (part.strip() for part in folded(typed).split("|"))))


def identities(standards: Standards, body: BodyRow, typed: str) -> frozenset[str]:
    """Return by what the number of a project is the same as another's, whatever its stage or year.

    None for a number without the form of any body: nothing is taken for the same by a guess.
    """
    found = (_identity(standards, body, part) for part in parts(typed))
    return frozenset(filter(None, found))


_ISO_NUMBER: Final = re.compile(r"[ /](\d{1,6}(?:-[0-9A-Z]{1,5})*)(?=[.:/+ ]|$)")
_SUPPLEMENT: Final = re.compile(r"(?:AMD|AM|DAM|COR|ADD|SUPPL)[. ]?(\d{1,3})")
_EDITION: Final = re.compile(r"(?: V\d.*| \(.*\)|[:-]\d{4}.*| ED ?\d+)$")
_REGULATION: Final = re.compile(r"^UN (?:R(?:EGULATION)?|(GTR)) ?(?:NO\. ?)?")
_PROJECT: Final = re.compile(r"\bP(?=\d)")  # IEEE P2874 before it is IEEE 2874


def _identity(standards: Standards, body: BodyRow, part: str) -> str:
    reading = read_number(standards, body, part)
    owner = reading.fits.body if reading.fits else next(iter(reading.elsewhere), "")
    known = standards.body(owner) if owner else None
    if known is None:
        return ""
    text = part.upper()
    digits = _ISO_NUMBER.search(text) if known.family == "ISO/IEC" else None
    if digits:
        supplement = _SUPPLEMENT.search(text, digits.end())
        return f"{known.family} {digits[1]}" + (f"/{supplement[1]}" if supplement else "")
    plain = _REGULATION.sub(lambda found: f"UN {found[1] or 'R'}", _EDITION.sub("", text))
    return f"{known.name} {_PROJECT.sub('', plain).replace(' ', '')}"


def read_committee(standards: Standards, body: BodyRow, typed: str) -> NumberReading:
    """Hold the name of a committee against its body's forms."""
    return _read(standards, body, typed, PatternKind.COMMITTEE)


def _read(standards: Standards, body: BodyRow, typed: str, *kinds: PatternKind) -> NumberReading:
    text = folded(typed)
    own = standards.patterns_of(body, *kinds)
    fits = next((row for row in own if _has_form(row, text)), None)
    if fits or not own:
        return NumberReading(fits, is_known=bool(own))
    # A form that is not sure, or as loose as a word, says nothing about whose number it is.
    firm = (row for row in standards.patterns if row.kind in kinds and row.sure is not Sure.UNSURE)
    others = dict.fromkeys(row.body for row in firm if _has_form(row, text))
    return NumberReading(None, tuple(others))


def _has_form(row: PatternRow, text: str) -> bool:
    return len(text) <= LONGEST and compiled(row.pattern).fullmatch(text) is not None
