"""A remark behind an address."""

from __future__ import annotations

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    typed = "https://www.example.go.jp/a.pdf（12頁）"
    cell = form.put(MeasureAnswer, "evidence_url", "S017", typed)
    return Told(
        (("V032", "施策", cell),),
        "「根拠URL」の「https://www.example.go.jp/a.pdf（12頁）」には、URLのほかに文字があります。"
        "URLは「https://www.example.go.jp/a.pdf」でしょうか。",
    )
