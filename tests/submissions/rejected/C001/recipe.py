"""The mark says one thing and the text another."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe_good_but_not_begun(form: Form) -> Told:
    form.put(MeasureAnswer, "progress", "S017", "関係府省との調整がつかず、調査は未着手である。")
    mark = form.cell(MeasureAnswer, "self_mark", "S017").coordinate
    return Told(
        (("C001", "施策", mark),), "自己評価は「○」ですが、「進捗状況」に「未着手」とあります。"
    )


def recipe_poor_but_met(form: Form) -> Told:
    form.put(MeasureAnswer, "progress", "S105", "4か国で目標を達成した。")
    mark = form.cell(MeasureAnswer, "self_mark", "S105").coordinate
    return Told(
        (("C001", "施策", mark),),
        "自己評価は「×」ですが、「進捗状況」に「目標を達成」とあります。",
    )
