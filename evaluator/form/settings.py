"""The words and thresholds of the checks: data, read once from data/checks/checks.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from evaluator.model import Mark


class _Setting(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MarkWords(_Setting):
    """Words that do not go with some marks, and the phrases in which they do."""

    marks: tuple[Mark, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...]


class Factor(_Setting):
    """A factor by which a wrong unit is told, and how near to it a value has to be."""

    factor: Decimal
    near: Decimal


class Figures(_Setting):
    """Thresholds for KPI values."""

    jump: Decimal
    least: Decimal
    fraction: Decimal
    mark_steps: int
    factors: tuple[Factor, ...]


class Presentation(_Setting):
    """How many findings of one kind are told as one."""

    cells_of_a_row: int
    same_message: int
    same_kind: int
    rows_missing: int


class Settings(_Setting):
    """Everything in the file."""

    marks_against_text: tuple[MarkWords, ...]
    figures: Figures
    presentation: Presentation


@cache
def settings() -> Settings:
    """Return the shipped settings."""
    text = (files("evaluator") / "data" / "checks" / "checks.toml").read_text(encoding="utf-8")
    return Settings.model_validate(tomllib.loads(text))
