"""The life of one measure: every version that spoke of it, and what happened to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evaluator.catalogue import Catalogue
from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace
from evaluator.findings import CellRef
from evaluator.form.read import Submission
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.ledger import Event, Version
from evaluator.ledger.details import Decided, FormReceived, MarkDecided, Seal
from evaluator.ledger.events import as_record as event_record
from evaluator.model import Measure, MeasureId, MinistryName, RoundId
from evaluator.results.decisions import place_of, said_by
from evaluator.secretariat.collect import open_book
from evaluator.secretariat.opening import open_catalogue
from evaluator.secretariat.receive import check_version
from evaluator.sheets.layout import layout_of
from evaluator.sheets.read import Located
from evaluator.words.days import local_time

ReadVersion = Callable[[Version], Submission | None]
"""Reads a version from the archive; None if it can no longer be read."""


def history(
    workspace: Workspace, round_id: RoundId, measure_id: MeasureId
) -> tuple[Measure, tuple[Stage, ...]]:
    """Tell the life of a measure. NotInTheLedger if there is no such measure."""
    catalogue, _ = open_catalogue(workspace, round_id)
    measure = catalogue.measure_by_id.get(measure_id)
    if measure is None:
        raise NotInTheLedger(f"施策ID「{measure_id}」は施策一覧にありません。")
    book = open_book(workspace, round_id)

    def read(version: Version) -> Submission | None:
        return check_version(book.archive, version, catalogue).submission

    return measure, life_of(measure, catalogue, book.events, read)


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


def life_of(
    measure: Measure, catalogue: Catalogue, events: Iterable[Event], read: ReadVersion
) -> tuple[Stage, ...]:
    """Return what happened, in order, to the ministries' answers on a measure."""
    return tuple(_stages(measure, catalogue, events, read))


def _stages(
    measure: Measure, catalogue: Catalogue, events: Iterable[Event], read: ReadVersion
) -> Iterator[Stage]:
    numbers: dict[MinistryName, dict[str, int]] = {}
    received: dict[MinistryName, int] = {}
    before: dict[MinistryName, dict[tuple[str, str], str]] = {}
    for event in events:
        ministry = event.ministry
        if isinstance(event.details, Decided):
            if isinstance(event.details, MarkDecided) and event.details.key == measure.id:
                yield Stage(event, 0, decided=said_by(event))  # whoever leads it by now
            continue
        if isinstance(event.details, Seal):
            yield Stage(event, 0, decided=event.details.marks.get(measure.id, ""))
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
        before[ministry] = {(said.key, said.field): said.text for said in answers}
        yield Stage(event, number, answers)


def _answers(
    measure: Measure,
    catalogue: Catalogue,
    submission: Submission,
    before: dict[tuple[str, str], str] | None,
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
    before: dict[tuple[str, str], str] | None,
) -> Iterator[Said]:
    for column in layout_of(type(located.row)).columns:
        if column.is_input and column.field in located.table.columns:
            was = None if before is None else before.get((key, column.field), "")
            text = located.text(column.field)
            yield Said(key, column.field, column.header, located.ref(column.field), text, was)


# shown -----------------------------------------------------------------------------------
def as_lines(measure: Measure, life: Iterable[Stage]) -> Iterator[str]:
    """Yield the life as lines for the screen; of a later version only what changed."""
    yield f"{measure.id}　{measure.title}"
    for stage in life:
        event = stage.event
        yield (
            f"{event.number}　{local_time(event.at)}　{_about(stage)}"
            f"　{event.label}　{event.person}"
        )
        if event.sha256:
            place = place_of(event) if stage.decided else event.name
            yield f"    {place}　{event.sha256}"
        if event.reason:
            yield f"    理由：{event.reason}"
        if not stage.is_readable:
            yield "    今の施策一覧では読めない様式です。"
        for said in stage.answers:
            line = _line(said)
            if line:
                yield f"    {said.where.sheet} {said.where.cell}　{said.key}　{line}"


def _about(stage: Stage) -> str:
    """Say what an event is about: a version of a ministry, a file that is none, or the mark."""
    if stage.decided:
        return f"事務局評価　{stage.decided}"
    version = f"第{stage.version}版" if stage.version else "使えないファイル"
    return f"{stage.event.ministry}　{version}"


def _line(said: Said) -> str:
    now = _flat(said.text)
    if said.is_changed:
        return f"{said.header}：{_flat(said.before or '') or '（空欄）'} → {now or '（空欄）'}"
    if said.before is None and now:
        return f"{said.header}：{now}"
    return f"{said.header}：{now}（変更なし）" if said.field == "self_mark" else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_record(measure: Measure, life: Iterable[Stage]) -> dict[str, Any]:
    """Return the life for JSON."""
    return {
        "measure": measure.id,
        "title": measure.title,
        "events": [
            event_record(stage.event)
            | {
                "version": stage.version or None,
                "decided": stage.decided or None,
                "readable": stage.is_readable,
                "answers": [_record(said) for said in stage.answers],
            }
            for stage in life
        ],
    }


def _record(said: Said) -> dict[str, Any]:
    return {
        "key": said.key,
        "field": said.field,
        "header": said.header,
        "sheet": said.where.sheet,
        "cell": said.where.cell,
        "text": said.text,
        "before": said.before,
    }
