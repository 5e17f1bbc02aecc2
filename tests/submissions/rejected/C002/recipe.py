"""The mark is far from what the rubric makes of the KPI values."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.checks import Proposed
from evaluator.model import KpiId, Measure
from tests.marks import GOOD, PARTIAL, POOR
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def proposer(measure: Measure, answers: Mapping[KpiId, KpiAnswer]) -> Proposed:
    """Stand in for a rubric: the main value of S077 is nearly there, all else is ×."""
    main = next(answer for answer in answers.values() if answer.main)
    if measure.id == "S077":
        return Proposed(GOOD, lambda: f"目標 {main.target} に対して {main.actual}")
    return Proposed(POOR if measure.id == "S105" else PARTIAL, lambda: "計算の説明")


def recipe(form: Form) -> Told:
    two_steps = form.cell(MeasureAnswer, "self_mark", "S077").coordinate
    without_reason = form.cell(MeasureAnswer, "self_mark", "S017").coordinate
    return Told(
        # S100 is a step apart too, but gives its reason; S105 agrees.
        (("C002", "施策", without_reason), ("C002", "施策", two_steps)),
        "自己評価は「×」ですが、KPIの値からの試算は「○」です（目標 60 に対して 34）。",
        propose=proposer,
    )
