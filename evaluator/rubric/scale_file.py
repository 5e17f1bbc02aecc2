"""A scale file (TOML) → `Scale`, or findings at the TOML key, all at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from evaluator.findings import CellRef, Finding
from evaluator.findings.scale import (
    SCALE_KEY_MISSING,
    SCALE_KEY_UNKNOWN,
    SCALE_NOT_IN_ORDER,
    SCALE_NOT_TEXT,
    SCALE_NOT_TOML,
    SCALE_SIGN_RESERVED,
    SCALE_SIGN_TWICE,
    SCALE_VALUE_NOT_A_CHOICE,
    SCALE_VALUE_UNREADABLE,
)
from evaluator.model import Frozen, Unrated
from evaluator.rubric.toml_file import Refusals, shaped, text_of
from evaluator.rubric.values import NoMark
from evaluator.scale import Look, Mark, Scale, Shape, Stroke, folded

SHIPPED_SCALE: Final = "four-marks.toml"
"""The scale in `evaluator/data/scales/` of a round that brings none of its own."""

_REFUSALS: Final = Refusals(
    not_text=SCALE_NOT_TEXT,
    not_toml=SCALE_NOT_TOML,
    key_missing=SCALE_KEY_MISSING,
    key_unknown=SCALE_KEY_UNKNOWN,
    unreadable=SCALE_VALUE_UNREADABLE,
    not_a_choice=SCALE_VALUE_NOT_A_CHOICE,
    remedy="見本の評価の段階（four-marks.toml）の同じ項目にならって書いてください。",
)
_RESERVED: Final = frozenset((*Unrated, *NoMark, "取消", "評価あり", "評価なし", "rule"))
"""What stands in the same cells, columns and tables as a mark, and is none."""

_NO_SIGN: Final = r"\s\"'\\{}<>&、,・"
"""What would end a text in a formula, a list of choices, a style sheet or a template."""
_SIGN: Final = f"^[^=+@{_NO_SIGN}-][^{_NO_SIGN}]{{0,7}}$"
_Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
_Text = Annotated[str, Field(min_length=1)]


class _Stroke(Frozen):
    shape: Shape
    size: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)


class _Mark(Frozen):
    sign: Annotated[str, Field(pattern=_SIGN)]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    good: bool
    reason: bool
    meaning: _Text
    fill: _Colour
    ink: _Colour
    hatch: Annotated[str, Field(pattern=r"^[-/\\|+xoO.*]*$")] = ""
    glyph: tuple[_Stroke, ...] = ()
    certain: tuple[_Text, ...] = ()
    asked: tuple[_Text, ...] = ()


class _ScaleFile(Frozen):
    remark: str = ""
    description: str = ""
    marks: Annotated[tuple[_Mark, ...], Field(min_length=2, max_length=10)]


def load_scale(path: Path) -> tuple[Scale | None, tuple[Finding, ...]]:
    """Read and check a round's own scale; None if anything is wrong with it."""
    text, found = text_of(path, _REFUSALS)
    return (None, found) if text is None else parse_scale(text, path.name)


def parse_scale(text: str, file: str) -> tuple[Scale | None, tuple[Finding, ...]]:
    """Check the text of a scale file; `file` is its name, for addresses."""
    shape, found = shaped(text, file, _ScaleFile, _REFUSALS)
    if shape is None:
        return None, found
    found = tuple(_meaning(shape, file))
    return (None if found else _scale(shape, _identity(shape))), found


@cache
def shipped_scale() -> Scale:
    """Return the scale of the package; its file is known to be right (a test sees to that)."""
    file = shipped_scale_file()
    shape, found = shaped(file.read_text(encoding="utf-8"), file.name, _ScaleFile, _REFUSALS)
    if shape is None:
        raise ValueError(found)
    return _scale(shape, identity="")


def shipped_scale_file() -> Traversable:
    """Return the file that a round may copy and edit."""
    return resources.files("evaluator") / "data" / "scales" / SHIPPED_SCALE


def _identity(shape: _ScaleFile) -> str:
    # What the file does not say is left out, so that a later program may know more to say.
    return hashlib.sha256(shape.model_dump_json(exclude_unset=True).encode()).hexdigest()


def _scale(shape: _ScaleFile, identity: str) -> Scale:
    marks = tuple(_mark(rank, mark) for rank, mark in enumerate(shape.marks))
    return Scale(marks, shape.remark, shape.description, identity)


def _mark(rank: int, mark: _Mark) -> Mark:
    glyph = tuple(Stroke(each.shape, float(each.size)) for each in mark.glyph)
    return Mark(
        value=mark.sign,
        name=mark.name,
        rank=rank,
        is_good=mark.good,
        needs_reason=mark.reason,
        meaning=mark.meaning,
        look=Look(mark.fill, mark.ink, mark.hatch, glyph),
        certain=mark.certain,
        asked=mark.asked,
    )


def _meaning(shape: _ScaleFile, file: str) -> Iterator[Finding]:
    """Check what the shape alone does not tell."""
    read_as: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for number, mark in enumerate(shape.marks, start=1):
        read_as.update({folded(text) for text in (mark.sign, *mark.certain, *mark.asked)})
        names.update([mark.name])
        for key, text in (("sign", mark.sign), ("name", mark.name)):
            if text in _RESERVED:
                where = CellRef(file, "", f"marks[{number}].{key}")
                yield SCALE_SIGN_RESERVED.at(where, found=text)
    for counted in (read_as, names):
        for text, times in counted.items():
            if times > 1:
                yield SCALE_SIGN_TWICE.at(CellRef(file, "", "marks"), found=text)
    if wrong := _order_error([mark.good for mark in shape.marks]):
        yield SCALE_NOT_IN_ORDER.at(CellRef(file, "", "marks"), what=wrong)


def _order_error(good: list[bool]) -> str:
    """Say what is wrong with the order of good marks and others; '' if nothing is."""
    if len(set(good)) == 1:
        return f"すべて good = {str(good[0]).lower()} です"
    if good != sorted(good, reverse=True):
        return "good = false の後に good = true があります"
    return ""
