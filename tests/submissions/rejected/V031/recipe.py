"""Several addresses where there is room for one."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    typed = "https://a.example.go.jp、https://b.example.go.jp"
    cell = form.put(MeasureAnswer, "evidence_url", "S017", typed)
    return Told(
        (("V031", "施策", cell),),
        "「根拠URL」の「https://a.example.go.jp、https://b.example.go.jp」には、URLが2個あります。",
    )
