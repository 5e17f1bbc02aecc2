"""The sheets of the form, in the order in which they stand in it: the one place that lists them."""

from __future__ import annotations

from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.part import Part
from evaluator.form.sheets.activities import ACTIVITIES
from evaluator.form.sheets.carried import CARRIED
from evaluator.form.sheets.contact import CONTACT
from evaluator.form.sheets.kpis import KPIS
from evaluator.form.sheets.measures import MEASURES
from evaluator.form.sheets.outcomes import OUTCOMES
from evaluator.form.sheets.posts import POSTS
from evaluator.form.sheets.projects import PROJECTS
from evaluator.form.sheets.sheet import FormSheet
from evaluator.form.sheets.strategies import STRATEGIES

FORM_SHEETS: Final[tuple[FormSheet[Any], ...]] = (
    *(CONTACT, MEASURES, KPIS, OUTCOMES, ACTIVITIES),
    *(PROJECTS, POSTS, STRATEGIES),
    CARRIED,
)


def form_sheets() -> tuple[FormSheet[Any], ...]:
    """Return every sheet of answers that a form may have, the contact's table first."""
    return FORM_SHEETS


def issued_sheets(catalogue: Catalogue, part: Part) -> tuple[FormSheet[Any], ...]:
    """Return the sheets of answers of this form."""
    return tuple(sheet for sheet in form_sheets() if sheet.is_in(catalogue, part))


def form_version() -> int:
    """Return the newest version of a form: a sheet that joins later raises it."""
    return max(sheet.since for sheet in form_sheets())


def version_issued(catalogue: Catalogue, part: Part) -> int:
    """Return the version of this form: that of the newest of its own sheets."""
    return max(sheet.since for sheet in issued_sheets(catalogue, part))
