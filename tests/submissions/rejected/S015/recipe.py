"""Input rules were lost in pasting."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    sheet = form.sheet(MeasureAnswer)
    cell = form.cell(MeasureAnswer, "self_mark", 0)
    rules = sheet.data_validations.dataValidation
    rules.remove(next(rule for rule in rules if cell.coordinate in rule.sqref))
    return Told(
        (("S015", "施策", cell.coordinate),), "「自己評価」の入力規則が失われています（4か所）。"
    )


def recipe_of_a_whole_sheet(form: Form) -> Told:
    form.sheet(MeasureAnswer).data_validations.dataValidation.clear()
    return Told(
        (("S015", "施策", "K5"),),
        "「自己評価」の入力規則が失われています（4か所）。（同種の指摘がほか4件：L5、N5、O5、M6）",
        covers=5,
    )
