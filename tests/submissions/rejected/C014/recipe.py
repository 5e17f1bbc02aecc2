"""The same bullet from two ministries."""

from __future__ import annotations

from tests.recipes import Form, OutcomeAnswer, Told


def recipe(form: Form) -> Told:
    other = form.also("環境省")
    cells = []
    for each in (form, other):
        each.put(OutcomeAnswer, "category", 0, "(1)産学官金の取組の強化")
        cells.append(each.put(OutcomeAnswer, "text", 0, "共同で説明会を3回開催"))
    return Told(
        (("C014", "成果例", cells[0]), ("C014", "成果例", cells[1])),
        f"同じ文章が環境省（R07_様式_環境省.xlsx シート『成果例』 {cells[1]}）からも"
        "提出されています：「共同で説明会を3回開催」。",
    )
