"""A ministry by a name that is in no register: asked, and never printed."""

from __future__ import annotations

from evaluator.form.read import Submission
from tests.recipes import Form, OutcomeAnswer, Told, of


@of("経済産業省")
def recipe(form: Form) -> Told:
    cell = form.put(OutcomeAnswer, "attribution", 0, "METI")
    return Told(
        (("V033", "成果例", cell),),
        "「府省庁の表記」の「METI」は、府省庁の一覧にない名前です。別紙には、この名前を載せません。",
    )


@of("経済産業省")
def recipe_beside_names_that_are_known(form: Form) -> Told:
    cell = form.put(OutcomeAnswer, "attribution", 0, "内閣府･経産省\n科技本部")

    def reads(submission: Submission) -> None:
        row = submission.outcomes.rows[0].row
        assert row.attribution == "内閣府、経済産業省、科技本部"

    return Told((("V011", "成果例", cell), ("V033", "成果例", cell)), reads=reads)
