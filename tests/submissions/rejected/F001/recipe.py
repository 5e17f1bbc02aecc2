"""Not a workbook at all, but text."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path.write_text("これは表ではありません", encoding="utf-8")
    return Told(
        (("F001", "", ""),),
        "Excelブック（.xlsx）として読めません（テキスト又は不明な形式）。",
    )
