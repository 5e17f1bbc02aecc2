"""Something was written into the page header."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    form.sheet(MeasureAnswer).oddHeader.right.text = "【未定稿】&A"
    return Told(
        (("S028", "施策", ""),),
        "ヘッダーに、様式にない「施策（外務省・令和7年度） 【未定稿】」が書かれています。"
        "集計には使いません。",
    )
