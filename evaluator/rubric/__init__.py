"""The rubric (評価基準): data that the secretariat may edit; `rating` applies it.

A TOML file is read into frozen values; what is wrong with it comes out as findings at the
TOML key. No rubric is official, and each file has to say so.
"""

from evaluator.rubric.load import (
    DISCLAIMER,
    SHIPPED,
    load_rubric,
    parse_rubric,
    shipped_folder,
    shipped_rubric,
)
from evaluator.rubric.values import (
    PACED_KINDS,
    PACED_RULES,
    Combination,
    Example,
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
    "Combination",
    "Example",
    "ExpectedCounts",
    "InputName",
    "KindRule",
    "NoMark",
    "Rubric",
    "RuleName",
    "Rung",
    "Symbol",
    "load_rubric",
    "parse_rubric",
    "shipped_folder",
    "shipped_rubric",
]
