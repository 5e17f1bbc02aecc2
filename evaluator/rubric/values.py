"""The rubric as frozen values: which figure is formed for a type of KPI, which mark it gets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Final

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from evaluator.model import Direction, Frozen, KpiKind, ValueBasis
from evaluator.scale import Mark, Scale


class RuleName(StrEnum):
    """How the figure that is compared with the thresholds is formed."""

    TARGET_RATIO = "目標比"  # 実績÷目標 (減: 目標÷実績)
    COVERED = "到達度"  # share of the way from baseline to target
    PLAN_RATIO = "計画比"  # that share ÷ the share expected by now
    GROWTH_RATIO = "成長率比"  # observed ÷ required compound yearly growth
    STEPS = "工程比"  # steps completed ÷ steps due
    CHANGE = "前回比"  # the change from the previous value
    WATCHED = "状況把握とする"  # one mark for whatever the value is
    NONE = "評価しない"


PACED_RULES: Final = frozenset({RuleName.COVERED, RuleName.PLAN_RATIO, RuleName.GROWTH_RATIO})
"""The rules that measure the way from a baseline to a target at a later year."""
PACED_KINDS: Final = frozenset({KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR})


class Combination(StrEnum):
    """How the KPIs of one measure make one mark."""

    MAIN = "主KPI"
    WORST = "最も低い評価"
    ALL_MET = "すべて達成"


class ExpectedCounts(StrEnum):
    """What a 見込み counts."""

    AS_ACTUAL = "実績と同じ"
    UP_TO = "まで"  # with the mark before it: ○まで
    NOT_AT_ALL = "数えない"


class NoMark(StrEnum):
    """Why a KPI or measure has no proposed mark. Never folded into the worst one."""

    NOT_RATED = "評価対象外"
    NO_VALUE = "値なし"
    NO_TARGET = "目標なし"
    INCALCULABLE = "計算不能"
    NO_KPI = "KPIなし"


class InputName(StrEnum):
    """The inputs of a calculation that may have been rounded."""

    ACTUAL = "実績値"
    BASELINE = "基準値"
    TARGET = "目標値"
    PLANNED = "年度計画値"
    PREVIOUS = "前回値"


class Symbol(StrEnum):
    """A threshold that is not a fixed share."""

    PACE = "経過割合"
    REACHED = "目標到達"


_MOST_DIGITS: Final = 30
"""1e999999999 is a number to TOML, and would fill the memory as a fraction."""


def _threshold(raw: object) -> Fraction | Symbol:
    """Read 「110%」, 「-2%」, 「経過割合」 or 「目標到達」."""
    if isinstance(raw, str):
        if raw in list(Symbol):
            return Symbol(raw)
        if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?%", raw, flags=re.ASCII):
            return Fraction(raw[:-1]) / 100
    remedy = "「110%」のように半角で書くか、「経過割合」「目標到達」のどちらかを書いてください。"
    raise PydanticCustomError("threshold", "{help}", {"help": remedy})


def _number(raw: object) -> Decimal:
    """Read a number of an example; tomllib hands decimals over as Decimal."""
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        number = Decimal(raw)
        if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS:
            return number
    raise PydanticCustomError("number", "{help}", {"help": "数値を半角で書いてください。"})


_PLAN: Final = r"^$|^\d{4}(-(0[1-9]|1[0-2]))?:[^;]+(;\d{4}(-(0[1-9]|1[0-2]))?:[^;]+)*$"
"""A plan as the catalogue writes it: 2025-06:調査の実施;2026:120."""

Threshold = Annotated[
    Fraction | Symbol, PlainValidator(_threshold), PlainSerializer(str, return_type=str)
]
Number = Annotated[Decimal, PlainValidator(_number), PlainSerializer(str, return_type=str)]
Sentence = Annotated[str, Field(min_length=1)]


class Rung(Frozen):
    """The condition for one mark, and the condition in words. The lowest rung has none."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True)

    at_least: Threshold | None = Field(None, validation_alias="from")
    above: Threshold | None = None
    in_target_year: Threshold | None = None
    """Replaces `from` once the year of the target has come."""
    words: Sentence


@dataclass(frozen=True)
class KindRule:
    """What a rubric says on one type of KPI; a mark that is left out is never given."""

    rule: RuleName
    rungs: tuple[tuple[Mark, Rung], ...]
    """Best mark first."""


class NoMarkWords(Frozen):
    """What is said of a KPI without a mark, by reason."""

    not_rated: Sentence
    no_value: Sentence
    no_target: Sentence
    incalculable: Sentence
    no_kpi: Sentence

    def of(self, reason: NoMark) -> str:
        """The wording of one reason."""
        words = (self.not_rated, self.no_value, self.no_target, self.incalculable, self.no_kpi)
        return dict(zip(NoMark, words, strict=True))[reason]


class Rounding(Frozen):
    """Which inputs are taken as rounded when 境界 is looked for."""

    inputs: tuple[InputName, ...]
    units: tuple[str, ...]
    """Whole numbers in these units are measured and rounded; in any other unit, counted."""


@dataclass(frozen=True)
class Expected:
    """What a 見込み counts, and where it is capped the best mark that it can get."""

    counts: ExpectedCounts
    cap: Mark | None = None

    def __str__(self) -> str:
        """As the rubric's file says it."""
        return f"{self.cap or ''}{self.counts}"


class ExampleInputs(Frozen):
    """The inputs of an example."""

    title: Sentence
    kind: KpiKind
    direction: Direction = Direction.UP
    unit: str = "件"
    actual: Number | None = None
    basis: ValueBasis = ValueBasis.ACTUAL
    year: int = Field(2025, ge=1900, le=2200)
    """The fiscal year of the round."""
    value_year: int | None = Field(None, ge=1900, le=2200)
    """The fiscal year of the value, where it is not that of the round."""
    baseline: Number | None = None
    baseline_year: int | None = None
    target: Number | None = None
    target_year: int | None = None
    previous: Number | None = None
    previous_year: int | None = None
    plan: Annotated[str, Field(pattern=_PLAN)] = ""


class Example(ExampleInputs):
    """A row of the example table: inputs and what has to come out."""

    mark: Mark | None
    no_mark: NoMark | None
    boundary: bool | None
    """None: either will do."""


@dataclass(frozen=True)
class Rubric:
    """A named, versioned rubric on a scale of marks."""

    name: str
    title: str
    version: str
    description: str
    scale: Scale
    combination: Combination
    expected: Expected
    words: Mapping[Mark, str]
    """The wording of every mark of the scale."""
    no_mark: NoMarkWords
    rounding: Rounding
    kinds: Mapping[KpiKind, KindRule]
    examples: tuple[Example, ...]
    sha256: str
    """Hash of what the file says, leaving out the examples."""

    @property
    def label(self) -> str:
        """How a report names it: an edited copy under an old version shows in the hash."""
        return f"{self.title}（{self.name} 第{self.version}版・{self.sha256[:8]}）"
