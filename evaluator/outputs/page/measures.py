"""The measures as the page shows them: each opens to what was answered and how it was rated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MarkSource, MeasureId, MinistryName
from evaluator.rating import Proposal
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.sheets.read import Located

MANY: Final = 300
"""So many measures are looked through in one list; more are folded by their place."""


@dataclass(frozen=True)
class Answer:
    """What one ministry wrote of a measure."""

    ministry: MinistryName
    mark: str
    basis: str
    progress: str
    reason: str
    next_plan: str
    url: str
    where: str


@dataclass(frozen=True)
class MeasureLine:
    """A measure as the page shows it."""

    id: str
    title: str
    place: str
    """Where in its category it stands."""
    whole_place: str
    """The same with its category before it."""
    mark: str
    meaning: str
    """What the round says of the mark; '' where there is none."""
    is_rated: bool
    ministries: tuple[MinistryName, ...]
    lead: str
    domains: tuple[str, ...]
    shelves: tuple[str, ...]
    """What it is looked for by: its domains, or its category in a round that has none."""
    said_by: str
    evidence: tuple[str, ...]
    explanation: str
    """How the mark came about, where it is not the ministry's own."""
    proposed: str
    """試算評価, with its calculation."""
    answers: tuple[Answer, ...]
    kpis: tuple[str, ...]
    before: str
    """Last year's mark, and whether this year's is better or worse."""


@dataclass(frozen=True)
class Group:
    """Measures that stand together, folded away if there are many of them on the page."""

    name: str
    measures: tuple[MeasureLine, ...]
    is_folded: bool


def grouped(lines: Sequence[MeasureLine]) -> tuple[Group, ...]:
    """Return the measures as they stand on the page: many of them by the place that they have."""
    if len(lines) <= MANY:
        return (Group("", tuple(lines), is_folded=False),)
    by_place: dict[str, list[MeasureLine]] = defaultdict(list)
    for line in lines:
        by_place[line.whole_place].append(line)
    return tuple(Group(place, tuple(of_it), is_folded=True) for place, of_it in by_place.items())


def measure_lines(results: Results) -> Iterator[MeasureLine]:
    """Yield every measure with all that the page tells of it."""
    catalogue, before, kpis = results.catalogue, _before(results), _kpis(results)
    proposals = {rated.facts.measure.id: rated.proposal for rated in results.rated}
    for result in results.marks:
        measure, proposal = result.measure, proposals.get(result.measure.id)
        rows = [catalogue.domain_by_id[domain] for domain in measure.domains]
        domains = tuple(dict.fromkeys(f"{row.mark}{row.domain}" for row in rows))
        yield MeasureLine(
            id=measure.id,
            title=measure.title,
            place=catalogue.place_of(measure),
            whole_place=catalogue.whole_place_of(measure),
            mark=result.mark.value,
            meaning=result.mark.meaning if isinstance(result.mark, Mark) else "",
            is_rated=isinstance(result.mark, Mark),
            ministries=measure.ministries,
            lead=measure.lead or "共同",
            domains=domains,
            shelves=domains if catalogue.domains else (catalogue.category_of(measure).name,),
            said_by=_said_by(result, results) if result.evidence or proposal else "",
            evidence=tuple(map(str, result.evidence)),
            explanation=result.explanation,
            proposed=_proposed(proposal) if proposal else "",
            answers=tuple(_answer(name, located) for name, located in result.answers.items()),
            kpis=tuple(kpis[measure.id]),
            before=before.get(measure.id, ""),
        )


def every_shelf(catalogue: Catalogue) -> tuple[str, tuple[str, ...]]:
    """Return what measures are looked for by, and what that is called."""
    if catalogue.domains:
        every = dict.fromkeys(f"{row.mark}{row.domain}" for row in catalogue.domains)
        return "領域", tuple(every)
    return catalogue.levels[0], tuple(category.name for category in catalogue.categories)


def _before(results: Results) -> dict[MeasureId, str]:
    """Return what is said of last year, for every measure of this one."""
    if results.changes is None:
        return {}
    return {
        each.measure.id: f"{each.before}（{each.kind}、{each.movement}）"
        for each in results.changes.transitions
        if each.measure
    }


def _said_by(result: MeasureResult, results: Results) -> str:
    """Say whose the mark is, or why there is none."""
    names = "、".join(result.said_by)
    is_rated = isinstance(result.mark, Mark)
    match results.source:
        case MarkSource.SELF:
            return f"{names}の自己評価" if is_rated else f"{names}の回答に評価がない"
        case MarkSource.PROPOSED:
            how = "による試算" if is_rated else "では評価できない"
            return f"評価基準「{results.rubric.label}」{how}"
        case MarkSource.FINAL:
            return "事務局が決定" if is_rated else "事務局の決定がない"


def _proposed(proposal: Proposal) -> str:
    return f"{proposal.mark or proposal.reason}（{proposal.sentence}）"


def _answer(ministry: MinistryName, located: Located[MeasureAnswer]) -> Answer:
    row, where = located.row, located.ref("progress")
    return Answer(
        ministry=ministry,
        mark=str(row.self_mark or ""),
        basis=row.basis or "",
        progress=row.progress,
        reason=row.reason,
        next_plan=row.next_plan,
        url=row.evidence_url,
        where=str(where) if where.file else "",
    )


def _kpis(results: Results) -> dict[MeasureId, list[str]]:
    """Return what is said of the KPIs of each measure; [] of one that has none."""
    said: dict[MeasureId, list[str]] = defaultdict(list)
    for each in results.progress:
        said[each.kpi.measure_id].append(
            f"{each.kpi.name}：{each.value:,f}{each.kpi.unit}"
            f"（目標{each.goal}、"
            f"基準から目標までの道のりの{each.covered_percent}、目安{each.pace_percent}）"
        )
    return said
