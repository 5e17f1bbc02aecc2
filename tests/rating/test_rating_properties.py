"""What holds for every rating: better is never worse, units do not matter, nothing is a float."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal, FloatOperation, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluator.rating
import evaluator.rubric
from evaluator.model import Direction, Kpi, KpiKind, Step
from evaluator.rating import KpiRating, rate_kpi
from evaluator.rating.growth import Root, ratio_of_growth
from evaluator.rating.kpi import mark_of_kpi
from evaluator.rating.percent import compared
from evaluator.rubric import Rubric, RuleName
from evaluator.scale import Mark
from tests.rating_builders import DOWN, FY, RUBRICS, UP, a_kpi, a_value, rated

RATED = [kind for kind in KpiKind if kind is not KpiKind.WATCH]
EVERY = [(name, kind) for name in RUBRICS for kind in RATED]
# 28 pairs of rubric and kind share the examples; a slow machine is no failure.
settings.register_profile("rating", max_examples=30, deadline=None)
in_brief = settings(settings.get_profile("rating"))
every_rubric_and_kind = pytest.mark.parametrize(("rubric", "kind"), EVERY)
pytestmark = pytest.mark.slow

numbers = st.one_of(
    st.decimals(min_value=-20, max_value=200, places=1),
    st.decimals(min_value=0, max_value=2000, places=2),
    st.integers(0, 12).map(Decimal),
)
years = st.one_of(st.none(), st.integers(FY - 6, FY + 10))
dues = st.sampled_from(["2024", "2025", "2026", "2025-06", "2026-03", "2026-04", "2027-12"])


@st.composite
def kpis(draw: st.DrawFn, kind: KpiKind) -> Kpi:
    """Any KPI of a kind, right or wrong."""
    steps = draw(st.lists(dues, max_size=4))
    named = kind is KpiKind.MILESTONE
    plan = tuple(Step(due=due, what="工程" if named else str(draw(numbers))) for due in steps)
    kpi = a_kpi(
        kind,
        draw(st.one_of(numbers, numbers, numbers, st.none())),
        target_year=draw(years),
        baseline=draw(st.one_of(numbers, numbers, numbers, st.none())),
        baseline_year=draw(years),
        direction=UP if named else draw(st.sampled_from(Direction)),
        unit=draw(st.sampled_from(["件", "%"])),
    )
    return kpi.model_copy(update={"plan": plan})


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_a_better_actual_never_gives_a_worse_mark(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    kpi = data.draw(kpis(kind))
    # Actuals crowd around what decides: the baseline, the target and what lies between.
    near = [number for number in (kpi.baseline, kpi.target) if number is not None]
    actuals = st.one_of(numbers, st.sampled_from(near)) if near else numbers
    worse, better = sorted((data.draw(actuals), data.draw(actuals)))
    if kpi.direction is DOWN:
        worse, better = better, worse
    before, after = rated(kpi, worse, RUBRICS[rubric]), rated(kpi, better, RUBRICS[rubric])
    if before.mark is not None:
        assert after.mark is not None
        assert after.mark.rank <= before.mark.rank


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_the_mark_alone_is_the_mark_that_is_explained(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    kpi, value = data.draw(kpis(kind)), a_value(data.draw(numbers))

    alone = mark_of_kpi(kpi, [value], RUBRICS[rubric], FY)

    assert alone == rate_kpi(kpi, [value], RUBRICS[rubric], FY).mark


def scaled(kpi: Kpi, power: int) -> Kpi:
    """Return the KPI in a unit 10^power smaller, its numbers given to the same digit."""
    update = {
        name: None if value is None else value.scaleb(power)
        for name, value in (("baseline", kpi.baseline), ("target", kpi.target))
    }
    plan = tuple(
        Step(due=step.due, what=f"{Decimal(step.what).scaleb(power):f}") for step in kpi.plan
    )
    return kpi.model_copy(update=update | {"plan": plan})


@pytest.mark.parametrize(
    ("rubric", "kind"), [pair for pair in EVERY if pair[1] is not KpiKind.MILESTONE]
)
@in_brief
@given(data=st.data())
def test_the_unit_of_the_inputs_does_not_matter(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    kpi, actual = data.draw(kpis(kind)), data.draw(numbers)
    small = rated(scaled(kpi, 3), actual.scaleb(3), RUBRICS[rubric])
    large = rated(kpi, actual, RUBRICS[rubric])
    assert (small.mark, small.reason) == (large.mark, large.reason)
    assert figures(small) == figures(large)
    assert small.calculation.margin == large.calculation.margin


def figures(rating: KpiRating) -> list[tuple[str, Fraction | None]]:
    measured = rating.calculation.measured
    if measured is None:
        return []
    return [(each.name, each.value) for each in (measured.compared, *measured.parts)]


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_the_way_down_is_rated_as_the_way_up(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    """到達度 and 計画比: minus every number, with the direction turned, is the same KPI."""
    rule = RUBRICS[rubric].kinds[kind].rule
    kpi, actual = data.draw(kpis(kind)), data.draw(numbers)
    if rule not in (RuleName.COVERED, RuleName.PLAN_RATIO):
        return
    turned = DOWN if kpi.direction is UP else UP
    mirrored = kpi.model_copy(update={"direction": turned, **minus(kpi)})
    one, other = rated(kpi, actual, RUBRICS[rubric]), rated(mirrored, -actual, RUBRICS[rubric])
    if met_from_the_start(kpi):  # rated as 維持, whose mirror is the reciprocal
        return
    assert (one.mark, one.reason) == (other.mark, other.reason)
    assert figures(one) == figures(other)


def minus(kpi: Kpi) -> dict[str, object]:
    return {
        "baseline": None if kpi.baseline is None else -kpi.baseline,
        "target": None if kpi.target is None else -kpi.target,
        "plan": tuple(Step(due=step.due, what=f"{-Decimal(step.what):f}") for step in kpi.plan),
    }


def met_from_the_start(kpi: Kpi) -> bool:
    if kpi.baseline is None or kpi.target is None:
        return False
    met = kpi.baseline >= kpi.target if kpi.direction is UP else kpi.baseline <= kpi.target
    return bool(met)


powers = st.tuples(st.integers(0, 8), st.integers(0, 4)).map(
    # Numbers whose reciprocal is a decimal again.
    lambda each: Decimal(2) ** each[0] * Decimal(5) ** each[1]
)


@pytest.mark.parametrize("kind", [KpiKind.ANNUAL, KpiKind.MAINTAIN, KpiKind.ACTIVITY])
@pytest.mark.parametrize("rubric", RUBRICS)
@in_brief
@given(actual=powers, target=powers)
def test_lower_is_better_is_the_reciprocal(
    rubric: str, kind: KpiKind, actual: Decimal, target: Decimal
) -> None:
    """目標比: target ÷ actual is (1 ÷ actual) ÷ (1 ÷ target)."""
    down = rated(a_kpi(kind, target, direction=DOWN), actual, RUBRICS[rubric])
    up = rated(a_kpi(kind, 1 / target), 1 / actual, RUBRICS[rubric])
    assert down.mark is up.mark
    assert figures(down) == figures(up)


speeds = st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50), max_denominator=50)
degrees = st.integers(1, 8)
SHARES = [Fraction(0), Fraction(3, 5), Fraction(19, 20), Fraction(1)]


@in_brief
@given(observed=speeds, required=speeds, n=degrees, m=degrees)
def test_shrinking_by_a_rate_is_rated_as_growing_by_it(
    observed: Fraction, required: Fraction, n: int, m: int
) -> None:
    """成長率比: the same yearly rate downwards gives the same ratio."""
    up = ratio_of_growth(Root((1 + observed) ** n, n), Root((1 + required) ** m, m), SHARES)
    down = ratio_of_growth(Root((1 - observed) ** n, n), Root((1 - required) ** m, m), SHARES)
    assert up == down == observed / required


@in_brief
@given(
    a=st.fractions(min_value=Fraction(1, 20), max_value=20, max_denominator=20),
    t=st.fractions(min_value=Fraction(1, 20), max_value=20, max_denominator=20),
    n=degrees,
    m=degrees,
)
def test_growth_is_on_the_side_that_powers_alone_give(
    a: Fraction, t: Fraction, n: int, m: int
) -> None:
    """Against s = 1 and s = 0 the comparison needs no root: (a)^m with (t)^n, and a with 1."""
    if t == 1:
        return
    ratio = ratio_of_growth(Root(a, n), Root(t, m), SHARES)
    ahead = a**m >= t**n if t > 1 else a**m <= t**n
    rising = a >= 1 if t > 1 else a <= 1
    assert (ratio >= 1) is ahead
    assert (ratio >= 0) is rising


@in_brief
@given(value=st.integers(0, 10**40), degree=st.integers(1, 40), digits=st.integers(0, 30))
def test_a_root_lies_between_its_bounds(value: int, degree: int, digits: int) -> None:
    root = Root(Fraction(value, 7), degree)
    low, high = root.between(digits)
    assert low**degree <= root.radicand <= high**degree
    assert high - low <= Fraction(1, 10**digits)


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_no_float_is_met_and_nothing_is_rounded_on_the_path(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    kpi, actual = data.draw(kpis(kind)), data.draw(numbers)
    with localcontext() as context:
        context.traps[FloatOperation] = True
        context.prec = 1  # Decimal arithmetic would lose everything but the first digit
        rating = rated(kpi, actual, RUBRICS[rubric])
    assert rating.calculation == rated(kpi, actual, RUBRICS[rubric]).calculation
    assert not [each for each in parts_of(rating.calculation) if isinstance(each, float)]


def parts_of(value: object) -> Iterator[object]:
    """Yield everything inside a value."""
    yield value
    if isinstance(value, Mark):  # how it is drawn is no part of the calculation
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts_of(each)


def python_files() -> list[Path]:
    folders = (
        Path(module.__file__ or "").parent for module in (evaluator.rating, evaluator.rubric)
    )
    every = [path for folder in folders for path in folder.rglob("*.py")]
    return [path for path in every if path.name != "scale_file.py"]  # colours are no figures


@pytest.mark.parametrize("path", python_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_code_names_no_float_and_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"float", "round", "open"}, node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now"}, node.lineno
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & {"math", "statistics", "time", "random"}, node.lineno


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_what_is_printed_stands_on_its_side_of_every_threshold(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    rating = rated(data.draw(kpis(kind)), data.draw(numbers), RUBRICS[rubric])
    measured = rating.calculation.measured
    if measured is None or measured.compared.value is None:
        return
    share = measured.compared.value
    if abs(share) >= 10_000:
        return
    text, digits = compared(share, rating.calculation.limits)
    if text[-1] != "%":
        return
    printed = Fraction(text[:-1].replace(",", "")) / 100
    for limit in rating.calculation.limits:
        if limit.share is None:
            continue
        at = limit.share
        if limit.is_pace:  # printed beside it with as many digits
            at = Fraction(int(at * 10 ** (digits + 2) + Fraction(1, 2)), 10 ** (digits + 2))
        assert (printed > at if limit.strict else printed >= at) is limit.satisfied


@every_rubric_and_kind
@in_brief
@given(data=st.data())
def test_a_rating_has_a_mark_or_a_reason_and_always_a_sentence(
    rubric: str, kind: KpiKind, data: st.DataObject
) -> None:
    rating = rated(data.draw(kpis(kind)), data.draw(st.one_of(st.none(), numbers)), RUBRICS[rubric])
    assert (rating.mark is None) is not (rating.reason is None)
    assert " → " in rating.sentence
    allowed = {mark for mark, _ in marks_of(RUBRICS[rubric], kind)}
    assert rating.mark in allowed | {None}


def marks_of(rubric: Rubric, kind: KpiKind) -> list[tuple[Mark, object]]:
    """Return the rungs that a KPI of a kind can end on."""
    kinds = {kind, KpiKind.MAINTAIN}  # a target met from the start is kept
    return [rung for each in kinds for rung in rubric.kinds[each].rungs]
