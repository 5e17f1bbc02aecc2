"""Is everything filled in that has to be: what is required depends on role and answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.findings.consistency import NOT_A_RATER
from evaluator.findings.value import READ_AS_BLANK, UNCLEAR
from evaluator.form.issue import RATERS_ONLY
from evaluator.form.read import Submission
from evaluator.form.sheets import ContactRow, MeasureAnswer
from evaluator.model import Activity, Mark, Measure, MeasureId, ValueBasis
from evaluator.sheets.read import Located, R, missing


def _blank(located: Located[R], required: Iterable[str]) -> Iterator[Finding]:
    """Yield what is missing of a row, and where a sign such as － stands for an answer."""
    for field in required:
        if field in located.table.columns and located.is_blank(field):
            sign = located.placeholders.get(field)
            yield missing(located, field) if sign is None else _unclear(located, field, sign)
    for field in located.placeholders.keys() - set(required):
        header = located.table.layout.by_field(field).header
        sign = located.placeholders[field]
        yield READ_AS_BLANK.at(located.ref(field), found=sign, header=header)


def _unclear(located: Located[R], field: str, sign: str) -> Finding:
    column = located.table.layout.by_field(field)
    remedy = column.column.help or "記入してください。"
    return UNCLEAR.at(located.ref(field), found=sign, header=column.header, help=remedy)


def _required(located: Located[R]) -> list[str]:
    return [c.field for c in located.table.layout.columns if c.is_input and c.column.required]


def contact(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """Somebody has to be there to ask."""
    table = submission.contact
    for located in table.rows:
        yield from _blank(located, _required(located))
    if table.sheet and not table.rows:
        nothing = ContactRow(division="", name="", email="", phone="")
        empty = Located(nothing, table, table.body)
        yield from _blank(empty, _required(empty))


def measures(submission: Submission, catalogue: Catalogue) -> Iterator[Finding]:
    """A rater owes the mark, the text and the basis; a contributor the text."""
    for located in submission.measures.rows:
        row = located.row
        measure = catalogue.measure_by_id.get(MeasureId(row.measure_id))
        if measure is None or submission.ministry not in measure.ministries:
            continue
        rates = submission.ministry in measure.raters
        required = [f for f in _required(located) if rates or f not in RATERS_ONLY]
        if rates and row.self_mark in (Mark.EXCELLENT, Mark.PARTIAL, Mark.POOR):
            required.append("reason")
        yield from _blank(located, required)
        yield from () if rates else _not_a_rater(located, measure)


def _not_a_rater(located: Located[MeasureAnswer], measure: Measure) -> Iterator[Finding]:
    for column in located.table.layout.columns:
        if column.field in RATERS_ONLY and not located.is_blank(column.field):
            yield NOT_A_RATER.at(
                located.ref(column.field),
                found=located.raw(column.field),
                header=column.header,
                raters="、".join(measure.raters),
            )


def kpis(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A value comes with its date and basis; a value not out yet with a note instead."""
    for located in submission.kpis.rows:
        not_yet = located.row.basis is ValueBasis.NOT_YET
        yield from _blank(located, ["note"] if not_yet else _required(located))


def outcomes(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A row that is begun has a category and a text."""
    for located in submission.outcomes.rows:
        # 「該当なし」 and nothing else is how somebody says that there is none.
        is_begun = any(not located.is_blank(c.field) for c in located.table.layout.columns)
        yield from _blank(located, _required(located) if is_begun or located.rejected else ())


def activities(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A row says whether there is an activity, and if so which."""
    for located in submission.activities.rows:
        required = _required(located)
        if located.row.status is Activity.PRESENT:
            required = [*required, "text"]
        yield from _blank(located, required)
