"""Sent back as it was issued."""

from __future__ import annotations

from evaluator.form.issue import write_form
from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path.write_bytes(write_form(form.catalogue, form.ministry))
    return Told((("F023", "", ""),), "様式に1つも回答が記入されていません。", covers=35)
