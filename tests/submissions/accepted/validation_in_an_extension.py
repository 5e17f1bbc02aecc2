"""Excel keeps a list that stands on another sheet in an extension."""

from __future__ import annotations

import zipfile

from evaluator.form.read import Submission
from tests.recipes import ActivityAnswer, Form, Told


def recipe(form: Form) -> Told:
    rules = form.sheet(ActivityAnswer).data_validations.dataValidation
    moved = next(rule for rule in rules if "凡例" in str(rule.formula1))
    rules.remove(moved)
    form.save()
    del form.__dict__["book"]
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
        '<x14:dataValidation type="list" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f"<x14:formula1><xm:f>{moved.formula1}</xm:f></x14:formula1>"
        f"<xm:sqref>{moved.sqref}</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        "</extLst></worksheet>"
    )
    with zipfile.ZipFile(form.path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(form.path, "w") as new:
        for name, part in parts.items():
            is_it = b"activities.domain" in part or name == "xl/worksheets/sheet5.xml"
            ending = b"</worksheet>"
            new.writestr(name, part.replace(ending, extension.encode()) if is_it else part)

    def reads(submission: Submission) -> None:
        sheet = submission.activities.sheet
        assert sheet is not None
        assert sheet.is_validated((5, submission.activities.columns["domain"]))

    return Told(reads=reads)
