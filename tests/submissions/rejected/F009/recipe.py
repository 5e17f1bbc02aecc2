"""The form of a ministry that was not asked."""

from __future__ import annotations

from tests.recipes import Form, MetaRow, Told


def recipe(form: Form) -> Told:
    cell = form.put(MetaRow, "ministry", 0, "防衛省")
    return Told(
        (("F009", "_meta", cell),), "様式の府省庁名「防衛省」は今回の回答府省庁にありません。"
    )
