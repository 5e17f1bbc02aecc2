"""A TOML file that the secretariat may edit → the shape it must have, or findings at its keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaluator.files import reason
from evaluator.findings import CellRef, Finding, Kind
from evaluator.words.brief import shorten

M = TypeVar("M", bound=BaseModel)
Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class Refusals:
    """The kinds of findings of one sort of file."""

    not_text: Kind
    not_toml: Kind
    key_missing: Kind
    key_unknown: Kind
    unreadable: Kind
    not_a_choice: Kind
    remedy: str
    """What to do about a value that cannot be read, where the model does not say."""


def text_of(path: Path | Traversable, refusals: Refusals) -> tuple[str | None, Findings]:
    """Return the text of a file; None, with the finding, if it has none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (refusals.not_text.at(CellRef(path.name), what=reason(error)),)
    return decoded(path.name, content, refusals)


def decoded(file: str, content: bytes, refusals: Refusals) -> tuple[str | None, Findings]:
    """Return bytes as text; None, with the finding, if they are none."""
    try:
        return content.decode("utf-8-sig"), ()  # Notepad writes a BOM
    except UnicodeDecodeError:
        what = "UTF-8ではない文字コード"
        return None, (refusals.not_text.at(CellRef(file), what=what),)


def shaped(
    text: str,
    file: str,
    model: type[M],
    refusals: Refusals,
    beneath: Mapping[str, Any] | None = None,
) -> tuple[M | None, Findings]:
    """Return what a file says as `model`; None, with every finding, if it is not of that shape.

    What the file does not say is taken from `beneath`, table by table; a list it says whole.
    """
    try:
        # TOML allows CRLF only; a lone CR comes from old Macs and would hide the line number.
        raw = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # a whole number of 5,000 digits is the former
        line = re.search(r"at line (\d+)", str(error))
        return None, (refusals.not_toml.at(CellRef(file, "", f"{line[1]}行目" if line else "")),)
    try:
        return model.model_validate(_over(raw, beneath or {})), ()
    except ValidationError as error:
        return None, tuple(_finding(details, file, refusals) for details in error.errors())


def _over(table: Mapping[str, Any], beneath: Mapping[str, Any]) -> dict[str, Any]:
    completed = {**beneath, **table}
    for key, value in table.items():
        below = beneath.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            completed[key] = _over(value, below)
    return completed


def key_of(location: tuple[int | str, ...]) -> str:
    """Write ("examples", 2, "mark") as an official counts: examples[3].mark."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(part for part in parts if part != ".[key]").lstrip(".")


def _finding(error: ErrorDetails, file: str, refusals: Refusals) -> Finding:
    key = key_of(error["loc"])
    where = CellRef(file, "", key)
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "missing":
        return refusals.key_missing.at(where, key=key)
    if error["type"] == "extra_forbidden":
        return refusals.key_unknown.at(where, key=key)
    if error["type"] == "enum":
        choices = context["expected"].replace(" or ", ", ").replace(", ", "・").replace("'", "")
        return refusals.not_a_choice.at(where, found=error["input"], key=key, choices=choices)
    remedy = context.get("help", refusals.remedy)
    found = shorten(str(error["input"]))
    return refusals.unreadable.at(where, found=found, key=key, help=remedy)
