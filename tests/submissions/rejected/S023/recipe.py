"""An answer was written into a text box."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    text = "<a:p><a:r><a:t>自己評価は△に訂正します</a:t></a:r></a:p>"
    about = '<nvSpPr><cNvPr id="2" name="テキスト 1"/></nvSpPr>'
    form.draw(MeasureAnswer, f"<sp>{about}<txBody>{text}</txBody></sp>", "E11")
    return Told(
        (("S023", "施策", "E11"),),
        "セルの上のテキストボックスに「自己評価は△に訂正します」と書かれています。集計には使いません。",
    )
