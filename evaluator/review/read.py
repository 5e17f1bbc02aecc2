"""調整.xlsx as it came back → what is to be recorded, and what cannot be, at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from evaluator.checks.workbook import differing
from evaluator.findings import CellRef, Document, Finding, Findings
from evaluator.findings.file import SHEET_TWICE
from evaluator.findings.review import (
    BASIS_LOST,
    BLANK_KEEPS,
    BULLET_GONE,
    CHANGED_SINCE_EXPORT,
    DECISION_WITHOUT_REASON,
    NOT_A_REVIEW,
    REASON_WITHOUT_DECISION,
    REVIEW_OF_OTHER_LEDGER,
    REVIEW_OF_OTHER_ROUND,
    REVIEW_ROW_SHIFTED,
    REVIEW_UNKNOWN_MEASURE,
)
from evaluator.findings.structure import DUPLICATE_ROW, ROW_WITHOUT_KEY
from evaluator.rating import outcome
from evaluator.results.annex import Placed
from evaluator.results.decisions import (
    CANCELLED,
    Decisions,
    MarkDecision,
    Settled,
    decisions_of,
    settled_bullet,
    settled_mark,
)
from evaluator.results.grounds import Grounds, changes, decoded
from evaluator.results.proposals import RatedMeasure
from evaluator.review.agenda import Agenda, standing
from evaluator.review.blanket import Blanket, decided_since
from evaluator.review.bullets import UNTOUCHED, blank_fields, bullet_objections, kept, typed_bullet
from evaluator.review.rows import BulletRow, Cancel, ReviewMeta, ReviewRow
from evaluator.review.weigh import Case, D, Verdict, label, weigh
from evaluator.review.write import review_lists
from evaluator.sheets.layout import Row, layout_on
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located, Table, has_table, read_table
from evaluator.words.brief import listed, shorten
from evaluator.xlsx.source import Source

_PRINTED: Final[dict[type[Row], str]] = {ReviewRow: "title", BulletRow: "text"}
"""What tells, beside the key, whose row it is."""


@dataclass
class ReviewOutcome:
    """What a workbook says, row by row."""

    settled: list[Settled] = field(default_factory=list)
    counts: Counter[Verdict] = field(default_factory=Counter)
    found: Findings = field(default_factory=Findings)
    document: Document = Document.REVIEW

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said."""
        return tuple(each.of(self.document) for each in self.found.items)


def read_review(
    source: Source, agenda: Agenda, person: str, document: Document = Document.REVIEW
) -> ReviewOutcome:
    """Read a workbook that a person has filled in; one bad row never stops the others."""
    reading = ReviewOutcome(document=document)
    meta = _identified(source, agenda, reading.found)
    if meta is None:
        return reading
    then = decisions_of(agenda.events[:meta])
    lists = review_lists(agenda.results.catalogue)
    desk = _Desk(agenda, then, meta, person, reading, Blanket.of(source, reading.found))
    scale = agenda.results.catalogue.scale
    measures = read_table(source, ReviewRow, reading.found, layout=layout_on(ReviewRow, scale))
    desk.read(measures, {str(each.facts.measure.id): each for each in agenda.results.rated})
    names = agenda.results.catalogue.ministry_names | {compare_key(CANCELLED): CANCELLED}
    reading.found.extend(desk.blanket.undecided())
    bullets = read_table(source, BulletRow, reading.found, lists, aliases={"ministries": names})
    desk.read(bullets, {placed.bullet.key: placed for placed in agenda.bullets})
    return reading


def _identified(source: Source, agenda: Agenda, found: Findings) -> int | None:
    """Return how much of the ledger the workbook knew; None if it is none of this round."""
    if not has_table(source, ReviewMeta):
        found.add(NOT_A_REVIEW.at(CellRef(source.name)))
        return None
    table = read_table(source, ReviewMeta, Findings())
    row = table.rows[0] if table.rows else None
    if row is None or row.row.event is None or row.row.event < 0 or not row.row.round:
        found.add(NOT_A_REVIEW.at(table.sheet_ref()))
        return None
    expected, count = agenda.results.catalogue.round.id, len(agenda.events)
    if row.row.round != expected:
        where = row.ref("round")
        found.add(REVIEW_OF_OTHER_ROUND.at(where, found=row.row.round, expected=expected))
        return None
    if row.row.event > count:
        where = row.ref("event")
        found.add(REVIEW_OF_OTHER_LEDGER.at(where, found=row.row.event, count=count))
        return None
    return row.row.event


@dataclass(frozen=True)
class _Desk:
    """Where rows are held against the agenda, one by one."""

    agenda: Agenda
    then: Decisions
    """What stood when the workbook was exported."""
    since: int
    person: str
    reading: ReviewOutcome
    blanket: Blanket

    def read(self, table: Table[Any], known: dict[str, Any]) -> None:
        """Read the rows of a sheet; `known` are its subjects by key."""
        first: dict[str, Located[Any]] = {}
        for sheet in differing(table):
            where = CellRef(table.file, sheet.name)
            self.reading.found.add(SHEET_TWICE.at(where, first=table.sheet_ref().sheet))
        for located in table.rows:
            key = str(getattr(located.row, table.layout.model.row_key))
            verdict, said, settled = self._row(located, key, known.get(key), first.get(key))
            first.setdefault(key, located)
            self.reading.found.extend(said)
            if verdict:
                self.reading.counts[verdict] += 1
            if settled:
                self.reading.settled.append(settled)

    def _row(
        self, located: Located[Any], key: str, subject: Any, first: Located[Any] | None
    ) -> tuple[Verdict | None, tuple[Finding, ...], Settled | None]:
        refused = tuple(_misplaced(located, key, subject, first, self.agenda))
        has_key = located.table.layout.model.row_key in located.table.columns
        unusable = located.rejected & _needed(located) or _too_long(located)
        if refused or not has_key or unusable:
            return (Verdict.REFUSED if _is_filled(located) else None), refused, None
        if subject is None:
            return None, (), None  # a remark below the table
        if isinstance(subject, RatedMeasure):
            return self._measure(located, subject)
        return self._bullet(located, subject)

    # 調整 --------------------------------------------------------------------------------
    def _measure(
        self, located: Located[ReviewRow], rated: RatedMeasure
    ) -> tuple[Verdict, tuple[Finding, ...], Settled | None]:
        measure = rated.facts.measure
        basis = decoded(located.row.basis)
        exported = standing(self.then, measure.id, basis) if basis else None
        said = tuple(_blank_mark(located, exported))
        if located.row.final_mark is None:
            if any(f.code == REASON_WITHOUT_DECISION.code for f in said):
                return Verdict.REFUSED, said, None
            if not self.blanket.decides(exported):
                return Verdict.UNCHANGED, said, None
            return self._as_rated(located, rated, basis)
        return self._decided(located, rated, basis, exported, said)

    def _as_rated(
        self, located: Located[ReviewRow], rated: RatedMeasure, basis: Grounds | None
    ) -> tuple[Verdict, tuple[Finding, ...], Settled | None]:
        """Decide a blank row by the ministries' mark, unless something was decided since."""
        measure = rated.facts.measure
        history = self.agenda.decisions.of_measure(measure.id)
        since = [event for event in history if event.number > self.since]
        typed = self.blanket.typed(rated)
        if since:
            where = located.ref("final_mark")
            return Verdict.UNCHANGED, tuple(decided_since(where, typed, since[-1])), None
        if typed is None:
            return Verdict.UNCHANGED, (), None
        wrong = tuple(self._objections(located, rated, typed, basis))
        if wrong:
            return Verdict.REFUSED, wrong, None
        now, proposed = self.agenda.bases[measure.id], str(outcome(rated.proposal))
        settled = settled_mark(measure, typed, now, proposed, self.blanket.where)
        return Verdict.TAKEN, (), settled

    def _decided(
        self,
        located: Located[ReviewRow],
        rated: RatedMeasure,
        basis: Grounds | None,
        exported: MarkDecision | None,
        said: tuple[Finding, ...],
    ) -> tuple[Verdict, tuple[Finding, ...], Settled | None]:
        measure = rated.facts.measure
        typed = _typed_mark(located.row, exported)
        case = Case(
            where=located.ref("final_mark"),
            typed=typed,
            exported=exported,
            standing=(
                self.agenda.decided(measure.id)
                if typed  # what counts no more can still be taken back
                else self.agenda.decisions.marks.get(measure.id)
            ),
            history=self.agenda.decisions.of_measure(measure.id),
            since=self.since,
            objections=tuple(self._objections(located, rated, typed, basis)),
        )
        proposed = str(outcome(rated.proposal))
        now = self.agenda.bases[measure.id]
        settled = settled_mark(measure, typed, now, proposed, case.where)
        return self._weighed(case, said, settled)

    def _objections(
        self,
        located: Located[ReviewRow],
        rated: RatedMeasure,
        typed: MarkDecision | None,
        basis: Grounds | None,
    ) -> Iterator[Finding]:
        where, now = located.ref("final_mark"), self.agenda.bases[rated.facts.measure.id]
        if basis is None:
            header = located.table.layout.by_field("basis").header
            yield BASIS_LOST.at(where, found=label(typed), header=header)
        elif basis.digest != now.digest:
            changed = listed(changes(basis, now), 4)
            yield CHANGED_SINCE_EXPORT.at(where, found=label(typed), changes=changed)
        elif typed and not typed.reason and differs(typed.sign, rated):
            yield DECISION_WITHOUT_REASON.at(
                located.ref("reason"),
                found=typed.sign,
                own=rated.self_mark or "なし",
                proposed=outcome(rated.proposal),
            )

    # 掲載 --------------------------------------------------------------------------------
    def _bullet(
        self, located: Located[BulletRow], placed: Placed
    ) -> tuple[Verdict, tuple[Finding, ...], Settled | None]:
        ministry, key = placed.bullet.ministry, placed.bullet.key
        exported = self.then.bullets.get((ministry, key))
        said = tuple(blank_fields(located, exported))
        wrong = tuple(bullet_objections(located))
        typed = None if wrong else typed_bullet(located.row, placed, exported)
        if not wrong and typed is UNTOUCHED:
            return Verdict.UNCHANGED, said, None
        assert not isinstance(typed, str)
        if wrong:
            return Verdict.REFUSED, wrong, None
        case = Case(
            where=located.ref("verdict"),
            typed=typed,
            exported=exported,
            standing=self.agenda.bullet(placed),
            history=self.agenda.decisions.of_bullet(ministry, key),
            since=self.since,
        )
        return self._weighed(case, said, settled_bullet(ministry, key, typed, case.where))

    def _weighed(
        self, case: Case[D], said: tuple[Finding, ...], settled: Settled
    ) -> tuple[Verdict, tuple[Finding, ...], Settled | None]:
        verdict, about = weigh(case, self.person)
        if verdict is Verdict.AGREED:
            details = settled.details.model_copy(update={"agrees": True})
            return verdict, said + about, replace(settled, details=details)
        return verdict, said + about, settled if verdict is Verdict.TAKEN else None


def differs(sign: str, rated: RatedMeasure) -> bool:
    """Whether a mark is another than either of the two, or there is none to agree with."""
    given = [m for m in (rated.self_mark, rated.proposal.mark) if m is not None]
    return not given or any(m.value != sign for m in given)


def _misplaced(
    located: Located[Any], key: str, subject: Any, first: Located[Any] | None, agenda: Agenda
) -> Iterator[Finding]:
    """Say why it cannot be told what a row is about."""
    layout = located.table.layout
    name = layout.model.row_key
    header, where = layout.by_field(name).header, located.ref(name)
    if name not in located.table.columns:
        return  # said of the sheet
    if not key:
        if _is_filled(located):
            remedy = "行を元の位置に戻すか、調整表を作り直してください。"
            yield ROW_WITHOUT_KEY.at(_first_filled(located), header=header, remedy=remedy)
    elif first is not None:
        cell = first.ref(name).cell
        yield DUPLICATE_ROW.at(where, found=key, header=header, first=cell)
    elif subject is None:
        yield from _unknown(located, key, agenda)
    else:
        printed = _PRINTED[layout.model]
        shown = getattr(located.row, printed)
        issued = (
            subject.facts.measure.title
            if isinstance(subject, RatedMeasure)
            else subject.bullet.text
        )
        if printed in located.table.columns and compare_key(shown) != compare_key(issued):
            words = {"key": key, "header": layout.by_field(printed).header}
            kind = REVIEW_ROW_SHIFTED
            yield kind.at(located.ref(printed), found=shown or "空欄", **words)


def _unknown(located: Located[Any], key: str, agenda: Agenda) -> Iterator[Finding]:
    row, layout = located.row, located.table.layout
    if isinstance(row, ReviewRow):
        header = layout.by_field("measure_id").header
        where = located.ref("measure_id")
        yield REVIEW_UNKNOWN_MEASURE.at(where, found=key, header=header)
    elif _is_filled(located):  # else nobody has decided on words that are gone
        there = [
            f"「{shorten(placed.bullet.text, 30)}」"
            for placed in agenda.bullets
            if placed.bullet.ministry == row.ministry and placed.place == row.place
        ]
        words = {"ministry": row.ministry, "now": listed(there, 3) or "なし"}
        yield BULLET_GONE.at(located.ref("text"), found=row.text, **words)


def _inputs(located: Located[Any]) -> list[str]:
    return [c.field for c in located.table.layout.columns if c.is_input]


def _needed(located: Located[Any]) -> set[str]:
    return {*_inputs(located), located.table.layout.model.row_key}


def _too_long(located: Located[Any]) -> bool:
    """Whether a text is longer than its cell may hold, which is said where it is read."""
    return any(
        column.column.max_length is not None
        and column.is_input
        and len(getattr(located.row, column.field) or "") > column.column.max_length
        for column in located.table.layout.columns
    )


def _is_filled(located: Located[Any]) -> bool:
    return any(not located.is_blank(name) for name in _inputs(located))


def _first_filled(located: Located[Any]) -> CellRef:
    return next(located.ref(name) for name in _inputs(located) if not located.is_blank(name))


# 調整: what a row says ----------------------------------------------------------------------
def _typed_mark(row: ReviewRow, exported: MarkDecision | None) -> MarkDecision | None:
    if row.final_mark is None or row.final_mark is Cancel.CANCEL:
        return None
    sign = row.final_mark.value
    before = exported.reason if exported and exported.sign == sign else ""
    return MarkDecision(sign, kept(row.reason, before))


def _blank_mark(located: Located[ReviewRow], exported: MarkDecision | None) -> Iterator[Finding]:
    """Say of cells left blank that they change nothing, or why they do not do."""
    row, layout = located.row, located.table.layout
    header = {name: layout.by_field(name).header for name in ("final_mark", "reason")}
    if row.final_mark is None:
        where = located.ref("final_mark")
        if row.reason and row.reason != (exported.reason if exported else ""):
            words = {"header": header["final_mark"]}
            yield REASON_WITHOUT_DECISION.at(where, found=row.reason, **words)
        elif exported and "final_mark" in located.table.columns:
            words = {"header": header["final_mark"], "now": exported.label, "word": CANCELLED}
            yield BLANK_KEEPS.at(where, **words)
    elif not row.reason and exported and exported.reason and row.final_mark.value == exported.sign:
        words = {"header": header["reason"], "now": exported.label, "word": CANCELLED}
        if "reason" in located.table.columns:
            yield BLANK_KEEPS.at(located.ref("reason"), **words)
