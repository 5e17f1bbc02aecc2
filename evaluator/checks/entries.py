"""Is everything filled in that has to be: what is required depends on role and answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding
from evaluator.form.read import Submission
from evaluator.form.rows import ContactRow
from evaluator.form.write import RATERS_ONLY
from evaluator.model import Activity, Mark, MeasureId, ValueBasis
from evaluator.sheets.read import Located, R, missing


def _blank(located: Located[R], fields: Iterable[str]) -> Iterator[Finding]:
    for field in fields:
        if field in located.table.columns and located.is_blank(field):
            yield missing(located, field)


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
        if measure is None:
            continue
        rates = submission.ministry in measure.raters
        required = [f for f in _required(located) if rates or f not in RATERS_ONLY]
        if rates and row.self_mark in (Mark.EXCELLENT, Mark.PARTIAL, Mark.POOR):
            required.append("reason")
        yield from _blank(located, required)


def kpis(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A value comes with its date and basis; a value not out yet with a note instead."""
    for located in submission.kpis.rows:
        not_yet = located.row.basis is ValueBasis.NOT_YET
        yield from _blank(located, ["note"] if not_yet else _required(located))


def outcomes(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A row that is begun has a category and a text."""
    for located in submission.outcomes.rows:
        yield from _blank(located, _required(located))


def activities(submission: Submission, _catalogue: Catalogue) -> Iterator[Finding]:
    """A row says whether there is an activity, and if so which."""
    for located in submission.activities.rows:
        required = _required(located)
        if located.row.status is Activity.PRESENT:
            required = [*required, "text"]
        yield from _blank(located, required)
