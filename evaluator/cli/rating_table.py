"""自己評価 beside 試算評価, and rubrics beside each other: on the screen and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.table import Table

from evaluator.rating import KpiRating, RubricComparison, as_plain, outcome
from evaluator.rating.percent import percent
from evaluator.results.proposals import RatedMeasure
from evaluator.results.wording import NOTHING
from evaluator.rubric import NoMark
from evaluator.scale import Mark


def table(rated: Iterable[RatedMeasure]) -> Table:
    """Return the list of measures: the two marks, their difference, how near a threshold is."""
    shown = Table()
    for head in ("施策ID", "施策名", "自己", "試算", "差", "しきい値まで", "境界"):
        shown.add_column(head, overflow="fold", no_wrap=head in ("施策ID", "自己"))
    for each in rated:
        margin = _margin(each.proposal.deciding)
        shown.add_row(
            each.facts.measure.id,
            each.facts.measure.title,
            each.self_mark.value if each.self_mark else NOTHING,
            str(outcome(each.proposal)),
            each.difference.value,
            margin,
            "境界" if each.proposal.is_boundary else "",
        )
    return shown


def _margin(rating: KpiRating | None) -> str:
    margin = rating.calculation.margin if rating else None
    return NOTHING if margin is None else percent(margin)


def explanation(rated: RatedMeasure) -> str:
    """Return how a measure's mark came about, with the cells of the inputs."""
    measure, proposal = rated.facts.measure, rated.proposal
    own = rated.self_mark.value if rated.self_mark else NOTHING
    lines = [
        f"{measure.id} {measure.title}",
        f"評価基準：{proposal.rubric}（公式の評価基準ではありません）",
        f"自己評価 {own}　試算評価 {outcome(proposal)}　{rated.difference}"
        + ("　境界：入力の端数処理によって評価が変わります" if proposal.is_boundary else ""),
        f"理由：{proposal.sentence}",
    ]
    for rating in proposal.ratings:
        lines += ["", *_kpi_lines(rating)]
    return "\n".join(lines)


def _kpi_lines(rating: KpiRating) -> Iterator[str]:
    main = "（主KPI）" if rating.kpi.main else ""
    yield f"{rating.id} {rating.kpi.name}{main}［{rating.kpi.kind}］"
    yield f"  {rating.sentence}"
    for given in rating.calculation.inputs:
        place = f"　← {given.where}" if given.where else ""
        year = f"（{given.year}年度）" if given.year else ""
        yield f"  {given.name}：{given.value:,f}{given.unit}{year}{place}"
    for flip in rating.calculation.flips:
        yield f"  境界：{flip.name}の端数処理によっては {flip.mark}"


def as_data(rated: RatedMeasure) -> dict[str, Any]:
    """Return a measure's rating as plain data."""
    return {
        "measure_id": rated.facts.measure.id,
        "title": rated.facts.measure.title,
        "self": as_plain(rated.self_mark),
        "proposed": as_plain(rated.proposal.mark),
        "reason": rated.proposal.reason,
        "difference": rated.difference,
        "boundary": rated.proposal.is_boundary,
        "rubric": rated.proposal.rubric,
        "sentence": rated.proposal.sentence,
        "kpis": [
            {
                "kpi_id": rating.id,
                "mark": as_plain(rating.mark),
                "reason": rating.reason,
                "sentence": rating.sentence,
                "calculation": as_plain(rating.calculation),
            }
            for rating in rated.proposal.ratings
        ],
    }


def comparison_tables(comparison: RubricComparison) -> Iterator[Table]:
    """Yield the counts under each rubric, then the measures that differ."""
    names = [rubric.name for rubric in comparison.rubrics]
    counts = Table(title="評価基準ごとの件数")
    differing = Table(title=f"評価が変わる施策：{len(comparison.differing)}件")
    for each in (counts, differing):
        each.caption = "どれも公式の評価基準ではありません"
    for head in ("評価", *names):
        counts.add_column(head, no_wrap=True)
    for row in _count_rows(comparison):
        counts.add_row(*row)
    for head in ("施策ID", "施策名", *names):
        differing.add_column(head, overflow="fold")
    for measure in comparison.differing:
        marks = [str(each) for each in measure.outcomes]
        differing.add_row(measure.measure.id, measure.measure.title, *marks)
    yield counts
    yield differing


def _count_rows(comparison: RubricComparison) -> Iterator[Sequence[str]]:
    for each in (*comparison.scale.marks, *NoMark):
        numbers = [count[each] for count in comparison.counts]
        if isinstance(each, Mark) or any(numbers):
            yield [each.value, *(f"{n}件" if n else NOTHING for n in numbers)]


def comparison_data(comparison: RubricComparison) -> dict[str, Any]:
    """Return the comparison as plain data."""
    names = [rubric.name for rubric in comparison.rubrics]
    return {
        "rubrics": {rubric.name: rubric.label for rubric in comparison.rubrics},
        "counts": {
            name: {str(key): n for key, n in count.items()}
            for name, count in zip(names, comparison.counts, strict=True)
        },
        "measures": [
            {
                "measure_id": each.measure.id,
                "title": each.measure.title,
                "differs": each.differs,
                "marks": dict(zip(names, map(str, each.outcomes), strict=True)),
            }
            for each in comparison.measures
        ],
    }
