"""Written outside the tables: beside, above and below them."""

from __future__ import annotations

from tests.recipes import ContactRow, Form, KpiAnswer, MeasureAnswer, OutcomeAnswer, Told


def recipe_beside(form: Form) -> Told:
    sheet = form.sheet(MeasureAnswer)
    cell = sheet.cell(form.body(MeasureAnswer), sheet.max_column + 2, "◎に変更希望")
    return Told(
        (("S017", "施策", cell.coordinate),),
        "表の外に「◎に変更希望」と記入されています。集計には使いません。",
    )


def recipe_above(form: Form) -> Told:
    form.sheet(KpiAnswer)["D1"] = "2月に差し替えます"
    return Told(
        (("S017", "KPI", "D1"),),
        "表の外に「2月に差し替えます」と記入されています。集計には使いません。",
    )


def recipe_on_the_cover(form: Form) -> Told:
    form.sheet(ContactRow)["F3"] = "担当が替わりました"
    return Told((("S017", "はじめに", "F3"),))


def recipe_below_the_rows(form: Form) -> Told:
    cell = form.put(KpiAnswer, "measure", 8, "S017の値は速報値です")
    return Told((("S017", "KPI", cell),))


def recipe_below_a_list(form: Form) -> Told:
    sheet = form.sheet(OutcomeAnswer)
    cell = sheet.cell(sheet.max_row + 3, 2, "※ 12月末現在")
    return Told(
        (("S017", "成果例", cell.coordinate),),
        "表の外に「※ 12月末現在」と記入されています。集計には使いません。",
    )
