"""A workbook of one's own making."""

from __future__ import annotations

from openpyxl import Workbook

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    book = Workbook()
    book.worksheets[0].append(["施策", "評価"])
    book.save(form.path)
    return Told(
        (("F007", "", ""),), "この調査の様式ではありません（様式の識別情報が見つかりません）。"
    )
