"""正誤表: what a later edition of a report says otherwise than the one before it.

All that an edition says is put down place by place (`statements`), so that two editions are
compared in one way: marks, counts, values and texts alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any, Final

from evaluator.form.sheets import KpiAnswer
from evaluator.model import Audience, MinistryName
from evaluator.results.results import Results
from evaluator.results.tables.every import tables_of
from evaluator.results.tables.printed import PrintedRow, PrintedTable, RowGroup, shown
from evaluator.results.wording import NOTHING
from evaluator.sheets.read import Located

FILES: Final = ("正誤表.docx", "正誤表.xlsx")
"""What is made of it, beside the outputs of the edition itself."""


class Subject(StrEnum):
    """What kind of thing is corrected, in the order of the table."""

    MARK = "評価"
    COUNT = "件数"
    VALUE = "KPI"
    TEXT = "文"


@dataclass(frozen=True)
class Statement:
    """What an edition says at one place, line by line."""

    subject: Subject
    key: str
    """Names the place in every edition, whatever it is called."""
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """One thing that is said otherwise; '' where one of the editions does not have it."""

    subject: Subject
    place: str
    before: str
    after: str


@dataclass(frozen=True)
class Publication:
    """An edition as it is named: its number and the day of its publication."""

    number: int
    day: date


@dataclass(frozen=True)
class Errata:
    """What an edition corrects of the one before."""

    before: Publication
    after: Publication
    reason: str
    corrections: tuple[Correction, ...]

    @property
    def counts(self) -> dict[Subject, int]:
        """How many corrections there are of each kind; those without any are left out."""
        counted = Counter(each.subject for each in self.corrections)
        return {subject: counted[subject] for subject in Subject if counted[subject]}


def corrections(before: Results, after: Results) -> tuple[Correction, ...]:
    """Compare two editions, kind by kind, in the order of the later one."""
    old = {(each.subject, each.key): each for each in statements(before)}
    new = {(each.subject, each.key): each for each in statements(after)}
    rank = list(Subject).index
    keys = sorted(dict.fromkeys([*new, *old]), key=lambda key: rank(key[0]))
    return tuple(each for key in keys for each in _compared(old.get(key), new.get(key)))


def _compared(before: Statement | None, after: Statement | None) -> Iterator[Correction]:
    named = after or before
    assert named is not None
    if None in (before, after) and named.lines == (NOTHING,):
        return  # a column of zeros that one of the two has no use for
    was, now = before.lines if before else (), after.lines if after else ()
    for old, new in _differing(was, now):
        yield Correction(named.subject, named.place, old, new)


def _differing(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ, each beside what has taken its place."""
    if was != now and sorted(was) == sorted(now):
        yield "\n".join(was), "\n".join(now)  # nothing but the order
        return
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(was[a:b], now[c:d], fillvalue="")


# what an edition says ----------------------------------------------------------------------
def statements(results: Results) -> Iterator[Statement]:
    """Yield all that a report says, place by place."""
    yield from _marks(results)
    for table in tables_of(results):
        if table.stub:
            yield from _counts(table)
        elif table.name in _LISTS:
            yield _listed(table)
    yield from _annex(results)
    yield from _measures(results)


def _text(key: str, place: str, *lines: str) -> Statement:
    """Return a text; what is blank is not said."""
    return Statement(Subject.TEXT, key, place, tuple(filter(None, lines)))


def _marks(results: Results) -> Iterator[Statement]:
    for each in results.marks:
        measure = each.measure
        place = f"{measure.id}　{measure.title}　評価"
        yield Statement(Subject.MARK, measure.id, place, (each.mark.value,))


_LISTS: Final = ("標準案件", "国際ポスト")
"""Lists whose rows are told as they stand; what is in the others is told place by place."""


def _listed(table: PrintedTable) -> Statement:
    rows = ("　".join(filter(None, map(shown, line.cells))) for line in table.lines())
    return _text(table.name, table.name, *rows)


def _counts(table: PrintedTable) -> Iterator[Statement]:
    name = f"{table.label}{table.number}" if table.label else table.name
    heads = tuple(_heads(table))
    for path, row in _rows(table.body, ()):
        for head, cell in zip(heads, row.cells, strict=True):
            place = "　".join((name, *filter(None, path), head))
            yield Statement(Subject.COUNT, place, place, (shown(cell),))


def _heads(table: PrintedTable) -> Iterator[str]:
    """Yield what names each column: its head, below its spanner where others have the same."""
    often = Counter(column.head for column in table.columns)
    for spanner in table.spanners:
        for column in spanner.columns:
            over = f"{spanner.head}　" if often[column.head] > 1 and spanner.head else ""
            yield over + column.head


def _rows(
    body: Sequence[PrintedRow | RowGroup], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], PrintedRow]]:
    """Yield the rows of a table, each with the labels that lead to it."""
    for each in body:
        if isinstance(each, PrintedRow):
            yield (*path, each.label), each
        else:
            yield from _rows(each.rows, (*path, each.label))


def _annex(results: Results) -> Iterator[Statement]:
    annex = results.annex
    yield _text("title", "別紙の表題", annex.title)
    for number, part in enumerate(filter(None, (annex.part_1, annex.part_2)), start=1):
        yield _text(f"part {number}", "別紙の見出し", part.heading)
        yield _text(f"lead {number}", f"{part.heading}の前文", *part.lead.split("\n"))
    yield _text("table 1", "別紙図表1の題", annex.table_1)
    yield _text("table 2", "別紙図表2の題", annex.table_2)
    for category in annex.categories:
        key, place = f"category {category.category.id}", category.heading
        yield _text(key, "別紙の見出し", place, category.subtitle)
        yield _text(f"{key} lead", f"{place}の前文", *category.lead.split("\n"))
        for group in category.groups:
            bullets = (bullet.printed for bullet in group.bullets)
            head = f"（{group.heading}）" if group.heading else ""
            yield _text(f"{key} {group.heading}", f"{place}の成果例{head}", *bullets)
    for domain in annex.domains:
        key, place = f"domain {domain.row.id}", domain.heading
        yield _text(key, "別紙の見出し", place)
        said = [bullet.printed for bullet in domain.bullets] or [domain.nothing]
        yield _text(f"{key} bullets", f"{place}の取組", *said)


def _measures(results: Results) -> Iterator[Statement]:
    """Yield what is printed of every measure: its own words, and those of its ministries."""
    catalogue = results.catalogue
    answered = _kpi_answers(results)
    for each in results.marks:
        measure = each.measure
        place = f"{measure.id}　{measure.title}"
        yield _text(f"{measure.id} title", f"{measure.id}　施策名", measure.title)
        stands = catalogue.place_of(measure)
        yield _text(f"{measure.id} subcategory", f"{place}　{catalogue.place_title}", stands)
        ministries = "、".join(measure.ministries)
        yield _text(f"{measure.id} ministries", f"{place}　主担当／関係府省庁", ministries)
        yield _text(f"{measure.id} why", f"{place}　評価の根拠", *each.explanation.split("\n"))
        for ministry, answer in each.answers.items():
            told = _Told(Subject.TEXT, measure.id, place, ministry)
            yield from _answers(told, answer, results.audience)
        for kpi in catalogue.kpis_by_measure[measure.id]:
            for ministry, value in answered.get(kpi.id, {}).items():
                told = _Told(Subject.VALUE, kpi.id, f"{kpi.id}　{kpi.name}", ministry)
                yield from _answers(told, value, results.audience)


def _kpi_answers(results: Results) -> dict[str, dict[MinistryName, Located[KpiAnswer]]]:
    found: dict[str, dict[MinistryName, Located[KpiAnswer]]] = {}
    for ministry, submission in results.submissions.items():
        for row in submission.kpis.rows:
            found.setdefault(row.row.kpi_id, {}).setdefault(ministry, row)
    return found


@dataclass(frozen=True)
class _Told:
    """Of what a ministry's row tells, and whose it is."""

    subject: Subject
    key: str
    place: str
    ministry: MinistryName


def _answers(told: _Told, row: Located[Any], audience: Audience) -> Iterator[Statement]:
    """Yield what a ministry answered in a row, column by column, as far as it is printed."""
    for column in row.table.layout.columns:
        is_hidden = column.column.internal and audience is Audience.PUBLIC
        if column.is_input and not is_hidden:
            lines = tuple(filter(None, row.text(column.field).split("\n")))
            named = f"{told.place}　{column.header}（{told.ministry}）"
            kind = Subject.MARK if column.is_mark else told.subject
            yield Statement(kind, f"{told.key} {column.field} {told.ministry}", named, lines)
