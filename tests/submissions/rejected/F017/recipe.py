"""Answers on a sheet of one's own, shown or hidden."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe_shown(form: Form) -> Told:
    form.book.create_sheet("補足", 1)["B3"] = "S017の評価は◎でお願いします"
    return Told(
        (("F017", "補足", ""),),
        "様式にないシートに記入があります（1か所。最初はB3「S017の評価は◎でお願いします」）。"
        "集計には使いません。",
    )


def recipe_hidden(form: Form) -> Told:
    sheet = form.book.create_sheet("作業用")
    sheet["A1"] = 12
    sheet.sheet_state = "hidden"
    return Told(
        (("F017", "作業用", ""),),
        "様式にない非表示のシートに記入があります（1か所。最初はA1「12」）。集計には使いません。",
    )


def recipe_identical_copy_of_a_sheet(form: Form) -> Told:
    form.book.copy_worksheet(form.sheet(MeasureAnswer))
    return Told((("F017", "施策 Copy", ""),))
