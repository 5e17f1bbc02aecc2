"""An activity in a domain that the plan assigns to others: counted, and said."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import ActivityAnswer, Form, Told


def recipe(form: Form) -> Told:
    row = {"domain": "12 ⑫宇宙", "status": "取組あり", "text": "国際会議で規格案を説明"}
    cells = [form.put(ActivityAnswer, field, 2, value) for field, value in row.items()]

    def reads(submission: Submission) -> None:
        assert submission.activities.rows[2].row.domain == "12 ⑫宇宙"

    return Told(
        (("C015", "領域別取組", cells[0]),),
        "領域「12 ⑫宇宙」は、戦略で外務省の担当とされていません。回答は集計に含めました。",
        reads,
    )
