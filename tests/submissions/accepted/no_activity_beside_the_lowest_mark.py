"""No activity in a domain whose only measure has the lowest mark, which says so itself."""

from __future__ import annotations

from evaluator.form.read import Submission
from evaluator.model import Activity
from tests.recipes import ActivityAnswer, Form, MeasureAnswer, Told, of


@of("環境省")
def recipe(form: Form) -> Told:
    rows = form.sheet(ActivityAnswer).max_row
    domains = (form.cell(ActivityAnswer, "domain", row).value for row in range(rows))
    at = next(n for n, domain in enumerate(domains) if str(domain).startswith("1-2 "))
    form.put(ActivityAnswer, "status", at, "該当なし")
    for field in ("text", "phase", "attribution"):
        form.cell(ActivityAnswer, field, at).value = None
    form.put(MeasureAnswer, "self_mark", "S016", "×")
    return Told(reads=said)


def said(submission: Submission) -> None:
    (row,) = (r.row for r in submission.activities.rows if r.row.domain.startswith("1-2 "))
    assert row.status is Activity.NONE
