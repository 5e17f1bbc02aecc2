"""The form was put into a zip, as for a mail, and the zip renamed."""

from __future__ import annotations

import zipfile

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    content = form.path.read_bytes()
    with zipfile.ZipFile(form.path, "w") as archive:
        archive.writestr("回答/外務省.xlsx", content)
    return Told(
        (("F038", "", ""),),
        "Excelファイルがzipファイルに入ったままです（外務省.xlsx）。",
    )
