"""A rubric file (TOML) → `Rubric`, or findings at the TOML key, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from evaluator.findings import CellRef, Finding, has_errors
from evaluator.findings.rubric import (
    RUBRIC_BAD_LADDER,
    RUBRIC_EXAMPLE_INCOMPLETE,
    RUBRIC_KEY_MISSING,
    RUBRIC_KEY_UNKNOWN,
    RUBRIC_NAME_MISMATCH,
    RUBRIC_NO_DISCLAIMER,
    RUBRIC_NOT_DESCENDING,
    RUBRIC_NOT_TEXT,
    RUBRIC_NOT_TOML,
    RUBRIC_RULE_MISFIT,
    RUBRIC_VALUE_NOT_A_CHOICE,
    RUBRIC_VALUE_UNREADABLE,
)
from evaluator.model import KpiKind
from evaluator.rubric.scale_file import shipped_scale
from evaluator.rubric.shape import rubric_of, shape_on
from evaluator.rubric.toml_file import Refusals, shaped, text_of
from evaluator.rubric.values import PACED_KINDS, PACED_RULES, KindRule, Rubric, RuleName, Symbol
from evaluator.scale import Scale

SHIPPED: Final = ("house", "pace", "plan-ratio", "growth-ratio")
"""The rubrics in `evaluator/data/rubrics/`, the default first."""
DISCLAIMER: Final = "公式の評価基準ではありません"


_REFUSALS: Final = Refusals(
    not_text=RUBRIC_NOT_TEXT,
    not_toml=RUBRIC_NOT_TOML,
    key_missing=RUBRIC_KEY_MISSING,
    key_unknown=RUBRIC_KEY_UNKNOWN,
    unreadable=RUBRIC_VALUE_UNREADABLE,
    not_a_choice=RUBRIC_VALUE_NOT_A_CHOICE,
    remedy="見本の評価基準の同じ項目にならって書いてください。",
)


def load_rubric(
    path: Path | Traversable, scale: Scale
) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Read and check a rubric file on a scale; None if it has findings of level エラー."""
    text, found = text_of(path, _REFUSALS)
    return (None, found) if text is None else parse_rubric(text, path.name, scale)


def parse_rubric(text: str, file: str, scale: Scale) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Check the text of a rubric file; `file` is its name, for addresses."""
    shape, found = shaped(text, file, shape_on(scale), _REFUSALS)
    if shape is None:
        return None, found
    rubric = rubric_of(shape, scale)
    found = tuple(_meaning(rubric, file))
    return (None if has_errors(found) else rubric), found


def shipped_rubric(name: str) -> Rubric:
    """Return a rubric of the package on its own scale; a test sees to it that it is right."""
    rubric, found = load_rubric(shipped_folder() / f"{name}.toml", shipped_scale())
    if rubric is None:
        raise ValueError(found)
    return rubric


def shipped_folder() -> Traversable:
    """Return the folder that `init` copies into a round."""
    return resources.files("evaluator") / "data" / "rubrics"


def _meaning(rubric: Rubric, file: str) -> Iterator[Finding]:
    """Check what the shape alone does not tell."""
    if rubric.name != file.removesuffix(".toml"):
        words = {"found": rubric.name, "expected": file.removesuffix(".toml")}
        yield RUBRIC_NAME_MISMATCH.at(CellRef(file, "", "name"), **words)
    if DISCLAIMER not in rubric.description:
        yield RUBRIC_NO_DISCLAIMER.at(CellRef(file, "", "description"), words=DISCLAIMER)
    for kind in KpiKind:
        key = f"kinds.{kind}"
        if kind not in rubric.kinds:
            yield RUBRIC_KEY_MISSING.at(CellRef(file, "", key), key=key)
        else:
            yield from _check_kind(kind, rubric.kinds[kind], file)
    for number, example in enumerate(rubric.examples, start=1):
        if (example.mark is None) == (example.no_mark is None):
            where = CellRef(file, "", f"examples[{number}]")
            marks = "".join(mark.value for mark in rubric.scale.marks)
            yield RUBRIC_EXAMPLE_INCOMPLETE.at(where, title=example.title, marks=marks)


def _rules_for(kind: KpiKind) -> tuple[RuleName, ...]:
    if kind is KpiKind.WATCH:  # watched without a target: nothing to compare with
        return (RuleName.NONE, RuleName.WATCHED)
    if kind is KpiKind.MILESTONE:
        return (RuleName.STEPS, RuleName.CHANGE, RuleName.NONE)
    if kind in PACED_KINDS:
        paced = (RuleName.COVERED, RuleName.PLAN_RATIO, RuleName.GROWTH_RATIO)
        return (*paced, RuleName.TARGET_RATIO, RuleName.CHANGE, RuleName.NONE)
    return (RuleName.TARGET_RATIO, RuleName.CHANGE, RuleName.NONE)


def _check_kind(kind: KpiKind, rule: KindRule, file: str) -> Iterator[Finding]:
    where = CellRef(file, "", f"kinds.{kind}")
    if rule.rule not in _rules_for(kind):
        at = CellRef(file, "", f"{where.cell}.rule")
        choices = "・".join(_rules_for(kind))
        yield RUBRIC_RULE_MISFIT.at(at, found=rule.rule, kind=kind, choices=choices)
    elif wrong := _ladder_error(rule):
        yield RUBRIC_BAD_LADDER.at(where, kind=kind, what=wrong)
    else:
        yield from _check_thresholds(kind, rule, file)


def _ladder_error(rule: KindRule) -> str:
    """Say what is wrong with the rungs as a whole; '' if nothing is."""
    if rule.rule is RuleName.NONE:
        return "「評価しない」に段があります" if rule.rungs else ""
    if rule.rule is RuleName.WATCHED:
        return "" if len(rule.rungs) == 1 else "段が1つではありません"
    if len(rule.rungs) < 2:  # one mark for everything rates nothing
        return "段が2つ以上ありません"
    *upper, (lowest, floor) = rule.rungs
    if floor.at_least is not None or floor.above is not None or floor.in_target_year is not None:
        return f"最も低い{lowest}に条件があります"
    for mark, rung in upper:
        if (rung.at_least is None) == (rung.above is None):
            return f"{mark}の条件が1つではありません"
    return ""


def _check_thresholds(kind: KpiKind, rule: KindRule, file: str) -> Iterator[Finding]:
    before: tuple[Fraction, bool] | None = None
    for mark, rung in rule.rungs[:-1]:
        for field, name in (
            ("at_least", "from"),
            ("above", "above"),
            ("in_target_year", "in_target_year"),
        ):
            value = getattr(rung, field)
            where = CellRef(file, "", f"kinds.{kind}.{mark.name}.{name}")
            if _misfit(rule.rule, field, value):
                shown = f"{value * 100}%" if isinstance(value, Fraction) else value
                usable = "from・above" if name == "in_target_year" else "「110%」の形のしきい値"
                yield RUBRIC_RULE_MISFIT.at(where, found=shown, kind=kind, choices=usable)
        fixed = rung.at_least if rung.above is None else rung.above
        if isinstance(fixed, Fraction):
            step = (fixed, rung.above is not None)
            if before is not None and step >= before:
                key = f"kinds.{kind}.{mark.name}"
                marks = "、".join(each.value for each, _ in rule.rungs[:-1])
                yield RUBRIC_NOT_DESCENDING.at(CellRef(file, "", key), key=key, marks=marks)
            before = step


def _misfit(rule: RuleName, field: str, value: Fraction | Symbol | None) -> bool:
    """Whether a threshold asks for what the rule does not know."""
    if value is None:
        return False
    if field == "in_target_year" and rule not in PACED_RULES:
        return True
    if isinstance(value, Fraction) and value < 0 and rule is not RuleName.CHANGE:
        return True
    if field == "above" and isinstance(value, Symbol):
        return True
    return value is Symbol.PACE and rule is not RuleName.COVERED
