"""A KPI's target as people say it: 「5位以内を維持（2030年度）」, 「2029年度までに第3段階」."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from evaluator.model import Direction, Kpi, KpiKind

NO_TARGET: Final = "目標なし"
IN_WORDS: Final = "言葉で回答"
_WITHIN: Final = frozenset({"位", "日", "時間", "週間", "か月"})
"""Units of which people say 5位以内 and 45日以内, not 以下."""
LAST_TARGET: Final = "前年度の目標"
_YEARLY: Final = frozenset({KpiKind.ANNUAL, KpiKind.MAINTAIN, KpiKind.ACTIVITY})
_TOTAL: Final = "累計"


def kpi_said(kpi: Kpi) -> str:
    """Return a KPI in one line: its name and its target, beside last year's where it was moved."""
    return f"{kpi.name}：{target_beside_last(kpi)}"


def target_beside_last(kpi: Kpi) -> str:
    """Return what is aimed at, with last year's target in brackets where it was another."""
    last = last_target(kpi)
    return target_said(kpi) + (f"（{LAST_TARGET}：{last}）" if last else "")


def last_target(kpi: Kpi) -> str:
    """Return last year's target where it was another than this year's; else ''.

    What is to be reached, held or done every year goes along with the year: that moves no target.
    """
    last, same = kpi.previous_target, {target_said(kpi)}
    if kpi.target_year and kpi.kind in _YEARLY:
        same.add(target_said(kpi.model_copy(update={"target_year": kpi.target_year - 1})))
    return "" if last in same else last


def target_to_keep(kpi: Kpi) -> str:
    """Return the target as it is handed on to the next year; '' where there is none."""
    said = target_said(kpi)
    return "" if said in (NO_TARGET, IN_WORDS) else said


def target_said(kpi: Kpi) -> str:
    """Return what is aimed at; 「目標なし」 for a KPI that has no target."""
    if kpi.target_words:
        return kpi.target_words
    if kpi.multiple is not None:
        return f"基準値の{kpi.multiple:,f}倍{_in(kpi.target_year)}"
    if kpi.moving:
        return f"{kpi.moving}並み{_in(kpi.target_year)}{_now(kpi)}"
    if kpi.growth is not None:
        return f"{_every(kpi.target_year)}{_growth(kpi.growth, kpi.direction)}"
    if kpi.target is None:
        return IN_WORDS if kpi.in_words else NO_TARGET
    return _SAID[kpi.kind](kpi, _bound(kpi), kpi.target_year)


def _now(kpi: Kpi) -> str:
    """Say what a target that moves was when it was looked up."""
    if kpi.target is None:
        return ""
    return f"（{kpi.target_when}に{kpi.target:,f}{kpi.unit}）"


def _growth(growth: Decimal, direction: Direction | None) -> str:
    if not growth:
        return "前年度以下" if direction is Direction.DOWN else "前年度以上"
    is_wanted = (growth > 0) is (direction is not Direction.DOWN)
    how = "以上" if is_wanted else "以内"
    return f"前年度比{abs(growth):,f}%{how}の{'増' if growth > 0 else '減'}"


def _bound(kpi: Kpi) -> str:
    """Return from where on, or up to where, a value is good: 120件以上, 5位以内."""
    number = f"{kpi.target:,f}{kpi.unit}"
    if kpi.upper is not None:
        return f"{number}以上{kpi.upper:,f}{kpi.unit}以下"
    if kpi.direction is not Direction.DOWN:
        return f"{number}以上"
    return f"{number}以内" if kpi.unit in _WITHIN else f"{number}以下"


def _total(kpi: Kpi) -> str:
    if kpi.span is not None:
        return f"{kpi.span}年間の{_TOTAL}"
    return "" if _TOTAL in kpi.name else _TOTAL


def _every(year: int | None) -> str:
    return f"{year}年度に" if year else "毎年度"


def _by(year: int | None) -> str:
    return f"{year}年度までに" if year else ""


def _in(year: int | None) -> str:
    return f"（{year}年度）" if year else ""


_SAID: Final[Mapping[KpiKind, Callable[[Kpi, str, int | None], str]]] = {
    KpiKind.ANNUAL: lambda _, bound, year: f"{_every(year)}{bound}",
    KpiKind.CUMULATIVE: lambda kpi, bound, year: f"{_by(year)}{_total(kpi)}{bound}",
    KpiKind.FINAL_YEAR: lambda _, bound, year: f"{_by(year)}{bound}",
    KpiKind.MAINTAIN: lambda _, bound, year: f"{bound}を維持{_in(year)}",
    KpiKind.MILESTONE: lambda kpi, _, year: f"{_by(year)}第{kpi.target:,f}段階",
    KpiKind.ACTIVITY: lambda kpi, _, year: f"{_every(year)}{kpi.target:,f}{kpi.unit}実施",
    KpiKind.WATCH: lambda _, bound, year: f"{bound}{_in(year)}",
}
