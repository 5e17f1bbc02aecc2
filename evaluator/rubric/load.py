"""A rubric file (TOML) → `Rubric`, or findings at the TOML key, all at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evaluator.files import reason
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
from evaluator.model import KpiKind, Mark
from evaluator.rubric.values import PACED_KINDS, PACED_RULES, KindRule, Rubric, RuleName, Symbol
from evaluator.words.brief import shorten

SHIPPED: Final = ("house", "pace", "plan-ratio", "growth-ratio")
"""The rubrics in `evaluator/data/rubrics/`, the default first."""
DISCLAIMER: Final = "公式の評価基準ではありません"


def load_rubric(path: Path | Traversable) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Read and check a rubric file; None if it has findings of level エラー."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Notepad writes a BOM
    except OSError as error:
        return None, (RUBRIC_NOT_TEXT.at(CellRef(path.name), what=reason(error)),)
    except UnicodeDecodeError:
        return None, (RUBRIC_NOT_TEXT.at(CellRef(path.name), what="UTF-8ではない文字コード"),)
    return parse_rubric(text, path.name)


def parse_rubric(text: str, file: str) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Check the text of a rubric file; `file` is its name, for addresses."""
    try:
        # TOML allows CRLF only; a lone CR comes from old Macs and would hide the line number.
        raw = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # a whole number of 5,000 digits is the former
        line = re.search(r"at line (\d+)", str(error))
        return None, (RUBRIC_NOT_TOML.at(CellRef(file, "", f"{line[1]}行目" if line else "")),)
    try:
        rubric = Rubric.model_validate(raw)
    except ValidationError as error:
        return None, tuple(_shape(details, file) for details in error.errors())
    found = tuple(_meaning(rubric, file))
    return (None if has_errors(found) else rubric), found


def shipped_rubric(name: str) -> Rubric:
    """Return a rubric of the package; its file is known to be right (a test sees to that)."""
    rubric, found = load_rubric(shipped_folder() / f"{name}.toml")
    if rubric is None:
        raise ValueError(found)
    return rubric


def shipped_folder() -> Traversable:
    """Return the folder that `init` copies into a round."""
    return resources.files("evaluator") / "data" / "rubrics"


def _key(location: tuple[int | str, ...]) -> str:
    """Write ("examples", 2, "mark") as an official counts: examples[3].mark."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(part for part in parts if part != ".[key]").lstrip(".")


def _shape(error: ErrorDetails, file: str) -> Finding:
    """Turn one error of pydantic into a finding at its key."""
    key = _key(error["loc"])
    where = CellRef(file, "", key)
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "missing":
        return RUBRIC_KEY_MISSING.at(where, key=key)
    if error["type"] == "extra_forbidden":
        return RUBRIC_KEY_UNKNOWN.at(where, key=key)
    if error["type"] == "enum":
        choices = context["expected"].replace(" or ", ", ").replace(", ", "・").replace("'", "")
        return RUBRIC_VALUE_NOT_A_CHOICE.at(where, found=error["input"], key=key, choices=choices)
    remedy = context.get("help", "見本の評価基準の同じ項目にならって書いてください。")
    return RUBRIC_VALUE_UNREADABLE.at(
        where, found=shorten(str(error["input"])), key=key, help=remedy
    )


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
            yield RUBRIC_EXAMPLE_INCOMPLETE.at(where, title=example.title)


def _rules_for(kind: KpiKind) -> tuple[RuleName, ...]:
    if kind is KpiKind.WATCH:  # watched without a target: nothing to compare with
        return (RuleName.NONE,)
    if kind is KpiKind.MILESTONE:
        return (RuleName.STEPS, RuleName.NONE)
    if kind in PACED_KINDS:
        paced = (RuleName.COVERED, RuleName.PLAN_RATIO, RuleName.GROWTH_RATIO)
        return (*paced, RuleName.TARGET_RATIO, RuleName.NONE)
    return (RuleName.TARGET_RATIO, RuleName.NONE)


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
    if len(rule.rungs) < 2:  # one mark for everything rates nothing
        return "段が2つ以上ありません"
    *upper, (lowest, floor) = rule.rungs
    if floor.at_least is not None or floor.above is not None or floor.in_target_year is not None:
        return f"最も低い{lowest}に条件があります"
    for mark, rung in upper:
        if (rung.at_least is None) == (rung.above is None):
            return f"{mark}の条件が1つではありません"
    return ""


_KEYS: Final = dict(zip(Mark, ("excellent", "good", "partial", "poor"), strict=True))


def _check_thresholds(kind: KpiKind, rule: KindRule, file: str) -> Iterator[Finding]:
    before: tuple[Fraction, bool] | None = None
    for mark, rung in rule.rungs[:-1]:
        for field, name in (
            ("at_least", "from"),
            ("above", "above"),
            ("in_target_year", "in_target_year"),
        ):
            value = getattr(rung, field)
            where = CellRef(file, "", f"kinds.{kind}.{_KEYS[mark]}.{name}")
            if _misfit(rule.rule, field, value):
                shown = f"{value * 100}%" if isinstance(value, Fraction) else value
                usable = "from・above" if name == "in_target_year" else "「110%」の形のしきい値"
                yield RUBRIC_RULE_MISFIT.at(where, found=shown, kind=kind, choices=usable)
        fixed = rung.at_least if rung.above is None else rung.above
        if isinstance(fixed, Fraction):
            step = (fixed, rung.above is not None)
            if before is not None and step >= before:
                key = f"kinds.{kind}.{_KEYS[mark]}"
                yield RUBRIC_NOT_DESCENDING.at(CellRef(file, "", key), key=key)
            before = step


def _misfit(rule: RuleName, field: str, value: Fraction | Symbol | None) -> bool:
    """Whether a threshold asks for what the rule does not know."""
    if value is None:
        return False
    if field == "in_target_year" and rule not in PACED_RULES:
        return True
    if field == "above" and isinstance(value, Symbol):
        return True
    return value is Symbol.PACE and rule is not RuleName.COVERED
