"""A cell says that it stands in another row than it does."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    with form.parts() as package:
        part = form.part_of(package, MeasureAnswer)
        package.put(part, package.part(part).replace(b'r="K5"', b'r="K6"', 1))
    return Told(
        (("F039", "", ""),),
        "番地や番号の誤り（5行11列のセル）のため、どのセルの値か分からず読み込めません。",
    )
