"""Rows added to the lists, with a blank row between them."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, OutcomeAnswer, Told


def recipe(form: Form) -> Told:
    for number in (0, 2):
        form.put(OutcomeAnswer, "category", number, "(1)産学官金の取組の強化")
        form.put(OutcomeAnswer, "text", number, f"説明会を{number + 1}回開催")

    def reads(submission: Submission) -> None:
        texts = [row.row.text for row in submission.outcomes.rows]
        assert texts == ["説明会を1回開催", "説明会を3回開催"]

    return Told(reads=reads)
