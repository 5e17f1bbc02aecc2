"""Saved by a program that keeps no stylesheet: every day is a bare number."""

from __future__ import annotations

from datetime import date

from evaluator.form.read import Submission
from tests.recipes import Form, KpiAnswer, Told


def recipe(form: Form) -> Told:
    days = [form.cell(KpiAnswer, "as_of", n).coordinate for n in (0, 1, 4)]  # each told once
    with form.parts() as package:
        package.remove(package.workbook, package.one(package.workbook, "styles") or "")
    del form.book  # as it was before

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.as_of == date(2026, 3, 31)

    return Told(
        (("F042", "", ""), *(("V011", "KPI", each) for each in days)),
        "ファイルに表示形式の情報がありません。日付の欄の数値は、日付に直して読みます"
        "（例：46112 は 2026/3/31）。",
        reads,
    )
