"""Is everything filled in that has to be: what is required depends on role and answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import NOT_A_RATER
from evaluator.findings.value import ANSWER_MISSING, READ_AS_BLANK, UNCLEAR
from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, MeasureAnswer, form_sheets
from evaluator.form.sheets.measures import RATERS_ONLY, closed
from evaluator.form.sheets.sheet import row_of
from evaluator.model import Measure, MeasureId
from evaluator.sheets.normalise import is_pointer
from evaluator.sheets.read import Located, R, missing
from evaluator.sheets.table import Table

_AMBIGUOUS: Final = "回答がないのか、該当しないのか、0なのかが分かりません。"
_ELSEWHERE: Final = "ほかの欄や資料にある内容は、この欄の回答として読めません。"


def _blank(located: Located[R], required: Collection[str]) -> Iterator[Finding]:
    """Yield what is missing of a row, and where a sign such as － stands for an answer."""
    for field in required:
        if field in located.table.columns and located.is_blank(field):
            sign = located.placeholders.get(field)
            yield missing(located, field) if sign is None else _unclear(located, field, sign)
    for field, sign in located.placeholders.items():
        if field not in required:
            header = located.table.layout.by_field(field).header
            yield READ_AS_BLANK.at(located.ref(field), found=sign, header=header)


def _unclear(located: Located[R], field: str, sign: str) -> Finding:
    column = located.table.layout.by_field(field)
    remedy = column.column.help or "記入してください。"
    doubt = _ELSEWHERE if is_pointer(sign) else _AMBIGUOUS
    words = {"header": column.header, "doubt": doubt, "help": remedy}
    return UNCLEAR.at(located.ref(field), found=sign, **words)


@finds(ANSWER_MISSING, UNCLEAR, READ_AS_BLANK)
def answers(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Every row has what its sheet asks of it (`FormSheet.needs`): live status and check agree."""
    for sheet in form_sheets():
        for located in _asked(sheet, submission.table(sheet.model)):
            yield from _of_row(sheet, located, submission, yardstick)


def _asked(sheet: FormSheet[R], table: Table[R]) -> Iterator[Located[R]]:
    """Yield the rows of a sheet; of a sheet of one row that row, though it be blank."""
    yield from table.rows
    if sheet.layout.is_single and table.sheet and not table.rows:
        yield Located(row_of(sheet.model, {}), table, table.body)


def _of_row(
    sheet: FormSheet[R], located: Located[R], submission: Submission, yardstick: Yardstick
) -> Iterator[Finding]:
    issued = submission.issued
    closed = sheet.closed_in(yardstick.catalogue, submission.ministry, located.row)
    if not issued.is_current:
        closed |= sheet.closed_in(issued.catalogue, issued.ministry, located.row)
    if closed.issuperset(sheet.inputs):
        return  # a row that is none of the ministry's has its finding
    needs = [
        need.field
        for need in sheet.needs_beside(closed)
        if need.when is None or need.when.holds(located, yardstick.bounds)
    ]
    says_none = sheet.may_say_none and all(located.is_blank(field) for field in sheet.inputs)
    yield from _blank(located, () if says_none else needs)


@finds(NOT_A_RATER)
def not_a_rater(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """A ministry that does not rate a measure leaves the rating to those that do."""
    issued = submission.issued
    for located in submission.measures.rows:
        measure = issued.catalogue.measure_by_id.get(MeasureId(located.row.measure_id))
        if measure and closed(issued.catalogue, issued.ministry, located.row) == RATERS_ONLY:
            yield from _not_a_rater(located, measure)


def _not_a_rater(located: Located[MeasureAnswer], measure: Measure) -> Iterator[Finding]:
    for column in located.table.layout.columns:
        if column.field in RATERS_ONLY and not located.is_blank(column.field):
            yield NOT_A_RATER.at(
                located.ref(column.field),
                found=located.raw(column.field),
                header=column.header,
                raters="、".join(measure.raters),
            )
