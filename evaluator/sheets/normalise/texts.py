"""Text as it is typed and pasted: widths, invisible signs, names, identifiers, addresses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from evaluator.findings.catalogue import NOT_A_PLAN
from evaluator.findings.value import (
    BAD_IDENTIFIER,
    NOT_A_URL,
    SEVERAL_URLS,
    URL_GUESSED,
    URL_WITH_REMARK,
)
from evaluator.model import Step
from evaluator.sheets.normalise.parsed import Parsed, Rejected
from evaluator.xlsx.source import Raw

_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_ESCAPED_CONTROL: Final = re.compile(r"_x00[01][0-9A-Fa-f]_")
_ESCAPE_LENGTH: Final = len("_x0000_")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_COMPOSED: Final = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""All but compatibility ideographs: composing would make 神 (U+FA19) of 神, as in a name."""
_LINE_END: Final = re.compile(r"\r\n|[\r\x85\u2028\u2029]|_x000A_")


def compare_key(text: str) -> str:
    """Return a key under which two spellings of one label are equal; never shown."""
    return _label_key(text) if len(text) <= _LABEL else _key(text)


def is_same(one: str, other: str) -> bool:
    """Whether two spellings are of one label."""
    return one == other or compare_key(one) == compare_key(other)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return "".join(folded.split()).casefold()


_LABEL: Final = 60  # characters; longer texts are no labels, and not met again
_label_key = lru_cache(maxsize=4096)(_key)


def text(raw: Raw) -> Parsed:
    """Read text: composed, no control or invisible characters, no spaces around it."""
    if raw is None:
        return Parsed("")
    if not isinstance(raw, str):
        return Parsed(_plain(raw), noted=isinstance(raw, bool | date))
    if raw.isprintable() and "_x00" not in raw and unicodedata.is_normalized("NFC", raw):
        return Parsed(raw.strip())  # nothing to take out, as nearly always
    typed = _LINE_END.sub("\n", raw.replace("_x000D_", "")).strip()  # as some programs write \r
    visible = _CONTROL.sub("", typed).translate(_INVISIBLE)
    if _ESCAPED_CONTROL.search(visible):
        visible = _without_escapes(visible)
    composed = _COMPOSED.sub(lambda part: unicodedata.normalize("NFC", part[0]), visible)
    changes = (
        ("改行", typed != raw.replace("\r\n", "\n").strip()),
        ("目に見えない文字", visible != typed),
        ("文字の合成", composed != visible),
    )
    cleaned = "と".join(what for what, is_changed in changes if is_changed)
    return Parsed(composed.strip(), noted=bool(cleaned), cleaned=cleaned)


def _without_escapes(visible: str) -> str:
    """Take out escaped controls, also those that come to light when another is taken out."""
    kept: list[str] = []
    for sign in visible:
        kept.append(sign)
        last = "".join(kept[-_ESCAPE_LENGTH:]) if sign == "_" else ""
        if _ESCAPED_CONTROL.fullmatch(last):
            del kept[-_ESCAPE_LENGTH:]
    return "".join(kept)


def _plain(raw: float | date) -> str:
    if isinstance(raw, bool):
        return str(raw).upper()  # as it is shown
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else str(raw)
    return f"{Decimal(format(raw, '.15g')):f}" if isinstance(raw, float) else str(raw)


def narrow(typed: str) -> str:
    """Fold full-width signs, and leave ① and ² alone: NFKC would make 102 of 10²."""
    if any(unicodedata.category(sign) == "No" for sign in typed):
        return typed
    return unicodedata.normalize("NFKC", typed)


def line(raw: Raw) -> Parsed:
    """Read a text that has to fit one line: line breaks become spaces."""
    parsed = text(raw)
    if "\n" not in parsed.value:
        return parsed
    return Parsed(" ".join(parsed.value.split("\n")), noted=True)


_IDENTIFIER: Final = re.compile(r"[0-9A-Z][0-9A-Z_-]*")


def identifier(raw: Raw) -> Parsed:
    """Read an identifier: width and case folded, since it is compared and never printed."""
    if isinstance(raw, date):
        raise Rejected(
            BAD_IDENTIFIER,
            help="日付に変わっています。表示形式を「文字列」にして記入し直してください。",
        )
    typed = text(raw).value
    value = (typed if typed.isascii() else unicodedata.normalize("NFKC", typed)).upper()
    if value and not _IDENTIFIER.fullmatch(value):
        raise Rejected(BAD_IDENTIFIER, help="英数字とハイフンだけで記入してください。")
    return Parsed(value, noted=isinstance(raw, str) and value != raw)


def round_id(raw: Raw) -> Parsed:
    """Read a round's identifier: R08, or with its programme in small letters R08-plan-kpi."""
    year, dash, programme = identifier(raw).value.partition("-")
    value = f"{year}{dash}{programme.lower()}"
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
            due = narrow(typed.strip())
            if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", due) or not what.strip():
                raise Rejected(NOT_A_PLAN)
            found.append(Step(due=due, what=what.strip()))
            noted = noted or due != typed.strip()
    return Parsed(tuple(found), noted)


_URL_BEGINS: Final = re.compile(r"(?<![/=?&#%:])https?://", re.IGNORECASE)
"""Not the address that stands within an address: https://archive.example/https://…"""
_URL: Final = re.compile(
    r"https?://[^\s/.]++\.[^\s、､，。｡；「」（）【】［］〔〕※→]++", re.IGNORECASE
)
_BARE_URL: Final = re.compile(
    r"(?:h?ttps?:?/{0,2})?((?:[\w-]++\.)++[A-Za-z]{2,}+(?:/\S*+)?)", re.ASCII
)


def url(raw: Raw) -> Parsed:
    """Read an http(s) address; several, or one with a remark or half an address, are asked."""
    parsed = text(raw)
    if not parsed.value or _is_url(parsed.value):
        return parsed
    folded = narrow(parsed.value)
    if _is_url(folded) and folded.isascii():
        return Parsed(folded, noted=True)
    begins = [found.start() for found in _URL_BEGINS.finditer(parsed.value)]
    if len(begins) > 1:
        raise Rejected(SEVERAL_URLS, count=len(begins))
    within = _URL.match(parsed.value, begins[0]) if begins else None
    if within:
        raise Rejected(URL_WITH_REMARK, guess=within[0])
    bare = _BARE_URL.fullmatch(folded)
    if bare:
        raise Rejected(URL_GUESSED, guess=f"https://{bare[1]}")
    raise Rejected(NOT_A_URL)


def _is_url(typed: str) -> bool:
    return bool(_URL.fullmatch(typed)) and len(_URL_BEGINS.findall(typed)) == 1
