"""一枚紙: one measure on one sheet, gathered from the round, its ledger and the rounds before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluator.catalogue import Catalogue
from evaluator.catalogue.named import is_named, measure_meant, nearest
from evaluator.catalogue.succession import Kind, Predecessor
from evaluator.errors import EvaluatorError, NotInTheLedger
from evaluator.files import Workspace, shown_text
from evaluator.findings import CellRef
from evaluator.form.sheets import form_sheets
from evaluator.ledger import Event
from evaluator.ledger.details import FormReceived, FormSuperseded, Remarked, Seal
from evaluator.model import Kpi, KpiId, MarkSource, Measure, MeasureId, Withheld
from evaluator.results.brief import (
    Brief,
    Happened,
    KpiPath,
    Told,
    YearMark,
    facts_of,
    marks_this_year,
    path_of,
)
from evaluator.results.decisions import decisions_of, place_of
from evaluator.results.domain_parts import project_line
from evaluator.results.followed import followed, of_measure
from evaluator.results.results import Results
from evaluator.secretariat.collect import collect
from evaluator.secretariat.editions import editions_of
from evaluator.secretariat.evaluate import results_in
from evaluator.secretariat.history import Said, Stage, history, last_with
from evaluator.secretariat.opening import OpenRound, open_catalogue, open_round
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.words.brief import listed
from evaluator.words.days import local_time


def brief_of(opened: OpenRound, typed: str, progress: OnProgress = silent) -> Brief:
    """Gather what a sheet says of the measure that is meant. NotInTheLedger if none is."""
    measure, life = life_of_meant(opened, typed)
    results = results_in(opened, collect(opened, progress), MarkSource.FINAL)
    return brief_in(opened, measure, life, results)


def life_of_meant(opened: OpenRound, typed: str) -> tuple[Measure, tuple[Stage, ...]]:
    """Tell the life of the measure that is meant. NotInTheLedger, with those that look alike."""
    meant = measure_meant(opened.catalogue, typed) or MeasureId(typed.strip())
    try:
        return history(opened, meant)
    except NotInTheLedger as error:
        raise _unknown(opened.catalogue, typed) from error


def brief_in(
    opened: OpenRound, measure: Measure, life: tuple[Stage, ...], results: Results
) -> Brief:
    """Gather the same where the measure's life and the secretariat's marks are there already."""
    years = tuple(_years_before(opened, measure))
    is_here = measure.id in results.catalogue.measure_by_id
    return Brief(
        round=opened.catalogue.round,
        measure=measure,
        facts=facts_of(last_with(opened, measure.id), measure),
        kpis=tuple(_paths(results, measure, years)) if is_here else (),
        marks=(*_marks(opened, results, measure), *_marks_before(years, measure)),
        evidence=_evidence(results, measure),
        answers=tuple(_answers(results, measure)),
        happened=tuple(_happened(life, opened)),
        projects=tuple(
            project_line(each) for each in results.projects.every if measure.id in each.measures
        ),
        carried=tuple(_carried(results, measure, opened.book.events)),
        remarks=tuple(_remarks(results, measure)),
    )


def _unknown(catalogue: Catalogue, typed: str) -> NotInTheLedger:
    said = f"「{shown_text(typed)}」に当たる施策が{catalogue.round.id}の施策一覧にありません。"
    for each in catalogue.previous:
        if is_named(each.id, typed):
            went = listed([str(key) for key in each.successors])
            now = f"今年度は {went} です" if went else "前年度で終了しました"
            return NotInTheLedger(f"{said}前年度の{each.id}（{each.title}）は、{now}。")
    near = [f"{each.id} {each.title}" for each in nearest(catalogue, typed)]
    return NotInTheLedger(said + (f"近いもの：{listed(near, 5)}" if near else ""))


# this year ----------------------------------------------------------------------------------
def _marks(opened: OpenRound, results: Results, measure: Measure) -> Iterator[YearMark]:
    this = results.catalogue.round
    for own, rated, final in zip(results.own, results.rated, results.marks, strict=True):
        if own.measure.id == measure.id:
            yield from marks_this_year(this, own, rated)
            decision = results.decisions.marks.get(measure.id)
            reason = decision.all_reasons if decision else ""
            yield YearMark("", final.mark.value, MarkSource.FINAL.value, reason)
    for edition in editions_of(opened.book.events)[-1:]:
        sign = edition.seal.marks.get(measure.id, "")
        yield YearMark("", sign or "—", f"公表（{edition.label}）", edition.event.reason)


def _paths(results: Results, measure: Measure, years: Sequence[_Year]) -> Iterator[KpiPath]:
    catalogue = results.catalogue
    facts = next(r.facts for r in results.rated if r.facts.measure.id == measure.id)
    for kpi in facts.kpis:
        values = facts.values.get(KpiId(kpi.id), ())
        yield path_of(kpi, values, _kpi_before(years, kpi), catalogue.round.fiscal_year)


def _evidence(results: Results, measure: Measure) -> str:
    cells = (r.evidence for r in results.own if r.measure.id == measure.id)
    return "、".join(_in_words(cell) for each in cells for cell in each)


def _answers(results: Results, measure: Measure) -> Iterator[Told]:
    own = next((r for r in results.own if r.measure.id == measure.id), None)
    for ministry in measure.ministries:
        answer = own.answers.get(ministry) if own else None
        if answer and answer.row.progress:
            yield Told(ministry, answer.row.progress, _in_words(answer.ref("progress")))


def _remarks(results: Results, measure: Measure) -> Iterator[str]:
    catalogue = results.catalogue
    if measure.id not in catalogue.measure_by_id:
        yield "この施策は今の施策一覧にありません（事務局が外しました）。外す前の内容を示します。"
        return
    kind = catalogue.succession.kind(measure)
    if catalogue.previous and kind is not Kind.CONTINUED:
        before = [f"{each.id} {each.title}" for each in catalogue.succession.before(measure.id)]
        yield f"{kind.value}：前年度の{listed(before)}" if before else f"{kind.value}の施策です。"
    withheld = [
        ministry
        for ministry, form in results.submissions.items()
        for sheet in form_sheets()
        for located in form.table(sheet.model).rows
        if measure.id in sheet.measures_of(catalogue, located.row)
        and sheet.is_withheld(located.row)
    ]
    if withheld:
        named = listed(list(dict.fromkeys(map(str, withheld))))
        yield f"{Withheld.YES}とされた回答を含みます（{named}）。"
    missing = [m for m in measure.ministries if m not in results.submissions]
    if missing:
        yield f"未提出：{listed([str(m) for m in missing])}"


def _carried(results: Results, measure: Measure, events: Iterable[Event]) -> Iterator[str]:
    every = followed(results.catalogue, results.submissions, events)
    for each in of_measure(every, measure.id):
        place = f"（{_in_words(each.where)}）" if each.where else ""
        course = "／".join(row.told for row in each.course)
        yield f"{each.remark.id}「{each.remark.text}」　{course}{place}"


def _in_words(where: CellRef) -> str:
    return f"{where.file} {where.sheet}!{where.cell}"


# what happened ------------------------------------------------------------------------------
def _happened(life: tuple[Stage, ...], opened: OpenRound) -> Iterator[Happened]:
    editions = {each.event.number: each for each in editions_of(opened.book.events)}
    for stage in life:
        event = stage.event
        if isinstance(event.details, FormSuperseded):
            continue  # said by the version that came
        if isinstance((stage.undone or event).details, Remarked):
            continue  # nothing hangs on a remark
        day = local_time(event.at)
        if isinstance(event.details, Seal):
            label = editions[event.number].label
            yield Happened(day, event.person, f"{label}を公表（{stage.decided or '評価なし'}）")
        elif stage.decided:
            what = f"事務局評価：{stage.decided}" + _because(event)
            yield Happened(day, event.person, what, _in_words(place_of(event)))
        elif stage.amended:
            yield Happened(day, event.person, "事務局が" + "、".join(stage.amended))
        else:
            version = f" 第{stage.version}版" if stage.version else ""
            what = f"{event.ministry}{version}の{event.label}{_mark(stage)}" + _because(event)
            yield Happened(day, event.person, what, _came_in(stage))


def _because(event: Event) -> str:
    return f"（{event.reason}）" if event.reason else ""


def _answer(stage: Stage) -> Said | None:
    """Return the ministry's mark; of one that gives none, what it wrote."""
    said = {each.field: each for each in stage.answers if each.text}
    return said.get("self_mark") or said.get("progress")


def _mark(stage: Stage) -> str:
    said = _answer(stage)
    return f"（自己評価：{said.text}）" if said and said.field == "self_mark" else ""


def _came_in(stage: Stage) -> str:
    if not isinstance(stage.event.details, FormReceived):
        return ""
    said = _answer(stage)
    return f"{stage.event.name} {said.where.sheet}!{said.where.cell}" if said else stage.event.name


# the years before ---------------------------------------------------------------------------
@dataclass(frozen=True)
class _Year:
    """A year before: its round, if that lies in the workspace, and what the measure was in it."""

    label: str
    opened: OpenRound | None
    measures: tuple[Predecessor, ...]


def _years_before(opened: OpenRound, measure: Measure) -> Iterator[_Year]:
    """Yield the years before in which there was such a measure, the latest first."""
    catalogue, ids = opened.catalogue, [measure.id]
    while before := _before(catalogue, ids):
        year, earlier = catalogue.round.fiscal_year - 1, _round_before(opened.workspace, catalogue)
        label = catalogue.round.model_copy(update={"fiscal_year": year}).year_label
        yield _Year(label, earlier, before)
        if earlier is None:
            return
        catalogue, ids = earlier.catalogue, [each.id for each in before]


def _marks_before(years: Sequence[_Year], measure: Measure) -> Iterator[YearMark]:
    for year in years:
        for each in year.measures:
            mark, whose = _mark_of(year.opened, each)
            if mark:
                said = f"{whose}（{each.id}）" if each.id != measure.id else whose
                yield YearMark(year.label, mark, said)


def _kpi_before(years: Sequence[_Year], kpi: Kpi) -> list[Kpi]:
    """Return a KPI as it was in the rounds before, oldest first."""
    return [
        each
        for year in reversed(years)
        if year.opened
        for before in year.measures
        for each in year.opened.catalogue.kpis_by_measure.get(before.id, ())
        if (each.name, each.unit) == (kpi.name, kpi.unit)
    ]


def _before(catalogue: Catalogue, ids: Iterable[MeasureId]) -> tuple[Predecessor, ...]:
    found = [each for key in ids for each in catalogue.succession.before(key)]
    return tuple({each.id: each for each in found}.values())


def _mark_of(earlier: OpenRound | None, measure: Predecessor) -> tuple[str, str]:
    """Return last year's mark and whose it is: published, decided, or as handed on."""
    if earlier is not None:
        for edition in editions_of(earlier.book.events)[::-1]:
            if measure.id in edition.seal.marks:
                return edition.seal.marks[measure.id], f"公表（{edition.label}）"
        decision = decisions_of(earlier.book.events).marks.get(measure.id)
        if decision:
            return decision.sign, MarkSource.FINAL.value
    return (measure.mark.value if measure.mark else ""), "前年の評価（施策一覧）"


def _round_before(workspace: Workspace, this: Catalogue) -> OpenRound | None:
    """Return the same programme's round of the year before, if it lies there and can be opened."""
    wanted = (this.programme.name, this.round.fiscal_year - 1)
    for round_id in workspace.rounds():
        try:
            there = open_catalogue(workspace, round_id)[0]
            if (there.programme.name, there.round.fiscal_year) == wanted:
                return open_round(workspace, round_id)
        except EvaluatorError:
            continue  # a sheet on this year's measure need not fail for another round
    return None
