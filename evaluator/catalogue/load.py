"""The catalogue workbook → a checked `Catalogue`, or findings at its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow
from evaluator.catalogue.categories import CATEGORY_WORDING, CategoryRow, SubcategoryRow
from evaluator.catalogue.checks import CHECKS
from evaluator.catalogue.history import HistoryRow, past_years
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.layouts import layout_in
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.register import Catalogue
from evaluator.catalogue.rows import (
    DOMAIN_WORDING,
    ROUND_WORDING,
    DomainRowRow,
    MeasureRow,
    MinistryRow,
    RoundRow,
    SuccessionRow,
    TextRow,
)
from evaluator.catalogue.succession import Succession, mark_before, progress_before
from evaluator.catalogue.tables import Tables, division_named, each_table, predecessor
from evaluator.catalogue.texts import TextKey, Texts
from evaluator.findings import CellRef, Document, Finding, Findings, has_errors
from evaluator.findings.catalogue import ROUND_MISMATCH, TARGET_NOT_A_NUMBER
from evaluator.model import (
    SAMPLE_NOTICE,
    AnswerForm,
    Category,
    DomainRow,
    Kpi,
    KpiId,
    Measure,
    MeasureId,
    Ministry,
    Round,
    RoundId,
    Subcategory,
)
from evaluator.programme import Programme
from evaluator.rubric import InputName, shipped_programme
from evaluator.scale import Scale
from evaluator.sheets.layout import Layout, layout_on
from evaluator.sheets.read import Located, R, Table, has_table, read_table
from evaluator.sheets.table import absent
from evaluator.standards import Standards, shipped_standards
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import Source, digest

_TIMES: Final = 3
"""A register is the secretariat's own, and may have so many times the cells of a form: those of
some 7,000 measures."""
_INPUT_FIELDS: Final = {
    InputName.BASELINE: "baseline",
    InputName.TARGET: "target",
    InputName.PLANNED: "plan",
}


def load_catalogue(
    name: str,
    content: bytes,
    expected: RoundId,
    scale: Scale,
    standards: Standards | None = None,
    programme: Programme | None = None,
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """Read and check a catalogue on a scale; None if it has findings of level エラー.

    `standards` are the round's own tables of standards bodies, `programme` is its own, where it
    has any.
    """
    found = Findings()
    try:
        source = read_source(name, content, times=_TIMES)
    except Refused as refusal:
        found.add(refusal.finding(name))
        return None, _about(found)
    programme = programme or shipped_programme()
    tables = read_tables(source, found, scale, standards, programme)
    for check in CHECKS:
        found.extend(check(tables))
    for row in tables.round.rows:
        if row.row.id and row.row.id != expected:
            words = {"found": row.row.id, "expected": expected}
            found.add(ROUND_MISMATCH.at(row.ref("id"), **words))
    found = Findings(list(_told_once(found.items)))
    if has_errors(found.items):
        return None, _about(found)
    catalogue = _catalogue(tables, scale, programme)
    catalogue = replace(catalogue, file_sha256=source.sha256, own_standards=standards)
    return catalogue, _about(found)


def _about(found: Findings) -> tuple[Finding, ...]:
    return tuple(each.of(Document.CATALOGUE) for each in found.items)


def _told_once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what was found; of a target that is no number only what the catalogue has for it."""
    told = {each.where for each in found if each.kind is TARGET_NOT_A_NUMBER}
    for each in found:
        if each.kind is TARGET_NOT_A_NUMBER or each.where not in told:
            yield each


def read_tables(
    source: Source,
    found: Findings,
    scale: Scale,
    standards: Standards | None = None,
    programme: Programme | None = None,
) -> Tables:
    """Read the sheets of a catalogue, without checking what they say."""
    programme = programme or shipped_programme()
    called = partial(layout_in, scale=scale, levels=programme.levels)
    tables = Tables(
        read_table(source, RoundRow, found),
        read_table(source, MinistryRow, found),
        read_table(source, CategoryRow, found, layout=called(CategoryRow)),
        _of_levels(source, found, called(SubcategoryRow), programme),
        _of_domains(source, found, programme),
        read_table(source, MeasureRow, found, layout=called(MeasureRow)),
        read_table(source, KpiRow, found),
        read_table(source, TextRow, found),
        _of_before(source, SuccessionRow, found, scale),
        absent(source.name, ProjectRow),
        _of_before(source, ProjectYearRow, found, scale),
        absent(source.name, PostRow),
        _of_before(source, HistoryRow, found, scale),
        _of_before(source, CarriedRemarkRow, found, scale),
        _of_before(source, RemarkYearRow, found, scale),
        programme.levels,
    )
    domains = tuple(_choice(located.row) for located in tables.domains.rows)
    return replace(
        tables,
        projects=_of_standards(source, ProjectRow, found, standards, domains),
        posts=_of_standards(source, PostRow, found, standards),
    )


def _of_levels(
    source: Source, found: Findings, layout: Layout, programme: Programme
) -> Table[SubcategoryRow]:
    """Read the levels below the categories, where there are any."""
    if len(programme.levels) > 1 or has_table(source, SubcategoryRow):
        return read_table(source, SubcategoryRow, found, layout=layout)
    return absent(source.name, SubcategoryRow)


def _of_domains(source: Source, found: Findings, programme: Programme) -> Table[DomainRowRow]:
    """Read the domains, which a programme may be without."""
    if programme.domains or has_table(source, DomainRowRow):
        return read_table(source, DomainRowRow, found)
    return absent(source.name, DomainRowRow)


def _of_standards(
    source: Source,
    model: type[R],
    found: Findings,
    standards: Standards | None,
    domains: tuple[str, ...] = (),
) -> Table[R]:
    """Read the projects, or the posts, that are known, which a first round does not have."""
    if not has_table(source, model):
        return absent(source.name, model)
    lists = {**(standards or shipped_standards()).choices, "domains": domains}
    return read_table(source, model, found, lists)


def _of_before(source: Source, model: type[R], found: Findings, scale: Scale) -> Table[R]:
    """Read a sheet about the years before, which a first round does not have."""
    if has_table(source, model):
        return read_table(source, model, found, layout=layout_on(model, scale))
    return absent(source.name, model)


def _catalogue(tables: Tables, scale: Scale, programme: Programme) -> Catalogue:
    """Turn checked rows into values; every required cell is known to be filled.

    The order of categories, subcategories and domains is that of the printed tables. Of the
    other sheets the rows may be sorted as anyone likes: it is the same catalogue.
    """
    tables = replace(
        tables,
        ministries=_ordered(tables.ministries, lambda row: (row.order or 0, row.name)),
        measures=_ordered(tables.measures, lambda row: _natural(row.id)),
        kpis=_ordered(tables.kpis, lambda row: _natural(row.id)),
        succession=_ordered(tables.succession, lambda row: _natural(row.previous_id)),
        projects=_ordered(tables.projects, lambda row: _natural(row.id)),
        project_years=_ordered(tables.project_years, lambda row: (row.year or 0, _natural(row.id))),
        posts=_ordered(tables.posts, lambda row: row.model_dump_json()),
        history=_ordered(tables.history, lambda row: (row.year or 0, _natural(row.id))),
        carried=_ordered(tables.carried, lambda row: _natural(row.id)),
        remark_years=_ordered(tables.remark_years, lambda row: row.model_dump_json()),
    )
    content = "\n".join(
        # A column that came later and is blank does not make it another catalogue.
        located.row.model_dump_json(exclude_defaults=True)
        for table in each_table(tables)
        for located in table.rows
    )
    content += "".join(f"\n{each.identity}" for each in (scale, programme) if each.identity)
    this = _round(tables.round.rows[0].row)
    texts = _texts(tables, this)
    previous = tuple(predecessor(located.row) for located in tables.succession.rows)
    succession = Succession(previous)
    return Catalogue(
        round=this.model_copy(update=_worded(this, ROUND_WORDING, texts)),
        scale=scale,
        programme=programme,
        ministries=tuple(_ministry(located.row) for located in tables.ministries.rows),
        categories=tuple(_category(located.row, texts) for located in tables.categories.rows),
        subcategories=tuple(_subcategory(located.row) for located in tables.subcategories.rows),
        domains=tuple(_domain(located.row, texts) for located in tables.domains.rows),
        measures=tuple(_measure(located.row, succession) for located in tables.measures.rows),
        kpis=tuple(_kpi(located.row) for located in tables.kpis.rows),
        texts=texts,
        previous=previous,
        projects=tuple(located.row for located in tables.projects.rows),
        project_years=tuple(located.row for located in tables.project_years.rows),
        posts=tuple(located.row for located in tables.posts.rows),
        history=past_years([located.row for located in tables.history.rows]),
        carried=tuple(located.row for located in tables.carried.rows),
        remark_years=tuple(located.row for located in tables.remark_years.rows),
        sha256=digest(content.encode()),
        kpi_cells={KpiId(row.row.id): _cells(row) for row in tables.kpis.rows},
        measure_rows=dict(_measure_rows(tables)),
    )


def _ordered(table: Table[R], key: Callable[[R], Any]) -> Table[R]:
    return replace(table, rows=tuple(sorted(table.rows, key=lambda located: key(located.row))))


def _natural(identifier: str) -> list[tuple[int, str]]:
    """Return a key that puts S2 before S10, and S002-2 before S002-10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", identifier)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _measure_rows(tables: Tables) -> Iterator[tuple[tuple[str, int], MeasureId]]:
    for measure in tables.measures.rows:
        yield (measure.table.name, measure.number), MeasureId(measure.row.id)
    for kpi in tables.kpis.rows:
        yield (kpi.table.name, kpi.number), MeasureId(kpi.row.measure_id)


def _cells(row: Located[KpiRow]) -> dict[InputName, CellRef]:
    return {name: row.ref(field) for name, field in _INPUT_FIELDS.items()}


def is_sample(row: RoundRow) -> bool:
    """Whether a round is the sample; before the column was there, only its notice said so."""
    return row.sample is not None or row.notice == SAMPLE_NOTICE


def _round(row: RoundRow) -> Round:
    values = row.model_dump(exclude={"sample", "asks"})
    if is_sample(row) and SAMPLE_NOTICE not in row.notice:
        values["notice"] = SAMPLE_NOTICE + row.notice
    asks = {"is_sample": is_sample(row), "asks_projects": row.asks is not None}
    return Round.model_validate(values | asks)


def _texts(tables: Tables, this: Round) -> Texts:
    values = {TextKey(located.row.key): located.row.value for located in tables.texts.rows}
    words = {"年度": this.year_label, "西暦": str(this.fiscal_year), "戦略": this.strategy}
    return Texts(values, words)


def _ministry(row: MinistryRow) -> Ministry:
    values = row.model_dump(exclude={"asks"})
    switches = {"parent": row.parent or None, "asks_projects": row.asks is not None}
    return Ministry.model_validate(values | switches)


def _worded(values: object, fields: tuple[str, ...], texts: Texts) -> dict[str, str]:
    """Return what is wording of the annex with the year's words filled in."""
    return {field: texts.filled(getattr(values, field)) for field in fields}


def _category(row: CategoryRow, texts: Texts) -> Category:
    return Category.model_validate(row.model_dump() | _worded(row, CATEGORY_WORDING, texts))


def _subcategory(row: SubcategoryRow) -> Subcategory:
    return Subcategory.model_validate(row.model_dump() | {"parent": row.parent or None})


def _domain(row: DomainRowRow, texts: Texts) -> DomainRow:
    worded = _worded(row, DOMAIN_WORDING, texts)
    several = {
        name: tuple(getattr(row, name).splitlines()) for name in ("considerations", "fields")
    }
    values = row.model_dump() | {"lead": row.lead or None} | several
    return DomainRow.model_validate(values | worded)


def _choice(row: DomainRowRow) -> str:
    """Return how a domain is named where several may be chosen."""
    known = row.model_dump(include={"id", "mark", "domain", "part"})
    return DomainRow.model_construct(**known).choice


def _measure(row: MeasureRow, succession: Succession) -> Measure:
    """What is blank of last year is taken from the measures that this one continues."""
    before = succession.before(row.id)
    return Measure.model_validate(
        row.model_dump(exclude={"plan_item"})
        | {
            "lead": row.lead or None,
            "joint_divisions": tuple(map(division_named, row.joint_divisions)),
            "previous_mark": row.previous_mark or mark_before(before),
            "previous_progress": row.previous_progress or progress_before(before),
        }
    )


def _kpi(row: KpiRow) -> Kpi:
    switches = {
        "main": row.main is not None,
        "in_words": row.in_words is AnswerForm.WORDS,
        "as_written": row.in_words is AnswerForm.AS_WRITTEN,
        "other_unit": row.other_unit or None,
    }
    return Kpi.model_validate(row.model_dump() | switches)
