"""Several answers of a row are missing: told once, at the first."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    fields = ("self_mark", "progress", "basis")
    cells = [form.put(MeasureAnswer, field, "S017", None) for field in fields]
    return Told(
        (("V024", "施策", cells[0]),),
        "この行の3つの欄が未記入です：「自己評価」「進捗状況」「実績／見込み」。",
        covers=3,
    )
