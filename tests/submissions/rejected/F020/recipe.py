"""The form of one ministry under the name of another."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path = form.path.rename(form.path.with_name("R07_様式_環境省.xlsx"))
    return Told(
        (("F020", "", ""),),
        "ファイル名は環境省ですが、外務省の様式です。外務省の回答として扱いました。",
    )
