"""From KPI to mark (試算評価): pure, exact, and explained.

(Kpi, values, rubric, fiscal year) → `KpiRating`; (Measure, its ratings, rubric) → `Proposal`.
No file, no clock, no float; thresholds and wording are the rubric's.
"""

from evaluator.rating.calculation import (
    Calculation,
    Figure,
    FigureName,
    Flip,
    Input,
    Limit,
    as_plain,
)
from evaluator.rating.compare import (
    ComparedMeasure,
    MeasureFacts,
    Outcome,
    RubricComparison,
    compare,
    count_outcomes,
    mark_of,
    outcome,
    rate_measure,
)
from evaluator.rating.examples import ExampleResult, example_findings, run_examples
from evaluator.rating.kpi import Cells, KpiRating, rate_kpi
from evaluator.rating.measure import Proposal, propose
from evaluator.rating.values import KpiValue, fiscal_year_of, value_that_counts

__all__ = [
    "Calculation",
    "Cells",
    "ComparedMeasure",
    "ExampleResult",
    "Figure",
    "FigureName",
    "Flip",
    "Input",
    "KpiRating",
    "KpiValue",
    "Limit",
    "MeasureFacts",
    "Outcome",
    "Proposal",
    "RubricComparison",
    "as_plain",
    "compare",
    "count_outcomes",
    "example_findings",
    "fiscal_year_of",
    "mark_of",
    "outcome",
    "propose",
    "rate_kpi",
    "rate_measure",
    "run_examples",
    "value_that_counts",
]
