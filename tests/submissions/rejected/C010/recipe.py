"""Two ministries rate the measure they share differently."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told, of


@of("農林水産省")
def recipe(form: Form) -> Told:
    other = form.also("厚生労働省")
    mine = form.cell(MeasureAnswer, "self_mark", "S101").coordinate
    theirs = other.cell(MeasureAnswer, "self_mark", "S101").coordinate
    return Told(
        (("C010", "施策", mine), ("C010", "施策", theirs)),
        "共同で担当する施策の自己評価が「△」ですが、"
        f"厚生労働省は「○」（R07_様式_厚生労働省.xlsx シート『施策』 {theirs}）。"
        "最も低い評価を採ります。",
    )
