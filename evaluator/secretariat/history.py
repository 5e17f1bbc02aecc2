"""The life of one measure: every version that spoke of it, and what happened to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from evaluator.catalogue import Catalogue
from evaluator.catalogue.amendments import OF_MINISTRIES, amendments
from evaluator.errors import NotInTheLedger
from evaluator.findings import CellRef
from evaluator.form.issued import Kept, none_kept
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.ledger import Event, Version
from evaluator.ledger.details import (
    CarriedAnswered,
    CatalogueChanged,
    Decided,
    FormReceived,
    MarkDecided,
    RemarkAnswered,
    Remarked,
    RemarkMade,
    Seal,
    Undone,
)
from evaluator.ledger.heirs import present_names
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.results.decisions import said_by
from evaluator.secretariat.editions import editions_of
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.reading import check_version
from evaluator.sheets.layout import layout_of
from evaluator.sheets.read import Located

_Texts: TypeAlias = dict[tuple[str, str], str]
ReadVersion = Callable[[Version], Submission | None]
"""Reads a version from the archive; None if it can no longer be read."""


def history(opened: OpenRound, measure_id: MeasureId) -> tuple[Measure, tuple[Stage, ...]]:
    """Tell the life of a measure. NotInTheLedger if there is no such measure."""
    catalogue = last_with(opened, measure_id)
    measure = catalogue.measure_by_id[measure_id]

    def read(version: Version) -> Submission | None:
        return check_version(opened, version).submission

    return measure, life_of(measure, catalogue, opened.book.events, read, opened.kept)


def last_with(opened: OpenRound, measure_id: MeasureId) -> Catalogue:
    """Return the catalogue, or the last version of it that has the measure."""
    changes = (e.details for e in reversed(opened.book.events))
    kept = (opened.kept(c.content) for c in changes if isinstance(c, CatalogueChanged))
    for version in (opened.catalogue, *filter(None, kept)):
        if measure_id in version.measure_by_id:
            return version
    raise NotInTheLedger(f"施策ID「{measure_id}」は施策一覧にありません。")


@dataclass(frozen=True)
class Said:
    """One answer: what a cell says about the measure."""

    key: str
    """The measure's ID, or that of one of its KPIs."""
    field: str
    header: str
    where: CellRef
    text: str
    before: str | None
    """What the ministry's version before said; None if there was none."""

    @property
    def is_changed(self) -> bool:
        """Whether the version before said something else."""
        return self.before is not None and self.before != self.text


def said_now(
    measure: Measure, catalogue: Catalogue, submissions: Mapping[MinistryName, Submission]
) -> dict[MinistryName, tuple[Said, ...]]:
    """Return by ministry all that its form says about a measure and its KPIs, cell by cell."""
    return {
        ministry: tuple(_answers(measure, catalogue, submissions[ministry], None))
        for ministry in measure.ministries
        if ministry in submissions
    }


@dataclass(frozen=True)
class Stage:
    """One event of the life; with a version's answers where it was received, or a decision."""

    event: Event
    version: int
    """Which version of its ministry the event is about; 0 if it is about none."""
    answers: tuple[Said, ...] = ()
    is_readable: bool = True
    decided: str = ""
    """What the secretariat decided or published, where the event is its own."""
    amended: tuple[str, ...] = ()
    """What the secretariat changed of the measure, where the catalogue changed."""
    edition: str = ""
    """Which edition was published, where one was."""
    undone: Event | None = None
    """What was taken back, where something was."""


def life_of(
    measure: Measure,
    catalogue: Catalogue,
    events: Sequence[Event],
    read: ReadVersion,
    kept: Kept = none_kept,
) -> tuple[Stage, ...]:
    """Return what happened, in order, to the ministries' answers on a measure."""
    return tuple(_stages(measure, catalogue, events, read, kept))


def _amended(measure: Measure, change: CatalogueChanged, kept: Kept) -> tuple[str, ...]:
    """Return what a change of the catalogue did to the measure, and to those who answer for it."""
    before, now = kept(change.before), kept(change.content)
    if before is None or now is None:
        return ()
    return tuple(
        each.did
        for each in amendments(before, now)
        if each.key == measure.id
        or (each.change in OF_MINISTRIES and {*each.concerns} & {*measure.ministries})
    )


def _stages(
    measure: Measure,
    catalogue: Catalogue,
    events: Sequence[Event],
    read: ReadVersion,
    kept: Kept,
) -> Iterator[Stage]:
    heirs = present_names(events)
    labels = {each.event.number: each.label for each in editions_of(events)}
    remarked = frozenset(_remarks(measure, events))
    numbers: dict[MinistryName, dict[str, int]] = {}
    received: dict[MinistryName, int] = {}
    before: dict[MinistryName, _Texts] = {}
    for event in events:
        ministry = event.ministry and MinistryName(heirs.get(event.ministry, event.ministry))
        if isinstance(event.details, CatalogueChanged | Decided | Remarked | Seal):
            yield from _own(event, measure, kept, labels, remarked)
            continue
        if isinstance(event.details, Undone):
            undone = events[event.details.event - 1]
            if _is_about(undone, measure, ministry, remarked):
                yield Stage(event, 0, undone=undone)
            continue
        if ministry is None or ministry not in measure.ministries:
            continue
        of_ministry = numbers.setdefault(ministry, {})
        if not isinstance(event.details, FormReceived):
            yield Stage(event, of_ministry.get(event.sha256, 0))
            continue
        received[ministry] = number = received.get(ministry, 0) + 1
        of_ministry[event.sha256] = number
        submission = read(Version(ministry, number, event))
        if submission is None:
            yield Stage(event, number, is_readable=False)
            continue
        answers = tuple(_answers(measure, catalogue, submission, before.get(ministry)))
        before[ministry] = _said_by_now(before.get(ministry, {}), answers, event.details)
        if answers or not event.details.supplement:
            yield Stage(event, number, answers)


def _said_by_now(before: _Texts, answers: Iterable[Said], received: FormReceived) -> _Texts:
    """Return what a ministry says once a form came: a supplement leaves what stands beside it."""
    now = {(said.key, said.field): said.text for said in answers}
    return before | now if received.supplement else now


def _own(
    event: Event,
    measure: Measure,
    kept: Kept,
    labels: Mapping[int, str],
    remarked: frozenset[int],
) -> Iterator[Stage]:
    """Yield what the house itself did to the measure or said of it, whoever leads it by now."""
    match event.details:
        case CatalogueChanged() as change:
            if amended := _amended(measure, change, kept):
                yield Stage(event, 0, amended=amended)
        case MarkDecided(key=measure.id):
            yield Stage(event, 0, decided=said_by(event))
        case RemarkMade() | RemarkAnswered() | CarriedAnswered() if event.number in remarked:
            yield Stage(event, 0)
        case Seal() as seal if measure.id in seal.marks:
            mark, edition = seal.marks[measure.id], labels[event.number]
            yield Stage(event, 0, decided=mark, edition=edition)


def _remarks(measure: Measure, events: Sequence[Event]) -> Iterator[int]:
    """Yield the numbers of the remarks on a measure, and of their answers."""
    for event in events:
        match event.details:
            case RemarkMade(measure=measure.id) | CarriedAnswered(measure=measure.id):
                yield event.number
            case RemarkAnswered(remark=number):
                made = events[number - 1].details
                if isinstance(made, RemarkMade) and made.measure == measure.id:
                    yield event.number


def _is_about(
    event: Event, measure: Measure, ministry: MinistryName | None, remarked: frozenset[int]
) -> bool:
    if isinstance(event.details, Remarked):
        return event.number in remarked
    if isinstance(event.details, Decided):
        return isinstance(event.details, MarkDecided) and event.details.key == measure.id
    return ministry in measure.ministries


def _answers(
    measure: Measure,
    catalogue: Catalogue,
    submission: Submission,
    before: _Texts | None,
) -> Iterator[Said]:
    kpis = {str(kpi.id) for kpi in catalogue.kpis_by_measure[measure.id]}
    for row in submission.measures.rows:
        if row.row.measure_id == measure.id:
            yield from _said(measure.id, row, before)
    for kpi in submission.kpis.rows:
        if kpi.row.kpi_id in kpis:
            yield from _said(kpi.row.kpi_id, kpi, before)


def _said(
    key: str,
    located: Located[MeasureAnswer] | Located[KpiAnswer],
    before: _Texts | None,
) -> Iterator[Said]:
    for column in layout_of(type(located.row)).columns:
        if column.is_input and column.field in located.table.columns:
            was = before.get((key, column.field)) if before else None
            text = located.text(column.field)
            yield Said(key, column.field, column.header, located.ref(column.field), text, was)
