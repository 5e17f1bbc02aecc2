"""The file that Excel makes beside an open workbook."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path.with_name("~$R07_様式_外務省.xlsx").write_bytes(b"\x06user")
    return Told(
        (("F013", "", ""),),
        "Excelが開いている間だけ作る一時ファイルのため、読み飛ばしました。",
    )
