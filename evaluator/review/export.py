"""What lies on the table → 調整.xlsx: rows to read and cells to decide in.

It is read in meetings and mailed around: all that bears on a mark stands in it, and it leads
into no folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from evaluator.catalogue.sayings import kpi_said, last_target
from evaluator.findings import Findings
from evaluator.ledger import Event, RoundState, state_of
from evaluator.ledger.details import FormReturned, FormWithdrawn
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.rating import outcome
from evaluator.results.annex import Placed
from evaluator.results.decisions import (
    Decisions,
    MarkDecision,
    decisions_of,
    outdated,
    said_by,
    who,
)
from evaluator.results.followed import FollowedRemark, of_measure
from evaluator.results.grounds import Grounds, changes, decoded
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import RatedMeasure
from evaluator.review.agenda import Agenda, standing
from evaluator.review.rows import (
    BulletRow,
    BulletRuling,
    RemarkedRow,
    ReviewMeta,
    ReviewRow,
    WholeTextRow,
)
from evaluator.scale import Scale
from evaluator.sheets.layout import Row, layout_of, layout_on
from evaluator.sheets.read import has_table, read_table
from evaluator.words.brief import listed, shorten
from evaluator.words.days import local_day
from evaluator.words.widths import TALL_LINE, in_rows
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest

TO_DECIDE: Final = "要再決定"
_LONGEST_STORY: Final = 3
_LONGEST_REASON: Final = 30
_CUT: Final = f"……（以下略。全文はシート『{WholeTextRow.sheet_title}』）"
_NONE: Final = "なし"


@dataclass(frozen=True)
class Previous:
    """What an earlier export showed."""

    number: int
    event: int
    state: str
    bases: dict[str, Grounds] = field(default_factory=dict)
    bullets: frozenset[str] = frozenset()


def previous_export(name: str, content: bytes, round_id: str, scale: Scale) -> Previous | None:
    """Read back what an export showed; None if the file is none of this round any more."""
    try:
        source = read_source(name, content)
    except Refused:
        return None
    if not has_table(source, ReviewMeta):
        return None
    meta = read_table(source, ReviewMeta, Findings()).rows
    if not meta or meta[0].row.round != round_id:
        return None
    rows = read_table(source, ReviewRow, Findings(), layout=layout_on(ReviewRow, scale)).rows
    bases = {r.row.measure_id: decoded(r.row.basis) for r in rows}
    bullets = read_table(source, BulletRow, Findings()).rows
    this = meta[0].row
    return Previous(
        number=this.number or 0,
        event=this.event or 0,
        state=this.state,
        bases={key: basis for key, basis in bases.items() if basis},
        bullets=frozenset(r.row.key for r in bullets),
    )


@dataclass(frozen=True)
class Export:
    """The rows of one export."""

    measures: tuple[ReviewRow, ...]
    bullets: tuple[BulletRow, ...]
    whole: tuple[WholeTextRow, ...]
    """Texts that are too long for their row."""
    remarks: tuple[RemarkedRow, ...]
    """What was said of measures in the years before."""
    outdated: frozenset[str]
    """Measures whose decision counts no more."""

    @cached_property
    def state(self) -> str:
        """A hash of what is shown, leaving out what is only said of the export before."""
        rows = [
            row.model_dump_json(exclude={"change"})
            for row in (*self.measures, *self.bullets, *self.remarks)
        ]
        return digest("\n".join(rows).encode())


def export_of(agenda: Agenda, previous: Previous | None) -> Export:
    """Return what an export shows."""
    maker = _Maker(agenda, previous)
    rows = [maker.measure(rated) for rated in agenda.results.rated]
    measures, cut = zip(*map(_fitted, rows), strict=True) if rows else ((), ())
    bullets = tuple(maker.bullet(placed) for placed in agenda.bullets)
    long = [_whole(row, "text", row.place) for row in bullets]
    whole = tuple(part for parts in (*cut, *long) for part in parts)
    remarks = tuple(map(_remarked, agenda.carried))
    return Export(measures, bullets, whole, remarks, frozenset(maker.outdated))


def _remarked(one: FollowedRemark) -> RemarkedRow:
    return RemarkedRow(
        measure_id=one.measure.id,
        title=one.measure.title,
        remark_id=one.remark.id,
        year=one.remark.year,
        text=one.remark.text,
        state=one.state,
        course="\n".join(row.told for row in one.course),
    )


def measure_rows(agenda: Agenda) -> tuple[ReviewRow, ...]:
    """Return the row of every measure as it is now, nothing shortened."""
    maker = _Maker(agenda, None)
    return tuple(maker.measure(rated) for rated in agenda.results.rated)


def bullet_rows(agenda: Agenda) -> tuple[BulletRow, ...]:
    """Return the row of every bullet as it is now."""
    maker = _Maker(agenda, None)
    return tuple(maker.bullet(placed) for placed in agenda.bullets)


def _fitted(row: ReviewRow) -> tuple[ReviewRow, tuple[WholeTextRow, ...]]:
    """Return a row of which nothing is cut off in print, and what had to be shortened."""
    shown, whole = {}, []
    for name in ("calculation", "progress", "own_reason", "answer", "change", "story"):
        parts = _whole(row, name, row.measure_id)
        if parts:
            kept = in_rows(getattr(row, name), _width(row, name), TALL_LINE)[0]
            shown[name] = kept[: max(0, len(kept) - 2 * len(_CUT))] + _CUT
            whole += parts
    return row.model_copy(update=shown), tuple(whole)


def _whole(row: ReviewRow | BulletRow, field: str, subject: str) -> list[WholeTextRow]:
    """Return the whole of a text that is too long for its row, in as many rows as it takes."""
    text = getattr(row, field)
    if len(in_rows(text, _width(row, field), TALL_LINE)) < 2:
        return []
    header = layout_of(type(row)).by_field(field).header
    parts = in_rows(text, _width(WholeTextRow, "text"), TALL_LINE)
    several = len(parts) > 1
    return [
        WholeTextRow(
            subject=subject,
            header=header + (f"（{n}／{len(parts)}）" if several else ""),
            text=part,
        )
        for n, part in enumerate(parts, start=1)
    ]


@dataclass(frozen=True)
class _Maker:
    agenda: Agenda
    previous: Previous | None

    @cached_property
    def outdated(self) -> dict[MeasureId, str]:
        scale = self.agenda.results.catalogue.scale
        return outdated(self.agenda.decisions, self.agenda.bases, scale)

    @cached_property
    def then(self) -> tuple[Decisions, RoundState]:
        """What stood when the previous export was made."""
        events = self.agenda.events[: self.previous.event if self.previous else 0]
        return decisions_of(events), state_of(events)

    def measure(self, rated: RatedMeasure) -> ReviewRow:
        """Return the row of a measure."""
        measure = rated.facts.measure
        decided = self.agenda.decided(measure.id)
        own = self.agenda.own[measure.id]
        return ReviewRow(
            measure_id=measure.id,
            title=measure.title,
            ministries="、".join(measure.ministries),
            previous_mark=measure.previous_mark,
            self_mark=rated.self_mark,
            proposed=str(outcome(rated.proposal)),
            difference=rated.difference.value,
            calculation="\n".join((rated.proposal.sentence, *_moved_targets(rated))),
            progress=own.told("progress"),
            own_reason=own.told("reason"),
            answer="\n".join(self._places(own)),
            change="\n".join(self._measure_changes(measure)),
            story="\n".join(self._story(measure)),
            final_mark=self.agenda.results.catalogue.scale.of(decided.sign) if decided else None,
            reason=decided.reason if decided else "",
            basis=self.agenda.bases[measure.id].encoded(),
        )

    def _places(self, own: MeasureResult) -> Iterator[str]:
        """Say where the answers are."""
        for ministry in own.measure.ministries:
            if ministry in own.answers:
                field = "self_mark" if ministry in own.measure.raters else "progress"
                where = own.answers[ministry].ref(field)
                version = self.agenda.state.of(ministry).current
                number = f"第{version.number}版 " if version else ""
                yield f"{ministry} {number}{where.sheet}!{where.cell}"

    def _measure_changes(self, measure: Measure) -> Iterator[str]:
        changed = self.outdated.get(measure.id)
        if changed:
            decision = self.agenda.decisions.marks[measure.id]
            yield f"{TO_DECIDE}：「{decision.sign}」（{who(decision.event)}）の後に{changed}"
        if self.previous is None:
            return
        if not changed:
            yield from self._news(measure, self.previous)
        yield from self._versions(measure)

    def _news(self, measure: Measure, previous: Previous) -> Iterator[str]:
        before = previous.bases.get(measure.id)
        now = self.agenda.bases[measure.id]
        if before is None:
            yield "新規"
        elif before.digest != now.digest:
            yield f"回答：{listed(changes(before, now), 4)}"
        yield from self._decision(measure.id, before or now)

    def _versions(self, measure: Measure) -> Iterator[str]:
        for ministry in measure.ministries:
            old, new = self.then[1].of(ministry).current, self.agenda.state.of(ministry).current
            if (old and old.number) != (new and new.number):
                shown = [f"第{v.number}版" if v else _NONE for v in (old, new)]
                yield f"版：{ministry} {'→'.join(shown)}"

    def _decision(self, measure: MeasureId, before: Grounds) -> Iterator[str]:
        old = standing(self.then[0], measure, before)
        new = self.agenda.decided(measure)
        if old != new:
            yield f"決定：{_shown(old)}→{_shown(new)}"

    def _story(self, measure: Measure) -> Iterator[str]:
        remarks = of_measure(self.agenda.carried, measure.id)
        if remarks:
            stand = (f"{one.remark.id} {one.state}" for one in remarks)
            yield f"{RemarkedRow.sheet_title}：{'、'.join(stand)}"
        told = [*self._told(measure)]
        if len(told) > _LONGEST_STORY:
            yield f"（ほか{len(told) - _LONGEST_STORY}件）"
        yield from told[-_LONGEST_STORY:]

    def _told(self, measure: Measure) -> Iterator[str]:
        decided = {event.number for event in self.agenda.decisions.of_measure(measure.id)}
        for event in self.agenda.events:
            if event.number in decided:
                yield _told(event, said_by(event))
            elif (
                event.ministry in measure.ministries and event.sha256 in self.agenda.state.versions
            ):
                if isinstance(event.details, FormReturned):
                    yield _told(event, f"{event.ministry}へ差戻し")
                elif isinstance(event.details, FormWithdrawn):
                    yield _told(event, f"{event.ministry}分を取下げ")

    def bullet(self, placed: Placed) -> BulletRow:
        """Return the row of a bullet."""
        bullet, decided = placed.bullet, self.agenda.bullet(placed)
        history = self.agenda.decisions.of_bullet(bullet.ministry, bullet.key)
        told = [_told(event, said_by(event, briefly=True)) for event in history]
        given: dict[str, Any] = {"verdict": None, "order": None}
        given |= dict.fromkeys(("heading", "edited", "attribution", "memo"), "")
        if decided:
            given = {
                "verdict": BulletRuling(decided.editing.adoption.value),
                "heading": decided.editing.heading,
                "order": decided.editing.order,
                "edited": decided.editing.text,
                "attribution": decided.editing.attribution,
                "memo": decided.memo,
            }
        return BulletRow(
            part=placed.part,
            place=placed.place,
            ministry=bullet.ministry,
            text=bullet.text,
            own_heading=bullet.heading,
            own_attribution=bullet.attribution,
            answer=f"{bullet.where.sheet}!{bullet.where.cell}",
            change="\n".join(self._bullet_changes(bullet.ministry, bullet.key)),
            story="\n".join(told[-_LONGEST_STORY:]),
            key=bullet.key,
            **given,
        )

    def _bullet_changes(self, ministry: MinistryName, key: str) -> Iterator[str]:
        if self.previous is None:
            return
        if key not in self.previous.bullets:
            yield "新しい文"
        old = self.then[0].bullets.get((ministry, key))
        new = self.agenda.decisions.bullets.get((ministry, key))
        if old != new:
            yield f"決定：{'→'.join(d.brief if d else _NONE for d in (old, new))}"


def _moved_targets(rated: RatedMeasure) -> Iterator[str]:
    """Say which targets were moved since last year: the calculation is held against this year's."""
    for kpi in rated.facts.kpis:
        if last_target(kpi):
            yield kpi_said(kpi)


def _shown(decision: MarkDecision | None) -> str:
    return decision.label if decision else _NONE


def _told(event: Event, what: str) -> str:
    reason = f"（{shorten(event.reason, _LONGEST_REASON)}）" if event.reason else ""
    return f"{local_day(event.at)} {event.person}：{what}{reason}"


def _width(row: Row | type[Row], field: str) -> float:
    model = row if isinstance(row, type) else type(row)
    return layout_of(model).by_field(field).column.width
