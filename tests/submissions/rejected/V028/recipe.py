"""A number is shown in thousands."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.number_format = "#,##0,"
    return Told(
        (("V028", "KPI", cell.coordinate),),
        f"「実績値」の「{cell.value}」は、桁を省く表示形式のため、画面では別の値に見えます。"
        "値はそのまま読みました。",
    )


def recipe_a_unit_that_is_not_the_rows(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.number_format = '0"万件"'
    return Told(
        (("V028", "KPI", cell.coordinate),),
        f"「実績値」の「{cell.value}」は、見え方を変える表示形式のため、画面では別の値に見えます。"
        "値はそのまま読みました。",
    )


def recipe_a_word_for_a_number(form: Form) -> Told:
    cell = form.cell(KpiAnswer, "actual", "S017-1")
    cell.number_format = '"達成"'
    return Told((("V028", "KPI", cell.coordinate),))


def recipe_a_share_in_a_text(form: Form) -> Told:
    cell = form.cell(MeasureAnswer, "reason", "S017")
    cell.value, cell.number_format = 0.5, "0%"
    return Told(
        (("V028", "施策", cell.coordinate),),
        "「評価の理由」の「0.5」は、見え方を変える表示形式のため、画面では別の値に見えます。"
        "値はそのまま読みました。",
    )
