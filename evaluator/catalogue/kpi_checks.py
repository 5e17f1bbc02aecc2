"""What must be true of the KPIs of a catalogue: their targets, and what a rating needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from evaluator.catalogue.tables import Tables, has
from evaluator.findings import Finding
from evaluator.findings.catalogue import (
    BASELINE_IS_TARGET,
    GROWTH_OF_YEARLY,
    GROWTH_WITHOUT_BASE,
    MAIN_KPI_COUNT,
    MEASURE_WITHOUT_KPI,
    MOVING_WITHOUT_TIME,
    NOT_PROPOSED,
    OTHER_UNIT_ITSELF,
    SHARED_WITH_ITSELF,
    SPAN_OF_TOTAL,
    TARGET_MISSING,
    TARGET_NOT_A_NUMBER,
    TARGET_WITHOUT_UNIT,
    TARGETS_CLASH,
    UNKNOWN_REFERENCE,
    UPPER_NOT_ABOVE,
    WRITTEN_OTHERWISE,
)
from evaluator.model import AnswerForm, KpiKind
from evaluator.sheets.normalise.numbers import plain
from evaluator.sheets.read import missing
from evaluator.words.written import read_written


def main_kpis(tables: Tables) -> Iterator[Finding]:
    """A measure has KPIs, and one of them is the main one."""
    if not has(tables.kpis, "measure_id", "main"):
        return
    kpis = Counter(
        name for kpi in tables.kpis.rows for name in (kpi.row.measure_id, *kpi.row.shared_with)
    )
    shared = {name for kpi in tables.kpis.rows for name in kpi.row.shared_with}
    mains = Counter(kpi.row.measure_id for kpi in tables.kpis.rows if kpi.row.main)
    unread = {kpi.row.measure_id for kpi in tables.kpis.rows if "main" in kpi.rejected}
    for measure in tables.measures.rows:
        name = measure.row.id
        if name and not kpis[name]:
            yield MEASURE_WITHOUT_KPI.at(measure.ref("id"), found=name)
        elif name in shared and not mains[name]:
            continue  # of those it shares the first is its main one
        elif name and mains[name] != 1 and name not in unread:
            yield MAIN_KPI_COUNT.at(measure.ref("id"), found=name, count=mains[name])


_NEEDED: Final[dict[KpiKind, tuple[str, ...]]] = {
    KpiKind.ANNUAL: ("target",),
    KpiKind.CUMULATIVE: ("baseline", "baseline_year", "target", "target_year"),
    KpiKind.FINAL_YEAR: ("baseline", "baseline_year", "target", "target_year"),
    KpiKind.MAINTAIN: ("target",),
    KpiKind.MILESTONE: ("target", "plan"),
    KpiKind.ACTIVITY: ("target",),
    KpiKind.WATCH: (),
}


def definitions(tables: Tables) -> Iterator[Finding]:
    """A KPI has the numbers that its kind needs, and a way that is better.

    One that is kept as it was published has what was published of it.
    """
    for kpi in tables.kpis.rows:
        row = kpi.row
        if row.target is not None and has(tables.kpis, "unit") and kpi.is_blank("unit"):
            yield TARGET_WITHOUT_UNIT.at(kpi.ref("unit"), found=row.id)
        needed = _NEEDED[row.kind] if row.kind and not row.in_words else ()
        if row.multiple is not None:
            needed = tuple(name for name in needed if name != "target")
        for field in needed if row.growth is None else ():
            if has(tables.kpis, field) and kpi.is_blank(field):
                header = kpi.table.layout.by_field(field).header
                yield TARGET_MISSING.at(kpi.ref(field), found=row.id, kind=row.kind, header=header)
        if has(tables.kpis, "direction") and kpi.is_blank("direction") and not row.in_words:
            yield missing(kpi, "direction")
        paced = row.kind in (KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR)
        if paced and not row.in_words and row.target is not None and row.target == row.baseline:
            yield BASELINE_IS_TARGET.at(kpi.ref("target"), found=row.id)


_CLASHES: Final = (
    ("growth", "target"),
    ("growth", "upper"),
    ("multiple", "target"),
    ("multiple", "growth"),
)
_NO_WORDS: Final = (("in_words", "target"), ("in_words", "upper"), ("in_words", "growth"))
"""What does not go with an answer in words."""


def targets(tables: Tables) -> Iterator[Finding]:
    """Targets that are no single number: a range, a growth, words, and what cannot be said."""
    for kpi in tables.kpis.rows:
        headers = {column.field: column.header for column in kpi.table.layout.columns}
        is_words = kpi.row.in_words is AnswerForm.WORDS
        for one, other in (*_CLASHES, *(_NO_WORDS if is_words else ())):
            if not kpi.is_blank(one) and not kpi.is_blank(other):
                names = {"one": headers[one], "other": headers[other]}
                yield TARGETS_CLASH.at(kpi.ref(one), found=kpi.row.id, **names)
        for field in ("target", "upper", "growth"):
            typed = kpi.raw(field)
            if field in kpi.rejected and isinstance(typed, str):
                words = {"kpi": kpi.row.id, "header": headers[field]}
                yield TARGET_NOT_A_NUMBER.at(kpi.ref(field), found=typed, **words)
        if is_words:
            yield NOT_PROPOSED.at(kpi.ref("in_words"), found=kpi.row.id, why="言葉で答える")
        if kpi.row.measure_id in kpi.row.shared_with:
            words = {"measure": kpi.row.measure_id}
            yield SHARED_WITH_ITSELF.at(kpi.ref("shared_with"), found=kpi.row.id, **words)


def ranges(tables: Tables) -> Iterator[Finding]:
    """A range has a lower and a higher end."""
    for kpi in tables.kpis.rows:
        row = kpi.row
        if row.upper is None or "target" in kpi.rejected:
            continue
        if row.target is None or row.upper <= row.target:
            yield UPPER_NOT_ABOVE.at(kpi.ref("upper"), found=row.id)
        elif row.in_words is not AnswerForm.AS_WRITTEN:
            yield NOT_PROPOSED.at(kpi.ref("upper"), found=row.id, why="目標に幅がある")


_WRITTEN: Final = (
    ("baseline_written", "baseline"),
    ("previous_written", "previous"),
    ("target_words", "target"),
)


def written(tables: Tables) -> Iterator[Finding]:
    """What is printed as published, and the number that is calculated with, are the same."""
    for kpi in tables.kpis.rows:
        headers = {column.field: column.header for column in kpi.table.layout.columns}
        for text, number in _WRITTEN if kpi.row.in_words is AnswerForm.AS_WRITTEN else ():
            value = getattr(kpi.row, number)
            read = read_written(getattr(kpi.row, text), kpi.row.unit)
            if read is not None and value is not None and read.number != value:
                words = {"kpi": kpi.row.id, "text": headers[text], "number": headers[number]}
                shown = {"value": plain(value), "read": plain(read.number)}
                found = getattr(kpi.row, text)
                yield WRITTEN_OTHERWISE.at(kpi.ref(text), found=found, **words, **shown)


def other_targets(tables: Tables) -> Iterator[Finding]:
    """What belongs to a multiple, a total over years, a target that moves, another unit."""
    for kpi in tables.kpis.rows:
        row = kpi.row
        if row.span is not None and row.kind not in (KpiKind.CUMULATIVE, None):
            yield SPAN_OF_TOTAL.at(kpi.ref("span"), found=row.id, kind=row.kind)
        if row.moving and row.target is not None and not row.target_when:
            yield MOVING_WITHOUT_TIME.at(kpi.ref("target_when"), found=row.id, whose=row.moving)
        if row.other_unit == row.id and row.id:
            yield OTHER_UNIT_ITSELF.at(kpi.ref("other_unit"), found=row.id)
        elif row.other_unit and row.other_unit not in tables.kpis.keys:
            words = {"header": "別の単位のKPI番号", "sheet": kpi.table.layout.title}
            yield UNKNOWN_REFERENCE.at(kpi.ref("other_unit"), found=row.other_unit, **words)


def growths(tables: Tables) -> Iterator[Finding]:
    """A growth is of a yearly number, and rests on that of the year before."""
    this = tables.round.rows[0].row.fiscal_year if tables.round.rows else None
    for kpi in tables.kpis.rows:
        row = kpi.row
        if row.growth is None:
            continue
        if row.kind not in (KpiKind.ANNUAL, None):
            words = {"kind": row.kind, "yearly": KpiKind.ANNUAL}
            yield GROWTH_OF_YEARLY.at(kpi.ref("growth"), found=row.id, **words)
        elif this and (row.previous is None or row.previous_year != this - 1):
            yield GROWTH_WITHOUT_BASE.at(kpi.ref("growth"), found=row.id, year=this - 1)
