"""目標比 and 工程比: the year's value against its target, the steps done against those due.

Every rule below keeps the figure from falling when the actual gets better.
"""

from __future__ import annotations

from fractions import Fraction

from evaluator.model import Direction
from evaluator.rating.calculation import Figure, FigureName, Measured
from evaluator.rating.terms import Terms
from evaluator.rubric import RuleName


def target_ratio(terms: Terms) -> Measured:
    """目標比: 実績÷目標, for lower-is-better 目標÷実績."""
    figure = Figure(FigureName.ACHIEVED, achieved(terms.actual, terms.target, terms.direction))
    return Measured(
        RuleName.TARGET_RATIO,
        figure,
        reached=terms.reached,
        in_target_year=terms.target_year_has_come,
    )


def achieved(actual: Fraction, target: Fraction, direction: Direction | None) -> Fraction | None:
    """Return the share of the target achieved; None where it has no upper limit.

    - A target of zero cannot be divided by: 100% if it is met, 0% if it is not.
    - A negative target would turn the ratio round: 1 + the distance to it ÷ its size.
    - 減 with an actual of zero or less and a positive target: no upper limit.
    """
    if target == 0:
        met = actual <= 0 if direction is Direction.DOWN else actual >= 0
        return Fraction(1 if met else 0)
    if direction is not Direction.DOWN:
        return 1 + (actual - target) / abs(target)  # = actual / target where that is positive
    if target < 0:
        return 1 + (target - actual) / abs(target)
    return target / actual if actual > 0 else None


def completed_steps(terms: Terms) -> Measured:
    """工程比: steps completed ÷ steps due by the end of the fiscal year.

    - More steps than the plan has are taken as all of them.
    - Nothing due yet: nothing done is 100%, anything done has no upper limit.
    """
    done = min(terms.actual, Fraction(terms.steps))
    if terms.steps_due:
        share: Fraction | None = done / terms.steps_due
    elif done > 0:
        share = None
    else:
        share = Fraction(1)
    capped = terms.actual > terms.steps
    return Measured(
        RuleName.STEPS,
        Figure(FigureName.COMPLETED, share),
        reached=done >= terms.steps,
        notes=(f"工程は{terms.steps}段階のため、完了を{terms.steps}段階とみなした",)
        if capped
        else (),
    )
