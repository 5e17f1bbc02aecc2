"""A sheet that is nothing but a chart was added."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.book.create_chartsheet("推移")
    return Told(
        (("S030", "推移", ""),),
        "グラフなどだけのシート『推移』があります。集計には使いません。",
    )
