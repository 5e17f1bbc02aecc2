"""The form of an earlier version."""

from __future__ import annotations

from evaluator.form.sheets.registry import form_version
from tests.recipes import Form, MetaRow, Told


def recipe(form: Form) -> Told:
    cell = form.put(MetaRow, "form_version", 0, "0")
    return Told(
        (("F014", "_meta", cell),),
        f"読めない版の様式です（今回は第{form_version()}版、ファイルは第0版）。",
    )


def recipe_no_version(form: Form) -> Told:
    cell = form.put(MetaRow, "form_version", 0, None)
    return Told(
        (("F014", "_meta", cell),),
        f"読めない版の様式です（今回は第{form_version()}版、ファイルは版の記載なし）。",
    )
