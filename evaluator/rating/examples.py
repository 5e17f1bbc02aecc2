"""The example tables inside a rubric file, run as tests: inputs → mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evaluator.findings import CellRef, Finding
from evaluator.findings.rubric import RUBRIC_EXAMPLE_FAILED
from evaluator.model import Kpi, KpiId, MeasureId, Step
from evaluator.rating.compare import Outcome
from evaluator.rating.kpi import KpiRating, rate_kpi
from evaluator.rating.values import KpiValue
from evaluator.rubric import Example, Rubric


@dataclass(frozen=True)
class ExampleResult:
    """An example and what the rubric made of it."""

    example: Example
    rating: KpiRating

    @property
    def passed(self) -> bool:
        """Whether what came out is what the example says."""
        same = (self.rating.mark, self.rating.reason) == (self.example.mark, self.example.no_mark)
        return same and self.example.boundary in (None, self.rating.is_boundary)


def run_examples(rubric: Rubric) -> tuple[ExampleResult, ...]:
    """Rate every example of a rubric under it."""
    return tuple(ExampleResult(example, _rate(example, rubric)) for example in rubric.examples)


def example_findings(rubric: Rubric, file: str) -> Iterator[Finding]:
    """Yield a finding for each example that does not come out as it says."""
    for number, result in enumerate(run_examples(rubric), start=1):
        if not result.passed:
            example, rating = result.example, result.rating
            yield RUBRIC_EXAMPLE_FAILED.at(
                CellRef(file, "", f"examples[{number}]"),
                title=example.title,
                expected=_outcome(example.mark or example.no_mark, boundary=example.boundary),
                got=_outcome(rating.mark or rating.reason, boundary=rating.is_boundary),
                sentence=rating.sentence,
            )


def _outcome(outcome: Outcome | None, *, boundary: bool | None) -> str:
    return f"{outcome}{'（境界）' if boundary else ''}"


def _rate(example: Example, rubric: Rubric) -> KpiRating:
    # The last day of the value's fiscal year stands for "some day in it".
    year = example.year if example.value_year is None else example.value_year
    value = KpiValue(value=example.actual, as_of=date(year + 1, 3, 31), basis=example.basis)
    return rate_kpi(kpi_of(example), [value], rubric, example.year)


def kpi_of(example: Example) -> Kpi:
    """Return the KPI that an example describes."""
    return Kpi(
        id=KpiId("例"),
        measure_id=MeasureId("例"),
        main=True,
        name=example.title,
        kind=example.kind,
        direction=example.direction,
        unit=example.unit,
        baseline=example.baseline,
        baseline_year=example.baseline_year,
        target=example.target,
        target_year=example.target_year,
        previous=example.previous,
        previous_year=example.previous_year,
        plan=tuple(_steps(example.plan)),
    )


def _steps(plan: str) -> Iterator[Step]:
    """Take apart a plan; `Example` has checked its form."""
    for part in plan.split(";") if plan else ():
        due, _, what = part.partition(":")
        yield Step(due=due, what=what)
