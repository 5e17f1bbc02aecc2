"""A formula with its result, as Excel saves it."""

from __future__ import annotations

import zipfile

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(KpiAnswer, "actual", "S017-1", "=100+15")
    form.save()
    del form.__dict__["book"]
    with zipfile.ZipFile(form.path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(form.path, "w") as new:
        for name, part in parts.items():
            calculated = part.replace(b"<f>100+15</f><v></v>", b"<f>100+15</f><v>115</v>")
            calculated = calculated.replace(b"<f>100+15</f><v />", b"<f>100+15</f><v>115</v>")
            calculated = calculated.replace(b"<f>100+15</f><v/>", b"<f>100+15</f><v>115</v>")
            new.writestr(name, calculated)

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.actual == 115

    return Told(
        (("V009", "KPI", cell),),
        "「実績値」に数式（=100+15）が入っています。計算結果を回答として読みました。",
        reads,
    )
