"""再掲: what was answered in another programme's round is put into a form here, and received.

Nobody is asked twice. The form is a supplement for those rows alone, so it is archived, counted,
explained and sealed like any other; what it is taken from stands in its remarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.catalogue.repeats import Repeated, repeated
from evaluator.errors import NothingSubmitted
from evaluator.form.issue import repeat_name, write_supplement
from evaluator.form.part import Answers, Given, Inputs
from evaluator.form.read import Submission
from evaluator.form.sheets import ContactRow, KpiAnswer
from evaluator.model import KpiId, MinistryName, RoundId
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.secretariat.receipt import Receipt
from evaluator.secretariat.receive import receive_files
from evaluator.sheets.table import Located


@dataclass(frozen=True)
class Repeats:
    """What was taken over, and what cannot be yet."""

    receipts: tuple[Receipt, ...]
    waiting: tuple[tuple[KpiId, Repeated], ...]
    """KPIs that nobody has answered there."""


def repeat(desk: Desk) -> Repeats:
    """Take over the KPIs that are answered in other rounds, as they stand received there now.

    RoundMissing if there is no such round; NothingSubmitted if no KPI of the round is repeated.
    """
    catalogue = desk.catalogue
    wanted = {kpi.id: where for kpi in catalogue.kpis if (where := repeated(kpi.repeats))}
    if not wanted:
        raise NothingSubmitted(f"{desk.round_id} には「再掲元」のあるKPIがありません。")
    others = {where.round for where in wanted.values()}
    there = {each: _answered(open_round(desk.opened.workspace, each)) for each in sorted(others)}
    waiting = tuple((k, w) for k, w in wanted.items() if w.kpi not in there[w.round])
    forms = []
    for ministry in catalogue.respondents:
        mine = [kpi.id for kpi in catalogue.kpis_of(ministry) if kpi.id in wanted]
        found = {k: there[wanted[k].round].get(wanted[k].kpi) for k in mine}
        answers = {k: _told(wanted[k], one) for k, one in found.items() if one is not None}
        if answers:
            contact = next(one.contact for one in found.values() if one is not None)
            forms.append(_form(desk, ministry, answers, contact))
    return Repeats(tuple(receive_files(desk, forms)), waiting)


@dataclass(frozen=True)
class _Answer:
    """A KPI as it was answered, and by whom."""

    row: Located[KpiAnswer]
    contact: Inputs


def _answered(opened: OpenRound) -> dict[KpiId, _Answer]:
    """Return the KPIs that were received in a round, by ID; dropped files are not among them."""
    received = collect(opened, dropped=False)
    return {
        KpiId(row.row.kpi_id): _Answer(row, _contact(form))
        for form in received.submissions.values()
        for row in form.kpis.rows
        if not row.rejected and not row.is_blank("basis")
    }


def _contact(form: Submission) -> Inputs:
    """Return who answered there."""
    return next((dict(_filled(row)) for row in form.contact.rows[-1:]), {})


def _filled(located: Located[ContactRow] | Located[KpiAnswer]) -> Iterator[tuple[str, object]]:
    for column in located.table.layout.columns:
        if column.is_input and not located.is_blank(column.field):
            yield column.field, getattr(located.row, column.field)


def _told(where: Repeated, answer: _Answer) -> Inputs:
    """Return an answer as it stands here: the same, with where it is taken from."""
    given = dict(_filled(answer.row))
    source = f"再掲：{where.round} {where.kpi}（{answer.row.table.file}）"
    return given | {"note": "\n".join(filter(None, (str(given.get("note", "")), source)))}


def _form(
    desk: Desk, ministry: MinistryName, answers: dict[KpiId, Inputs], contact: Inputs
) -> Incoming:
    """Return the supplement that holds the answers, as if it had been handed in."""
    key = KpiAnswer.sheet_key
    asked = {key: tuple(map(str, answers))}
    given: Answers = {
        key: Given(keyed={str(k): inputs for k, inputs in answers.items()}),
        ContactRow.sheet_key: Given(added=(contact,)),
    }
    limits = desk.opened.settings.figures
    content = write_supplement(desk.catalogue, ministry, asked, given, limits)
    name = repeat_name(desk.catalogue, ministry)
    return Incoming(desk.opened.workspace.templates(RoundId(desk.round_id)) / name, name, content)
