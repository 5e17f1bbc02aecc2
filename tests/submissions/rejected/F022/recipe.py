"""Saved with days counted from 1904."""

from __future__ import annotations

from datetime import date

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from evaluator.form.read import Submission
from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.book.epoch = CALENDAR_MAC_1904

    def reads(submission: Submission) -> None:
        assert submission.kpis.rows[0].row.as_of == date(2026, 3, 31)

    return Told(
        (("F022", "", ""),),
        "1904年から計算する日付の設定になっています。日付は正しく読み取りました。",
        reads,
    )
