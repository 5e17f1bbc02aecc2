"""The sheets of the form: a module a sheet, each with its columns, its rows and its rules."""

from evaluator.form.sheets.activities import ActivityAnswer
from evaluator.form.sheets.contact import ContactRow
from evaluator.form.sheets.kpis import KpiAnswer
from evaluator.form.sheets.measures import MeasureAnswer
from evaluator.form.sheets.meta import MetaRow
from evaluator.form.sheets.outcomes import OutcomeAnswer
from evaluator.form.sheets.registry import form_sheets
from evaluator.form.sheets.sheet import FormSheet

__all__ = [
    "ActivityAnswer",
    "ContactRow",
    "FormSheet",
    "KpiAnswer",
    "MeasureAnswer",
    "MetaRow",
    "OutcomeAnswer",
    "form_sheets",
]
