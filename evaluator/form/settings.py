"""The words and thresholds of a round's checks: its own checks.toml over the shipped one."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from evaluator.findings import Finding
from evaluator.findings.settings import (
    SETTINGS_KEY_MISSING,
    SETTINGS_KEY_UNKNOWN,
    SETTINGS_NOT_TEXT,
    SETTINGS_NOT_TOML,
    SETTINGS_VALUE_NOT_A_CHOICE,
    SETTINGS_VALUE_UNREADABLE,
)
from evaluator.rubric.toml_file import Refusals, decoded, shaped
from evaluator.scale import Mark, Scale
from evaluator.sheets.normalise import compare_key
from evaluator.xlsx.source import digest

_REFUSALS: Final = Refusals(
    not_text=SETTINGS_NOT_TEXT,
    not_toml=SETTINGS_NOT_TOML,
    key_missing=SETTINGS_KEY_MISSING,
    key_unknown=SETTINGS_KEY_UNKNOWN,
    unreadable=SETTINGS_VALUE_UNREADABLE,
    not_a_choice=SETTINGS_VALUE_NOT_A_CHOICE,
    remedy="同梱の点検の設定（checks.toml）の同じ項目にならって書いてください。",
)


def _or(remedy: str) -> WrapValidator:
    """Say this remedy of whatever is wrong with a value."""

    def check(value: Any, handler: Any) -> Any:
        try:
            return handler(value)
        except ValidationError as error:
            raise PydanticCustomError("unusable", "{help}", {"help": remedy}) from error

    return WrapValidator(check)


Word = Annotated[str, Field(pattern=r"\S"), _or("空でない言葉を引用符で囲んで書いてください。")]
AboveOne = Annotated[Decimal, Field(gt=1), _or("1より大きい数を書いてください。")]
AboveNought = Annotated[Decimal, Field(gt=0), _or("0より大きい数を書いてください。")]
Several = Annotated[int, Field(ge=2, strict=True), _or("2以上の整数を書いてください。")]
Steps = Annotated[int, Field(ge=1, strict=True), _or("1以上の整数を書いてください。")]


def _some(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if not values:
        raise PydanticCustomError("unusable", "{help}", {"help": "1つ以上書いてください。"})
    return values


class _Setting(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Beside(StrEnum):
    """Which marks a rule is about, whatever scale the round has."""

    GOOD = "good"
    LOWEST = "lowest"

    def marks(self, scale: Scale) -> tuple[Mark, ...]:
        """Return the marks of a scale."""
        return scale.good if self is Beside.GOOD else (scale.lowest,)


class MarkWords(_Setting):
    """Words that do not go with some marks, and the phrases in which they do."""

    beside: Beside
    words: tuple[Word, ...]
    unless: tuple[Word, ...] = ()

    @cached_property
    def word_by_key(self) -> dict[str, str]:
        """The words by their compare keys."""
        return {compare_key(word): word for word in self.words}

    @cached_property
    def unless_keys(self) -> tuple[str, ...]:
        """The phrases as compare keys."""
        return tuple(map(compare_key, self.unless))


class Factor(_Setting):
    """A factor by which a wrong unit is told, and how near to it a value has to be."""

    factor: AboveOne
    near: AboveOne


class Figures(_Setting):
    """Thresholds for KPI values."""

    jump: AboveOne
    least: AboveNought
    fraction: AboveNought
    share_units: tuple[Word, ...]
    share_limit: AboveNought
    counted_units: tuple[Word, ...]
    mark_steps: Steps
    factors: Annotated[tuple[Factor, ...], AfterValidator(_some)]


class Presentation(_Setting):
    """From how many on findings of one kind are told as one."""

    cells_of_a_row: Several
    same_message: Several
    same_kind: Several
    rows_missing: Several


class _File(_Setting):
    marks_against_text: tuple[MarkWords, ...]
    withheld_words: tuple[Word, ...]
    figures: Figures
    presentation: Presentation


class Settings(_File):
    """What a round's checks go by, and the file that says it."""

    sha256: str = ""
    """The hash of the round's own file; '' where it has none."""


def read_settings(file: str, content: bytes) -> tuple[Settings | None, tuple[Finding, ...]]:
    """Return a round's own settings; None, with every finding, if something is wrong with them.

    What the file does not say is as shipped.
    """
    text, found = decoded(file, content, _REFUSALS)
    if text is None:
        return None, found
    said, found = shaped(text, file, _File, _REFUSALS, _shipped_table())
    if said is None:
        return None, found
    return Settings.model_validate({**dict(said), "sha256": digest(content)}), found


@cache
def shipped_settings() -> Settings:
    """Return the settings of a round that brings none of its own."""
    return Settings.model_validate(_shipped_table())


def shipped_content() -> bytes:
    """Return the file that a round may edit."""
    return (files("evaluator") / "data" / "checks" / "checks.toml").read_bytes()


def _shipped_table() -> dict[str, Any]:
    return tomllib.loads(shipped_content().decode(), parse_float=Decimal)
