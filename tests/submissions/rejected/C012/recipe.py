"""A domain with an activity in one row and none in another."""

from __future__ import annotations

from tests.recipes import ActivityAnswer, Form, Told


def recipe(form: Form) -> Told:
    row = {"domain": "2 ②食料・農林水産業", "status": "取組あり", "text": "規格の調査を実施"}
    cells = {field: form.put(ActivityAnswer, field, 2, value) for field, value in row.items()}
    none = form.cell(ActivityAnswer, "status", 0).coordinate
    return Told(
        (("C012", "領域別取組", none),),
        "領域「2 ②食料・農林水産業」が「該当なし」となっていますが、"
        f"{cells['status']}では「取組あり」です。",
    )
