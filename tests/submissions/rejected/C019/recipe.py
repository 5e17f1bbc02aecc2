"""A mark from a ministry that only contributes to the measure."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told, of


@of("消費者庁")
def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S040", "◎")
    return Told(
        (("C019", "施策", cell),),
        "この施策を評価するのは農林水産省です。「自己評価」の「◎」は集計に使いません。",
    )
