"""The synthetic sample rounds: their catalogues, and forms filled the way a ministry would.

Everything in `evaluator/data/sample/` is made up; the strategy's real list of measures is
not public. Used by `evaluator init` and `evaluator demo`, and by the tests.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import OPTIONAL, TABLES, MeasureRow, RoundRow
from evaluator.catalogue.shipped import Rows, register_rows
from evaluator.catalogue.write import write_catalogue
from evaluator.errors import RoundMissing
from evaluator.form.part import Part
from evaluator.form.sheets import ActivityAnswer, ContactRow, KpiAnswer, form_sheets
from evaluator.form.sheets.measures import RATERS_ONLY
from evaluator.form.sheets.posts import NAMING, PostAnswer
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.form.sheets.registry import issued_sheets
from evaluator.model import MinistryName, RoundId
from evaluator.results.editorial import Editing
from evaluator.rubric import shipped_scale
from evaluator.sheets.cells import written
from evaluator.sheets.layout import Layout, Row
from evaluator.sheets.records import records, row_of
from evaluator.xlsx.edit import saved

_SAMPLE_FILES: Final[Mapping[type[Row], str]] = {
    RoundRow: "round",
    MeasureRow: "measures",
    KpiRow: "kpis",
}

Answer = dict[str, Any]
"""One row of answers: field name → value as it goes into the cell."""


FOLLOWS: Final[Mapping[RoundId, RoundId]] = {
    RoundId("R08"): RoundId("R07"),
    RoundId("R09"): RoundId("R08"),
}
"""Sample rounds that are made from the one before; only what differs is shipped."""
_FISCAL_YEARS: Final = {RoundId("R08"): 2026, RoundId("R09"): 2027}
_NOT_REPEATED: Final = frozenset(
    {KpiAnswer.sheet_key, ProjectAnswer.sheet_key, PostAnswer.sheet_key}
)
"""Sheets of which each year has answers of its own; of projects and posts the form prints some."""
_AS_BEFORE: Final = (
    "{measure_id}の取組を、前年度に続けて{year}年度も実施した（見本のため、詳しい記述は省略）。"
)
_REASON_AS_BEFORE: Final = "前年度と同じ水準で進んだため。"


def sample_folder(round_id: RoundId) -> Traversable:
    """Return where a sample round's data lies. RoundMissing if there is none."""
    folder = files("evaluator") / "data" / "sample" / round_id
    if not folder.is_dir():
        raise RoundMissing(f"{round_id} の見本はありません。見本があるのは R07、R08、R09 です。")
    return folder


def _folder(round_id: RoundId) -> Traversable:
    """Return the folder of a sample round that can be put down as it is."""
    if round_id in FOLLOWS:
        raise RoundMissing(
            f"{round_id} の見本は前年度から作ります（「evaluator demo {round_id}」）。"
            f"年度を開くには「evaluator init {round_id} --from {FOLLOWS[round_id]}」とします。"
        )
    return sample_folder(round_id)


def sample_rows(round_id: RoundId) -> Rows:
    """Return the sample catalogue as rows, by sheet model. RoundMissing if there is none."""
    folder = _folder(round_id) / "catalogue"
    own = {
        model: [row_of(model, record) for record in records(folder / f"{name}.csv")]
        for model, name in _SAMPLE_FILES.items()
    }
    return {**register_rows(), **own}


def sample_catalogue(round_id: RoundId) -> bytes:
    """Return the sample catalogue as the bytes of an .xlsx."""
    rows = sample_rows(round_id)
    assert set(rows) == set(TABLES) - OPTIONAL
    this = rows[RoundRow][0]
    assert isinstance(this, RoundRow)
    return write_catalogue(rows, f"{this.strategy}（{this.id}・見本）", shipped_scale())


def sample_decisions(round_id: RoundId) -> tuple[Editing, ...]:
    """Return what the sample's secretariat decided on the bullets."""
    rows = records(_folder(round_id) / "decisions" / "decisions.csv")
    given = [{field: value for field, value in row.items() if value} for row in rows]
    return tuple(Editing.model_validate(row) for row in given)


# filling a form --------------------------------------------------------------------------
@cache
def _answers(round_id: RoundId, key: str) -> tuple[Answer, ...]:
    """Return the sample's answers on the sheet of this key; none where it has none."""
    sheet = next(sheet for sheet in form_sheets() if sheet.key == key)
    layout = sheet.layout.on(shipped_scale())
    file = sample_folder(round_id) / "answers" / f"{key}.csv"
    before = FOLLOWS.get(round_id)
    own = records(file) if file.is_file() else []
    answers = tuple(_answer(layout, record) for record in own)
    if before is None or key in _NOT_REPEATED:
        return answers
    given = {_answered(answer) for answer in answers}
    earlier = [each for each in _answers(before, key) if _answered(each) not in given]
    return (*answers, *(_as_before(each, round_id) for each in earlier))


def _answered(answer: Answer) -> tuple[object, object, object]:
    """Return what identifies an answer of the sample: only those on measures are replaced."""
    return answer["ministry"], answer.get("measure_id"), answer.get("text")


def _as_before(answer: Answer, round_id: RoundId) -> Answer:
    """Return last year's answer on a measure as this year's: its mark, but not its text."""
    if "measure_id" not in answer:
        return answer
    reason = _REASON_AS_BEFORE if answer["reason"] else answer["reason"]
    progress = _AS_BEFORE.format(**answer, year=_FISCAL_YEARS[round_id])
    return answer | {"progress": progress, "reason": reason}


def _answer(layout: Layout, record: Mapping[str, str]) -> Answer:
    known = {column.field: column for column in layout.columns}
    return {
        field: written(known[field].cell.parse(value).value) if field in known else value
        for field, value in record.items()
    }


def fill_form(
    form: bytes, catalogue: Catalogue, ministry: MinistryName, division: str | None = None
) -> bytes:
    """Return the form with the sample's answers typed into its input cells.

    Works on the written file as a ministry would: nothing but open cells is touched. Of the parts
    of a divided form, the one that is asked for the domains tells all that has no measure.
    """
    book = load_workbook(io.BytesIO(form))
    part = Part(ministry, division)
    for sheet in issued_sheets(catalogue, part):
        if not (sheet.model.row_key or sheet.on_cover or part.answers_domains(catalogue)):
            continue
        answers = list(_answers_on(sheet.key, catalogue, ministry))
        is_keyed = any(sheet.model.row_key in answer for answer in answers)
        (_fill_keyed if is_keyed else _fill_rows)(book, sheet.layout, answers)
    return saved(book)


def _answers_on(key: str, catalogue: Catalogue, ministry: MinistryName) -> Iterable[Answer]:
    if key == ContactRow.sheet_key:
        return [_contact(ministry)]
    if key == ActivityAnswer.sheet_key:
        return _activities(catalogue, ministry)
    every = _answers(catalogue.round.id, key)
    mine = [answer for answer in every if answer.get("ministry", ministry) == ministry]
    return _as_printed(mine, catalogue, ministry) if key == PostAnswer.sheet_key else mine


def _contact(ministry: MinistryName) -> Answer:
    short = ministry.removesuffix("省").removesuffix("庁")
    return {
        "division": "国際標準担当課",
        "name": f"{short} 標準（見本）",
        "email": "mihon@example.jp",
        "phone": "03-0000-0000",
    }


def _activities(catalogue: Catalogue, ministry: MinistryName) -> Iterator[Answer]:
    """Yield the ministry's activities: those in its printed domains first, in that order."""
    every = _answers(catalogue.round.id, ActivityAnswer.sheet_key)
    mine = [answer for answer in every if answer["ministry"] == ministry]
    printed = [domain.id for domain in catalogue.domains_of(ministry)]
    rest = list(mine)
    for domain in printed:
        first = next((answer for answer in rest if answer["domain"] == domain), None)
        if first is not None:
            rest.remove(first)
            yield first | {"domain": catalogue.domain_by_id[domain].choice}
    for answer in rest:
        yield answer | {"domain": catalogue.domain_by_id[answer["domain"]].choice}


def _as_printed(
    posts: list[Answer], catalogue: Catalogue, ministry: MinistryName
) -> Iterator[Answer]:
    """Yield a ministry's posts: those that its form comes with first, in that order."""
    rest = list(posts)
    for known in (post for post in catalogue.posts if post.ministry == ministry):
        about = (answer for answer in rest if all(answer[f] == getattr(known, f) for f in NAMING))
        first = next(about, None)
        if first is not None:
            rest.remove(first)
        yield first or {}
    yield from rest


def _columns(sheet: Any, layout: Layout) -> tuple[int, dict[str, int]]:
    """Return the key row's number and the column of each field."""
    for cells in sheet.iter_rows():
        found = {cell.value: cell.column for cell in cells if cell.value}
        columns = {
            c.field: found[layout.cell_key(c.field)]
            for c in layout.columns
            if layout.cell_key(c.field) in found
        }
        if columns:
            return cells[0].row, columns
    raise LookupError(layout.title)


def _fill_rows(book: Any, layout: Layout, answers: list[Answer]) -> None:
    sheet = book[layout.title]
    key_row, columns = _columns(sheet, layout)
    for number, answer in enumerate(answers, start=key_row + 2):
        _type(sheet, number, columns, layout, answer)


def _fill_keyed(book: Any, layout: Layout, answers: list[Answer]) -> None:
    sheet = book[layout.title]
    key_row, columns = _columns(sheet, layout)
    key = layout.model.row_key
    by_key = {answer[key]: answer for answer in answers if answer[key]}
    added = iter([answer for answer in answers if not answer[key]])
    for number in range(key_row + 2, sheet.max_row + 1):
        name = sheet.cell(number, columns[key]).value
        answer = by_key.get(name) if name else next(added, None)
        if answer:
            _type(sheet, number, columns, layout, answer)


_CLOSED: Final = RATERS_ONLY | {"actual"}
"""What is closed in a form that is not a rater's, or asks for words instead of a number."""


def _type(
    sheet: Any, number: int, columns: Mapping[str, int], layout: Layout, answer: Answer
) -> None:
    for column in layout.columns:
        value = answer.get(column.field)
        if not column.is_input or value in (None, ""):
            continue
        cell = sheet.cell(number, columns[column.field])
        if cell.protection.locked:
            assert column.field in _CLOSED, cell.coordinate
            continue
        if isinstance(value, date):
            value = datetime(value.year, value.month, value.day)
        cell.value = float(value) if isinstance(value, Decimal) else value
