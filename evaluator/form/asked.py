"""Who is given a form, and whether all has come that a ministry owes.

A KPI that is answered in another round (再掲) is asked of nobody, so a ministry may be left with
nothing to fill in: it is given no form, and what is taken over from there is all that it owes.
"""

from __future__ import annotations

from evaluator.catalogue import Catalogue
from evaluator.form.part import Part
from evaluator.form.read import Answered, Submission
from evaluator.form.sheets.registry import issued_sheets
from evaluator.model import KpiId, MinistryName


def is_given_form(catalogue: Catalogue, ministry: MinistryName) -> bool:
    """Whether a ministry's form has anything to fill in beside who answers."""
    part = Part(ministry)
    sheets = [sheet for sheet in issued_sheets(catalogue, part) if not sheet.on_cover]
    # What has rows of its own to fill in is asked first: rows as issued cost more.
    is_open = any(sheet.model.spare_rows for sheet in sheets)
    return is_open or any(sheet.rows_in(catalogue, part) for sheet in sheets)


def without_form(catalogue: Catalogue) -> tuple[MinistryName, ...]:
    """Return the respondents that are given none, in customary order."""
    return tuple(name for name in catalogue.respondents if not is_given_form(catalogue, name))


def to_repeat(
    catalogue: Catalogue, ministry: MinistryName, form: Answered | None
) -> tuple[KpiId, ...]:
    """Return the KPIs of a ministry that are answered in another round and not yet taken over."""
    repeated = [kpi.id for kpi in catalogue.kpis_of(ministry) if kpi.repeats]
    there = {row.row.kpi_id for row in form.kpis.rows} if form and repeated else ()
    return tuple(kpi for kpi in repeated if kpi not in there)


def has_come(catalogue: Catalogue, ministry: MinistryName, form: Submission | None) -> bool:
    """Whether a ministry's whole form is there; of one that is given none, what is repeated."""
    if form is not None and not form.is_supplement:
        return True
    return not is_given_form(catalogue, ministry) and not to_repeat(catalogue, ministry, form)
