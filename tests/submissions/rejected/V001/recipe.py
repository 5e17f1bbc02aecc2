"""Something required is missing; what is required depends on the answer."""

from __future__ import annotations

from tests.recipes import Form, KpiAnswer, MeasureAnswer, OutcomeAnswer, Told, insert_rows


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "self_mark", "S017", None)
    return Told((("V001", "施策", cell),), "「自己評価」が未記入です。")


def recipe_reason_for_an_excellent_mark(form: Form) -> Told:
    form.put(MeasureAnswer, "self_mark", "S017", "◎")
    reason = form.cell(MeasureAnswer, "reason", "S017").coordinate
    return Told((("V001", "施策", reason),), "「評価の理由」が未記入です。")


def recipe_a_value_without_its_date(form: Form) -> Told:
    cell = form.put(KpiAnswer, "as_of", "S017-2", None)
    return Told((("V001", "KPI", cell),), "「時点」が未記入です。")


def recipe_when_a_value_comes_out(form: Form) -> Told:
    for field, value in (("actual", None), ("as_of", None), ("basis", "未公表")):
        form.put(KpiAnswer, field, "S017-1", value)
    note = form.cell(KpiAnswer, "note", "S017-1").coordinate
    return Told((("V001", "KPI", note),), "「備考」が未記入です。")


def recipe_one_column_of_all_rows(form: Form) -> Told:
    cells = [form.put(MeasureAnswer, "progress", n, None) for n in range(4)]
    return Told(
        (("V001", "施策", cells[0]),),
        "「進捗状況」が未記入です。（同じ指摘がほか3件：L6、L7、L8）",
        covers=4,
    )


def recipe_an_inserted_row_above(form: Form) -> Told:
    insert_rows(form.sheet(MeasureAnswer), 1, 3)
    cell = form.put(MeasureAnswer, "self_mark", "S017", None)
    return Told((("V001", "施策", cell),) if cell == "K8" else ())


def recipe_an_outcome_of_no_category(form: Form) -> Told:
    form.put(OutcomeAnswer, "text", 0, "国際会議を開催した。")
    cell = form.put(OutcomeAnswer, "category", 0, None)
    return Told((("V001", "成果例", cell),), "「施策分類」が未記入です。")
