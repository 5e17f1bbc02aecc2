"""A formula refers to a blank cell, and gives 0 as a text."""

from __future__ import annotations

import re

from evaluator.form.read import Submission
from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "reason", "S017", "=Z99")
    form.save()
    del form.__dict__["book"]
    with form.parts() as package:
        part = form.part_of(package, MeasureAnswer)
        xml = re.sub(rb"<f>Z99</f><v ?(?:/>|></v>)", b"<f>Z99</f><v>0</v>", package.part(part))
        package.put(part, xml)

    def reads(submission: Submission) -> None:
        assert submission.measures.rows[0].row.reason == ""

    return Told(
        (("V029", "施策", cell),),
        "「評価の理由」の数式（=Z99）の結果が 0 です。"
        "参照先が空欄とみて、記入なしとして扱いました。",
        reads,
    )
