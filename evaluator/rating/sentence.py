"""A calculation in Japanese, in a sentence that can be checked with a pocket calculator."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from evaluator.model import Direction, KpiKind
from evaluator.rating.calculation import Calculation, FigureName, Input, Limit, Measured
from evaluator.rating.percent import compared, percent, plain
from evaluator.rubric import InputName, RuleName
from evaluator.scale import Mark

_RANK: Final = "位"


def sentence_of(calc: Calculation) -> str:
    """Return the calculation as a reader of the report sees it."""
    parts = [_inputs(calc)]
    if calc.measured is None:
        parts.append(
            f"{f'{calc.why}。' if calc.why else ''}{calc.words} → 評価なし（{calc.reason}）"
        )
    else:
        parts.append(f"{_figures(calc, calc.measured)} → {calc.uncapped}")
        if calc.mark != calc.uncapped:
            parts.append(f"、見込みは{calc.mark}まで → {calc.mark}")
    if calc.notes:
        parts.append(f"（{'。'.join(calc.notes)}。）")
    if calc.flips:
        parts.append(f"【境界】{_flips(calc)}になる。")
    return "".join(parts)


def _flips(calc: Calculation) -> str:
    """Say which inputs would give another mark: 実績値1.7兆円の端数によっては×になる."""
    texts: dict[Mark, list[str]] = {}
    for flip in calc.flips:
        given = calc.input(flip.name)
        shown = _shown(given) if given else ""
        texts.setdefault(flip.mark, []).append(f"{flip.name}{shown}")
    return "、".join(f"{'、'.join(names)}の端数によっては{mark}" for mark, names in texts.items())


def _shown(given: Input) -> str:
    return given.written or quantity(given.value, given.unit)


def quantity(value: Decimal, unit: str) -> str:
    """Return a number as given, with its unit: 3,235億円."""
    return f"{value:,f}{unit}"


def _inputs(calc: Calculation) -> str:
    if calc.kind is KpiKind.MILESTONE:
        return _steps(calc)
    texts = [_given(calc, given) for given in calc.inputs]
    if not texts:
        return ""
    *goals, last = texts
    if calc.input(InputName.ACTUAL) is None:
        return "、".join(texts) + "。"
    return ("、".join(goals) + "に対し" if goals else "") + f"{last}。"


def _given(calc: Calculation, given: Input) -> str:
    year = f"（{given.year}年度）" if given.year else ""
    shown = _shown(given)
    match given.name:
        case InputName.PREVIOUS:
            return f"前回{shown}" + ("" if given.written.endswith("）") else year)
        case InputName.TARGET if given.written:
            return f"目標「{shown}」"
        case InputName.BASELINE:
            return f"基準{shown}{year}"
        case InputName.TARGET:
            own_year = "" if given.year == calc.year else year
            return f"目標{shown}{_bound(calc, given.unit)}{own_year}"
        case InputName.PLANNED:
            return f"年度計画{shown}{_bound(calc, given.unit)}"
        case InputName.ACTUAL:
            return f"{'見込み' if calc.expected else '実績'}{shown}{year}"


def _bound(calc: Calculation, unit: str) -> str:
    if calc.direction is Direction.DOWN:
        return "以内" if unit == _RANK else "以下"
    return "以上" if calc.kind is KpiKind.MAINTAIN else ""


def _steps(calc: Calculation) -> str:
    if not calc.steps:
        return ""
    due = f"{calc.fiscal_year}年度末までに予定の工程"
    due += f"{calc.steps_due}段階" if calc.steps_due else "はなく"
    done = calc.input(InputName.ACTUAL)
    if done is None:
        return f"全{calc.steps}段階の工程。"
    joint = "に対し" if calc.steps_due else "、"
    day = f"（{calc.as_of.year}年{calc.as_of.month}月{calc.as_of.day}日時点）" if calc.as_of else ""
    word = "完了見込み" if calc.expected else "完了"
    return f"{due}{joint}{word}{done.value:,f}段階{day}（全{calc.steps}段階）。"


def _figures(calc: Calculation, measured: Measured) -> str:
    """Return figures and condition: …道のりの5.7%、経過16.7%で、経過に届かない."""
    figure = measured.compared
    if figure.name is FigureName.REACHED:
        return "目標に到達"
    if measured.rule is RuleName.WATCHED:
        change = "" if figure.value is None else f"増減率{percent(figure.value)}。"
        return f"{change}{calc.words}"
    if figure.value is None and figure.name is FigureName.CHANGE:
        return "前回値が0のため増減率はなく、増えている"
    if figure.value is None and measured.rule is RuleName.STEPS:
        return "予定より早い"
    if figure.value is None:
        return f"0以下のため{figure.name}に上限なし"
    if measured.rule is RuleName.STEPS and not calc.steps_due:
        return "予定どおり"
    shown, digits = compared(figure.value, calc.limits)
    texts = [_told(_name(calc, figure.name), shown)]
    more = digits if measured.rule is RuleName.COVERED else 1
    parts = [
        _told(part.name, percent(part.value, more))
        for part in measured.parts
        if part.value is not None
    ]
    texts = texts + parts if measured.rule is RuleName.COVERED else parts + texts
    return f"{'、'.join(texts)}で、{_condition(calc, measured)}"


def _told(name: str, shown: str) -> str:
    """Return a figure with what it is a share of; a way that leads backwards is said in words."""
    return way(shown) if name == FigureName.COVERED else f"{name}{shown}"


def way(shown: str) -> str:
    """Say how much of the way a share is: 基準から目標までの道のりの5.7%."""
    if shown.startswith("-"):
        return f"目標と反対の向きに、基準から目標までの道のりの{shown[1:]}"
    return f"基準から目標までの道のりの{shown}"


def _name(calc: Calculation, name: FigureName) -> str:
    """Name a figure; 達成率 with its formula where it is not 実績÷目標."""
    target = calc.input(InputName.TARGET)
    if name is not FigureName.ACHIEVED or target is None:
        return name
    if target.value == 0:
        return f"{name}（目標が0のため、満たせば100%）"
    if target.value < 0:
        return f"{name}（1＋目標との差÷目標の大きさ）"
    return f"{name}（目標÷実績）" if calc.direction is Direction.DOWN else name


def _condition(calc: Calculation, measured: Measured) -> str:
    """Say between which thresholds the figure lies."""
    upper = next((limit for limit in reversed(calc.limits) if not limit.satisfied), None)
    lower = next((limit for limit in calc.limits if limit.satisfied), None)
    pace = measured.parts[0].name if measured.parts else FigureName.ELAPSED
    if lower is not None and lower.share is None:
        return "目標に到達"
    if upper is not None and upper.is_pace:
        return f"{pace}に届かない"
    if lower is not None and lower.is_pace:
        return f"{pace}以上"
    if lower and upper and lower.share is not None and lower.share == upper.share:
        return f"{plain(lower.share)}ちょうど"
    return _at_least(lower) + _below(upper) or "目標に到達していない"


def _at_least(limit: Limit | None) -> str:
    if limit is None or limit.share is None:
        return ""
    return plain(limit.share) + ("超" if limit.strict else "以上")


def _below(limit: Limit | None) -> str:
    if limit is None or limit.share is None:
        return ""
    return plain(limit.share) + ("以下" if limit.strict else "未満")
