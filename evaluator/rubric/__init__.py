"""The programme, the scale of marks and the rubrics (評価基準): data that the secretariat may edit.

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
from evaluator.rubric.programme_file import (
    load_programme,
    parse_programme,
    programme_folder,
    shipped_programme,
    shipped_programmes,
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
    "load_programme",
    "load_rubric",
    "load_scale",
    "parse_programme",
    "parse_rubric",
    "parse_scale",
    "programme_folder",
    "shipped_folder",
    "shipped_programme",
    "shipped_programmes",
    "shipped_rubric",
    "shipped_scale",
    "shipped_scale_file",
]
