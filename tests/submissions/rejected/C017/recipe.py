"""An activity is described beside 該当なし."""

from __future__ import annotations

from tests.recipes import ActivityAnswer, Form, Told


def recipe(form: Form) -> Told:
    form.put(ActivityAnswer, "text", 0, "規格の調査を実施")
    status = form.cell(ActivityAnswer, "status", 0).coordinate
    return Told(
        (("C017", "領域別取組", status),),
        "「該当なし」ですが、取組「規格の調査を実施」が記入されています。",
    )
