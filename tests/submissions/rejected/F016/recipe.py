"""The part of one division, which the ministry should have merged."""

from __future__ import annotations

from evaluator.form.issue import write_form
from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    division = form.catalogue.measures_of(form.ministry)[0].division
    form.path.write_bytes(write_form(form.catalogue, form.ministry, division))
    return Told((("F016", "_meta", "C3"),), f"担当課室「{division}」だけの分割様式です。")
