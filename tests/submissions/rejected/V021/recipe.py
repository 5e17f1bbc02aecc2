"""An address without its beginning."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    cell = form.put(MeasureAnswer, "evidence_url", "S017", "www.example.go.jp/std")
    return Told(
        (("V021", "施策", cell),),
        "「根拠URL」の「www.example.go.jp/std」はURLの形ではありません。"
        "「https://www.example.go.jp/std」でしょうか。",
    )
