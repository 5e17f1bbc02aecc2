"""One measure as an official takes it along: marks over the years, KPIs, who decided what when.

Values only; `secretariat.brief` gathers them and `outputs.document.brief` sets them on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from evaluator.catalogue import Catalogue
from evaluator.catalogue.sayings import kpi_said
from evaluator.model import Kpi, MarkSource, Measure, Round
from evaluator.rating import KpiValue
from evaluator.rating.values import fiscal_year_of
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import RatedMeasure


@dataclass(frozen=True)
class Told:
    """A text and where it was read; "" where that is the catalogue."""

    head: str
    text: str
    where: str = ""


@dataclass(frozen=True)
class YearMark:
    """A mark of a year: whose it is, and why."""

    year: str
    mark: str
    whose: str
    reason: str = ""


class PointKind(Enum):
    """What a point of a KPI is: how it is drawn and named."""

    BASELINE = "基準値"
    VALUE = "実績"
    EXPECTED = "見込み"
    PLAN = "年度計画"
    TARGET = "目標値"


@dataclass(frozen=True)
class Point:
    """A value of a fiscal year."""

    year: int
    value: Decimal
    kind: PointKind


@dataclass(frozen=True)
class KpiPath:
    """A KPI as people say it, what was reported for it, and its values over the years."""

    name: str
    unit: str
    summary: str
    reported: str
    """The value given this year, with its day and its cell."""
    points: tuple[Point, ...]

    def of(self, *kinds: PointKind) -> list[Point]:
        """Return the points of these kinds, oldest first."""
        return sorted((p for p in self.points if p.kind in kinds), key=lambda p: p.year)


@dataclass(frozen=True)
class Happened:
    """Something that was done about the measure: when, by whom, what, in which cell."""

    day: str
    person: str
    what: str
    where: str = ""


@dataclass(frozen=True)
class Brief:
    """All that a page on one measure says, in full; the page says what it has no room for."""

    round: Round
    measure: Measure
    facts: str
    """Where it stands in the strategy, and who answers for it."""
    kpis: tuple[KpiPath, ...]
    marks: tuple[YearMark, ...]
    """This year's first."""
    evidence: str
    """The cells that the ministries' mark was read from."""
    answers: tuple[Told, ...]
    happened: tuple[Happened, ...]
    """Oldest first."""
    projects: tuple[str, ...] = ()
    """The standards projects that serve it, each in a line."""
    carried: tuple[str, ...] = ()
    """The remarks of the years before on it, each in a line with what came of it."""
    remarks: tuple[str, ...] = ()
    """What a reader has to know before anything else: that it has ended, that no answer came."""


def facts_of(catalogue: Catalogue, measure: Measure) -> str:
    """Say where a measure stands, and who answers for it."""
    domains = "、".join(catalogue.domain_by_id[row].label for row in measure.domains)
    lead = f"主担当：{measure.lead}" if measure.lead else ""
    joint = f"{'関係' if measure.lead else '共同'}：{'、'.join(measure.joint)}"
    parts = (
        catalogue.whole_place_of(measure),
        lead + (f"（{measure.division}）" if lead and measure.division else ""),
        joint if measure.joint else "",
        f"領域：{domains}" if domains else "",
    )
    return "　".join(filter(None, parts))


def marks_this_year(this: Round, own: MeasureResult, rated: RatedMeasure) -> Iterator[YearMark]:
    """Yield the ministries' mark and the rubric's."""
    said_by = f"（{'、'.join(own.said_by)}）" if own.said_by else ""
    whose = MarkSource.SELF.value + said_by
    yield YearMark(this.year_label, own.mark.value, whose, own.told("reason"))
    proposal = rated.proposal
    if proposal.mark is not None:
        yield YearMark("", proposal.mark.value, MarkSource.PROPOSED.value, proposal.sentence)


def path_of(
    kpi: Kpi, given: Sequence[KpiValue], earlier: Iterable[Kpi], fiscal_year: int
) -> KpiPath:
    """Return a KPI with its values over the years; `earlier` is the same KPI as rounds before."""
    values = [value for value in given if value.value is not None]
    last = values[-1] if values else None
    points = {(p.year, p.kind): p for p in (*_before(kpi, earlier), *_planned(kpi))}
    if last and last.value is not None:
        year = fiscal_year_of(last.as_of) if last.as_of else fiscal_year
        kind = PointKind.EXPECTED if last.is_expected else PointKind.VALUE
        points[year, kind] = Point(year, last.value, kind)
    shown = "；".join([each.words for each in given if each.words])
    shown = shown or "；".join(_said(value, kpi.unit) for value in values)
    reported = shown or "今年度の値はまだありません。"
    return KpiPath(kpi.name, kpi.unit, kpi_said(kpi), reported, tuple(points.values()))


def _before(kpi: Kpi, earlier: Iterable[Kpi]) -> Iterator[Point]:
    for each in (*earlier, kpi):  # of one year the latest round's word counts
        if each.baseline is not None and each.baseline_year is not None:
            yield Point(each.baseline_year, each.baseline, PointKind.BASELINE)
        if each.previous is not None and each.previous_year is not None:
            yield Point(each.previous_year, each.previous, PointKind.VALUE)


def _planned(kpi: Kpi) -> Iterator[Point]:
    for step in kpi.plan:
        try:
            yield Point(int(step.due), Decimal(step.what), PointKind.PLAN)
        except (ValueError, InvalidOperation):  # a milestone: a month, and words
            continue
    if kpi.target is not None and kpi.target_year is not None:
        yield Point(kpi.target_year, kpi.target, PointKind.TARGET)


def _said(value: KpiValue, unit: str) -> str:
    about = [f"{value.as_of}時点" if value.as_of else "", value.basis.value if value.basis else ""]
    told = "、".join(filter(None, about))
    where = f"　{value.where.sheet}!{value.where.cell}" if value.where else ""
    return f"{value.value:,f}{unit}" + (f"（{told}）" if told else "") + where
