"""Saved in the format of Excel 97-2003 under the name of an .xlsx."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    return Told(
        (("F003", "", ""),), "様式と異なる形式（Excel 97-2003 形式（.xls）など）のファイルです。"
    )
