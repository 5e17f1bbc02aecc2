"""The scale of marks (評価の段階) and the rubrics (評価基準): data that the secretariat may edit.

A TOML file is read into frozen values; what is wrong with it comes out as findings at the
TOML key. A rubric stands on a scale; `rating` applies it. No rubric is official, and each
file has to say so.
"""

from evaluator.rubric.load import (
    DISCLAIMER,
    SHIPPED,
    load_rubric,
    parse_rubric,
    shipped_folder,
    shipped_rubric,
)
from evaluator.rubric.scale_file import (
    SHIPPED_SCALE,
    load_scale,
    parse_scale,
    shipped_scale,
    shipped_scale_file,
)
from evaluator.rubric.values import (
    PACED_KINDS,
    PACED_RULES,
    Combination,
    Example,
    Expected,
    ExpectedCounts,
    InputName,
    KindRule,
    NoMark,
    Rubric,
    RuleName,
    Rung,
    Symbol,
)

__all__ = [
    "DISCLAIMER",
    "PACED_KINDS",
    "PACED_RULES",
    "SHIPPED",
    "SHIPPED_SCALE",
    "Combination",
    "Example",
    "Expected",
    "ExpectedCounts",
    "InputName",
    "KindRule",
    "NoMark",
    "Rubric",
    "RuleName",
    "Rung",
    "Symbol",
    "load_rubric",
    "load_scale",
    "parse_rubric",
    "parse_scale",
    "shipped_folder",
    "shipped_rubric",
    "shipped_scale",
    "shipped_scale_file",
]
