"""A sheet was deleted."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    del form.book["成果例"]
    return Told((("F012", "成果例", ""),), "シート『成果例』が見つかりません。")
