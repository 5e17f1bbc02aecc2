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
    NOT_PROPOSED,
    SHARED_WITH_ITSELF,
    TARGET_MISSING,
    TARGET_NOT_A_NUMBER,
    TARGET_WITHOUT_UNIT,
    TARGETS_CLASH,
    UPPER_NOT_ABOVE,
)
from evaluator.model import KpiKind


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
    """A KPI has the numbers that its kind needs."""
    for kpi in tables.kpis.rows:
        row = kpi.row
        if row.target is not None and has(tables.kpis, "unit") and kpi.is_blank("unit"):
            yield TARGET_WITHOUT_UNIT.at(kpi.ref("unit"), found=row.id)
        needed = _NEEDED[row.kind] if row.kind and not row.in_words else ()
        for field in needed if row.growth is None else ():
            if has(tables.kpis, field) and kpi.is_blank(field):
                header = kpi.table.layout.by_field(field).header
                yield TARGET_MISSING.at(kpi.ref(field), found=row.id, kind=row.kind, header=header)
        paced = row.kind in (KpiKind.CUMULATIVE, KpiKind.FINAL_YEAR)
        if paced and row.target is not None and row.target == row.baseline:
            yield BASELINE_IS_TARGET.at(kpi.ref("target"), found=row.id)


_CLASHES: Final = (
    ("growth", "target"),
    ("growth", "upper"),
    ("in_words", "target"),
    ("in_words", "upper"),
    ("in_words", "growth"),
)


def targets(tables: Tables) -> Iterator[Finding]:
    """Targets that are no single number: a range, a growth, words, and what cannot be said."""
    for kpi in tables.kpis.rows:
        headers = {column.field: column.header for column in kpi.table.layout.columns}
        for one, other in _CLASHES:
            if not kpi.is_blank(one) and not kpi.is_blank(other):
                names = {"one": headers[one], "other": headers[other]}
                yield TARGETS_CLASH.at(kpi.ref(one), found=kpi.row.id, **names)
        for field in ("target", "upper", "growth"):
            typed = kpi.raw(field)
            if field in kpi.rejected and isinstance(typed, str):
                words = {"kpi": kpi.row.id, "header": headers[field]}
                yield TARGET_NOT_A_NUMBER.at(kpi.ref(field), found=typed, **words)
        if kpi.row.in_words:
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
        else:
            yield NOT_PROPOSED.at(kpi.ref("upper"), found=row.id, why="目標に幅がある")


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
